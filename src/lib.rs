//! The guide: what the visitor sees, in Yew, inside the loader's shadow root.
//!
//! The loader fetches everything and calls [`read`], makes an empty element and calls [`App::show`]; from
//! then on the guide renders into that element. It asks the loader at once for the pages to read (and for
//! Swedish, where a language lacks something), and later only when the visitor wants the list of areas,
//! another area or another language.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::{AppHandle, Renderer};

use crate::config::Config;
use crate::guide_view::{GuideView, Props, Start};
use crate::sheet::Sheet;
use crate::state::State;

mod announce;
mod area_picker;
mod areas;
mod card;
mod channel;
mod config;
mod contacts;
mod el;
mod emergency;
mod guide_view;
mod intl;
mod language_picker;
mod message;
mod notices;
mod page_view;
mod picker;
mod question;
mod results;
mod search_view;
mod sheet;
mod state;
#[cfg(test)]
mod testing;
mod texts;
mod view;
mod when;

#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A guide: read, then shown, then taken away.
#[wasm_bindgen]
pub struct App {
    start: Rc<Start>,
    shown: Option<(AppHandle<GuideView>, Sheet)>,
}

/// Reads everything that the first screen needs.
///
/// `config`: `{ area, lang, headingLevel, at, guide, locale, layers: [{ code, text }], langs, load,
/// languageChanged }`. Whatever is missing has its default.
///
/// # Errors
/// An `Error` when the guide or the locale cannot be read: there is nothing to ask or to say. Also when no
/// contact file can, or none has anybody to turn to: the page's own numbers are more than the guide would have.
#[wasm_bindgen]
pub fn read(config: &JsValue) -> Result<App, JsError> {
    let config = Config::read(config);
    let state = State::new(&config);
    let state = state.ok_or_else(|| JsError::new("guide.json or the locale file cannot be read"))?;
    if state.contacts.directory.services.is_empty() {
        return Err(JsError::new("no contact file can be read, or none has a service"));
    }
    let start = Start { state: Cell::new(Some(state)), at: config.at, host: config.host };
    Ok(App { start: Rc::new(start), shown: None })
}

#[wasm_bindgen]
impl App {
    /// Shows the guide in `container`, which is empty and stands in the root that is to have the guide's
    /// look. Apart from reading, so that the browser can answer a press between the two.
    pub fn show(&mut self, container: HtmlElement) {
        let sheet = Sheet::adopt(&container);
        let props = Props { start: self.start.clone() };
        let handle = Renderer::<GuideView>::with_root_and_props(container.into(), props).render();
        self.shown = Some((handle, sheet));
    }

    /// Takes the guide away: its elements, its look and its clock. The container stays, empty.
    pub fn unmount(self) {
        if let Some((handle, _sheet)) = self.shown {
            handle.destroy();
        }
    }
}
