//! Other programs: found, run, and their failures told in one line.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, io};

use anyhow::{Context, Result, bail};

use crate::project::cargo_home;

/// The cargo that runs us, so that `cargo +nightly xtask` stays in its toolchain.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Looks for a program in `PATH` and among what cargo installed.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain([cargo_home().join("bin")])
        .map(|folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}

/// Runs a program with its output on the screen.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs a program and returns what it wrote to its standard output.
///
/// # Errors
/// When it cannot be started or does not succeed; then with what it said.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let Output { status, stdout, stderr } =
        command.stdin(Stdio::null()).output().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})\n{}", shown(command), String::from_utf8_lossy(&stderr).trim_end());
    }
    Ok(stdout)
}

/// [`output`] as text without the last line break; `None` when the program fails or is not there.
pub fn answer(command: &mut Command) -> Option<String> {
    let out = output(command).ok()?;
    Some(String::from_utf8_lossy(&out).trim_end().to_owned())
}

/// Runs a program with its output on the screen and hands each line of its standard output to `see` as well.
/// Returns whether it succeeded.
///
/// # Errors
/// When it cannot be started, or its output cannot be passed on.
pub fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<bool> {
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| cannot_start(command))?;
    let mut screen = io::stdout().lock();
    if let Some(out) = child.stdout.take() {
        let mut reader = BufReader::new(out);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line)? > 0 {
            screen.write_all(&line)?;
            screen.flush()?;
            see(String::from_utf8_lossy(&line).trim_end());
            line.clear();
        }
    }
    Ok(child.wait()?.success())
}

fn cannot_start(command: &Command) -> String {
    format!("`{}` cannot be started", Path::new(command.get_program()).display())
}

fn shown(command: &Command) -> String {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    let line = words.join(" ");
    // A line with the loader's constants in it would be a page long.
    if line.chars().count() > 160 { line.chars().take(160).chain(['…']).collect() } else { line }
}
