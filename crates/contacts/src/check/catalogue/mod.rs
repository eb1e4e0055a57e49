//! Every rule of the checker, with its words in Swedish and English: the messages and `vagvisare explain`
//! read it.
//!
//! Texts may hold `{name}`; a finding fills them with what it found.

use super::finding::{Lang, Severity};

mod chain;
mod channel;
mod file;
mod hours;
mod identity;
mod shape;
mod text;
mod upkeep;

pub use chain::*;
pub use channel::*;
pub use file::*;
pub use hours::*;
pub use identity::*;
pub use shape::*;
pub use text::*;
pub use upkeep::*;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Stable kebab-case code; part of the contract of `check --format json`.
    pub code: &'static str,
    /// How much breaking it weighs.
    pub severity: Severity,
    /// Words in Swedish.
    pub sv: Texts,
    /// Words in English.
    pub en: Texts,
}

/// The words of a rule in one language.
#[derive(Clone, Copy, Debug)]
pub struct Texts {
    /// What is wrong.
    pub message: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// Why it matters to the visitor.
    pub why: &'static str,
}

impl Rule {
    /// The words in a language.
    pub fn texts(&self, lang: Lang) -> Texts {
        match lang {
            Lang::Sv => self.sv,
            Lang::En => self.en,
        }
    }
}

/// All rules, by group and then in the order of their files.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        file::RULES,
        shape::RULES,
        identity::RULES,
        channel::RULES,
        hours::RULES,
        text::RULES,
        upkeep::RULES,
        chain::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The rule of a code.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}

/// A group of rules: each becomes a static, and all of them `RULES`.
macro_rules! rules {
    ($($name:ident $code:literal $severity:ident
       sv $sv_message:literal $sv_remedy:literal $sv_why:literal
       en $en_message:literal $en_remedy:literal $en_why:literal)*) => {
        use super::{Rule, Texts};
        use crate::check::finding::Severity;
        $(
            #[doc = concat!("`", $code, "`: ", $en_message)]
            pub static $name: Rule = Rule {
                code: $code,
                severity: Severity::$severity,
                sv: Texts { message: $sv_message, remedy: $sv_remedy, why: $sv_why },
                en: Texts { message: $en_message, remedy: $en_remedy, why: $en_why },
            };
        )*
        pub(super) static RULES: &[&Rule] = &[$(&$name),*];
    };
}
use rules;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn placeholders(template: &str) -> BTreeSet<&str> {
        template.split('{').skip(1).filter_map(|part| part.split('}').next()).collect()
    }

    #[test]
    fn every_code_is_kebab_case_and_stands_once() {
        let codes: Vec<_> = all().map(|rule| rule.code).collect();
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
        for code in codes {
            assert!(
                code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            );
            assert!(find(code).is_some());
        }
    }

    #[test]
    fn both_languages_say_what_why_and_remedy_with_the_same_facts() {
        for rule in all() {
            for texts in [rule.sv, rule.en] {
                for words in [texts.message, texts.remedy, texts.why] {
                    assert!(words.len() > 10 || words == "{advice}", "{}: {words}", rule.code);
                }
                assert!(placeholders(texts.why).is_empty(), "{}", rule.code);
            }
            let facts = |texts: Texts| (placeholders(texts.message), placeholders(texts.remedy));
            assert_eq!(facts(rule.sv), facts(rule.en), "{}", rule.code);
        }
    }
}
