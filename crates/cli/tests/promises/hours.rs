//! `hours`: the contract's rows.

use serde_json::json;

use super::{at, folder, layer, run};

fn rows(instants: &[&str]) -> serde_json::Value {
    let folder = folder(&[("9999.json", &layer(|layer| layer["services"][0]["checked"] = json!(null)))]);
    let path = at(&folder, "9999.json");
    let words = ["hours", path.to_str().unwrap(), "--format", "json", "--at"];
    let run = run(words.iter().chain(instants));
    assert_eq!(run.code, 0, "{}", run.note);
    run.json()
}

#[test]
fn a_row_says_state_until_and_next_opening_in_stockholm_time() {
    // A Friday night past midnight; an eve; a red day, asked in UTC.
    let rows = rows(&["2026-12-05T01:00:00+01:00", "2026-12-24T10:00:00+01:00", "2026-12-25T12:00:00Z"]);
    assert_eq!(
        rows,
        json!([
            { "at": "2026-12-05T01:00:00+01:00", "service": "9999.stodcentrum", "channel": 0, "state": "open",
              "until": "2026-12-05T02:00:00+01:00", "opens": null },
            { "at": "2026-12-24T10:00:00+01:00", "service": "9999.stodcentrum", "channel": 0,
              "state": "closed",              "until": null, "opens": "2026-12-24T11:00:00+01:00" },
            { "at": "2026-12-25T13:00:00+01:00", "service": "9999.stodcentrum", "channel": 0,
              "state": "closed",              "until": null, "opens": "2026-12-28T17:00:00+01:00" },
        ])
    );
}

#[test]
fn each_instant_may_have_its_own_flag() {
    let folder = folder(&[("9999.json", &layer(|_| ()))]);
    let path = at(&folder, "9999.json");
    let words = [
        "hours",
        path.to_str().unwrap(),
        "--at",
        "2026-12-05T01:00Z",
        "--at",
        "2026-12-06T01:00Z",
        "--format",
        "json",
    ];
    assert_eq!(run(words).json().as_array().unwrap().len(), 2);
}

#[test]
fn hours_are_those_of_the_file_however_old_its_check_is() {
    let stale =
        layer(|layer| layer["services"][0]["checked"] = json!({ "on": "2025-01-01", "how": "phoned" }));
    let folder = folder(&[("9999.json", &stale)]);
    let path = at(&folder, "9999.json");
    let rows =
        run(["hours", path.to_str().unwrap(), "--at", "2026-12-04T18:00:00+01:00", "--format", "json"])
            .json();
    assert_eq!(rows[0]["state"], "open");
}

#[test]
fn a_contact_that_is_closed_for_a_time_or_gone_is_closed_whatever_its_hours() {
    for status in ["temporarily_closed", "inactive"] {
        let closed = layer(|layer| {
            layer["services"][0]["status"] = json!(status);
            layer["services"][0]["channels"][0]["hours"] = json!("always");
        });
        let folder = folder(&[("9999.json", &closed)]);
        let path = at(&folder, "9999.json");
        let words = ["hours", path.to_str().unwrap(), "--at", "2026-12-04T18:00:00+01:00"];
        let row = run(words.iter().chain(&["--format", "json"])).json()[0].clone();
        assert_eq!(
            (&row["state"], &row["until"], &row["opens"]),
            (&json!("closed"), &json!(null), &json!(null)),
            "{status}"
        );
        let said = run(words).out;
        assert!(said.contains(": stängt") && !said.contains("öppet"), "{said}");
    }
}

#[test]
fn one_service_of_a_folder_can_be_asked_for() {
    let path = super::shipped();
    let words =
        ["hours", &path, "--service", "se.112", "--at", "2026-12-24T23:30:00+01:00", "--format", "json"];
    let rows = run(words).json();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(
        (&rows[0]["state"], &rows[0]["until"], &rows[0]["opens"]),
        (&json!("open"), &json!(null), &json!(null))
    );
    let run = run(["hours", &path, "--service", "se.113"]);
    assert_eq!(run.code, 2);
    assert!(run.note.contains("se.112"), "{}", run.note);
}

#[test]
fn a_file_that_cannot_be_read_says_why_and_exit_1() {
    let folder = folder(&[("9999.json", b"{ \"format\": 1,, }")]);
    let run = run(["hours", at(&folder, "9999.json").to_str().unwrap(), "--format", "json"]);
    let rows = run.json();
    assert_eq!((run.code, &rows[0]["code"], &rows[0]["line"]), (1, &json!("syntax"), &json!(1)));
    assert!(run.note.contains("fel[syntax]"), "{}", run.note);
}

#[test]
fn what_the_guide_may_not_read_is_told_beside_its_hours() {
    let whole = include_str!("../../../../www/contacts/se.json");
    let folder = folder(&[
        ("whole.json", whole.as_bytes()),
        ("comment.json", whole.replacen('{', "{ // rikets kontakter", 1).as_bytes()),
        ("mark.json", format!("\u{feff}{whole}").as_bytes()),
    ]);
    let of = |name: &str| {
        let run = run(["hours", at(&folder, name).to_str().unwrap(), "--at", "2026-11-25T12:00:00Z"]);
        assert_eq!(run.code, 0, "{name}: {}", run.note);
        (run.out, run.note)
    };
    let (rows, nothing) = of("whole.json");
    assert_eq!(nothing, "");
    for (name, word) in [("comment.json", "Kommentarer"), ("mark.json", "UTF-8")] {
        let (same, note) = of(name);
        assert_eq!(same, rows);
        assert!(note.contains(&format!("{name}, rad 1:")) && note.contains(word), "{note}");
    }
}
