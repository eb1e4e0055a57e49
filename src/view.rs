//! What every part of the screen is given, and the small pieces that several of them use.

use std::rc::Rc;

use vagvisare_contacts::calendar::Instant;
use vagvisare_contacts::layers::Directory;
use vagvisare_contacts::letters::split;
use vagvisare_contacts::select::{Answers, Hit, hit, select};
use web_sys::{HtmlElement, MouseEvent};
use yew::html::onclick;
use yew::prelude::*;
use yew::virtual_dom::VTag;

use crate::el::{el_with, text};
use crate::message::{Message, Press, Send};
use crate::state::State;
use crate::texts::{Key, Texts, Words};

/// What a part of the screen shows, and whom it tells what was pressed.
pub struct View<'a> {
    /// What decides what is shown.
    pub state: &'a State,
    /// The instant that the whole screen is of.
    pub now: Instant,
    /// When the visitor came to this screen.
    pub since: Instant,
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

    /// The services for some answers, as they are now, in the order in which they stood when the visitor came
    /// to this screen: what somebody is about to press stays where it is when another line opens or closes.
    pub fn hits(&self, answers: &Answers) -> Vec<Hit<'_>> {
        let hits = select(self.directory(), answers, self.since);
        hits.iter().map(|before| hit(before.entry, answers, self.now)).collect()
    }

    /// The words of a key.
    pub fn say(&self, key: Key) -> Words {
        self.state.texts.say(key)
    }

    /// The words of a key as a node.
    pub fn words(&self, key: Key) -> Html {
        self.say(key).into()
    }

    /// Has an element tell that it was pressed.
    pub fn pressed(&self, mut element: VTag, press: Press) -> VTag {
        let pressed = self.send.reform(move |event: MouseEvent| {
            // A browser that has to take the focus from what goes away lays the page out twice, with the old
            // screen and the new one in it.
            if press.moves() {
                let button = event.target_dyn_into::<HtmlElement>();
                // What cannot lose the focus does not have it.
                let _ = button.map(|button| button.blur());
            }
            Message::Pressed(press)
        });
        element.add_listener(Rc::new(onclick::Wrapper::new(pressed)));
        element
    }

    /// A button that looks like a link.
    pub fn button(&self, part: &'static str, press: Press, words: Key) -> Html {
        let button = el_with(
            "button",
            &["type", "class", "part"],
            &["button", "quiet", part],
            vec![self.words(words)],
        );
        self.pressed(button, press).into()
    }

    /// The screen's own heading, which takes the focus when the visitor comes to it.
    pub fn landing_heading(&self, part: &'static str, words: impl Into<Html>) -> Html {
        let mut heading = el_with(
            heading(self.state.heading_level),
            &["class", "part", "tabindex"],
            &["landing", part, "-1"],
            vec![words.into()],
        );
        heading.node_ref = self.landing.clone();
        heading.into()
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

/// Digits, kept together and from left to right.
pub fn number(digits: &str) -> Html {
    el_with("bdi", &["dir", "class"], &["ltr", "number"], vec![text(digits.to_owned())]).into()
}

/// The name of a site, kept from left to right.
pub fn site_name(name: &str) -> Html {
    el_with("bdi", &["dir"], &["ltr"], vec![text(name.to_owned())]).into()
}

/// Words with something in the place of `mark`; as they are when it is not in them.
pub fn around(words: Words, mark: &str, middle: Html) -> Html {
    match split(&words.text, mark) {
        None => words.into(),
        Some((before, after)) => {
            let parts = vec![text(before.to_owned()), middle, text(after.to_owned())];
            el_with("span", &["lang"], &[words.lang.as_deref().unwrap_or_default()], parts).into()
        }
    }
}

/// A link to a number.
pub fn call(href: String, children: Vec<Html>) -> Html {
    el_with("a", &["href"], &[&href], children).into()
}
