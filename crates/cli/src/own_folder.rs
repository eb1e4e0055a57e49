//! A folder that is made whole or not at all, and that replaces only what the program itself has made.
//!
//! The list in it tells by a hash whether each file is still as it was written. A folder with anything else
//! in it is somebody's work.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use vagvisare_contacts::model::Area;

use crate::failure::Failure;
use crate::save::beside;

/// The list's name.
pub const LIST: &str = "pack.json";
/// By which a list is known as ours.
const MADE_BY: &str = "vagvisare pack";

#[derive(Serialize, Deserialize)]
struct List {
    made_by: String,
    areas: Vec<Area>,
    /// Name → SHA-256 in hexadecimal.
    files: BTreeMap<String, String>,
}

/// Makes sure that a folder may be made there.
///
/// # Errors
/// When something is there that was not written by the program, or has been changed since; and when the
/// folder would lie within the one it is made of.
pub fn may_be_made(out: &Path, from: &Path) -> Result<(), Failure> {
    let there = out.ancestors().find_map(canonical);
    if there.is_some_and(|there| canonical(from).is_some_and(|from| there.starts_with(from))) {
        return Err(Failure::Within(out.to_owned()));
    }
    if !out.exists() {
        return Ok(());
    }
    if !out.is_dir() {
        return Err(Failure::Exists(out.to_owned()));
    }
    let list = fs::read(out.join(LIST)).ok().and_then(|bytes| serde_json::from_slice::<List>(&bytes).ok());
    let known = list.filter(|list| list.made_by == MADE_BY).map(|list| list.files);
    for name in names(out)?.into_iter().filter(|name| known.is_none() || name != LIST) {
        let path = out.join(&name);
        let now = hash(&fs::read(&path).map_err(|error| Failure::io(&path, error))?);
        if known.as_ref().and_then(|known| known.get(&name)) != Some(&now) {
            return Err(Failure::NotOurs(out.to_owned(), name));
        }
    }
    Ok(())
}

/// Makes the folder beside where it is to be and puts it there in one step. Its list joins `files`.
///
/// # Errors
/// When it cannot be written; then what was there before is there still.
pub fn make(out: &Path, areas: &[Area], files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
    let hashes = files.iter().map(|(name, bytes)| (name.clone(), hash(bytes))).collect();
    let list = List { made_by: MADE_BY.to_owned(), areas: areas.to_vec(), files: hashes };
    files.insert(LIST.to_owned(), serde_json::to_vec_pretty(&list).unwrap_or_default());
    let out = canonical(out).unwrap_or_else(|| out.to_owned());
    let (new, old) = (beside(&out, "new"), beside(&out, "old"));
    let made = write(&new, files).and_then(|()| {
        let fail = |error| Failure::io(&out, error);
        let was_there = out.exists();
        if was_there {
            fs::rename(&out, &old).map_err(fail)?;
        }
        fs::rename(&new, &out).map_err(|error| {
            if was_there {
                // What cannot be put back lies beside it, whole.
                let _ = fs::rename(&old, &out);
            }
            fail(error)
        })
    });
    if made.is_ok() {
        let _ = fs::remove_dir_all(&old);
    } else {
        let _ = fs::remove_dir_all(&new);
    }
    made
}

/// The names of all files in a folder and its folders, with `/`, in order.
///
/// # Errors
/// When a folder cannot be read.
pub fn names(folder: &Path) -> Result<Vec<String>, Failure> {
    fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<(), Failure> {
        for entry in fs::read_dir(folder).map_err(|error| Failure::io(folder, error))? {
            let entry = entry.map_err(|error| Failure::io(folder, error))?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found)?;
            } else {
                found.push(name);
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(folder, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
    for (name, bytes) in files {
        let path = folder.join(name);
        let inner = path.parent().unwrap_or(folder);
        fs::create_dir_all(inner).map_err(|error| Failure::io(inner, error))?;
        fs::write(&path, bytes).map_err(|error| Failure::io(&path, error))?;
    }
    Ok(())
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The whole path of what is there; of a bare name's empty parent, the folder one stands in.
fn canonical(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(if path.as_os_str().is_empty() { Path::new(".") } else { path }).ok()
}
