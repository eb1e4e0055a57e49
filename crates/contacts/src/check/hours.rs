//! Opening hours: what contradicts itself, is over, or leaves a red day open.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Scene;
use super::catalogue::{
    CONTRADICTING_EXCEPTIONS, DATES_REVERSED, EVE_WITHOUT_RULE, INCOMPLETE_EXCEPTION, NEVER_OPEN, NO_DAYS,
    OPENS_AT_24, OPENS_EQUALS_CLOSES, OVERLAPPING_HOURS, PAST_EXCEPTION, RED_DAY_WITHOUT_RULE,
};
use super::document::Node;
use super::report::Report;
use crate::calendar::{Date, Time};
use crate::model::{DayRule, Hours};

/// How many days ahead somebody should have said what holds on a red day or an eve.
const DAYS_AHEAD: i32 = 30;

const DAY: u32 = 1440;
const WEEK: u32 = 7 * DAY;

/// The hours of one channel.
pub fn check(scene: &Scene, channel: &Node, report: &mut Report) {
    let Some(hours) =
        channel.get("hours").filter(|hours| !hours.members().is_empty() || hours.text().is_none())
    else {
        return;
    };
    let weekly = hours.list("weekly");
    for row in weekly {
        check_times(row, report);
        if let Some(days) = row.get("days").filter(|days| is_empty_list(days)) {
            report.add(&NO_DAYS, &days.span, Vec::new());
        }
    }
    overlaps(weekly.iter().flat_map(in_week).collect(), Some(WEEK), report);
    for key in ["holidays", "eves"] {
        let spans = hours.list(key);
        for span in spans {
            check_times(span, report);
        }
        overlaps(spans.iter().filter_map(|span| in_day(span, 0)).collect(), None, report);
    }
    let exceptions = hours.list("exceptions");
    for exception in exceptions {
        check_exception(scene, exception, report);
    }
    check_contradictions(exceptions, report);
    if let Some(Hours::Scheduled(schedule)) = scene.document.typed(hours) {
        let closed = |rule: &DayRule| match rule {
            DayRule::Spans(spans) => spans.is_empty(),
            DayRule::AsWeekly => schedule.weekly.is_empty(),
            DayRule::Closed | DayRule::Unknown => true,
        };
        let never = schedule.weekly.iter().all(|row| row.days.is_empty())
            && closed(&schedule.holidays)
            && closed(&schedule.eves)
            && schedule.exceptions.iter().all(|exception| exception.opens.is_none() && !exception.unknown);
        if never {
            report.add(&NEVER_OPEN, &hours.first_byte(), Vec::new());
        } else {
            let covered = |date| schedule.exceptions.iter().any(|one| one.from <= date && date <= one.to);
            check_calendar(scene.today, (&schedule.holidays, &schedule.eves), covered, hours, report);
        }
    }
}

fn is_empty_list(node: &Node) -> bool {
    matches!(&node.value, super::document::Value::List(elements) if elements.is_empty())
}

/// The place of a rule in the hours, else of the hours.
fn place(hours: &Node, key: &str) -> Range<usize> {
    hours.get(key).map_or_else(|| hours.first_byte(), |rule| rule.span.clone())
}

fn check_calendar(
    today: Date,
    (holidays, eves): (&DayRule, &DayRule),
    covered: impl Fn(Date) -> bool,
    hours: &Node,
    report: &mut Report,
) {
    let days = || (0..=DAYS_AHEAD).map(|ahead| Date(today.0 + ahead)).filter(|date| !covered(*date));
    let next = days().find_map(|date| Some((date, date.red_day()?)));
    if let Some((date, day)) = next.filter(|_| *holidays == DayRule::Unknown) {
        let words = vec![("day", day.name().into()), ("date", date.to_string().into())];
        report.add(&RED_DAY_WITHOUT_RULE, &place(hours, "holidays"), words);
    }
    let next = days().find_map(|date| Some((date, date.eve()?)));
    if let Some((date, day)) = next.filter(|_| *eves == DayRule::Unknown) {
        let words = vec![("day", day.name().into()), ("date", date.to_string().into())];
        report.add(&EVE_WITHOUT_RULE, &place(hours, "eves"), words);
    }
}

fn check_times(row: &Node, report: &mut Report) {
    let (opens, closes) = (row.parse_at::<Time>("opens"), row.parse_at::<Time>("closes"));
    if let (Some(time), Some(node)) = (opens.filter(|opens| Some(*opens) == closes), row.get("closes")) {
        report.add(&OPENS_EQUALS_CLOSES, &node.span, vec![("time", time.to_string().into())]);
    } else if let (Some(Time(1440)), Some(node)) = (opens, row.get("opens")) {
        report.add(&OPENS_AT_24, &node.span, Vec::new());
    }
}

fn check_exception(scene: &Scene, exception: &Node, report: &mut Report) {
    check_times(exception, report);
    check_period(exception, report);
    let given = |key| exception.get(key).is_some_and(|node| node.text().is_some());
    let said = |key| exception.get(key).and_then(Node::bool) == Some(true);
    let (opens, closes, closed, unknown) = (given("opens"), given("closes"), said("closed"), said("unknown"));
    if opens != closes || usize::from(opens) + usize::from(closed) + usize::from(unknown) != 1 {
        report.add(&INCOMPLETE_EXCEPTION, &exception.first_byte(), Vec::new());
    }
    if let Some(to) = exception.parse_at::<Date>("to").filter(|to| *to < scene.today) {
        report.add(&PAST_EXCEPTION, &exception.first_byte(), vec![("to", to.to_string().into())]);
    }
}

/// Whether `from` comes before `to`, in an exception or an alert.
pub fn check_period(node: &Node, report: &mut Report) {
    let (from, to) = (node.parse_at::<Date>("from"), node.parse_at::<Date>("to"));
    if let (Some(from), Some(to), Some(place)) = (from, to, node.get("to"))
        && to < from
    {
        let words = vec![("from", from.to_string().into()), ("to", to.to_string().into())];
        report.add(&DATES_REVERSED, &place.span, words);
    }
}

/// A stretch of minutes and the byte where its row starts.
type Stretch = (Range<u32>, usize);

fn in_day(row: &Node, day: u32) -> Option<Stretch> {
    let (opens, closes) = (row.parse_at::<Time>("opens")?.0, row.parse_at::<Time>("closes")?.0);
    let length = if closes > opens { closes - opens } else { closes + 1440 - opens };
    let start = day * DAY + u32::from(opens);
    (opens != closes).then(|| (start..start + u32::from(length), row.span.start))
}

fn in_week(row: &Node) -> Vec<Stretch> {
    let day = |node: &Node| {
        ["mo", "tu", "we", "th", "fr", "sa", "su"].iter().position(|day| node.text() == Some(*day))
    };
    // A day that stands twice says nothing more.
    let days: BTreeSet<usize> = row.list("days").iter().filter_map(day).collect();
    days.into_iter().filter_map(|day| in_day(row, u32::try_from(day).ok()?)).collect()
}

/// Reports stretches that run into each other; with a period also those that run into its start.
fn overlaps(mut stretches: Vec<Stretch>, period: Option<u32>, report: &mut Report) {
    if let Some(period) = period {
        let over: Vec<Stretch> = stretches
            .iter()
            .filter(|(stretch, _)| stretch.end > period)
            .map(|(stretch, at)| (0..stretch.end - period, *at))
            .collect();
        stretches.extend(over);
    }
    stretches.sort_by_key(|(stretch, at)| (stretch.start, *at));
    let mut last: Option<Stretch> = None;
    let mut told = Vec::new();
    for (stretch, at) in stretches {
        if let Some((before, first)) = &last {
            let pair = (at.max(*first), at.min(*first));
            if stretch.start < before.end && !told.contains(&pair) && told.len() < 100 {
                let line = report.line(pair.1).to_string();
                report.add(&OVERLAPPING_HOURS, &(pair.0..pair.0 + 1), vec![("line", line.into())]);
                told.push(pair);
            }
        }
        if last.as_ref().is_none_or(|(before, _)| stretch.end > before.end) {
            last = Some((stretch, at));
        }
    }
}

/// What an exception says of its dates.
#[derive(PartialEq)]
enum Says {
    Open(Range<u32>),
    Closed,
    Unknown,
}

fn check_contradictions(exceptions: &[Node], report: &mut Report) {
    let mut dated: Vec<(Date, Date, Says, usize)> = exceptions
        .iter()
        .filter_map(|node| {
            let says = match in_day(node, 0) {
                Some((stretch, _)) => Says::Open(stretch),
                None if node.get("closed").and_then(Node::bool) == Some(true) => Says::Closed,
                None if node.get("unknown").and_then(Node::bool) == Some(true) => Says::Unknown,
                None => return None,
            };
            Some((node.parse_at("from")?, node.parse_at("to")?, says, node.span.start))
        })
        .collect();
    dated.sort_by_key(|(from, _, _, at)| (*from, *at));
    for (index, (from, to, says, at)) in dated.iter().enumerate() {
        let later = dated.iter().skip(index + 1).take_while(|(later, ..)| later <= to).take(1000);
        for (date, _, other, other_at) in later {
            let (after, before) = (at.max(other_at), at.min(other_at));
            let line = ("line", report.line(*before).to_string().into());
            match (says, other) {
                (Says::Open(a), Says::Open(b)) if a.start < b.end && b.start < a.end => {
                    report.add(&OVERLAPPING_HOURS, &(*after..after + 1), vec![line]);
                }
                (Says::Open(_), Says::Open(_)) => continue,
                (a, b) if a == b => continue,
                _ => {
                    let words = vec![line, ("date", date.max(from).to_string().into())];
                    report.add(&CONTRADICTING_EXCEPTIONS, &(*after..after + 1), words);
                }
            }
            break;
        }
    }
}
