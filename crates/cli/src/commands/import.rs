//! `import`: a table or HSDS as a contact file, with a list of what is not used.

use std::path::Path;

use serde_json::{Value, json};
use vagvisare_contacts::check::decode::{LARGEST, decode};
use vagvisare_contacts::check::{Lang, document, fault_of};
use vagvisare_contacts::layers::is_area_code;
use vagvisare_contacts::model::Layer;

use crate::answer::Answer;
use crate::args::{Args, Import, Kind};
use crate::commands::export::{answer, kind, sentence};
use crate::commands::{fmt, new};
use crate::exchange::loss::{self, Lost};
use crate::exchange::{Refused, csv, hsds, hsds_read};
use crate::failure::Failure;
use crate::{clock, input, save};

/// Makes a layer. When the target is a layer of the same area, what it says besides services is kept.
pub fn run(args: &Args, own: &Import) -> Result<Answer, Failure> {
    let lang = args.lang();
    let source = input::read(&own.path)?;
    // The rest of it was not read, and its rows would be gone without a word.
    if source.bytes.len() > LARGEST {
        return Err(Failure::TooLarge(own.path.clone()));
    }
    let kind = kind(own.kind, Some(&own.path)).ok_or_else(|| Failure::UnknownKind(own.path.clone()))?;
    let read = match kind {
        Kind::Csv => csv::import(&source.bytes),
        Kind::Hsds => from_hsds(&source.bytes, own.area.as_deref().unwrap_or_default()),
    };
    let refused =
        |refused: &Refused| Ok(Answer::default().note(sentence(&source.label, refused, lang)).code(1));
    let (services, mut lost) = match read {
        Ok(read) => read,
        Err(why) => return refused(&why),
    };
    let Some(area) = own.area.clone().or_else(|| area_of(&services)) else {
        return Err(Failure::NoArea);
    };
    if !is_area_code(&area) {
        return Err(Failure::BadArea(area));
    }
    let before = own.out.as_deref().map_or(Ok(None), |path| existing(path, &area))?;
    let mut layer = before.clone().unwrap_or_else(|| {
        let name = new::name(&area).unwrap_or_else(|| area.clone());
        json!({ "format": 1, "area": { "code": area, "name": name } })
    });
    layer["updated"] = clock::today().to_string().into();
    layer["services"] = services.into();
    // A text in Finnish has no column, and a row that was left out no contact: both were in the file.
    lost.extend(before.map(|before| loss::gone(&before, &layer)).unwrap_or_default());
    // What is no layer is not written: the target stays as it was.
    if let Err(error) = serde_json::from_value::<Layer>(layer.clone()) {
        return refused(&no_layer(&layer, &error));
    }
    let text = fmt::of_value(&layer);
    if let Some(path) = &own.out {
        save::replace(path, text.as_bytes())?;
    }
    Ok(answer(args, own.out.is_none().then_some(text), &lost))
}

/// Why what was read is no layer: in the checker's words, else in the reader's.
fn no_layer(layer: &Value, error: &serde_json::Error) -> Refused {
    let found = fault_of("Layer", "", &layer.to_string());
    let why = |lang| match &found {
        Some(found) => {
            let id = found.service.as_ref().map(|service| format!("{}: ", service.id)).unwrap_or_default();
            format!("{id}{} {}", found.message(lang), found.remedy(lang))
        }
        None => error.to_string(),
    };
    Refused::at(
        0,
        format!("det som lästes blir ingen kontaktfil: {}", why(Lang::Sv)),
        format!("what was read makes no contact file: {}", why(Lang::En)),
    )
}

/// The services of an HSDS document, and what of it is not in them: found by writing them out again.
fn from_hsds(bytes: &[u8], area: &str) -> Result<(Vec<Value>, Vec<Lost>), Refused> {
    let decoded = decode(bytes);
    let document = document::parse(&decoded.text).0;
    let page: Value =
        document.and_then(|document| serde_json::from_str(document.strict()).ok()).ok_or_else(|| {
            Refused::at(0, "filen går inte att läsa som JSON.", "the file cannot be read as JSON.")
        })?;
    let services = hsds_read::import(&page, area)?;
    let layer = json!({ "format": 1, "area": { "code": area, "name": area }, "services": services });
    let again = serde_json::from_value::<Layer>(layer).map(|layer| hsds::export(&layer)["contents"].clone());
    let theirs = match &page {
        Value::Object(fields) if fields.contains_key("contents") => page["contents"].clone(),
        Value::Object(fields) if fields.contains_key("services") => page["services"].clone(),
        Value::Array(_) => page.clone(),
        _ => json!([page]),
    };
    let lost = loss::between(&numbered(theirs), &numbered(again.unwrap_or_default()));
    Ok((services, lost))
}

/// Services by their place and without the ids of their parts: ours are made anew.
fn numbered(services: Value) -> Value {
    fn without_ids(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.remove("id");
                fields.values_mut().for_each(without_ids);
            }
            Value::Array(list) => list.iter_mut().for_each(without_ids),
            _ => {}
        }
    }
    let mut services = services;
    without_ids(&mut services);
    json!({ "services": services })
}

/// The area that the ids name; those of a foreign page, which are made here, name none.
fn area_of(services: &[Value]) -> Option<String> {
    let mut areas = services.iter().filter_map(|service| Some(service["id"].as_str()?.split_once('.')?.0));
    areas.find(|area| !area.is_empty()).map(str::to_owned)
}

/// What lies at the target, if it is a layer of this area.
fn existing(path: &Path, area: &str) -> Result<Option<Value>, Failure> {
    let source = match input::read(path) {
        Err(Failure::NotFound(_)) => return Ok(None),
        other => other?,
    };
    match source.typed::<Value>() {
        Some(layer) if layer["area"]["code"] == area => Ok(Some(layer)),
        // Something else is never written over.
        _ => Err(Failure::Exists(path.to_owned())),
    }
}
