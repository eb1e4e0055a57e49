//! Whatever lies on disk: one clear message each, the exit code as ruled, and never a crash.
//!
//! Contents that are wrong are findings (exit 1); what cannot be opened at all could not run (exit 2).

use std::fs;

use serde_json::json;

use super::{TODAY, at, folder, layer, run, shipped};

/// The one finding about bytes as a contact file.
fn only(bytes: &[u8]) -> (String, i32) {
    let folder = folder(&[("9999.json", bytes)]);
    let run =
        run(["check", at(&folder, "9999.json").to_str().unwrap(), "--today", TODAY, "--format", "json"]);
    let codes = run.codes();
    assert_eq!(codes.len(), 1, "{codes:?}");
    (codes[0].clone(), run.code)
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
}

#[test]
fn wrong_contents_are_one_finding_and_exit_1() {
    let good = String::from_utf8(layer(|_| ())).unwrap();
    let with = |from: &str, to: &str| good.replacen(from, to, 1).into_bytes();
    let latin1: Vec<u8> = good.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for (bytes, code) in [
        (Vec::new(), "empty-file"),
        (b" \r\n\t".to_vec(), "empty-file"),
        ([b"\xEF\xBB\xBF", good.as_bytes()].concat(), "byte-order-mark"),
        (utf16(&good, u16::to_le_bytes), "utf-16"),
        (utf16(&good, u16::to_be_bytes), "utf-16"),
        (latin1, "not-utf-8"),
        (with("\"format\": 1,", "\"format\": 1, // ett"), "comment"),
        (with("\"format\": 1,", "\"format\": 1, /* ett */"), "comment"),
        (with("180\n", "180,\n"), "trailing-comma"),
        (with("\"format\": 1,", "\"format\": 1, \"format\": 1,"), "duplicate-key"),
        (with("\"format\": 1,", "\"format\": 1"), "syntax"),
        (with("\"format\"", "'format'"), "syntax"),
        (with("\"format\"", "format"), "syntax"),
        (with("\"format\": 1", "\"format\": 01"), "syntax"),
        (with("\"format\"", "“format”"), "syntax"),
        (with("Exempelköping", "Exempel\u{1}köping"), "syntax"),
        (good.trim_end().trim_end_matches('}').as_bytes().to_vec(), "syntax"),
        (good.as_bytes()[..good.len() / 2].to_vec(), "syntax"),
        (b"[]".to_vec(), "wrong-type"),
        (b"\"text\"".to_vec(), "wrong-type"),
        (b"\0\0\0\0".to_vec(), "syntax"),
        (b"\xFF\xFE".to_vec(), "utf-16"),
    ] {
        assert_eq!(only(&bytes), (code.to_owned(), 1), "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_file_that_cannot_be_read_is_never_told_as_all_well() {
    let folder = folder(&[("9999.json", b"{")]);
    let (path, whole) = (at(&folder, "9999.json"), format!("{}/se.json", shipped()));
    let (path, contacts) = (path.to_str().unwrap(), folder.path().to_str().unwrap());
    for words in [
        vec!["check", path],
        vec!["fmt", path],
        vec!["links", path],
        vec!["stale", path],
        vec!["hours", path],
        vec!["diff", path, &whole],
        vec!["diff", &whole, path],
        vec!["export", path, "--as", "csv"],
        vec!["snippet", "9999", "--contacts", contacts],
        vec!["coverage", "9999", "--guide", "../../www/guide", "--contacts", contacts],
    ] {
        let json = run(words.iter().chain(&["--format", "json"]));
        let answer = json.json();
        let found = answer.get("findings").unwrap_or(&answer);
        let row = (&found[0]["severity"], &found[0]["code"], &found[0]["path"]);
        assert_eq!((json.code, row), (1, (&json!("error"), &json!("syntax"), &json!(path))), "{words:?}");
        let said = run(&words);
        assert_eq!(said.code, 1, "{words:?}");
        assert!((said.out + &said.note).contains(path), "{words:?}");
    }
    for command in ["links", "stale"] {
        let said = run([command, path]);
        assert!(!said.out.contains("alla svarar") && !said.out.contains("Inget behöver"), "{}", said.out);
    }
}

#[test]
fn carriage_returns_are_no_fault_and_lines_are_counted_right() {
    let good = String::from_utf8(layer(|_| ())).unwrap().replace('\n', "\r\n");
    let wrong = good.replace("\"type\"", "\"tpye\"");
    let line = wrong.lines().position(|line| line.contains("tpye")).unwrap() + 1;
    let folder = folder(&[("9999.json", good.as_bytes()), ("9998.json", wrong.as_bytes())]);
    let check =
        |name| run(["check", at(&folder, name).to_str().unwrap(), "--today", TODAY, "--format", "json"]);
    assert_eq!(check("9999.json").codes(), Vec::<String>::new());
    let rows = check("9998.json").json();
    let key = rows.as_array().unwrap().iter().find(|row| row["code"] == "unknown-key").cloned().unwrap();
    assert_eq!(key["line"].as_u64(), Some(line as u64));
}

#[test]
fn fifty_megabytes_are_refused_at_once() {
    let mut bytes = b"{ \"format\": 1, \"services\": [".to_vec();
    bytes.resize(50 << 20, b' ');
    assert_eq!(only(&bytes), ("too-large".to_owned(), 1));
}

#[test]
fn ten_thousand_levels_do_not_exhaust_the_stack() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
        assert_eq!(only(deep.as_bytes()), ("too-deep".to_owned(), 1));
        assert_eq!(only(open.repeat(10_000).as_bytes()), ("too-deep".to_owned(), 1));
    }
}

#[test]
fn many_faults_in_one_file_do_not_hang_the_program() {
    let services: Vec<String> = (0..20_000).map(|index| format!("{{\"x{index}\":[1,2]}}")).collect();
    let text = format!(
        "{{\"format\":1,\"area\":{{\"code\":\"9999\",\"name\":\"E\"}},\"services\":[{}]}}",
        services.join(",")
    );
    let folder = folder(&[("9999.json", text.as_bytes())]);
    let run = run(["check", at(&folder, "9999.json").to_str().unwrap(), "--format", "json"]);
    assert_eq!(run.code, 1);
    assert!(run.codes().len() < 5_000, "{}", run.codes().len());
}

#[test]
fn what_cannot_be_opened_could_not_run_exit_2() {
    let empty = folder(&[("text.txt", b"x")]);
    let missing = at(&empty, "finns-inte.json");
    for path in [missing.to_str().unwrap(), empty.path().to_str().unwrap()] {
        for command in ["check", "stale", "fmt"] {
            let run = run([command, path]);
            assert_eq!(
                (run.code, run.out.as_str(), run.note.lines().count()),
                (2, "", 1),
                "{command} {path}"
            );
            assert!(run.note.contains(path), "{}", run.note);
        }
    }
}

#[test]
#[cfg(unix)]
fn a_file_without_permission_is_named_and_exit_2() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("9999.json", &layer(|_| ()))]);
    let path = at(&folder, "9999.json");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything (a container's root) cannot be kept out this way.
    if fs::read(&path).is_err() {
        let run = run(["check", path.to_str().unwrap()]);
        assert_eq!(run.code, 2);
        assert!(run.note.contains("behörighet"), "{}", run.note);
    }
}

#[test]
fn a_folder_named_like_a_file_is_passed_over() {
    let folder = folder(&[("9999.json", &layer(|_| ()))]);
    fs::create_dir(folder.path().join("0184.json")).unwrap();
    assert_eq!(run(["check", folder.path().to_str().unwrap(), "--today", TODAY]).code, 0);
}

#[test]
fn any_bytes_are_told_of_and_never_crash() {
    // A small generator of its own: the same bytes every time, without a crate.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let good = layer(|_| ());
    let files: Vec<(String, Vec<u8>)> = (0..200)
        .map(|index| {
            let mut bytes = good.clone();
            for _ in 0..1 + next() % 8 {
                let at = usize::try_from(next()).unwrap_or(0) % bytes.len();
                match next() % 3 {
                    0 => bytes[at] = u8::try_from(next() % 256).unwrap(),
                    1 => drop(bytes.drain(at..(at + 9).min(bytes.len()))),
                    _ => bytes.insert(at, b"{}[],:\"\\0"[usize::try_from(next() % 9).unwrap()]),
                }
            }
            (format!("{index}.json"), bytes)
        })
        .collect();
    let named: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let folder = folder(&named);
    for command in ["check", "stale"] {
        let code = run([command, folder.path().to_str().unwrap()]).code;
        assert!(matches!(code, 0 | 1), "{command} ended with {code}");
    }
    // Whatever a command cannot read, the checker has a word for.
    let stale = run(["stale", folder.path().to_str().unwrap(), "--format", "json"]);
    let rows = stale.json();
    let told =
        |name: &str| rows.as_array().unwrap().iter().any(|row| row["path"] == name && !row["code"].is_null());
    let unread: Vec<&str> =
        stale.note.lines().filter_map(|line| Some(line.split_once(": går inte")?.0)).collect();
    assert!(!unread.is_empty() && unread.iter().all(|name| told(name)), "{unread:?}");
    let text = run(["check", folder.path().to_str().unwrap(), "--lang", "en"]);
    assert_eq!(text.code, 1);
}
