//! A Rust compiler that makes WebAssembly, and rustfmt and clippy.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::{debian, say};
use crate::process;
use crate::project::is_ci;

/// What the widget is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
/// Debian's compiler looks for a linker of rustup's; this one does the same and comes with Debian's `lld-22`.
const DEBIAN_LINKER: &str = "/usr/bin/wasm-ld-22";
/// `-Cpanic=immediate-abort` came with 1.92.
const IMMEDIATE_ABORT_MINOR: u32 = 92;

/// What compiles to WebAssembly.
pub struct Compiler {
    kind: Kind,
    /// As `rustc --version` says it.
    version: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// The ordinary toolchain, with the standard library's source beside it.
    Source,
    /// Debian's, likewise.
    Debian,
    /// The ordinary toolchain, with a standard library that rustup has compiled.
    Target,
}

impl Compiler {
    /// `cargo rustc` for the web with this compiler, as far as the compiler decides it.
    pub fn cargo_rustc(&self) -> Command {
        let mut command = process::cargo();
        if self.kind == Kind::Debian {
            command = Command::new(DEBIAN_CARGO);
            // The toolchain that runs us must not leak into the other one.
            command.env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTC_WRAPPER");
            command.env("RUSTC", DEBIAN_RUSTC);
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
        }
        command.args(["rustc", "--target", TARGET]);
        if self.kind != Kind::Target {
            // Building the standard library is not stable yet; the compiler itself is the stable one.
            command.env("RUSTC_BOOTSTRAP", "1");
            command.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        }
        command
    }

    /// Flags of rustc that only this compiler knows. A panic that stops at once needs a standard library
    /// built for it, and saves a third of the program (docs/decisions).
    pub fn flags(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Target => &[],
            Kind::Source | Kind::Debian => &[
                "-Zunstable-options",
                "-Cpanic=immediate-abort",
                "-Zlocation-detail=none",
                "-Zfmt-debug=none",
            ],
        }
    }

    /// Short name for folders and messages.
    pub fn name(&self) -> &'static str {
        match self.kind {
            Kind::Source => "source",
            Kind::Debian => "debian",
            Kind::Target => "target",
        }
    }

    /// As `rustc --version` says it.
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// Finds the compiler that makes the smallest program, in this order: the ordinary toolchain with the
/// standard library's source, Debian's with it; then the source, or else the compiled target, from rustup's
/// server; then Debian's packages. `VAGVISARE_COMPILER=source`, `debian` or `target` decides instead.
///
/// # Errors
/// When none can be had.
pub fn compiler() -> Result<Compiler> {
    let wish = std::env::var("VAGVISARE_COMPILER").unwrap_or_default();
    if !["", "source", "debian", "target"].contains(&wish.as_str()) {
        bail!("VAGVISARE_COMPILER is `{wish}`; it may be `source`, `debian` or `target`");
    }
    let may = |kind: &str| wish.is_empty() || wish == kind;
    let rustup = process::find("rustup").is_some();
    let add = |words: &[&str]| rustup && process::output(Command::new("rustup").args(words)).is_ok();
    if may("source")
        && let Some(found) = source()
    {
        say("wasm", &format!("{} and its standard library's source", found.version));
        return Ok(found);
    }
    if may("debian")
        && let Some(found) = debian()
    {
        say("wasm", &format!("Debian's {} and its standard library's source", found.version));
        return Ok(found);
    }
    if may("source") && rustup {
        say("wasm", "installing rust-src (rustup): the guide's standard library is built for size");
        if add(&["component", "add", "rust-src"])
            && let Some(found) = source()
        {
            return Ok(found);
        }
    }
    if may("target")
        && let Some(found) = target().or_else(|| add(&["target", "add", TARGET]).then(target).flatten())
    {
        say("wasm", &format!("{} with the target {TARGET}", found.version));
        return Ok(found);
    }
    if !may("debian") {
        bail!("rustup gives neither rust-src nor {TARGET}; remedy: rustup component add rust-src");
    }
    let packages = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
    let why = "the guide runs in the browser, and rustup's server cannot be reached";
    debian::install("wasm", why, &packages)?;
    match debian() {
        Some(found) => Ok(found),
        None => bail!(
            "{DEBIAN_RUSTC} is older than 1.{IMMEDIATE_ABORT_MINOR} or lacks its source; remedy: \
             rustup component add rust-src"
        ),
    }
}

fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

fn source() -> Option<Compiler> {
    let root = process::answer(rustc().args(["--print", "sysroot"]))?;
    Path::new(&root).join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file().then_some(())?;
    let version = process::answer(rustc().arg("--version"))?;
    (minor(&version)? >= IMMEDIATE_ABORT_MINOR).then_some(Compiler { kind: Kind::Source, version })
}

fn target() -> Option<Compiler> {
    let library = process::answer(rustc().args(["--print", "target-libdir", "--target", TARGET]))?;
    let has_core = Path::new(&library).read_dir().is_ok_and(|mut files| {
        files.any(|file| file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libcore-")))
    });
    has_core.then_some(())?;
    Some(Compiler { kind: Kind::Target, version: process::answer(rustc().arg("--version"))? })
}

fn debian() -> Option<Compiler> {
    let source = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";
    if ![source, DEBIAN_CARGO, DEBIAN_LINKER].iter().all(|file| Path::new(file).is_file()) {
        return None;
    }
    let version = process::answer(Command::new(DEBIAN_RUSTC).arg("--version"))?;
    (minor(&version)? >= IMMEDIATE_ABORT_MINOR).then_some(Compiler { kind: Kind::Debian, version })
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
