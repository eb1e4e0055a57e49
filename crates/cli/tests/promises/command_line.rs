//! Help, mistakes and languages of the command line.

use super::run;

#[test]
fn help_is_swedish_unless_english_is_asked_for() {
    let help = run(["--help"]);
    assert_eq!(help.code, 0);
    insta::assert_snapshot!("help.sv", help.out);
    insta::assert_snapshot!("help.en", run(["--help", "--lang", "en"]).out);
    assert!(run(["check", "--help"]).out.contains("Användning"));
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
fn without_a_command_the_help_is_shown() {
    for words in [&[][..], &["--format", "json"], &["--lang", "sv"]] {
        let run = run(words);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{words:?}");
        assert_eq!(run.note, super::run(["--help"]).out, "{words:?}");
    }
    let english = run(["--lang", "en"]);
    assert_eq!((english.code, english.note), (2, run(["--help", "--lang", "en"]).out));
}
