//! `serve`: the demo council on this machine. `www/` at `/`, `pkg/` at `/vagvisare/`, with the headers of
//! `www/headers.json`.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result, anyhow, bail};
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use crate::headers::Headers;
use crate::project::Project;
use crate::setup::{self, Need};
use crate::{build, content};

/// Browsers open several connections, and compressing takes a moment.
const THREADS: usize = 4;

/// Sets up, builds and serves until it is stopped.
///
/// # Errors
/// When the port is taken, or setup or build fail.
pub fn run(project: &Project, port: u16) -> Result<()> {
    // First of all: nobody should wait for a build to be told that the port is taken.
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
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

    let site = Site {
        www: project.path("www"),
        pkg: project.pkg(),
        headers: Headers::read(&project.path("www/headers.json"))?,
        packed: Mutex::default(),
    };
    let server = Server::from_listener(listener, None).map_err(|error| anyhow!(error))?;
    println!("Vägvisare demo: http://{address}/");
    println!("  (Ctrl-C stops it; after a change: cargo xtask build, then reload)");
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Ok(request) = server.recv() {
                    // Who closes the page before the answer has come needs no answer.
                    let _ = site.answer(request);
                }
            });
        }
    });
    Ok(())
}

struct Site {
    www: PathBuf,
    pkg: PathBuf,
    headers: Headers,
    /// Hash and encoding → the packed bytes.
    packed: Mutex<HashMap<String, Vec<u8>>>,
}

impl Site {
    fn answer(&self, request: Request) -> Result<()> {
        let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
        let mut headers: Vec<(String, String)> = Vec::new();
        headers.extend(
            self.headers.for_path(&path).into_iter().map(|(name, value)| (name.into(), value.into())),
        );
        let (status, kind, body) = if *request.method() != Method::Get && *request.method() != Method::Head {
            headers.push(("Allow".into(), "GET, HEAD".into()));
            (405, "text/plain; charset=utf-8", b"GET or HEAD\n".to_vec())
        } else {
            match self.file(&path) {
                Some(file) => (200, mime(&file), content::read(&file)?),
                None => match fs::read(self.www.join("404.html")) {
                    Ok(page) => (404, "text/html; charset=utf-8", page),
                    Err(_) => {
                        (404, "text/plain; charset=utf-8", format!("{path} is not there\n").into_bytes())
                    }
                },
            }
        };
        headers.push(("Content-Type".into(), kind.into()));
        headers.push(("Vary".into(), "Accept-Encoding".into()));
        let tag = content::hash(&[&body]);
        headers.push(("ETag".into(), format!("\"{}\"", &tag[..16])));
        let asked = |name: &'static str| {
            request
                .headers()
                .iter()
                .find(|header| header.field.equiv(name))
                .map_or("", |header| header.value.as_str())
        };
        let (status, body) = if status == 200 && asked("If-None-Match").contains(&tag[..16]) {
            (304, Vec::new())
        } else {
            match encoding(asked("Accept-Encoding")).filter(|_| !kind.starts_with("image/png")) {
                Some(encoding) => {
                    headers.push(("Content-Encoding".into(), encoding.into()));
                    (status, self.pack(&tag, encoding, &body)?)
                }
                None => (status, body),
            }
        };
        let headers = headers
            .iter()
            .map(|(name, value)| {
                Header::from_bytes(name.as_bytes(), value.as_bytes())
                    .map_err(|()| anyhow!("header {name}: {value}"))
            })
            .collect::<Result<Vec<_>>>()?;
        let length = body.len();
        // Never in chunks: the length lets the loader see a file that was cut off.
        let response = Response::new(StatusCode(status), headers, body.as_slice(), Some(length), None)
            .with_chunked_threshold(usize::MAX);
        Ok(request.respond(response)?)
    }

    fn pack(&self, hash: &str, encoding: &str, bytes: &[u8]) -> Result<Vec<u8>> {
        let key = format!("{encoding} {hash}");
        let lock = || self.packed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(kept) = lock().get(&key) {
            return Ok(kept.clone());
        }
        let packed = if encoding == "br" { content::brotli(bytes)? } else { content::gzip(bytes)? };
        lock().insert(key, packed.clone());
        Ok(packed)
    }

    /// The file behind a path; none outside the two folders.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let (folder, rest) = match path.strip_prefix("/vagvisare/") {
            Some(rest) => (&self.pkg, rest),
            None => (&self.www, path.strip_prefix('/')?),
        };
        let rest = decode(rest)?;
        if !Path::new(&rest).components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        let mut file = folder.join(rest);
        if file.is_dir() {
            file.push("index.html");
        }
        file.is_file().then_some(file)
    }
}

/// `%C3%A4` → `ä`; none if that is not UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        if *first == b'%' {
            let pair = std::str::from_utf8(tail.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(pair, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

/// The best encoding that the browser takes.
fn encoding(accepted: &str) -> Option<&'static str> {
    let takes = |name| {
        accepted.split(',').any(|one| {
            let (encoding, quality) = one.split_once(';').unwrap_or((one, ""));
            encoding.trim() == name && !matches!(quality.trim(), "q=0" | "q=0.0")
        })
    };
    ["br", "gzip"].into_iter().find(|name| takes(*name))
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "md" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_two_folders() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let site = Site {
            www: root.join("src"),
            pkg: root.join("src/build"),
            headers: serde_json::from_str("{}").unwrap(),
            packed: Mutex::default(),
        };
        assert!(site.file("/main.rs").is_some());
        assert!(site.file("/vagvisare/mod.rs").is_some());
        for path in
            ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/vagvisare/..%2Fmain.rs", "//etc/passwd", "/%ff", "x"]
        {
            assert!(site.file(path).is_none(), "{path}");
        }
    }

    #[test]
    fn brotli_comes_before_gzip_and_a_refusal_is_obeyed() {
        assert_eq!(encoding("gzip, deflate, br"), Some("br"));
        assert_eq!(encoding("gzip;q=1.0, br;q=0"), Some("gzip"));
        assert_eq!(encoding(""), None);
    }
}
