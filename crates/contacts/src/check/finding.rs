//! What the checker says: one finding is one fault or one doubt, with its place and what to do about it.

use std::borrow::Cow;
use std::ops::Range;

use super::catalogue::Rule;

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Swedish: what editors read.
    #[default]
    Sv,
    /// English.
    En,
}

/// How much a finding weighs. Errors come before warnings in every list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file must not be published.
    Error,
    /// The file can be published; somebody should look.
    Warning,
}

impl Severity {
    /// The word of the JSON contract: `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A word put into a message: the same in every language, or one per language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    sv: Cow<'static, str>,
    en: Option<Cow<'static, str>>,
}

impl Word {
    /// A word that differs between the languages.
    pub fn each(sv: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self { sv: sv.into(), en: Some(en.into()) }
    }

    /// The word with something before and after it: Swedish pair, English pair.
    pub(super) fn wrapped(&self, sv: (&str, &str), en: (&str, &str)) -> Self {
        let (in_sv, in_en) = (self.get(Lang::Sv), self.get(Lang::En));
        Self::each(format!("{}{in_sv}{}", sv.0, sv.1), format!("{}{in_en}{}", en.0, en.1))
    }

    /// Words with something between them: Swedish, English.
    pub(super) fn joined(words: &[Self], between: (&str, &str)) -> Self {
        let all = |lang| words.iter().map(|word| word.get(lang)).collect::<Vec<_>>();
        Self::each(all(Lang::Sv).join(between.0), all(Lang::En).join(between.1))
    }

    /// The word in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            _ => &self.sv,
        }
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self { sv: Cow::Owned(text.to_owned()), en: None }
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self { sv: Cow::Owned(text), en: None }
    }
}

/// Where in a file: the first line and column are 1, a column counts characters, the span counts bytes of the
/// decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The bytes to mark in the decoded text.
    pub span: Range<usize>,
}

/// The service that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its id.
    pub id: String,
    /// Its Swedish name, when it has one.
    pub name: Option<String>,
}

/// One fault or doubt.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// The label of the file, as it was given.
    pub path: String,
    /// Where; `None` when the whole file is meant.
    pub place: Option<Place>,
    /// Which service; `None` when none is meant or it has no id.
    pub service: Option<About>,
    /// What fills the `{…}` of the rule's texts.
    pub words: Vec<(&'static str, Word)>,
}

impl Finding {
    /// The stable kebab-case code.
    pub fn code(&self) -> &'static str {
        self.rule.code
    }

    /// Error or warning.
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }

    /// What is wrong, in one or two sentences.
    pub fn message(&self, lang: Lang) -> String {
        self.fill(self.rule.texts(lang).message, lang)
    }

    /// What to do about it.
    pub fn remedy(&self, lang: Lang) -> String {
        self.fill(self.rule.texts(lang).remedy, lang)
    }

    fn fill(&self, template: &str, lang: Lang) -> String {
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            match self.words.iter().find(|(key, _)| *key == name) {
                Some((_, word)) => out.push_str(&shortened(word.get(lang))),
                None => out.push_str(&format!("{{{name}}}")),
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

/// A value of a file can be a megabyte long; a message is read by a person.
fn shortened(word: &str) -> Cow<'_, str> {
    const LIMIT: usize = 200;
    match word.char_indices().nth(LIMIT) {
        None => Cow::Borrowed(word),
        Some((end, _)) => Cow::Owned(format!("{}…", &word[..end])),
    }
}
