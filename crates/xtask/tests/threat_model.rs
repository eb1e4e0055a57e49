//! `docs/threat-model.md`: every threat names the tests that hold what is said of it, and each of them is
//! there.
#![allow(clippy::unwrap_used, clippy::panic, reason = "here every function is a test's")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The page before its list of tests, and the list.
fn page() -> (String, String) {
    let page = fs::read_to_string(root().join("docs/threat-model.md")).unwrap();
    let (text, list) = page.split_once("\n## Tests\n").unwrap();
    (text.to_owned(), list.to_owned())
}

/// Number, file and name in lines of ``1. `file`: “name”``.
fn tests(list: &str) -> Vec<(usize, &str, &str)> {
    let one = |line| -> Option<_> {
        let (number, rest): (&str, &str) = str::split_once(line, ". `")?;
        let (file, name) = rest.split_once("`: “")?;
        Some((number.parse().ok()?, file, name.strip_suffix('”')?))
    };
    list.lines().filter_map(one).collect()
}

/// The last cell of each threat.
fn last_cells(text: &str) -> Vec<&str> {
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| threat |"));
    rows.map(|row| row.trim_end_matches('|').rsplit_once('|').unwrap().1.trim()).collect()
}

/// Whether a test, or a step of `cargo xtask test`, has that name in a source.
fn stands(source: &str, file: &str, name: &str) -> bool {
    if file.ends_with(".rs") {
        source.contains(&format!("fn {name}() {{")) || source.contains(&format!("step(\"{name}\""))
    } else {
        ['"', '`'].iter().any(|quote| source.contains(&format!("{quote}{name}{quote}")))
    }
}

#[test]
fn every_test_that_the_threat_model_names_stands_in_its_file() {
    let (_, list) = page();
    let tests = tests(&list);
    assert!(tests.len() > 50, "{} tests are named", tests.len());
    let missing: Vec<_> = tests
        .iter()
        .filter(|(_, file, name)| {
            let source = fs::read_to_string(root().join(file)).unwrap_or_default();
            !stands(&source, file, name)
        })
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_threat_names_tests_of_the_list_or_says_that_there_is_none() {
    let (text, list) = page();
    let listed: Vec<usize> = tests(&list).iter().map(|(number, ..)| *number).collect();
    assert_eq!(listed, (1..=listed.len()).collect::<Vec<_>>());
    let mut named = BTreeSet::new();
    for cell in last_cells(&text).iter().filter(|cell| **cell != "–") {
        for number in cell.split(", ") {
            named
                .insert(number.parse::<usize>().unwrap_or_else(|_| panic!("`{cell}` is no list of numbers")));
        }
    }
    assert_eq!(named, listed.into_iter().collect());
}

#[test]
fn a_test_that_is_not_there_is_missed() {
    assert!(stands("#[test]\nfn it_holds() {\n", "a.rs", "it_holds"));
    assert!(stands("test(\n  \"it holds\",\n", "a.test.mjs", "it holds"));
    assert!(!stands("#[test]\nfn it_holds_now() {\n", "a.rs", "it_holds"));
    assert!(!stands("test(\"it holds now\",", "a.test.mjs", "it holds"));
}
