//! `fmt` and `lint`: rustfmt and clippy over everything.

use anyhow::{Result, bail};

use crate::process;
use crate::project::Project;

/// rustfmt over the workspace; with `check` nothing is changed.
///
/// # Errors
/// When something is not formatted, or rustfmt is not there.
pub fn fmt(project: &Project, check: bool) -> Result<()> {
    let mut command = process::cargo();
    command.current_dir(&project.root).args(["fmt", "--all"]);
    if check {
        command.arg("--check");
    }
    match process::run(&mut command) {
        Err(_) if check => bail!("not formatted as rustfmt.toml says; remedy: cargo xtask fmt"),
        result => result,
    }
}

/// Clippy over every target of the workspace, warnings denied.
///
/// # Errors
/// When clippy finds something, or is not there.
pub fn clippy(project: &Project) -> Result<()> {
    process::run(process::cargo().current_dir(&project.root).args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ]))
}
