//! From what was named on the command line to the bytes of contact files.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::de::{DeserializeOwned, IgnoredAny};
use vagvisare_contacts::check::decode::{LARGEST, decode};
use vagvisare_contacts::check::{File, document};
use vagvisare_contacts::layers::is_area_code;

use crate::failure::Failure;

/// A file that was read: its name as given, and its bytes – no more than one past the largest that is
/// checked.
#[derive(Debug)]
pub struct Source {
    /// Its path.
    pub path: PathBuf,
    /// The path as it is shown.
    pub label: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Source {
    /// As the checker takes it.
    pub fn file(&self) -> File<'_> {
        File { path: &self.label, bytes: &self.bytes }
    }

    /// What it says, as a type; `None` when it cannot be read as that.
    pub fn typed<T: DeserializeOwned>(&self) -> Option<T> {
        let document = document::parse(&decode(&self.bytes).text).0?;
        document.typed(&document.root)
    }
}

/// The contact files that some paths name: files as they are, and of folders every `*.json` directly in them
/// but the build's list of areas, in order of name.
pub fn contact_files(paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut sources: Vec<Source> = Vec::new();
    // Named twice, by itself and by its folder, a file would be a copy of itself.
    let mut seen = BTreeSet::new();
    let mut add = |path: &Path| {
        if fs::canonicalize(path).map_or(true, |one| seen.insert(one)) {
            sources.push(read(path)?);
        }
        Ok(())
    };
    for path in paths {
        let kind = fs::metadata(path).map_err(|error| Failure::io(path, error))?;
        if kind.is_dir() {
            let inside = json_files(path)?;
            if inside.is_empty() {
                return Err(Failure::NoContacts(path.clone()));
            }
            for file in inside {
                add(&file)?;
            }
        } else {
            add(path)?;
        }
    }
    Ok(sources)
}

/// The `*.json` files of a folder.
pub fn json_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| Failure::io(folder, error))? {
        let path = entry.map_err(|error| Failure::io(folder, error))?.path();
        let is_json = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
        let is_list = path.file_name().is_some_and(|name| name == "areas.json");
        if is_json && !is_list && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// One file.
pub fn read(path: &Path) -> Result<Source, Failure> {
    let fail = |error| Failure::io(path, error);
    let file = fs::File::open(path).map_err(fail)?;
    if file.metadata().map_err(fail)?.is_dir() {
        return Err(Failure::IsFolder(path.to_owned()));
    }
    let mut bytes = Vec::new();
    // One byte more than is allowed is enough to tell that it is too much.
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(fail)?;
    Ok(Source { path: path.to_owned(), label: path.display().to_string(), bytes })
}

/// Makes sure that bytes are JSON. A byte order mark is overlooked, as in the guide.
pub fn json(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let read: Result<IgnoredAny, _> = serde_json::from_slice(bytes);
    read.map(|_| ()).map_err(|error| Failure::NotJson(path.to_owned(), error.line()))
}

/// The national and county layers that lie beside the given files and are not among them.
pub fn layers_beside(sources: &[Source]) -> Vec<Source> {
    let mut folders: Vec<&Path> = sources.iter().filter_map(|source| source.path.parent()).collect();
    folders.sort();
    folders.dedup();
    let is_lower = |path: &Path| {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        stem.len() == 2 && is_area_code(stem)
    };
    let mut beside = Vec::new();
    for folder in folders {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let known = |path: &Path| sources.iter().any(|source| source.path.file_name() == path.file_name());
        for path in json_files(folder).unwrap_or_default() {
            if is_lower(&path) && !known(&path) {
                beside.extend(read(&path).ok());
            }
        }
    }
    beside
}
