//! Pages to read, and the ways to them.

use vagvisare_contacts::guide::Choice;
use vagvisare_contacts::model::Audience;
use vagvisare_contacts::pages::Page;
use vagvisare_contacts::select::{Answers, Hit};
use yew::prelude::*;

use crate::el::{el, el_with, rows, text};
use crate::message::Press;
use crate::results::cards;
use crate::state::State;
use crate::texts::{Key, direction};
use crate::view::{View, heading};

/// How many services stand after a page.
const SERVICES: usize = 2;

/// The page that is open, in Swedish, and marked as such, where the visitor's language lacks it; after it the
/// services that suit best, so that reading ends with somebody to turn to.
pub fn page(view: &View) -> Vec<Html> {
    let state = view.state;
    let level = state.heading_level + 1;
    let page = state.pages.iter().find(|page| Some(&page.id) == state.page.as_ref());
    let mut content = Vec::new();
    let (mut lang, mut title) = ("", None);
    if let Some(page) = page {
        lang = marked(view, page);
        title = Some(text(page.title.clone()));
        for line in &page.lines {
            let tag = if line.is_heading { heading(level) } else { "p" };
            content.push(el(tag, "", vec![text(line.words.clone())]));
        }
    }
    let why = if state.pages_coming.is_some() { Key::Loading } else { Key::PageFailed };
    content.insert(0, view.landing_heading("", title.unwrap_or_else(|| view.words(why))));
    let dir = if lang.is_empty() { "" } else { direction(lang) };
    let hits = view.hits(&Answers { audience: audience(state), ..state.answers() });
    let first: Vec<&Hit> = hits.iter().take(SERVICES).collect();
    vec![
        el("div", "way", vec![view.button("back", Press::Back, Key::PageClose)]),
        el_with("div", &["class", "lang", "dir"], &["page", lang, dir], content).into(),
        el(heading(level), "group", vec![view.words(Key::Results)]),
        cards(view, &first, level + 1),
    ]
}

/// Whose page it is, by the choice that leads to it, or else who the visitor is. Lines for staff are shown to
/// staff only, whoever reads their page.
fn audience(state: &State) -> Option<Audience> {
    let choices = state.guide.questions.iter().flat_map(|question| &question.choices);
    let leads = |choice: &&Choice| state.page.as_ref().is_some_and(|page| choice.pages.contains(page));
    let whose = choices.filter(leads).find_map(|choice| choice.audience);
    whose.filter(|audience| *audience != Audience::Staff).or(state.answers().audience)
}

/// The language of a page, if it is not the visitor's.
fn marked<'a>(view: &View, page: &'a Page) -> &'a str {
    if page.lang == view.texts().lang() { "" } else { &page.lang }
}

/// The list of every page, behind a word.
pub fn pages(view: &View) -> Html {
    let summary = el("summary", "", vec![view.words(Key::Pages)]);
    el("details", "pages", vec![summary, links(view, &|_| true)])
}

/// Ways to the pages with these ids, in the order of the list.
pub fn pages_named(view: &View, ids: &[&str]) -> Html {
    links(view, &|page| ids.contains(&page.id.as_str()))
}

fn links(view: &View, wanted: &dyn Fn(&Page) -> bool) -> Html {
    let mut list = Vec::new();
    for (at, page) in view.state.pages.iter().enumerate().filter(|(_, page)| wanted(page)) {
        let button = el_with(
            "button",
            &["type", "class", "data-page", "lang"],
            &["button", "quiet", &page.id, marked(view, page)],
            vec![text(page.title.clone())],
        );
        list.push(view.pressed(button, Press::Page(at)).into());
    }
    el("ul", "links", rows(list))
}

/// What leaving the page does not clear, and the way to more about it.
pub fn before_use(view: &View) -> Html {
    el("p", "help", vec![view.words(Key::SafeBefore), text(" "), view.button("", Press::Safe, Key::SafeMore)])
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::message::{Fetch, Message, Press};
    use crate::state::{Screen, State};
    use crate::testing::{WEDNESDAY, after, chosen, config, count, shown};

    const SWEDISH: &str = include_str!("../www/guide/pages-sv.json");

    fn came(lang: &str, json: &str) -> Message {
        Message::PagesCame(lang.to_owned(), Some(json.to_owned()))
    }

    fn with_pages(choices: &[&str]) -> State {
        let mut state = chosen(choices);
        state.update(came("sv", SWEDISH));
        state
    }

    #[tokio::test]
    async fn the_first_screen_says_honestly_what_leaving_does_not_clear() {
        let html = shown(|| chosen(&[]), WEDNESDAY).await;
        assert!(html.contains("kan finnas kvar i historiken"), "{html}");
        let later = shown(|| chosen(&["self"]), WEDNESDAY).await;
        assert!(!later.contains("kan finnas kvar i historiken"));
    }

    #[tokio::test]
    async fn a_page_opens_over_the_screen_and_closes_to_it() {
        let mut state = with_pages(&["self", "close_relationship"]);
        state.update(Message::Pressed(Press::Safe));
        assert_eq!(state.screen(), Screen::Page);
        let open = state.clone();
        let html = shown(move || open, WEDNESDAY).await;
        assert!(html.contains("Så lämnar du färre spår") && html.contains("telefonens lista"), "{html}");
        assert_eq!((count(&html, "part=\"choice\""), count(&html, "part=\"card\"")), (0, 2));
        assert_eq!((count(&html, "part=\"back\""), count(&html, "part=\"emergency\"")), (1, 1));
        state.update(Message::Pressed(Press::Back));
        assert_eq!((state.question.as_deref(), state.steps.len()), (Some("need"), 2));
    }

    #[tokio::test]
    async fn after_a_page_for_children_stands_a_line_for_children_and_staff_lines_stay_the_staffs() {
        let read = |choices: &[&str], id: &str| {
            let mut state = with_pages(choices);
            let at = state.pages.iter().position(|page| page.id == id).unwrap();
            state.update(Message::Pressed(Press::Page(at)));
            state
        };
        for choices in [&[][..], &["self", "honour", "talk"]] {
            let html = shown(move || read(choices, "child"), WEDNESDAY).await;
            assert!(html.contains("data-service=\"se.bris\""), "{choices:?}: {html}");
        }
        let html = shown(move || read(&["-", "trafficking"], "work"), WEDNESDAY).await;
        assert!(!html.contains("manniskohandel"), "{html}");
    }

    #[tokio::test]
    async fn the_results_offer_the_pages_of_what_was_chosen() {
        let html = shown(|| with_pages(&["self", "close_relationship", "police_and_court"]), WEDNESDAY).await;
        let page = SWEDISH.split("\"police\"").nth(1).and_then(|rest| rest.split('"').nth(3)).unwrap();
        assert_eq!(count(&html, page), 2, "{page}: with the results, and in the list of all");
    }

    #[tokio::test]
    async fn a_page_that_is_under_way_or_cannot_be_had_says_so() {
        let mut state = chosen(&[]);
        state.update(Message::Pressed(Press::Safe));
        let coming = state.clone();
        assert!(shown(move || coming, WEDNESDAY).await.contains("Hämtar"));
        assert_eq!(state.update(Message::PagesCame("sv".to_owned(), None)), None);
        assert!(shown(move || state, WEDNESDAY).await.contains("Sidan gick inte att hämta"));
    }

    #[tokio::test]
    async fn what_a_language_lacks_is_read_in_swedish_and_marked() {
        let english = include_str!("../www/guide/en.json").to_owned();
        let mut state = after(&Config { locale: english, ..config() }, Vec::new());
        let some = r#"{"lang":"en","pages":[{"id":"safe","title":"Fewer traces","parts":[]}]}"#;
        assert_eq!(state.update(came("en", some)), Some(Fetch::Pages("sv".to_owned())));
        assert_eq!(state.update(came("sv", SWEDISH)), None);
        let english = state.pages.iter().filter(|page| page.lang == "en").count();
        assert!(state.pages.len() > 5 && english == 1);
        state.update(Message::Pressed(Press::Page(1)));
        let html = shown(move || state, WEDNESDAY).await;
        assert!(html.contains("class=\"page\" lang=\"sv\" dir=\"ltr\""), "{html}");
    }

    #[test]
    fn pages_that_cannot_be_had_again_take_none_away() {
        let mut state = with_pages(&[]);
        assert_eq!(state.update(Message::PagesCame("sv".to_owned(), None)), None);
        assert!(state.pages.len() > 5 && state.pages_coming.is_none());
    }

    #[test]
    fn a_languages_own_pages_stand_over_swedish_ones_that_came_first() {
        let polish = include_str!("../www/guide/pl.json").to_owned();
        let mut state = after(&Config { locale: polish, ..config() }, Vec::new());
        state.update(came("sv", SWEDISH));
        state.update(came("pl", include_str!("../www/guide/pages-pl.json")));
        state.update(came("sv", SWEDISH));
        assert!(state.pages.iter().any(|page| page.id == "safe" && page.lang == "pl"));
    }

    #[test]
    fn swedish_pages_that_were_under_way_do_not_end_the_waiting_for_the_languages_own() {
        let mut state = chosen(&[]);
        state.update(Message::LanguageChosen("en".to_owned()));
        let english = include_str!("../www/guide/en.json").to_owned();
        state.update(Message::LocaleCame("en".to_owned(), Some(english)));
        assert_eq!(state.update(Message::PagesCame("sv".to_owned(), None)), None);
        assert_eq!(state.pages_coming.as_deref(), Some("en"));
        state.update(came("en", include_str!("../www/guide/pages-en.json")));
        assert!(state.pages.iter().all(|page| page.lang == "en") && state.pages_coming.is_none());
    }

    #[test]
    fn pages_of_a_language_that_was_left_do_not_come() {
        let mut state = chosen(&[]);
        state.update(came("en", r#"{"lang":"en","pages":[]}"#));
        assert!(state.pages.is_empty() && state.pages_coming.is_some());
    }
}
