//! `build`: `pkg/`, exactly what a council uploads.
//!
//! The same input gives the same bytes on every machine with the same compiler: no dates, no local paths,
//! names of program files from their content. A step whose inputs are known from before is not done again.

mod data;
mod glue;
mod integrity;
mod loader;
mod minify;
mod named;
mod notices;
mod order;
mod program;
mod sbom;
mod script;
mod short_names;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use self::data::Data;
use crate::content::{self, Cache};
use crate::project::Project;
use crate::setup::Compiler;
use crate::shipped;

/// Files in `pkg/` that are kept in the repository.
pub const KEPT: &[&str] = &["README.md"];

/// Path in `pkg/` → content.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Builds, and removes from `pkg/` what is no longer part of it.
///
/// # Errors
/// When a source is missing or wrong; with its name.
pub fn run(project: &Project, compiler: &Compiler) -> Result<()> {
    println!("build");
    let mut cache = Cache::open(project.web().join("steps"));
    // Data first: what is wrong in a JSON file is told before the long step.
    let data = data::read(project)?;
    let compiled = program::compile(project, compiler, &style(project, &mut cache)?)?;
    let files = make(project, compiler, data, &compiled, &mut cache)?;
    cache.prune();

    let pkg = project.pkg();
    for (name, bytes) in &files {
        content::write_if_changed(&pkg.join(name), bytes)?;
    }
    remove_others(&pkg, &pkg, &files)?;
    println!("  {} files in {}/", files.len(), project.show(&pkg));
    Ok(())
}

/// Everything of `pkg/` but what is kept in the repository, made again from what the compiler left in `from`,
/// in a folder of its own and with nothing known from before; and the stylesheet that is compiled into the
/// program, by its path.
///
/// # Errors
/// When a step fails, or nothing has been built yet.
pub fn again(from: &Project, compiler: &Compiler) -> Result<Files> {
    let apart = Project { root: from.root.clone(), target: from.web().join("again") };
    if apart.target.exists() {
        fs::remove_dir_all(&apart.target).with_context(|| apart.target.display().to_string())?;
    }
    let mut cache = Cache::open(apart.web().join("steps"));
    let style = style(&apart, &mut cache)?;
    let compiled = program::compile(from, compiler, &style)?;
    make(&apart, compiler, data::read(&apart)?, &compiled, &mut cache)
}

fn style(project: &Project, cache: &mut Cache) -> Result<Vec<u8>> {
    minify::css(project, &project.path("src/style.css"), cache)
}

/// All that comes after the compiler.
fn make(
    project: &Project,
    compiler: &Compiler,
    data: Data,
    compiled: &[u8],
    cache: &mut Cache,
) -> Result<Files> {
    let program = program::build(project, compiled, cache)?;
    let loader = loader::build(project, &data, &program, cache)?;
    let crates = shipped::read(project)?;

    let mut files = data.files;
    files.extend([program.glue, program.wasm, program.script].map(|file| (file.name(), file.bytes)));
    files.insert("integrity.txt".to_owned(), integrity::make(&loader));
    files.insert("LICENSES.txt".to_owned(), notices::make(project, &crates)?);
    files.insert("sbom.cdx.json".to_owned(), sbom::make(project, compiler, &crates)?);
    files.insert("vagvisare.js".to_owned(), loader);
    Ok(files)
}

/// Removes every file that this build did not make, and folders that are empty then.
fn remove_others(pkg: &Path, folder: &Path, files: &Files) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            remove_others(pkg, &path, files)?;
            if path.read_dir().is_ok_and(|mut rest| rest.next().is_none()) {
                fs::remove_dir(&path).with_context(|| path.display().to_string())?;
            }
            continue;
        }
        let name = path.strip_prefix(pkg).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if !files.contains_key(&name) && !KEPT.contains(&name.as_str()) {
            fs::remove_file(&path).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_did_not_make_leaves_pkg_and_the_readme_stays() {
        let pkg = std::env::temp_dir().join(format!("vagvisare-pkg-{}", std::process::id()));
        for name in ["README.md", "vagvisare.js", "p-old.wasm", "contacts/se.json", "old/folder/file"] {
            content::write_if_changed(&pkg.join(name), b"x").unwrap();
        }
        let files = ["vagvisare.js", "contacts/se.json"].map(|name| (name.to_owned(), Vec::new()));
        remove_others(&pkg, &pkg, &BTreeMap::from(files)).unwrap();
        assert!(pkg.join("README.md").is_file() && pkg.join("contacts/se.json").is_file());
        assert!(!pkg.join("p-old.wasm").exists() && !pkg.join("old").exists());
        fs::remove_dir_all(pkg).unwrap();
    }
}
