//! The merged layers of an area, from a folder of contact files.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use vagvisare_contacts::check::{Finding, Lang, decode};
use vagvisare_contacts::layers::{Directory, layer_codes, merge};
use vagvisare_contacts::read::read_layer;

use crate::answer::say;
use crate::failure::Failure;
use crate::input::{self, Source};
use crate::{findings, shipped};

/// What a folder holds for an area.
pub struct Merged {
    /// Its layers, merged.
    pub directory: Directory,
    /// What was left out, in words.
    pub note: String,
    /// Why a whole file was.
    pub faults: Vec<Finding>,
}

/// Where a layer that the folder does not have comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// From nowhere.
    DoneWithout,
    /// From those that are shipped with the program, if it is one of them.
    Shipped,
}

/// Reads and merges the layers of an area; each from the first of the folders that has it.
pub fn read(area: &str, folders: &[&Path], missing: Missing, lang: Lang) -> Result<Merged, Failure> {
    let (mut layers, mut note, mut faults) = (Vec::new(), String::new(), Vec::new());
    for folder in folders {
        fs::metadata(folder).map_err(|error| Failure::io(folder, error))?;
    }
    for code in layer_codes(area) {
        let name = format!("{code}.json");
        let source = match (first(folders, &name), shipped::layer(code)) {
            (Err(Failure::NotFound(path)), Some(text)) if missing == Missing::Shipped => {
                Source { path, label: name, bytes: text.as_bytes().to_vec() }
            }
            (Err(Failure::NotFound(_)), _) => continue,
            (source, _) => source?,
        };
        let Ok(reading) = read_layer(&decode::decode(&source.bytes).text) else {
            note += &findings::unread(&source, lang);
            faults.extend(findings::errors(&source));
            continue;
        };
        for left in &reading.left_out {
            let what =
                say(lang, "räknas inte med. Kör vagvisare check.", "is left out. Run vagvisare check.");
            let _ = writeln!(note, "{}: {} {what}", source.label, left.id.as_deref().unwrap_or("–"));
        }
        layers.push(reading.layer);
    }
    let has_own = layers.iter().any(|layer| layer.area.code == area);
    let is_named = layers.iter().flat_map(|layer| &layer.municipalities).any(|named| named.code == area);
    let is_nothing = layers.is_empty() || (missing == Missing::Shipped && !has_own && !is_named);
    if is_nothing && faults.is_empty() {
        return Err(Failure::NoLayers(
            area.to_owned(),
            folders.first().copied().unwrap_or(Path::new("")).to_owned(),
        ));
    }
    Ok(Merged { directory: merge(area, layers), note, faults })
}

/// The file of this name in the first of the folders that has it.
fn first(folders: &[&Path], name: &str) -> Result<Source, Failure> {
    let mut last = Failure::NotFound(name.into());
    for folder in folders {
        match input::read(&folder.join(name)) {
            Err(failure @ Failure::NotFound(_)) => last = failure,
            other => return other,
        }
    }
    Err(last)
}
