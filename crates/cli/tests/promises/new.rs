//! `new`: a file that passes, and that never replaces one.

use serde_json::Value;

use super::{TODAY, at, folder, run, shipped};

#[test]
fn a_new_file_has_no_errors_and_knows_the_county_s_municipalities() {
    let folder = folder(&[]);
    let path = at(&folder, "0180.json");
    let made = run(["new", "0180", "--out", path.to_str().unwrap()]);
    assert_eq!((made.code, made.out.as_str()), (0, ""));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("\"Stockholm\""), "{text}");
    assert_eq!(run(["check", path.to_str().unwrap(), "--today", TODAY]).code, 0);
    assert_eq!(run(["fmt", "--check", path.to_str().unwrap()]).code, 0);
}

#[test]
fn a_file_that_is_there_is_never_replaced() {
    let folder = folder(&[("0180.json", b"mine")]);
    let path = at(&folder, "0180.json");
    assert_eq!(run(["new", "0180", "--out", path.to_str().unwrap()]).code, 2);
    assert_eq!(std::fs::read(path).unwrap(), b"mine");
}

#[test]
fn an_area_without_a_known_name_says_what_is_to_be_filled_in() {
    let made = run(["new", "2580"]);
    assert_eq!(made.code, 0);
    assert!(made.note.contains("name"), "{}", made.note);
    assert!(run(["new", "2580", "--name", "Luleå"]).out.contains("\"Luleå\""));
}

#[test]
fn how_to_be_helped_while_typing_is_told_and_is_so() {
    let folder = folder(&[]);
    let path = at(&folder, "0180.json");
    let made = run(["new", "0180", "--out", path.to_str().unwrap()]);
    let command = made.note.split_once("kör vagvisare ").unwrap().1.lines().next().unwrap();
    let words: Vec<&str> = command.splitn(3, ' ').collect();
    assert_eq!(run(words).code, 0, "{command}");
    let line = made.note.split_once("skriv ").unwrap().1.split_once(" överst").unwrap().0;
    let text = std::fs::read_to_string(&path).unwrap().replacen('{', &format!("{{ {line}"), 1);
    std::fs::write(&path, &text).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    assert!(folder.path().join(file["$schema"].as_str().unwrap()).is_file());
    assert_eq!(run(["check", path.to_str().unwrap(), "--today", TODAY]).code, 0);
    assert_eq!(run(["check", folder.path().to_str().unwrap(), "--today", TODAY]).code, 0);
    // Where the folder's settings name the schema, as beside the shipped files, nothing is left to do.
    std::fs::create_dir(at(&folder, ".vscode")).unwrap();
    std::fs::copy(format!("{}/.vscode/settings.json", shipped()), at(&folder, ".vscode/settings.json"))
        .unwrap();
    let second = run(["new", "0181", "--out", at(&folder, "0181.json").to_str().unwrap()]);
    assert_eq!((second.code, second.note.as_str()), (0, ""));
}

#[test]
fn the_nation_s_file_is_not_made_anew_and_the_remedy_is_not_what_was_typed() {
    let made = run(["new", "se"]);
    assert_eq!((made.code, made.out.as_str()), (2, ""));
    assert!(made.note.contains("Rikets fil") && !made.note.contains("Skriv se"), "{}", made.note);
}
