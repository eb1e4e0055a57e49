//! Text → a tree in which every value knows its place.
//!
//! Comments and trailing commas are read past and reported, so that they hide no other finding.

use std::collections::BTreeSet;
use std::ops::Range;

use jsonc_parser::ast::{self, ObjectPropName};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::tokens::Token;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};
use serde::de::{DeserializeOwned, IgnoredAny};

use super::catalogue::{COMMENT, DUPLICATE_KEY, EMPTY_FILE, Rule, SYNTAX, TOO_DEEP, TRAILING_COMMA};
use super::finding::Word;

/// How deep values may be nested. The model needs 9; recursion of every reader stays far from the stack's
/// end.
const DEEPEST: usize = 64;

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// A JSON value.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// A text, unescaped.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object; of a key written twice both are here.
    Object(Vec<Member>),
}

/// One key of an object and its value.
#[derive(Clone, Debug)]
pub struct Member {
    /// The key, unescaped.
    pub key: String,
    /// Bytes of the key, quotation marks included.
    pub key_span: Range<usize>,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The value of a key of an object; of a key written twice the last, as JSON readers do.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.members().iter().rev().find(|member| member.key == key).map(|member| &member.node)
    }

    /// The members of an object; nothing for any other value.
    pub fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements of a list; nothing for any other value.
    pub fn elements(&self) -> &[Node] {
        match &self.value {
            Value::List(elements) => elements,
            _ => &[],
        }
    }

    /// The elements of the list under a key; nothing when it is absent or no list.
    pub fn list(&self, key: &str) -> &[Node] {
        self.get(key).map_or(&[], Node::elements)
    }

    /// Where the mark is put of a whole block: nobody wants a page of marks.
    pub fn first_byte(&self) -> Range<usize> {
        self.span.start..self.span.start + 1
    }

    /// The text of a text value.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text under a key.
    pub fn text_at(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::text)
    }

    /// The truth value of a boolean.
    pub fn bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a kind of text (a date, a word of the model); `None` when absent or not of that kind.
    pub fn parse_at<T: std::str::FromStr>(&self, key: &str) -> Option<T> {
        self.text_at(key)?.parse().ok()
    }
}

/// A file's text and tree.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text with comments and trailing commas blanked out: what strict readers can take.
    strict: String,
    /// The outermost value.
    pub root: Node,
}

impl Document {
    /// The text with comments and trailing commas blanked out: what strict readers can take.
    pub fn strict(&self) -> &str {
        &self.strict
    }

    /// A value as one of the model's types; `None` when it is not one (then the shape has been reported).
    pub fn typed<T: DeserializeOwned>(&self, node: &Node) -> Option<T> {
        serde_json::from_str(self.strict.get(node.span.clone())?).ok()
    }
}

/// A fault in the writing of the JSON itself.
pub struct Fault {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Where.
    pub span: Range<usize>,
    /// What fills the rule's texts.
    pub words: Vec<(&'static str, Word)>,
}

/// Reads a text. The document is `None` when the text cannot be read at all; then there is at least one
/// fault.
pub fn parse(text: &str) -> (Option<Document>, Vec<Fault>) {
    let fault = |rule, span| Fault { rule, span, words: Vec::new() };
    if text.trim().is_empty() {
        return (None, vec![fault(&EMPTY_FILE, 0..0)]);
    }
    if let Some(at) = too_deep(text) {
        return (None, vec![fault(&TOO_DEEP, at..at + 1)]);
    }
    let collect = CollectOptions { comments: CommentCollectionStrategy::AsTokens, tokens: true };
    let options = ParseOptions {
        allow_comments: true,
        allow_trailing_commas: true,
        allow_loose_object_property_names: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let parsed = match parse_to_ast(text, &collect, &options) {
        Ok(parsed) => parsed,
        Err(error) => {
            let range = error.range();
            let (span, what) = match unclosed(text).filter(|open| open.start <= range.start) {
                Some(open) => (open, not_closed()),
                None => (range.start..range.end, explain(error.kind(), text.get(range.start..))),
            };
            return (None, vec![syntax(text, span, what)]);
        }
    };
    let Some(value) = parsed.value else {
        return (None, vec![fault(&EMPTY_FILE, 0..0)]);
    };
    let (strict, mut faults) = strict(text, parsed.tokens.unwrap_or_default().iter());
    // jsonc-parser lets a few things pass that browsers do not (raw control characters, leading zeros).
    if let Err(error) = serde_json::from_str::<IgnoredAny>(&strict) {
        let at = offset(text, error.line(), error.column());
        let (span, what) = match unclosed(text).filter(|open| open.start <= at && at <= open.end) {
            Some(open) => (open, not_closed()),
            None => {
                let sv = "ett tecken som JSON inte tillåter";
                (at..at, Word::each(sv, "a character that JSON does not allow"))
            }
        };
        faults.push(syntax(text, span, what));
        return (None, faults);
    }
    let root = node(value);
    duplicate_keys(&root, &mut faults);
    (Some(Document { strict, root }), faults)
}

/// The first bracket that opens deeper than [`DEEPEST`]. Runs before the recursive parser.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(at);
                }
            }
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The first text that is not closed on its line, up to the line's end. The parser reads on to the next
/// quotation mark, lines away, and marks what stands there.
fn unclosed(text: &str) -> Option<Range<usize>> {
    let (mut open, mut escaped, mut at) = (None, false, 0);
    while let Some(byte) = text.as_bytes().get(at) {
        let rest = text.get(at..).unwrap_or_default();
        match (open, byte) {
            (Some(start), b'\n' | b'\r') => return Some(start..at),
            _ if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(_), b'"') => open = None,
            (None, b'"') => open = Some(at),
            // What stands in a comment opens nothing.
            (None, b'/') if rest.starts_with("//") => at += rest.find('\n').unwrap_or(rest.len()),
            (None, b'/') if rest.starts_with("/*") => at += rest.find("*/").unwrap_or(rest.len()),
            _ => {}
        }
        at += 1;
    }
    None
}

fn not_closed() -> Word {
    Word::each(
        "citattecknet (\") som avslutar texten fattas på raden",
        "the closing quotation mark (\") is missing on this line",
    )
}

/// The text with comments and trailing commas blanked out, and a fault for each.
fn strict<'t, 'a: 't>(
    text: &str,
    tokens: impl Iterator<Item = &'t jsonc_parser::tokens::TokenAndRange<'a>>,
) -> (String, Vec<Fault>) {
    let mut blank: Vec<Range<usize>> = Vec::new();
    let mut faults = Vec::new();
    let mut comma: Option<Range<usize>> = None;
    for token in tokens {
        let span = token.range.start..token.range.end;
        match token.token {
            Token::CommentLine(_) | Token::CommentBlock(_) => {
                faults.push(Fault { rule: &COMMENT, span: span.clone(), words: Vec::new() });
                blank.push(span);
                continue;
            }
            Token::CloseBrace | Token::CloseBracket => {
                if let Some(comma) = comma.take() {
                    faults.push(Fault { rule: &TRAILING_COMMA, span: comma.clone(), words: Vec::new() });
                    blank.push(comma);
                }
            }
            _ => {}
        }
        comma = matches!(token.token, Token::Comma).then_some(span);
    }
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for span in blank {
        out.push_str(text.get(end..span.start).unwrap_or_default());
        let gone = text.get(span.clone()).unwrap_or_default();
        out.extend(gone.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        end = span.end;
    }
    out.push_str(text.get(end..).unwrap_or_default());
    (out, faults)
}

/// The byte at a line and column as serde_json counts them (lines from 1, columns in bytes).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn syntax(text: &str, span: Range<usize>, what: Word) -> Fault {
    // A mark of no width at the end of the file is moved to the last character that is there to see.
    let at = span.start.min(text.trim_end().len().saturating_sub(1));
    let mut start = at;
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let width = text[start..].chars().next().map_or(0, char::len_utf8);
    let end = if span.end > start + width && span.end <= text.len() { span.end } else { start + width };
    Fault { rule: &SYNTAX, span: start..end, words: vec![("what", what)] }
}

/// The parser's faults in the words of someone who edits by hand; `rest` is what stands there.
fn explain(kind: &ParseErrorKind, rest: Option<&str>) -> Word {
    use ParseErrorKind as Kind;
    match kind {
        // Word processors make them.
        _ if rest.is_some_and(|rest| rest.starts_with(['”', '“', '„', '’', '‘', '»', '«'])) => {
            Word::each(
                "texter ska stå inom raka citattecken (\"), inte böjda (”)",
                "texts stand within straight quotation marks (\"), not curved ones (”)",
            )
        }
        Kind::ExpectedColonAfterObjectKey => Word::each(
            "ett kolon fattas mellan nyckeln och värdet",
            "a colon is missing between key and value",
        ),
        Kind::ExpectedObjectValue => {
            Word::each("ett värde fattas efter kolonet", "a value is missing after the colon")
        }
        Kind::ExpectedComma => Word::each("ett komma fattas före det här", "a comma is missing before this"),
        Kind::ExpectedStringObjectProperty | Kind::UnexpectedTokenInObject => Word::each(
            "här ska en nyckel inom citattecken stå, som \"id\"",
            "a key within quotation marks belongs here, such as \"id\"",
        ),
        Kind::SingleQuotedStringsNotAllowed => Word::each(
            "texter ska stå inom raka dubbla citattecken (\"), inte enkla (')",
            "texts stand within straight double quotation marks (\"), not single ones (')",
        ),
        Kind::String(kind) if format!("{kind:?}") == "UnterminatedStringLiteral" => {
            Word::each("citattecknet som avslutar texten fattas", "the closing quotation mark is missing")
        }
        Kind::String(_) => Word::each(
            "ett omvänt snedstreck (\\) följs av något som JSON inte känner till",
            "a backslash (\\) is followed by something that JSON does not know",
        ),
        Kind::UnexpectedWord => {
            Word::each("ett ord står utan citattecken", "a word stands without quotation marks")
        }
        Kind::UnexpectedComma => Word::each("ett komma för mycket", "one comma too many"),
        Kind::UnexpectedColon => Word::each("ett kolon på fel plats", "a colon in the wrong place"),
        Kind::UnexpectedCloseBrace => Word::each("en } för mycket", "one } too many"),
        Kind::UnexpectedCloseBracket => Word::each("en ] för mycket", "one ] too many"),
        Kind::UnterminatedArray => Word::each(
            "listan som börjar här stängs aldrig med ]",
            "the list that starts here is never closed with ]",
        ),
        Kind::UnterminatedObject => Word::each(
            "blocket som börjar här stängs aldrig med }",
            "the block that starts here is never closed with }",
        ),
        Kind::UnterminatedCommentBlock => {
            Word::each("kommentaren stängs aldrig med */", "the comment is never closed with */")
        }
        Kind::MultipleRootJsonValues => Word::each(
            "det står mer efter det som borde vara filens slut",
            "there is more after what should be the end of the file",
        ),
        Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral
        | Kind::BareDecimalPointNumbersNotAllowed
        | Kind::HexadecimalNumbersNotAllowed
        | Kind::NonFiniteNumbersNotAllowed
        | Kind::UnaryPlusNumbersNotAllowed => Word::each(
            "talet är inte skrivet som JSON vill; telefonnummer står inom citattecken",
            "the number is not written as JSON wants; telephone numbers stand within quotation marks",
        ),
        _ if rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic)) => Word::each(
            "ett ord står utanför citattecknen; ett citattecken inne i en text skrivs \\\"",
            "a word stands outside the quotation marks; one within a text is written \\\"",
        ),
        _ => Word::each("ett tecken på fel plats", "a character in the wrong place"),
    }
}

fn node(value: ast::Value) -> Node {
    let range = value.range();
    let inner = match value {
        ast::Value::StringLit(text) => Value::Text(text.value.into_owned()),
        ast::Value::NumberLit(number) => Value::Number(number.value.to_owned()),
        ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::Array(array) => Value::List(array.elements.into_iter().map(node).collect()),
        ast::Value::Object(object) => Value::Object(object.properties.into_iter().map(member).collect()),
    };
    Node { span: range.start..range.end, value: inner }
}

fn member(property: ast::ObjectProp) -> Member {
    let range = property.name.range();
    let key = match property.name {
        ObjectPropName::String(text) => text.value.into_owned(),
        ObjectPropName::Word(word) => word.value.to_owned(),
    };
    Member { key, key_span: range.start..range.end, node: node(property.value) }
}

fn duplicate_keys(node: &Node, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for member in node.members() {
        if !seen.insert(member.key.as_str()) {
            let words = vec![("key", Word::from(member.key.as_str()))];
            faults.push(Fault { rule: &DUPLICATE_KEY, span: member.key_span.clone(), words });
        }
        duplicate_keys(&member.node, faults);
    }
    for element in node.elements() {
        duplicate_keys(element, faults);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::finding::Lang;

    /// What is marked of a text that cannot be read, and why.
    fn fault(text: &str) -> (&str, String) {
        let (document, faults) = parse(text);
        assert!(document.is_none(), "{text}");
        let [fault] = faults.as_slice() else { return ("", faults.len().to_string()) };
        (&text[fault.span.clone()], fault.words[0].1.get(Lang::En).to_owned())
    }

    #[test]
    fn a_text_that_is_not_closed_is_marked_where_it_stands_and_not_where_the_next_one_begins() {
        for text in [
            "{\n  \"a\": \"Ådel,\n  \"b\": \"c\"\n}",
            "{\r\n  \"a\": \"Ådel,\r\n  \"b\": 1\r\n}",
            "{ // \"\n /* \" */ \"a\": \"Ådel,\n  \"b\": \"c\"\n}",
            // Closed on the next line.
            "{\n  \"a\": \"Ådel,\n\"\n}",
        ] {
            let (marked, why) = fault(text);
            assert_eq!(marked, "\"Ådel,", "{text}");
            assert!(why.contains("closing quotation mark"), "{why}");
        }
    }

    #[test]
    fn another_fault_before_it_is_told_first() {
        let (marked, why) = fault("{ \"a\": Ådel\",\n \"b\": 1 }");
        assert!(!why.contains("closing") && !marked.starts_with('"'), "{marked} {why}");
    }

    #[test]
    fn a_word_outside_the_marks_is_called_so() {
        for text in [r#"{ "a": Ådel" }"#, r#"{ "a": "Ring "Ådel" nu" }"#, r#"{ a": 1 }"#] {
            assert!(fault(text).1.contains("outside the quotation marks"), "{text}: {:?}", fault(text));
        }
    }

    #[test]
    fn curved_quotation_marks_are_called_so() {
        for text in ["{ \"a\": ”b” }", "{ “a”: 1 }", "{ \"a\": »b» }"] {
            assert!(fault(text).1.contains("straight"), "{text}: {:?}", fault(text));
        }
    }
}
