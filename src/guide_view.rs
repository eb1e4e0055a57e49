//! The whole guide: holds the state, and does what the state asks of the browser (fetching, focus, the clock).

use js_sys::Date as JsDate;
use vagvisare_contacts::calendar::Instant;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::announce::announce;
use crate::area_picker::area_picker;
use crate::config::{Config, Host};
use crate::emergency::emergency;
use crate::language_picker::language_picker;
use crate::notices::notices;
use crate::question::question;
use crate::results::results;
use crate::search_view::search_view;
use crate::state::{Areas, Message, Screen, Send, State};
use crate::texts::Key;
use crate::view::View;

/// What the guide is started with.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The first screen.
    pub state: State,
    /// The instant to show instead of now.
    pub at: Option<Instant>,
    /// The way to more data.
    pub host: Host,
}

impl Props {
    /// From what the loader hands over; `None` when there is nothing to show.
    pub fn new(config: Config) -> Option<Self> {
        Some(Props { state: State::new(&config)?, at: config.at, host: config.host })
    }
}

/// The guide.
#[component]
pub fn GuideView(props: &Props) -> Html {
    let start = props.state.clone();
    let state = use_reducer(|| start);
    let send = {
        let dispatch = state.dispatcher();
        use_memo((), |()| Send::from(move |message| dispatch.dispatch(message)))
    };
    let landing = use_node_ref();
    use_fetching(&state, &props.host, &send);
    use_landing(state.moves, &landing);
    use_minutes(props.at.is_some(), &send);
    // Once for the whole screen, so that no two parts of it are of different times.
    let now = props.at.unwrap_or_else(|| Instant((JsDate::now() / 1000.0) as i64));
    guide(&View { state: &state, now, send: &send, landing: &landing })
}

/// Everything on the screen.
pub fn guide(view: &View) -> Html {
    let state = view.state;
    let screen = match state.screen() {
        Screen::Question(asked) => question(view, asked),
        Screen::Results => results(view),
        Screen::Search => search_view(view),
    };
    let (lang, dir) = (state.texts.locale.lang.clone(), state.texts.locale.dir.clone());
    html! {
        <div class="guide" {lang} {dir}>
            { emergency(view) }
            { notices(view) }
            <div class="stage">{ screen }</div>
            <div class="settings">
                <div class="search">{ (!state.searching).then(|| search_button(view)) }</div>
                { area_picker(view) }
                { language_picker(view) }
            </div>
            { announce(&state.said) }
        </div>
    }
}

fn search_button(view: &View) -> Html {
    html! {
        <button type="button" class="quiet" part="search" onclick={view.on_press(Message::SearchToggled)}>
            { view.say(Key::Search) }
        </button>
    }
}

/// Fetches what the state waits for, and tells the loader of a new language.
#[hook]
fn use_fetching(state: &State, host: &Host, send: &Send) {
    let (to, loader) = (send.clone(), host.clone());
    use_effect_with(state.lang_coming.clone(), move |lang| {
        let Some(lang) = lang.clone() else { return };
        spawn_local(async move {
            let json = loader.locale(&lang).await;
            to.emit(Message::LocaleCame(lang, json));
        });
    });
    let (to, loader) = (send.clone(), host.clone());
    use_effect_with(state.area_coming.clone(), move |area| {
        let Some(area) = area.clone() else { return };
        spawn_local(async move {
            let layers = loader.layers(&area).await;
            to.emit(Message::LayersCame(area, layers));
        });
    });
    let (to, loader) = (send.clone(), host.clone());
    use_effect_with(state.areas == Areas::Coming, move |coming| {
        if *coming {
            spawn_local(async move { to.emit(Message::AreasCame(loader.areas().await)) });
        }
    });
    let (to, loader, texts) = (send.clone(), host.clone(), state.texts.clone());
    let first = use_mut_ref(|| true);
    use_effect_with((texts.locale.lang.clone(), texts.locale.dir.clone()), move |(lang, dir)| {
        // The loader knows the language that it has started us with.
        if !first.replace(false) {
            loader.language_changed(lang, dir);
        }
        if texts.needs_fallback() {
            spawn_local(async move { to.emit(Message::FallbackCame(loader.locale("sv").await)) });
        }
    });
}

/// Takes the focus to the new screen's heading, and the heading into view if it is out of it. The first screen takes
/// no focus: the page is the visitor's.
#[hook]
fn use_landing(moves: u32, landing: &NodeRef) {
    let landing = landing.clone();
    use_effect_with(moves, move |moves| {
        let Some(heading) = landing.cast::<HtmlElement>().filter(|_| *moves > 0) else { return };
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // A browser that cannot focus it has told nobody anything wrong.
        let _ = heading.focus_with_options(&options);
        let place = heading.get_bounding_client_rect();
        let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
        if place.top() < 0.0 || height.is_some_and(|height| place.bottom() > height) {
            heading.scroll_into_view();
        }
    });
}

/// A message at the beginning of each minute, so that "open now" stays true.
#[hook]
fn use_minutes(still: bool, send: &Send) {
    let send = send.clone();
    use_effect_with(still, move |still| {
        let timer = (!still).then(|| Minutes::start(send));
        move || drop(timer)
    });
}

/// A running clock.
#[must_use = "dropping it stops the clock"]
struct Minutes {
    window: web_sys::Window,
    id: i32,
    _tick: Closure<dyn FnMut()>,
}

impl Minutes {
    fn start(send: Send) -> Option<Self> {
        let window = web_sys::window()?;
        let tick = Closure::<dyn FnMut()>::new(move || send.emit(Message::MinutePassed));
        let function = tick.as_ref().unchecked_ref();
        let id = window.set_interval_with_callback_and_timeout_and_arguments_0(function, 60_000).ok()?;
        Some(Minutes { window, id, _tick: tick })
    }
}

impl Drop for Minutes {
    fn drop(&mut self) {
        self.window.clear_interval_with_handle(self.id);
    }
}

#[cfg(test)]
mod tests {
    use crate::config::LayerText;
    use crate::state::Message;
    use crate::testing::{NIGHT, WEDNESDAY, after, chosen, config, count, shown};

    #[tokio::test]
    async fn a_screen_that_asks_has_choices_and_no_cards() {
        for choices in [&[][..], &["self"], &["child", "home"], &["staff", "-"]] {
            let html = shown(move || chosen(choices), WEDNESDAY).await;
            assert!(count(&html, "part=\"choice\"") > 1, "{choices:?}");
            assert_eq!(count(&html, "part=\"card\""), 0, "{choices:?}");
            assert_eq!(count(&html, "part=\"skip\""), 1, "{choices:?}");
            assert_eq!(count(&html, "part=\"back\""), usize::from(!choices.is_empty()), "{choices:?}");
        }
    }

    #[tokio::test]
    async fn a_screen_that_answers_has_cards_and_no_choices() {
        for choices in [&["self", "honour", "care"][..], &["-", "-", "-"], &["using_violence", "stop"]] {
            let html = shown(move || chosen(choices), WEDNESDAY).await;
            assert!(count(&html, "part=\"card\"") > 1, "{choices:?}");
            assert_eq!(count(&html, "part=\"choice\"") + count(&html, "part=\"skip\""), 0, "{choices:?}");
        }
    }

    #[tokio::test]
    async fn the_search_has_cards_and_no_choices() {
        let typed = || after(&config(), vec![Message::SearchToggled, Message::Typed("116111".to_owned())]);
        let html = shown(typed, WEDNESDAY).await;
        assert_eq!(count(&html, "part=\"card\""), 1);
        assert!(html.contains("data-service=\"se.bris\""));
        assert_eq!(count(&html, "part=\"choice\""), 0);
        assert_eq!(count(&html, "part=\"search\""), 1);
    }

    #[tokio::test]
    async fn the_emergency_number_area_language_and_search_are_on_every_screen() {
        for choices in [&[][..], &["self", "honour", "care"], &["-", "-", "-"]] {
            let html = shown(move || chosen(choices), NIGHT).await;
            assert_eq!(count(&html, "part=\"emergency\""), 1);
            assert!(html.contains("href=\"tel:112\"") && html.contains("href=\"tel:11414\""));
            for part in ["area", "language", "search"] {
                assert_eq!(count(&html, &["part=\"", part, "\""].concat()), 1, "{part}");
            }
        }
    }

    #[tokio::test]
    async fn without_any_contact_file_the_emergency_number_stands() {
        let html =
            shown(|| after(&crate::config::Config { layers: Vec::new(), ..config() }, vec![]), NIGHT).await;
        assert!(html.contains("href=\"tel:112\"") && html.contains("href=\"tel:11414\""));
    }

    #[tokio::test]
    async fn somebody_to_talk_to_stands_before_the_first_question() {
        let html = shown(|| chosen(&[]), NIGHT).await;
        let line = html.find("tel:+4620505050").unwrap();
        assert!(line < html.find("part=\"question\"").unwrap());
        let child = shown(|| chosen(&["child"]), NIGHT).await;
        assert!(child.contains("href=\"tel:116111\""));
    }

    #[tokio::test]
    async fn staff_lines_are_for_staff_only() {
        let staff = shown(|| chosen(&["staff", "resident", "trafficking"]), WEDNESDAY).await;
        assert!(staff.contains("tel:+4620390000"));
        for choices in [
            &["self", "trafficking", "talk"][..],
            &["-", "trafficking", "-"],
            &["relative", "trafficking", "-"],
        ] {
            let html = shown(move || chosen(choices), WEDNESDAY).await;
            assert!(!html.contains("tel:+4620390000") && !html.contains("tel:+46102235760"), "{choices:?}");
        }
    }

    #[tokio::test]
    async fn headings_begin_at_the_level_that_the_page_asks_for() {
        let at_four =
            || after(&crate::config::Config { heading_level: 4, ..config() }, vec![Message::Skipped; 3]);
        let html = shown(at_four, WEDNESDAY).await;
        assert!(html.contains("<h4") && html.contains("<h5") && html.contains("<h6"));
        assert!(!html.contains("<h2") && !html.contains("<h3"));
    }

    #[tokio::test]
    async fn an_unknown_area_falls_to_a_wider_one_and_says_so() {
        let unknown = || {
            let mut config = config();
            config.area = "0199".to_owned();
            let gone = LayerText { code: "0199".to_owned(), text: None };
            config.layers.splice(..1, [gone]);
            after(&config, vec![])
        };
        let html = shown(unknown, WEDNESDAY).await;
        assert!(html.contains("0199") && html.contains("class=\"notices\"><p"));
    }

    #[tokio::test]
    async fn nothing_needs_an_inline_style_or_an_id() {
        for choices in [&[][..], &["self", "honour", "care"]] {
            let html = shown(move || chosen(choices), WEDNESDAY).await;
            assert_eq!(count(&html, " style=") + count(&html, " id="), 0);
        }
    }
}
