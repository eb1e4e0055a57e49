//! JSON as a tree, and how plain values are taken from it.
//!
//! The visitor downloads every byte of the reader. serde's is made anew for each type: 38 KB of the program, packed.
//! This one is made once. The types' serde derives stay what the command line, the schema and the writing rest on; a
//! test holds the two readers against each other.

use std::borrow::Cow;
use std::fmt;

use crate::calendar::{Date, Time};
use crate::map::Map;

/// How deep lists and objects may be nested: contact files need 9, and the stack is short.
const DEEPEST: u8 = 64;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Number(&'a str),
    /// A text without its escapes.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Json<'a>>),
    /// An object, in the order of the text.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// A text is not JSON (RFC 8259).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson {
    /// The byte at which it ceases to be.
    pub at: usize,
}

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "not JSON at byte {}", self.at)
    }
}

impl std::error::Error for NotJson {}

impl<'a> Json<'a> {
    /// Reads a whole text (a byte order mark is overlooked).
    ///
    /// # Errors
    /// When it is not JSON, or nested more than 64 deep.
    pub fn read(text: &'a str) -> Result<Self, NotJson> {
        let mut reader = Reader { text, at: if text.starts_with('\u{feff}') { 3 } else { 0 } };
        let value = reader.value(DEEPEST);
        reader.blank();
        value.filter(|_| reader.at == text.len()).ok_or(NotJson { at: reader.at })
    }

    /// The value of an object's member: of several the last, and `null` is as good as none.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        let member = self.members().iter().rev().find(|(key, _)| key == name);
        member.map(|(_, value)| value).filter(|value| **value != Json::Null)
    }

    /// An object's members; none of anything else.
    pub fn members(&self) -> &[(Cow<'a, str>, Json<'a>)] {
        match self {
            Json::Object(members) => members,
            _ => &[],
        }
    }

    /// A list's elements.
    pub fn elements(&self) -> Option<&[Json<'a>]> {
        match self {
            Json::List(elements) => Some(elements),
            _ => None,
        }
    }

    /// A text's words.
    pub fn words(&self) -> Option<&str> {
        match self {
            Json::Text(words) => Some(words),
            _ => None,
        }
    }

    /// The member as a value of a type; `None` when there is none.
    ///
    /// # Errors
    /// When it is there and not of the type.
    pub fn optional<T: FromJson>(&self, name: &'static str) -> Result<Option<T>, Wrong> {
        self.get(name).map(|value| T::from_json(value).map_err(|wrong| wrong.within(name))).transpose()
    }

    /// The member as a value of a type; the type's default when there is none.
    ///
    /// # Errors
    /// When it is there and not of the type.
    pub fn or_default<T: FromJson + Default>(&self, name: &'static str) -> Result<T, Wrong> {
        Ok(self.optional(name)?.unwrap_or_default())
    }

    /// The member as a value of a type.
    ///
    /// # Errors
    /// When there is none, or it is not of the type.
    pub fn needed<T: FromJson>(&self, name: &'static str) -> Result<T, Wrong> {
        self.optional(name)?.ok_or(Wrong(name))
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn blank(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn value(&mut self, deep: u8) -> Option<Json<'a>> {
        self.blank();
        match self.peek()? {
            b'{' => self.object(deep.checked_sub(1)?),
            b'[' => self.list(deep.checked_sub(1)?),
            b'"' => self.string().map(Json::Text),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Option<Json<'a>> {
        let there = self.text.get(self.at..)?.starts_with(word);
        self.at += if there { word.len() } else { 0 };
        there.then_some(value)
    }

    fn object(&mut self, deep: u8) -> Option<Json<'a>> {
        let mut members = Vec::new();
        self.at += 1;
        self.blank();
        if !self.take(b'}') {
            loop {
                self.blank();
                let key = self.string()?;
                self.blank();
                if !self.take(b':') {
                    return None;
                }
                members.push((key, self.value(deep)?));
                if self.ends(b'}')? {
                    break;
                }
            }
        }
        Some(Json::Object(members))
    }

    fn list(&mut self, deep: u8) -> Option<Json<'a>> {
        let mut elements = Vec::new();
        self.at += 1;
        self.blank();
        if !self.take(b']') {
            loop {
                elements.push(self.value(deep)?);
                if self.ends(b']')? {
                    break;
                }
            }
        }
        Some(Json::List(elements))
    }

    /// Whether the end follows, or a comma; `None`: neither.
    fn ends(&mut self, end: u8) -> Option<bool> {
        self.blank();
        let ends = self.take(end);
        (ends || self.take(b',')).then_some(ends)
    }

    fn digits(&mut self) -> bool {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at > start
    }

    fn number(&mut self) -> Option<Json<'a>> {
        let start = self.at;
        self.take(b'-');
        let whole = self.take(b'0') || self.digits();
        let fraction = !self.take(b'.') || self.digits();
        let exponent = !(self.take(b'e') || self.take(b'E')) || {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()
        };
        let number = self.text.get(start..self.at)?;
        (whole && fraction && exponent).then_some(Json::Number(number))
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        if !self.take(b'"') {
            return None;
        }
        let mut whole: Option<String> = None;
        let mut start = self.at;
        loop {
            match self.peek()? {
                b'"' => {
                    let last = self.text.get(start..self.at)?;
                    self.at += 1;
                    return Some(match whole {
                        None => Cow::Borrowed(last),
                        Some(before) => Cow::Owned(before + last),
                    });
                }
                b'\\' => {
                    let before = self.text.get(start..self.at)?;
                    self.at += 1;
                    let c = self.escape()?;
                    let whole = whole.get_or_insert_default();
                    whole.push_str(before);
                    whole.push(c);
                    start = self.at;
                }
                0..=0x1f => return None,
                _ => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                if !(0xd800..0xdc00).contains(&unit) {
                    return char::from_u32(unit);
                }
                let low = (self.take(b'\\') && self.take(b'u')).then(|| self.unit())??;
                let low = low.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
                return char::from_u32(0x10000 + ((unit - 0xd800) << 10) + low);
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        plain.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
    }
}

/// A value is not of the type that was looked for: the name of the innermost member that is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong(pub &'static str);

impl Wrong {
    fn within(self, name: &'static str) -> Self {
        if self.0.is_empty() { Wrong(name) } else { self }
    }
}

/// What can be taken from a JSON value.
pub trait FromJson: Sized {
    /// Takes it.
    ///
    /// # Errors
    /// When the value is of another kind.
    fn from_json(json: &Json) -> Result<Self, Wrong>;
}

const WRONG: Wrong = Wrong("");

impl FromJson for String {
    fn from_json(json: &Json) -> Result<Self, Wrong> {
        json.words().map(str::to_owned).ok_or(WRONG)
    }
}

impl FromJson for bool {
    fn from_json(json: &Json) -> Result<Self, Wrong> {
        match json {
            Json::Bool(value) => Ok(*value),
            _ => Err(WRONG),
        }
    }
}

impl FromJson for u32 {
    fn from_json(json: &Json) -> Result<Self, Wrong> {
        match json {
            Json::Number(number) => number.parse().map_err(|_| WRONG),
            _ => Err(WRONG),
        }
    }
}

impl FromJson for u8 {
    fn from_json(json: &Json) -> Result<Self, Wrong> {
        u8::try_from(u32::from_json(json)?).map_err(|_| WRONG)
    }
}

impl FromJson for Date {
    fn from_json(json: &Json) -> Result<Self, Wrong> {
        json.words().and_then(|words| words.parse().ok()).ok_or(WRONG)
    }
}

impl FromJson for Time {
    fn from_json(json: &Json) -> Result<Self, Wrong> {
        json.words().and_then(|words| words.parse().ok()).ok_or(WRONG)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Json) -> Result<Self, Wrong> {
        json.elements().ok_or(WRONG)?.iter().map(T::from_json).collect()
    }
}

impl FromJson for Map<String> {
    fn from_json(json: &Json) -> Result<Self, Wrong> {
        let Json::Object(members) = json else { return Err(WRONG) };
        members.iter().map(|(key, value)| Ok((key.clone().into_owned(), String::from_json(value)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_what_serde_reads_and_refuses_what_serde_refuses() {
        for text in [
            "",
            " ",
            "null",
            " true ",
            "false",
            "nul",
            "truer",
            "0",
            "-0",
            "01",
            "1.",
            ".5",
            "1.5e+7",
            "1e",
            "-",
            "+1",
            "12 3",
            "\"\"",
            "\"å\\u00e5\\n\\\\\\/\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\udc00\"",
            "\"\\ud83d\\u0041\"",
            "\"\\u12\"",
            "\"\\u+123\"",
            "\"\\x\"",
            "\"a",
            "\"\t\"",
            "\"\u{7f}\"",
            "[]",
            "[ ]",
            "[1,2]",
            "[1,]",
            "[,]",
            "[1 2]",
            "[",
            "]",
            "{}",
            "{ \"a\" : 1 , \"b\" : [ ] }",
            "{\"a\"}",
            "{\"a\":}",
            "{a:1}",
            "{\"a\":1,}",
            "{\"a\":1 \"b\":2}",
            "{",
            "// x\n1",
            "1 // x",
            "{}{}",
            "[\"\\u00\u{e5}\"]",
        ] {
            let ours = Json::read(text);
            let theirs: Result<serde_json::Value, _> = serde_json::from_str(text);
            assert_eq!(ours.is_ok(), theirs.is_ok(), "{text:?}: {ours:?} {theirs:?}");
            if let (Ok(Json::Text(ours)), Ok(serde_json::Value::String(theirs))) = (ours, theirs) {
                assert_eq!(ours, theirs);
            }
        }
    }

    #[test]
    fn nesting_beyond_all_reason_is_refused_and_not_followed() {
        for deep in [65, 100_000] {
            assert!(Json::read(&"[".repeat(deep)).is_err());
            assert!(Json::read(&["[".repeat(deep), "]".repeat(deep)].concat()).is_err());
        }
        assert!(Json::read(&["[".repeat(64), "]".repeat(64)].concat()).is_ok());
    }

    #[test]
    fn of_a_member_that_stands_twice_the_last_counts_and_null_is_none() {
        let json = Json::read(r#"{"a":1,"a":2,"b":null}"#).unwrap();
        assert_eq!(json.get("a"), Some(&Json::Number("2")));
        assert_eq!(json.get("b"), None);
        assert_eq!(json.needed::<u32>("b"), Err(Wrong("b")));
        assert_eq!(json.optional::<String>("a"), Err(Wrong("a")));
    }
}
