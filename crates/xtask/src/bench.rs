//! `bench`: measurements. Data as a `cargo bench` of its crate, the rest in browsers (`tests/bench`).

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
    /// Loading on slow networks, beside a static page, Pagefind and GOV.UK's exit; with many municipalities
    Load {
        /// Rounds, in which the pages take turns
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
        rounds: u32,
    },
    /// Answering a tap on a slow processor, beside Pagefind answering a letter
    Guide {
        /// Rounds of all walks and words
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
        rounds: u32,
    },
}

/// Runs the benchmark of a subject; whether all is as good as what it is compared with.
///
/// # Errors
/// When it cannot be run.
pub fn run(project: &Project, subject: &Subject) -> Result<bool> {
    match subject {
        Subject::Data => data(project).map(|()| true),
        Subject::Exit { rounds, engines } => {
            let wanted = if engines.is_empty() { &Engine::ALL } else { engines.as_slice() };
            browsers(project, "exit", *rounds, wanted, true)
        }
        Subject::Load { rounds } => browsers(project, "load", *rounds, &[Engine::Chromium], false),
        Subject::Guide { rounds } => browsers(project, "guide", *rounds, &[Engine::Chromium], false),
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

/// Runs `tests/bench/<name>.mjs`. `VAGVISARE_PKG` names a folder to measure as it is; without it `pkg/` is built first.
fn browsers(project: &Project, name: &str, rounds: u32, wanted: &[Engine], names_engines: bool) -> Result<bool> {
    let found = setup::run(project, Need::Tests(wanted))?;
    let mut command = Command::new("node");
    command.current_dir(project.path("tests"));
    if env::var_os("VAGVISARE_PKG").is_none() {
        build::run(project, &found.compiler)?;
        command.env("VAGVISARE_PKG", project.pkg());
    }
    command.arg(format!("bench/{name}.mjs")).arg(format!("--rounds={rounds}"));
    if names_engines {
        command.args(found.engines.iter().map(|engine| format!("--engine={engine}")));
    }
    Ok(command.status().context("node cannot be started")?.success())
}
