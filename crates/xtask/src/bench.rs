//! `bench`: measurements. Data as a `cargo bench` of its crate, the rest in browsers (`tests/bench`).

use std::process::Command;

use anyhow::Result;
use clap::Subcommand;

use crate::project::Project;
use crate::setup::Engine;
use crate::{browsers, process};

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
            let (mut command, found) = bench(project, "exit", *rounds, wanted)?;
            browsers::succeeds(command.args(found.iter().map(|engine| format!("--engine={engine}"))))
        }
        Subject::Load { rounds } => {
            browsers::succeeds(&mut bench(project, "load", *rounds, &[Engine::Chromium])?.0)
        }
        Subject::Guide { rounds } => {
            browsers::succeeds(&mut bench(project, "guide", *rounds, &[Engine::Chromium])?.0)
        }
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

/// What runs `tests/bench/<name>.mjs`, and the engines there are.
fn bench(project: &Project, name: &str, rounds: u32, wanted: &[Engine]) -> Result<(Command, Vec<Engine>)> {
    let (mut command, engines) = browsers::node(project, wanted)?;
    command.arg(format!("bench/{name}.mjs")).arg(format!("--rounds={rounds}"));
    Ok((command, engines))
}
