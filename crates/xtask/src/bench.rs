//! `bench`: measurements, each a `cargo bench` of the crate it concerns.

use anyhow::Result;
use clap::ValueEnum;

use crate::process;
use crate::project::Project;

/// What can be measured.
#[derive(Clone, Copy, ValueEnum)]
pub enum Subject {
    /// Reading, merging, selecting and searching contact data
    Data,
}

/// Runs the benchmarks of a subject.
///
/// # Errors
/// When they fail.
pub fn run(project: &Project, subject: Subject) -> Result<()> {
    let package = match subject {
        Subject::Data => "vagvisare-contacts",
    };
    process::run(process::cargo().current_dir(&project.root).args([
        "bench",
        "--package",
        package,
        "--all-features",
    ]))
}
