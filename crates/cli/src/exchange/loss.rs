//! What one value holds that another does not.

use serde::Serialize;
use serde_json::Value;

/// A fact that is not carried.
#[derive(Debug, PartialEq, Serialize)]
pub struct Lost {
    /// Where: `0184.socialjour: channels[0].hours.eves`.
    pub path: String,
    /// What stands there.
    pub value: Value,
}

/// Everything of `before` that `after` has not, or has otherwise. Services go by their id. `null`, an empty
/// list and an empty block say nothing and cannot be lost.
pub fn between(before: &Value, after: &Value) -> Vec<Lost> {
    let mut lost = Vec::new();
    compare(before, Some(after), "", &mut |one, _| lost.push(one));
    lost
}

/// Everything of `before` in whose place `after` says nothing: what has another value was changed on purpose.
pub fn gone(before: &Value, after: &Value) -> Vec<Lost> {
    let mut lost = Vec::new();
    compare(before, Some(after), "", &mut |one, now| {
        if now.is_none_or(says_nothing) {
            lost.push(one);
        }
    });
    lost
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.values().all(says_nothing),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Hands over each difference: what was there, and what is in its place.
fn compare(before: &Value, after: Option<&Value>, path: &str, lost: &mut dyn FnMut(Lost, Option<&Value>)) {
    if says_nothing(before) || after == Some(before) {
        return;
    }
    match (before, after) {
        (Value::Object(fields), Some(Value::Object(others))) => {
            for (key, value) in fields {
                let here = if path.is_empty() || path.ends_with(": ") {
                    format!("{path}{key}")
                } else {
                    format!("{path}.{key}")
                };
                compare(value, others.get(key), &here, lost);
            }
        }
        (Value::Array(list), Some(Value::Array(others))) if path == "services" => {
            for (index, service) in list.iter().enumerate() {
                let id = service["id"].as_str();
                let other = match id {
                    Some(_) => others.iter().find(|other| other["id"] == service["id"]),
                    None => others.get(index),
                };
                compare(service, other, &format!("{}: ", id.unwrap_or(&format!("services[{index}]"))), lost);
            }
        }
        // Lists of words are told whole, lists of blocks by element.
        (Value::Array(list), Some(Value::Array(others))) if list.iter().any(Value::is_object) => {
            for (index, value) in list.iter().enumerate() {
                compare(value, twin(value, index, others), &format!("{path}[{index}]"), lost);
            }
        }
        _ => lost(Lost { path: path.trim_end_matches(": ").to_owned(), value: before.clone() }, after),
    }
}

/// What has become of a block of a list: a telephone is known by its digits, for one before it may be gone;
/// anything else is in its place.
fn twin<'a>(block: &Value, index: usize, others: &'a [Value]) -> Option<&'a Value> {
    let digits = |one: &Value| -> Option<String> {
        Some(one["number"].as_str()?.chars().filter(char::is_ascii_digit).collect())
    };
    let in_place = others.get(index);
    match digits(block) {
        None => in_place,
        number => {
            let is_same = |other: &&Value| digits(other) == number;
            in_place.filter(is_same).or_else(|| others.iter().find(is_same))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn everything_that_is_gone_or_changed_is_told_with_its_place() {
        let before = json!({ "hide": ["a"], "updated": null, "services": [
            { "id": "x", "name": { "sv": "X" }, "channels": [{ "value": "1", "hours": { "weekly": [] } }] },
            { "id": "y", "known_as": [] } ] });
        let after = json!({ "services": [{ "id": "x", "name": {}, "channels": [{ "value": "2" }] }] });
        let paths: Vec<_> = between(&before, &after).into_iter().map(|lost| lost.path).collect();
        assert_eq!(paths, ["hide", "x: name.sv", "x: channels[0].value", "y"]);
        assert_eq!(between(&before, &before), []);
    }

    #[test]
    fn a_telephone_that_is_gone_does_not_make_the_next_one_lost() {
        let before = json!({ "phones": [{ "number": "08-1" }, { "number": "+46 8 2", "type": "voice" }] });
        let after = json!({ "phones": [{ "number": "+4682", "type": "voice" }] });
        let paths: Vec<_> = between(&before, &after).into_iter().map(|lost| lost.path).collect();
        assert_eq!(paths, ["phones[0]", "phones[1].number"]);
    }
}
