//! `bench`: measurements. Data as a `cargo bench` of its crate, the way out in browsers (`tests/bench`).

use std::env;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Subcommand;

use crate::project::Project;
use crate::setup::{self, Engine, Need};
use crate::{build, process};

/// What can be measured.
#[derive(Subcommand)]
pub enum Subject {
    /// Reading, merging, selecting and searching contact data
    Data,
    /// Leaving the page, beside GOV.UK's component: behaviours, bytes, times
    Exit {
        /// Rounds of the times, in which the two take turns
        #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..))]
        rounds: u32,
        /// Only in this engine (may be given several times); times are measured in Chromium alone
        #[arg(long = "engine", value_enum)]
        engines: Vec<Engine>,
    },
}

/// Runs the benchmark of a subject; whether all is as good as what it is compared with.
///
/// # Errors
/// When it cannot be run.
pub fn run(project: &Project, subject: &Subject) -> Result<bool> {
    match subject {
        Subject::Data => data(project).map(|()| true),
        Subject::Exit { rounds, engines } => exit(project, *rounds, engines),
    }
}

fn data(project: &Project) -> Result<()> {
    process::run(process::cargo().current_dir(&project.root).args([
        "bench",
        "--package",
        "vagvisare-contacts",
        "--all-features",
    ]))
}

/// `VAGVISARE_PKG` names a folder to measure as it is; without it `pkg/` is built first.
fn exit(project: &Project, rounds: u32, engines: &[Engine]) -> Result<bool> {
    let wanted = if engines.is_empty() { &Engine::ALL } else { engines };
    let found = setup::run(project, Need::Tests(wanted))?;
    let mut command = Command::new("node");
    command.current_dir(project.path("tests"));
    if env::var_os("VAGVISARE_PKG").is_none() {
        build::run(project, &found.compiler)?;
        command.env("VAGVISARE_PKG", project.pkg());
    }
    command.arg("bench/exit.mjs").arg(format!("--rounds={rounds}"));
    for engine in found.engines {
        command.arg(format!("--engine={engine}"));
    }
    Ok(command.status().context("node cannot be started")?.success())
}
