//! The merged layers of an area, from a folder of contact files.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use vagvisare_contacts::check::{Lang, decode};
use vagvisare_contacts::layers::{Directory, layer_codes, merge};
use vagvisare_contacts::read::read_layer;

use crate::answer::say;
use crate::failure::Failure;
use crate::input::{self, Source};
use crate::shipped;

/// What a folder holds for an area.
pub struct Merged {
    /// Its layers, merged.
    pub directory: Directory,
    /// What was left out, in words.
    pub note: String,
    /// Whether a whole file was.
    pub is_broken: bool,
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
    let (mut layers, mut note, mut is_broken) = (Vec::new(), String::new(), false);
    for folder in folders {
        fs::metadata(folder).map_err(|error| Failure::io(folder, error))?;
    }
    for code in layer_codes(area) {
        let (label, bytes) = match (first(folders, &format!("{code}.json")), shipped::layer(code)) {
            (Err(Failure::NotFound(_)), Some(text)) if missing == Missing::Shipped => {
                (format!("{code}.json"), text.as_bytes().to_vec())
            }
            (Err(Failure::NotFound(_)), _) => continue,
            (source, _) => source.map(|source| (source.label, source.bytes))?,
        };
        match read_layer(&decode::decode(&bytes).text) {
            Ok(reading) => {
                for left in &reading.left_out {
                    let what = say(lang, "räknas inte med", "is left out");
                    let id = left.id.as_deref().unwrap_or("–");
                    let _ = writeln!(note, "{label}: {id} {what} ({})", left.why);
                }
                layers.push(reading.layer);
            }
            Err(error) => {
                is_broken = true;
                let what = say(
                    lang,
                    "går inte att läsa. Kör vagvisare check.",
                    "cannot be read. Run vagvisare check.",
                );
                let _ = writeln!(note, "{label}: {what} ({error})");
            }
        }
    }
    let has_own = layers.iter().any(|layer| layer.area.code == area);
    let is_named = layers.iter().flat_map(|layer| &layer.municipalities).any(|named| named.code == area);
    let is_nothing = layers.is_empty() || (missing == Missing::Shipped && !has_own && !is_named);
    if is_nothing && !is_broken {
        return Err(Failure::NoLayers(
            area.to_owned(),
            folders.first().copied().unwrap_or(Path::new("")).to_owned(),
        ));
    }
    Ok(Merged { directory: merge(area, layers), note, is_broken })
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
