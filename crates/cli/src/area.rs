//! The merged layers of an area, from a folder of contact files.

use std::fmt::Write;
use std::path::Path;

use vagvisare_contacts::check::report::Report;
use vagvisare_contacts::check::{Finding, Lang, decode, document, report_misnamed};
use vagvisare_contacts::layers::{Directory, layer_codes, merge};
use vagvisare_contacts::read::read_layer;
use vagvisare_contacts::served;

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
        let files = input::json_files(folder)?;
        let sources: Vec<Source> = files.iter().filter_map(|path| input::read(path).ok()).collect();
        faults.extend(misnamed(&sources, &layer_codes(area)));
    }
    note.extend(faults.iter().map(|fault| findings::line(fault, lang)));
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
    if !layers.is_empty() && faults.is_empty() && !layers.iter().any(|layer| layer.area.code == "se") {
        note += say(
            lang,
            "se.json: fattas i mappen. Rikets kontakter räknas inte med, inte heller 112.\n",
            "se.json: missing from the folder. The nation's services are left out, 112 among them.\n",
        );
    }
    let own = layers.iter().find(|layer| layer.area.code == area);
    let has_own = own.is_some();
    if own.is_none_or(served::is_stub) && faults.is_empty() {
        note += &no_file(area, lang);
    }
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

/// What is wrong with each file that holds one of the layers and is not named by its code, or is named by one
/// and holds another: it would be left out without a word.
pub fn misnamed(sources: &[Source], codes: &[&str]) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in sources {
        let text = decode::decode(&source.bytes).text;
        let document = document::parse(&text).0;
        let code = document.as_ref().and_then(|document| document.root.get("area")?.get("code"));
        let Some((node, code)) = code.and_then(|node| Some((node, node.text()?))) else { continue };
        let name = source.path.file_name().unwrap_or_default().to_string_lossy();
        let is_asked = |name: &str| codes.iter().any(|code| name == format!("{code}.json"));
        let should_be = format!("{code}.json");
        if name != should_be && (is_asked(&name) || is_asked(&should_be)) {
            let mut report = Report::new(&source.label, &text);
            let first = sources.iter().find(|other| other.path.file_name() == Some(should_be.as_ref()));
            report_misnamed(&name, node, first.map(|first| first.label.as_str()), &mut report);
            found.extend(report.findings);
        }
    }
    found
}

/// That an area has nothing of its own to show.
pub fn no_file(area: &str, lang: Lang) -> String {
    let what = match area.len() {
        4 => say(
            lang,
            "ingen egen fil; länets och rikets kontakter visas.",
            "no file of its own; the county's and the nation's services are shown.",
        ),
        _ => say(
            lang,
            "ingen egen fil; rikets kontakter visas.",
            "no file of its own; the nation's services are shown.",
        ),
    };
    format!("{area}: {what}\n")
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
