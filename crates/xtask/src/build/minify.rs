//! What esbuild does: JavaScript and CSS made small for the browsers we promise.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::content::{self, Cache};
use crate::process;
use crate::project::Project;

/// Browsers that can run the program (constructed stylesheets, reference types in WebAssembly). CSS and glue
/// are written for them; older ones show the fallback.
pub const PROGRAM_BROWSERS: &str = "--target=chrome96,firefox101,safari16.4";

/// Worth 0.2 KB of the glue's 4.6 after esbuild.
const SHRINK: &[&str] = &[
    "--module",
    "--compress=passes=4,ecma=2020,unsafe_arrows,unsafe_methods",
    "--mangle",
    "--format=ecma=2020",
];

/// The stylesheet.
///
/// # Errors
/// When it is missing or esbuild refuses it.
pub fn css(project: &Project, sheet: &Path, cache: &mut Cache) -> Result<Vec<u8>> {
    let options = ["--loader:.css=css", "--minify", "--legal-comments=none", PROGRAM_BROWSERS];
    let source = content::read(sheet)?;
    let key = options.join("\n");
    let [small] = cache.get("esbuild", &[&tools_lock(project)?, key.as_bytes(), &source], "", || {
        Ok([process::output(Command::new(project.build_tool("esbuild")).arg(sheet).args(options))?])
    })?;
    Ok(small)
}

/// The module that `import()` loads: the loader's second half with the glue between browser and program, and
/// the sum of the program as JavaScript.
///
/// # Errors
/// When esbuild refuses it.
pub fn glue(project: &Project, glue: &Path, script: &str, cache: &mut Cache) -> Result<Vec<u8>> {
    let alias = format!("--alias:vagvisare-program={}", glue.display());
    let define = format!("--define:__SCRIPT__=\"{script}\"");
    let mut options =
        vec!["--bundle", "--format=esm", "--minify", "--legal-comments=none", PROGRAM_BROWSERS, &define];
    let key = [options.join("\n"), SHRINK.join("\n")].concat();
    let mut inputs = vec![tools_lock(project)?, key.into_bytes(), content::read(glue)?];
    inputs.extend(super::loader::sources(project)?);
    let inputs: Vec<&[u8]> = inputs.iter().map(Vec::as_slice).collect();
    options.push(&alias);
    let [small] = cache.get("glue", &inputs, "", || {
        let main = project.path(super::loader::FOLDER).join("program.js");
        Ok([bundled(project, &main, &options, &project.web().join("glue.js"), SHRINK)?])
    })?;
    Ok(small)
}

/// A script with all that it imports: by esbuild with these options into `file`, and from there through
/// terser.
///
/// # Errors
/// When one of them refuses it; with what it said.
pub fn bundled(
    project: &Project,
    script: &Path,
    options: &[impl AsRef<OsStr>],
    file: &Path,
    shrink: &[&str],
) -> Result<Vec<u8>> {
    let bundle = process::output(Command::new(project.build_tool("esbuild")).arg(script).args(options))?;
    content::write_if_changed(file, &bundle)?;
    let mut small = process::output(Command::new(project.build_tool("terser")).arg(file).args(shrink))?;
    // The line's end, which is no part of the script.
    small.truncate(small.trim_ascii_end().len());
    Ok(small)
}

/// What stands for the versions of the npm programs in the keys of steps.
///
/// # Errors
/// When the lock file cannot be read.
pub fn tools_lock(project: &Project) -> Result<Vec<u8>> {
    content::read(&tools_lock_file(project))
}

/// Where the versions of the npm programs stand.
pub fn tools_lock_file(project: &Project) -> PathBuf {
    project.path("crates/xtask/package-lock.json")
}
