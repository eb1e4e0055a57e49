//! `serve`: an editor sees the change, on this computer alone, under the strict headers.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::json;

use super::{at, folder, layer, run};

/// A running server; stopped when the test ends.
struct Serving {
    child: Child,
    host: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Status, headers with small letters, body.
struct Got {
    status: u16,
    head: String,
    body: String,
}

impl Serving {
    fn start(words: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vagvisare"));
        let command = command.arg("serve").args(words).args(["--port", "0"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let host = first.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(host.starts_with("127.0.0.1:"), "{first}");
        Self { child, host }
    }

    /// As it stands, for a client that tidies paths would hide what is tried.
    fn ask(&self, method: &str, path: &str) -> Got {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let host = &self.host;
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Got { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Got {
        self.ask("GET", path)
    }
}

/// A folder with a program that is none.
fn program() -> tempfile::TempDir {
    let folder = folder(&[("vagvisare.js", b"0"), ("p-1.wasm", b"\0asm"), ("README.md", b"r")]);
    fs::create_dir(at(&folder, "contacts")).unwrap();
    let areas = json!([{ "code": "se", "name": "Sverige" }, { "code": "9999", "name": "Exempelköping" }]);
    fs::write(at(&folder, "contacts/areas.json"), areas.to_string()).unwrap();
    fs::write(at(&folder, "contacts/9999.json"), layer(|_| ())).unwrap();
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn every_file_has_its_type_and_the_strict_headers() {
    let folder = program();
    let serving = Serving::start(&[text(folder.path())]);
    for (path, kind) in [
        ("/vagvisare/vagvisare.js", "text/javascript; charset=utf-8"),
        ("/vagvisare/p-1.wasm", "application/wasm"),
        ("/vagvisare/contacts/9999.json", "application/json; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
        ("/9999.html", "text/html; charset=utf-8"),
    ] {
        let got = serving.get(path);
        assert_eq!(got.status, 200, "{path}");
        for header in [
            &*format!("content-type: {kind}"),
            "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
            "require-trusted-types-for 'script'",
            "x-content-type-options: nosniff",
        ] {
            assert!(got.head.contains(header), "{path}: {header}: {}", got.head);
        }
        let cached = got.head.contains("immutable");
        assert_eq!(cached, path.contains("/p-"), "{path}: {}", got.head);
    }
    assert_eq!(serving.ask("POST", "/").status, 405);
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let folder = program();
    let inner = at(&folder, "contacts");
    fs::write(at(&folder, "secret.txt"), "secret").unwrap();
    fs::write(inner.join("index.html"), "page").unwrap();
    let serving = Serving::start(&[text(&inner)]);
    assert_eq!(serving.get("/").body, "page");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/./../secret.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/%00",
        "/vagvisare/../../secret.txt",
    ] {
        let got = serving.get(path);
        assert!(got.status >= 400 && !got.body.contains("secret\n") && got.body != "secret", "{path}");
    }
}

#[test]
fn a_page_for_each_area_shows_what_a_council_would_paste_as_the_files_are_now() {
    let folder = program();
    let serving = Serving::start(&[text(folder.path())]);
    assert!(serving.get("/").body.contains("<a href=\"/9999.html\">Exempelköping</a>"));
    let centre = |layer: &mut serde_json::Value| layer["contact_centre"] = json!("9999.stodcentrum");
    let page = serving.get("/9999.html").body;
    assert!(page.contains("<vag-visare area=\"9999\">") && page.contains("tel:112"), "{page}");
    assert!(!page.contains("tel:+46846500421"), "{page}");
    fs::write(at(&folder, "contacts/9999.json"), layer(centre)).unwrap();
    assert!(serving.get("/9999.html").body.contains("tel:+46846500421"));
    fs::write(at(&folder, "contacts/9999.json"), "{").unwrap();
    assert!(serving.get("/9999.html").body.contains("går inte att läsa"));
    assert_eq!(serving.get("/solna.html").status, 404);
}

#[test]
fn an_editors_files_are_shown_instead_of_those_in_the_folder() {
    let program = program();
    let new = json!({ "format": 1, "area": { "code": "9998", "name": "<Nystad>" }, "services": [] });
    let own = folder(&[
        ("9999.json", &layer(|layer| layer["area"]["name"] = json!("Ändrad"))),
        ("9998.json", new.to_string().as_bytes()),
    ]);
    let serving = Serving::start(&[text(program.path()), "--contacts", text(own.path())]);
    assert!(serving.get("/vagvisare/contacts/9999.json").body.contains("Ändrad"));
    let areas = serving.get("/vagvisare/contacts/areas.json").body;
    assert!(["Sverige", "Ändrad", "Nystad"].iter().all(|name| areas.contains(name)), "{areas}");
    let list = serving.get("/").body;
    assert!(list.contains("&lt;Nystad&gt;") && !list.contains("<Nystad>"), "{list}");
    assert_eq!(serving.get("/vagvisare/vagvisare.js").status, 200);
}

#[test]
fn what_cannot_be_served_is_one_sentence_and_exit_2() {
    let empty = folder(&[]);
    let program = program();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (words, part) in [
        (vec!["serve", text(empty.path())], "vagvisare.js"),
        (vec!["serve", "not-there"], "not-there"),
        (vec!["serve", text(program.path()), "--port", &port], &*port),
        (vec!["serve", text(program.path()), "--port", "70000"], "70000"),
    ] {
        let run = run(&words);
        assert_eq!((run.code, run.out.as_str(), run.note.lines().count()), (2, "", 1), "{}", run.note);
        assert!(run.note.contains(part), "{}", run.note);
    }
}
