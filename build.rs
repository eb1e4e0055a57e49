//! Hands the widget its stylesheet as `OUT_DIR/style.css`: the minified one that `cargo xtask build` names in
//! `VAGVISARE_CSS`, else `src/style.css` as it stands, so that a plain `cargo test` needs no npm.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=VAGVISARE_CSS");
    let sheet = env::var_os("VAGVISARE_CSS").map_or_else(|| PathBuf::from("src/style.css"), PathBuf::from);
    println!("cargo::rerun-if-changed={}", sheet.display());
    let css = fs::read_to_string(&sheet).map_err(|error| format!("{}: {error}", sheet.display()))?;
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is set by cargo; run this through cargo")?;
    fs::write(PathBuf::from(out).join("style.css"), css)?;
    Ok(())
}
