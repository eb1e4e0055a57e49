//! When a channel answers: open, closed or unknown at an instant, until when, and when it opens next.
//!
//! The rules, exactly:
//!
//! - For a date the first that applies decides: exception, red day, eve, weekly. `"as_weekly"` hands on to
//!   weekly.
//! - An interval belongs to the date on which it opens, its part after midnight included; `closes` at or
//!   before `opens` is on the next day.
//! - A date ruled unknown is unknown from 00:00 to 24:00, except where an interval of the day before is still
//!   open.
//! - Several exceptions of one date add up. If they contradict each other, one `unknown` (or one that does
//!   not say one thing, and it whole) makes the whole date unknown – no false comfort –, and hours beside
//!   another's `closed` are hours.
//! - A time in spring's gap is the instant to which the clocks jump; a doubled autumn time is the first of
//!   the two where it opens and the last where it closes.

use crate::calendar::{DAY, Date, DayKind, Instant, Time};
use crate::model::{DayRule, Hours, Schedule, Span};
use crate::order::put;

/// How far ahead an end or an opening is looked for.
const HORIZON: i64 = 366 * DAY;

/// Whether somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Yes.
    Open,
    /// Nobody has told, or what was told is too old.
    Unknown,
    /// No.
    Closed,
}

/// A channel at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Whether it is open.
    pub state: State,
    /// When open: the end of this stretch, touching intervals being one. `None`: not open, or open for 366
    /// days.
    pub until: Option<Instant>,
    /// When not open: the next known opening. `None`: open, or none within 366 days.
    pub opens: Option<Instant>,
}

impl Moment {
    /// A state of which neither end nor next opening is known.
    pub const fn only(state: State) -> Self {
        Moment { state, until: None, opens: None }
    }
}

/// What is told about a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayHours {
    /// Open all day, every day.
    Always,
    /// Nobody has told.
    Unknown,
    /// These intervals open on the date, in order; none: closed.
    Spans(Vec<Span>),
}

impl Hours {
    /// State, end and next opening at `now`.
    pub fn at(&self, now: Instant) -> Moment {
        match self {
            Hours::Always => Moment::only(State::Open),
            Hours::Unknown => Moment::only(State::Unknown),
            Hours::Scheduled(schedule) => schedule.at(now),
        }
    }

    /// The hours that belong to a date.
    pub fn on(&self, date: Date) -> DayHours {
        match self {
            Hours::Always => DayHours::Always,
            Hours::Unknown => DayHours::Unknown,
            Hours::Scheduled(schedule) => {
                let mut spans = Vec::new();
                let stays =
                    |before: &Span, span: &Span| (before.opens, before.closes) <= (span.opens, span.closes);
                let mut add = |span| put(&mut spans, span, stays);
                if !schedule.spans(date, &mut add) {
                    return DayHours::Unknown;
                }
                spans.dedup();
                DayHours::Spans(spans)
            }
        }
    }

    /// The intervals within `from` (included) to `to` (not included) in which it is surely open: in order,
    /// touching ones made one, none empty.
    pub fn open_intervals(&self, from: Instant, to: Instant) -> Vec<(Instant, Instant)> {
        let mut intervals = Vec::new();
        match self {
            Hours::Always if from < to => intervals.push((from, to)),
            Hours::Always | Hours::Unknown => {}
            Hours::Scheduled(schedule) => {
                let (mut day, last) = (Day::new(from.local().0.plus(-1)), to.local().0);
                while day.date <= last {
                    schedule.spans(day.date, &mut |span| {
                        let (opens, closes) = day.bounds(span);
                        let part = (opens.max(from), closes.min(to));
                        if part.0 < part.1 {
                            intervals.push(part);
                        }
                    });
                    day = day.next();
                }
                join(&mut intervals);
            }
        }
        intervals
    }
}

/// Orders intervals and makes touching ones one.
pub(crate) fn join(intervals: &mut Vec<(Instant, Instant)>) {
    if intervals.is_sorted() && intervals.windows(2).all(|pair| matches!(pair, [a, b] if a.1 < b.0)) {
        return;
    }
    // A year's, of many services, in the proof of the closed chain: these are worth a sort.
    intervals.sort_unstable();
    intervals.dedup_by(|next, kept| {
        let touching = next.0 <= kept.1;
        if touching {
            kept.1 = kept.1.max(next.1);
        }
        touching
    });
}

/// A date, with where it begins worked out once for all its spans.
#[derive(Clone, Copy)]
struct Day {
    date: Date,
    begins: Instant,
    ends: Instant,
    next_ends: Instant,
}

impl Day {
    fn new(date: Date) -> Self {
        let midnight = |days| Instant::midnight(Date(date.0 + days));
        Day { date, begins: midnight(0), ends: midnight(1), next_ends: midnight(2) }
    }

    fn next(self) -> Self {
        let next_ends = Instant::midnight(Date(self.date.0 + 3));
        Day { date: Date(self.date.0 + 1), begins: self.ends, ends: self.next_ends, next_ends }
    }

    /// The instants at which a span of this date opens and closes.
    fn bounds(self, span: Span) -> (Instant, Instant) {
        let (opens, mut closes) = (span.opens.0.min(1440), span.closes.0.min(1440));
        if closes <= opens {
            closes += 1440;
        }
        // No change of clocks before the end of the next day: local minutes are minutes.
        if self.next_ends.0 - self.begins.0 == 2 * DAY {
            return (
                Instant(self.begins.0 + i64::from(opens) * 60),
                Instant(self.begins.0 + i64::from(closes) * 60),
            );
        }
        (Instant::first(self.date, opens), Instant::last(self.date, closes))
    }
}

/// Whether a span is the whole of its day.
fn is_whole_day(opens: Time, closes: Time) -> bool {
    opens.0 == 0 && (closes.0 == 0 || closes.0 >= 1440)
}

impl Schedule {
    /// Hands every span that belongs to `date` to `found`; `false` (and none) when the date is ruled unknown.
    fn spans(&self, date: Date, found: &mut dyn FnMut(Span)) -> bool {
        let mut excepted = false;
        for exception in &self.exceptions {
            if exception.from <= date && date <= exception.to {
                let times = (exception.opens.is_some(), exception.closes.is_some());
                if exception.unknown || times != (!exception.closed, !exception.closed) {
                    return false;
                }
                excepted = true;
            }
        }
        if excepted {
            for exception in &self.exceptions {
                if let (true, Some(opens), Some(closes)) =
                    (exception.from <= date && date <= exception.to, exception.opens, exception.closes)
                {
                    found(Span { opens, closes });
                }
            }
            return true;
        }
        match self.rule(date) {
            DayRule::Unknown => return false,
            DayRule::Closed => {}
            DayRule::Spans(spans) => spans.iter().for_each(|span| found(*span)),
            DayRule::AsWeekly => {
                let weekday = date.weekday();
                for row in &self.weekly {
                    if row.days.iter().any(|day| *day as u8 == weekday) {
                        found(Span { opens: row.opens, closes: row.closes });
                    }
                }
            }
        }
        true
    }

    /// The rule for a date without exceptions.
    fn rule(&self, date: Date) -> &DayRule {
        if self.holidays == DayRule::AsWeekly && self.eves == DayRule::AsWeekly {
            return &DayRule::AsWeekly;
        }
        match date.kind() {
            DayKind::Red(_) => &self.holidays,
            DayKind::Eve(_) => &self.eves,
            DayKind::Ordinary => &DayRule::AsWeekly,
        }
    }

    fn at(&self, now: Instant) -> Moment {
        let today = now.local().0;
        let mut end = now;
        let mut known = true;
        for date in [Date(today.0 - 1), today] {
            let mut day = None;
            known = self.spans(date, &mut |span| {
                let (opens, closes) = day.get_or_insert_with(|| Day::new(date)).bounds(span);
                if opens <= now && now < closes {
                    end = end.max(closes);
                }
            });
        }
        let limit = Instant(now.0.saturating_add(HORIZON));
        if end > now {
            let until = self.end_of_stretch(today, end, limit);
            return Moment { state: State::Open, until, opens: None };
        }
        let state = if known { State::Closed } else { State::Unknown };
        Moment { state, until: None, opens: self.next_opening(today, now, limit) }
    }

    /// The end of the stretch that is open at least until `end`; `None` when it lies past `limit`.
    fn end_of_stretch(&self, today: Date, mut end: Instant, limit: Instant) -> Option<Instant> {
        let mut date = Date(today.0 - 1);
        if self.is_whole_but_for_exceptions() {
            // Nothing but an exception can end it: no day before the next one need be looked at.
            let next = self.exceptions.iter().filter(|e| e.to >= today).map(|e| e.from.max(today)).min()?;
            date = Date(next.0 - 1).max(date);
            end = end.max(Instant::midnight(next.max(today)));
        }
        // No interval of a later date opens before that date begins.
        let mut day = Day::new(date);
        while end <= limit && (day.date <= today || day.begins <= end) {
            loop {
                let before = end;
                self.spans(day.date, &mut |span| {
                    let (opens, closes) = day.bounds(span);
                    if opens <= end && end < closes {
                        end = closes;
                    }
                });
                if end == before {
                    break;
                }
            }
            day = day.next();
        }
        (end <= limit).then_some(end)
    }

    /// Whether every day that no exception rules is open from its beginning to its end.
    fn is_whole_but_for_exceptions(&self) -> bool {
        let week = self.weekly.iter().filter(|row| is_whole_day(row.opens, row.closes));
        let days = week.flat_map(|row| &row.days).fold(0u8, |days, day| days | 1 << *day as u8);
        let rule = |rule: &DayRule| match rule {
            DayRule::AsWeekly => true,
            DayRule::Spans(spans) => spans.iter().any(|span| is_whole_day(span.opens, span.closes)),
            DayRule::Closed | DayRule::Unknown => false,
        };
        days == 0b111_1111 && rule(&self.holidays) && rule(&self.eves)
    }

    /// The first opening after `now`; `None` when there is none up to `limit`.
    fn next_opening(&self, today: Date, now: Instant, limit: Instant) -> Option<Instant> {
        let mut next: Option<Instant> = None;
        for days in 0..=367 {
            let date = Date(today.0 + days);
            let mut day = None;
            self.spans(date, &mut |span| {
                let (opens, closes) = day.get_or_insert_with(|| Day::new(date)).bounds(span);
                if opens > now && opens < closes && next.is_none_or(|first| opens < first) {
                    next = Some(opens);
                }
            });
            if next.is_some() {
                break;
            }
        }
        next.filter(|opens| *opens <= limit)
    }
}
