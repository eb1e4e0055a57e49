//! The guide's look, adopted by the shadow root (or the page) that it stands in.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Element, Node};

const CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/style.css"));
const ADOPTED: &str = "adoptedStyleSheets";

/// A sheet that a root has adopted.
#[must_use = "dropping it takes the look away"]
pub struct Sheet {
    root: Node,
    sheet: Option<CssStyleSheet>,
    element: Option<Element>,
}

impl Sheet {
    /// Adopts the sheet; where that cannot be (Safari before 16.4), an element in `container`'s root, beside
    /// the loader's own, which a strict policy forbids: the guide then works without its look.
    pub fn adopt(container: &Element) -> Self {
        let root = container.get_root_node();
        let sheet = CssStyleSheet::new().ok().filter(|sheet| {
            sheet.replace_sync(CSS).is_ok()
                && adopted(&root).is_some_and(|list| {
                    list.push(sheet);
                    set(&root, &list)
                })
        });
        let element = if sheet.is_some() { None } else { style_element(container, &root) };
        Sheet { root, sheet, element }
    }
}

fn adopted(root: &Node) -> Option<Array> {
    let list = Reflect::get(root, &JsValue::from_str(ADOPTED)).ok()?;
    // A copy: the browser's own list is frozen in older ones.
    list.is_object().then(|| Array::from(&list))
}

fn set(root: &Node, list: &Array) -> bool {
    Reflect::set(root, &JsValue::from_str(ADOPTED), list).unwrap_or(false)
}

fn style_element(container: &Element, root: &Node) -> Option<Element> {
    let style = container.owner_document()?.create_element("style").ok()?;
    style.set_text_content(Some(CSS));
    root.append_child(&style).ok()?;
    Some(style)
}

impl Drop for Sheet {
    fn drop(&mut self) {
        if let Some(element) = &self.element {
            element.remove();
        }
        if let (Some(sheet), Some(list)) = (&self.sheet, adopted(&self.root)) {
            let others = list.filter(&mut |other, _, _| !js_sys::Object::is(&other, sheet));
            set(&self.root, &others);
        }
    }
}
