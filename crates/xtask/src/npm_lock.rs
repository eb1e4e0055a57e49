//! A `package-lock.json`: what npm installs.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::content;

#[derive(Deserialize)]
struct NpmLock {
    packages: BTreeMap<String, NpmPackage>,
}

/// One package.
#[derive(Deserialize)]
pub struct NpmPackage {
    /// Its version; the project's own may have none.
    pub version: Option<String>,
    /// Its licence as it names it itself.
    pub license: Option<String>,
    /// What it asks for in development, of the project's own.
    #[serde(default, rename = "devDependencies")]
    pub wanted: BTreeMap<String, String>,
}

/// Place (`node_modules/esbuild`; the project's own: empty) → package.
///
/// # Errors
/// When the file is missing or of another kind; with its name.
pub fn read(path: &Path) -> Result<BTreeMap<String, NpmPackage>> {
    let lock: NpmLock =
        serde_json::from_slice(&content::read(path)?).with_context(|| path.display().to_string())?;
    Ok(lock.packages)
}
