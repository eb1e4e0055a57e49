//! Elements, in as little code as will do.
//!
//! `html!` writes each element's making out in place; a hundred elements of it were 7 KB of what a visitor
//! downloads, packed. Here they are made by a few functions.

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VTag, VText};

/// Words as a node.
pub fn text(words: impl Into<AttrValue>) -> Html {
    VText::new(words).into()
}

/// An element with a class, or with none if that is empty.
pub fn el(tag: &'static str, class: &'static str, children: Vec<Html>) -> Html {
    el_with(tag, &["class"], &[class], children).into()
}

/// A row of a list, told from the others by its key.
pub fn row(key: impl Into<Key>, child: Html) -> Html {
    let mut row = el_with("li", &[], &[], vec![child]);
    row.key = Some(key.into());
    row.into()
}

/// Rows that are told from each other by their place.
pub fn rows(children: Vec<Html>) -> Vec<Html> {
    children.into_iter().enumerate().map(|(at, child)| row(at, child)).collect()
}

/// An element with attributes; those whose value is empty are not there.
pub fn el_with(
    tag: &'static str,
    keys: &'static [&'static str],
    values: &[&str],
    children: Vec<Html>,
) -> VTag {
    let mut made = VTag::new(tag);
    made.set_attributes(Attributes::Dynamic {
        keys,
        values: values.iter().map(|value| attribute(value)).collect(),
    });
    made.add_children(children);
    made
}

/// An attribute's value; nothing when it is empty.
pub fn attribute(value: &str) -> Option<AttributeOrProperty> {
    (!value.is_empty()).then(|| AttributeOrProperty::Attribute(AttrValue::from(value.to_owned())))
}
