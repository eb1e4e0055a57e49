use vagvisare_contacts::layers::{Directory, merge};
use vagvisare_contacts::model::{Audience, Kind, Level, Need};
use vagvisare_contacts::schedule::State;
use vagvisare_contacts::select::{Answers, Hit, select};

use crate::{instant, layer, line, nation};

/// A Monday at noon.
const NOON: &str = "2026-11-02T12:00+01:00";
const ALWAYS: &str = r#""always""#;
const NIGHTS: &str = r#"{"weekly":[{"days":["mo"],"opens":"20:00","closes":"21:00"}]}"#;

fn all(id: &str, fields: &str, number: &str, hours: &str) -> String {
    line(
        id,
        &format!(r#""audience":["self","child","relative","using_violence","staff"],{fields}"#),
        number,
        hours,
    )
}

fn answers(audience: Audience, kind: Option<Kind>, need: Option<Need>) -> Answers {
    Answers { audience: Some(audience), kind, need }
}

fn shown<'a>(directory: &'a Directory, answers: &Answers) -> Vec<Hit<'a>> {
    select(directory, answers, instant(NOON))
}

fn ids<'a>(hits: &[Hit<'a>]) -> Vec<&'a str> {
    hits.iter().map(|hit| hit.entry.service.id.as_str()).collect()
}

fn myself() -> Answers {
    answers(Audience::Myself, None, None)
}

#[test]
fn open_comes_first_then_fit_then_near() {
    let honour = answers(Audience::Myself, Some(Kind::Honour), Some(Need::Talk));
    let national = format!(
        r#"{{"format":1,"area":{{"code":"se","name":"Sverige"}},"services":[{},{},{},{},{}]}}"#,
        all("se.closed", r#""kinds":["honour"],"needs":["talk"],"#, "+4684650041", NIGHTS),
        all("se.unknown", "", "+4684650042", r#""unknown""#),
        all("se.any", "", "+4684650043", ALWAYS),
        all("se.among", r#""kinds":["honour","sexual"],"#, "+4684650044", ALWAYS),
        all("se.only", r#""kinds":["honour"],"#, "+4684650045", ALWAYS),
    );
    let local = format!(
        r#"{{"format":1,"area":{{"code":"0184","name":"Solna"}},"services":[{}]}}"#,
        all("0184.any", "", "+4684650046", ALWAYS)
    );
    let directory = merge("0184", vec![layer(&national), layer(&local)]);
    let hits = shown(&directory, &honour);
    assert_eq!(ids(&hits), ["se.only", "se.among", "0184.any", "se.any", "se.unknown", "se.closed"]);
    assert_eq!(hits.iter().map(|hit| hit.fit).collect::<Vec<_>>(), [2, 1, 0, 0, 0, 4]);
}

#[test]
fn general_services_and_112_come_last_and_whatever_is_asked() {
    let directory = nation(
        &[
            all("se.112", r#""kinds":["sexual"],"#, "112", ALWAYS),
            all("se.1177", r#""needs":["care"],"#, "1177", ALWAYS),
            all("0184.socialjour", "", "+4684650040", NIGHTS),
            all("se.line", "", "+4684650041", NIGHTS),
        ]
        .join(","),
    );
    let hits = shown(&directory, &answers(Audience::Myself, Some(Kind::Honour), Some(Need::Talk)));
    assert_eq!(ids(&hits), ["se.line", "se.1177", "0184.socialjour", "se.112"]);
}

#[test]
fn staff_lines_are_shown_to_staff_only() {
    let directory = nation(&line("se.staff", r#""audience":["staff"],"#, "+4684650041", ALWAYS));
    assert_eq!(ids(&shown(&directory, &Answers::default())), [""; 0]);
    assert_eq!(ids(&shown(&directory, &myself())), [""; 0]);
    assert_eq!(ids(&shown(&directory, &answers(Audience::Staff, None, None))), ["se.staff"]);
}

#[test]
fn children_and_adults_are_not_sent_to_each_others_lines() {
    let directory = nation(
        &[
            all("se.adults", r#""age":{"min":18},"#, "+4684650041", ALWAYS),
            all("se.children", r#""age":{"max":17},"#, "+4684650042", ALWAYS),
            all("se.young", r#""age":{"min":13,"max":20},"#, "+4684650043", ALWAYS),
        ]
        .join(","),
    );
    assert_eq!(ids(&shown(&directory, &answers(Audience::Child, None, None))), ["se.children", "se.young"]);
    for adult in [Audience::Myself, Audience::Relative, Audience::UsingViolence, Audience::Staff] {
        assert_eq!(ids(&shown(&directory, &answers(adult, None, None))), ["se.adults", "se.young"]);
    }
    assert_eq!(shown(&directory, &Answers::default()).len(), 3);
}

#[test]
fn when_nothing_suits_the_need_is_left_aside_then_the_kind() {
    let directory = nation(
        &[
            all("se.honour", r#""kinds":["honour"],"needs":["talk"],"#, "+4684650041", ALWAYS),
            all("se.sexual", r#""kinds":["sexual"],"needs":["care"],"#, "+4684650042", ALWAYS),
            all("se.112", "", "112", ALWAYS),
        ]
        .join(","),
    );
    let ask = |kind, need| ids(&shown(&directory, &answers(Audience::Myself, Some(kind), Some(need))));
    assert_eq!(ask(Kind::Honour, Need::Talk), ["se.honour", "se.112"]);
    assert_eq!(ask(Kind::Honour, Need::Care), ["se.honour", "se.112"]);
    assert_eq!(ask(Kind::Trafficking, Need::Care), ["se.honour", "se.sexual", "se.112"]);
}

#[test]
fn nothing_is_open_of_what_is_closed_for_a_time_and_what_is_gone_is_not_shown() {
    let directory = nation(
        &[
            all("se.summer", r#""status":"temporarily_closed","#, "+4684650041", ALWAYS),
            all("se.gone", r#""status":"inactive","#, "+4684650042", ALWAYS),
        ]
        .join(","),
    );
    let hits = shown(&directory, &myself());
    assert_eq!(ids(&hits), ["se.summer"]);
    assert_eq!(hits[0].state, State::Closed);
    assert_eq!(hits[0].moments[0].opens, None);
}

#[test]
fn a_stale_check_makes_open_unknown_and_a_missing_one_does_not() {
    let checked = |id: &str, on: &str, days: &str| {
        all(
            id,
            &format!(r#""checked":{{"on":"{on}","how":"phoned"}},"check_every_days":{days},"#),
            "+4684650041",
            ALWAYS,
        )
    };
    let directory = nation(
        &[
            checked("se.fresh", "2026-10-03", "30"),
            checked("se.stale", "2026-10-02", "30"),
            all("se.never", r#""checked":null,"check_every_days":30,"#, "+4684650042", ALWAYS),
        ]
        .join(","),
    );
    let hits = shown(&directory, &myself());
    let states: Vec<_> = hits.iter().map(|hit| (hit.entry.service.id.as_str(), hit.state)).collect();
    assert_eq!(states, [("se.fresh", State::Open), ("se.never", State::Open), ("se.stale", State::Unknown)]);
}

#[test]
fn a_page_that_is_always_there_does_not_make_a_closed_line_open() {
    let directory = nation(&format!(
        r#"{{"id":"se.a","name":{{"sv":"A"}},"audience":["self"],"channels":[
            {{"type":"web","value":"https://example.se/","hours":"always"}},
            {{"type":"phone","value":"+4684650041","hours":{NIGHTS}}}]}}"#
    ));
    let hits = shown(&directory, &myself());
    assert_eq!(hits[0].state, State::Closed);
    assert_eq!(
        hits[0].moments.iter().map(|moment| moment.state).collect::<Vec<_>>(),
        [State::Open, State::Closed]
    );
}

/// With the files that are served: no path of the guide is without an answer, 112 is the last of each.
#[test]
fn no_path_of_the_served_guide_ends_empty() {
    let guide = vagvisare_contacts::guide::Guide::read(include_str!("../../../../www/guide/guide.json"))
        .expect("a guide");
    let file = vagvisare_contacts::read::read_layer(include_str!("../../../../www/contacts/se.json"))
        .expect("a layer");
    assert_eq!(file.left_out, []);
    let directory = merge("se", vec![file.layer]);
    let mut paths: Vec<(String, Answers)> =
        guide.paths().into_iter().map(|path| (path.choices.join(" "), path.answers)).collect();
    paths.push(("everything skipped".to_owned(), Answers::default()));
    for (path, answers) in paths {
        let hits = shown(&directory, &answers);
        let last = hits.last().unwrap_or_else(|| panic!("{path}: nothing"));
        assert_eq!(last.entry.service.level(), Level::Emergency, "{path}");
        let first = &hits[0].entry.service;
        assert_eq!(first.level(), Level::Support, "{path}: {}", first.id);
    }
}

#[test]
fn whoever_names_nothing_is_not_sent_to_the_one_for_something_particular() {
    let national = format!(
        r#"{{"format":1,"area":{{"code":"se","name":"Sverige"}},"services":[{},{}]}}"#,
        all("se.any", "", "+4684650043", ALWAYS),
        all(
            "se.most",
            r#""kinds":["close_relationship","honour","sexual","stalking"],"#,
            "+4684650044",
            ALWAYS
        ),
    );
    let local = format!(
        r#"{{"format":1,"area":{{"code":"0184","name":"Solna"}},"services":[{},{}]}}"#,
        all("0184.one", r#""kinds":["sexual"],"needs":["care"],"#, "+4684650045", ALWAYS),
        all("0184.any", "", "+4684650046", ALWAYS),
    );
    let directory = merge("0184", vec![layer(&national), layer(&local)]);
    assert_eq!(ids(&shown(&directory, &myself())), ["0184.any", "se.any", "se.most", "0184.one"]);
    let sexual = answers(Audience::Myself, Some(Kind::Sexual), None);
    assert_eq!(ids(&shown(&directory, &sexual))[0], "0184.one");
}
