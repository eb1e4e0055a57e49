use proptest::prelude::*;
use vagvisare_contacts::calendar::{Date, Instant};
use vagvisare_contacts::model::Hours;
use vagvisare_contacts::schedule::{DayHours, Moment, State};

use crate::{closed, date, hours, instant, open, unknown};

const OFFICE: &str = r#"{
    "weekly": [{ "days": ["mo", "tu", "we", "th", "fr"], "opens": "09:00", "closes": "16:00" }],
    "holidays": "closed", "eves": "unknown" }"#;

#[test]
fn always_is_open_without_end_and_unknown_is_neither_open_nor_closed() {
    let now = instant("2026-12-25T03:00+01:00");
    assert_eq!(Hours::Always.at(now), Moment::only(State::Open));
    assert_eq!(Hours::Unknown.at(now), Moment::only(State::Unknown));
    assert_eq!(Hours::Always.on(date("2026-12-25")), DayHours::Always);
    assert_eq!(Hours::Unknown.on(date("2026-12-25")), DayHours::Unknown);
}

#[test]
fn opens_is_included_and_closes_is_not() {
    let office = hours(OFFICE);
    assert_eq!(office.at(instant("2026-11-02T08:59:59+01:00")), closed("2026-11-02T09:00+01:00"));
    assert_eq!(office.at(instant("2026-11-02T09:00:00+01:00")), open("2026-11-02T16:00+01:00"));
    assert_eq!(office.at(instant("2026-11-02T15:59:59+01:00")), open("2026-11-02T16:00+01:00"));
    assert_eq!(office.at(instant("2026-11-02T16:00:00+01:00")), closed("2026-11-03T09:00+01:00"));
}

#[test]
fn the_visitors_offset_does_not_matter() {
    let office = hours(OFFICE);
    assert_eq!(office.at(instant("2026-11-02T03:00-05:00")), open("2026-11-02T16:00+01:00"));
    assert_eq!(office.at(instant("2026-11-03T00:30+09:00")), closed("2026-11-03T09:00+01:00"));
}

#[test]
fn for_a_date_the_first_that_applies_decides_exception_red_day_eve_weekly() {
    let line = hours(
        r#"{ "weekly": [{ "days": ["mo","tu","we","th","fr","sa","su"],
            "opens": "09:00", "closes": "21:00" }],
             "holidays": [{ "opens": "12:00", "closes": "15:00" }],
             "eves": [{ "opens": "10:00", "closes": "13:00" }],
             "exceptions": [{ "from": "2026-12-25", "to": "2026-12-26", "opens": "18:00", "closes": "19:00" },
                            { "from": "2026-12-26", "to": "2026-12-26", "opens": "20:00", "closes": "20:30" },
                            { "from": "2026-12-31", "to": "2026-12-31", "closed": true }] }"#,
    );
    for (day, spans) in [
        ("2026-12-23", &[("09:00", "21:00")][..]),
        ("2026-12-24", &[("10:00", "13:00")]),
        ("2026-12-25", &[("18:00", "19:00")]),
        ("2026-12-26", &[("18:00", "19:00"), ("20:00", "20:30")]),
        ("2026-12-31", &[]),
        ("2027-01-01", &[("12:00", "15:00")]),
        ("2027-03-27", &[("10:00", "13:00")]),
        ("2027-06-25", &[("10:00", "13:00")]),
    ] {
        let DayHours::Spans(found) = line.on(date(day)) else { panic!("{day}") };
        let found: Vec<_> =
            found.iter().map(|span| (span.opens.to_string(), span.closes.to_string())).collect();
        let found: Vec<_> = found.iter().map(|(opens, closes)| (opens.as_str(), closes.as_str())).collect();
        assert_eq!(found, spans, "{day}");
    }
}

#[test]
fn red_days_and_eves_of_which_nothing_is_said_are_unknown() {
    let line = hours(r#"{ "weekly": [{ "days": ["th","fr"], "opens": "09:00", "closes": "12:00" }] }"#);
    assert_eq!(line.at(instant("2026-12-24T10:00+01:00")), unknown("2027-01-07T09:00+01:00"));
    assert_eq!(line.at(instant("2027-01-01T10:00+01:00")), unknown("2027-01-07T09:00+01:00"));
    assert_eq!(line.on(date("2026-12-24")), DayHours::Unknown);
}

#[test]
fn a_time_after_midnight_belongs_to_the_day_before() {
    let evenings = hours(r#"{ "weekly": [{ "days": ["fr"], "opens": "17:00", "closes": "02:00" }] }"#);
    assert_eq!(evenings.at(instant("2026-11-07T01:00+01:00")), open("2026-11-07T02:00+01:00"));
    assert_eq!(evenings.at(instant("2026-11-06T01:00+01:00")), closed("2026-11-06T17:00+01:00"));
    // Saturday 7 November's own hours: none.
    assert_eq!(evenings.on(date("2026-11-07")), DayHours::Spans(vec![]));
}

#[test]
fn an_unknown_date_is_unknown_from_midnight_to_midnight_except_where_the_day_before_is_still_open() {
    // Julafton 2026 is a Thursday; Wednesday's interval reaches into it, its own hours nobody has told.
    let line = hours(r#"{ "weekly": [{ "days": ["we", "sa"], "opens": "17:00", "closes": "02:00" }] }"#);
    assert_eq!(line.at(instant("2026-12-24T01:59+01:00")), open("2026-12-24T02:00+01:00"));
    assert_eq!(line.at(instant("2026-12-24T02:00+01:00")), unknown("2026-12-30T17:00+01:00"));
    assert_eq!(line.at(instant("2026-12-24T23:59+01:00")), unknown("2026-12-30T17:00+01:00"));
    // Annandag jul is a Saturday.
    assert_eq!(line.at(instant("2026-12-26T18:00+01:00")), unknown("2026-12-30T17:00+01:00"));
    assert_eq!(line.at(instant("2026-12-27T00:00+01:00")), closed("2026-12-30T17:00+01:00"));
}

#[test]
fn touching_and_overlapping_intervals_are_one_stretch() {
    let line = hours(
        r#"{ "weekly": [{ "days": ["mo"], "opens": "08:00", "closes": "12:00" },
                        { "days": ["mo"], "opens": "12:00", "closes": "17:00" },
                        { "days": ["mo"], "opens": "16:00", "closes": "24:00" },
                        { "days": ["tu"], "opens": "00:00", "closes": "07:00" },
                        { "days": ["tu"], "opens": "07:00", "closes": "07:30" }] }"#,
    );
    assert_eq!(line.at(instant("2026-11-02T09:00+01:00")), open("2026-11-03T07:30+01:00"));
}

#[test]
fn closes_at_or_before_opens_is_on_the_next_day() {
    let round = hours(r#"{ "weekly": [{ "days": ["mo"], "opens": "08:00", "closes": "08:00" }] }"#);
    assert_eq!(round.at(instant("2026-11-02T08:00+01:00")), open("2026-11-03T08:00+01:00"));
    let midnight = hours(r#"{ "weekly": [{ "days": ["mo"], "opens": "08:00", "closes": "00:00" }] }"#);
    assert_eq!(midnight.at(instant("2026-11-02T08:00+01:00")), open("2026-11-03T00:00+01:00"));
    let same = hours(r#"{ "weekly": [{ "days": ["mo"], "opens": "08:00", "closes": "24:00" }] }"#);
    assert_eq!(same.at(instant("2026-11-02T08:00+01:00")), open("2026-11-03T00:00+01:00"));
}

#[test]
fn until_and_opens_are_looked_for_366_days_ahead_and_no_further() {
    let round_the_clock = hours(
        r#"{ "weekly": [{ "days": ["mo","tu","we","th","fr","sa","su"],
            "opens": "00:00", "closes": "24:00" }],
             "holidays": "as_weekly", "eves": "as_weekly",
             "exceptions": [{ "from": "2027-11-03", "to": "2027-11-03", "closed": true }] }"#,
    );
    assert_eq!(round_the_clock.at(instant("2026-11-01T23:59+01:00")), Moment::only(State::Open));
    assert_eq!(round_the_clock.at(instant("2026-11-02T00:00+01:00")), open("2027-11-03T00:00+01:00"));
    let once = hours(
        r#"{ "exceptions": [{ "from": "2027-11-03", "to": "2027-11-03",
            "opens": "00:00", "closes": "24:00" }] }"#,
    );
    assert_eq!(once.at(instant("2026-11-01T23:59+01:00")), Moment::only(State::Closed));
    assert_eq!(once.at(instant("2026-11-02T00:00+01:00")), closed("2027-11-03T00:00+01:00"));
    assert_eq!(once.at(instant("2027-11-04T00:00+01:00")), Moment::only(State::Closed));
}

#[test]
fn exceptions_of_one_date_that_contradict_give_no_false_comfort() {
    let day = |exceptions: &str| {
        let json = format!(
            r#"{{ "weekly": [{{ "days": ["we"],
                "opens": "09:00", "closes": "12:00" }}], "exceptions": [{exceptions}] }}"#
        );
        hours(&json).at(instant("2026-11-04T10:00+01:00")).state
    };
    let dates = r#""from": "2026-11-04", "to": "2026-11-04""#;
    let (some, none, untold) = (
        format!(r#"{{ {dates}, "opens": "10:00", "closes": "11:00" }}"#),
        format!(r#"{{ {dates}, "closed": true }}"#),
        format!(r#"{{ {dates}, "unknown": true }}"#),
    );
    assert_eq!(day(&format!("{none}, {some}")), State::Open);
    assert_eq!(day(&format!("{some}, {none}")), State::Open);
    assert_eq!(day(&format!("{some}, {untold}")), State::Unknown);
    assert_eq!(day(&format!("{untold}, {none}, {some}")), State::Unknown);
    // One that says nothing whole.
    assert_eq!(day(&format!(r#"{{ {dates} }}"#)), State::Unknown);
    assert_eq!(day(&format!(r#"{{ {dates}, "opens": "10:00" }}"#)), State::Unknown);
    // One that says two things at once.
    let both = format!(r#"{{ {dates}, "closed": true, "opens": "10:00", "closes": "11:00" }}"#);
    assert_eq!(day(&both), State::Unknown);
    // One whose end is before its beginning is of no date.
    assert_eq!(day(r#"{ "from": "2026-11-05", "to": "2026-11-03", "closed": true }"#), State::Open);
}

#[test]
fn an_exception_does_not_cut_what_is_still_open_from_the_day_before() {
    let line = hours(
        r#"{ "weekly": [{ "days": ["tu"], "opens": "22:00", "closes": "03:00" }],
             "exceptions": [{ "from": "2026-11-04", "to": "2026-11-04", "closed": true }] }"#,
    );
    assert_eq!(line.at(instant("2026-11-04T02:00+01:00")), open("2026-11-04T03:00+01:00"));
}

#[test]
fn night_hours_last_an_hour_longer_when_summer_time_ends() {
    // 2026-10-25, 03:00 summer time becomes 02:00 standard time: 02:00–03:00 is there twice.
    // A doubled closing time is the later.
    let nights = hours(r#"{ "weekly": [{ "days": ["sa"], "opens": "21:00", "closes": "02:00" }] }"#);
    assert_eq!(nights.at(instant("2026-10-24T22:00+02:00")), open("2026-10-25T02:00+01:00"));
    assert_eq!(nights.at(instant("2026-10-25T02:30+02:00")), open("2026-10-25T02:00+01:00"));
    assert_eq!(nights.at(instant("2026-10-25T02:00+01:00")).state, State::Closed);
    // A doubled opening time is the earlier: 02:30 summer time to 02:45 standard time.
    let doubled = hours(r#"{ "weekly": [{ "days": ["su"], "opens": "02:30", "closes": "02:45" }] }"#);
    assert_eq!(doubled.at(instant("2026-10-25T02:29+02:00")), closed("2026-10-25T02:30+02:00"));
    assert_eq!(doubled.at(instant("2026-10-25T02:50+02:00")), open("2026-10-25T02:45+01:00"));
    assert_eq!(doubled.at(instant("2026-10-25T02:45+01:00")).state, State::Closed);
}

#[test]
fn a_time_in_springs_gap_is_the_instant_to_which_the_clocks_jump() {
    // 2027-03-28, 02:00 standard time becomes 03:00 summer time; it is påskdagen too.
    let line = |row: &str| {
        hours(&format!(r#"{{ "weekly": [{row}], "holidays": "as_weekly", "eves": "as_weekly" }}"#))
    };
    let closing = line(r#"{ "days": ["sa"], "opens": "17:00", "closes": "02:30" }"#);
    assert_eq!(closing.at(instant("2027-03-28T01:59+01:00")), open("2027-03-28T03:00+02:00"));
    assert_eq!(closing.at(instant("2027-03-28T03:00+02:00")).state, State::Closed);
    let opening = line(r#"{ "days": ["su"], "opens": "02:30", "closes": "05:00" }"#);
    assert_eq!(opening.at(instant("2027-03-28T01:59+01:00")), closed("2027-03-28T03:00+02:00"));
    assert_eq!(opening.at(instant("2027-03-28T03:00+02:00")), open("2027-03-28T05:00+02:00"));
    // Wholly within the gap: that night it does not happen.
    let within = line(r#"{ "days": ["su"], "opens": "02:10", "closes": "02:50" }"#);
    assert_eq!(within.at(instant("2027-03-28T01:00+01:00")), closed("2027-04-04T02:10+02:00"));
}

#[test]
fn days_that_touch_at_midnight_are_one_stretch_through_both_changes_of_clocks() {
    let line = hours(
        r#"{ "weekly": [{ "days": ["fr","sa","su"], "opens": "00:00", "closes": "24:00" }],
             "holidays": "as_weekly", "eves": "as_weekly" }"#,
    );
    assert_eq!(line.at(instant("2026-10-23T00:00+02:00")), open("2026-10-26T00:00+01:00"));
    assert_eq!(line.at(instant("2027-03-26T00:00+01:00")), open("2027-03-29T00:00+02:00"));
}

/// opening_hours.js #304: while closed on a holiday, "will close tomorrow" was said.
#[test]
fn closed_on_a_red_day_tells_the_next_opening_and_never_a_closing() {
    let office = hours(OFFICE);
    // Juldagen is a Friday, annandag jul a Saturday.
    assert_eq!(office.at(instant("2026-12-25T10:00+01:00")), closed("2026-12-28T09:00+01:00"));
    // The day after is red too, and the next opening lies beyond both.
    let daily = hours(
        r#"{ "weekly": [{ "days": ["mo","tu","we","th","fr","sa","su"],
            "opens": "09:00", "closes": "16:00" }],
             "holidays": "closed", "eves": "closed" }"#,
    );
    assert_eq!(daily.at(instant("2027-03-26T10:00+01:00")), closed("2027-03-30T09:00+02:00"));
}

/// opening_hours.js #489: while open, "will open" was said.
#[test]
fn open_tells_the_end_and_never_an_opening() {
    let with_lunch = hours(
        r#"{ "weekly": [{ "days": ["mo"], "opens": "09:00", "closes": "12:00" },
                        { "days": ["mo"], "opens": "11:00", "closes": "16:00" },
                        { "days": ["mo"], "opens": "18:00", "closes": "20:00" }] }"#,
    );
    assert_eq!(with_lunch.at(instant("2026-11-02T10:00+01:00")), open("2026-11-02T16:00+01:00"));
    assert_eq!(with_lunch.at(instant("2026-11-02T11:30+01:00")), open("2026-11-02T16:00+01:00"));
}

/// Any schedule whatever, odd ones included.
pub(crate) fn any_hours() -> impl Strategy<Value = Hours> {
    let time = || {
        prop_oneof![(0u16..=96).prop_map(|quarter| quarter * 15), Just(120), Just(150), Just(0), Just(1440)]
    };
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let span = move || {
        (time(), time()).prop_map(move |(a, b)| format!(r#""opens":"{}","closes":"{}""#, clock(a), clock(b)))
    };
    let day = || (0i32..800).prop_map(|offset| Date(date("2026-01-01").0 + offset).to_string());
    let weekly =
        (proptest::sample::subsequence(vec!["mo", "tu", "we", "th", "fr", "sa", "su"], 1..=7), span())
            .prop_map(|(days, span)| format!(r#"{{"days":{days:?},{span}}}"#));
    let rule = || {
        prop_oneof![
            Just(r#""as_weekly""#.to_owned()),
            Just(r#""closed""#.to_owned()),
            Just(r#""unknown""#.to_owned()),
            proptest::collection::vec(span().prop_map(|span| format!("{{{span}}}")), 0..3)
                .prop_map(|spans| format!("[{}]", spans.join(",")))
        ]
    };
    let exception = (
        day(),
        0i32..5,
        prop_oneof![span(), Just(r#""closed":true"#.to_owned()), Just(r#""unknown":true"#.to_owned())],
    )
        .prop_map(|(from, days, what)| {
            let to = Date(date(&from).0 + days);
            format!(r#"{{"from":"{from}","to":"{to}",{what}}}"#)
        });
    let rows = |row| proptest::collection::vec(row, 0..4);
    (rows(weekly.boxed()), rule(), rule(), rows(exception.boxed())).prop_map(
        |(weekly, holidays, eves, exceptions)| {
            hours(&format!(
                r#"{{"weekly":[{}],"holidays":{holidays},"eves":{eves},"exceptions":[{}]}}"#,
                weekly.join(","),
                exceptions.join(",")
            ))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// What is said of an instant is what is found when the time that it names comes.
    #[test]
    fn the_state_the_end_and_the_next_opening_agree_with_each_other(
        hours in any_hours(), minutes in 0i64..1_000_000
    ) {
        let now = Instant(instant("2026-01-02T00:00Z").0 + minutes * 60 + 7);
        let moment = hours.at(now);
        match moment.state {
            State::Open => {
                prop_assert_eq!(moment.opens, None);
                if let Some(until) = moment.until {
                    prop_assert!(until > now);
                    prop_assert_ne!(hours.at(until).state, State::Open);
                    prop_assert_eq!(hours.at(Instant(until.0 - 1)).until, Some(until));
                }
            }
            _ => {
                prop_assert_eq!(moment.until, None);
                if let Some(opens) = moment.opens {
                    prop_assert!(opens > now);
                    prop_assert_eq!(hours.at(opens).state, State::Open);
                    prop_assert_ne!(hours.at(Instant(opens.0 - 1)).state, State::Open);
                }
            }
        }
    }

    #[test]
    fn the_open_intervals_are_ordered_apart_and_open_exactly_within(
        hours in any_hours(), start in 0i64..500_000
    ) {
        let from = Instant(instant("2026-01-02T00:00Z").0 + start * 60);
        let to = Instant(from.0 + 40 * 86_400);
        let intervals = hours.open_intervals(from, to);
        for pair in intervals.windows(2) {
            prop_assert!(pair[0].1 < pair[1].0);
        }
        let edges = intervals.iter().flat_map(|(opens, closes)| [opens, closes]);
        let edges = edges.flat_map(|edge| [edge.0 - 1, edge.0]);
        let hours_between = (from.0..to.0).step_by(3600 * 5 + 60);
        for now in edges.chain(hours_between).map(Instant).filter(|now| from <= *now && *now < to) {
            let within = intervals.iter().any(|(opens, closes)| *opens <= now && now < *closes);
            prop_assert_eq!(within, hours.at(now).state == State::Open, "{}", now);
        }
    }
}
