//! What the manuals say is what the program does: the examples, the hours and the messages of the editors'
//! manual.
#![allow(clippy::unwrap_used, reason = "here every function is a test's")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use vagvisare_contacts::check::catalogue::{self, Rule};
use vagvisare_contacts::check::{Lang, Severity};

/// The day on which the examples were written; the facts in them grow old, the examples must not.
const TODAY: &str = "2026-11-22";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The editors' manual without its marks.
fn page() -> String {
    read("www/manual/redaktor.html").replace("<mark>", "").replace("</mark>", "")
}

fn examples() -> Vec<PathBuf> {
    let folder = fs::read_dir(root().join("www/manual/exempel")).unwrap();
    let mut paths: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 7, "{paths:?}");
    paths
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn vagvisare(words: &[&str], path: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vagvisare")).arg(words[0]).arg(path).args(&words[1..]).output().unwrap()
}

/// The value of an attribute in a start tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!("{name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

#[test]
fn every_example_stands_verbatim_in_the_editors_manual() {
    let page = page();
    let paths = examples();
    for path in &paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = escaped(fs::read_to_string(path).unwrap().trim_end());
        let shown = format!("<pre data-example=\"{name}\"><code>{text}</code></pre>");
        assert!(page.contains(&shown), "{name} differs from www/manual/redaktor.html");
    }
    assert_eq!(page.matches("<pre data-example=").count(), paths.len());
}

#[test]
fn every_example_passes_the_checker_without_a_remark() {
    for path in examples() {
        let output = vagvisare(&["check", "--strict", "--today", TODAY], &path);
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{}: {said}", path.display());
    }
}

#[test]
fn every_example_is_laid_out_as_the_program_lays_it_out() {
    let output = vagvisare(&["fmt", "--check"], &root().join("www/manual/exempel"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn the_table_of_hours_says_what_the_program_says() {
    let page = page();
    let tags = page.split("<tr ").skip(1).filter_map(|row| row.split_once('>'));
    let rows: Vec<_> = tags.map(|(tag, _)| tag).filter(|tag| tag.contains("data-at=")).collect();
    assert_eq!(rows.len(), 7);
    for tag in rows {
        let (at, service) = (attribute(tag, "data-at").unwrap(), attribute(tag, "data-service").unwrap());
        let words = ["hours", "--format", "json", "--service", service, "--at", at];
        let output = vagvisare(&words, &root().join("www/manual/exempel/oppettider.json"));
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let moment = &answer[0];
        assert_eq!(moment["state"].as_str(), attribute(tag, "data-state"), "{tag}");
        for name in ["until", "opens"] {
            if let Some(said) = attribute(tag, &format!("data-{name}")) {
                assert_eq!(moment[name], said, "{tag}");
            }
        }
    }
}

/// A rule as the manual shows it: its words, with an ellipsis for what differs each time.
fn shown(rule: &Rule) -> String {
    let texts = rule.texts(Lang::Sv);
    let severity = if rule.severity == Severity::Error { "fel" } else { "varning" };
    let remedy = if texts.remedy == "{advice}" { String::new() } else { blank(texts.remedy) + " " };
    let words = escaped(&format!("{} {remedy}{}", blank(texts.message), texts.why));
    format!("      <dt><code>{}</code> – {severity}</dt>\n      <dd>{words}</dd>\n", rule.code)
}

fn blank(template: &str) -> String {
    let mut parts = template.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "…" + part.split_once('}').map_or("", |(_, tail)| tail))
}

#[test]
fn every_command_in_the_manuals_is_one_that_the_program_knows() {
    let pages = ["redaktor", "webbansvarig"].map(|name| read(&format!("www/manual/{name}.html")));
    let commands: Vec<&str> = pages
        .iter()
        .flat_map(|page| page.split("<code>vagvisare ").skip(1))
        .filter_map(|rest| rest.split_once('<'))
        .map(|(words, _)| words)
        .collect();
    assert!(commands.len() >= 12, "{commands:?}");
    for command in commands {
        // With --help nothing is done, but a command or an option that is not there is still a mistake.
        let words: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let output = Command::new(env!("CARGO_BIN_EXE_vagvisare")).args(&words).output().unwrap();
        assert!(output.status.success(), "vagvisare {command}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn every_message_of_the_checker_is_explained_in_its_own_words() {
    let page = page();
    let (_, messages) = page.split_once("id=\"meddelanden\"").unwrap();
    let missing: String = catalogue::all().map(shown).filter(|row| !messages.contains(row)).collect();
    assert!(missing.is_empty(), "put these into www/manual/redaktor.html:\n{missing}");
    assert_eq!(messages.matches("<dt>").count(), catalogue::all().count(), "a message that no longer exists");
}
