//! Help, mistakes and languages of the command line.

use std::fs;

use super::{at, folder, layer, run, shipped};

#[test]
fn help_is_swedish_unless_english_is_asked_for() {
    let help = run(["--help"]);
    assert_eq!(help.code, 0);
    insta::assert_snapshot!("help.sv", help.out);
    insta::assert_snapshot!("help.en", run(["--help", "--lang", "en"]).out);
    assert!(run(["check", "--help"]).out.contains("Användning"));
    let diff = run(["diff", "--help"]).out;
    assert!(diff.find("  <GAMMAL>") < diff.find("  <NY>"), "{diff}");
}

#[test]
fn a_mistake_is_one_sentence_and_exit_2() {
    for (words, part) in [
        (vec!["chek"], "chek"),
        (vec!["check"], "FIL"),
        (vec!["check", "x", "--fel"], "--fel"),
        (vec!["hours", "x", "--at", "i går"], "i går"),
        (vec!["check", "tests/rules/se.json", "--today", "2026-13-01"], "2026-13-01"),
        (vec!["check", "tests/rules/se.json", "--format", "xml"], "xml"),
        (vec!["coverage", "0184x"], "0184x"),
        (vec!["new", "Solna"], "Solna"),
        (vec!["explain", "near-mach"], "near-match"),
        (vec!["links", "x", "--timeout", "18446744073709551615"], "18446744073709551615"),
        (vec!["links", "x", "--timeout", "0"], "--timeout"),
    ] {
        let run = run(&words);
        assert_eq!(
            (run.code, run.out.as_str(), run.note.lines().count()),
            (2, "", 1),
            "{words:?}: {}",
            run.note
        );
        assert!(run.note.contains(part), "{}", run.note);
    }
}

#[test]
#[cfg(unix)]
fn a_word_that_is_no_text_is_told_in_the_editor_s_language() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let broken = OsStr::from_bytes(b"\xFF");
    for (lang, part) in [("sv", "inte text i UTF-8"), ("en", "not text in UTF-8")] {
        let words = ["stale", "tests/rules/se.json", "--lang", lang, "--today"].map(OsStr::new);
        let run = run(words.iter().chain(&[broken]));
        assert_eq!((run.code, run.out.as_str(), run.note.lines().count()), (2, "", 1), "{}", run.note);
        assert!(run.note.contains(part), "{}", run.note);
    }
}

#[test]
fn what_the_operating_system_says_is_told_in_the_editor_s_language() {
    let folder = folder(&[("b.json", &layer(|_| ())), ("inte-json", b"{bad")]);
    fs::create_dir(at(&folder, "guide")).unwrap();
    let words = |path: &str| at(&folder, path).to_str().unwrap().to_owned();
    let (file, out) = (words("b.json"), words("b.json/ut.json"));
    for (command, sv, en) in [
        (vec!["check", &out], "en fil där det ska vara en mapp", "a file here where a folder should be"),
        (vec!["snippet", "0184", "--contacts", &file], "en fil där det ska vara en mapp", "a file here"),
        (vec!["schema", "--out", &folder.path().to_string_lossy()], "är en mapp. Ange en fil", "is a folder"),
        (vec!["new", "0184", "--out", &file], "finns redan", "is there already"),
    ] {
        for (lang, part) in [("sv", sv), ("en", en)] {
            let run = run(command.iter().copied().chain(["--lang", lang]));
            assert_eq!((run.code, run.note.lines().count()), (2, 1), "{command:?}: {}", run.note);
            assert!(run.note.contains(part) && !run.note.contains("os error"), "{}", run.note);
        }
    }
}

#[test]
fn a_guide_that_cannot_be_used_is_told_in_the_editor_s_language() {
    let shipped = fs::read_to_string(format!("{}/../guide/guide.json", shipped())).unwrap();
    for (guide, sv, en) in [
        ("{\n bad".to_owned(), "inte hel JSON: det tar stopp på rad 2", "not whole JSON: it ends at line 2"),
        ("{}".to_owned(), "fattas eller har fel form", "missing or of a wrong shape"),
        (shipped.replacen("\"format\": 1", "\"format\": 2", 1), "”format” är inte 1", "“format” is not 1"),
        (shipped.replace("\"next\": \"", "\"next\": \"x"), "frågan finns inte: x", "no such question: x"),
    ] {
        let folder = folder(&[("guide.json", guide.as_bytes())]);
        for (lang, part) in [("sv", sv), ("en", en)] {
            let words = ["coverage", "se", "--lang", lang, "--guide", folder.path().to_str().unwrap()];
            let run = run(words);
            assert_eq!((run.code, run.note.lines().count()), (2, 1), "{}", run.note);
            assert!(run.note.contains(part), "{}", run.note);
        }
    }
}

#[test]
fn without_a_command_the_help_is_shown() {
    for words in [&[][..], &["--format", "json"], &["--lang", "sv"]] {
        let run = run(words);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{words:?}");
        assert_eq!(run.note, super::run(["--help"]).out, "{words:?}");
    }
    let english = run(["--lang", "en"]);
    assert_eq!((english.code, english.note), (2, run(["--help", "--lang", "en"]).out));
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_no_success_but_a_reader_that_has_enough_is_no_fault() {
    let program = || {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_vagvisare"));
        program.arg("schema").stderr(std::process::Stdio::piped());
        program
    };
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = program().stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("gick inte att läsa eller skriva"));
    let mut closed = program().stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(closed.stdout.take());
    assert_eq!(closed.wait().unwrap().code(), Some(0));
}
