//! The one layout of a contact file: keys in the order of the model, two spaces, short values on one line.
//!
//! Works on the tree and not on the types, so that a key that the model does not know is kept (at the end of
//! its block) and nothing is lost.

use vagvisare_contacts::check::document::{Member, Node, Value};
use vagvisare_contacts::check::{keys_of, type_under};

/// The widest line, in characters, that holds a whole block or list.
const WIDEST: usize = 120;

/// A file's text in the fixed layout, ending in a line feed.
pub fn layout(root: &Node) -> String {
    let mut out = String::new();
    write(&mut out, root, Some("Layer"), 0, 0);
    out.push('\n');
    out
}

/// Writes a value that starts at a column, within an indent.
fn write(out: &mut String, node: &Node, type_name: Option<&str>, indent: usize, column: usize) {
    // However short: an editor looks for them.
    let has_own_lines =
        matches!(type_name, Some("Layer" | "Service" | "Channel")) && !node.members().is_empty();
    if !has_own_lines && is_shallow(node) {
        let line = one_line(node, type_name);
        // One more for the comma that may follow.
        if column + line.chars().count() < WIDEST {
            return out.push_str(&line);
        }
    }
    let pad = |out: &mut String, indent: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n(' ', indent));
    };
    match &node.value {
        Value::Object(members) if !members.is_empty() => {
            out.push('{');
            for (index, member) in ordered(members, type_name).into_iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                pad(out, indent + 2);
                let key = quoted(&member.key);
                out.push_str(&key);
                out.push_str(": ");
                let column = indent + 2 + key.chars().count() + 2;
                write(out, &member.node, type_of(type_name, &member.key), indent + 2, column);
            }
            pad(out, indent);
            out.push('}');
        }
        Value::List(elements) if !elements.is_empty() => {
            out.push('[');
            for (index, element) in elements.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                pad(out, indent + 2);
                write(out, element, type_name, indent + 2, indent + 2);
            }
            pad(out, indent);
            out.push(']');
        }
        _ => out.push_str(&one_line(node, type_name)),
    }
}

/// The type under a key; under the free keys of a map (ids, languages) the map's own.
fn type_of<'a>(type_name: Option<&'a str>, key: &str) -> Option<&'a str> {
    type_under(type_name?, key)
}

fn ordered<'a>(members: &'a [Member], type_name: Option<&str>) -> Vec<&'a Member> {
    let keys: Vec<&str> = type_name.map(|name| keys_of(name).collect()).unwrap_or_default();
    let mut sorted: Vec<&Member> = members.iter().collect();
    sorted.sort_by_key(|member| keys.iter().position(|key| *key == member.key).unwrap_or(usize::MAX));
    sorted
}

/// Whether a value holds nothing that holds something: a line of it is easy to read.
fn is_shallow(node: &Node) -> bool {
    let is_plain = |node: &Node| match &node.value {
        Value::List(elements) => {
            elements.iter().all(|one| one.elements().is_empty() && one.members().is_empty())
        }
        Value::Object(members) => members.is_empty(),
        _ => true,
    };
    match &node.value {
        // A list of one short row stays on its line.
        Value::List(elements) if elements.len() == 1 => elements.iter().all(|one| match &one.value {
            Value::Object(members) => members.iter().all(|member| is_plain(&member.node)),
            _ => is_plain(one),
        }),
        Value::List(elements) => elements.iter().all(|one| is_plain(one) && one.elements().is_empty()),
        Value::Object(members) => members.iter().all(|member| is_plain(&member.node)),
        _ => true,
    }
}

fn one_line(node: &Node, type_name: Option<&str>) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.clone(),
        Value::Text(text) => quoted(text),
        Value::List(elements) => {
            let inside: Vec<String> = elements.iter().map(|one| one_line(one, type_name)).collect();
            format!("[{}]", inside.join(", "))
        }
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let inside: Vec<String> = ordered(members, type_name)
                .into_iter()
                .map(|member| {
                    let value = one_line(&member.node, type_of(type_name, &member.key));
                    format!("{}: {value}", quoted(&member.key))
                })
                .collect();
            format!("{{ {} }}", inside.join(", "))
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
