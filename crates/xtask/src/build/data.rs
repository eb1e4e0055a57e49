//! Contact and guide files for `pkg/`, and what the loader is told of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};
use vagvisare_contacts::model::{Area, Channel, ChannelType, FORMAT, Layer, Service};

use crate::project::Project;

/// Who the loader names where a page gives no fallback and the program cannot come: ids in `se.json`, in the order
/// shown.
const FALLBACK: [&str; 4] = ["se.112", "se.polisen", "se.kvinnofridslinjen", "se.bris"];
/// Languages of the loader's own words; every further one costs every visitor.
const LOADER_LANGUAGES: [&str; 2] = ["sv", "en"];

/// Keys (without `loader.`) of the words that the loader needs before a locale file has come.
const LOADER_KEYS: [&str; 3] = ["exit", "open", "close"];

/// `[address, number as written, label]`; the label is words, or words per language where they differ.
type Line = [Value; 3];

/// Everything in `pkg/` that comes from JSON.
pub struct Data {
    /// Path in `pkg/` → content.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Tags of the locales, Swedish first.
    pub languages: Vec<String>,
    /// Language → key without `loader.` → words, of [`LOADER_KEYS`].
    pub loader_texts: BTreeMap<String, BTreeMap<String, String>>,
    /// The lines of the fallback.
    pub fallback: Vec<Line>,
    /// Area code → its contact centre's line.
    pub centres: BTreeMap<String, [Line; 1]>,
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
        files.insert(format!("contacts/{stem}.json"), compact(&text).with_context(|| show)?.into_bytes());
    }
    let areas = areas(&layers);
    for area in areas.iter().filter(|area| !layers.contains_key(&area.code)) {
        let stub = json!({ "format": FORMAT, "area": area, "services": [] });
        files.insert(format!("contacts/{}.json", area.code), stub.to_string().into_bytes());
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
        files.insert(format!("guide/{stem}.json"), compact(&text).with_context(|| show)?.into_bytes());
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

fn is_area_code(stem: &str) -> bool {
    stem == "se" || (matches!(stem.len(), 2 | 4) && stem.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Every area that can be chosen: those with a file, and the municipalities that a county names. The nation first,
/// then by code, so that a county stands before its municipalities.
fn areas(layers: &BTreeMap<String, Layer>) -> Vec<Area> {
    let named = layers.values().flat_map(|layer| &layer.municipalities);
    let mut seen = BTreeSet::new();
    let mut areas: Vec<Area> = layers
        .values()
        .map(|layer| &layer.area)
        .chain(named)
        .filter(|area| seen.insert(area.code.clone()))
        .cloned()
        .collect();
    areas.sort_by_key(|area| (area.code != "se", area.code.clone()));
    areas
}

fn loader_words(locale: &Locale) -> Result<BTreeMap<String, String>> {
    let one = |key: &&str| {
        let words = locale.texts.get(&format!("loader.{key}"));
        let words = words.with_context(|| format!("loader.{key} is missing; the loader shows it"))?;
        Ok(((*key).to_owned(), words.clone()))
    };
    LOADER_KEYS.iter().map(one).collect()
}

fn fallback(national: &Layer) -> Result<Vec<Line>> {
    let one = |id: &&str| {
        let service = national.services.iter().find(|service| service.id == *id);
        service.and_then(|service| line(service, "en")).with_context(|| {
            format!("www/contacts/se.json: {id} with a phone number is missing; the fallback names it")
        })
    };
    FALLBACK.iter().map(one).collect()
}

fn centre(layer: &Layer) -> Option<Line> {
    let id = layer.contact_centre.as_ref()?;
    // By its own name alone: every further language of a municipality costs every visitor.
    line(layer.services.iter().find(|service| service.id == *id)?, "sv")
}

/// The first number one can call, labelled in Swedish and, where that differs, in another language.
fn line(service: &Service, other: &str) -> Option<Line> {
    let words = |lang| service.name.get(lang).map(|(_, words)| words);
    let (swedish, others) = (words("sv")?, words(other)?);
    let label = if swedish == others { json!(swedish) } else { json!({ "sv": swedish, other: others }) };
    let Channel { value, display, .. } = service
        .channels
        .iter()
        .find(|channel| channel.kind == ChannelType::Phone && !channel.value.is_empty())?;
    Some([json!(format!("tel:{value}")), json!(display.as_ref().unwrap_or(value)), label])
}

/// The same JSON without the white space between its tokens; order and spelling stay as the editor wrote them.
///
/// # Errors
/// When it is not JSON.
fn compact(text: &str) -> Result<String> {
    serde_json::from_str::<IgnoredAny>(text)?;
    let mut small = String::with_capacity(text.len());
    let (mut inside, mut escaped) = (false, false);
    for letter in text.chars() {
        if !inside && letter.is_ascii_whitespace() {
            continue;
        }
        small.push(letter);
        inside ^= letter == '"' && !escaped;
        escaped = inside && letter == '\\' && !escaped;
    }
    Ok(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(json: serde_json::Value) -> Layer {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn compact_json_says_the_same_in_the_same_order() {
        let text = "{ \"b\" : \"a \\\" b \\\\\" ,\n\t\"a\": [ 1 , \" \" ] }";
        assert_eq!(compact(text).unwrap(), r#"{"b":"a \" b \\","a":[1," "]}"#);
        assert!(compact("{").is_err());
    }

    #[test]
    fn municipalities_that_a_county_names_can_be_chosen_even_without_a_file() {
        let layers = BTreeMap::from([
            (
                "0184".to_owned(),
                layer(json!({ "format": 1, "area": { "code": "0184", "name": "Solna stad" } })),
            ),
            (
                "01".to_owned(),
                layer(
                    json!({ "format": 1, "area": { "code": "01", "name": "Stockholms län" }, "municipalities": [
                    { "code": "0184", "name": "Solna" }, { "code": "0114", "name": "Upplands Väsby" }
                ] }),
                ),
            ),
            ("se".to_owned(), layer(json!({ "format": 1, "area": { "code": "se", "name": "Sverige" } }))),
        ]);
        let codes: Vec<_> = areas(&layers).into_iter().map(|area| (area.code, area.name)).collect();
        let wanted =
            [("se", "Sverige"), ("01", "Stockholms län"), ("0114", "Upplands Väsby"), ("0184", "Solna stad")];
        assert_eq!(codes, wanted.map(|(code, name)| (code.to_owned(), name.to_owned())));
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
        assert_eq!(line(&national.services[0], "en"), Some(wanted));
        let missing = fallback(&national).unwrap_err().to_string();
        assert!(missing.contains("se.112"), "{missing}");
    }
}
