//! `diff`: what changed between two versions of a file, one sentence for each change, for the person who
//! signs.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;
use vagvisare_contacts::check::catalogue::DUPLICATE_ID;
use vagvisare_contacts::check::{Finding, Lang};

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

/// Changes of the file first, then of its services in the order of the new file, those that are gone, and the
/// order.
pub fn run(args: &Args, own: &Diff) -> Result<Answer, Failure> {
    let lang = args.lang();
    let (old, new) = (input::read(&own.old)?, input::read(&own.new)?);
    let (old_value, new_value) = (old.typed::<Value>(), new.typed::<Value>());
    let (Some(old_value), Some(new_value)) = (&old_value, &new_value) else {
        let broken = if old_value.is_none() { &old } else { &new };
        return Ok(refused(args, findings::errors(broken), findings::unread(broken, lang)));
    };
    for (source, value) in [(&old, old_value), (&new, new_value)] {
        if let Some(id) = twice(value) {
            let mut found = findings::errors(source);
            found.retain(|one| one.code() == DUPLICATE_ID.code);
            let what = say(
                lang,
                "står på flera kontakter, så de går inte att jämföra. Ge varje kontakt ett eget id.",
                "is on several contacts, so they cannot be compared. Give each contact an id of its own.",
            );
            return Ok(refused(args, found, format!("{}: id {id} {what}", source.label)));
        }
    }
    let slips = findings::slips(&old, lang) + &findings::slips(&new, lang);
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
    })
    .note(slips))
}

/// Nothing can be compared.
fn refused(args: &Args, faults: Vec<Finding>, why: String) -> Answer {
    Answer::either(args.format, &findings::rows(&faults, args.lang()), String::new).note(why).code(1)
}

/// An id that more than one service has.
fn twice(file: &Value) -> Option<String> {
    let mut seen = BTreeSet::new();
    services(file).into_iter().find_map(|(id, _)| (!seen.insert(id.clone())).then_some(id))
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
    // Of equals the guide shows first what stands first.
    let places = after.iter().filter_map(|(id, _)| before.iter().position(|(other, _)| other == id));
    if !places.is_sorted() {
        let ids = |list: &[(String, &Value)]| list.iter().map(|(id, _)| id.as_str()).collect::<Value>();
        let (old, new) = (ids(&before), ids(&after));
        rows.push(row(None, None, &["services".to_owned()], Some(&old), Some(&new), lang));
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
/// channels those that are the same one are compared, and then their order.
fn compare(old: &Value, new: &Value, path: &mut Vec<String>, tell: &mut Tell) {
    match (old, new) {
        (old, new) if old == new => {}
        (Value::Object(before), Value::Object(after)) => {
            let keys = after.keys().chain(before.keys().filter(|key| !after.contains_key(*key)));
            for key in keys {
                path.push(key.clone());
                match (before.get(key), after.get(key)) {
                    (Some(old), Some(new)) => compare(old, new, path, tell),
                    // What is left out is unknown, as what is null.
                    (Some(Value::Null), None) | (None, Some(Value::Null)) => {}
                    (old, new) => tell(path, old, new),
                }
                path.pop();
            }
        }
        (Value::Array(before), Value::Array(after)) if path.last().is_some_and(|key| key == "channels") => {
            let was = matched(before, after);
            for (index, new) in after.iter().enumerate() {
                path.push(index.to_string());
                match was.get(index).and_then(|at| before.get((*at)?)) {
                    Some(old) => compare(old, new, path, tell),
                    None => tell(path, None, Some(new)),
                }
                path.pop();
            }
            for (index, old) in before.iter().enumerate().filter(|(index, _)| !was.contains(&Some(*index))) {
                path.push(index.to_string());
                tell(path, Some(old), None);
                path.pop();
            }
            if !was.iter().flatten().is_sorted() {
                let values = |list: &[Value]| list.iter().map(|one| one["value"].clone()).collect::<Value>();
                tell(path, Some(&values(before)), Some(&values(after)));
            }
        }
        (old, new) => tell(path, Some(old), Some(new)),
    }
}

/// For each channel the place where it was: that of the same type and value, else what stood in its own place
/// and is not another's.
fn matched(before: &[Value], after: &[Value]) -> Vec<Option<usize>> {
    let is_same = |one: &Value, other: &Value| one["type"] == other["type"] && one["value"] == other["value"];
    let mut was: Vec<Option<usize>> = Vec::new();
    for new in after {
        let is_it = |(at, old): &(usize, &Value)| is_same(old, new) && !was.contains(&Some(*at));
        let at = before.iter().enumerate().find(is_it).map(|(at, _)| at);
        was.push(at);
    }
    for index in 0..before.len().min(after.len()) {
        if was[index].is_none() && !was.contains(&Some(index)) {
            was[index] = Some(index);
        }
    }
    was
}
