//! `fmt`: one layout, nothing lost, nothing written when in doubt.

use std::fs;

use super::{at, folder, layer, run};

fn fmt(bytes: &[u8], more: &[&str]) -> (super::Run, Vec<u8>, usize) {
    let folder = folder(&[("9999.json", bytes)]);
    let path = at(&folder, "9999.json");
    let run = run(["fmt", path.to_str().unwrap()].iter().chain(more));
    let files = fs::read_dir(folder.path()).unwrap().count();
    (run, fs::read(path).unwrap(), files)
}

#[test]
fn a_file_is_put_in_order_and_says_the_same() {
    let (run, bytes, files) = fmt(&layer(|_| ()), &[]);
    assert_eq!((run.code, files), (0, 1));
    insta::assert_snapshot!("fmt", String::from_utf8(bytes.clone()).unwrap());
    assert_eq!(fmt(&bytes, &[]).1, bytes);
}

#[test]
fn a_mark_utf_16_carriage_returns_and_trailing_commas_are_mended() {
    let good = String::from_utf8(layer(|_| ())).unwrap();
    let wanted = fmt(good.as_bytes(), &[]).1;
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain(good.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [
        [b"\xEF\xBB\xBF", good.as_bytes()].concat(),
        utf16,
        good.replace('\n', "\r\n").into_bytes(),
        good.replace("180\n", "180,\n").into_bytes(),
    ] {
        assert_eq!(fmt(&bytes, &[]).1, wanted);
    }
}

#[test]
fn what_would_be_lost_or_guessed_is_left_alone_and_said() {
    let good = String::from_utf8(layer(|_| ())).unwrap();
    let latin1: Vec<u8> = good.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for (bytes, code) in [
        (good.replacen("{", "{ // anteckning\n", 1).into_bytes(), "comment"),
        (good.replacen("\"format\": 1", "\"format\": 2, \"format\": 1", 1).into_bytes(), "duplicate-key"),
        (latin1, "not-utf-8"),
        (good.replace("\"format\": 1,", "\"format\": 1").into_bytes(), "syntax"),
        (Vec::new(), "empty-file"),
    ] {
        let (run, after, files) = fmt(&bytes, &[]);
        assert_eq!((run.code, files), (1, 1), "{code}");
        assert_eq!(after, bytes, "{code}");
        assert!(run.note.contains(&format!("fel[{code}]")), "{}", run.note);
    }
}

#[test]
fn asked_only_to_look_it_writes_nothing() {
    let bytes = layer(|_| ());
    let (run, after, _) = fmt(&bytes, &["--check", "--format", "json"]);
    assert_eq!((run.code, after), (1, bytes));
    assert_eq!(run.json()[0]["changed"], true);
}

#[test]
fn keys_that_the_model_does_not_know_are_kept() {
    let (_, after, _) =
        fmt(&layer(|layer| layer["services"][0]["egen"] = serde_json::json!([[1], { "a": null }])), &[]);
    let after: serde_json::Value = serde_json::from_slice(&after).unwrap();
    assert_eq!(after["services"][0]["egen"], serde_json::json!([[1], { "a": null }]));
}
