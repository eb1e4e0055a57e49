use vagvisare_contacts::layers::Directory;
use vagvisare_contacts::model::Audience;
use vagvisare_contacts::search::search;

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
    search(directory, query, None).iter().map(|entry| entry.service.id.as_str()).collect()
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
    assert_eq!(found(&directory, "socialjouren kvinnofrid"), [""; 0]);
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
        search(&directory, "hjälp", audience).iter().map(|entry| entry.service.id.as_str()).collect()
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
