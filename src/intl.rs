//! What the browser knows about languages: dates in words, and what languages are called.
//!
//! Outside a browser (native tests) dates are written as ISO 8601 and languages as their tags.

use std::cell::RefCell;

use vagvisare_contacts::calendar::Date;

/// A date in words, with or without its year.
pub fn day(date: Date, lang: &str, year: bool) -> String {
    let written = date.to_string();
    // Without the year, one day is as good as the same day of another year.
    let asked = if year { &written } else { written.get(5..).unwrap_or(&written) };
    known(asked, lang, || browser::day(date, lang, year).unwrap_or_else(|| written.clone()))
}

/// What a language is called in another (`lang`).
pub fn language(tag: &str, lang: &str) -> String {
    known(tag, lang, || browser::language(tag, lang).unwrap_or_else(|| tag.to_owned()))
}

thread_local! {
    /// What was asked for, in which language, and the words.
    static KNOWN: RefCell<Vec<[String; 3]>> = const { RefCell::new(Vec::new()) };
}

/// What the browser has said once need not be asked again: each answer costs a slow phone a millisecond, and
/// every card shows a date.
fn known(asked: &str, lang: &str, ask: impl FnOnce() -> String) -> String {
    KNOWN.with_borrow_mut(|known| {
        if let Some([.., words]) = known.iter().find(|[one, other, _]| one == asked && other == lang) {
            return words.clone();
        }
        let words = ask();
        known.push([asked.to_owned(), lang.to_owned(), words.clone()]);
        words
    })
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use js_sys::{JSON, Object};
    use vagvisare_contacts::calendar::Date;
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_name = Date)]
        type JsDate;

        #[wasm_bindgen(constructor, js_class = "Date")]
        fn new(milliseconds: f64) -> JsDate;

        // Throws at a tag that is none.
        #[wasm_bindgen(catch, method, js_class = "Date", js_name = toLocaleDateString)]
        fn words(this: &JsDate, lang: &str, options: &Object) -> Result<String, JsValue>;

        #[wasm_bindgen(js_namespace = Intl)]
        type DisplayNames;

        #[wasm_bindgen(catch, constructor, js_namespace = Intl)]
        fn new(lang: &str, options: &Object) -> Result<DisplayNames, JsValue>;

        #[wasm_bindgen(catch, method)]
        fn of(this: &DisplayNames, tag: &str) -> Result<Option<String>, JsValue>;
    }

    /// A plain object from its JSON.
    fn options(json: &str) -> Object {
        JSON::parse(json).unwrap_or_default().unchecked_into()
    }

    pub fn day(date: Date, lang: &str, year: bool) -> Option<String> {
        let json = if year {
            r#"{"timeZone":"UTC","day":"numeric","month":"long","year":"numeric"}"#
        } else {
            r#"{"timeZone":"UTC","day":"numeric","month":"long"}"#
        };
        JsDate::new(f64::from(date.0) * 86_400_000.0).words(lang, &options(json)).ok()
    }

    pub fn language(tag: &str, lang: &str) -> Option<String> {
        DisplayNames::new(lang, &options(r#"{"type":"language"}"#)).ok()?.of(tag).ok()?
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod browser {
    use vagvisare_contacts::calendar::Date;

    pub fn day(_: Date, _: &str, _: bool) -> Option<String> {
        None
    }

    pub fn language(_: &str, _: &str) -> Option<String> {
        None
    }
}
