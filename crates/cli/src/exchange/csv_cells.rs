//! Which column of a table holds which fact, and how a fact is written in a cell.

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use super::Refused;

/// How a fact stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text,
    /// A number to dial, an address: `tel:` before a number keeps spreadsheets from reckoning with it.
    Value,
    /// Digits.
    Number,
    /// `ja`, `nej`.
    Bool,
    /// `ja`, `nej`, or JSON when it has a source of its own.
    Claim,
    /// Words between ` | `.
    List,
    /// `always`, `unknown` or `schedule` (the next four columns say which).
    Hours,
    /// `mo tu 17:00-02:00 | fr 15:00-02:00`.
    Weekly,
    /// `as_weekly`, `closed`, `unknown` or `11:00-02:00 | …`.
    DayRule,
    /// `2026-12-24 08:00-01:30 | 2026-12-25..2026-12-26 closed`.
    Exceptions,
    /// Anything else, as JSON.
    Json,
}

/// Columns of a service: the way to the fact in the JSON, and how it stands in the cell.
pub const SERVICE: &[(&str, Cell)] = &[
    ("id", Cell::Text),
    ("name.sv", Cell::Text),
    ("name.en", Cell::Text),
    ("known_as", Cell::List),
    ("organization", Cell::Text),
    ("status", Cell::Text),
    ("summary.sv", Cell::Text),
    ("summary.en", Cell::Text),
    ("does_not.sv", Cell::Text),
    ("does_not.en", Cell::Text),
    ("audience", Cell::List),
    ("kinds", Cell::List),
    ("needs", Cell::List),
    ("age.min", Cell::Number),
    ("age.max", Cell::Number),
    ("gender", Cell::List),
    ("no_assessment_needed", Cell::Claim),
    ("level", Cell::Text),
    ("when_closed", Cell::List),
    ("place", Cell::Text),
    ("source.url", Cell::Text),
    ("source.date", Cell::Text),
    ("checked.on", Cell::Text),
    ("checked.how", Cell::Text),
    ("checked.by", Cell::Text),
    ("check_every_days", Cell::Number),
    ("alert", Cell::Json),
];

/// Columns of a channel.
pub const CHANNEL: &[(&str, Cell)] = &[
    ("type", Cell::Text),
    ("value", Cell::Value),
    ("display", Cell::Text),
    ("cost", Cell::Text),
    ("anonymous", Cell::Claim),
    ("on_bill", Cell::Claim),
    ("register_first", Cell::Bool),
    ("function_mobile", Cell::Bool),
    ("languages", Cell::List),
    ("interpreter", Cell::Bool),
    ("hours", Cell::Hours),
    ("hours.weekly", Cell::Weekly),
    ("hours.holidays", Cell::DayRule),
    ("hours.eves", Cell::DayRule),
    ("hours.exceptions", Cell::Exceptions),
];

/// The value at a dotted way.
pub fn at<'a>(value: &'a Value, way: &str) -> &'a Value {
    way.split('.').fold(value, |value, key| &value[key])
}

/// Puts a value at a dotted way.
pub fn put(into: &mut Map<String, Value>, way: &str, value: Value) {
    match way.split_once('.') {
        None => drop(into.insert(way.to_owned(), value)),
        Some((key, rest)) => {
            let inner = into.entry(key.to_owned()).or_insert_with(|| json!({}));
            if !inner.is_object() {
                *inner = json!({});
            }
            if let Some(inner) = inner.as_object_mut() {
                put(inner, rest, value);
            }
        }
    }
}

/// A value as the text of a cell; empty for what says nothing.
pub fn write(value: &Value, cell: Cell) -> String {
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let joined = |each: &dyn Fn(&Value) -> String| {
        value.as_array().into_iter().flatten().map(each).collect::<Vec<_>>().join(" | ")
    };
    match (cell, value) {
        (_, Value::Null) => String::new(),
        (Cell::Bool | Cell::Claim, Value::Bool(value)) => (if *value { "ja" } else { "nej" }).to_owned(),
        (Cell::List, _) => guarded(&joined(&words)),
        (Cell::Value, Value::String(text)) if text.starts_with('+') => format!("tel:{text}"),
        (Cell::Hours, Value::Object(_)) => "schedule".to_owned(),
        (Cell::Weekly, _) => joined(&|row| {
            let days: Vec<_> = row["days"].as_array().into_iter().flatten().map(words).collect();
            format!("{} {}-{}", days.join(" "), words(&row["opens"]), words(&row["closes"]))
        }),
        (Cell::DayRule, Value::Array(_)) => {
            joined(&|row| format!("{}-{}", words(&row["opens"]), words(&row["closes"])))
        }
        (Cell::Exceptions, _) => joined(&|row| {
            let (from, to) = (words(&row["from"]), words(&row["to"]));
            let date = if from == to { from } else { format!("{from}..{to}") };
            let mut says = Vec::new();
            if row["opens"].is_string() || row["closes"].is_string() {
                says.push(format!("{}-{}", words(&row["opens"]), words(&row["closes"])));
            }
            says.extend(
                ["closed", "unknown"].iter().filter(|key| row[**key] == true).map(|key| (*key).to_owned()),
            );
            format!("{date} {}", says.join(" "))
        }),
        (Cell::Json, value) | (Cell::Claim, value @ Value::Object(_)) => value.to_string(),
        (_, Value::String(text)) => guarded(text),
        (_, value) => value.to_string(),
    }
}

/// A cell that starts like a formula is not made one.
fn guarded(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

/// The words of a cell without the sign that keeps them from being a formula.
fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').unwrap_or(text)
}

/// The value that a cell's text says; `None` for an empty cell.
pub fn read(text: &str, cell: Cell, line: u64, column: &str) -> Result<Option<Value>, Refused> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let refuse = |sv: &str, en: &str| {
        Refused::at(
            line,
            format!("kolumnen {column}: ”{text}” {sv}"),
            format!("column {column}: “{text}” {en}"),
        )
    };
    let neither = || refuse("är varken ja eller nej.", "is neither yes nor no.");
    let parts = |text| str::split(text, '|').map(str::trim).filter(|part| !part.is_empty());
    let value = match cell {
        Cell::Text => Value::from(unguarded(text)),
        Cell::Value => Value::from(number(text).map_err(|spoilt| {
            let [sv, en] = spoilt.words();
            refuse(&sv, &en)
        })?),
        Cell::Number => {
            let number: u32 =
                text.parse().map_err(|_| refuse("är inget helt tal.", "is no whole number."))?;
            Value::from(number)
        }
        Cell::Bool => Value::from(truth(text).ok_or_else(neither)?),
        Cell::Claim => match truth(text) {
            Some(value) => Value::from(value),
            None => serde_json::from_str(text).map_err(|_| neither())?,
        },
        Cell::List => parts(unguarded(text)).map(Value::from).collect(),
        Cell::Hours => match text {
            "schedule" => json!({}),
            other => Value::from(other),
        },
        Cell::Json => serde_json::from_str(text).map_err(|_| refuse("är inte JSON.", "is not JSON."))?,
        Cell::Weekly => parts(text).map(weekly).collect::<Option<Value>>().ok_or_else(|| {
            refuse(
                "är inte som mo tu 17:00-02:00 | fr 15:00-02:00.",
                "is not like mo tu 17:00-02:00 | fr 15:00-02:00.",
            )
        })?,
        Cell::DayRule if matches!(text, "as_weekly" | "closed" | "unknown") => Value::from(text),
        Cell::DayRule => parts(text)
            .map(|part| span(part).map(Value::Object))
            .collect::<Option<Value>>()
            .ok_or_else(|| {
                refuse(
                    "är inte closed, as_weekly, unknown eller tider.",
                    "is not closed, as_weekly, unknown or times.",
                )
            })?,
        Cell::Exceptions => parts(text).map(exception).collect::<Option<Value>>().ok_or_else(|| {
            refuse(
                "är inte som 2026-12-24 08:00-12:00 | 2026-12-25 closed.",
                "is not like 2026-12-24 08:00-12:00 | 2026-12-25 closed.",
            )
        })?,
    };
    Ok(Some(value))
}

/// What a spreadsheet has done to a number that cannot be undone.
#[derive(Debug, PartialEq, Eq)]
enum Spoilt {
    /// Written as a power of ten: digits are gone.
    Rounded,
    /// These digits are two numbers, with and without a zero that may have been taken away.
    TwoWays(String),
}

impl Spoilt {
    /// What happened and the remedy, in Swedish and in English.
    fn words(&self) -> [String; 2] {
        match self {
            Self::Rounded => [
                "har räknats om av kalkylprogrammet. Skriv tel: före numret, som tel:+46104440500."
                    .to_owned(),
                "has been reckoned with by the spreadsheet. Write tel: before the number, such as \
                    tel:+46104440500."
                    .to_owned(),
            ],
            Self::TwoWays(digits) => {
                let local = digits.strip_prefix(COUNTRY).unwrap_or(digits);
                [
                    format!(
                        "kan läsas på två sätt: 46 är Sveriges landsnummer, eller riktnumret 046 (Lund) utan \
                            nollan, som kalkylprogram tar bort. Skriv tel:+46{digits} om numret är \
                            046-{local}, annars tel:+{digits}."
                    ),
                    format!(
                        "can be read in two ways: 46 is the code of Sweden, or the area code 046 (Lund) \
                            without its zero, which spreadsheets take away. Write tel:+46{digits} if the \
                            number is 046-{local}, else tel:+{digits}."
                    ),
                ]
            }
        }
    }
}

/// The country code, and also the one area code (046) that is the same digits once its zero is gone: no area
/// code is the beginning of another (the numbering plan of PTS).
const COUNTRY: &str = "46";
/// How many digits a number in Lund has without its leading zero; no Swedish number has more (the numbering
/// plan of PTS).
const WITHOUT_ZERO: RangeInclusive<usize> = 7..=9;

/// A number or address as it was before a spreadsheet. A spreadsheet takes the plus away (46104440500, which
/// is put right).
///
/// # Errors
/// When it has rounded (4,61E+10), and when it may have taken a zero instead of a plus (462221234): a wrong
/// guess would be a number that somebody else answers.
fn number(text: &str) -> Result<String, Spoilt> {
    let text = unguarded(text);
    let text = text.strip_prefix("tel:").unwrap_or(text).trim();
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if is_digits(&digits) && digits.starts_with(COUNTRY) && WITHOUT_ZERO.contains(&digits.len()) {
        return Err(Spoilt::TwoWays(digits));
    }
    if is_digits(text) && text.starts_with(COUNTRY) && text.len() > *WITHOUT_ZERO.end() {
        return Ok(format!("+{text}"));
    }
    let is_rounded = text.contains(['E', 'e'])
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"Ee+,.".contains(&byte));
    if is_rounded { Err(Spoilt::Rounded) } else { Ok(text.to_owned()) }
}

fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "ja" | "sant" | "true" | "yes" => Some(true),
        "nej" | "falskt" | "false" | "no" => Some(false),
        _ => None,
    }
}

fn span(text: &str) -> Option<Map<String, Value>> {
    let (opens, closes) = text.split_once(['-', '–'])?;
    let mut row = Map::new();
    row.insert("opens".to_owned(), Value::from(opens.trim()));
    row.insert("closes".to_owned(), Value::from(closes.trim()));
    Some(row)
}

fn weekly(text: &str) -> Option<Value> {
    let (days, times) = text.rsplit_once(' ')?;
    let mut row = Map::new();
    row.insert("days".to_owned(), days.split_whitespace().map(Value::from).collect());
    row.extend(span(times)?);
    Some(Value::Object(row))
}

fn exception(text: &str) -> Option<Value> {
    let (date, says) = text.split_once(' ')?;
    let (from, to) = date.split_once("..").unwrap_or((date, date));
    let mut row = Map::new();
    row.insert("from".to_owned(), Value::from(from));
    row.insert("to".to_owned(), Value::from(to));
    for word in says.split_whitespace() {
        match word {
            "closed" | "unknown" => drop(row.insert(word.to_owned(), Value::Bool(true))),
            times => row.extend(span(times)?),
        }
    }
    Some(Value::Object(row))
}
