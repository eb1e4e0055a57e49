//! The three engines and their WebDrivers.

use std::fmt;
use std::path::Path;

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::{debian, say};
use crate::process;
use crate::project::is_ci;

const GECKODRIVER: &str = "0.37.0";

/// A browser engine that the tests run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Chrome, Edge and most phones
    Chromium,
    /// Firefox
    Firefox,
    /// Safari and every iPhone (here as WebKitGTK)
    Webkit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// What is missing on this machine.
    fn missing(self) -> Vec<&'static str> {
        let parts: &[(&str, bool)] = &match self {
            Self::Chromium => [
                ("chromium", any(&["chromium", "chromium-browser", "google-chrome"])),
                ("chromedriver", any(&["chromedriver"])),
            ],
            Self::Firefox => {
                [("firefox", any(&["firefox-esr", "firefox"])), ("geckodriver", any(&["geckodriver"]))]
            }
            Self::Webkit => [
                ("WebKitWebDriver", any(&["WebKitWebDriver"]) && has_mini_browser()),
                ("Xvfb", any(&["Xvfb"])),
            ],
        };
        parts.iter().filter(|(_, there)| !there).map(|(name, _)| *name).collect()
    }

    fn install(self, missing: &[&str]) -> Result<()> {
        let name = self.to_string();
        let packages: &[_] = match self {
            Self::Chromium => &["chromium", "chromium-driver"],
            Self::Firefox => &["firefox-esr"],
            Self::Webkit => &["webkit2gtk-driver", "xvfb"],
        };
        if missing != ["geckodriver"] {
            debian::install(&name, "the browser tests run in it", packages)?;
        }
        if missing.contains(&"geckodriver") {
            say(
                &name,
                &format!("installing geckodriver {GECKODRIVER}: it drives Firefox (cargo install, minutes)"),
            );
            // Away from this workspace: its settings and its target directory are not geckodriver's.
            process::output(
                process::cargo().current_dir(std::env::temp_dir()).env_remove("CARGO_TARGET_DIR").args([
                    "install",
                    "geckodriver",
                    "--locked",
                    "--version",
                    GECKODRIVER,
                ]),
            )?;
        }
        match self.missing().as_slice() {
            [] => Ok(()),
            still => bail!("still missing: {}", still.join(", ")),
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        })
    }
}

/// Makes sure of the wanted engines and returns those that are there.
///
/// # Errors
/// On a build server, when one cannot be had; anywhere, when none of the wanted can.
pub fn engines(wanted: &[Engine]) -> Result<Vec<Engine>> {
    let mut there = Vec::new();
    for &engine in wanted {
        let missing = engine.missing();
        let result = if missing.is_empty() { Ok(()) } else { engine.install(&missing) };
        match result {
            Ok(()) => {
                say(&engine.to_string(), "browser and driver");
                there.push(engine);
            }
            Err(error) if is_ci() => return Err(error.context(format!("no tests in {engine}"))),
            Err(error) => say(&engine.to_string(), &format!("SKIPPED, nothing is tested in it: {error:#}")),
        }
    }
    if there.is_empty() {
        bail!("no browser to test in");
    }
    Ok(there)
}

fn any(names: &[&str]) -> bool {
    names.iter().any(|name| process::find(name).is_some())
}

/// WebKitGTK's own small browser lies outside PATH, under the machine's triplet.
fn has_mini_browser() -> bool {
    let Ok(entries) = Path::new("/usr/lib").read_dir() else { return false };
    entries.flatten().any(|entry| {
        ["webkit2gtk-4.1", "webkit2gtk-4.0"]
            .iter()
            .any(|folder| entry.path().join(folder).join("MiniBrowser").is_file())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_named_as_the_command_line_names_them() {
        for engine in Engine::ALL {
            let value = engine.to_possible_value().unwrap();
            assert_eq!(value.get_name(), engine.to_string());
        }
    }
}
