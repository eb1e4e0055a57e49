//! Writes a file whole or not at all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Writes through a temporary file beside the target and renames it, so that a failure leaves what was there.
pub fn replace(path: &Path, text: &[u8]) -> Result<(), Failure> {
    // A link stays a link: what it points to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let temporary = beside(&target, "tmp");
    let write = || {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        file.write_all(text)?;
        file.sync_all()?;
        if let Ok(metadata) = fs::metadata(&target) {
            fs::set_permissions(&temporary, metadata.permissions())?;
        }
        fs::rename(&temporary, &target)
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&temporary);
        Failure::io(path, error)
    })
}

/// Writes a file that is not there yet.
pub fn create(path: &Path, text: &[u8]) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::Exists(path.to_owned()));
    }
    replace(path, text)
}

/// A name beside a target that nothing else has, hidden from whoever lists the folder.
pub fn beside(target: &Path, ending: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}.{ending}", std::process::id()))
}
