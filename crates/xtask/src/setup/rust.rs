//! A Rust compiler that makes WebAssembly, and rustfmt and clippy.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::{debian, say};
use crate::process;
use crate::project::is_ci;

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
/// Debian's compiler looks for a linker of rustup's; this one does the same and comes with Debian's `lld-22`.
const DEBIAN_LINKER: &str = "/usr/bin/wasm-ld-22";
/// Edition 2024 came with 1.85.
const OLDEST_MINOR: u32 = 85;

/// What compiles to WebAssembly.
pub enum Compiler {
    /// The ordinary toolchain, with the target's standard library beside it.
    Ordinary {
        /// As `rustc --version` says it.
        version: String,
    },
    /// Debian's compiler, which builds the standard library from its source.
    Debian {
        /// As `rustc --version` says it.
        version: String,
    },
}

impl Compiler {
    /// `cargo rustc` for the web with this compiler, as far as the compiler decides it.
    pub fn cargo_rustc(&self) -> Command {
        let mut command = match self {
            Self::Ordinary { .. } => process::cargo(),
            Self::Debian { .. } => {
                let mut command = Command::new(DEBIAN_CARGO);
                // The toolchain that runs us must not leak into the other one.
                command.env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTC_WRAPPER");
                command.env("RUSTC", DEBIAN_RUSTC).env("RUSTC_BOOTSTRAP", "1");
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
                command
            }
        };
        command.args(["rustc", "--target", TARGET]);
        if matches!(self, Self::Debian { .. }) {
            command.arg("-Zbuild-std=std,panic_abort");
        }
        command
    }

    /// Flags of rustc that only this compiler knows. A panic that stops at once saves a fifth of the program, but
    /// needs a standard library built for it.
    pub fn flags(&self) -> &'static [&'static str] {
        match self {
            Self::Ordinary { .. } => &[],
            Self::Debian { .. } => &["-Zunstable-options", "-Cpanic=immediate-abort"],
        }
    }

    /// Short name for folders and messages.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Ordinary { .. } => "ordinary",
            Self::Debian { .. } => "debian",
        }
    }

    /// As `rustc --version` says it.
    pub fn version(&self) -> &str {
        match self {
            Self::Ordinary { version } | Self::Debian { version } => version,
        }
    }
}

/// Finds the compiler, in this order: the ordinary toolchain with the target, Debian's with its source; then the
/// target from rustup's server; then Debian's packages. `VAGVISARE_COMPILER=ordinary` or `debian` decides instead.
///
/// # Errors
/// When none can be had.
pub fn compiler() -> Result<Compiler> {
    let wish = std::env::var("VAGVISARE_COMPILER").unwrap_or_default();
    if !["", "ordinary", "debian"].contains(&wish.as_str()) {
        bail!("VAGVISARE_COMPILER is `{wish}`; it may be `ordinary` or `debian`");
    }
    let (ordinary_may, debian_may) = (wish != "debian", wish != "ordinary");
    if let Some(found) = ordinary().filter(|_| ordinary_may) {
        say("wasm", &format!("{} with the target {TARGET}", found.version()));
        return Ok(found);
    }
    if let Some(found) = debian().filter(|_| debian_may) {
        say("wasm", &format!("Debian's {} and its standard library's source", found.version()));
        return Ok(found);
    }
    if ordinary_may && process::find("rustup").is_some() {
        say("wasm", &format!("installing the target {TARGET}: the guide runs in the browser (rustup)"));
        match process::output(Command::new("rustup").args(["target", "add", TARGET])) {
            Ok(_) => {
                if let Some(found) = ordinary() {
                    return Ok(found);
                }
            }
            Err(_) => say("wasm", "rustup's server does not give it: Debian's compiler instead"),
        }
    }
    if !debian_may {
        bail!("the target {TARGET} cannot be had; remedy: rustup target add {TARGET}");
    }
    let packages = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
    debian::install(
        "wasm",
        &format!("the guide runs in the browser, and rustup has no {TARGET}"),
        &packages,
    )?;
    match debian() {
        Some(found) => Ok(found),
        None => bail!(
            "{DEBIAN_RUSTC} is older than 1.{OLDEST_MINOR} or lacks its source; rustup target add {TARGET}"
        ),
    }
}

fn ordinary() -> Option<Compiler> {
    let rustc = || Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let library = process::answer(rustc().args(["--print", "target-libdir", "--target", TARGET]))?;
    let has_core = Path::new(&library).read_dir().is_ok_and(|mut files| {
        files.any(|file| file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libcore-")))
    });
    if !has_core {
        return None;
    }
    Some(Compiler::Ordinary { version: process::answer(rustc().arg("--version"))? })
}

fn debian() -> Option<Compiler> {
    let source = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";
    if ![source, DEBIAN_CARGO, DEBIAN_LINKER].iter().all(|file| Path::new(file).is_file()) {
        return None;
    }
    let version = process::answer(Command::new(DEBIAN_RUSTC).arg("--version"))?;
    (minor(&version)? >= OLDEST_MINOR).then_some(Compiler::Debian { version })
}

/// The 95 of `rustc 1.95.0 (59807616e 2026-04-14)`.
fn minor(version: &str) -> Option<u32> {
    version.split_whitespace().nth(1)?.split('.').nth(1)?.parse().ok()
}

/// Makes sure of rustfmt and clippy.
///
/// # Errors
/// On a build server, when they cannot be had; elsewhere their tests will fail and say why.
pub fn components() -> Result<()> {
    let missing: Vec<_> = ["rustfmt", "clippy"].into_iter().filter(|name| !has_component(name)).collect();
    if missing.is_empty() {
        say("rust", "rustfmt and clippy");
        return Ok(());
    }
    let names = missing.join(" ");
    say("rust", &format!("installing {names}: the tests want the code formatted and without warnings"));
    let added = process::output(Command::new("rustup").args(["component", "add"]).args(&missing));
    match added {
        Ok(_) => Ok(()),
        Err(error) if is_ci() => bail!("{names} cannot be had: {error:#}"),
        Err(_) => {
            say("rust", &format!("{names}: not to be had here; remedy: rustup component add {names}"));
            Ok(())
        }
    }
}

fn has_component(name: &str) -> bool {
    let program = if name == "clippy" { "cargo-clippy" } else { "cargo-fmt" };
    // rustup puts a proxy in place even where the component is missing, so the file alone proves nothing.
    process::find(program).is_some_and(|path| process::answer(Command::new(path).arg("--version")).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_compiler_is_told_by_its_minor_version() {
        assert_eq!(minor("rustc 1.63.0 (built from a source tarball)"), Some(63));
        assert_eq!(minor("rustc 1.96.0-nightly (ac68faa20 2026-05-25)"), Some(96));
        assert_eq!(minor("rustc"), None);
    }
}
