//! `coverage`: the contract's shape, words and pictures.

use serde_json::{Value, json};

use super::{folder, layer, run, shipped};

const GUIDE: &[u8] = br#"{ "format": 1, "first": "who", "wanted": "support", "questions": [
    { "id": "who", "choices": [{ "id": "self", "audience": "self" },
    { "id": "staff", "audience": "staff", "wanted": "emergency" }] }] }"#;

fn files() -> tempfile::TempDir {
    let everybody = ["self", "child", "relative", "using_violence", "staff"];
    let line = |id: &str, number: &str, hours: Value| {
        json!({ "id": id, "name": { "sv": id }, "audience": everybody,
                "channels": [{ "type": "phone", "value": number, "hours": hours }] })
    };
    let national = json!({ "format": 1, "area": { "code": "se", "name": "Sverige" },
                           "services": [line("se.112", "112", json!("always"))] });
    folder(&[
        ("se.json", national.to_string().as_bytes()),
        ("9999.json", &layer(|_| ())),
        ("guide.json", GUIDE),
    ])
}

fn coverage(folder: &tempfile::TempDir, more: &[&str]) -> super::Run {
    let path = folder.path().to_str().unwrap();
    let words = ["coverage", "9999", "--contacts", path, "--guide", path, "--from", "2026-12-01"];
    run(words.iter().chain(more))
}

#[test]
fn json_lists_every_path_with_the_gaps_below_the_wanted_level() {
    let report = coverage(&files(), &["--format", "json"]).json();
    assert_eq!(report["area"], "9999");
    let paths = report["paths"].as_array().unwrap();
    assert_eq!(paths.len(), 2);
    assert_eq!((&paths[0]["path"], &paths[0]["wanted"]), (&json!(["self"]), &json!("support")));
    // The first day is a Tuesday: Monday's hours end at 02, and the next begin at 17.
    assert_eq!(
        paths[0]["gaps"][0],
        json!({ "from": "2026-12-01T02:00:00+01:00",
                "to": "2026-12-01T17:00:00+01:00", "level": "emergency" })
    );
    assert_eq!((&paths[1]["wanted"], &paths[1]["gaps"]), (&json!("emergency"), &json!([])));
}

#[test]
fn a_folder_without_the_nations_file_is_said_to_lack_it() {
    let folder = files();
    assert!(!coverage(&folder, &[]).note.contains("se.json"));
    std::fs::remove_file(folder.path().join("se.json")).unwrap();
    let note = coverage(&folder, &[]).note;
    assert!(note.contains("se.json") && note.contains("112"), "{note}");
}

#[test]
fn words_say_where_it_is_empty_and_for_whom() {
    let folder = files();
    let run = coverage(&folder, &[]);
    assert_eq!(run.code, 0);
    for part in ["1 av 2 vägar", "För kvinnor", "För män", "bara 112", "2026-12-01 02:00 – 2026-12-01 17:00"]
    {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    assert_eq!(coverage(&folder, &["--strict"]).code, 1);
}

#[test]
fn a_week_is_drawn_for_each_path_and_readable_without_colour() {
    let folder = files();
    let pictures = folder.path().join("bilder");
    assert_eq!(coverage(&folder, &["--svg", pictures.to_str().unwrap()]).code, 0);
    let svg = std::fs::read_to_string(pictures.join("9999-self.svg")).unwrap();
    for part in [
        "<title id=\"t\">Exempelköping: self</title>",
        "url(#emergency)",
        ">112</text>",
        ">S</text>",
        "<desc",
    ] {
        assert!(svg.contains(part), "{part}");
    }
    // 7 days of 24 hours.
    assert_eq!(svg.matches("height=\"20\" fill=").count() - 4, 7 * 24);
    assert_eq!(std::fs::read_dir(pictures).unwrap().count(), 2);
}

#[test]
fn what_is_missing_is_said_and_exit_2() {
    let folder = files();
    let path = folder.path().to_str().unwrap();
    let nothing = super::folder(&[]);
    let nowhere = nothing.path().to_str().unwrap();
    for words in [
        ["coverage", "9999", "--contacts", nowhere, "--guide", path],
        ["coverage", "9999", "--contacts", path, "--guide", nowhere],
        ["coverage", "9999", "--contacts", "finns-inte", "--guide", path],
    ] {
        let run = run(words);
        assert_eq!((run.code, run.note.lines().count()), (2, 1), "{words:?}: {}", run.note);
    }
}

#[test]
fn the_shipped_guide_reaches_what_it_promises_in_every_shipped_area() {
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/guide");
    for area in ["se", "01", "0184", "0126"] {
        let run = run(["coverage", area, "--contacts", &shipped(), "--guide", guide, "--strict"]);
        assert_eq!(run.code, 0, "{area}: {}", run.out);
    }
}
