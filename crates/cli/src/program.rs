//! The program in a folder: every file that a browser asks for, as the build has made it.
//!
//! The build names each by its own sum, and the script has the sums: so what is missing or was cut off on its
//! way here is found before it is uploaded.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use sha2::{Digest, Sha256};

use crate::embed::integrity;
use crate::failure::Failure;
use crate::{input, own_folder};

/// Path in the folder → content.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The script that a page asks for.
pub const SCRIPT: &str = "vagvisare.js";

/// The files without which no guide is shown, besides those that the scripts name.
const GUIDE: [&str; 2] = ["guide/guide.json", "guide/sv.json"];

/// Letters of a sum: SHA-256 in base64 without padding.
const SUM: usize = 43;

/// Everything of the folder but its contacts and what begins with a dot, which is an editor's or a tool's.
///
/// # Errors
/// When a file is missing, is not as the build made it, or is JSON that cannot be read.
pub fn read(pkg: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    for name in own_folder::names(pkg)? {
        let is_hidden = name.split('/').any(|part| part.starts_with('.'));
        if !name.starts_with("contacts/") && !is_hidden {
            let path = pkg.join(&name);
            files.insert(name, fs::read(&path).map_err(|error| Failure::io(&path, error))?);
        }
    }
    let damaged = |name: &str| Failure::Damaged(pkg.join(name));
    for (name, bytes) in
        files.iter().filter(|(name, _)| name.starts_with("guide/") && name.ends_with(".json"))
    {
        input::json(&pkg.join(name), bytes)?;
    }
    let script = files.get(SCRIPT).map(Vec::as_slice).unwrap_or_default();
    let told = files.get("integrity.txt").map(|text| String::from_utf8_lossy(text));
    if script.is_empty() || told.is_some_and(|text| !text.contains(&integrity(script))) {
        return Err(damaged(SCRIPT));
    }
    // A script that names no file is none of this build's: nothing is known of what it needs.
    if let Some(missing) = GUIDE.iter().find(|name| !files.contains_key(**name) && !sums(script).is_empty()) {
        return Err(damaged(missing));
    }
    let mut scripts = vec![script];
    while let Some(script) = scripts.pop() {
        for sum in sums(script) {
            let stem = format!("p-{sum}.");
            let file = files.iter().find(|(name, _)| name.strip_prefix(&stem).is_some_and(is_kind));
            let (name, bytes) = file.ok_or_else(|| damaged(&(stem.clone() + "*")))?;
            if STANDARD_NO_PAD.encode(Sha256::digest(bytes)) != sum {
                return Err(damaged(name));
            }
            if name.ends_with(".js") {
                scripts.push(bytes);
            }
        }
    }
    Ok(files)
}

/// How a file of the program may end.
fn is_kind(ending: &str) -> bool {
    matches!(ending, "js" | "wasm")
}

/// The sums of files that stand in a script, each within quotes.
fn sums(script: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(script);
    let is_sum = |part: &&str| part.len() == SUM && part.bytes().all(|letter| letter.is_ascii_alphanumeric());
    text.split(['"', '\'', '`']).filter(is_sum).map(str::to_owned).collect()
}
