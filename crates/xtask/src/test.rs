//! `test`: every test there is, to the end, and one line that counts them.

use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::setup::{self, Engine, Need};
use crate::{build, licences, lint, process, reproduce, size};

/// How many tests passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Tally {
    fn one(passed: bool) -> Self {
        Self { passed: passed.into(), failed: (!passed).into(), skipped: 0 }
    }

    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Counts a line of cargo's (`test result: ok. 3 passed; 0 failed; 1 ignored; …`) or of node's summary
    /// (`ℹ pass 3`, in TAP `# pass 3`).
    fn read_line(&mut self, line: &str) {
        let line = without_colours(line);
        let line = line.trim();
        if let Some(result) = line.strip_prefix("test result: ") {
            for part in result.split(['.', ';']) {
                let mut words = part.split_whitespace();
                let (Some(Ok(count)), Some(word)) = (words.next().map(str::parse::<usize>), words.next())
                else {
                    continue;
                };
                match word {
                    "passed" => self.passed += count,
                    "failed" => self.failed += count,
                    "ignored" => self.skipped += count,
                    _ => {}
                }
            }
            return;
        }
        let Some(summary) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) else { return };
        let Some((word, Ok(count))) =
            summary.split_once(' ').map(|(word, count)| (word, count.parse::<usize>()))
        else {
            return;
        };
        match word {
            "pass" => self.passed += count,
            "fail" | "cancelled" => self.failed += count,
            "skipped" | "todo" => self.skipped += count,
            _ => {}
        }
    }
}

/// Runs all steps, however many of them fail, and returns whether none did.
///
/// # Errors
/// When the set-up fails: then nothing could be tested.
pub fn run(project: &Project, filter: Option<&str>, engines: &[Engine]) -> Result<bool> {
    let started = Instant::now();
    let wanted = if engines.is_empty() { &Engine::ALL } else { engines };
    let found = setup::run(project, Need::Tests(wanted))?;

    let mut all = Tally::default();
    all.add(step("format", || lint::fmt(project, true).map(|()| Tally::one(true))));
    all.add(step("clippy", || lint::clippy(project).map(|()| Tally::one(true))));
    all.add(step("licences", || licences::run(project).map(Tally::one)));
    all.add(step("cargo test", || cargo_test(project, filter)));
    let mut is_built = false;
    all.add(step("build", || {
        build::run(project, &found.compiler)?;
        is_built = true;
        Ok(Tally::one(true))
    }));
    if is_built {
        all.add(step("same bytes", || reproduce::steps(project, &found.compiler).map(Tally::one)));
        all.add(step("size", || size::run(project).map(Tally::one)));
        all.add(step("browsers", || browsers(project, filter, &found.engines)));
    }
    for engine in wanted.iter().filter(|engine| !found.engines.contains(engine)) {
        println!("SKIPPED: everything in {engine}, which is not to be had here");
        all.skipped += 1;
    }
    println!("\n{} in all", shown(started.elapsed()));
    println!("{}", closing_line(all));
    Ok(all.failed == 0)
}

fn closing_line(Tally { passed, failed, skipped }: Tally) -> String {
    let skipped = if skipped == 0 { String::new() } else { format!(", {skipped} skipped") };
    format!("{passed} passed, {failed} failed{skipped}")
}

fn step(name: &str, run: impl FnOnce() -> Result<Tally>) -> Tally {
    println!("\n== {name}");
    let started = Instant::now();
    let tally = run().unwrap_or_else(|error| {
        println!("{error:#}");
        Tally::one(false)
    });
    println!("== {name}: {} ({})", closing_line(tally), shown(started.elapsed()));
    tally
}

fn shown(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f32())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

fn cargo_test(project: &Project, filter: Option<&str>) -> Result<Tally> {
    let mut command = process::cargo();
    command.current_dir(&project.root).args(["test", "--workspace", "--all-features", "--no-fail-fast"]);
    command.args(filter);
    let mut tally = Tally::default();
    let well = process::watch(&mut command, |line| tally.read_line(line))?;
    // What does not compile has no result line.
    if !well && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}

fn browsers(project: &Project, filter: Option<&str>, engines: &[Engine]) -> Result<Tally> {
    let folder = project.path("tests");
    let entries = fs::read_dir(&folder).with_context(|| project.show(&folder))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
    files.retain(|name| name.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    if files.is_empty() {
        bail!("tests/*.test.mjs: there is none");
    }
    let names: Vec<_> = engines.iter().map(ToString::to_string).collect();
    let mut command = std::process::Command::new("node");
    command
        .current_dir(&folder)
        .env("VAGVISARE_PKG", project.pkg())
        .env("VAGVISARE_ENGINES", names.join(","))
        .args(["--test", "--test-reporter=spec"])
        .arg(format!("--test-concurrency={}", thread::available_parallelism().map_or(1, usize::from).min(4)));
    if let Some(filter) = filter {
        command.arg(format!("--test-name-pattern={}", as_pattern(filter)));
    }
    command.args(files);
    let mut tally = Tally::default();
    let well = process::watch(&mut command, |line| tally.read_line(line))?;
    if !well && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}

/// A pattern that matches the words as they are: node takes a regular expression, cargo a plain text.
fn as_pattern(words: &str) -> String {
    words
        .chars()
        .flat_map(|letter| ("\\^$.*+?()[]{}|/".contains(letter).then_some('\\')).into_iter().chain([letter]))
        .collect()
}

/// The line without the escape sequences that colour it.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read_line(line));
        tally
    }

    #[test]
    fn cargos_and_nodes_results_are_added_up() {
        let lines = [
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.00s",
            "test result: \u{1b}[31mFAILED\u{1b}[0m. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
            "ℹ tests 9",
            "\u{1b}[34mℹ pass 7\u{1b}[39m",
            "ℹ fail 1",
            "ℹ cancelled 1",
            "ℹ skipped 2",
            "ℹ todo 0",
            "ℹ duration_ms 1234.5",
        ];
        assert_eq!(tally(&lines), Tally { passed: 12, failed: 3, skipped: 3 });
        assert_eq!(
            tally(&["# pass 2", "# fail 0", "# pass judgement"]),
            Tally { passed: 2, failed: 0, skipped: 0 }
        );
    }

    #[test]
    fn the_closing_line_is_plain() {
        assert_eq!(closing_line(Tally { passed: 4, failed: 0, skipped: 0 }), "4 passed, 0 failed");
        assert_eq!(closing_line(Tally { passed: 4, failed: 1, skipped: 2 }), "4 passed, 1 failed, 2 skipped");
    }

    #[test]
    fn a_filter_is_no_regular_expression() {
        assert_eq!(as_pattern("exit (twice)"), "exit \\(twice\\)");
    }
}
