//! `size`: what the first open of the guide transfers, and the limits that we promise.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use vagvisare_serve::{brotli, gzip};

use crate::content;
use crate::project::Project;

const SCRIPT: &str = "vagvisare.js";
/// Bytes of brotli.
const LOADER_LIMIT: usize = 3 * 1024;
const ALL_LIMIT: usize = 96 * 1024;
/// Solna in Swedish: three layers, as for most.
const DATA: [&str; 5] =
    ["guide/guide.json", "guide/sv.json", "contacts/se.json", "contacts/01.json", "contacts/0184.json"];
/// Comes once the guide is there, and no screen waits for it.
const PAGES: &str = "guide/pages-sv.json";

/// Prints the table of what is in `pkg/` and returns whether the limits hold.
///
/// # Errors
/// When a file of `pkg/` is missing.
pub fn run(project: &Project) -> Result<bool> {
    let pkg = project.pkg();
    let script = read(&pkg, SCRIPT)?;
    let script = String::from_utf8_lossy(&script);
    // The loader asks for two of the program's files by their sums; the third is for browsers without
    // WebAssembly.
    let is_asked = |name: &String| sum(name).is_some_and(|sum| script.contains(sum));
    let (mut program, instead): (Vec<_>, Vec<_>) = program(&pkg)?.into_iter().partition(is_asked);
    program.sort_by_key(|name| name.ends_with(".wasm"));
    let names = std::iter::once(SCRIPT).chain(program.iter().map(String::as_str)).chain(DATA);

    println!("size of a first open (area 0184, sv), bytes");
    println!("  {:<26}{:>9}{:>9}{:>9}", "file", "raw", "gzip -9", "br -q 11");
    let (mut all, mut loader) = ([0; 3], 0);
    for name in names {
        let sizes = sizes(&pkg, name)?;
        if name == SCRIPT {
            loader = sizes[2];
        }
        all = std::array::from_fn(|column| all[column] + sizes[column]);
        row(name, sizes);
    }
    row("all", all);
    println!("  after it, and instead of the WebAssembly:");
    for name in std::iter::once(PAGES).chain(instead.iter().map(String::as_str)) {
        row(name, sizes(&pkg, name)?);
    }
    let holds = [("loader", loader, LOADER_LIMIT), ("all", all[2], ALL_LIMIT)].map(|(what, size, limit)| {
        let word = if size <= limit { "within" } else { "PAST" };
        println!("  {what}: {size} of {limit} bytes of brotli, {word} the limit");
        size <= limit
    });
    Ok(holds == [true, true])
}

/// The names of the program's files.
fn program(pkg: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(pkg).with_context(|| pkg.display().to_string())?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    Ok(names.filter(|name| sum(name).is_some()).collect())
}

/// The sum that a file of the program is named by.
fn sum(name: &str) -> Option<&str> {
    name.strip_prefix("p-")?.split('.').next()
}

fn read(pkg: &Path, name: &str) -> Result<Vec<u8>> {
    content::read(&pkg.join(name)).context("remedy: cargo xtask build")
}

/// As it is, by gzip and by brotli.
fn sizes(pkg: &Path, name: &str) -> Result<[usize; 3]> {
    let bytes = read(pkg, name)?;
    Ok([bytes.len(), gzip(&bytes)?.len(), brotli(&bytes)?.len()])
}

fn row(name: &str, [raw, gzip, brotli]: [usize; 3]) {
    println!("  {name:<26}{raw:>9}{gzip:>9}{brotli:>9}");
}
