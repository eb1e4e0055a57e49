//! `check`: order, exit codes, JSON, layers.

use serde_json::json;

use super::{TODAY, at, folder, layer, run, run_in, shipped};

const GUIDE: &[u8] = br#"{ "format": 1, "first": "who", "wanted": "support", "questions": [
    { "id": "who", "choices": [{ "id": "self", "audience": "self" }] }] }"#;

/// A national layer of 112 and nothing else.
fn emergency() -> Vec<u8> {
    let layer = json!({ "format": 1, "area": { "code": "se", "name": "Sverige" }, "services": [{
        "id": "se.112", "name": { "sv": "112" }, "audience": ["self"],
        "channels": [{ "type": "phone", "value": "112", "hours": "always" }] }] });
    layer.to_string().into_bytes()
}

#[test]
fn the_shipped_contacts_have_no_errors() {
    let run = run(["check", &shipped(), "--format", "json"]);
    let rows = run.json();
    let errors: Vec<_> = rows.as_array().unwrap().iter().filter(|row| row["severity"] == "error").collect();
    assert_eq!((errors, run.code), (Vec::new(), 0));
}

#[test]
fn warnings_count_only_when_they_are_asked_to() {
    let folder = folder(&[("9999.json", &layer(|layer| layer["services"][0]["checked"] = json!(null)))]);
    let path = at(&folder, "9999.json");
    let words = ["check", path.to_str().unwrap(), "--today", TODAY];
    assert_eq!(run(words).code, 0);
    assert_eq!(run(words.into_iter().chain(["--strict"])).code, 1);
}

#[test]
fn json_has_the_names_of_the_contract_and_null_for_what_is_unknown() {
    let folder = folder(&[(
        "9999.json",
        &layer(|layer| layer["services"][0]["channels"][0]["display"] = json!("112")),
    )]);
    let path = at(&folder, "9999.json");
    let run = run(["check", path.to_str().unwrap(), "--today", TODAY, "--format", "json"]);
    let rows = run.json();
    let row = rows[0].as_object().unwrap();
    let names: Vec<_> = row.keys().map(String::as_str).collect();
    let contract = ["severity", "code", "path", "line", "column", "service", "message", "remedy"];
    assert_eq!(names.iter().filter(|name| contract.contains(name)).count(), contract.len());
    assert_eq!(row.len(), contract.len());
    assert_eq!((&row["severity"], &row["code"]), (&json!("error"), &json!("display-differs")));
    assert_eq!((&row["service"], &row["path"]), (&json!("9999.stodcentrum"), &json!(path)));
    assert_eq!(run.code, 1);
}

#[test]
fn one_file_and_several_are_counted_as_people_count() {
    let (one, two) = (layer(|_| ()), layer(|_| ()));
    let folder = folder(&[("9999.json", &one)]);
    let path = folder.path().to_str().unwrap();
    let said = |words: &[&str]| run(["check", path, "--today", TODAY].iter().chain(words)).out;
    assert_eq!(said(&[]), "1 fil kontrollerad utan anmärkning.\n");
    assert_eq!(said(&["--lang", "en"]), "1 file checked, nothing to remark.\n");
    let two = String::from_utf8(two).unwrap().replace("9999", "9998").replace("Stödcentrum", "Stöd två");
    std::fs::write(at(&folder, "9998.json"), two.replace("6500421", "6500422").replace("004 21", "004 22"))
        .unwrap();
    assert_eq!(said(&[]), "2 filer kontrollerade utan anmärkning.\n");
    assert_eq!(said(&["--lang", "en"]), "2 files checked, nothing to remark.\n");
}

#[test]
fn columns_count_characters_and_not_bytes() {
    let line = r#"{ "format": 1, "area": { "code": "9999", "name": "ÅÄÖ" }, "servics": [] }"#;
    let folder = folder(&[("9999.json", line.as_bytes())]);
    let rows = run(["check", at(&folder, "9999.json").to_str().unwrap(), "--format", "json"]).json();
    let row = rows.as_array().unwrap().iter().find(|row| row["code"] == "unknown-key").unwrap().clone();
    let column = line.chars().collect::<String>().find("\"servics").map(|at| line[..at].chars().count() + 1);
    assert_eq!((row["line"].as_u64(), row["column"].as_u64()), (Some(1), column.map(|at| at as u64)));
    assert!(row["remedy"].as_str().unwrap().contains("services"), "{row}");
}

#[test]
fn that_the_closed_chain_was_left_out_is_said_with_the_remedy_and_json_is_as_ever() {
    let whole = folder(&[("guide.json", GUIDE), ("9999.json", &layer(|_| ()))]);
    let (path, guide) = (at(&whole, "9999.json"), whole.path().to_str().unwrap());
    let words = ["check", path.to_str().unwrap(), "--today", TODAY];
    let alone = run(words);
    assert!(alone.note.contains("inte prövad") && alone.note.contains("--guide"), "{}", alone.note);
    assert_eq!((alone.code, alone.note.lines().count()), (0, 1));
    let english = run(words.iter().chain(&["--lang", "en"]));
    assert!(english.note.contains("closed chain"), "{}", english.note);
    let json = run(words.iter().chain(&["--format", "json"]));
    assert_eq!((json.json(), json.note), (json!([]), alone.note));
    let proved = run(words.iter().chain(&["--guide", guide]));
    assert_eq!(proved.note, "");
    assert_eq!(run(["check", &shipped(), "--today", TODAY]).note, "");
}

#[test]
fn all_findings_come_in_one_pass_errors_first_then_by_place() {
    let broken = layer(|layer| {
        let service = &mut layer["services"][0];
        service["audience"] = json!(["selff"]);
        service["checked"] = json!(null);
        service["channels"][0]["display"] = json!("08-465 004 22");
        service["source"] = json!({ "url": "javascript:alert(1)" });
        layer["updated"] = json!("2026-13-01");
    });
    let folder = folder(&[("9999.json", &broken)]);
    let rows =
        run(["check", at(&folder, "9999.json").to_str().unwrap(), "--today", TODAY, "--format", "json"])
            .json();
    let rows = rows.as_array().unwrap();
    let codes: Vec<_> = rows.iter().map(|row| row["code"].as_str().unwrap()).collect();
    for code in ["unknown-word", "never-checked", "display-differs", "link-not-https", "bad-date"] {
        assert!(codes.contains(&code), "{code} is not in {codes:?}");
    }
    let order: Vec<_> = rows
        .iter()
        .map(|row| (row["severity"] == "warning", row["line"].as_u64(), row["column"].as_u64()))
        .collect();
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn a_local_file_alone_is_checked_against_the_shipped_national_layer() {
    let wrong = layer(|layer| layer["notes"] = json!({ "se.kvinnofridslinjn": { "sv": "Ring dit." } }));
    let folder = folder(&[("9999.json", &wrong)]);
    let rows = run_in(folder.path(), ["check", "9999.json", "--today", TODAY, "--format", "json"]).json();
    assert_eq!(rows[0]["code"], "unknown-id");
    assert!(rows[0]["remedy"].as_str().unwrap().contains("se.kvinnofridslinjen"), "{rows}");
}

#[test]
fn a_national_number_with_a_zero_too_many_is_found_though_libraries_call_it_valid() {
    let wrong = layer(|layer| {
        layer["services"][0]["channels"][0]["value"] = json!("+46200505050");
        layer["services"][0]["channels"][0]["display"] = json!("0200-50 50 50");
    });
    let folder = folder(&[("9999.json", &wrong)]);
    let rows = run_in(folder.path(), ["check", "9999.json", "--today", TODAY, "--format", "json"]).json();
    let near =
        rows.as_array().unwrap().iter().find(|row| row["code"] == "near-match").cloned().unwrap_or_default();
    assert!(near["message"].as_str().is_some_and(|words| words.contains("Kvinnofridslinjen")), "{rows}");
}

#[test]
fn the_lists_that_the_build_makes_and_the_schema_are_no_contact_files() {
    let folder = folder(&[("9999.json", &layer(|_| ())), ("areas.json", b"[]"), ("README.txt", b"")]);
    std::fs::create_dir(folder.path().join("schema")).unwrap();
    std::fs::write(folder.path().join("schema/contacts.schema.json"), "{}").unwrap();
    let run = run(["check", folder.path().to_str().unwrap(), "--today", TODAY, "--format", "json"]);
    assert_eq!((run.codes(), run.code), (Vec::new(), 0));
}

#[test]
fn what_a_terminal_would_obey_is_not_shown_to_it() {
    let wiping = layer(|layer| {
        layer["services"][0]["name"]["sv"] = json!("A\u{1b}[2JAllt är bra\u{7}");
        layer["services"][0]["channels"][0]["value"] = json!("0900");
    });
    let folder = folder(&[("9999.json", &wiping)]);
    let shown = run_in(folder.path(), ["check", "9999.json", "--today", TODAY]);
    let obeyed = |text: &str| text.contains(|c: char| c.is_control() && c != '\n');
    assert!(shown.out.contains("Allt är bra") && !obeyed(&shown.out), "{:?}", shown.out);
    let named = run_in(folder.path(), ["check", "\u{1b}[2J.json"]);
    assert!(named.code == 2 && !obeyed(&named.note), "{:?}", named.note);
}

#[test]
fn a_file_that_is_named_by_itself_and_by_its_folder_is_checked_once() {
    let folder = folder(&[("9999.json", &layer(|layer| layer["services"][0]["id"] = json!("9998.a")))]);
    let rows = run_in(
        folder.path(),
        ["check", ".", "9999.json", "./9999.json", "--today", TODAY, "--format", "json"],
    );
    assert_eq!(rows.codes(), ["bad-id"]);
}

#[test]
fn a_contact_that_is_closed_for_a_time_says_so_whether_its_alert_is_absent_or_null() {
    for alert in [None, Some(json!(null)), Some(json!({}))] {
        let closed = layer(|layer| {
            layer["services"][0]["status"] = json!("temporarily_closed");
            if let Some(alert) = &alert {
                layer["services"][0]["alert"] = alert.clone();
            }
        });
        let folder = folder(&[("9999.json", &closed)]);
        let rows = run_in(folder.path(), ["check", "9999.json", "--today", TODAY, "--format", "json"]);
        assert!(rows.codes().iter().any(|code| code == "closed-without-alert"), "{alert:?}: {}", rows.out);
    }
}

#[test]
fn a_file_that_the_guide_never_asks_for_is_told_by_its_name() {
    let file = layer(|_| ());
    for name in ["999.json", "09999.json", "9999.JSON", "9999 (1).json"] {
        let folder = folder(&[(name, &file)]);
        let rows = run_in(folder.path(), ["check", name, "--today", TODAY, "--format", "json"]);
        assert_eq!(rows.codes(), ["file-name"], "{name}");
    }
}

#[test]
fn nobody_is_told_to_hide_112() {
    let twice = layer(|layer| {
        layer["services"][0]["id"] = json!("se.112");
        layer["services"][0]["channels"][0] = json!({ "type": "phone", "value": "112", "hours": "always" });
    });
    let folder = folder(&[("9999.json", &twice)]);
    let rows = run_in(folder.path(), ["check", "9999.json", "--today", TODAY, "--format", "json"]).json();
    let found = rows.as_array().unwrap().iter().find(|row| row["code"] == "redefined").unwrap();
    assert!(!found["remedy"].as_str().unwrap().contains("hide"), "{rows}");
}

#[test]
fn a_change_says_one_thing_and_says_it_whole() {
    for (says, codes) in [
        (json!({ "opens": "10:00", "closes": "12:00" }), vec![]),
        (json!({ "closed": true }), vec![]),
        (json!({ "closed": true, "unknown": false }), vec![]),
        (json!({ "closed": true, "unknown": true }), vec!["incomplete-exception"]),
        (json!({ "closed": true, "opens": "10:00", "closes": "12:00" }), vec!["incomplete-exception"]),
        (json!({ "unknown": true, "opens": "10:00", "closes": "12:00" }), vec!["incomplete-exception"]),
        (json!({ "closed": true, "opens": "10:00" }), vec!["incomplete-exception"]),
        (json!({ "closed": false }), vec!["incomplete-exception"]),
    ] {
        let mut row = json!({ "from": "2026-12-23", "to": "2026-12-23" });
        row.as_object_mut().unwrap().extend(says.as_object().unwrap().clone());
        let file = layer(|layer| {
            layer["services"][0]["channels"][0]["hours"] = json!({
                "weekly": [{ "days": ["mo"], "opens": "08:00", "closes": "16:00" }],
                "holidays": "closed", "eves": "closed", "exceptions": [row],
            });
        });
        let folder = folder(&[("9999.json", &file)]);
        let told = run_in(folder.path(), ["check", "9999.json", "--today", TODAY, "--format", "json"]);
        assert_eq!(told.codes(), codes, "{says}");
    }
}

#[test]
fn a_path_of_the_guide_without_an_open_contact_is_told_once_and_by_the_layer_that_answers_for_it() {
    let folder = folder(&[("se.json", &emergency()), ("9999.json", &layer(|_| ())), ("guide.json", GUIDE)]);
    let (path, guide) = (at(&folder, "9999.json"), folder.path().to_str().unwrap());
    let words = ["check", path.to_str().unwrap(), "--guide", guide, "--today", TODAY, "--format", "json"];
    let rows = run(words).json();
    let gaps: Vec<_> = rows.as_array().unwrap().iter().filter(|row| row["code"] == "chain-gap").collect();
    assert_eq!(gaps.len(), 1, "{rows}");
    assert_eq!(gaps[0]["line"], json!(null));
    assert!(gaps[0]["message"].as_str().unwrap().contains("som sämst finns då 112"), "{rows}");
}

#[test]
fn a_copy_beside_a_file_takes_no_part_and_is_told_by_both_names() {
    let open = layer(|layer| layer["services"][0]["channels"][0]["hours"] = json!("always"));
    let (own, nation) = (layer(|layer| layer["services"] = json!([])), emergency());
    for copy in ["9999 (1).json", "9999 - Kopia.json", "9999-gammal.json", "9999.JSON", "exempelkoping.json"]
    {
        let files: [(&str, &[u8]); 4] =
            [("se.json", &nation), ("9999.json", &own), (copy, &open), ("guide.json", GUIDE)];
        let folder = folder(&files);
        let guide = folder.path().to_str().unwrap();
        let words = |files: &[&str]| -> Vec<String> {
            let files = files.iter().map(|name| at(&folder, name).to_str().unwrap().to_owned());
            let rest = ["--guide", guide, "--today", TODAY, "--format", "json"].map(str::to_owned);
            ["check".to_owned()].into_iter().chain(files).chain(rest).collect()
        };
        // In whatever order they come.
        for files in [[copy, "9999.json", "se.json"], ["se.json", "9999.json", copy]] {
            let told = run(words(&files));
            let rows = told.json();
            let second: Vec<_> =
                rows.as_array().unwrap().iter().filter(|row| row["code"] == "second-of-area").collect();
            let [second] = second[..] else { panic!("{copy}: {rows}") };
            let message = second["message"].as_str().unwrap();
            assert!(message.contains(copy) && message.contains("9999.json"), "{message}");
            assert!(second["path"].as_str().unwrap().ends_with(copy), "{second}");
            assert_eq!(
                (told.codes().contains(&"chain-gap".to_owned()), told.code),
                (true, 1),
                "{copy}: {rows}"
            );
        }
        // Alone it is checked as what it says that it is.
        assert!(!run(words(&[copy])).codes().contains(&"second-of-area".to_owned()), "{copy}");
    }
}

#[test]
fn a_copy_of_the_national_file_has_no_contacts_that_others_can_refer_to() {
    let whole = emergency();
    let line = String::from_utf8(whole.clone()).unwrap().replace("se.112", "se.line");
    let own = layer(|layer| layer["notes"] = json!({ "se.line": { "sv": "Ring dit." } }));
    let folder = folder(&[("se (1).json", line.as_bytes()), ("se.json", &whole), ("9999.json", &own)]);
    let told = run(["check", folder.path().to_str().unwrap(), "--today", TODAY, "--format", "json"]);
    for code in ["unknown-id", "second-of-area"] {
        assert!(told.codes().contains(&code.to_owned()), "{code}: {}", told.out);
    }
}

#[test]
fn a_file_that_the_guide_never_asks_for_is_told_its_name() {
    let own = String::from_utf8(layer(|_| ())).unwrap().replace("9999", "0184");
    for (name, told) in [
        ("0184.json", None),
        ("solna.json", None),
        ("0184 kopia.json", Some("file-name")),
        ("0184.JSON", Some("file-name")),
        ("0180.json", Some("area-mismatch")),
        // What a pipe calls it says nothing, and a name of its own is no slip.
        ("stdin", None),
    ] {
        let folder = folder(&[(name, own.as_bytes())]);
        let path = at(&folder, name);
        let run = run(["check", path.to_str().unwrap(), "--today", TODAY, "--format", "json"]);
        assert_eq!(run.codes(), Vec::from_iter(told), "{name}");
        assert!(told != Some("file-name") || run.out.contains("0184.json"), "{}", run.out);
    }
}
