use vagvisare_contacts::layers::Directory;
use vagvisare_contacts::model::{Audience, Kind, Need};
use vagvisare_contacts::search::search;
use vagvisare_contacts::select::Answers;

use crate::{line, nation};

fn directory() -> Directory {
    let service = |id: &str, name: &str, fields: &str, number: &str| {
        line(id, fields, number, r#""always""#).replacen(
            &format!(r#"{{"sv":"{id}"}}"#),
            &format!(r#"{{"sv":"{name}"}}"#),
            1,
        )
    };
    nation(
        &[
            service("se.112", "SOS Alarm", r#""audience":["self","child"],"#, "112"),
            service(
                "se.kvinnofrid",
                "Kvinnofridslinjen",
                r#""audience":["self"],"organization":"Nationellt centrum för kvinnofrid","#,
                "+4620505050",
            ),
            service("se.sos", "Södersjukhusets akutmottagning", r#""audience":["self"],"#, "+46846500400"),
            service(
                "se.jour",
                "Socialjouren",
                r#""audience":["child"],"known_as":["social beredskap","akut hjälp"],
                   "summary":{"sv":"Hjälp på kvällar."},"#,
                "+46104440500",
            ),
            service("se.staff", "Hjälp för personal", r#""audience":["staff"],"#, "+46102235760"),
            service(
                "se.gone",
                "Gamla hjälpen",
                r#""audience":["self"],"status":"inactive","#,
                "+46846500499",
            ),
        ]
        .join(","),
    )
}

fn found<'a>(directory: &'a Directory, query: &str) -> Vec<&'a str> {
    search(directory, &[], query, None).iter().map(|entry| entry.service.id.as_str()).collect()
}

#[test]
fn names_are_found_in_any_case_and_without_the_dots() {
    let directory = directory();
    for query in [
        "Södersjukhuset",
        "SÖDERSJUKHUSET",
        "sodersjuk",
        "So\u{308}dersjuk",
        "södersjukhusets akut",
        "  söder,  ",
    ] {
        assert_eq!(found(&directory, query), ["se.sos"], "{query}");
    }
    assert_eq!(found(&directory, "hjälp"), ["se.jour"]);
    assert_eq!(found(&directory, "hjalp"), ["se.jour"]);
}

#[test]
fn letters_typed_with_dots_mean_those_letters() {
    let directory = directory();
    assert_eq!(found(&directory, "sös"), [""; 0], "SOS has an o");
    assert_eq!(found(&directory, "sos"), ["se.112"]);
    assert_eq!(found(&directory, "kvällar"), ["se.jour"]);
    assert_eq!(found(&directory, "kvållar"), [""; 0]);
}

#[test]
fn other_names_organisation_and_summary_are_found_after_the_name() {
    let directory = directory();
    assert_eq!(found(&directory, "beredskap"), ["se.jour"]);
    assert_eq!(found(&directory, "nationellt centrum"), ["se.kvinnofrid"]);
    assert_eq!(found(&directory, "akut"), ["se.sos", "se.jour"]);
    assert_eq!(found(&directory, "socialjouren kvällar"), ["se.jour"]);
}

#[test]
fn where_no_service_has_every_word_those_with_the_most_come() {
    let directory = directory();
    assert_eq!(found(&directory, "socialjouren kvinnofrid"), ["se.kvinnofrid", "se.jour"]);
    assert_eq!(found(&directory, "social hjälp kvinnofrid"), ["se.jour"]);
    assert_eq!(found(&directory, "hur hittar vi kvinnofrid?"), ["se.kvinnofrid"]);
    assert_eq!(found(&directory, "hur hittar vi"), [""; 0]);
}

#[test]
fn very_short_words_are_asked_for_only_when_there_are_no_longer_ones() {
    let directory = directory();
    assert_eq!(found(&directory, "hjälp på zz kvällar"), ["se.jour"]);
    assert_eq!(found(&directory, "so"), ["se.112", "se.sos", "se.jour"]);
}

#[test]
fn another_form_or_a_slip_at_its_end_is_found_by_the_beginning_of_a_word() {
    let directory = directory();
    for query in ["kvinnofridlinjen", "kvinnofridslinejn", "kvinofrid", "KVINNOFRIDEN"] {
        assert_eq!(found(&directory, query), ["se.kvinnofrid"], "{query}");
    }
    assert_eq!(found(&directory, "beredskapen"), ["se.jour"]);
    assert_eq!(found(&directory, "socialjouren"), ["se.jour"], "nothing is cut from what is there");
    assert_eq!(found(&directory, "hjul"), [""; 0], "four letters are too few to cut");
    assert_eq!(found(&directory, "sociolingvistik"), [""; 0], "half of a word is too much to cut");
}

/// What a guide might say of the kind and need of its choices.
fn in_the_guides_words<'a>(directory: &'a Directory, query: &str) -> Vec<&'a str> {
    let talk = Answers { need: Some(Need::Talk), ..Answers::default() };
    let home = Answers { need: Some(Need::HomeAndMoney), ..Answers::default() };
    let honour = Answers { kind: Some(Kind::Honour), ..talk };
    let guide = [
        (Answers::default(), "Jag själv"),
        (home, "Hjälp med bostad eller pengar"),
        (honour, "Släkten tar mina pengar"),
        (talk, "Prata"),
    ]
    .map(|(says, text)| (says, text.to_owned()));
    search(directory, &guide, query, None).iter().map(|entry| entry.service.id.as_str()).collect()
}

#[test]
fn a_word_of_the_guide_finds_the_services_that_name_what_its_choice_says() {
    let service = |id: &str, fields: &str| line(id, fields, "+46846500400", r#""always""#);
    let directory = nation(
        &[
            service("se.112", r#""audience":["self"],"#),
            service("se.talk", r#""audience":["self"],"needs":["talk"],"#),
            service(
                "se.home",
                r#""audience":["self"],"kinds":["sexual"],"needs":["talk","home_and_money"],"#,
            ),
            service("se.honour", r#""audience":["self"],"kinds":["honour"],"#),
            service("se.staff", r#""audience":["staff"],"kinds":["honour"],"needs":["home_and_money"],"#),
            service(
                "se.bank",
                r#""audience":["self"],"summary":{"sv":"Om pengar."},"does_not":{"sv":"Inga djur."},"#,
            ),
        ]
        .join(","),
    );
    let found = |query| in_the_guides_words(&directory, query);
    assert_eq!(found("bostad"), ["se.home"]);
    assert_eq!(found("pengar"), ["se.bank", "se.home", "se.honour"], "a service's own words come first");
    assert_eq!(found("släkten"), ["se.honour"], "all can be talked to, not all know of honour");
    assert_eq!(found("djur"), [""; 0], "what a service does not do does not count");
    assert_eq!(found("prata"), ["se.talk", "se.home"]);
    assert_eq!(found("själv"), [""; 0], "a choice without kind or need leads to nobody");
}

#[test]
fn numbers_are_found_however_they_are_typed() {
    let directory = directory();
    for query in [
        "020-50 50 50",
        "020505050",
        "+46 20 50 50 50",
        "0046 20 505050",
        "+46 (0)20-50 50 50",
        "020 50",
        "505050",
        "46205050 50",
        "٠٢٠-٥٠ ٥٠ ٥٠",
        "۰۲۰۵۰۵۰۵۰",
        "+٤٦ ٢٠ ٥٠٥٠٥٠",
    ] {
        assert_eq!(found(&directory, query), ["se.kvinnofrid"], "{query}");
    }
    assert_eq!(found(&directory, "112"), ["se.112"]);
    assert_eq!(found(&directory, "010-444 05 00"), ["se.jour"]);
    assert_eq!(found(&directory, "0200-100 200"), [""; 0]);
    assert_eq!(found(&directory, "46500"), ["se.sos"], "too short to begin with Sweden's code");
}

#[test]
fn staff_lines_are_found_by_staff_only_and_what_is_gone_by_nobody() {
    let directory = directory();
    let by = |audience| -> Vec<&str> {
        search(&directory, &[], "hjälp", audience).iter().map(|entry| entry.service.id.as_str()).collect()
    };
    assert_eq!(by(Some(Audience::Staff)), ["se.staff", "se.jour"]);
    assert_eq!(by(Some(Audience::Myself)), ["se.jour"]);
    assert_eq!(found(&directory, "010-223 57 60"), [""; 0]);
}

#[test]
fn an_empty_query_finds_nothing_and_an_odd_one_does_no_harm() {
    let directory = directory();
    for query in ["", "   ", "-", "+", "()", "\u{308}", "İ", "🦀", "+46", "0", "00"] {
        let _ = found(&directory, query);
    }
    assert_eq!(found(&directory, " - "), [""; 0]);
}
