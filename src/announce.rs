//! What a screen reader is told without the focus moving.

use yew::prelude::*;

use crate::el::{el_with, text};

/// Two live regions that speak in turn, so that the same words twice are spoken twice.
pub fn announce((count, words): &(u32, String)) -> [Html; 2] {
    [0, 1].map(|turn| {
        let words = if count % 2 == turn { words.clone() } else { String::new() };
        el_with("div", &["class", "role"], &["unseen", "status"], vec![text(words)]).into()
    })
}
