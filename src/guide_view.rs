//! The whole guide: holds the state, and does what the state asks of the browser (fetching, focus, the
//! clock).

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Date as JsDate;
use vagvisare_contacts::calendar::Instant;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{FocusOptions, HtmlElement};
use yew::prelude::*;

use crate::announce::announce;
use crate::area_picker::area_picker;
use crate::config::Host;
use crate::el::{el, el_with};
use crate::emergency::emergency;
use crate::language_picker::language_picker;
use crate::message::{Fetch, Message, Press, Send};
use crate::notices::{answer, notices};
use crate::page_view::{page, pages};
use crate::question::question;
use crate::results::results;
use crate::search_view::search_view;
use crate::state::{Screen, State};
use crate::texts::Key;
use crate::view::View;

/// What the guide is started with.
pub struct Start {
    /// The first screen; the guide takes it.
    pub state: Cell<Option<State>>,
    /// The instant to show instead of now.
    pub at: Option<Instant>,
    /// The way to more data.
    pub host: Host,
}

/// What the guide is started with, handed over once.
#[derive(Clone, Properties)]
pub struct Props {
    /// It.
    pub start: Rc<Start>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.start, &other.start)
    }
}

/// The guide.
pub struct GuideView {
    /// `None` only in a second guide from one start, which nobody makes.
    state: Option<State>,
    start: Rc<Start>,
    send: Send,
    landing: NodeRef,
    /// When the visitor came to this screen.
    since: Instant,
    /// The minute that is shown.
    shown: Cell<i64>,
    /// How many moves the focus has followed.
    followed: u32,
    _clock: Option<Clock>,
}

impl Component for GuideView {
    type Message = Message;
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        let start = context.props().start.clone();
        let send = context.link().callback(|message| message);
        let guide = GuideView {
            state: start.state.take(),
            landing: NodeRef::default(),
            since: now(&start),
            shown: Cell::default(),
            followed: 0,
            // A guide that shows another time than now stands still.
            _clock: if start.at.is_none() { Clock::start(send.clone()) } else { None },
            start,
            send,
        };
        guide.fetch(guide.state.as_ref().and_then(State::lacking));
        guide.fetch_pages();
        guide
    }

    fn update(&mut self, _: &Context<Self>, message: Message) -> bool {
        let Some(state) = &mut self.state else { return false };
        if matches!(message, Message::Ticked) {
            // What is shown changes with the minute.
            return minute(&self.start) != self.shown.get();
        }
        let before = state.texts.lang().to_owned();
        let moves = state.moves;
        let fetch = state.update(message);
        if state.moves != moves {
            self.since = now(&self.start);
        }
        if state.texts.lang() != before {
            self.start.host.language_changed(state.texts.lang());
            self.fetch_pages();
        }
        self.fetch(fetch);
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        // Once for the whole screen, so that no two parts of it are of different times.
        let (now, since) = (now(&self.start), self.since);
        self.shown.set(minute(&self.start));
        let view = |state| guide(&View { state, now, since, send: &self.send, landing: &self.landing });
        self.state.as_ref().map(view).unwrap_or_default()
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        let moves = self.state.as_ref().map_or(0, |state| state.moves);
        if self.followed != moves {
            self.followed = moves;
            land(&self.landing);
        }
    }
}

impl GuideView {
    /// At once, so that the request tells nothing of what is read.
    fn fetch_pages(&self) {
        self.fetch(self.state.as_ref().map(|state| Fetch::Pages(state.texts.lang().to_owned())));
    }

    fn fetch(&self, what: Option<Fetch>) {
        let Some(what) = what else { return };
        let (send, start) = (self.send.clone(), self.start.clone());
        spawn_local(async move {
            let message = match what {
                Fetch::Areas => Message::AreasCame(start.host.load("areas", "").await),
                Fetch::Fallback => Message::FallbackCame(start.host.load("locale", "sv").await),
                Fetch::Locale(lang) => {
                    let json = start.host.load("locale", &lang).await;
                    Message::LocaleCame(lang, json)
                }
                Fetch::Pages(lang) => {
                    let json = start.host.load("pages", &lang).await;
                    Message::PagesCame(lang, json)
                }
                Fetch::Layers(area) => {
                    let layers = start.host.layers(&area).await;
                    Message::LayersCame(area, layers)
                }
            };
            send.emit(message);
        });
    }
}

/// The instant that the guide shows.
fn now(start: &Start) -> Instant {
    start.at.unwrap_or_else(|| Instant((JsDate::now() / 1000.0) as i64))
}

fn minute(start: &Start) -> i64 {
    now(start).0 / 60
}

/// Everything on the screen.
pub fn guide(view: &View) -> Html {
    let state = view.state;
    let (screen, name) = match state.screen() {
        Screen::Question(asked) => (question(view, asked), ["q.", &asked.id].concat()),
        Screen::Results => (results(view), "results".to_owned()),
        Screen::Search => (search_view(view), "search".to_owned()),
        Screen::Page => (page(view), "page".to_owned()),
    };
    // Another screen is another element: nothing of the old one, nor where it was scrolled to, stays in it.
    let mut stage = el_with("div", &["class"], &["screen"], screen);
    stage.key = Some(name.into());
    let mut search = Vec::new();
    if !state.searching {
        search.push(view.button("search", Press::Search, Key::Search));
    }
    let settings = el(
        "div",
        "settings",
        vec![el("div", "", search), pages(view), area_picker(view), language_picker(view), answer(view)],
    );
    let locale = &state.texts.locale;
    let [urgent, police] = emergency(view);
    let mut parts = vec![urgent, notices(view), el("div", "stage", vec![stage.into()]), police, settings];
    parts.extend(announce(&state.said));
    el_with("div", &["class", "lang", "dir"], &["guide", &locale.lang, &locale.dir], parts).into()
}

/// How high the line with 112 is that stays on top, in px, at most: two rows of it, as at 320 px in Arabic. What
/// lies beneath it is not seen.
const ON_TOP: f64 = 75.0;

/// Takes the focus to the new screen's heading, and the heading into view if it is out of it. The first
/// screen takes no focus: the page is the visitor's.
fn land(landing: &NodeRef) {
    let Some(heading) = landing.cast::<HtmlElement>() else { return };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // A browser that cannot focus it has told nobody anything wrong.
    let _ = heading.focus_with_options(&options);
    let place = heading.get_bounding_client_rect();
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    if place.top() < ON_TOP || height.is_some_and(|height| place.bottom() > height) {
        heading.scroll_into_view();
    }
}

const TICK_MS: i32 = 5000;

/// A message every few seconds, so that "open now" stays true: no timer runs while a telephone sleeps or the
/// page lies in the back/forward cache, and after it the rest of a whole minute would be too long.
#[must_use = "dropping it stops the clock"]
struct Clock {
    window: web_sys::Window,
    id: i32,
    _tick: Closure<dyn FnMut()>,
}

impl Clock {
    fn start(send: Send) -> Option<Self> {
        let window = web_sys::window()?;
        let tick = Closure::<dyn FnMut()>::new(move || send.emit(Message::Ticked));
        let function = tick.as_ref().unchecked_ref();
        let id = window.set_interval_with_callback_and_timeout_and_arguments_0(function, TICK_MS).ok()?;
        Some(Clock { window, id, _tick: tick })
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        self.window.clear_interval_with_handle(self.id);
    }
}

#[cfg(test)]
mod tests {
    use crate::config::LayerText;
    use crate::message::{Message, Press};
    use crate::testing::{NIGHT, WEDNESDAY, after, chosen, config, count, shown, shown_since};

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
        let typed =
            || after(&config(), vec![Message::Pressed(Press::Search), Message::Typed("116111".to_owned())]);
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
    async fn what_is_dialled_under_the_words_for_112_is_112_whatever_a_file_says() {
        let mut layers = crate::testing::layers();
        for layer in &mut layers {
            layer.text = layer.text.take().map(|text| text.replace("\"112\"", "\"1177\""));
        }
        let html = shown(move || after(&crate::config::Config { layers, ..config() }, vec![]), NIGHT).await;
        let line = html.find("part=\"emergency\"").unwrap();
        assert!(html.get(line..line + 200).unwrap().contains("href=\"tel:112\""), "{html}");
    }

    #[tokio::test]
    async fn cards_stay_where_they_are_when_a_line_opens_or_closes() {
        let ids = |html: &str| {
            let parts = html.split("data-service=\"").skip(1);
            parts.map(|part| part.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let results = || chosen(&["self", "close_relationship", "talk"]);
        let day = shown(results, WEDNESDAY).await;
        let night = shown(results, NIGHT).await;
        let still = shown_since(WEDNESDAY, results, NIGHT).await;
        assert_ne!(ids(&day), ids(&night));
        assert_eq!(ids(&still), ids(&day));
        assert_eq!(count(&still, "data-state=\"closed\""), count(&night, "data-state=\"closed\""));
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
        let at_four = || {
            after(
                &crate::config::Config { heading_level: 4, ..config() },
                vec![Message::Pressed(Press::Skip); 3],
            )
        };
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
