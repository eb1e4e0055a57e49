//! What the command line promises, one module per command.
#![allow(clippy::unwrap_used, clippy::panic, reason = "here every function is a test's")]

mod bad_input;
mod check;
mod command_line;
mod coverage;
mod diff;
mod exchange;
mod explain;
mod fmt;
mod hours;
mod links;
mod new;
mod pack;
mod rules;
mod schema;
mod serve;
mod snippet;
mod stale;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

/// The date that tests reckon with: a month before Christmas.
const TODAY: &str = "2026-12-01";

/// A script and the attributes by which a browser checks it, from the standard
/// (<https://www.w3.org/TR/SRI/>).
const CHECKED: (&[u8], &str) = (
    b"alert('Hello, world.');",
    " integrity=\"sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO\" \
     crossorigin=\"anonymous\"",
);

/// What a run of the program gave.
struct Run {
    code: i32,
    out: String,
    note: String,
}

impl Run {
    /// Standard output as JSON.
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {} {}", self.out, self.note))
    }

    /// The codes of a `check --format json`.
    fn codes(&self) -> Vec<String> {
        let rows = self.json();
        rows.as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
    }
}

/// Runs the program in this package's folder.
fn run<S: AsRef<std::ffi::OsStr>>(words: impl IntoIterator<Item = S>) -> Run {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), words)
}

fn run_in<S: AsRef<std::ffi::OsStr>>(folder: &Path, words: impl IntoIterator<Item = S>) -> Run {
    let output =
        Command::new(env!("CARGO_BIN_EXE_vagvisare")).current_dir(folder).args(words).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), note: text(output.stderr) }
}

/// The folder with the shipped contacts.
fn shipped() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/contacts").to_owned()
}

/// A folder of its own for a test, with files in it.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn at(folder: &tempfile::TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}

/// A whole layer with one contact, in which a test changes what it is about.
fn layer(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut layer = json!({
        "format": 1,
        "area": { "code": "9999", "name": "Exempelköping" },
        "responsible": { "unit": "Socialförvaltningen", "email": "socialforvaltningen@exempel.example" },
        "services": [{
            "id": "9999.stodcentrum",
            "name": { "sv": "Stödcentrum" },
            "audience": ["self"],
            "channels": [{
                "type": "phone",
                "value": "+46846500421",
                "display": "08-465 004 21",
                "hours": {
                    "weekly": [{
                        "days": ["mo", "tu", "we", "th", "fr"],
                        "opens": "17:00", "closes": "02:00",
                    }],
                    "holidays": "closed",
                    "eves": [{ "opens": "11:00", "closes": "02:00" }]
                }
            }],
            "source": { "url": "https://exempel.example/" },
            "checked": { "on": "2026-11-01", "how": "phoned" },
            "check_every_days": 180
        }]
    });
    change(&mut layer);
    serde_json::to_vec_pretty(&layer).unwrap()
}
