//! What can happen to the guide, and what it asks for.

use yew::prelude::*;

use crate::config::LayerText;

/// Sends a message to the reducer.
pub type Send = Callback<Message>;

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Something was pressed.
    Pressed(Press),
    /// This was typed into the search field.
    Typed(String),
    /// This area was chosen.
    AreaChosen(String),
    /// This language was chosen.
    LanguageChosen(String),
    /// The list of areas has come; `None`: it could not be fetched.
    AreasCame(Option<String>),
    /// The contact files of an area have come; none: they could not be fetched.
    LayersCame(String, Vec<LayerText>),
    /// A language's file has come; `None`: it could not be fetched.
    LocaleCame(String, Option<String>),
    /// Swedish has come, to lie beneath a language that lacks something.
    FallbackCame(Option<String>),
    /// A language's pages to read have come; `None`: they could not be fetched.
    PagesCame(String, Option<String>),
    /// Some seconds have passed.
    Ticked,
}

/// What one can press.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Press {
    /// The choice at this place of the present question.
    Choice(usize),
    /// Past the present question.
    Skip,
    /// To the screen before.
    Back,
    /// To the first question.
    Restart,
    /// To the search.
    Search,
    /// Opens or closes the list of areas.
    Areas,
    /// To the page at this place of [`State::pages`].
    Page(usize),
    /// To the page on leaving fewer traces.
    Safe,
}

impl Press {
    /// Whether another screen comes, and what was pressed goes away with this one.
    pub fn moves(self) -> bool {
        self != Press::Areas
    }
}

/// What is to be fetched; it comes back as a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Fetch {
    /// The list of areas.
    Areas,
    /// The contact files of an area.
    Layers(String),
    /// A language's file.
    Locale(String),
    /// Swedish, to lie beneath another language.
    Fallback,
    /// A language's pages to read.
    Pages(String),
}
