//! Contact and guide files for `pkg/`, and what the loader is told of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};
use vagvisare_contacts::fallback::{self, Line};
use vagvisare_contacts::layers::is_area_code;
use vagvisare_contacts::model::Layer;
use vagvisare_contacts::served;

use crate::project::Project;

/// Languages of the loader's own words; every further one costs every visitor.
const LOADER_LANGUAGES: [&str; 2] = ["sv", "en"];

/// Keys (without `loader.`) of the words that the loader needs before a locale file has come.
const LOADER_KEYS: [&str; 3] = ["close", "exit", "open"];

/// `[address, number as written, label]`; the label is words, or words per language where they differ.
pub type Row = [Value; 3];

/// Everything in `pkg/` that comes from JSON.
pub struct Data {
    /// Path in `pkg/` → content.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Tags of the locales, Swedish first.
    pub languages: Vec<String>,
    /// Language → words of [`LOADER_KEYS`].
    pub loader_texts: BTreeMap<String, Vec<String>>,
    /// The lines of the fallback.
    pub fallback: Vec<Row>,
    /// Area code → its contact centre's line.
    pub centres: BTreeMap<String, [Row; 1]>,
}

#[derive(Deserialize)]
struct Locale {
    texts: BTreeMap<String, String>,
}

/// Reads `www/contacts` and `www/guide`.
///
/// # Errors
/// When a file is missing or is not what it should be; with its name.
pub fn read(project: &Project) -> Result<Data> {
    let mut files = BTreeMap::new();
    let mut layers: BTreeMap<String, Layer> = BTreeMap::new();
    for (stem, path, text) in json_files(project, "www/contacts")? {
        let show = project.show(&path);
        if is_area_code(&stem) {
            let layer: Layer = serde_json::from_str(&text)
                .with_context(|| format!("{show}; remedy: cargo run -p vagvisare-cli -- check {show}"))?;
            if layer.area.code != stem {
                bail!("{show}: its area.code is {}; a contact file is named by its code", layer.area.code);
            }
            layers.insert(stem.clone(), layer);
        }
        files.insert(
            format!("contacts/{stem}.json"),
            served::compact(&text).with_context(|| show)?.into_bytes(),
        );
    }
    let areas = served::areas(&layers);
    for area in areas.iter().filter(|area| !layers.contains_key(&area.code)) {
        files.insert(format!("contacts/{}.json", area.code), served::stub(area).into_bytes());
    }
    files.insert("contacts/areas.json".to_owned(), serde_json::to_vec(&areas)?);

    let mut languages = Vec::new();
    let mut loader_texts = BTreeMap::new();
    for (stem, path, text) in json_files(project, "www/guide")? {
        let show = project.show(&path);
        // Beside the graph and the locales stand the pages to read, one file a language.
        if stem != "guide" && !stem.starts_with("pages-") {
            let locale: Locale = serde_json::from_str(&text).with_context(|| show.clone())?;
            if LOADER_LANGUAGES.contains(&stem.as_str()) {
                loader_texts.insert(stem.clone(), loader_words(&locale).with_context(|| show.clone())?);
            }
            languages.push(stem.clone());
        }
        files
            .insert(format!("guide/{stem}.json"), served::compact(&text).with_context(|| show)?.into_bytes());
    }
    languages.sort_by_key(|tag| (tag != "sv", tag.clone()));

    let national =
        layers.get("se").context("www/contacts/se.json: missing; it is what every area falls back on")?;
    Ok(Data {
        files,
        languages,
        loader_texts,
        fallback: fallback(national)?,
        centres: layers.iter().filter_map(|(code, layer)| Some((code.clone(), [centre(layer)?]))).collect(),
    })
}

/// `(name without ending, path, text)` of the JSON files in a folder, by name.
fn json_files(project: &Project, folder: &str) -> Result<Vec<(String, PathBuf, String)>> {
    let entries = fs::read_dir(project.path(folder)).with_context(|| folder.to_owned())?;
    let mut files = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        let (Some(stem), Some("json")) =
            (path.file_stem(), path.extension().and_then(|ending| ending.to_str()))
        else {
            continue;
        };
        let stem = stem.to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).with_context(|| project.show(&path))?;
        files.push((stem, path, text));
    }
    files.sort();
    Ok(files)
}

fn loader_words(locale: &Locale) -> Result<Vec<String>> {
    let one = |key: &&str| {
        let words = locale.texts.get(&format!("loader.{key}")).cloned();
        words.with_context(|| format!("loader.{key} is missing; the loader shows it"))
    };
    LOADER_KEYS.iter().map(one).collect()
}

fn fallback(national: &Layer) -> Result<Vec<Row>> {
    let one = |id: &str| {
        let service = national.services.iter().find(|service| service.id == id);
        service.and_then(Line::of).and_then(|line| row(&line, "en")).with_context(|| {
            format!("www/contacts/se.json: {id} with a phone number is missing; the fallback names it")
        })
    };
    fallback::NATIONAL.into_iter().map(one).collect()
}

fn centre(layer: &Layer) -> Option<Row> {
    let id = layer.contact_centre.as_ref()?;
    let service = layer.services.iter().find(|service| service.id == *id)?;
    // By its own name alone: every further language of a municipality costs every visitor.
    row(&Line::of(service)?, "sv")
}

/// A line, labelled in Swedish and, where that differs, in another language.
fn row(line: &Line, other: &str) -> Option<Row> {
    line.service.name.get("sv")?;
    let (swedish, others) = (line.name("sv"), line.name(other));
    let label = if swedish == others { json!(swedish) } else { json!({ "sv": swedish, other: others }) };
    Some([json!(line.href()), json!(line.number()), label])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(json: serde_json::Value) -> Layer {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_fallback_line_is_the_services_first_phone_number() {
        let national = layer(
            json!({ "format": 1, "area": { "code": "se", "name": "Sverige" }, "services": [{
            "id": "se.kvinnofridslinjen", "name": { "sv": "Kvinnofridslinjen" }, "audience": ["self"], "channels": [
                { "type": "web", "value": "https://kvinnofridslinjen.se" },
                { "type": "phone", "value": "+4620505050", "display": "020-50 50 50" }
            ]
        }] }),
        );
        let wanted = ["tel:+4620505050", "020-50 50 50", "Kvinnofridslinjen"].map(Value::from);
        assert_eq!(row(&Line::of(&national.services[0]).unwrap(), "en"), Some(wanted));
        let missing = fallback(&national).unwrap_err().to_string();
        assert!(missing.contains("se.112"), "{missing}");
    }
}
