//! `serve`: the demo council on this machine. `www/` at `/`, `pkg/` at `/vagvisare/`, with the headers of
//! `www/headers.json`.

use std::fs;
use std::io::ErrorKind;

use anyhow::{Context, Result, bail};
use vagvisare_serve::{Encoding, Headers, Site, brotli, gzip};

use crate::build;
use crate::project::Project;
use crate::setup::{self, Need};

/// As good servers compress.
const ENCODINGS: &[Encoding] = &[("br", brotli), ("gzip", gzip)];

/// Sets up, builds and serves until it is stopped.
///
/// # Errors
/// When the port is taken, or setup or build fail.
pub fn run(project: &Project, port: u16) -> Result<()> {
    // First of all: nobody should wait for a build to be told that the port is taken.
    let listener = match vagvisare_serve::listen(port) {
        Ok(listener) => listener,
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            bail!("port {port} is taken; remedy: cargo xtask serve --port {}", port.wrapping_add(1).max(1024))
        }
        Err(error) => {
            return Err(error).with_context(|| format!("port {port}; remedy: another one with --port"));
        }
    };
    let address = listener.local_addr()?;
    let found = setup::run(project, Need::Build)?;
    build::run(project, &found.compiler)?;

    let folders = vec![("/vagvisare/".to_owned(), project.pkg()), ("/".to_owned(), project.path("www"))];
    let path = project.path("www/headers.json");
    let headers = fs::read_to_string(&path).map_err(anyhow::Error::from);
    let headers = headers.and_then(|text| Ok(Headers::read(&text)?));
    let headers = headers.with_context(|| path.display().to_string())?;
    println!("Vägvisare demo: http://{address}/");
    println!("  (Ctrl-C stops it; after a change: cargo xtask build, then reload)");
    Ok(Site::new(folders, headers, ENCODINGS).run(listener)?)
}
