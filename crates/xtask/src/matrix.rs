//! `matrix`: every fault of `tests/faults.test.mjs` in every engine, as one table.

use anyhow::Result;

use crate::browsers;
use crate::project::Project;
use crate::setup::Engine;

/// Prints the table; whether every promise is kept in every engine.
///
/// # Errors
/// When the tests cannot be run.
pub fn run(project: &Project) -> Result<bool> {
    let (mut command, engines) = browsers::node(project, &Engine::ALL)?;
    let names: Vec<_> = engines.iter().map(ToString::to_string).collect();
    command.env("VAGVISARE_MATRIX", "1").env("VAGVISARE_ENGINES", names.join(","));
    let kept = browsers::succeeds(command.args([
        "--test",
        "--test-reporter=./harness/matrix.mjs",
        "faults.test.mjs",
    ]))?;
    let missing: Vec<_> = Engine::ALL.iter().filter(|engine| !engines.contains(engine)).collect();
    for engine in &missing {
        println!("SKIPPED: everything in {engine}, which is not to be had here");
    }
    Ok(kept && missing.is_empty())
}
