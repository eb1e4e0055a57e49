//! Dates, times and instants, always in Europe/Stockholm, without a zone database.
//!
//! One zone's rule since 1996 (Directive 2000/84/EC: summer time from the last Sunday of March to the last
//! Sunday of October, 01:00 UTC) is a few lines; a database for it would be a dependency.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the Gregorian calendar, as days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub i32);

/// A time of day in whole minutes, 0 (`00:00`) to 1440 (`24:00`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub u16);

/// A point in time, as seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

/// A text is not a date (`YYYY-MM-DD`), a time (`HH:MM`) or an instant (ISO 8601 with offset).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The form that was expected.
    pub expected: &'static str,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for ParseError {}

fn digits(text: &str) -> Option<u32> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

impl Date {
    /// The date of a year, month (1–12) and day (1–31); `None` when there is none such.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
        if !(1..=12).contains(&month) || day == 0 || !(-9999..=9999).contains(&year) {
            return None;
        }
        let shifted = if month <= 2 { year - 1 } else { year };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let day_of_year = (153 * ((month as i32 + 9) % 12) + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let date = Date(era * 146_097 + day_of_era - 719_468);
        (date.civil() == (year, month, day)).then_some(date)
    }

    /// Year, month (1–12) and day (1–31).
    pub fn civil(self) -> (i32, u32, u32) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = (shifted_month + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month as u32, day as u32)
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u8 {
        (self.0 + 3).rem_euclid(7) as u8
    }
}

/// The 13 public holidays of SFS 1989:253, Sundays in general left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedDay {
    /// Nyårsdagen, 1 January.
    NewYearsDay,
    /// Trettondedag jul, 6 January.
    Epiphany,
    /// Långfredagen, two days before Easter Sunday.
    GoodFriday,
    /// Påskdagen.
    EasterSunday,
    /// Annandag påsk.
    EasterMonday,
    /// Första maj.
    MayDay,
    /// Kristi himmelsfärdsdag, 39 days after Easter Sunday.
    AscensionDay,
    /// Pingstdagen, 49 days after Easter Sunday.
    Pentecost,
    /// Nationaldagen, 6 June.
    NationalDay,
    /// Midsommardagen, the Saturday of 20–26 June.
    MidsummerDay,
    /// Alla helgons dag, the Saturday of 31 October–6 November.
    AllSaintsDay,
    /// Juldagen, 25 December.
    ChristmasDay,
    /// Annandag jul, 26 December.
    BoxingDay,
}

impl RedDay {
    /// The Swedish name, as in the middle of a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::NewYearsDay => "nyårsdagen",
            Self::Epiphany => "trettondedag jul",
            Self::GoodFriday => "långfredagen",
            Self::EasterSunday => "påskdagen",
            Self::EasterMonday => "annandag påsk",
            Self::MayDay => "första maj",
            Self::AscensionDay => "Kristi himmelsfärdsdag",
            Self::Pentecost => "pingstdagen",
            Self::NationalDay => "nationaldagen",
            Self::MidsummerDay => "midsommardagen",
            Self::AllSaintsDay => "alla helgons dag",
            Self::ChristmasDay => "juldagen",
            Self::BoxingDay => "annandag jul",
        }
    }
}

/// The four eves on which services keep other hours though the day is not red.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eve {
    /// Påskafton, the day before Easter Sunday.
    Easter,
    /// Midsommarafton, the Friday of 19–25 June.
    Midsummer,
    /// Julafton, 24 December.
    Christmas,
    /// Nyårsafton, 31 December.
    NewYear,
}

impl Eve {
    /// The Swedish name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Easter => "påskafton",
            Self::Midsummer => "midsommarafton",
            Self::Christmas => "julafton",
            Self::NewYear => "nyårsafton",
        }
    }
}

/// Easter Sunday of a Gregorian year.
fn easter(year: i32) -> Date {
    // Oudin's algorithm as in the US Naval Observatory's "The Date of Easter"; whole for all Gregorian years.
    let century = year / 100;
    let golden = year % 19;
    let k = (century - 17) / 25;
    let i = (century - century / 4 - (century - k) / 3 + 19 * golden + 15) % 30;
    let i = i - (i / 28) * (1 - (i / 28) * (29 / (i + 1)) * ((21 - golden) / 11));
    let j = (year + year / 4 + i + 2 - century + century / 4) % 7;
    let month = 3 + (i - j + 40) / 44;
    let day = i - j + 28 - 31 * (month / 4);
    Date::new(year, month as u32, day as u32).unwrap_or(Date(0))
}

/// What the calendar makes of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayKind {
    Ordinary,
    Red(RedDay),
    Eve(Eve),
}

impl Date {
    /// The public holiday of this date, if any; of two on one date the one that never moves.
    ///
    /// The list of SFS 1989:253 as it stands today is applied to every year 1900–2100: before 2005 annandag
    /// pingst was red and nationaldagen was not, and before 1953 several days lay elsewhere. Nobody asks for
    /// those hours.
    pub fn red_day(self) -> Option<RedDay> {
        match self.kind() {
            DayKind::Red(day) => Some(day),
            _ => None,
        }
    }

    /// The eve of this date, if any.
    pub fn eve(self) -> Option<Eve> {
        match self.kind() {
            DayKind::Eve(eve) => Some(eve),
            _ => None,
        }
    }

    pub(crate) fn kind(self) -> DayKind {
        let (year, month, day) = self.civil();
        match (month, day, self.weekday()) {
            (1, 1, _) => DayKind::Red(RedDay::NewYearsDay),
            (1, 6, _) => DayKind::Red(RedDay::Epiphany),
            (5, 1, _) => DayKind::Red(RedDay::MayDay),
            (6, 6, _) => DayKind::Red(RedDay::NationalDay),
            (6, 19..=25, 4) => DayKind::Eve(Eve::Midsummer),
            (6, 20..=26, 5) => DayKind::Red(RedDay::MidsummerDay),
            (10, 31, 5) | (11, 1..=6, 5) => DayKind::Red(RedDay::AllSaintsDay),
            (12, 24, _) => DayKind::Eve(Eve::Christmas),
            (12, 25, _) => DayKind::Red(RedDay::ChristmasDay),
            (12, 26, _) => DayKind::Red(RedDay::BoxingDay),
            (12, 31, _) => DayKind::Eve(Eve::NewYear),
            // Only the weekdays on which a day that moves with Easter can fall: Easter need not be computed
            // else.
            (3..=6, _, 0 | 3..=6) => match self.0 - easter(year).0 {
                -2 => DayKind::Red(RedDay::GoodFriday),
                -1 => DayKind::Eve(Eve::Easter),
                0 => DayKind::Red(RedDay::EasterSunday),
                1 => DayKind::Red(RedDay::EasterMonday),
                39 => DayKind::Red(RedDay::AscensionDay),
                49 => DayKind::Red(RedDay::Pentecost),
                _ => DayKind::Ordinary,
            },
            _ => DayKind::Ordinary,
        }
    }

    /// The date so many days later (earlier when negative), within the years 0000–9999.
    pub fn plus(self, days: i32) -> Self {
        Date(self.0.saturating_add(days).clamp(FIRST_DAY, LAST_DAY))
    }
}

/// 0000-01-01 and 9999-12-31: what four digits of a year can say.
const FIRST_DAY: i32 = -719_528;
const LAST_DAY: i32 = 2_932_896;

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
pub(crate) const DAY: i64 = 86_400;

impl Instant {
    /// Date and minute of the day (0–1439) on a clock in Stockholm. Instants outside the years 0000–9999
    /// count as the nearest within.
    pub fn local(self) -> (Date, u16) {
        let here = self.local_seconds();
        (Date(here.div_euclid(DAY) as i32), (here.rem_euclid(DAY) / MINUTE) as u16)
    }

    /// The instant at which a date begins in Stockholm.
    pub fn midnight(date: Date) -> Self {
        Self::first(date, 0)
    }

    /// The instant at which a clock in Stockholm shows `minute` of `date` (0–2880; past 1440 is the next
    /// day), the first of two in autumn's doubled hour; in spring's gap the instant to which the clocks jump.
    pub(crate) fn first(date: Date, minute: u16) -> Self {
        let here = i64::from(date.0) * DAY + i64::from(minute) * MINUTE;
        let summer = Instant(here - 2 * HOUR);
        if summer.offset() == 2 * HOUR { summer } else { Self::standard(here) }
    }

    /// As [`Instant::first`], but the last of two.
    pub(crate) fn last(date: Date, minute: u16) -> Self {
        let here = i64::from(date.0) * DAY + i64::from(minute) * MINUTE;
        if Instant(here - HOUR).offset() == HOUR {
            return Instant(here - HOUR);
        }
        let summer = Instant(here - 2 * HOUR);
        if summer.offset() == 2 * HOUR { summer } else { Self::standard(here) }
    }

    /// The instant of a local time that is not in summer time: standard time, or the end of spring's gap.
    fn standard(here: i64) -> Self {
        let standard = here - HOUR;
        if Instant(standard).offset() == HOUR {
            Instant(standard)
        } else {
            // Neither reading exists: the gap, which ends on the hour that standard time would call its
            // beginning.
            Instant(standard - standard.rem_euclid(HOUR))
        }
    }

    fn clamped(self) -> i64 {
        self.0.clamp(i64::from(FIRST_DAY + 1) * DAY, i64::from(LAST_DAY) * DAY)
    }

    fn local_seconds(self) -> i64 {
        let clamped = Instant(self.clamped());
        clamped.0 + clamped.offset()
    }

    /// Seconds that a clock in Stockholm is ahead of UTC.
    fn offset(self) -> i64 {
        let day = self.clamped().div_euclid(DAY);
        let date = Date(day as i32);
        let (_, month, of_month) = date.civil();
        let summer = match month {
            4..=9 => true,
            3 | 10 => {
                let last_sunday = {
                    let last = date.0 + 31 - of_month as i32;
                    last - (i32::from(Date(last).weekday()) + 1) % 7
                };
                let change = i64::from(last_sunday) * DAY + HOUR;
                (self.0 >= change) == (month == 3)
            }
            _ => false,
        };
        if summer { 2 * HOUR } else { HOUR }
    }
}

impl FromStr for Instant {
    type Err = ParseError;
    /// ISO 8601 with an offset (`+01:00`, `+0100`, `+01`) or `Z`; seconds and their fraction may be left out,
    /// the fraction is cut.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let parse = || {
            let (date, rest) = text.split_once(['T', 't'])?;
            let date: Date = date.parse().ok()?;
            let mark = rest.find(['Z', 'z', '+', '-'])?;
            let (clock, zone) = rest.split_at_checked(mark)?;
            let (time, seconds) = match clock.match_indices(':').nth(1) {
                None => (clock, 0),
                Some((colon, _)) => {
                    let (time, seconds) = clock.split_at_checked(colon)?;
                    let seconds = seconds.get(1..)?;
                    let (whole, fraction) = seconds.split_once(['.', ',']).unwrap_or((seconds, "0"));
                    digits(fraction.get(..fraction.len().min(9))?)?;
                    let whole_seconds = digits(whole).filter(|value| whole.len() == 2 && *value < 60)?;
                    (time, i64::from(whole_seconds))
                }
            };
            let time: Time = time.parse().ok()?;
            let ahead = match zone.split_at_checked(1)? {
                ("Z" | "z", "") => 0,
                (sign @ ("+" | "-"), zone) => {
                    let (hours, minutes) = match zone.len() {
                        2 => (zone, "00"),
                        4 => zone.split_at_checked(2)?,
                        _ => zone.split_once(':').filter(|(h, m)| h.len() == 2 && m.len() == 2)?,
                    };
                    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
                    let ahead =
                        (hours < 24 && minutes < 60).then_some(i64::from(hours * 60 + minutes) * MINUTE)?;
                    if sign == "-" { -ahead } else { ahead }
                }
                _ => return None,
            };
            Some(Instant(i64::from(date.0) * DAY + i64::from(time.0) * MINUTE + seconds - ahead))
        };
        parse().ok_or(ParseError { expected: "an instant, YYYY-MM-DDTHH:MM:SS+HH:MM or …Z" })
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let here = self.local_seconds();
        let (date, minute) = self.local();
        let offset = if here - self.clamped() == HOUR { "+01:00" } else { "+02:00" };
        write!(f, "{date}T{}:{:02}{offset}", Time(minute), here.rem_euclid(MINUTE))
    }
}

impl FromStr for Date {
    type Err = ParseError;
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let parse = || {
            let mut parts = text.split('-');
            let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
            let whole = parts.next().is_none() && year.len() == 4 && month.len() == 2 && day.len() == 2;
            whole.then(|| Date::new(digits(year)? as i32, digits(month)?, digits(day)?)).flatten()
        };
        parse().ok_or(ParseError { expected: "a date, YYYY-MM-DD" })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Time {
    type Err = ParseError;
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let parse = || {
            // Before anything is reckoned: more could overflow.
            if text.len() != 5 {
                return None;
            }
            let (hours, minutes) = text.split_once(':')?;
            let (h, m) = (digits(hours)?, digits(minutes)?);
            let total = h * 60 + m;
            (hours.len() == 2 && m < 60 && total <= 1440).then_some(Time(total as u16))
        };
        parse().ok_or(ParseError { expected: "a time, HH:MM from 00:00 to 24:00" })
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

macro_rules! as_text {
    ($($type:ident $pattern:literal),*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    )*};
}
as_text!(
    Date r"^\d{4}-\d{2}-\d{2}$",
    Time r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$",
    Instant r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$"
);
