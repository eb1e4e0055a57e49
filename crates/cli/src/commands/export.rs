//! `export`: a contact file as a table or as HSDS, with a list of what cannot be carried.

use std::path::Path;

use serde_json::{Value, json};
use vagvisare_contacts::check::Lang;
use vagvisare_contacts::model::Layer;

use crate::answer::{Answer, count, say};
use crate::args::{Args, Export, Format, Kind};
use crate::commands::new;
use crate::exchange::loss::{self, Lost};
use crate::exchange::{Refused, csv, hsds, hsds_read};
use crate::failure::Failure;
use crate::{findings, input, save};

/// The exchanged form to the screen or to a file; what is lost to standard error, or within the JSON.
pub fn run(args: &Args, own: &Export) -> Result<Answer, Failure> {
    let lang = args.lang();
    let kind = kind(own.kind, own.out.as_deref()).ok_or_else(|| Failure::UnknownKind(own.path.clone()))?;
    let source = input::read(&own.path)?;
    let Some(layer) = source.typed::<Layer>() else {
        let faults = findings::rows(&findings::errors(&source), lang);
        let nothing = json!({ "result": null, "lost": [], "findings": faults });
        let answer = Answer::either(args.format, &nothing, String::new);
        return Ok(answer.note(findings::unread(&source, lang)).code(1));
    };
    let value = serde_json::to_value(&layer).unwrap_or_default();
    let made = match kind {
        Kind::Csv => to_csv(&value),
        Kind::Hsds => to_hsds(&layer),
    };
    let (bytes, back) = match made {
        Ok(made) => made,
        Err(refused) => return Ok(Answer::default().note(sentence(&source.label, &refused, lang)).code(1)),
    };
    let lost = loss::between(&value, &typed(&back, &value));
    if let Some(path) = &own.out {
        save::replace(path, &bytes)?;
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(answer(args, own.out.is_none().then_some(text), &lost))
}

/// The answer of `export` and `import`: the text (unless it went to a file) and the losses.
pub fn answer(args: &Args, text: Option<String>, lost: &[Lost]) -> Answer {
    match args.format {
        Format::Json => Answer::either(args.format, &json!({ "result": text, "lost": lost }), String::new),
        Format::Text => Answer::fine(text.unwrap_or_default()).note(losses(lost, args.lang())),
    }
}

fn losses(lost: &[Lost], lang: Lang) -> String {
    if lost.is_empty() {
        return String::new();
    }
    let facts = count(lang, lost.len(), ["uppgift", "uppgifter"], ["fact", "facts"]);
    let mut out = format!("{facts} {}\n", say(lang, "följer inte med:", "cannot be carried:"));
    for one in lost {
        out.push_str(&format!("  {}: {}\n", one.path, one.value));
    }
    out
}

/// Which kind of file: as said, else by the name.
pub fn kind(said: Option<Kind>, path: Option<&Path>) -> Option<Kind> {
    let by_name = || match path?.extension()?.to_str()?.to_lowercase().as_str() {
        "csv" => Some(Kind::Csv),
        "json" => Some(Kind::Hsds),
        _ => None,
    };
    said.or_else(by_name)
}

type Made = (Vec<u8>, Vec<Value>);

fn to_csv(layer: &Value) -> Result<Made, Refused> {
    let bytes = csv::export(layer)?;
    let back = csv::import(&bytes)?.0;
    Ok((bytes, back))
}

fn to_hsds(layer: &Layer) -> Result<Made, Refused> {
    let page = hsds::export(layer);
    let back = hsds_read::import(&page, &layer.area.code)?;
    let mut text = serde_json::to_string_pretty(&page).unwrap_or_default();
    text.push('\n');
    Ok((text.into_bytes(), back))
}

/// Services that were read back, within the frame that an import gives them, written the way the model writes
/// them.
fn typed(services: &[Value], layer: &Value) -> Value {
    let code = layer["area"]["code"].as_str().unwrap_or_default();
    let area = json!({ "code": code, "name": new::name(code).unwrap_or_else(|| code.to_owned()) });
    let frame = json!({ "format": layer["format"], "area": area, "services": services });
    let read: Option<Layer> = serde_json::from_value(frame.clone()).ok();
    read.and_then(|layer| serde_json::to_value(layer).ok()).unwrap_or(frame)
}

/// Why something was refused, with its line.
pub fn sentence(label: &str, refused: &Refused, lang: Lang) -> String {
    let what = say(lang, &refused.sv, &refused.en);
    match refused.line {
        0 => format!("{label}: {what}"),
        line => format!("{label}, {} {line}: {what}", say(lang, "rad", "line")),
    }
}
