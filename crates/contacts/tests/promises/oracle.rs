//! Hours against the crate `opening-hours` (OpenStreetMap's language), over schedules that both can express.
//!
//! It differs from us in two ways, both decided:
//! - It reckons in local time without a zone: instants in the nights of the changes of clocks are left out
//!   here and held by tests of their own.
//! - A rule for a date there cuts what is still open from the day before; here it never does (Saturday 01:00
//!   belongs to Friday's 17–02). Schedules over midnight are therefore written for it as additions: the week
//!   alone, or, with red days, eves and exceptions, date by date.

use std::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveDate};
use compact_calendar::CompactCalendar;
use opening_hours::{Context, ContextHolidays, OpeningHours, RuleKind};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use vagvisare_contacts::calendar::{Date, Instant};
use vagvisare_contacts::model::Hours;
use vagvisare_contacts::schedule::{DayHours, State};

use crate::hours::any_hours;
use crate::{Dice, date, hours};

/// A schedule in both languages.
struct Both {
    ours: Hours,
    theirs: String,
    /// The days on which both hold.
    days: Range<i32>,
}

const DAYS: [(&str, &str); 7] =
    [("mo", "Mo"), ("tu", "Tu"), ("we", "We"), ("th", "Th"), ("fr", "Fr"), ("sa", "Sa"), ("su", "Su")];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// One or two intervals that do not overlap: `(ours, theirs)`.
fn spans(dice: &mut Dice, over_midnight: bool) -> (Vec<String>, String) {
    let clock = |quarter: u64| format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15);
    let mut edges = [dice.below(96), dice.below(96), dice.below(96), dice.below(96)];
    edges.sort_unstable();
    let [a, b, c, d] = edges;
    let mut pairs = Vec::new();
    if a < b && dice.below(3) > 0 {
        pairs.push((clock(a), clock(b)));
    }
    if b < c && c < d {
        pairs.push((clock(c), clock(d)));
    } else if over_midnight && b < d && a < b {
        // Until the small hours of the next day.
        pairs.push((clock(d), clock(a)));
    }
    if pairs.is_empty() {
        pairs.push(("08:00".to_owned(), "24:00".to_owned()));
    }
    let ours =
        pairs.iter().map(|(opens, closes)| format!(r#""opens":"{opens}","closes":"{closes}""#)).collect();
    let theirs: Vec<String> = pairs.iter().map(|(opens, closes)| format!("{opens}-{closes}")).collect();
    (ours, theirs.join(","))
}

/// What holds on a class of days: `(ours, theirs)`; theirs is empty for "as the week".
fn rule(dice: &mut Dice) -> (String, String) {
    match dice.below(4) {
        0 => (r#""as_weekly""#.to_owned(), String::new()),
        1 => (r#""closed""#.to_owned(), "off".to_owned()),
        2 => (r#""unknown""#.to_owned(), "00:00-24:00 unknown".to_owned()),
        _ => {
            let (ours, theirs) = spans(dice, false);
            let ours: Vec<String> = ours.iter().map(|span| format!("{{{span}}}")).collect();
            (format!("[{}]", ours.join(",")), theirs)
        }
    }
}

fn day_words(day: Date) -> String {
    let (year, month, day) = day.civil();
    format!("{year} {} {day:02}", MONTHS[month as usize - 1])
}

/// Within one day, with every kind of rule.
fn within_days(dice: &mut Dice, year: i32) -> Both {
    let (mut weekly, mut theirs) = (Vec::new(), Vec::new());
    for (our_day, their_day) in DAYS {
        if dice.below(5) > 0 {
            let (ours, their_spans) = spans(dice, false);
            weekly.extend(ours.iter().map(|span| format!(r#"{{"days":["{our_day}"],{span}}}"#)));
            theirs.push(format!("{their_day} {their_spans}"));
        }
    }
    let (holidays, their_holidays) = rule(dice);
    let (eves, their_eves) = rule(dice);
    let first = Date::new(year, 1, 1).expect("a year").0;
    for day in (first..first + 366).map(Date).filter(|day| day.eve().is_some() && !their_eves.is_empty()) {
        theirs.push(format!("{} {their_eves}", day_words(day)));
    }
    if !their_holidays.is_empty() {
        theirs.push(format!("PH {their_holidays}"));
    }
    let mut exceptions = Vec::new();
    let mut start = first;
    for _ in 0..dice.below(4) {
        let from = start + dice.below(80) as i32;
        let to = from + dice.below(6) as i32;
        // The next one lies after it: two for one date add up here and replace each other there.
        start = to + 1;
        let dates = format!(r#""from":"{}","to":"{}""#, Date(from), Date(to));
        let their_dates: Vec<String> = (from..=to).map(|day| day_words(Date(day))).collect();
        let their_dates = their_dates.join(",");
        match dice.below(4) {
            0 => {
                exceptions.push(format!(r#"{{{dates},"closed":true}}"#));
                theirs.push(format!("{their_dates} off"));
            }
            1 => {
                exceptions.push(format!(r#"{{{dates},"unknown":true}}"#));
                theirs.push(format!("{their_dates} 00:00-24:00 unknown"));
            }
            _ => {
                let (ours, their_spans) = spans(dice, false);
                exceptions.extend(ours.iter().map(|span| format!("{{{dates},{span}}}")));
                theirs.push(format!("{their_dates} {their_spans}"));
            }
        }
    }
    let json = format!(
        r#"{{"weekly":[{}],"holidays":{holidays},"eves":{eves},"exceptions":[{}]}}"#,
        weekly.join(","),
        exceptions.join(",")
    );
    Both { ours: hours(&json), theirs: theirs.join("; "), days: first + 1..first + 364 }
}

/// Over midnight, by the week alone.
fn over_midnight(dice: &mut Dice, year: i32) -> Both {
    let (mut weekly, mut theirs) = (Vec::new(), Vec::new());
    for (our_day, their_day) in DAYS {
        if theirs.is_empty() || dice.below(5) > 0 {
            let (ours, their_spans) = spans(dice, true);
            weekly.extend(ours.iter().map(|span| format!(r#"{{"days":["{our_day}"],{span}}}"#)));
            theirs.push(format!("{their_day} {their_spans}"));
        }
    }
    let json = format!(r#"{{"weekly":[{}],"holidays":"as_weekly","eves":"as_weekly"}}"#, weekly.join(","));
    let first = Date::new(year, 1, 1).expect("a year").0;
    Both { ours: hours(&json), theirs: theirs.join(", "), days: first + 1..first + 364 }
}

/// Any schedule at all, over some weeks with many special days: date by date, unknown ones first, so that
/// what is open from the day before comes on top.
fn date_by_date(dice: &mut Dice, ours: Hours) -> Both {
    let first = date("2026-12-10").0 + dice.below(3) as i32 * 107;
    let (mut unknown, mut open) = (Vec::new(), Vec::new());
    for day in (first - 1..first + 40).map(Date) {
        match ours.on(day) {
            DayHours::Always => panic!("a schedule"),
            DayHours::Unknown => unknown.push(format!("{} 00:00-24:00 unknown", day_words(day))),
            DayHours::Spans(spans) => open.extend(spans.iter().map(|span| {
                let closes = if span.closes.0 == 0 { "24:00".to_owned() } else { span.closes.to_string() };
                format!("{} {}-{closes}", day_words(day), span.opens)
            })),
        }
    }
    unknown.append(&mut open);
    Both { ours, theirs: unknown.join(", "), days: first..first + 39 }
}

/// The red days as the other crate wants them; that they are right is the calendar's test.
fn red_days() -> ContextHolidays {
    let mut calendar = CompactCalendar::default();
    for day in (date("2024-01-01").0..=date("2041-12-31").0).map(Date).filter(|day| day.red_day().is_some()) {
        let (year, month, day) = day.civil();
        calendar.insert(NaiveDate::from_ymd_opt(year, month, day).expect("a date"));
    }
    ContextHolidays::new(Arc::new(calendar), Arc::default())
}

fn naive(instant: Instant) -> chrono::NaiveDateTime {
    let written = instant.to_string();
    DateTime::parse_from_rfc3339(&written).expect("an instant").naive_local()
}

/// Whether the local time is there twice or jumps ahead on this night.
fn is_change_of_clocks(instant: Instant) -> bool {
    let local = naive(instant);
    matches!(local.month(), 3 | 10) && local.day() >= 25 && local.weekday() == chrono::Weekday::Sun
}

/// Schedules of all three families.
fn schedules(dice: &mut Dice) -> Vec<Both> {
    let mut runner = TestRunner::deterministic();
    let any = any_hours();
    let mut all = Vec::new();
    for number in 0..400 {
        let year = 2025 + number % 15;
        all.push(within_days(dice, year));
        all.push(over_midnight(dice, year));
        let any = any.new_tree(&mut runner).expect("hours").current();
        // Opening at 24:00 or for no time, which it has no words for, are held by tests of their own.
        all.push(date_by_date(dice, any));
    }
    all.retain(|both| !both.theirs.is_empty() && !both.theirs.contains("24:00-"));
    all
}

fn parsed(both: &Both, holidays: &ContextHolidays) -> OpeningHours {
    let theirs: OpeningHours = both.theirs.parse().unwrap_or_else(|error| panic!("{error}: {}", both.theirs));
    theirs.with_context(Context::default().with_holidays(holidays.clone()))
}

fn some_instant(dice: &mut Dice, days: &Range<i32>) -> Instant {
    let minutes = (days.end - days.start) as u64 * 1440;
    Instant(Instant::midnight(Date(days.start)).0 + dice.below(minutes) as i64 * 60)
}

#[test]
fn a_hundred_thousand_instants_agree_with_the_crate_opening_hours() {
    let mut dice = Dice(2026);
    let holidays = red_days();
    let mut compared = 0;
    for both in schedules(&mut dice) {
        let theirs = parsed(&both, &holidays);
        for _ in 0..100 {
            let now = some_instant(&mut dice, &both.days);
            if is_change_of_clocks(now) {
                continue;
            }
            let expected = match theirs.state(naive(now)).0 {
                RuleKind::Open => State::Open,
                RuleKind::Closed => State::Closed,
                RuleKind::Unknown => State::Unknown,
            };
            assert_eq!(both.ours.at(now).state, expected, "{now}\n{:?}\n{}", both.ours, both.theirs);
            compared += 1;
        }
    }
    assert!(compared >= 100_000, "{compared}");
}

#[test]
fn ends_and_next_openings_agree_with_the_crate_opening_hours() {
    let mut dice = Dice(4);
    let holidays = red_days();
    let mut compared = 0;
    for both in schedules(&mut dice) {
        let theirs = parsed(&both, &holidays);
        let now = some_instant(&mut dice, &both.days);
        let moment = both.ours.at(now);
        let is_open = moment.state == State::Open;
        let mut ranges = theirs.iter_from(naive(now)).take(60).skip(1);
        let change =
            ranges.find(|range| (range.kind == RuleKind::Open) != is_open).map(|range| range.range.start);
        let last = naive(Instant::midnight(Date(both.days.end)));
        let Some(change) = change.filter(|change| *change < last) else { continue };
        let ours = moment.until.or(moment.opens).unwrap_or_else(|| panic!("{now}: {}", both.theirs));
        if !is_change_of_clocks(ours) && !is_change_of_clocks(now) {
            assert_eq!(naive(ours), change, "{now}\n{:?}\n{}", both.ours, both.theirs);
            compared += 1;
        }
    }
    assert!(compared >= 800, "{compared}");
}
