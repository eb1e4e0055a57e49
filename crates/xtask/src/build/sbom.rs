//! `sbom.cdx.json`: what the program is made of, for those who look for known faults in it, as CycloneDX 1.6
//! (<https://cyclonedx.org/docs/1.6/json/>). Without a serial number and a date: the same sources give the
//! same bytes.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::minify;
use crate::npm_lock;
use crate::project::Project;
use crate::setup::Compiler;
use crate::shipped::Crate;

/// The crate that the program is.
const PROGRAM: &str = "vagvisare-widget";

/// The bill of materials.
///
/// # Errors
/// When the program's own crate is not among `crates`, or the lock file of the npm programs cannot be read.
pub fn make(project: &Project, compiler: &Compiler, crates: &[Crate]) -> Result<Vec<u8>> {
    let program = crates.iter().find(|one| one.name == PROGRAM).with_context(|| format!("no {PROGRAM}"))?;
    let std = standard_library(compiler.version());
    let mut components: Vec<Value> = crates.iter().filter(|one| one.name != PROGRAM).map(component).collect();
    components.push(std.clone());

    let refs: BTreeMap<String, String> = crates.iter().map(|one| (one.id(), purl(one))).collect();
    let mut depends: Vec<Value> = crates
        .iter()
        .map(|one| {
            let needs = one.needs.iter().filter_map(|need| refs.get(need)).map(|need| json!(need));
            // Every crate of the program is compiled with the standard library; the program itself stands for
            // all.
            let needs: Vec<Value> =
                needs.chain((one.name == PROGRAM).then(|| std["bom-ref"].clone())).collect();
            json!({ "ref": purl(one), "dependsOn": needs })
        })
        .collect();
    depends.push(json!({ "ref": std["bom-ref"], "dependsOn": [] }));

    let mut about = component(program);
    about["type"] = json!("application");
    let bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{ "phase": "build" }],
            "tools": { "components": tools(project, compiler)? },
            "component": about,
        },
        "components": components,
        "dependencies": depends,
    });
    let mut text = serde_json::to_vec_pretty(&bill)?;
    text.push(b'\n');
    Ok(text)
}

fn component(one: &Crate) -> Value {
    let mut value = json!({
        "type": "library",
        "bom-ref": purl(one),
        "name": one.name,
        "version": one.version,
        "purl": purl(one),
    });
    if let Some(license) = &one.license {
        value["licenses"] = json!([{ "expression": license }]);
    }
    if let Some(sum) = &one.checksum {
        value["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    value
}

/// The standard library is compiled in, and is no crate of `Cargo.lock`.
fn standard_library(compiler: &str) -> Value {
    let version = version(compiler);
    let purl = format!("pkg:github/rust-lang/rust@{version}");
    json!({
        "type": "library",
        "bom-ref": purl,
        "name": "rust-std",
        "version": version,
        "purl": purl,
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
    })
}

/// What made the files, and is not in them.
fn tools(project: &Project, compiler: &Compiler) -> Result<Vec<Value>> {
    let packages = npm_lock::read(&minify::tools_lock_file(project))?;
    let wanted = packages.get("").map(|own| own.wanted.keys()).into_iter().flatten();
    let mut tools =
        vec![json!({ "type": "application", "name": "rustc", "version": version(compiler.version()) })];
    for name in wanted {
        let found = packages.get(&format!("node_modules/{name}"));
        let version = found.and_then(|found| found.version.as_deref());
        let version = version.with_context(|| format!("package-lock.json: {name} has no version"))?;
        let purl = format!("pkg:npm/{name}@{version}");
        tools.push(json!({ "type": "application", "name": name, "version": version, "purl": purl }));
    }
    Ok(tools)
}

/// `1.96.0` of `rustc 1.96.0 (…)`.
fn version(compiler: &str) -> &str {
    compiler
        .split(' ')
        .find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))
        .unwrap_or(compiler)
}

fn purl(one: &Crate) -> String {
    format!("pkg:cargo/{}@{}", one.name, one.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_has_its_address_its_licence_and_its_sum() {
        let one = Crate {
            name: "yew".to_owned(),
            version: "0.23.0".to_owned(),
            license: Some("MIT OR Apache-2.0".to_owned()),
            authors: Vec::new(),
            folder: "/crates/yew".into(),
            checksum: Some("12ab".to_owned()),
            needs: ["slab 0.4.1".to_owned()].into(),
        };
        let wanted = json!({
            "type": "library",
            "bom-ref": "pkg:cargo/yew@0.23.0",
            "name": "yew",
            "version": "0.23.0",
            "purl": "pkg:cargo/yew@0.23.0",
            "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            "hashes": [{ "alg": "SHA-256", "content": "12ab" }],
        });
        assert_eq!(component(&one), wanted);
    }

    #[test]
    fn the_compilers_version_is_a_number() {
        for said in ["rustc 1.96.0 (0123abc 2026-11-01) (built from a source tarball)", "rustc 1.96.0"] {
            assert_eq!(version(said), "1.96.0");
        }
    }
}
