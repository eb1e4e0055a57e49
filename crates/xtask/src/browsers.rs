//! `node` in `tests/`, with a `pkg/` to look at and browsers to look from.

use std::env;
use std::process::Command;

use anyhow::{Context, Result};

use crate::build;
use crate::project::Project;
use crate::setup::{self, Engine, Need};

/// Makes sure of these engines and of the tools, and gives `node` without arguments and the engines there
/// are. `VAGVISARE_PKG` names a folder to look at as it is; without it `pkg/` is built first.
///
/// # Errors
/// When something cannot be had, or the build fails.
pub fn node(project: &Project, wanted: &[Engine]) -> Result<(Command, Vec<Engine>)> {
    let found = setup::run(project, Need::Tests(wanted))?;
    let mut command = Command::new("node");
    command.current_dir(project.path("tests"));
    if env::var_os("VAGVISARE_PKG").is_none() {
        build::run(project, &found.compiler)?;
        command.env("VAGVISARE_PKG", project.pkg());
    }
    Ok((command, found.engines))
}

/// Runs it with its output on the screen; whether all went well.
///
/// # Errors
/// When it cannot be started.
pub fn succeeds(command: &mut Command) -> Result<bool> {
    Ok(command.status().context("node cannot be started")?.success())
}
