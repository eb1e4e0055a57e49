//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Roots of this checkout.
pub struct Project {
    /// The repository's root.
    pub root: PathBuf,
    /// Cargo's target directory, `CARGO_TARGET_DIR` obeyed.
    pub target: PathBuf,
}

impl Project {
    /// Finds the checkout that `cargo xtask` was called in.
    ///
    /// # Errors
    /// When the paths that cargo gives do not exist.
    pub fn find() -> Result<Self> {
        // Cargo sets the variable when it runs us; the compiled-in value would be another checkout's when two
        // share a target directory.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.join("../..");
        let root = root
            .canonicalize()
            .with_context(|| format!("{}: not found; call this as cargo xtask", root.display()))?;
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |target| root.join(target));
        Ok(Self { root, target })
    }

    /// A path in the repository, given with `/`.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Everything that the build of the widget keeps between runs.
    pub fn web(&self) -> PathBuf {
        self.target.join("web")
    }

    /// What a council uploads.
    pub fn pkg(&self) -> PathBuf {
        self.path("pkg")
    }

    /// The npm programs of the build.
    pub fn build_tool(&self, name: &str) -> PathBuf {
        self.path("crates/xtask/node_modules/.bin").join(name)
    }

    /// A path as a person in the repository's root would write it.
    pub fn show(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}

/// Whether this runs on a build server, where a thing left out must be a failure.
pub fn is_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// Cargo's home: its registry's sources and the programs it installed.
pub fn cargo_home() -> PathBuf {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| home().map(|home| home.join(".cargo")))
        .unwrap_or_default()
}

fn home() -> Option<PathBuf> {
    env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from)
}
