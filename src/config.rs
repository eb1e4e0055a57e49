//! What the loader hands over, read field by field: a field that is missing or of another kind takes its
//! default.

use js_sys::{Array, Function, Promise, Reflect};
use vagvisare_contacts::calendar::Instant;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// One contact file as fetched.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerText {
    /// The area that was asked for.
    pub code: String,
    /// The file's words; `None`: it could not be fetched.
    pub text: Option<String>,
}

/// Everything that the program is started with.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Area code; checked when the layers are merged.
    pub area: String,
    /// Level of the first heading, 2–6.
    pub heading_level: u8,
    /// The instant to show instead of now.
    pub at: Option<Instant>,
    /// `guide.json` as fetched.
    pub guide: String,
    /// The locale file as fetched.
    pub locale: String,
    /// The area's contact files, the most local first.
    pub layers: Vec<LayerText>,
    /// BCP 47 tags of the languages to choose from.
    pub langs: Vec<String>,
    /// The only way to more data.
    pub host: Host,
}

/// The loader's functions.
#[derive(Clone, Debug, Default)]
pub struct Host {
    load: Option<Function>,
    language_changed: Option<Function>,
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    field(object, name).as_string()
}

fn function(object: &JsValue, name: &str) -> Option<Function> {
    field(object, name).dyn_into().ok()
}

fn layers(list: &JsValue) -> Vec<LayerText> {
    let list = list.dyn_ref::<Array>().map(Array::to_vec).unwrap_or_default();
    let layer = |layer: &JsValue| LayerText {
        code: text(layer, "code").unwrap_or_default(),
        text: text(layer, "text"),
    };
    list.iter().map(layer).collect()
}

impl Config {
    /// Reads the loader's object.
    pub fn read(config: &JsValue) -> Self {
        let langs = field(config, "langs");
        let langs = langs.dyn_ref::<Array>().map(Array::to_vec).unwrap_or_default();
        let level = field(config, "headingLevel").as_f64().unwrap_or(2.0);
        Config {
            area: text(config, "area").unwrap_or_default(),
            heading_level: (level as u8).clamp(2, 6),
            at: text(config, "at").and_then(|at| at.parse().ok()),
            guide: text(config, "guide").unwrap_or_default(),
            locale: text(config, "locale").unwrap_or_default(),
            layers: layers(&field(config, "layers")),
            langs: langs.iter().filter_map(JsValue::as_string).collect(),
            host: Host {
                load: function(config, "load"),
                language_changed: function(config, "languageChanged"),
            },
        }
    }
}

impl Host {
    async fn fetch(&self, what: &str, which: &str) -> Option<JsValue> {
        let load = self.load.as_ref()?;
        let promise = load.call2(&JsValue::NULL, &JsValue::from_str(what), &JsValue::from_str(which)).ok()?;
        JsFuture::from(Promise::resolve(&promise)).await.ok()
    }

    /// The words of a `locale` file, of a language's `pages`, or of the list of `areas`; `None` when it could
    /// not be fetched.
    pub async fn load(&self, what: &str, which: &str) -> Option<String> {
        self.fetch(what, which).await?.as_string()
    }

    /// The contact files of an area, the most local first; none when they could not be fetched.
    pub async fn layers(&self, area: &str) -> Vec<LayerText> {
        self.fetch("layers", area).await.as_ref().map(layers).unwrap_or_default()
    }

    /// Tells the loader, whose own words are to be in the same language.
    pub fn language_changed(&self, lang: &str) {
        if let Some(changed) = &self.language_changed {
            // What the loader does with it is no concern of the guide, which goes on.
            let _ = changed.call1(&JsValue::NULL, &JsValue::from_str(lang));
        }
    }
}
