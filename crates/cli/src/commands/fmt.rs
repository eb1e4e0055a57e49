//! `fmt`: files in the one layout.

use serde::Serialize;
use vagvisare_contacts::check::document::{self, Document};
use vagvisare_contacts::check::{Finding, decode};

use crate::answer::{Answer, say};
use crate::args::{Args, Fmt};
use crate::failure::Failure;
use crate::input::{self, Source};
use crate::layout::layout;
use crate::{findings, save};

#[derive(Serialize)]
struct Row {
    path: String,
    changed: bool,
}

/// Rewrites every file that is not in the layout; none that could lose something by it. Exit 1 when a file
/// was left alone because of a fault, or with `--check` when one would change.
pub fn run(args: &Args, own: &Fmt) -> Result<Answer, Failure> {
    let lang = args.lang();
    let sources = input::contact_files(&own.paths)?;
    let (mut rows, mut faults, mut words) = (Vec::new(), Vec::new(), String::new());
    for source in &sources {
        match laid_out(source) {
            Err(found) => faults.extend(found),
            Ok(text) => {
                let changed = text.as_bytes() != source.bytes;
                if changed && !own.check {
                    save::replace(&source.path, text.as_bytes())?;
                }
                if changed {
                    let done = if own.check {
                        say(lang, "skulle ändras", "would change")
                    } else {
                        say(lang, "omskriven", "rewritten")
                    };
                    words.push_str(&format!("{}: {done}\n", source.label));
                }
                rows.push(Row { path: source.label.clone(), changed });
            }
        }
    }
    let is_bad = !faults.is_empty() || (own.check && rows.iter().any(|row| row.changed));
    let note = match faults.is_empty() {
        true => String::new(),
        false => findings::report(&faults, &sources, lang, false),
    };
    Ok(Answer::either(args.format, &findings::with_rows(&rows, &faults, lang), || words)
        .note(note)
        .code(u8::from(is_bad)))
}

/// The layout of a file; what stands in the way of it when something would be lost or guessed.
fn laid_out(source: &Source) -> Result<String, Vec<Finding>> {
    let decoded = decode::decode(&source.bytes);
    let stops = ["not-utf-8", "too-large", "comment", "duplicate-key"];
    let (document, faults) = document::parse(&decoded.text);
    let stopped =
        decoded.fault.iter().map(|(rule, _)| rule.code).chain(faults.iter().map(|fault| fault.rule.code));
    match document {
        Some(document) if !stopped.into_iter().any(|code| stops.contains(&code)) => {
            keep_all(&document).ok_or_else(|| findings::errors(source))
        }
        _ => {
            let mut found = findings::errors(source);
            found.retain(|one| stops.contains(&one.code()) || one.place.is_none() || is_of_file(one));
            Err(found)
        }
    }
}

/// Whether a finding is about the file as such, and not about what is in it.
fn is_of_file(finding: &Finding) -> bool {
    matches!(finding.code(), "syntax" | "empty-file" | "too-deep" | "utf-16" | "byte-order-mark")
}

/// The layout, if reading it gives exactly what was read before.
fn keep_all(document: &Document) -> Option<String> {
    let text = layout(&document.root);
    let before: serde_json::Value = serde_json::from_str(document.strict()).ok()?;
    let after: serde_json::Value = serde_json::from_str(&text).ok()?;
    (before == after).then_some(text)
}

/// The layout of a JSON text that this program has made itself.
pub fn of_value(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    document::parse(&text).0.map_or(text, |document| layout(&document.root))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_files_are_in_the_layout() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/contacts");
        for source in input::contact_files(&[folder.into()]).unwrap() {
            let text = laid_out(&source).unwrap_or_default();
            assert!(text.as_bytes() == source.bytes, "{} is not: run vagvisare fmt", source.label);
        }
    }

    #[test]
    fn laying_out_twice_changes_nothing() {
        let messy = r#"{"services":[{"channels":[{"hours":{"weekly":[
            {"closes":"16:00","opens":"08:00","days":["mo"]}]},
            "type":"phone","strange":[[1],{"b":{"a":[1,2,{}]}}]}],"id":"99.å\u0001"}],
            "area":{"name":"A","code":"99"},"format":1}"#;
        let document = document::parse(messy).0.unwrap();
        let once = keep_all(&document).unwrap();
        let twice = keep_all(&document::parse(&once).0.unwrap()).unwrap();
        assert_eq!(once, twice);
        assert!(
            once.find("\"format\"") < once.find("\"area\"")
                && once.find("\"id\"") < once.find("\"channels\""),
            "{once}"
        );
    }
}
