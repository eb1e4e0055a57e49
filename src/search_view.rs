//! The search over every service of the area that this visitor may see.

use std::rc::Rc;

use vagvisare_contacts::select::{Hit, hit};
use web_sys::HtmlInputElement;
use yew::html::{oninput, onsubmit};
use yew::prelude::*;

use crate::el::{el, el_with, text};
use crate::results::cards;
use crate::state::{Message, Press};
use crate::texts::Key;
use crate::view::{View, heading};

/// The search screen.
pub fn search_view(view: &View) -> Vec<Html> {
    let state = view.state;
    let answers = state.answers();
    let hits: Vec<Hit> = state.found().into_iter().map(|entry| hit(entry, &answers, view.now)).collect();
    let hits: Vec<&Hit> = hits.iter().collect();
    vec![
        el("div", "way", vec![view.button("back", Press::Back, Key::SearchClose)]),
        el(heading(state.heading_level), "landing", vec![view.words(Key::Search)]),
        form(view),
        el("p", "found", vec![text(state.found_words())]),
        cards(view, &hits, state.heading_level + 1),
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
        &["type", "part", "autocomplete", "autocapitalize", "spellcheck", "enterkeyhint"],
        &["search", "search", "off", "none", "false", "search"],
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
