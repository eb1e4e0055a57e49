//! The lines that are on every screen: 112, always in sight, and the police when it is not urgent.

use vagvisare_contacts::layers::Directory;
use yew::prelude::*;

use crate::el::{el, el_with};
use crate::texts::Key;
use crate::view::{View, around, call, number};

/// The address and the written form of a service's first number, or else what is known without any data.
fn first_number(directory: &Directory, id: &str, value: &str, display: &str) -> (String, String) {
    let service = directory.entry(id).map(|entry| &entry.service);
    let channel =
        service.and_then(|service| service.channels.iter().find(|channel| channel.kind.is_number()));
    let (value, display) = channel.map_or((value, display), |channel| {
        (channel.value.as_str(), channel.display.as_deref().unwrap_or(&channel.value))
    });
    (["tel:", value].concat(), display.to_owned())
}

/// The emergency line, and the one for what is not urgent: the first stands before everything, the other after it.
pub fn emergency(view: &View) -> [Html; 2] {
    let linked = |(href, digits): (String, String), words: Key| {
        call(href, vec![around(view.say(words), &digits, number(&digits))])
    };
    let urgent = linked(first_number(view.directory(), "se.112", "112", "112"), Key::Emergency);
    let police = linked(first_number(view.directory(), "se.polisen", "11414", "114 14"), Key::NotUrgent);
    [
        el_with("div", &["class", "part"], &["emergency", "emergency"], vec![urgent]).into(),
        el("p", "not-urgent", vec![police]),
    ]
}
