//! The list of languages, each in its own words.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::intl;
use crate::state::Message;
use crate::texts::{Key, direction};
use crate::view::View;

/// What the languages call themselves; the browser knows the rest, but not easy Swedish.
const NAMES: [(&str, &str); 3] = [("sv", "Svenska"), ("sv-simple", "Lätt svenska"), ("en", "English")];

fn name(tag: &str) -> String {
    let known = NAMES.iter().find(|(known, _)| *known == tag);
    known.map_or_else(|| intl::language(tag, tag), |(_, name)| (*name).to_owned())
}

/// The list, and whether its words were reviewed.
pub fn language_picker(view: &View) -> Html {
    let state = view.state;
    let shown = state.lang_coming.as_deref().unwrap_or(state.texts.lang());
    let chosen = view.send.reform(|event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        Message::LanguageChosen(select.map(|select| select.value()).unwrap_or_default())
    });
    let options = state.langs.iter().map(|tag| {
        html! {
            <option key={tag.clone()} value={tag.clone()} lang={tag.clone()} dir={direction(tag)}
                selected={tag == shown}>
                { name(tag) }
            </option>
        }
    });
    html! {
        <label class="language">
            <span class="label">{ view.say(Key::Language) }</span>
            { " " }
            <select part="language" onchange={chosen}>{ for options }</select>
        </label>
    }
}
