//! Node.js, npm, and the packages that the lock files name.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::{debian, say};
use crate::{content, process};

const OLDEST: u32 = 18;
/// Written into `node_modules` when it was filled: the hash of the lock file.
const STAMP: &str = ".vagvisare-lock";

/// Makes sure of Node.js and npm.
///
/// # Errors
/// When Node.js is too old, or it is missing and cannot be installed.
pub fn program() -> Result<()> {
    let version = || process::answer(Command::new("node").arg("--version"));
    if version().is_none() || process::find("npm").is_none() {
        debian::install(
            "node",
            "binaryen and esbuild, and the browser tests, run in it",
            &["nodejs", "npm"],
        )?;
    }
    match version() {
        Some(version) if major(&version).is_some_and(|major| major >= OLDEST) => {
            say("node", version.trim_start_matches('v'));
            Ok(())
        }
        Some(version) => bail!("node is {version}; {OLDEST} or newer is needed"),
        None => bail!("node is missing; install Node.js {OLDEST} or newer, with npm"),
    }
}

/// Makes sure that `node_modules` in a folder holds what its lock file names. No script of a package is run.
///
/// # Errors
/// When npm fails.
pub fn packages(folder: &Path, what: &str) -> Result<()> {
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        bail!("{}: missing", lock.display());
    }
    let modules = folder.join("node_modules");
    let wanted = content::hash(&[&content::read(&lock)?]);
    if fs::read_to_string(modules.join(STAMP)).is_ok_and(|stamp| stamp == wanted) {
        say("npm", &format!("{what} as in the lock file"));
        return Ok(());
    }
    say("npm", &format!("installing {what} (npm ci)"));
    process::output(Command::new("npm").current_dir(folder).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]))?;
    content::write_if_changed(&modules.join(STAMP), wanted.as_bytes())
}

/// The 20 of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_own_way_of_writing_versions_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("18.0.0"), Some(18));
        assert_eq!(major(""), None);
    }
}
