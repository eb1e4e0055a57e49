//! The guide's pages to read: the same in each language, none without a source, none that promises too much.
#![allow(clippy::unwrap_used, reason = "here every function is a test's")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value};

/// What no page may say: help that is not shown to exist, and certainty that nobody can give.
const FORBIDDEN: [&str; 15] = [
    "igor",
    "alltid",
    "helt anonym",
    "garant",
    "spårlös",
    "lämnar inga spår",
    "always",
    "fully anonymous",
    "completely anonymous",
    "guarantee",
    "without a trace",
    "14:1)",
    "1993:2",
    "72 tim",
    "72 hours",
];

/// The only numbers that a page may name, as they stand in it.
const NUMBERS: [&str; 5] = [
    "112",
    "114\u{a0}14",
    "116\u{a0}111",
    "+46\u{a0}77\u{a0}114\u{a0}14\u{a0}00",
    "+46\u{a0}8\u{a0}405\u{a0}50\u{a0}05",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lang: String,
    dir: String,
    reviewed: bool,
    pages: Vec<Page>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    id: String,
    title: String,
    parts: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    title: Option<String>,
    text: Vec<String>,
}

impl File {
    fn ids(&self) -> Vec<&str> {
        self.pages.iter().map(|page| page.id.as_str()).collect()
    }
}

impl Page {
    fn texts(&self) -> impl Iterator<Item = &String> {
        let parts = self.parts.iter().flat_map(|part| part.title.iter().chain(&part.text));
        std::iter::once(&self.title).chain(parts)
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn json(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

fn pages(lang: &str) -> File {
    serde_json::from_value(json(&format!("www/guide/pages-{lang}.json"))).unwrap()
}

/// Every language's pages.
fn all() -> Vec<File> {
    let folder = fs::read_dir(root().join("www/guide")).unwrap();
    let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let tags = names.filter_map(|name| Some(name.strip_prefix("pages-")?.strip_suffix(".json")?.to_owned()));
    let mut tags: Vec<_> = tags.collect();
    tags.sort();
    assert!(tags.len() >= 3, "{tags:?}");
    tags.iter().map(|tag| pages(tag)).collect()
}

fn sources() -> Map<String, Value> {
    json("docs/advice-sources.json").as_object().unwrap().clone()
}

#[test]
fn every_language_has_the_same_pages_in_the_same_order() {
    let swedish = pages("sv");
    let wanted = swedish.ids();
    assert_eq!(wanted.iter().collect::<BTreeSet<_>>().len(), wanted.len(), "twice: {wanted:?}");
    for file in all() {
        let ids = file.ids();
        // A translation that nobody has reviewed may lack a page, which is then read in Swedish.
        let partial = !file.reviewed && !["sv-simple", "en"].contains(&file.lang.as_str());
        let expected: Vec<_> = wanted.iter().copied().filter(|id| !partial || ids.contains(id)).collect();
        assert_eq!(ids, expected, "{}", file.lang);
        // Whoever has any page has first of all the one that says what leaving does not clear.
        assert!(ids.first().is_none_or(|id| *id == "safe"), "{}", file.lang);
    }
}

#[test]
fn a_page_has_the_parts_of_the_swedish_one() {
    let swedish = pages("sv");
    for file in all() {
        for page in &file.pages {
            let own = swedish.pages.iter().find(|own| own.id == page.id).unwrap();
            let shape = |page: &Page| page.parts.iter().map(|part| part.title.is_some()).collect::<Vec<_>>();
            assert_eq!(shape(page), shape(own), "{}, {}", file.lang, page.id);
            assert!(page.parts.iter().all(|part| !part.text.is_empty()), "{}, {}", file.lang, page.id);
        }
    }
}

#[test]
fn the_pages_of_a_language_are_of_the_locale_beside_them() {
    for file in all() {
        let locale = json(&format!("www/guide/{}.json", file.lang));
        assert_eq!(locale["lang"], file.lang.as_str());
        assert_eq!(locale["dir"], file.dir.as_str(), "{}", file.lang);
        assert!(locale["reviewed"] == true || !file.reviewed, "{}: reviewed, but not its locale", file.lang);
    }
}

#[test]
fn a_page_is_short() {
    for file in all() {
        for page in &file.pages {
            let length: usize = page.texts().map(|text| text.chars().count()).sum();
            // Safe use says everything that was measured; for the others two screens of a phone are enough.
            let limit = if page.id == "safe" { 2800 } else { 2200 };
            assert!(length <= limit, "{}, {}: {length} characters", file.lang, page.id);
            assert!((3..=7).contains(&page.parts.len()), "{}, {}", file.lang, page.id);
        }
    }
}

#[test]
fn no_page_promises_what_nobody_can_keep() {
    for file in all() {
        for page in &file.pages {
            for text in page.texts() {
                let small = text.to_lowercase();
                let found = FORBIDDEN.iter().find(|words| small.contains(**words));
                assert_eq!(found, None, "{}, {}: {text}", file.lang, page.id);
            }
        }
    }
}

/// A number is as many as three digits, with what people write between them.
#[test]
fn no_page_names_a_number_that_has_no_source() {
    for file in all() {
        for page in &file.pages {
            for text in page.texts() {
                let mut rest = text.clone();
                for number in NUMBERS.iter().rev() {
                    rest = rest.replace(number, "");
                }
                let years = |run: &str| run.starts_with("20") && run.len() == 4;
                let mut runs =
                    rest.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() >= 3 && !years(run));
                assert_eq!(runs.next(), None, "{}, {}: {text}", file.lang, page.id);
            }
        }
    }
}

/// Without isolation an Arabic or Persian line shows "114 14" as "14 114". The program does it itself for the
/// one text whose number it makes a link.
#[test]
fn numbers_of_several_groups_are_kept_left_to_right() {
    let (isolate, end) = ('\u{2066}', '\u{2069}');
    for file in all().iter().filter(|file| file.dir == "rtl") {
        let locale = json(&format!("www/guide/{}.json", file.lang));
        let locale = locale["texts"].as_object().unwrap().iter().filter(|(key, _)| *key != "ui.not_urgent");
        let locale = locale.map(|(_, text)| text.as_str().unwrap());
        let pages = file.pages.iter().flat_map(Page::texts).map(String::as_str);
        let mut isolated = 0;
        for text in locale.chain(pages) {
            let outside = text.split(isolate).map(|part| part.split_once(end).map_or(part, |(_, rest)| rest));
            let outside = outside.collect::<String>();
            let bare = NUMBERS.iter().find(|number| number.contains('\u{a0}') && outside.contains(**number));
            assert_eq!(bare, None, "{}: {text}", file.lang);
            isolated += text.matches(isolate).count();
        }
        assert!(isolated > 4, "{}", file.lang);
    }
}

/// "116" at the end of a line and "111" on the next are two numbers to who reads in a hurry. In the text whose
/// number is a link the look keeps it together.
#[test]
fn no_number_is_broken_between_two_lines() {
    for file in all() {
        let locale = json(&format!("www/guide/{}.json", file.lang));
        let locale = locale["texts"].as_object().unwrap().iter().filter(|(key, _)| *key != "ui.not_urgent");
        let locale = locale.map(|(_, text)| text.as_str().unwrap());
        for text in locale.chain(file.pages.iter().flat_map(Page::texts).map(String::as_str)) {
            let letters: Vec<char> = text.chars().collect();
            let is_broken = letters.windows(3).any(|three| matches!(three, ['0'..='9', ' ', '0'..='9']));
            assert!(!is_broken, "{}: {text}", file.lang);
        }
    }
}

#[test]
fn every_text_with_facts_in_it_has_a_source_and_no_source_is_left_over() {
    let locale = json("www/guide/sv.json");
    let advice = locale["texts"].as_object().unwrap().keys().filter(|key| key.starts_with("adv.")).cloned();
    let file = pages("sv");
    let parts = file.pages.iter().flat_map(|page| {
        (1..=page.parts.len()).map(|part| format!("page.{}.{part}", page.id)).collect::<Vec<_>>()
    });
    let wanted: BTreeSet<_> = advice.chain(parts).collect();
    let sources = sources();
    assert_eq!(sources.keys().cloned().collect::<BTreeSet<_>>(), wanted);
    for (key, list) in &sources {
        let list = list.as_array().unwrap();
        assert!(!list.is_empty(), "{key}");
        assert!(list.iter().all(|source| source.as_str().is_some_and(|source| source.len() > 3)), "{key}");
    }
}

#[test]
fn every_page_that_the_guide_offers_is_there() {
    let guide = json("www/guide/guide.json");
    let file = pages("sv");
    let mut offered = BTreeSet::new();
    for question in guide["questions"].as_array().unwrap() {
        for choice in question["choices"].as_array().unwrap() {
            let ids = choice.get("pages").and_then(Value::as_array).into_iter().flatten();
            offered.extend(ids.map(|id| id.as_str().unwrap().to_owned()));
        }
    }
    let unknown: Vec<_> = offered.iter().filter(|id| !file.ids().contains(&id.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
