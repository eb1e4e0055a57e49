//! Elements, in as little code as will do.
//!
//! `html!` writes each element's making out in place; a hundred elements of it were 7 KB of what a visitor downloads,
//! packed. Here they are made by a few functions.

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VTag, VText};

/// Words as a node.
pub fn text(words: impl Into<AttrValue>) -> Html {
    VText::new(words).into()
}

/// An element with a class, or with none if that is empty.
pub fn el(tag: &'static str, class: &'static str, children: Vec<Html>) -> Html {
    let class = Some(AttrValue::Static(class)).filter(|class| !class.is_empty());
    el_with(tag, &["class"], [class], children).into()
}

/// An element with a class that is a row of a list, told from the others by its key.
pub fn row(key: impl Into<Key>, child: Html) -> Html {
    let mut row = el_with("li", &[], [], vec![child]);
    row.key = Some(key.into());
    row.into()
}

/// Rows that are told from each other by their place.
pub fn rows(children: Vec<Html>) -> Vec<Html> {
    children.into_iter().enumerate().map(|(at, child)| row(at, child)).collect()
}

/// An element with attributes; those without a value are not there.
pub fn el_with<const N: usize>(
    tag: &'static str,
    names: &'static [&'static str; N],
    values: [Option<AttrValue>; N],
    children: Vec<Html>,
) -> VTag {
    made(tag, names, Vec::from(values), children)
}

fn made(
    tag: &'static str,
    keys: &'static [&'static str],
    values: Vec<Option<AttrValue>>,
    children: Vec<Html>,
) -> VTag {
    let mut made = VTag::new(tag);
    let values = values.into_iter().map(|value| value.map(AttributeOrProperty::Attribute)).collect();
    made.set_attributes(Attributes::Dynamic { keys, values });
    made.add_children(children);
    made
}

/// A value that one has, as an attribute's.
pub fn some(value: impl Into<AttrValue>) -> Option<AttrValue> {
    Some(value.into())
}
