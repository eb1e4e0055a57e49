//! The lines that are on every screen: 112, always in sight, and the police when it is not urgent.

use yew::prelude::*;

use crate::el::{el, el_with};
use crate::texts::Key;
use crate::view::{View, around, call, number};

/// The emergency line, and the one for what is not urgent: the first stands before everything, the other
/// after it.
pub fn emergency(view: &View) -> [Html; 2] {
    let linked = |href: &str, digits, words| {
        call(href.to_owned(), vec![around(view.say(words), digits, number(digits))])
    };
    // Not from the data: what an editor mistypes must not be dialled under the words "Ring 112".
    let urgent = linked("tel:112", "112", Key::Emergency);
    let police = linked("tel:11414", "114 14", Key::NotUrgent);
    [
        el_with("div", &["class", "part"], &["emergency", "emergency"], vec![urgent]).into(),
        el("p", "not-urgent", vec![police]),
    ]
}
