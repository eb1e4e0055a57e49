//! What every part of the screen is given, and the small pieces that several of them use.

use vagvisare_contacts::calendar::Instant;
use vagvisare_contacts::layers::Directory;
use yew::prelude::*;

use crate::state::{Message, Send, State};
use crate::texts::{Key, Texts, Words};

/// What a part of the screen shows, and whom it tells what was pressed.
pub struct View<'a> {
    /// What decides what is shown.
    pub state: &'a State,
    /// The instant that the whole screen is of.
    pub now: Instant,
    /// Where messages go.
    pub send: &'a Send,
    /// Where the focus goes when the visitor has come to another screen.
    pub landing: &'a NodeRef,
}

impl View<'_> {
    /// The words.
    pub fn texts(&self) -> &Texts {
        &self.state.texts
    }

    /// The services.
    pub fn directory(&self) -> &Directory {
        &self.state.contacts.directory
    }

    /// The words of a key.
    pub fn say(&self, key: Key) -> Words {
        self.state.texts.say(key)
    }

    /// What happens on a press: this message is sent.
    pub fn on_press(&self, message: Message) -> Callback<MouseEvent> {
        self.send.reform(move |_| message.clone())
    }

    /// The screen's own heading, which takes the focus when the visitor comes to it.
    pub fn landing_heading(&self, part: Option<&'static str>, words: Words) -> Html {
        let tag = heading(self.state.heading_level);
        html! {
            <@{tag} class="landing" {part} tabindex="-1" ref={self.landing.clone()}>{ words }</@>
        }
    }
}

/// The tag of a heading; below the sixth level there is none.
pub fn heading(level: u8) -> &'static str {
    match level {
        ..=2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

/// Words in which a number stands, the number made strong and kept from left to right.
pub fn with_number(words: Words, number: &str) -> Html {
    let Words { text, lang } = words;
    let Some((before, after)) = text.split_once(number) else { return Words { text, lang }.into() };
    html! {
        <span {lang}>{ before }<bdi dir="ltr" class="number">{ number }</bdi>{ after }</span>
    }
}
