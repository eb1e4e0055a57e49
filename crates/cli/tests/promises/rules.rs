//! Every rule has a file that breaks it, `rules/<code>.json`, and says what stands in its snapshots.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use vagvisare_contacts::check::Lang;
use vagvisare_contacts::check::catalogue::{self, Rule};

use super::{TODAY, run};

/// Rules that no small file can break: 2 MB, a guide, the network, a second file. They have tests of their own.
const ELSEWHERE: [&str; 4] = ["too-large", "chain-gap", "dead-link", "second-of-area"];

fn broken(code: &str) -> String {
    let as_folder = format!("tests/rules/{code}");
    let inside = Path::new(env!("CARGO_MANIFEST_DIR")).join(&as_folder);
    if inside.is_dir() {
        let name =
            fs::read_dir(&inside).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let name = name.filter(|name| name != "se.json").min().unwrap_or_else(|| "se.json".to_owned());
        return format!("{as_folder}/{name}");
    }
    format!("tests/rules/{code}.json")
}

/// What the program says about the broken file of a rule.
struct Told {
    rule: &'static Rule,
    /// Swedish, English: the text, and the rows of the JSON.
    texts: [String; 2],
    rows: [Vec<Value>; 2],
}

/// Each file is looked at once for all the tests.
fn told() -> &'static [Told] {
    static TOLD: LazyLock<Vec<Told>> = LazyLock::new(|| {
        let rules = catalogue::all().filter(|rule| !ELSEWHERE.contains(&rule.code));
        let each = |rule: &'static Rule| {
            let file = broken(rule.code);
            let words = |lang| ["check", &file, "--today", TODAY, "--lang", lang].map(str::to_owned);
            let rows = |lang| run(words(lang).iter().map(String::as_str).chain(["--format", "json"])).json();
            Told {
                rule,
                texts: ["sv", "en"].map(|lang| run(words(lang)).out),
                rows: ["sv", "en"].map(|lang| rows(lang).as_array().unwrap().clone()),
            }
        };
        rules.map(each).collect()
    });
    &TOLD
}

#[test]
fn each_rule_tells_the_editor_what_where_why_and_what_to_do_in_both_languages() {
    for told in told() {
        for (lang, text) in ["sv", "en"].iter().zip(&told.texts) {
            let why = told.rule.texts(if *lang == "sv" { Lang::Sv } else { Lang::En }).why;
            // However often a rule is broken, the reason stands once.
            assert_eq!(text.matches(why).count(), 1, "{text}");
            insta::assert_snapshot!(format!("{}.{lang}", told.rule.code), text);
        }
    }
}

#[test]
fn a_broken_file_breaks_its_one_rule_and_no_other() {
    for told in told() {
        let codes: BTreeSet<_> = told.rows[0].iter().map(|row| row["code"].as_str().unwrap()).collect();
        // A claim can lack a source only where the contact does.
        let wanted: &[&str] = match told.rule.code {
            "claim-without-source" => &["claim-without-source", "no-source"],
            code => &[code],
        };
        assert_eq!(codes, wanted.iter().copied().collect(), "{}", told.rule.code);
    }
}

#[test]
fn no_message_leaves_a_blank_unfilled() {
    for row in told().iter().flat_map(|told| told.rows.iter().flatten()) {
        for key in ["message", "remedy"] {
            let words = row[key].as_str().unwrap();
            let blanks = words.split('{').skip(1).filter_map(|rest| rest.split('}').next());
            let is_name =
                |blank: &str| !blank.is_empty() && blank.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(!words.is_empty() && !blanks.into_iter().any(is_name), "{words}");
        }
    }
}
