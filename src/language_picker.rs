//! The list of languages, each in its own words.

use yew::prelude::*;

use crate::el::{el, text};
use crate::intl;
use crate::message::Message;
use crate::picker::{option, picker};
use crate::texts::Key;
use crate::view::View;

/// What languages call themselves (CLDR, but for easy Swedish). To ask the browser for each would hold up the
/// first screen; it is asked for what is not here.
const NAMES: [(&str, &str); 11] = [
    ("sv", "Svenska"),
    ("sv-simple", "Lätt svenska"),
    ("en", "English"),
    ("fi", "suomi"),
    ("ar", "العربية"),
    ("fa", "فارسی"),
    ("so", "Soomaali"),
    ("ti", "ትግርኛ"),
    ("pl", "polski"),
    ("uk", "українська"),
    ("es", "español"),
];

fn name(tag: &str) -> String {
    let known = NAMES.iter().find(|(known, _)| *known == tag);
    known.map_or_else(|| intl::language(tag, tag), |(_, name)| (*name).to_owned())
}

/// The list, and whether nobody who speaks the language has read its words.
pub fn language_picker(view: &View) -> Html {
    let state = view.state;
    let shown = state.lang_coming.as_deref().unwrap_or(state.texts.lang());
    let options = state.langs.iter().map(|tag| option(tag, tag, name(tag), tag == shown));
    let label = el("span", "label", vec![view.words(Key::Language)]);
    let list = picker(view, "language", options.collect(), Message::LanguageChosen);
    let mut unreviewed = Vec::new();
    if !state.texts.locale.reviewed {
        unreviewed.push(view.words(Key::Unreviewed));
    }
    el("div", "language", vec![el("label", "", vec![label, text(" "), list]), el("p", "label", unreviewed)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use vagvisare_contacts::json::Json;

    #[test]
    fn every_language_is_called_what_its_own_file_calls_it() {
        for (tag, name) in NAMES {
            let path = [env!("CARGO_MANIFEST_DIR"), "/www/guide/", tag, ".json"].concat();
            let text = std::fs::read_to_string(path).unwrap();
            let file = Json::read(&text).unwrap();
            // A file begins the name with a capital, as a title.
            assert_eq!(file.get("name").and_then(Json::words).unwrap().to_lowercase(), name.to_lowercase());
        }
    }
}
