//! `LICENSES.txt`: our licence, and whose code the program has, with the words that their licences ask to be
//! passed on.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};

use crate::content;
use crate::project::Project;
use crate::shipped::Crate;

/// Beginnings of names, in capitals, of files with words of a licence.
const NAMES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];
const RULE: &str = "--------------------------------------------------------------------------------";
/// How the Apache licence begins: the one that asks for no more than its own text.
const APACHE: &str = "Apache License Version 2.0";

/// The whole file.
///
/// # Errors
/// When a licence cannot be read, or a crate without its own words has none that we can pass on.
pub fn make(project: &Project, crates: &[Crate]) -> Result<Vec<u8>> {
    let own = content::read(&project.path("LICENSE"))?;
    let mut texts = Texts::default();
    let mut rows = Vec::new();
    for one in crates.iter().filter(|one| !one.is_ours()) {
        let numbers = words(one)?.iter().map(|text| texts.number(text)).collect::<Vec<_>>();
        rows.push((one, numbers));
    }
    let apache = texts.first(APACHE);

    let mut out = format!(
        "Vägvisare: European Union Public Licence 1.2 (EUPL-1.2). Its text stands first.\n\n\
         Whose code the program (p-*.js, p-*.wasm) has besides, the licence of each, and which of the texts\n\
         below are its own:\n\n\
         \x20 Rust's standard library: MIT OR Apache-2.0. Copyright (c) The Rust Project Contributors. {}\n",
        named(&[apache.context("no text of the Apache licence")?]),
    );
    for (one, numbers) in rows {
        let license = one.license.as_deref().with_context(|| format!("{}: no licence", one.id()))?;
        let _ = write!(out, "  {}: {license}. ", one.id());
        if numbers.is_empty() {
            let by = if one.authors.is_empty() { "its authors".to_owned() } else { one.authors.join(", ") };
            let apache = apache.filter(|_| license.contains("Apache-2.0"));
            let apache = apache.with_context(|| format!("{}: {license}, and no text of it", one.id()))?;
            let _ = writeln!(out, "By {by}; it comes without a text. {}", named(&[apache]));
        } else {
            let _ = writeln!(out, "{}", named(&numbers));
        }
    }
    let _ = write!(out, "\n{RULE}\nEUPL-1.2\n\n{}\n", plain(&String::from_utf8_lossy(&own)));
    for (number, text) in texts.in_order() {
        let _ = write!(out, "\n{RULE}\nText {number}\n\n{text}\n");
    }
    Ok(out.into_bytes())
}

fn named(numbers: &[usize]) -> String {
    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    format!("{} {}.", if numbers.len() == 1 { "Text" } else { "Texts" }, numbers.join(", "))
}

/// The licences that lie in a crate's folder, by name.
fn words(one: &Crate) -> Result<Vec<String>> {
    let entries = fs::read_dir(&one.folder).with_context(|| one.folder.display().to_string())?;
    let mut files: Vec<_> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        NAMES.iter().any(|beginning| name.starts_with(beginning))
    });
    files.sort();
    files.iter().map(|path| Ok(plain(&String::from_utf8_lossy(&content::read(path)?)))).collect()
}

/// Without what differs between editors: line ends, spaces before them, empty lines around.
fn plain(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Texts, each kept once: what differs only in its spaces is the same.
#[derive(Default)]
struct Texts {
    /// Words → number and text.
    known: BTreeMap<String, (usize, String)>,
}

impl Texts {
    fn number(&mut self, text: &str) -> usize {
        let next = self.known.len() + 1;
        self.known.entry(one_line(text)).or_insert_with(|| (next, text.to_owned())).0
    }

    /// The first text that begins so.
    fn first(&self, beginning: &str) -> Option<usize> {
        let found = self.known.iter().filter(|(words, _)| words.starts_with(beginning));
        found.map(|(_, (number, _))| *number).min()
    }

    fn in_order(self) -> BTreeMap<usize, String> {
        self.known.into_values().collect()
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_differs_only_in_spaces_is_there_once() {
        let mut texts = Texts::default();
        assert_eq!(texts.number("Apache License\n  Version 2.0\n"), 1);
        assert_eq!(texts.number("Copyright (c) A"), 2);
        assert_eq!(texts.number("\r\nApache License Version 2.0"), 1);
        assert_eq!((texts.first(APACHE), texts.first("MIT")), (Some(1), None));
        assert_eq!(texts.in_order().len(), 2);
    }

    #[test]
    fn line_ends_of_other_systems_are_made_ours() {
        assert_eq!(plain("\r\nMIT  \r\n\r\nwords\r\n"), "MIT\n\nwords");
    }
}
