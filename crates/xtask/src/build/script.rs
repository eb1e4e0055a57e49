//! The program as JavaScript alone, for browsers that have no WebAssembly or a policy that forbids it: the
//! same compiled program, its newer instructions put into older ones, through binaryen's `wasm2js`.

use std::process::Command;

use anyhow::{Context, Result};

use super::named::Named;
use super::program::{self, FEATURES, OPTIMIZE};
use super::{loader, minify, order};
use crate::content::{self, Cache};
use crate::process;
use crate::project::Project;

/// `wasm2js` knows the first version of WebAssembly. The generator, told by the list of features that is
/// written anew, then hands JavaScript's values over by number and not as references.
const LOWER: &[&str] = &[
    "--signext-lowering",
    "--llvm-memory-copy-fill-lowering",
    "--llvm-nontrapping-fptoint-lowering",
    "--strip-target-features",
];
const FIRST_VERSION: &[&str] = &["--mvp-features", "--enable-mutable-globals"];
const SHRINK: &[&str] = &["--module", "--compress=passes=2,ecma=2020", "--mangle", "--format=ecma=2020"];

/// What `wasm2js` writes where memory has grown: the old memory stays, and the glue, which looks whether its
/// views of it are empty, would go on with them.
const GROWN: &str = "buffer = newBuffer;";
const GROWN_AND_EMPTIED: &str = "structuredClone(buffer, { transfer: [buffer] }); buffer = newBuffer;";

/// A module with the same exports as the glue.
///
/// # Errors
/// When a tool fails; with what it said.
pub fn build(project: &Project, compiled: &[u8], cache: &mut Cache) -> Result<Named> {
    let mut inputs = vec![compiled.to_vec(), minify::tools_lock(project)?];
    // How the tools are called, and what is changed and renamed, is an input too.
    let how = [
        &include_bytes!("script.rs")[..],
        include_bytes!("program.rs"),
        include_bytes!("glue.rs"),
        include_bytes!("order.rs"),
        include_bytes!("short_names.rs"),
        minify::PROGRAM_BROWSERS.as_bytes(),
    ];
    inputs.extend(how.map(<[u8]>::to_vec));
    inputs.extend(loader::sources(project)?);
    let inputs: Vec<&[u8]> = inputs.iter().map(Vec::as_slice).collect();
    let [text] = cache.get("script", &inputs, "wasm2js", || Ok([script(project, compiled)?]))?;
    Ok(Named::module(&text))
}

fn script(project: &Project, compiled: &[u8]) -> Result<Vec<u8>> {
    let folder = project.web().join("script");
    let optimized =
        |wasm: &[u8], options: &[&[&str]]| program::optimized(project, &folder, wasm, &options.concat());
    let lowered = optimized(compiled, &[FEATURES, LOWER])?;
    let lowered = optimized(&lowered, &[FIRST_VERSION, &["--emit-target-features"]])?;
    let [glue, wasm] = program::bindgen(&lowered)?;
    let small = order::alike_together(&optimized(&wasm, &[FIRST_VERSION, OPTIMIZE])?)?;

    let file = |name: &str| folder.join(name);
    content::write_if_changed(&file("p.wasm"), &small)?;
    process::output(
        Command::new(project.build_tool("wasm2js"))
            .arg("-Oz")
            .arg(file("p.wasm"))
            .arg("-o")
            .arg(file("raw.js")),
    )?;
    let raw = content::read(&file("raw.js"))?;
    let raw = String::from_utf8(raw).context("wasm2js")?;
    content::write_if_changed(&file("program.js"), as_function(&raw)?.as_bytes())?;
    content::write_if_changed(&file("glue.js"), &glue)?;
    content::write_if_changed(&file("main.js"), b"export { default, read } from \"./glue.js\";")?;

    let stand_in = project.path(loader::FOLDER).join("no-wasm.js");
    let mut options =
        ["--bundle", "--format=esm", "--minify", "--legal-comments=none", minify::PROGRAM_BROWSERS]
            .map(str::to_owned)
            .to_vec();
    options.extend([
        format!("--alias:vagvisare-script={}", file("program.js").display()),
        format!("--alias:__wbindgen_externref_xform__={}", stand_in.display()),
        format!("--inject:{}", stand_in.display()),
    ]);
    minify::bundled(project, &file("main.js"), &options, &file("bundle.js"), SHRINK)
}

/// The module that `wasm2js` wrote, which runs when it is loaded and imports by name, as one that exports the
/// function `imports → exports`.
fn as_function(module: &str) -> Result<String> {
    let program =
        module.split_once("var retasmFunc = asmFunc(").context("wasm2js wrote no call of asmFunc")?.0;
    let lines = program.lines().filter(|line| !line.starts_with("import "));
    let program = lines.collect::<Vec<_>>().join("\n");
    let grows = program.replacen(GROWN, GROWN_AND_EMPTIED, 1);
    if grows == program {
        anyhow::bail!("wasm2js lets memory grow in another way than it did: see GROWN");
    }
    Ok(grows + "\nexport default asmFunc;\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_becomes_a_function_and_empties_memory_that_it_leaves() {
        let module = "import * as a from './p_bg.js';\n\nfunction asmFunc(imports) {\n   buffer = newBuffer;\n}\n\
                      var retasmFunc = asmFunc({\n  \"./p_bg.js\": a,\n});\nexport var memory = retasmFunc.memory;\n";
        let function = as_function(module).unwrap();
        assert!(!function.contains("import *") && !function.contains("retasmFunc"));
        assert!(function.contains("transfer: [buffer]") && function.ends_with("export default asmFunc;\n"));
        assert!(as_function("function asmFunc(imports) {}").is_err());
    }
}
