//! What a command answers.

use std::fmt;
use std::io;

use serde::Serialize;
use vagvisare_contacts::calendar::Instant;
use vagvisare_contacts::check::Lang;

use crate::args::Format;

/// What goes on after the answer has been shown, until the program is stopped.
pub struct Then(Box<dyn FnOnce() -> io::Result<()>>);

impl Then {
    /// Does it.
    pub fn run(self) -> io::Result<()> {
        (self.0)()
    }
}

impl fmt::Debug for Then {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Then")
    }
}

/// Text for the terminal, and the exit code.
#[derive(Debug, Default)]
pub struct Answer {
    /// To standard output.
    pub out: String,
    /// To standard error.
    pub note: String,
    /// 0 fine, 1 errors in the contents, 2 could not run.
    pub code: u8,
    /// What goes on then.
    pub then: Option<Then>,
}

impl Answer {
    /// Fine.
    pub fn fine(out: impl Into<String>) -> Self {
        Self { out: ended(out.into()), ..Self::default() }
    }

    /// Could not run.
    pub fn failed(message: &str) -> Self {
        Self { note: ended(harmless(message)), code: 2, ..Self::default() }
    }

    /// Values as JSON, or words, as was asked for.
    pub fn either(format: Format, json: &impl Serialize, words: impl FnOnce() -> String) -> Self {
        match format {
            Format::Json => Self::fine(serde_json::to_string_pretty(json).unwrap_or_default()),
            Format::Text => Self::fine(harmless(&words())),
        }
    }

    /// With another exit code.
    pub fn code(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// With something that goes on then.
    pub fn then(self, then: impl FnOnce() -> io::Result<()> + 'static) -> Self {
        Self { then: Some(Then(Box::new(then))), ..self }
    }

    /// With words for standard error.
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: ended(harmless(&note.into())), ..self }
    }
}

/// Text without what a terminal would do instead of showing it: a name in a file could wipe the line above. For
/// text without colours of our own.
pub fn harmless(text: &str) -> String {
    let shown = |c: char| if c.is_control() && !matches!(c, '\n' | '\t' | '\r') { '\u{FFFD}' } else { c };
    text.chars().map(shown).collect()
}

fn ended(mut text: String) -> String {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// The words in a language.
pub fn say<'a>(lang: Lang, sv: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

/// A number with its noun: `1 fel`, `2 fel`; `1 error`, `2 errors`.
pub fn count(lang: Lang, number: usize, sv: [&str; 2], en: [&str; 2]) -> String {
    let words = if lang == Lang::Sv { sv } else { en };
    format!("{number} {}", words[usize::from(number != 1)])
}

/// An instant as a clock and a calendar in Stockholm show it: `2026-12-24 23:30`.
pub fn clock(instant: Instant) -> String {
    let text = instant.to_string();
    text.get(..16).unwrap_or(&text).replace('T', " ")
}
