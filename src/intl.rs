//! What the browser knows about languages: dates in words, and what languages are called.
//!
//! Outside a browser (native tests) dates are written as ISO 8601 and languages as their tags.

use vagvisare_contacts::calendar::Date;

/// A date in words, with or without its year.
pub fn day(date: Date, lang: &str, year: bool) -> String {
    browser::day(date, lang, year).unwrap_or_else(|| date.to_string())
}

/// What a language is called in another (`lang`).
pub fn language(tag: &str, lang: &str) -> String {
    browser::language(tag, lang).unwrap_or_else(|| tag.to_owned())
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use js_sys::{Object, Reflect};
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

    fn options(pairs: &[(&str, &str)]) -> Object {
        let options = Object::new();
        for (name, value) in pairs {
            // A plain object takes any property.
            let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
        }
        options
    }

    pub fn day(date: Date, lang: &str, year: bool) -> Option<String> {
        let pairs = [("timeZone", "UTC"), ("day", "numeric"), ("month", "long"), ("year", "numeric")];
        let pairs = if year { &pairs[..] } else { &pairs[..3] };
        JsDate::new(f64::from(date.0) * 86_400_000.0).words(lang, &options(pairs)).ok()
    }

    pub fn language(tag: &str, lang: &str) -> Option<String> {
        DisplayNames::new(lang, &options(&[("type", "language")])).ok()?.of(tag).ok()?
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
