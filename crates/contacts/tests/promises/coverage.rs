use proptest::prelude::*;
use vagvisare_contacts::calendar::Instant;
use vagvisare_contacts::coverage::{GROUPS, Gap, Group, PathCoverage, coverage, timeline};
use vagvisare_contacts::guide::Guide;
use vagvisare_contacts::layers::{Directory, merge};
use vagvisare_contacts::model::{Audience, Gender, Kind, Level, Need, Service, Status};
use vagvisare_contacts::read::read_layer;
use vagvisare_contacts::schedule::State;
use vagvisare_contacts::select::{Answers, suits};

use crate::hours::any_hours;
use crate::{date, instant, line, nation};

const ALWAYS: &str = r#""always""#;
const DAILY: &str = r#"{"weekly":[{"days":["mo","tu","we","th","fr","sa","su"],
    "opens":"07:00","closes":"21:00"}],
    "holidays":"as_weekly","eves":"as_weekly"}"#;

/// One path: who asks, and the level wanted.
fn one_path(audience: &str, wanted: &str) -> Guide {
    Guide::read(&format!(
        r#"{{"format":1,"first":"who","wanted":"{wanted}","questions":[{{"id":"who","choices":[
            {{"id":"me","audience":"{audience}","kind":"honour","need":"talk"}}]}}]}}"#
    ))
    .expect("a guide")
}

fn covered(directory: &Directory, audience: &str, wanted: &str) -> PathCoverage {
    let mut paths = coverage(directory, &one_path(audience, wanted), date("2026-10-20"));
    assert_eq!(paths.len(), 1);
    paths.remove(0)
}

fn myself(id: &str, fields: &str, number: &str, hours: &str) -> String {
    line(id, &format!(r#""audience":["self"],{fields}"#), number, hours)
}

fn whole_year(level: Option<Level>) -> Vec<Gap> {
    vec![Gap { from: instant("2026-10-20T00:00+02:00"), to: instant("2027-10-21T00:00+02:00"), level }]
}

#[test]
fn a_night_without_the_wanted_line_is_a_gap_with_the_level_that_is_reached() {
    let directory =
        nation(&[myself("se.112", "", "112", ALWAYS), myself("se.line", "", "+4684650041", DAILY)].join(","));
    let path = covered(&directory, "self", "support");
    assert_eq!((path.path, path.wanted), (vec!["me".to_owned()], Level::Support));
    assert_eq!(path.gaps.len(), 367);
    let gap =
        |from: &str, to: &str| Gap { from: instant(from), to: instant(to), level: Some(Level::Emergency) };
    assert_eq!(path.gaps[0], gap("2026-10-20T00:00+02:00", "2026-10-20T07:00+02:00"));
    assert_eq!(path.gaps[1], gap("2026-10-20T21:00+02:00", "2026-10-21T07:00+02:00"));
    // The night in which summer time ends is an hour longer.
    assert_eq!(path.gaps[5], gap("2026-10-24T21:00+02:00", "2026-10-25T07:00+01:00"));
    assert_eq!(path.gaps[366], gap("2027-10-20T21:00+02:00", "2027-10-21T00:00+02:00"));
    assert_eq!(covered(&directory, "self", "general").gaps, path.gaps);
    assert_eq!(covered(&directory, "self", "emergency").gaps, []);
}

#[test]
fn where_nothing_is_open_the_gap_has_no_level() {
    let directory = nation(&myself("se.112", "", "112", ALWAYS));
    assert_eq!(covered(&directory, "child", "emergency").gaps, whole_year(None));
}

#[test]
fn a_path_that_does_not_ask_for_gender_holds_for_everyone_or_it_does_not_hold() {
    let women = myself("se.women", r#""gender":["women"],"#, "+4684650041", ALWAYS);
    let men = myself("se.men", r#""gender":["men"],"#, "+4684650042", DAILY);
    let trans = myself("se.trans", r#""gender":["trans"],"#, "+4684650043", ALWAYS);
    let help = myself("se.112", "", "112", ALWAYS);
    let path = covered(&nation(&[&*help, &women, &men].join(",")), "self", "support");
    assert_eq!(path.gaps, whole_year(Some(Level::Emergency)));
    assert_eq!(path.groups[Group::Women as usize], []);
    assert_eq!(path.groups[Group::Men as usize].len(), 367);
    assert_eq!(path.groups[Group::TransNonbinary as usize], whole_year(Some(Level::Emergency)));
    let path = covered(&nation(&[&*help, &women, &men, &trans].join(",")), "self", "support");
    assert_eq!(path.gaps, path.groups[Group::Men as usize]);
    let everybody = myself("se.all", r#""gender":["all"],"#, "+4684650044", ALWAYS);
    assert_eq!(covered(&nation(&[&*help, &everybody].join(",")), "self", "support").gaps, []);
}

#[test]
fn what_does_not_answer_at_once_or_cannot_be_used_by_all_does_not_count() {
    for other in [
        myself("se.a", r#""status":"temporarily_closed","#, "+4684650041", ALWAYS),
        myself("se.a", r#""status":"inactive","#, "+4684650041", ALWAYS),
        myself("se.a", r#""age":{"max":17},"#, "+4684650041", ALWAYS),
        myself("se.a", r#""kinds":["sexual"],"#, "+4684650041", ALWAYS),
        myself("se.a", r#""needs":["care"],"#, "+4684650041", ALWAYS),
        myself("se.a", "", "+4684650041", r#""unknown""#),
        myself("se.a", "", "+4684650041", ALWAYS).replace(r#""hours""#, r#""register_first":true,"hours""#),
        myself("se.a", "", "a@example.se", ALWAYS).replace("phone", "email"),
        myself("se.a", "", "https://example.se", ALWAYS).replace("phone", "web"),
        line("se.a", r#""audience":["child","staff"],"#, "+4684650041", ALWAYS),
    ] {
        assert_eq!(covered(&nation(&other), "self", "support").gaps, whole_year(None), "{other}");
    }
    for live in ["sms", "textphone", "phone"] {
        let service = myself("se.a", "", "+4684650041", ALWAYS).replace("phone", live);
        assert_eq!(covered(&nation(&service), "self", "support").gaps, [], "{live}");
    }
}

#[test]
fn general_services_and_112_count_whatever_is_asked() {
    let general = myself("se.1177", r#""kinds":["sexual"],"needs":["care"],"#, "1177", DAILY);
    let last = myself("se.112", r#""kinds":["sexual"],"#, "112", ALWAYS);
    let path = covered(&nation(&[general, last].join(",")), "self", "general");
    assert_eq!(path.gaps.len(), 367);
    assert!(path.gaps.iter().all(|gap| gap.level == Some(Level::Emergency)));
}

/// Gnesta: on call on weekday nights with a number of its own, through 112 at weekends.
#[test]
fn a_service_that_112_answers_for_at_times_is_only_112_then() {
    let weekdays = r#"{"weekly":[{"days":["mo","tu","we","th","fr"],"opens":"16:00","closes":"08:00"}],
        "holidays":"as_weekly","eves":"as_weekly"}"#;
    let weekends = r#"{"weekly":[{"days":["sa","su"],"opens":"00:00","closes":"24:00"}],
        "holidays":"as_weekly","eves":"as_weekly"}"#;
    let help = myself("se.112", "", "112", ALWAYS);
    let gaps = |fields: &str, channels: &[(&str, &str)]| {
        let channels: Vec<_> = channels
            .iter()
            .map(|(number, hours)| format!(r#"{{"type":"phone","value":"{number}","hours":{hours}}}"#))
            .collect();
        let service = format!(
            r#"{{"id":"0461.socialjour","name":{{"sv":"Jouren"}},"audience":["self"],{fields}"channels":[{}]}}"#,
            channels.join(",")
        );
        covered(&nation(&[&*help, &service].join(",")), "self", "general").gaps
    };
    let own = ("+4684650041", weekdays);
    let both = [own, ("112", weekends)];
    let without = gaps("", &[own]);
    assert_eq!(without[0].level, Some(Level::Emergency));
    for fields in ["", r#""level":"general","#] {
        assert_eq!(gaps(fields, &both), without, "{fields}");
    }
}

#[test]
fn a_line_that_lists_112_too_is_support_for_what_it_is_for_and_nothing_else() {
    let gaps = |kind: &str| {
        let fields = format!(r#""kinds":["{kind}"],"#);
        let both = r#""channels":[{"type":"phone","value":"112","hours":"always"},"#;
        let service = myself("se.a", &fields, "+4684650041", ALWAYS).replace(r#""channels":["#, both);
        covered(&nation(&service), "self", "support").gaps
    };
    assert_eq!(gaps("honour"), []);
    assert_eq!(gaps("sexual"), whole_year(Some(Level::Emergency)));
}

#[test]
fn gaps_of_different_levels_touch_and_those_of_one_level_are_one() {
    let early = r#"{"weekly":[{"days":["mo"],"opens":"10:00","closes":"11:00"},{"days":["mo"],
        "opens":"11:00","closes":"12:00"}],
        "holidays":"as_weekly","eves":"as_weekly"}"#;
    let directory = nation(
        &[
            myself("se.1177", "", "1177", early),
            myself("0184.socialjour", "", "+4684650041", &early.replace("11:00", "10:30")),
            myself("se.112", "", "112", ALWAYS),
        ]
        .join(","),
    );
    let path = covered(&directory, "self", "support");
    let monday: Vec<_> = path.gaps.iter().skip(1).take(2).map(|gap| (gap.from, gap.to, gap.level)).collect();
    assert_eq!(
        monday,
        [
            (instant("2026-10-26T10:00+01:00"), instant("2026-10-26T12:00+01:00"), Some(Level::General)),
            (instant("2026-10-26T12:00+01:00"), instant("2026-11-02T10:00+01:00"), Some(Level::Emergency)),
        ]
    );
    for pair in path.gaps.windows(2) {
        assert_eq!(pair[0].to, pair[1].from);
        assert_ne!(pair[0].level, pair[1].level);
    }
}

/// More than 64 services, each with an hour of its own.
#[test]
fn any_number_of_services_is_counted() {
    let services: Vec<String> = (0..144)
        .map(|number| {
            let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
            let hours = format!(
                r#"{{"weekly":[{{"days":["mo","tu","we","th","fr","sa","su"],"opens":"{}","closes":"{}"}}],
                     "holidays":"as_weekly","eves":"as_weekly"}}"#,
                clock(number * 10),
                clock(number * 10 + 10)
            );
            myself(&format!("se.a{number}"), "", &format!("+4684650{number:04}"), &hours)
        })
        .collect();
    assert_eq!(covered(&nation(&services.join(",")), "self", "support").gaps, []);
    let path = covered(&nation(&services[..143].join(",")), "self", "support");
    assert_eq!(path.gaps.len(), 366);
    assert!(path.gaps.iter().all(|gap| gap.to.0 - gap.from.0 == 600));
}

fn any_directory() -> impl Strategy<Value = Directory> {
    let gender = proptest::sample::subsequence(
        vec![Gender::All, Gender::Women, Gender::Men, Gender::Trans, Gender::Nonbinary],
        0..=2,
    );
    let service = (any_hours(), any_hours(), gender, 0u8..4, any::<[bool; 6]>());
    proptest::collection::vec(service, 1..6).prop_map(|services| {
        let names: Vec<String> = (0..services.len())
            .map(|number| myself(&format!("se.a{number}"), "", &format!("+4684650{number:04}"), ALWAYS))
            .collect();
        let mut directory = nation(&names.join(","));
        for (entry, (hours, second, gender, level, [closed, child, kind, need, register, last])) in
            directory.services.iter_mut().zip(services)
        {
            let service = &mut entry.service;
            let mut other = service.channels[0].clone();
            service.channels[0].hours = hours;
            other.hours = second;
            other.register_first = Some(register);
            if last {
                "112".clone_into(&mut other.value);
            }
            service.channels.push(other);
            service.gender = gender;
            service.level =
                [Level::Support, Level::General, Level::Emergency].get(usize::from(level)).copied();
            service.status = if closed { Status::TemporarilyClosed } else { Status::Active };
            service.audience.extend(child.then_some(Audience::Child));
            service.kinds.extend(kind.then_some(Kind::Sexual));
            service.needs.extend(need.then_some(Need::Talk));
        }
        directory
    })
}

/// The level at an instant, told channel by channel.
fn level_at(directory: &Directory, answers: &Answers, group: Group, now: Instant) -> Option<Level> {
    let is_for = |gender: &Gender| match gender {
        Gender::All => true,
        Gender::Women => group == Group::Women,
        Gender::Men => group == Group::Men,
        Gender::Trans | Gender::Nonbinary => group == Group::TransNonbinary,
    };
    directory
        .services
        .iter()
        .map(|entry| &entry.service)
        .filter(|service| service.status == Status::Active && suits(service, answers))
        .filter(|service| service.gender.is_empty() || service.gender.iter().any(is_for))
        .flat_map(|service| {
            let usable = service.channels.iter().filter(|channel| channel.register_first != Some(true));
            let open = usable.filter(|channel| channel.hours.at(now).state == State::Open);
            open.map(|channel| Service { channels: vec![channel.clone()], ..service.clone() }).map(
                |mut alone| {
                    alone.level = alone.level.filter(|_| !alone.is_112());
                    alone
                },
            )
        })
        .filter(|alone| suits(alone, answers))
        .map(|alone| alone.level())
        .min()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn at_any_minute_the_intervals_say_what_the_services_say(
        directory in any_directory(), minutes in proptest::collection::vec(0i64..30 * 1440, 60)
    ) {
        let (audience, kind, need) = (Some(Audience::Myself), Some(Kind::Honour), Some(Need::Talk));
        let answers = Answers { audience, kind, need };
        let from = Instant(instant("2026-12-15T00:00+01:00").0 + minutes[0] * 60 * 10);
        let to = Instant(from.0 + 30 * 86_400);
        let stretches = timeline(&directory, &answers, from, to);
        prop_assert_eq!(stretches.first().map(|first| first.from), Some(from));
        prop_assert_eq!(stretches.last().map(|last| last.to), Some(to));
        for pair in stretches.windows(2) {
            prop_assert_eq!(pair[0].to, pair[1].from);
            prop_assert_ne!(pair[0].groups, pair[1].groups);
        }
        let edges = stretches.iter().flat_map(|stretch| [stretch.from, Instant(stretch.to.0 - 1)]);
        for now in edges.chain(minutes.iter().map(|minute| Instant(from.0 + minute * 60))) {
            let mut around = stretches.iter().filter(|stretch| stretch.from <= now && now < stretch.to);
            let stretch = around.next().expect("no holes");
            for (group, level) in GROUPS.into_iter().zip(stretch.groups) {
                prop_assert_eq!(level, level_at(&directory, &answers, group, now), "{} {:?}", now, group);
            }
            let worst = stretch.groups.into_iter().max_by_key(|level| level.map_or(3, |level| level as u8));
            prop_assert_eq!(Some(stretch.level), worst);
        }
    }
}

/// The files that are served: help is open on every path at every minute, 112 at the least.
#[test]
fn no_minute_of_the_served_guide_is_without_help() {
    let guide = Guide::read(include_str!("../../../../www/guide/guide.json")).expect("a guide");
    let files = [
        include_str!("../../../../www/contacts/se.json"),
        include_str!("../../../../www/contacts/01.json"),
        include_str!("../../../../www/contacts/0184.json"),
        include_str!("../../../../www/contacts/0126.json"),
    ];
    let layers: Vec<_> = files.iter().map(|file| read_layer(file).expect("a layer").layer).collect();
    for area in ["se", "01", "0184", "0126"] {
        let directory = merge(area, layers.clone());
        for path in coverage(&directory, &guide, date("2026-11-22")) {
            let without: Vec<_> = path.gaps.iter().filter(|gap| gap.level.is_none()).collect();
            assert_eq!(without, [] as [&Gap; 0], "{area}: {:?}", path.path);
        }
    }
}
