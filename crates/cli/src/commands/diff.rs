//! `diff`: what changed between two versions of a file, one sentence for each change, for the person who
//! signs.

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;
use vagvisare_contacts::check::Lang;

use crate::answer::{Answer, say};
use crate::args::{Args, Diff};
use crate::commands::diff_words as words;
use crate::failure::Failure;
use crate::{findings, input};

/// One change.
#[derive(Serialize)]
struct Row {
    /// The service's id; `None` when the file itself changed.
    service: Option<String>,
    /// `added`, `removed` or `changed`.
    what: &'static str,
    /// Where: keys, and the places of list elements.
    path: Vec<String>,
    old: Option<Value>,
    new: Option<Value>,
    sentence: String,
}

/// Changes of the file first, then of its services in the order of the new file, those that are gone last.
pub fn run(args: &Args, own: &Diff) -> Result<Answer, Failure> {
    let lang = args.lang();
    let (old, new) = (input::read(&own.old)?, input::read(&own.new)?);
    let (old_value, new_value) = (old.typed::<Value>(), new.typed::<Value>());
    let (Some(old_value), Some(new_value)) = (&old_value, &new_value) else {
        let broken = if old_value.is_none() { &old } else { &new };
        let faults = findings::rows(&findings::errors(broken), lang);
        let answer = Answer::either(args.format, &faults, String::new);
        return Ok(answer.note(findings::unread(broken, lang)).code(1));
    };
    let rows = changes(old_value, new_value, lang);
    Ok(Answer::either(args.format, &rows, || {
        let mut out = String::new();
        for row in &rows {
            let _ = writeln!(out, "{}", row.sentence);
        }
        if rows.is_empty() {
            say(lang, "Ingenting har ändrats.", "Nothing has changed.").to_owned()
        } else {
            out
        }
    }))
}

fn changes(old: &Value, new: &Value, lang: Lang) -> Vec<Row> {
    let mut rows = Vec::new();
    let without_services = |file: &Value| {
        let mut file = file.clone();
        if let Some(fields) = file.as_object_mut() {
            fields.remove("services");
        }
        file
    };
    compare(&without_services(old), &without_services(new), &mut Vec::new(), &mut |path, old, new| {
        rows.push(row(None, None, path, old, new, lang));
    });
    let (before, after) = (services(old), services(new));
    for (id, service) in &after {
        let name = words::name(service, id);
        match before.iter().find(|(other, _)| other == id) {
            None => rows.push(whole(id, &name, "added", None, Some(service), lang)),
            Some((_, was)) => compare(was, service, &mut Vec::new(), &mut |path, old, new| {
                rows.push(row(Some(id), Some((&name, service)), path, old, new, lang));
            }),
        }
    }
    for (id, service) in before.iter().filter(|(id, _)| !after.iter().any(|(other, _)| other == id)) {
        rows.push(whole(id, &words::name(service, id), "removed", Some(service), None, lang));
    }
    rows
}

/// The services of a file by id; one without an id goes by its place.
fn services(file: &Value) -> Vec<(String, &Value)> {
    let list = file["services"].as_array().map(Vec::as_slice).unwrap_or_default();
    let id = |(index, service): (usize, &Value)| {
        service["id"].as_str().map_or_else(|| format!("#{index}"), str::to_owned)
    };
    list.iter().enumerate().map(|place| (id(place), place.1)).collect()
}

fn whole(
    id: &str,
    name: &str,
    what: &'static str,
    old: Option<&Value>,
    new: Option<&Value>,
    lang: Lang,
) -> Row {
    let done =
        if what == "added" { say(lang, "är ny", "is new") } else { say(lang, "är borttagen", "is gone") };
    let sentence = format!("{name} ({id}) {done}.");
    Row {
        service: Some(id.to_owned()),
        what,
        path: Vec::new(),
        old: old.cloned(),
        new: new.cloned(),
        sentence,
    }
}

fn row(
    id: Option<&String>,
    service: Option<(&str, &Value)>,
    path: &[String],
    old: Option<&Value>,
    new: Option<&Value>,
    lang: Lang,
) -> Row {
    let what = match (old, new) {
        (None, _) => "added",
        (_, None) => "removed",
        _ => "changed",
    };
    let sentence = words::sentence(service, path, old, new, lang);
    Row { service: id.cloned(), what, path: path.to_vec(), old: old.cloned(), new: new.cloned(), sentence }
}

/// Is told a path, the old value and the new one.
type Tell<'a> = dyn FnMut(&[String], Option<&Value>, Option<&Value>) + 'a;

/// Tells the smallest parts that differ. Lists of words, dates and the like are told as a whole; of lists of
/// blocks the elements are compared in their order.
fn compare(old: &Value, new: &Value, path: &mut Vec<String>, tell: &mut Tell) {
    match (old, new) {
        (old, new) if old == new => {}
        (Value::Object(before), Value::Object(after)) => {
            let keys = after.keys().chain(before.keys().filter(|key| !after.contains_key(*key)));
            for key in keys {
                path.push(key.clone());
                match (before.get(key), after.get(key)) {
                    (Some(old), Some(new)) => compare(old, new, path, tell),
                    (old, new) => tell(path, old, new),
                }
                path.pop();
            }
        }
        (Value::Array(before), Value::Array(after)) if path.last().is_some_and(|key| key == "channels") => {
            for index in 0..before.len().max(after.len()) {
                path.push(index.to_string());
                match (before.get(index), after.get(index)) {
                    (Some(old), Some(new)) => compare(old, new, path, tell),
                    (old, new) => tell(path, old, new),
                }
                path.pop();
            }
        }
        (old, new) => tell(path, Some(old), Some(new)),
    }
}
