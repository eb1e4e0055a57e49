use std::collections::BTreeMap;

use vagvisare_contacts::calendar::{Date, Eve, Instant, RedDay, Time};

use crate::{date, instant};

const ORACLE: &str = include_str!("../fixtures/red_days.csv");

/// The names of the days of one of the oracle's categories, in small letters.
fn oracle(wanted: &str) -> BTreeMap<Date, Vec<String>> {
    let mut named = BTreeMap::new();
    for line in ORACLE.lines().filter(|line| !line.starts_with('#')) {
        let [day, category, names] = line.splitn(3, ';').collect::<Vec<_>>()[..] else { panic!("{line}") };
        if category == wanted {
            named.insert(date(day), names.split("; ").map(str::to_lowercase).collect());
        }
    }
    named
}

fn days(from: &str, to: &str) -> impl Iterator<Item = Date> {
    (date(from).0..=date(to).0).map(Date)
}

#[test]
fn red_days_2000_to_2060_are_those_of_the_python_package_holidays() {
    let oracle = oracle("public");
    for day in days("2000-01-01", "2060-12-31") {
        let named = oracle.get(&day).map_or(&[][..], Vec::as_slice);
        let (year, ..) = day.civil();
        match (day.red_day(), named) {
            (None, []) => {}
            // Decided: today's list for every year. Nationaldagen took the place of annandag pingst in 2005.
            (None, [name]) if year < 2005 && name == "annandag pingst" => {}
            (Some(RedDay::NationalDay), []) if year < 2005 => {}
            (Some(red), names) => {
                assert!(names.contains(&red.name().to_lowercase()), "{day}: {red:?}, not {names:?}")
            }
            (None, names) => panic!("{day} is {names:?}"),
        }
    }
}

#[test]
fn eves_2000_to_2060_are_those_of_the_python_package_holidays() {
    let oracle = oracle("de_facto");
    for day in days("2000-01-01", "2060-12-31") {
        let named = oracle.get(&day).and_then(|names| names.first()).map(String::as_str);
        // The package leaves påskafton out; it is the day before påskdagen.
        let easter = (Date(day.0 + 1).red_day() == Some(RedDay::EasterSunday)).then_some("påskafton");
        assert_eq!(day.eve().map(Eve::name), named.or(easter), "{day}");
    }
}

#[test]
fn every_year_1900_to_2100_has_thirteen_red_days_and_four_eves() {
    for year in 1900..=2100 {
        let (first, last) = (format!("{year}-01-01"), format!("{year}-12-31"));
        let red: Vec<RedDay> = days(&first, &last).filter_map(Date::red_day).collect();
        let eves: Vec<Eve> = days(&first, &last).filter_map(Date::eve).collect();
        // Two that meet on one date: första maj or nationaldagen with Kristi himmelsfärdsdag or pingstdagen.
        let easter =
            days(&first, &last).find(|day| day.red_day() == Some(RedDay::EasterSunday)).expect("Easter");
        let moving = [Date(easter.0 + 39), Date(easter.0 + 49)];
        let meetings = moving.iter().filter(|day| matches!(day.civil(), (_, 5, 1) | (_, 6, 6))).count();
        assert_eq!(red.len() + meetings, 13, "{year}: {red:?}");
        assert_eq!(eves, [Eve::Easter, Eve::Midsummer, Eve::Christmas, Eve::NewYear], "{year}");
    }
}

#[test]
fn easter_is_where_the_tables_have_it_at_the_edges() {
    // Earliest and latest possible, and the exceptions of the Gregorian computation (1954, 1981, 2049, 2076).
    for day in [
        "1913-03-23",
        "1943-04-25",
        "1954-04-18",
        "1981-04-19",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2038-04-25",
        "2049-04-18",
        "2076-04-19",
        "2100-03-28",
    ] {
        assert_eq!(date(day).red_day(), Some(RedDay::EasterSunday), "{day}");
    }
}

#[test]
fn dates_go_to_days_and_back() {
    let mut expected = date("1899-12-31");
    for year in 1900..=2100 {
        for month in 1..=12 {
            for day in 1..=31 {
                if let Some(date) = Date::new(year, month, day) {
                    assert_eq!(date.0, expected.0 + 1);
                    assert_eq!(date.civil(), (year, month, day));
                    expected = date;
                }
            }
        }
    }
    assert_eq!(expected, date("2100-12-31"));
    assert_eq!(date("1970-01-01").0, 0);
    assert_eq!(date("2026-12-24").weekday(), 3);
}

#[test]
fn what_is_no_date_time_or_instant_is_refused() {
    for text in
        ["", "2026-02-29", "2026-13-01", "2026-1-01", "26-01-01", "2026-01-00", "2026-01-01T", "+026-01-01"]
    {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
    for text in [
        "2026-12-24",
        "2026-12-24T23:30",
        "2026-12-24T23:30:00",
        "2026-12-24T23:30:60Z",
        "2026-12-24T23:3Z",
        "2026-12-24T23:30:00.Z",
        "2026-12-24T23:30+1",
        "2026-12-24T23:30+01:0",
        "2026-12-24T23:30+24:00",
        "2026-12-24T25:00Z",
        "2026-12-24T99999999:00Z",
        "2026-12-24T23:30Zebra",
        "2026-12-24 23:30Z",
        "2026-12-24T23:30:00:00Z",
        "2026-12-24T23:30:00+01:00å",
        "åTZ",
    ] {
        assert!(text.parse::<Instant>().is_err(), "{text}");
    }
}

#[test]
fn a_time_is_two_digits_a_colon_and_two_digits_however_long_the_text() {
    for text in ["8:00", "008:00", "08:0", "08:60", "24:01", "99999999:00", "00:99999999", "4294967295:59"] {
        assert!(text.parse::<Time>().is_err(), "{text}");
    }
    assert_eq!("24:00".parse(), Ok(Time(1440)));
}

#[test]
fn instants_are_read_in_every_common_form_and_written_with_stockholms_offset() {
    let expected = "2026-12-24T23:30:00+01:00";
    for text in [
        "2026-12-24T23:30:00+01:00",
        "2026-12-24T23:30+01:00",
        "2026-12-24T23:30+0100",
        "2026-12-24T23:30+01",
        "2026-12-24T22:30:00Z",
        "2026-12-24T22:30:00.000Z",
        "2026-12-24T22:30:00.123456789123Z",
        "2026-12-24t22:30z",
        "2026-12-24T17:30-05:00",
        "2026-12-25T04:00+05:30",
    ] {
        assert_eq!(instant(text).to_string(), expected, "{text}");
    }
    assert_eq!(instant("2026-07-01T12:00:05Z").to_string(), "2026-07-01T14:00:05+02:00");
}

#[test]
fn the_clock_in_stockholm_jumps_on_the_last_sundays_of_march_and_october() {
    for (utc, here) in [
        ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59+02:00"),
        ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00"),
        ("2027-03-28T00:59:59Z", "2027-03-28T01:59:59+01:00"),
        ("2027-03-28T01:00:00Z", "2027-03-28T03:00:00+02:00"),
        ("2025-03-30T01:00:00Z", "2025-03-30T03:00:00+02:00"),
        ("2021-10-31T01:00:00Z", "2021-10-31T02:00:00+01:00"),
        ("2026-12-31T23:00:00Z", "2027-01-01T00:00:00+01:00"),
    ] {
        assert_eq!(instant(utc).to_string(), here);
    }
    assert_eq!(instant("2026-12-31T23:00:00Z").local(), (date("2027-01-01"), 0));
    assert_eq!(Instant::midnight(date("2027-03-28")), instant("2027-03-28T00:00:00+01:00"));
    assert_eq!(Instant::midnight(date("2027-03-29")), instant("2027-03-29T00:00:00+02:00"));
}

#[test]
fn instants_far_outside_the_calendar_do_no_harm() {
    for seconds in [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX - 1, i64::MAX] {
        let _ = Instant(seconds).local();
        let _ = Instant(seconds).to_string();
        let _ = crate::hours(r#"{"weekly":[{"days":["mo"],"opens":"09:00","closes":"12:00"}]}"#)
            .at(Instant(seconds));
    }
}
