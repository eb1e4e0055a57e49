//! `explain`: every code that a message can carry.

use vagvisare_contacts::check::catalogue;

use super::run;

#[test]
fn every_code_is_explained_in_both_languages() {
    for lang in ["sv", "en"] {
        let rows = run(["explain", "--lang", lang, "--format", "json"]).json();
        let rows = rows.as_array().unwrap();
        assert_eq!(rows.len(), catalogue::all().count());
        for row in rows {
            for key in ["code", "severity", "message", "remedy", "why"] {
                let words = row[key].as_str().unwrap();
                assert!(!words.is_empty() && !words.contains(['{', '}']), "{row}");
            }
        }
    }
}

#[test]
fn one_code_says_what_why_and_what_to_do() {
    insta::assert_snapshot!("explain", run(["explain", "near-match"]).out);
}
