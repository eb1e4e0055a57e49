//! Files of some folders over HTTP, to this machine alone, as a council's server should send them: with the
//! right types and with the headers of `www/headers.json`.
//!
//! For `cargo xtask serve`, which shows the demo council, and `vagvisare serve`, which shows an editor's
//! change. It is no server for the open net.

mod headers;
mod pack;

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

pub use headers::Headers;
pub use pack::{brotli, gzip};

/// Browsers open several connections, and compressing takes a moment.
const THREADS: usize = 4;

/// A name of `Content-Encoding`, and what makes it.
pub type Encoding = (&'static str, fn(&[u8]) -> io::Result<Vec<u8>>);

/// A page that is made anew each time it is asked for.
#[derive(Debug)]
pub struct Page {
    /// Media type.
    pub kind: &'static str,
    /// Content.
    pub body: Vec<u8>,
}

/// Makes the page of a path, if there is one.
pub type Pages = Box<dyn Fn(&str) -> Option<Page> + Send + Sync>;

/// What is served.
pub struct Site {
    /// Beginnings of paths, ending in `/`, each with its folder. The first that has the file gives it.
    folders: Vec<(String, PathBuf)>,
    headers: Headers,
    encodings: &'static [Encoding],
    pages: Option<Pages>,
    /// Tag and encoding → the packed bytes.
    packed: Mutex<HashMap<String, Vec<u8>>>,
}

/// Takes a port on this machine, which nobody else reaches; 0 takes a free one.
///
/// # Errors
/// When the port is taken or not allowed.
pub fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

impl Site {
    /// `folders`: beginnings of paths, ending in `/`, each with its folder; the first that has a file gives
    /// it. `encodings`: the ways to compress, the best first.
    pub fn new(folders: Vec<(String, PathBuf)>, headers: Headers, encodings: &'static [Encoding]) -> Self {
        Self { folders, headers, encodings, pages: None, packed: Mutex::default() }
    }

    /// With pages that come before the files.
    #[must_use]
    pub fn with_pages(self, pages: Pages) -> Self {
        Self { pages: Some(pages), ..self }
    }

    /// Serves until the program is stopped.
    ///
    /// # Errors
    /// When the listener cannot be used.
    pub fn run(&self, listener: TcpListener) -> io::Result<()> {
        let server = Server::from_listener(listener, None).map_err(io::Error::other)?;
        std::thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while let Ok(request) = server.recv() {
                        // Who closes the page before the answer has come needs no answer.
                        let _ = self.answer(request);
                    }
                });
            }
        });
        Ok(())
    }

    fn answer(&self, request: Request) -> io::Result<()> {
        let path = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
        let rules = self.headers.for_path(&path).into_iter();
        let mut headers: Vec<(String, String)> =
            rules.map(|(name, value)| (name.into(), value.into())).collect();
        let (status, kind, body) = if *request.method() != Method::Get && *request.method() != Method::Head {
            headers.push(("Allow".into(), "GET, HEAD".into()));
            (405, "text/plain; charset=utf-8", b"GET or HEAD\n".to_vec())
        } else {
            self.content(&path)?
        };
        headers.push(("Content-Type".into(), kind.into()));
        headers.push(("Vary".into(), "Accept-Encoding".into()));
        let tag = tag(&body);
        headers.push(("ETag".into(), format!("\"{tag}\"")));
        let asked = |name: &'static str| {
            let header = request.headers().iter().find(|header| header.field.equiv(name));
            header.map_or("", |header| header.value.as_str())
        };
        let (status, body) = if status == 200 && asked("If-None-Match").contains(&tag) {
            (304, Vec::new())
        } else {
            match encoding(self.encodings, asked("Accept-Encoding")).filter(|_| kind != "image/png") {
                Some(encoding) => {
                    headers.push(("Content-Encoding".into(), encoding.0.into()));
                    (status, self.pack(&tag, encoding, &body)?)
                }
                None => (status, body),
            }
        };
        let header = |(name, value): &(String, String)| {
            Header::from_bytes(name.as_bytes(), value.as_bytes())
                .map_err(|()| io::Error::other(format!("header {name}: {value}")))
        };
        let headers = headers.iter().map(header).collect::<io::Result<Vec<_>>>()?;
        let length = body.len();
        // Never in chunks: the length lets the loader see a file that was cut off.
        let response = Response::new(StatusCode(status), headers, body.as_slice(), Some(length), None)
            .with_chunked_threshold(usize::MAX);
        request.respond(response)
    }

    /// Status, media type and bytes.
    fn content(&self, path: &str) -> io::Result<(u16, &'static str, Vec<u8>)> {
        if let Some(page) = self.pages.as_ref().and_then(|pages| pages(path)) {
            return Ok((200, page.kind, page.body));
        }
        if let Some(file) = self.file(path) {
            return Ok((200, mime(&file), fs::read(file)?));
        }
        Ok(match self.file("/404.html") {
            Some(page) => (404, "text/html; charset=utf-8", fs::read(page)?),
            None => (404, "text/plain; charset=utf-8", format!("{path} is not there\n").into_bytes()),
        })
    }

    fn pack(&self, tag: &str, (name, pack): Encoding, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let key = format!("{name} {tag}");
        let lock = || self.packed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = lock().get(&key) {
            return Ok(kept.clone());
        }
        let packed = pack(bytes)?;
        lock().insert(key, packed.clone());
        Ok(packed)
    }

    /// The file behind a path; none outside the folders.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let in_folder = |(prefix, folder): &(String, PathBuf)| {
            let rest = decode(path.strip_prefix(prefix)?)?;
            if !Path::new(&rest).components().all(|part| matches!(part, Component::Normal(_))) {
                return None;
            }
            let mut file = folder.join(rest);
            if file.is_dir() {
                file.push("index.html");
            }
            // A link in the folder must not lead out of it either.
            let is_inside = file.canonicalize().ok()?.starts_with(folder.canonicalize().ok()?);
            (is_inside && file.is_file()).then_some(file)
        };
        self.folders.iter().find_map(in_folder)
    }
}

/// What tells one content from another, for `ETag`.
fn tag(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
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
fn encoding(known: &[Encoding], accepted: &str) -> Option<Encoding> {
    let takes = |name| {
        accepted.split(',').any(|one| {
            let (encoding, quality) = one.split_once(';').unwrap_or((one, ""));
            encoding.trim() == name && !matches!(quality.trim(), "q=0" | "q=0.0")
        })
    };
    known.iter().find(|(name, _)| takes(*name)).copied()
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

    fn site() -> Site {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = vec![("/inner/".to_owned(), root.join("src")), ("/".to_owned(), root.to_owned())];
        Site::new(folders, Headers::read("{}").unwrap(), &[])
    }

    #[test]
    fn no_path_leads_out_of_the_folders() {
        let site = site();
        assert!(site.file("/Cargo.toml").is_some() && site.file("/src/lib.rs").is_some());
        assert!(site.file("/inner/lib.rs").is_some());
        for path in [
            "/../../Cargo.toml",
            "/%2e%2e/cli/Cargo.toml",
            "/..%2f..%2fCargo.toml",
            "/src/../../cli/Cargo.toml",
            "/inner/..%2FCargo.toml",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/%ff",
            "/%",
            "Cargo.toml",
            "/src",
        ] {
            assert!(site.file(path).is_none(), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_folders() {
        let folder = std::env::temp_dir().join(format!("vagvisare-serve-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("in.txt"), "x").unwrap();
        std::os::unix::fs::symlink("in.txt", folder.join("within.txt")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", folder.join("out.txt")).unwrap();
        let site = Site::new(vec![("/".to_owned(), folder.clone())], Headers::read("{}").unwrap(), &[]);
        assert!(site.file("/within.txt").is_some());
        assert!(site.file("/out.txt").is_none());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_first_folder_that_has_a_file_gives_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = vec![("/a/".to_owned(), root.join("src")), ("/a/".to_owned(), root.to_owned())];
        let site = Site::new(folders, Headers::read("{}").unwrap(), &[]);
        assert_eq!(site.file("/a/lib.rs"), Some(root.join("src/lib.rs")));
        assert_eq!(site.file("/a/Cargo.toml"), Some(root.join("Cargo.toml")));
    }

    #[test]
    fn the_best_encoding_comes_first_and_a_refusal_is_obeyed() {
        let same: fn(&[u8]) -> io::Result<Vec<u8>> = |bytes| Ok(bytes.to_vec());
        let known = [("br", same), ("gzip", same)];
        let name = |accepted| encoding(&known, accepted).map(|(name, _)| name);
        assert_eq!(name("gzip, deflate, br"), Some("br"));
        assert_eq!(name("gzip;q=1.0, br;q=0"), Some("gzip"));
        assert_eq!(name(""), None);
        assert!(encoding(&[], "br").is_none());
    }
}
