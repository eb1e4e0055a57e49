//! Whoever is frightened reads badly: the guide's Swedish is easy, and its easy Swedish is easier.
#![allow(clippy::unwrap_used, reason = "here every function is a test's")]

use std::fs;
use std::path::Path;

use serde_json::Value;
use vagvisare_contacts::check::lix;

/// Läsbarhetsindex that nothing in a language goes above: 40 ends what is called easy, 30 what children read.
const LIMITS: [(&str, usize); 2] = [("sv", 40), ("sv-simple", 30)];

fn guide_file(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/guide").join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// `(key, text)` of a locale, in the file's order.
fn of_locale(lang: &str) -> Vec<(String, String)> {
    let file = guide_file(&format!("{lang}.json"));
    let texts = file["texts"].as_object().unwrap().iter();
    texts.map(|(key, text)| (key.clone(), text.as_str().unwrap().to_owned())).collect()
}

/// `(page, (key, text) of its headings and paragraphs)`.
fn of_pages(lang: &str) -> Vec<(String, Vec<(String, String)>)> {
    let file = guide_file(&format!("pages-{lang}.json"));
    let pages = file["pages"].as_array().unwrap().iter();
    pages.map(|page| (page["id"].as_str().unwrap().to_owned(), texts_of(page))).collect()
}

fn texts_of(page: &Value) -> Vec<(String, String)> {
    let id = page["id"].as_str().unwrap();
    let mut texts = vec![(id.to_owned(), page["title"].as_str().unwrap().to_owned())];
    for (part, n) in page["parts"].as_array().unwrap().iter().zip(1..) {
        let words = part.get("title").into_iter().chain(part["text"].as_array().unwrap());
        texts.extend(words.map(|words| (format!("{id}.{n}"), words.as_str().unwrap().to_owned())));
    }
    texts
}

/// The index of texts one after the other. Each ends a sentence: a label has no full stop of its own.
fn together(texts: &[(String, String)]) -> usize {
    let sentences =
        texts.iter().map(|(_, text)| text.trim_end_matches(['.', '!', '?', ':']).to_owned() + ".\n");
    lix(&sentences.collect::<String>()).unwrap()
}

#[test]
fn the_guide_is_easy_to_read_as_a_whole() {
    for (lang, limit) in LIMITS {
        let whole: Vec<_> = of_pages(lang).into_iter().flat_map(|(_, texts)| texts).collect();
        for (name, texts) in [(lang.to_owned(), of_locale(lang)), (format!("pages-{lang}"), whole)] {
            let index = together(&texts);
            println!("{name}.json: LIX {index}");
            assert!(index <= limit, "{name}.json: LIX {index}, more than {limit}");
        }
    }
}

#[test]
fn every_page_is_easy_to_read() {
    for (lang, limit) in LIMITS {
        for (page, texts) in of_pages(lang) {
            let index = together(&texts);
            println!("pages-{lang}.json, {page}: LIX {index}");
            assert!(index <= limit, "pages-{lang}.json, {page}: LIX {index}, more than {limit}");
        }
    }
}

/// Texts of fewer than fifteen words are left out: of those the index says nothing.
#[test]
fn no_text_is_hard_to_read_by_itself() {
    for (lang, limit) in LIMITS {
        let pages = of_pages(lang).into_iter().flat_map(|(_, texts)| texts);
        let indexed =
            of_locale(lang).into_iter().chain(pages).filter_map(|(key, text)| Some((lix(&text)?, key, text)));
        let hard: Vec<_> = indexed.filter(|(index, ..)| *index > limit).collect();
        assert!(hard.is_empty(), "{lang}, more than {limit}: {hard:#?}");
    }
}
