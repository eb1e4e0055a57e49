//! The program: the widget as WebAssembly, and the module that starts it, with the binding generator's glue.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::named::Named;
use super::{glue, minify, order, script, short_names};
use crate::content::{self, Cache};
use crate::process;
use crate::project::{Project, cargo_home};
use crate::setup::{Compiler, TARGET};

/// Named one by one: `--all-features` makes binaryen write "exact" types that browsers refuse.
pub const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// As small as it gets.
pub const OPTIMIZE: &[&str] = &[
    "-Oz",
    "--converge",
    // The lowest kilobyte is the far end of Rust's stack: no pointer of a live object is in it.
    "--low-memory-unused",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// What makes WebAssembly pack better, though it is no smaller before: small bodies alike in many places, and
/// one hint of alignment for all loads (it is a hint only; `wasm2js` takes it at its word). Together 1.1 KB
/// of brotli.
const PACK: &[&str] =
    &["--one-caller-inline-max-function-size=50", "--always-inline-max-function-size=4", "--dealign"];

/// The program's files.
pub struct Program {
    /// The module that the loader imports.
    pub glue: Named,
    /// What it instantiates.
    pub wasm: Named,
    /// What it imports instead where there is no WebAssembly.
    pub script: Named,
}

/// Makes what was compiled small, and the modules around it.
///
/// # Errors
/// When a tool fails; with what it said.
pub fn build(project: &Project, compiled: &[u8], cache: &mut Cache) -> Result<Program> {
    // How we call the generator and what we rename is an input too.
    let inputs =
        [compiled, include_bytes!("program.rs"), include_bytes!("glue.rs"), include_bytes!("short_names.rs")];
    let [glue, wasm] = cache.get("bindgen", &inputs, "binding generator", || bindgen(compiled))?;

    let lock = minify::tools_lock(project)?;
    let options = [FEATURES, OPTIMIZE, PACK].concat();
    let key = options.join("\n");
    let inputs = [&lock, key.as_bytes(), include_bytes!("order.rs"), &wasm];
    let [wasm] = cache.get("wasm-opt", &inputs, "wasm-opt -Oz", || {
        Ok([order::alike_together(&optimized(project, &project.web(), &wasm, &options)?)?])
    })?;
    let script = script::build(project, compiled, cache)?;
    let glue_file = project.web().join("p.js");
    content::write_if_changed(&glue_file, &glue)?;
    let glue = minify::glue(project, &glue_file, &script.sum, cache)?;
    Ok(Program { glue: Named::module(&glue), wasm: Named::wasm(&wasm), script })
}

/// WebAssembly through `wasm-opt` with these options; `folder` is where it may put files.
///
/// # Errors
/// When the tool fails; with what it said.
pub fn optimized(project: &Project, folder: &Path, wasm: &[u8], options: &[&str]) -> Result<Vec<u8>> {
    let (from, to) = (folder.join("from.wasm"), folder.join("to.wasm"));
    content::write_if_changed(&from, wasm)?;
    process::output(
        Command::new(project.build_tool("wasm-opt")).args(options).arg(&from).arg("-o").arg(&to),
    )?;
    content::read(&to)
}

/// The widget as the compiler leaves it, with this stylesheet in it.
///
/// # Errors
/// When it does not compile.
pub fn compile(project: &Project, compiler: &Compiler, style: &[u8]) -> Result<Vec<u8>> {
    let sheet = project.web().join("style.css");
    content::write_if_changed(&sheet, style)?;

    let folder = project.web().join(compiler.name());
    println!("  compiling with {} (the first time takes minutes)", compiler.version());
    process::run(
        compiler
            .cargo_rustc()
            .current_dir(&project.root)
            // The widget is an rlib too, for its native tests; with both kinds cargo leaves out link-time
            // optimization.
            .args(["--package", "vagvisare-widget", "--lib", "--crate-type", "cdylib"])
            .args(["--profile", "web", "--target-dir"])
            .arg(&folder)
            .env("VAGVISARE_CSS", &sheet)
            .env_remove("RUSTFLAGS")
            .env("CARGO_ENCODED_RUSTFLAGS", flags(project, compiler).join("\x1f")),
    )?;
    content::read(&folder.join(TARGET).join("web/vagvisare_widget.wasm"))
}

/// The compiler's own flags, and local paths replaced: they would be in the program, and make it differ from
/// machine to machine.
fn flags(project: &Project, compiler: &Compiler) -> Vec<String> {
    let mut flags: Vec<_> = compiler.flags().iter().map(|flag| (*flag).to_owned()).collect();
    let remap = |from: &Path, to| format!("--remap-path-prefix={}={to}", from.display());
    flags.push(remap(&project.root, "vagvisare"));
    let mut registries: Vec<_> = fs::read_dir(cargo_home().join("registry/src"))
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    registries.sort();
    flags.extend(registries.iter().map(|folder| remap(folder, "crates")));
    flags
}

/// The glue, and the program bound to it.
///
/// # Errors
/// When the generator fails, or a dependency brings JavaScript of its own.
pub fn bindgen(compiled: &[u8]) -> Result<[Vec<u8>; 2]> {
    let mut output = Bindgen::new()
        .input_bytes("p", compiled.to_vec())
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .context("binding generator")?;
    // Every crate that uses the binding generator has a key there; most bring nothing.
    if output.snippets().values().any(|inline| !inline.is_empty()) || !output.local_modules().is_empty() {
        bail!("a dependency of the widget brings its own JavaScript; pkg/ has no room for it");
    }
    let glue = glue::lighter(output.js())?;
    let module = output.wasm_mut();
    let imports: Vec<_> = module.imports.iter().map(|import| import.name.as_str()).collect();
    let exports: Vec<_> = module.exports.iter().map(|export| export.name.as_str()).collect();
    let (glue, imports, exports) = short_names::shorten(&glue, &imports, &exports);
    for import in module.imports.iter_mut() {
        import.name = imports.get(&import.name).unwrap_or(&import.name).clone();
    }
    for export in module.exports.iter_mut() {
        export.name = exports.get(&export.name).unwrap_or(&export.name).clone();
    }
    Ok([glue.into_bytes(), module.emit_wasm()])
}
