//! Whether every value of a file is of the kind that the types want, told with the place of each one that is
//! not.
//!
//! Walks the JSON Schema that is made from the types, so that a new key is known here the moment it is in the
//! model.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value as Json;

use super::catalogue::{BAD_DATE, BAD_FORMAT, BAD_TIME, MISSING_KEY, UNKNOWN_KEY, UNKNOWN_WORD, WRONG_TYPE};
use super::document::{Node, Value, parse};
use super::finding::{Finding, Word};
use super::near::nearest;
use super::report::Report;
use super::schema::schema;
use crate::calendar::{Date, Time};
use crate::model::FORMAT;

/// The kind of value that belongs somewhere.
#[derive(Debug)]
enum Shape {
    Null,
    Bool,
    Whole {
        max: u64,
    },
    Text,
    Date,
    Time,
    Words(Vec<String>),
    List(Box<Shape>),
    /// Any keys, each with such a value.
    Map(Box<Shape>),
    /// One of the types, by name.
    Named(String),
    /// Known keys.
    Object(Vec<Field>),
    Either(Vec<Shape>),
}

#[derive(Debug)]
struct Field {
    key: String,
    required: bool,
    shape: Shape,
    meaning: String,
}

impl Field {
    /// What to add; the meaning is in Swedish, as the schema is.
    fn advice(&self) -> Word {
        let Field { key, meaning, .. } = self;
        Word::each(
            format!("Lägg till ”{key}”. {meaning}"),
            format!("Add “{key}”; see the manual for editors."),
        )
    }
}

static SHAPES: LazyLock<BTreeMap<String, Shape>> = LazyLock::new(|| {
    let schema = schema();
    let mut shapes = BTreeMap::from([("Layer".to_owned(), shape(&schema))]);
    for (name, definition) in schema["definitions"].as_object().into_iter().flatten() {
        shapes.insert(name.clone(), shape(definition));
    }
    shapes
});

/// The keys of a type in the order of the model, for `fmt`; nothing when the type is unknown or no object.
pub fn keys_of(type_name: &str) -> impl Iterator<Item = &'static str> {
    let fields = match SHAPES.get(type_name) {
        Some(Shape::Object(fields)) => fields.as_slice(),
        _ => &[],
    };
    fields.iter().map(|field| field.key.as_str())
}

/// The name of the type whose object belongs under a key of a type, looking through lists and maps.
pub fn type_under(type_name: &str, key: &str) -> Option<&'static str> {
    object_name(under(SHAPES.get(type_name)?, key)?)
}

fn object_name(shape: &'static Shape) -> Option<&'static str> {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => object_name(inner),
        Shape::Either(all) => all.iter().find_map(object_name),
        Shape::Named(name) => match SHAPES.get(name)? {
            Shape::Object(_) => Some(name),
            other => object_name(other),
        },
        _ => None,
    }
}

/// What is wrong with a value (as JSON) that belongs at a dotted way within a type, such as `hours.weekly` of
/// a `Channel`; an empty way means the type itself. For values that come from elsewhere than a contact file.
/// Keys that nobody knows are passed over: they do no harm there, and the file's own check tells them.
pub fn fault_of(type_name: &str, way: &str, json: &str) -> Option<Finding> {
    let keys = way.split('.').filter(|key| !key.is_empty());
    let shape = keys.fold(SHAPES.get(type_name), |shape, key| under(shape?, key))?;
    let mut report = Report::new("", json);
    walk(&parse(json).0?.root, shape, &mut report);
    report.findings.into_iter().find(|finding| finding.code() != UNKNOWN_KEY.code)
}

/// The shape of what belongs under a key, whichever of the alternatives has it.
fn under(shape: &'static Shape, key: &str) -> Option<&'static Shape> {
    match shape {
        Shape::Object(fields) => Some(&fields.iter().find(|field| field.key == key)?.shape),
        Shape::Map(inner) => Some(inner),
        Shape::Named(name) => under(SHAPES.get(name)?, key),
        Shape::Either(all) => all.iter().find_map(|shape| under(shape, key)),
        _ => None,
    }
}

/// A schema's node as a shape. What the model does not use of JSON Schema is not known here; the test below
/// walks a full file, so that a new construct is noticed.
fn shape(schema: &Json) -> Shape {
    if let Some(target) = schema["$ref"].as_str() {
        let name = target.rsplit('/').next().unwrap_or_default();
        return match name {
            "Date" => Shape::Date,
            "Time" => Shape::Time,
            other => Shape::Named(other.to_owned()),
        };
    }
    let list = |key: &str| schema[key].as_array().map(Vec::as_slice).unwrap_or_default();
    let words: Vec<String> = list("enum")
        .iter()
        .chain(list("oneOf").iter().map(|one| &one["const"]))
        .filter_map(|word| word.as_str().map(str::to_owned))
        .collect();
    if !words.is_empty() {
        return Shape::Words(words);
    }
    if let [only] = list("allOf") {
        return shape(only);
    }
    if let Some(word) = schema["const"].as_str() {
        return Shape::Words(vec![word.to_owned()]);
    }
    if !list("anyOf").is_empty() {
        let mut words = Vec::new();
        let mut others = Vec::new();
        for one in list("anyOf") {
            match shape(one) {
                Shape::Words(more) => words.extend(more),
                other => others.push(other),
            }
        }
        if !words.is_empty() {
            others.insert(0, Shape::Words(words));
        }
        return Shape::Either(others);
    }
    if let Some(types) = schema["type"].as_array() {
        let one = |kind: &Json| {
            let mut single = schema.clone();
            single["type"] = kind.clone();
            shape(&single)
        };
        return Shape::Either(types.iter().map(one).collect());
    }
    match schema["type"].as_str().unwrap_or_default() {
        "null" => Shape::Null,
        "boolean" => Shape::Bool,
        "integer" => Shape::Whole { max: schema["maximum"].as_u64().unwrap_or(u64::from(u32::MAX)) },
        "array" => Shape::List(Box::new(shape(&schema["items"]))),
        "object" if schema["properties"].is_object() => {
            let required = list("required");
            let fields =
                schema["properties"].as_object().into_iter().flatten().map(|(key, property)| Field {
                    key: key.clone(),
                    required: required.iter().any(|one| one.as_str() == Some(key)),
                    shape: shape(property),
                    meaning: property["description"].as_str().unwrap_or_default().to_owned(),
                });
            Shape::Object(fields.collect())
        }
        "object" => Shape::Map(Box::new(shape(&schema["additionalProperties"]))),
        _ => Shape::Text,
    }
}

impl Shape {
    /// Whether a value is of this kind as far as JSON goes; its inside is looked at later.
    fn fits(&self, value: &Value) -> bool {
        match (self, value) {
            (Shape::Null, Value::Null)
            | (Shape::Bool, Value::Bool(_))
            | (Shape::Whole { .. }, Value::Number(_))
            | (Shape::Text | Shape::Date | Shape::Time | Shape::Words(_), Value::Text(_))
            | (Shape::List(_), Value::List(_))
            | (Shape::Map(_) | Shape::Object(_), Value::Object(_)) => true,
            (Shape::Named(name), value) => SHAPES.get(name).is_some_and(|shape| shape.fits(value)),
            (Shape::Either(all), value) => all.iter().any(|shape| shape.fits(value)),
            _ => false,
        }
    }

    /// The kind in words. `null` is left out where something else will do: it says "nobody knows".
    fn words(&self) -> Word {
        let words = |words: &[String]| {
            let quoted: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
            quoted.join(", ")
        };
        match self {
            Shape::Null => Word::from("null"),
            Shape::Bool => Word::each("true eller false", "true or false"),
            Shape::Whole { max: 255 } => {
                Word::each("ett helt tal från 0 till 255", "a whole number from 0 to 255")
            }
            Shape::Whole { .. } => Word::each("ett helt tal från 0", "a whole number from 0"),
            Shape::Text => Word::each("en text inom citattecken", "a text within quotation marks"),
            Shape::Date => Word::each("ett datum, som \"2026-12-24\"", "a date, such as \"2026-12-24\""),
            Shape::Time => Word::each("ett klockslag, som \"08:00\"", "a time, such as \"08:00\""),
            Shape::Words(all) => {
                Word::each(format!("ett av orden {}", words(all)), format!("one of the words {}", words(all)))
            }
            Shape::List(inner) => {
                inner.words().wrapped(("en lista inom [ och ], av ", ""), ("a list within [ and ], of ", ""))
            }
            Shape::Map(inner) => inner.words().wrapped(
                ("ett block inom { och }, med nyckel och ", ""),
                ("a block within { and }, with key and ", ""),
            ),
            Shape::Object(_) => Word::each("ett block inom { och }", "a block within { and }"),
            Shape::Named(name) if name == "Text" => Word::each(
                "en text per språk, som { \"sv\": \"…\" }",
                "a text per language, such as { \"sv\": \"…\" }",
            ),
            Shape::Named(name) => SHAPES.get(name).map_or(Word::from(name.as_str()), Shape::words),
            Shape::Either(all) => {
                let named: Vec<Word> =
                    all.iter().filter(|shape| !matches!(shape, Shape::Null)).map(Shape::words).collect();
                Word::joined(&named, (" eller ", " or "))
            }
        }
    }

    /// The shape within that a value is of; itself but for alternatives and names.
    fn resolve(&self, value: &Value) -> &Shape {
        match self {
            Shape::Named(name) => SHAPES.get(name).map_or(self, |shape| shape.resolve(value)),
            Shape::Either(all) => {
                all.iter().find(|shape| shape.fits(value)).map_or(self, |shape| shape.resolve(value))
            }
            _ => self,
        }
    }
}

/// Reports every value of a file that is not of its kind.
pub fn check(root: &Node, report: &mut Report) {
    if let Some(shape) = SHAPES.get("Layer") {
        if shape.fits(&root.value) {
            walk(root, shape, report);
        } else {
            wrong(root, shape, report);
        }
    }
}

fn walk(node: &Node, shape: &Shape, report: &mut Report) {
    if !shape.fits(&node.value) {
        return wrong(node, shape, report);
    }
    match (shape.resolve(&node.value), &node.value) {
        (Shape::Whole { max }, Value::Number(number))
            if number.parse::<u64>().ok().is_none_or(|value| value > *max) =>
        {
            wrong(node, shape, report);
        }
        (Shape::Date, Value::Text(text)) if text.parse::<Date>().is_err() => {
            report.add(&BAD_DATE, &node.span, vec![("found", text.as_str().into())]);
        }
        (Shape::Time, Value::Text(text)) if text.parse::<Time>().is_err() => {
            report.add(&BAD_TIME, &node.span, vec![("found", text.as_str().into())]);
        }
        (Shape::Words(words), Value::Text(text)) if !words.contains(text) => {
            let advice = advice(text, words.iter().map(String::as_str));
            report.add(&UNKNOWN_WORD, &node.span, vec![("found", text.as_str().into()), ("advice", advice)]);
        }
        (Shape::List(inner), Value::List(elements)) => {
            for element in elements {
                walk(element, inner, report);
            }
        }
        (Shape::Map(inner), Value::Object(members)) => {
            for member in members {
                walk(&member.node, inner, report);
            }
        }
        (Shape::Object(fields), Value::Object(_)) => object(node, fields, report),
        _ => {}
    }
}

fn object(node: &Node, fields: &[Field], report: &mut Report) {
    let free: Vec<&str> = fields
        .iter()
        .filter(|field| node.get(&field.key).is_none())
        .map(|field| field.key.as_str())
        .collect();
    for member in node.members() {
        match fields.iter().find(|field| field.key == member.key) {
            Some(field) if field.key == "format" => format_version(&member.node, &field.shape, report),
            Some(field) if field.key == "services" => {
                // A finding within a service names it.
                if !field.shape.fits(&member.node.value) {
                    wrong(&member.node, &field.shape, report);
                }
                if let Shape::List(inner) = &field.shape {
                    for service in member.node.elements() {
                        report.within(service, |report| walk(service, inner, report));
                    }
                }
            }
            Some(field) => walk(&member.node, &field.shape, report),
            None if !report.has_room(&UNKNOWN_KEY) => {}
            None => {
                let advice = advice(&member.key, free.iter().copied());
                let words = vec![("key", member.key.as_str().into()), ("advice", advice)];
                report.add(&UNKNOWN_KEY, &member.key_span, words);
            }
        }
    }
    for field in fields.iter().filter(|field| field.required && free.contains(&field.key.as_str())) {
        let words = vec![("key", field.key.as_str().into()), ("advice", field.advice())];
        report.add(&MISSING_KEY, &node.first_byte(), words);
    }
}

fn format_version(node: &Node, shape: &Shape, report: &mut Report) {
    match &node.value {
        Value::Number(number) if number.parse() == Ok(FORMAT) => {}
        Value::Number(number) => report.add(&BAD_FORMAT, &node.span, vec![("found", number.as_str().into())]),
        _ => wrong(node, shape, report),
    }
}

/// "Did you mean …", or what there is to choose from.
fn advice<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> Word {
    let known: Vec<&str> = known.collect();
    match nearest(found, known.iter().copied()) {
        Some(near) => Word::each(format!("Menade du ”{near}”?"), format!("Did you mean “{near}”?")),
        None if known.is_empty() => Word::each("Ta bort den.", "Remove it."),
        None => Word::each(
            format!("Det som kan stå här: {}.", known.join(", ")),
            format!("What can stand here: {}.", known.join(", ")),
        ),
    }
}

fn wrong(node: &Node, shape: &Shape, report: &mut Report) {
    let found = match &node.value {
        Value::Null => Word::from("null"),
        Value::Bool(value) => Word::from(value.to_string()),
        Value::Number(number) => Word::each(format!("talet {number}"), format!("the number {number}")),
        Value::Text(text) => Word::each(format!("texten \"{text}\""), format!("the text \"{text}\"")),
        Value::List(_) => Word::each("en lista", "a list"),
        Value::Object(_) => Word::each("ett block", "a block"),
    };
    let span = match &node.value {
        Value::List(_) | Value::Object(_) => node.first_byte(),
        _ => node.span.clone(),
    };
    report.add(&WRONG_TYPE, &span, vec![("found", found), ("expected", shape.words())]);
}

#[cfg(test)]
mod tests {
    use crate::check::codes;

    #[test]
    fn how_a_check_was_made_is_one_of_four_words() {
        let is_known = |how: &str| {
            let checked = format!(r#""checked":{{"on":"2026-11-01","how":"{how}"}},"check_every_days":180"#);
            let fields = format!(r#""name":{{"sv":"A"}},"audience":["self"],"channels":[],{checked}"#);
            !codes("", &format!(r#""services":[{{"id":"9999.a",{fields}}}]"#)).contains(&"unknown-word")
        };
        assert!(["phoned", "visited", "mailed", "read"].into_iter().all(is_known));
        assert!(!["Phoned", "called", "ringt", ""].into_iter().any(is_known));
    }
}
