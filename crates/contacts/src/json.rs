//! JSON as a tree, and how plain values are taken from it.
//!
//! The visitor downloads every byte of the reader. serde's is made anew for each type: 38 KB of the
//! program, packed. This one is made once. The types' serde derives stay what the command line, the schema
//! and the writing rest on; a test holds the two readers against each other.

use std::borrow::Cow;
use std::cell::Cell;
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

    /// The member as a value of a type; when it is not there or wrong, that is noted.
    pub fn needed<T: FromJson>(&self, name: &'static str, faults: &Faults) -> T {
        match self.get(name) {
            Some(value) => faults.within(name, || T::take(value, faults)),
            None => faults.blank(name),
        }
    }

    /// The member as a value of a type, blank when it is not there; when it is wrong, that is noted.
    pub fn optional<T: FromJson>(&self, name: &'static str, faults: &Faults) -> T {
        self.get(name).map_or_else(T::blank, |value| faults.within(name, || T::take(value, faults)))
    }

    /// The whole as a value of a type.
    ///
    /// # Errors
    /// When it is not of the type.
    pub fn whole<T: FromJson>(&self) -> Result<T, Wrong> {
        let faults = Faults::default();
        let value = T::take(self, &faults);
        faults.first().map_or(Ok(value), Err)
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

/// What was wrong with the values taken so far. They are taken to the end and judged then: to leave at each
/// fault would be half of the reader's code.
#[derive(Default)]
pub struct Faults(Cell<Option<Wrong>>);

impl Faults {
    /// The first fault.
    pub fn first(&self) -> Option<Wrong> {
        self.0.get()
    }

    /// Notes a fault in this member, unless there was one before; a blank value to go on with.
    pub fn blank<T: FromJson>(&self, name: &'static str) -> T {
        if self.first().is_none() {
            self.0.set(Some(Wrong(name)));
        }
        T::blank()
    }

    fn within<T>(&self, name: &'static str, take: impl FnOnce() -> T) -> T {
        let value = take();
        if self.first() == Some(Wrong("")) {
            self.0.set(Some(Wrong(name)));
        }
        value
    }
}

/// What can be taken from a JSON value.
pub trait FromJson: Sized {
    /// What stands in for a value that is wrong, until what it is part of is refused; and for one that may
    /// be missing.
    fn blank() -> Self;

    /// Takes it. When it is wrong, that is noted and the value blank.
    fn take(json: &Json, faults: &Faults) -> Self;
}

impl<T: FromJson> FromJson for Option<T> {
    fn blank() -> Self {
        None
    }
    fn take(json: &Json, faults: &Faults) -> Self {
        Some(T::take(json, faults))
    }
}

/// Takes plain values, each by a function from a JSON value to perhaps one.
macro_rules! plain {
    ($($type:ty, $blank:expr, $take:expr;)*) => {$(
        impl FromJson for $type {
            fn blank() -> Self {
                $blank
            }
            fn take(json: &Json, faults: &Faults) -> Self {
                let take: fn(&Json) -> Option<$type> = $take;
                take(json).unwrap_or_else(|| faults.blank(""))
            }
        }
    )*};
}

plain! {
    String, String::new(), |json| json.words().map(str::to_owned);
    bool, false, |json| if let Json::Bool(value) = json { Some(*value) } else { None };
    u32, 0, |json| if let Json::Number(number) = json { number.parse().ok() } else { None };
    u8, 0, |json| if let Json::Number(number) = json { number.parse().ok() } else { None };
    Date, Date(0), |json| json.words()?.parse().ok();
    Time, Time(0), |json| json.words()?.parse().ok();
}

impl<T: FromJson> FromJson for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }
    fn take(json: &Json, faults: &Faults) -> Self {
        match json.elements() {
            Some(elements) => elements.iter().map(|element| T::take(element, faults)).collect(),
            None => faults.blank(""),
        }
    }
}

impl FromJson for Map<String> {
    fn blank() -> Self {
        Self::default()
    }
    fn take(json: &Json, faults: &Faults) -> Self {
        let Json::Object(members) = json else { return faults.blank("") };
        members.iter().map(|(key, value)| (key.clone().into_owned(), String::take(value, faults))).collect()
    }
}

/// Takes structs from objects, each field in the way that is named after it.
macro_rules! objects {
    ($($type:ident { $($field:ident: $how:ident,)* })*) => {$(
        impl $crate::json::FromJson for $type {
            fn blank() -> Self {
                $type { $($field: $crate::json::FromJson::blank(),)* }
            }
            fn take(json: &$crate::json::Json, faults: &$crate::json::Faults) -> Self {
                if !matches!(json, $crate::json::Json::Object(_)) {
                    return faults.blank("");
                }
                $type { $($field: json.$how(stringify!($field), faults),)* }
            }
        }
    )*};
}
pub(crate) use objects;

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
    }

    #[test]
    fn the_first_fault_is_told_by_the_name_of_the_innermost_member() {
        let json = Json::read(r#"{"a":1,"b":null,"c":["x",2]}"#).unwrap();
        let fault = |take: &dyn Fn(&Faults)| {
            let faults = Faults::default();
            take(&faults);
            faults.first()
        };
        assert_eq!(fault(&|faults| assert_eq!(json.needed::<u32>("a", faults), 1)), None);
        assert_eq!(fault(&|faults| assert_eq!(json.optional::<Option<u32>>("b", faults), None)), None);
        assert_eq!(fault(&|faults| assert_eq!(json.needed::<u32>("b", faults), 0)), Some(Wrong("b")));
        assert_eq!(fault(&|faults| drop(json.optional::<String>("a", faults))), Some(Wrong("a")));
        assert_eq!(fault(&|faults| drop(json.needed::<Vec<String>>("c", faults))), Some(Wrong("c")));
        assert_eq!(json.whole::<String>(), Err(Wrong("")));
    }
}
