//! A list from which one thing is chosen: the browser's own, which every phone and screen reader knows.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::html::onchange;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes};

use crate::el::{attribute, el_with, text};
use crate::message::Message;
use crate::view::View;

/// A list of options; choosing one sends its value as a message.
pub fn picker(view: &View, part: &'static str, options: Vec<Html>, message: fn(String) -> Message) -> Html {
    let chosen = view.send.reform(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        message(select.map(|select| select.value()).unwrap_or_default())
    });
    let mut select = el_with("select", &["part"], &[part], options);
    select.add_listener(Rc::new(onchange::Wrapper::new(chosen)));
    select.into()
}

/// One option, in its own language if one is given.
pub fn option(value: &str, lang: &str, words: String, chosen: bool) -> Html {
    let mut option = el_with("option", &[], &[], vec![text(words)]);
    // The attribute `selected` would only say what is chosen at first.
    #[cfg(target_arch = "wasm32")]
    let selected = Some(AttributeOrProperty::Property(chosen.into()));
    #[cfg(not(target_arch = "wasm32"))]
    let selected = chosen.then_some(AttributeOrProperty::Static("selected"));
    let values = Box::new([attribute(value), attribute(lang), selected]);
    option.set_attributes(Attributes::Dynamic { keys: &["value", "lang", "selected"], values });
    option.key = Some(value.into());
    option.into()
}
