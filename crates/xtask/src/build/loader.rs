//! The loader: bundled, with what the build knows written into it.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use serde_json::json;

use super::data::{self, Data};
use super::minify;
use super::program::Program;
use crate::content::{self, Cache};
use crate::project::Project;

/// Where its source is.
pub const FOLDER: &str = "src/loader";
/// No county has this number: Exempelköping's.
const FICTIONAL: &str = "99";
const MOST_CENTRES: usize = 3;
/// Browsers without class fields (before 2021) do not run it at all, and keep the page's own fallback.
const BUNDLE: &[&str] =
    &["--bundle", "--minify", "--format=iife", "--legal-comments=none", "--target=es2022"];
/// Worth 0.15 KB of the 3 KB after esbuild; to inline more functions is shorter, and packs 10 bytes worse; `true`
/// as 1 packs 5 better, and nothing in the loader compares with it. ASCII only: a classic script takes the page's
/// character set, which may not be UTF-8.
const SHRINK: &[&str] = &[
    "--compress=passes=4,ecma=2022,inline=1,booleans_as_integers,unsafe_arrows,unsafe_methods",
    "--mangle",
    "--format=ascii_only=true,ecma=2022",
];

/// `vagvisare.js`.
///
/// # Errors
/// When its source is missing or esbuild refuses it.
pub fn build(project: &Project, data: &Data, program: &Program, cache: &mut Cache) -> Result<Vec<u8>> {
    let constants = BTreeMap::from([
        ("__GLUE__", json!(program.glue.sum)),
        ("__WASM__", json!(program.wasm.sum)),
        ("__LANGS__", json!(data.languages)),
        ("__TEXTS__", json!(data.loader_texts)),
        ("__FALLBACK__", json!(data.fallback)),
        ("__CENTRES__", json!(centres(data))),
    ]);
    let mut options: Vec<String> = BUNDLE.iter().map(|option| (*option).to_owned()).collect();
    options.extend(constants.iter().map(|(name, value)| format!("--define:{name}={value}")));

    let key = [options.join("\n"), SHRINK.join("\n")].concat();
    let mut inputs = vec![minify::tools_lock(project)?, key.into_bytes()];
    inputs.extend(sources(project)?);
    let inputs: Vec<&[u8]> = inputs.iter().map(Vec::as_slice).collect();
    let [loader] = cache.get("loader", &inputs, "loader", || {
        let main = project.path(FOLDER).join("main.js");
        Ok([minify::bundled(project, &main, &options, &project.web().join("loader.js"), SHRINK)?])
    })?;
    Ok(loader)
}

/// Every centre in the loader is paid for by every visitor: for a few municipalities they stand in it, for
/// many the page's own fallback has to name its centre (`vagvisare snippet`). Fictional places are not worth
/// it. Keys are numbers: a page may ask for an area named like one of the properties that every object has.
fn centres(data: &Data) -> BTreeMap<&str, &[data::Row; 1]> {
    let real = data.centres.iter().filter(|(code, _)| !code.starts_with(FICTIONAL));
    let real: BTreeMap<_, _> = real.map(|(code, rows)| (code.trim_start_matches('0'), rows)).collect();
    if real.len() > MOST_CENTRES { BTreeMap::new() } else { real }
}

/// Names and contents of the loader's files, as inputs of a step.
///
/// # Errors
/// When one cannot be read.
pub fn sources(project: &Project) -> Result<Vec<Vec<u8>>> {
    let folder = project.path(FOLDER);
    let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let mut files: Vec<_> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    let mut inputs = Vec::new();
    for file in &files {
        inputs.push(file.file_name().unwrap_or_default().as_encoded_bytes().to_vec());
        inputs.push(content::read(file)?);
    }
    Ok(inputs)
}
