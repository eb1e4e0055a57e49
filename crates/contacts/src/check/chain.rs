//! The closed chain of the areas that are checked: one finding for each path with an hour too little.

use std::collections::BTreeMap;

use super::Sheet;
use super::catalogue::CHAIN_GAP;
use super::finding::Word;
use super::report::Report;
use crate::calendar::Date;
use crate::coverage::{Gap, PathCoverage, coverage, hours, worst};
use crate::guide::Guide;
use crate::layers::{layer_codes, merge};
use crate::model::{Layer, Level};
use crate::read::read_layer;

/// Reports the gaps of each file's area. What the layer beneath, when it is checked too, has said already is
/// not said again: a municipality does not answer for the nation's nights.
pub fn check(
    sheets: &[Option<&Sheet>],
    by_code: &BTreeMap<&str, &Sheet>,
    guide: &Guide,
    today: Date,
    reports: &mut [Report],
) {
    let mut layers: BTreeMap<&str, Layer> = BTreeMap::new();
    for (code, sheet) in by_code {
        if let Ok(reading) = read_layer(sheet.document.strict()) {
            layers.insert(code, reading.layer);
        }
    }
    let prove = |code: &str| {
        let parts = layer_codes(code).into_iter().filter_map(|code| layers.get(code).cloned()).collect();
        coverage(&merge(code, parts), guide, today)
    };
    let mut proved: BTreeMap<&str, Vec<PathCoverage>> = BTreeMap::new();
    for sheet in sheets.iter().flatten() {
        let code = sheet.known.code.as_str();
        if layers.contains_key(code) {
            proved.entry(code).or_insert_with(|| prove(code));
        }
    }
    for (sheet, report) in sheets.iter().zip(reports) {
        let Some(sheet) = sheet else { continue };
        let code = sheet.known.code.as_str();
        let beneath = layer_codes(code).into_iter().skip(1).find_map(|code| proved.get(code));
        for (index, path) in proved.get(code).into_iter().flatten().enumerate() {
            let said =
                beneath.and_then(|paths| paths.get(index)).is_some_and(|other| other.gaps == path.gaps);
            if let Some(first) = path.gaps.first().filter(|_| !said) {
                report.add_whole(&CHAIN_GAP, words(sheet, path, first));
            }
        }
    }
}

fn words(sheet: &Sheet, path: &PathCoverage, first: &Gap) -> Vec<(&'static str, Word)> {
    vec![
        ("area", sheet.known.name.as_str().into()),
        ("code", sheet.known.code.as_str().into()),
        ("path", path.path.join(" → ").into()),
        ("wanted", level_words(Some(path.wanted))),
        ("hours", hours(&path.gaps).to_string().into()),
        ("level", level_words(worst(path.gaps.iter().map(|gap| gap.level)))),
        ("first", first.from.local().0.to_string().into()),
    ]
}

/// A level within a sentence.
fn level_words(level: Option<Level>) -> Word {
    match level {
        Some(Level::Support) => {
            Word::each("en stödlinje eller lokal verksamhet", "a support line or local service")
        }
        Some(Level::General) => Word::each("ett allmänt nummer", "a general number"),
        Some(Level::Emergency) => Word::each("112", "112"),
        None => Word::each("ingen öppen kontakt", "no open contact"),
    }
}
