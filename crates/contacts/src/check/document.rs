//! Text → a tree in which every value knows its place.
//!
//! Comments and trailing commas are read past and reported, so that they hide no other finding.

use std::collections::BTreeSet;
use std::ops::Range;

use jsonc_parser::ast::{self, ObjectPropName};
use jsonc_parser::common::Ranged;
use jsonc_parser::tokens::Token;
use jsonc_parser::{CollectOptions, CommentCollectionStrategy, ParseOptions, parse_to_ast};
use serde::de::{DeserializeOwned, IgnoredAny};

use super::catalogue::{COMMENT, DUPLICATE_KEY, EMPTY_FILE, Rule, TOO_DEEP, TRAILING_COMMA};
use super::finding::Word;
use super::syntax;

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
    if let Some(at) = syntax::too_deep(text) {
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
        Err(error) => return (None, vec![syntax::refused(text, &error)]),
    };
    let Some(value) = parsed.value else {
        return (None, vec![fault(&EMPTY_FILE, 0..0)]);
    };
    let (strict, mut faults) = strict(text, parsed.tokens.unwrap_or_default().iter());
    // jsonc-parser lets a few things pass that browsers do not (raw control characters, leading zeros).
    if let Err(error) = serde_json::from_str::<IgnoredAny>(&strict) {
        faults.push(syntax::no_json(text, &error));
        return (None, faults);
    }
    let root = node(value);
    duplicate_keys(&root, &mut faults);
    (Some(Document { strict, root }), faults)
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
