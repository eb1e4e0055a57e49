//! The loader: bundled, with what the build knows written into it.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::json;

use super::data::Data;
use super::minify;
use super::program::Program;
use crate::content::{self, Cache};
use crate::process;
use crate::project::Project;

/// Browsers without `import()` do not run it at all, and keep the page's own fallback.
const BROWSERS: &str = "--target=es2020";

/// `vagvisare.js`.
///
/// # Errors
/// When its source is missing or esbuild refuses it.
pub fn build(project: &Project, data: &Data, program: &Program, cache: &mut Cache) -> Result<Vec<u8>> {
    let constants = BTreeMap::from([
        ("__FILES__", json!({ "glue": program.glue_name, "wasm": program.wasm_name })),
        ("__LANGS__", json!(data.languages)),
        ("__TEXTS__", json!(data.loader_texts)),
        ("__FALLBACK__", json!(data.fallback)),
        ("__CENTRES__", json!(data.centres)),
    ]);
    // ASCII only (esbuild's default): a classic script takes the page's character set, which may not be UTF-8.
    let mut options: Vec<String> =
        ["--bundle", "--minify", "--format=iife", "--legal-comments=none", BROWSERS]
            .map(str::to_owned)
            .to_vec();
    options.extend(constants.iter().map(|(name, value)| format!("--define:{name}={value}")));

    let folder = project.path("src/loader");
    let mut inputs = vec![minify::esbuild_lock(project)?, options.join("\n").into_bytes()];
    let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let mut sources: Vec<_> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    sources.sort();
    for source in &sources {
        inputs.extend([
            source.file_name().unwrap_or_default().as_encoded_bytes().to_vec(),
            content::read(source)?,
        ]);
    }
    let inputs: Vec<&[u8]> = inputs.iter().map(Vec::as_slice).collect();
    let [loader] = cache.get("loader", &inputs, "loader", || {
        let main = folder.join("main.js");
        Ok([process::output(Command::new(project.build_tool("esbuild")).arg(&main).args(&options))?])
    })?;
    Ok(loader)
}
