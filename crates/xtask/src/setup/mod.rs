//! `setup`: looks for what the other commands need and installs what is missing, one line for each thing.
//!
//! Everything is looked for before anything is installed, so the second time takes less than a second and
//! needs no network.

mod browsers;
mod debian;
mod node;
mod rust;
mod servers;
mod wordpress;

use anyhow::Result;

pub use browsers::Engine;
pub use rust::{Compiler, TARGET};

use crate::project::Project;

/// What a command is about to do.
#[derive(Clone, Copy)]
pub enum Need<'a> {
    /// Build `pkg/`.
    Build,
    /// Build it and test it in these engines.
    Tests(&'a [Engine]),
}

/// What there is now.
pub struct Found {
    /// What compiles to WebAssembly.
    pub compiler: Compiler,
    /// Engines that can be tested in.
    pub engines: Vec<Engine>,
}

/// Sets up.
///
/// # Errors
/// When something that the build needs cannot be had; for tests, when an engine or a component is missing on
/// a build server. Elsewhere a missing engine is named and skipped.
pub fn run(project: &Project, need: Need) -> Result<Found> {
    println!("setup");
    let compiler = rust::compiler()?;
    node::program()?;
    node::packages(&project.path("crates/xtask"), "build tools")?;
    let mut engines = Vec::new();
    if let Need::Tests(wanted) = need {
        rust::components()?;
        node::packages(&project.path("tests"), "test tools")?;
        engines = browsers::engines(wanted)?;
        servers::all()?;
        wordpress::make_sure();
    }
    Ok(Found { compiler, engines })
}

/// One line: what, and what was found out about it.
fn say(what: &str, found: &str) {
    println!("  {what:<12}{found}");
}
