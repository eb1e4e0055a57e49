//! `size`: what the first open of the guide transfers, and the limits that we promise.

use std::fs;

use anyhow::{Context, Result};
use vagvisare_serve::{brotli, gzip};

use crate::content;
use crate::project::Project;

/// Bytes of brotli.
const LOADER_LIMIT: usize = 3 * 1024;
const ALL_LIMIT: usize = 96 * 1024;
/// Solna in Swedish: three layers, as for most.
const DATA: [&str; 5] =
    ["guide/guide.json", "guide/sv.json", "contacts/se.json", "contacts/01.json", "contacts/0184.json"];

/// Prints the table of what is in `pkg/` and returns whether the limits hold.
///
/// # Errors
/// When a file of `pkg/` is missing.
pub fn run(project: &Project) -> Result<bool> {
    let pkg = project.pkg();
    let mut names = vec!["vagvisare.js".to_owned()];
    let entries = fs::read_dir(&pkg).with_context(|| pkg.display().to_string())?;
    let mut program: Vec<_> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    // The loader asks for two of the program's files by their sums; the third is for browsers without WebAssembly.
    let loader = content::read(&pkg.join("vagvisare.js")).context("remedy: cargo xtask build")?;
    let loader = String::from_utf8_lossy(&loader);
    let sum = |name: &str| name.strip_prefix("p-").and_then(|rest| rest.split('.').next()).map(str::to_owned);
    program.retain(|name| sum(name).is_some_and(|sum| loader.contains(&sum)));
    program.sort_by_key(|name| name.ends_with(".wasm"));
    names.extend(program);
    names.extend(DATA.map(str::to_owned));

    println!("size of a first open (area 0184, sv), bytes");
    println!("  {:<26}{:>9}{:>9}{:>9}", "file", "raw", "gzip -9", "br -q 11");
    let (mut all, mut loader) = ([0; 3], 0);
    for name in &names {
        let bytes = content::read(&pkg.join(name)).context("remedy: cargo xtask build")?;
        let sizes = [bytes.len(), gzip(&bytes)?.len(), brotli(&bytes)?.len()];
        if name == "vagvisare.js" {
            loader = sizes[2];
        }
        all = std::array::from_fn(|column| all[column] + sizes[column]);
        row(name, sizes);
    }
    row("all", all);
    let holds = [("loader", loader, LOADER_LIMIT), ("all", all[2], ALL_LIMIT)].map(|(what, size, limit)| {
        let word = if size <= limit { "within" } else { "PAST" };
        println!("  {what}: {size} of {limit} bytes of brotli, {word} the limit");
        size <= limit
    });
    Ok(holds == [true, true])
}

fn row(name: &str, [raw, gzip, brotli]: [usize; 3]) {
    println!("  {name:<26}{raw:>9}{gzip:>9}{brotli:>9}");
}
