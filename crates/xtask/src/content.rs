//! Bytes: their hash, and build steps that are skipped when their inputs are known.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// SHA-256 over parts, in hexadecimal. Where one part ends counts.
pub fn hash(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Reads a file.
///
/// # Errors
/// With the file's name.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| path.display().to_string())
}

/// Writes a file and its folders, if its content is another: cargo and servers look at dates.
///
/// # Errors
/// With the file's name.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::write(path, bytes).with_context(|| path.display().to_string())
}

/// Results of build steps by the hash of their inputs.
pub struct Cache {
    folder: PathBuf,
    used: BTreeSet<String>,
}

impl Cache {
    /// Opens the cache in a folder, which may not exist yet.
    pub fn open(folder: PathBuf) -> Self {
        Self { folder, used: BTreeSet::new() }
    }

    /// The files that `step` makes of these inputs: kept from before, else from `make`, with a line on the
    /// screen that says what is done.
    ///
    /// # Errors
    /// Those of `make`, and when the result cannot be kept.
    pub fn get<const N: usize>(
        &mut self,
        step: &str,
        inputs: &[&[u8]],
        doing: &str,
        make: impl FnOnce() -> Result<[Vec<u8>; N]>,
    ) -> Result<[Vec<u8>; N]> {
        let key = hash(inputs);
        let names: [String; N] = std::array::from_fn(|part| format!("{step}-{key}-{part}"));
        let kept: Vec<_> = names.iter().map_while(|name| fs::read(self.folder.join(name)).ok()).collect();
        self.used.extend(names.iter().cloned());
        if let Ok(kept) = kept.try_into() {
            return Ok(kept);
        }
        if !doing.is_empty() {
            println!("  {doing}");
        }
        let made = make()?;
        for (name, bytes) in names.iter().zip(&made) {
            write_if_changed(&self.folder.join(name), bytes)?;
        }
        Ok(made)
    }

    /// Forgets what this build did not ask for.
    pub fn prune(self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            if !self.used.contains(&*entry.file_name().to_string_lossy()) {
                // What cannot be removed is only space.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_tells_where_one_part_ends() {
        assert_ne!(hash(&[b"ab", b"c"]), hash(&[b"a", b"bc"]));
        assert_eq!(hash(&[b"ab"]), hash(&[b"ab"]));
        assert_eq!(hash(&[]).len(), 64);
    }

    #[test]
    fn a_step_with_known_inputs_is_not_made_again() {
        let folder = std::env::temp_dir().join(format!("vagvisare-cache-{}", std::process::id()));
        let mut cache = Cache::open(folder.clone());
        let made = cache.get("step", &[b"in"], "", || Ok([b"out".to_vec(), b"put".to_vec()])).unwrap();
        let kept: [_; 2] = cache.get("step", &[b"in"], "", || anyhow::bail!("made again")).unwrap();
        assert_eq!(made, kept);
        assert!(cache.get::<2>("step", &[b"other"], "", || anyhow::bail!("made")).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
