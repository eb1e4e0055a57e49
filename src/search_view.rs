//! The search over every service of the area that this visitor may see.

use std::rc::Rc;

use vagvisare_contacts::select::{Hit, hit};
use web_sys::HtmlInputElement;
use yew::html::{oninput, onsubmit};
use yew::prelude::*;

use crate::el::{el, el_with, text};
use crate::message::{Message, Press};
use crate::results::cards;
use crate::texts::Key;
use crate::view::{View, heading};

/// The search screen.
pub fn search_view(view: &View) -> Vec<Html> {
    let state = view.state;
    let answers = state.answers();
    let mut hits: Vec<Hit> = state.found().into_iter().map(|entry| hit(entry, &answers, view.now)).collect();
    let found = state.found_words(hits.len());
    let mut level = state.heading_level + 1;
    let mut group = Vec::new();
    // Whoever finds nothing is led to somebody all the same.
    if hits.is_empty() && !found.is_empty() {
        hits = view.hits(&answers);
        hits.truncate(3);
        group.push(el(heading(level), "group", vec![view.words(Key::Results)]));
        level += 1;
    }
    let hits: Vec<&Hit> = hits.iter().collect();
    vec![
        el("div", "way", vec![view.button("back", Press::Back, Key::SearchClose)]),
        el(heading(state.heading_level), "landing", vec![view.words(Key::Search)]),
        form(view),
        el("p", "found", vec![text(found)]),
        el("div", "", group),
        cards(view, &hits, level),
    ]
}

fn form(view: &View) -> Html {
    let typed = view.send.reform(|event: InputEvent| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        Message::Typed(field.map(|field| field.value()).unwrap_or_default())
    });
    // Enter has nothing to send: what is found is there already.
    let nothing = Callback::from(|event: SubmitEvent| event.prevent_default());
    let mut field = el_with(
        "input",
        &["type", "part", "maxlength", "autocomplete", "autocapitalize", "spellcheck", "enterkeyhint"],
        &["search", "search", "100", "off", "none", "false", "search"],
        Vec::new(),
    );
    field.set_value(AttrValue::from(view.state.query.clone()));
    field.node_ref = view.landing.clone();
    field.add_listener(Rc::new(oninput::Wrapper::new(typed)));
    let label = el("label", "", vec![el("span", "", vec![view.words(Key::SearchLabel)]), field.into()]);
    let mut form = el_with("form", &["role"], &["search"], vec![label]);
    form.add_listener(Rc::new(onsubmit::Wrapper::new(nothing)));
    form.into()
}

#[cfg(test)]
mod tests {
    use crate::message::{Message, Press};
    use crate::state::State;
    use crate::testing::{NIGHT, WEDNESDAY, chosen, count, shown};

    fn searched(choices: &[&str], query: &str) -> State {
        let mut state = chosen(choices);
        state.update(Message::Pressed(Press::Search));
        state.update(Message::Typed(query.to_owned()));
        state
    }

    #[tokio::test]
    async fn a_search_that_finds_nothing_leads_to_somebody_who_suits() {
        for at in [WEDNESDAY, NIGHT] {
            let html = shown(|| searched(&[], "xyzzy"), at).await;
            assert!(
                html.contains("Inget hittades för ”xyzzy”") && html.contains(">Här kan du få hjälp</h3>")
            );
            assert_eq!(count(&html, "part=\"card\""), 3);
        }
        let child = shown(|| searched(&["child"], "xyzzy"), NIGHT).await;
        assert!(child.contains("data-service=\"se.bris\""));
        let staff = shown(|| searched(&["staff"], "?"), WEDNESDAY).await;
        assert_eq!(count(&staff, "part=\"card\""), 3);
    }

    #[tokio::test]
    async fn nobody_is_put_beside_what_was_found_or_before_anything_is_typed() {
        let found = shown(|| searched(&[], "självmord"), WEDNESDAY).await;
        assert_eq!(count(&found, "part=\"card\""), 1);
        assert_eq!(count(&shown(|| searched(&[], " "), WEDNESDAY).await, "part=\"card\""), 0);
    }

    #[tokio::test]
    async fn a_word_that_only_begins_like_anothers_is_no_wrong_door() {
        // Before "döv" is whole, and "spårsäkring" is what a clinic does.
        for (who, query, wanted) in [
            (&[][..], "dö", "se.mind-sjalvmordslinjen"),
            (&["child"], "dö", "se.bris"),
            (&[], "spårsändare", "se.kvinnofridslinjen"),
        ] {
            let html = shown(move || searched(who, query), NIGHT).await;
            assert!(html.contains(wanted), "{query}");
        }
    }

    #[tokio::test]
    async fn what_is_pasted_cannot_fill_the_page() {
        let html = shown(|| searched(&[], &"ö".repeat(10_000)), WEDNESDAY).await;
        assert!(html.contains("maxlength=\"100\""));
        assert!(html.contains(&"ö".repeat(100)) && !html.contains(&"ö".repeat(101)));
    }
}
