//! Every developer task is a command of this program: `cargo xtask --help`.
//!
//! One module per command; what several of them need is in [`project`], [`process`] and [`content`].

mod bench;
mod browsers;
mod build;
mod content;
mod licences;
mod lint;
mod matrix;
mod npm_lock;
mod process;
mod project;
mod reproduce;
mod serve;
mod setup;
mod shipped;
mod size;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use project::Project;
use setup::{Engine, Need};

/// Every developer task of Vägvisare.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Look for what the other commands need, and install what is missing
    Setup,
    /// Build pkg/: what a council uploads
    Build,
    /// Set up, build, and serve the demo council at http://127.0.0.1:8080/
    Serve {
        /// Port on 127.0.0.1; 0 takes a free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Set up and run every test
    Test {
        /// Only tests whose name contains this
        filter: Option<String>,
        /// Only this engine in the browser tests (may be given several times)
        #[arg(long = "engine", value_enum)]
        engines: Vec<Engine>,
    },
    /// What a first open transfers, and its limits
    Size,
    /// Measure
    Bench {
        /// What to measure
        #[command(subcommand)]
        subject: bench::Subject,
    },
    /// Every fault in every engine, as one table
    Matrix,
    /// Format all Rust code
    Fmt {
        /// Change nothing, fail if something is not formatted
        #[arg(long)]
        check: bool,
    },
    /// Clippy over everything, warnings denied
    Lint,
    /// Build, then once more from a copy of the sources in another folder, and compare the bytes
    Reproduce {
        /// Only the steps after the compiler, on what it made last: as in every test run
        #[arg(long)]
        steps: bool,
    },
    /// Compare the licence of every dependency with the list of those we may use
    Licences,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all went well.
fn run(command: Command) -> anyhow::Result<bool> {
    let project = Project::find()?;
    match command {
        Command::Setup => setup::run(&project, Need::Tests(&Engine::ALL)).map(|_| true),
        Command::Build => {
            let found = setup::run(&project, Need::Build)?;
            build::run(&project, &found.compiler).map(|_| true)
        }
        Command::Serve { port } => serve::run(&project, port).map(|()| true),
        Command::Test { filter, engines } => test::run(&project, filter.as_deref(), &engines),
        Command::Size => {
            let found = setup::run(&project, Need::Build)?;
            build::run(&project, &found.compiler)?;
            size::run(&project)
        }
        Command::Bench { subject } => bench::run(&project, &subject),
        Command::Matrix => matrix::run(&project),
        Command::Fmt { check } => lint::fmt(&project, check).map(|()| true),
        Command::Lint => lint::clippy(&project).map(|()| true),
        Command::Reproduce { steps } => {
            let found = setup::run(&project, Need::Build)?;
            build::run(&project, &found.compiler)?;
            let again = if steps { reproduce::steps } else { reproduce::elsewhere };
            again(&project, &found.compiler)
        }
        Command::Licences => licences::run(&project),
    }
}
