//! A list from which one thing is chosen: the browser's own, which every phone and screen reader knows.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::html::onchange;
use yew::prelude::*;

use crate::el::el_with;
use crate::state::Message;
use crate::view::View;

/// A list of options; choosing one sends its value as a message.
pub fn picker(
    view: &View,
    part: Option<&'static str>,
    options: Vec<Html>,
    message: fn(String) -> Message,
) -> Html {
    let chosen = view.send.reform(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        message(select.map(|select| select.value()).unwrap_or_default())
    });
    let mut select = el_with("select", &["part"], [part.map(AttrValue::from)], options);
    select.add_listener(Rc::new(onchange::Wrapper::new(chosen)));
    select.into()
}

/// One option.
pub fn option(value: &str, lang: Option<&str>, words: Html, chosen: bool) -> Html {
    let owned = |text: &str| AttrValue::from(text.to_owned());
    let mut option =
        el_with("option", &["value", "lang"], [Some(owned(value)), lang.map(owned)], vec![words]);
    // The attribute only says what is chosen at first.
    #[cfg(target_arch = "wasm32")]
    option.add_property("selected", chosen);
    #[cfg(not(target_arch = "wasm32"))]
    if chosen {
        option.add_attribute("selected", "");
    }
    option.key = Some(value.into());
    option.into()
}
