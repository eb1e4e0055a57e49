//! When a channel answers: by the week, on red days and eves, on single dates.

use std::fmt;

use serde::de::{
    self, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer, value::SeqAccessDeserializer,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::calendar::{Date, Time};

/// When a channel answers; [`crate::schedule`] says what that means for an instant.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Hours {
    /// Every minute of every day.
    Always,
    /// Nobody has told.
    #[default]
    Unknown,
    /// By the week, with red days, eves and dated changes.
    Scheduled(Schedule),
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Hours::Always => serializer.serialize_str("always"),
            Hours::Unknown => serializer.serialize_str("unknown"),
            Hours::Scheduled(schedule) => schedule.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct HoursVisitor;
        impl<'de> Visitor<'de> for HoursVisitor {
            type Value = Hours;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("\"always\", \"unknown\" or an object with weekly hours")
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<Hours, E> {
                match word {
                    "always" => Ok(Hours::Always),
                    "unknown" => Ok(Hours::Unknown),
                    other => Err(E::unknown_variant(other, &["always", "unknown"])),
                }
            }
            fn visit_unit<E: de::Error>(self) -> Result<Hours, E> {
                Ok(Hours::Unknown)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Hours, A::Error> {
                Deserialize::deserialize(MapAccessDeserializer::new(map)).map(Hours::Scheduled)
            }
        }
        deserializer.deserialize_any(HoursVisitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Hours {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Hours".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "always (dygnet runt), unknown (ingen vet) eller tider per vecka.",
            "anyOf": [
                { "const": "always", "description": "Alla dagar, dygnet runt." },
                { "const": "unknown", "description": "Ingen vet. Sidan säger det." },
                generator.subschema_for::<Schedule>()
            ]
        })
    }
}

/// Hours by the week and the calendar. For a date the first that applies decides: exception, red day, eve,
/// weekly.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(
    feature = "schema",
    schemars(
        description = "Tider per vecka, med röda dagar, aftnar och ändringar med datum. För ett datum \
            gäller det första som passar: ändring, röd dag, afton, vecka."
    )
)]
pub struct Schedule {
    /// Rows for weekdays; several for one day add up.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Veckans tider. Flera rader för samma dag läggs ihop. Dagar som inte nämns är \
                stängda."
        )
    )]
    pub weekly: Vec<Weekly>,
    /// What holds on the 13 public holidays.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Vad som gäller på röda dagar. Utelämnat betyder att ingen vet.")
    )]
    pub holidays: DayRule,
    /// What holds on påskafton, midsommarafton, julafton and nyårsafton.
    #[serde(default)]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Vad som gäller på påskafton, midsommarafton, julafton och nyårsafton. \
                Utelämnat betyder att ingen vet.")
    )]
    pub eves: DayRule,
    /// Dated changes; several for one date add up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(description = "Ändringar med datum. De går före allt annat."))]
    pub exceptions: Vec<Exception>,
}

/// One row of a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(description = "En rad i veckan."))]
pub struct Weekly {
    /// On which days it opens.
    #[cfg_attr(feature = "schema", schemars(description = "Dagar: mo, tu, we, th, fr, sa, su."))]
    pub days: Vec<Weekday>,
    /// When it opens.
    #[cfg_attr(feature = "schema", schemars(description = "Öppnar, TT:MM."))]
    pub opens: Time,
    /// When it closes; at or before `opens` means on the next day.
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Stänger, TT:MM. Samma tid som eller före opens betyder nästa dag. 24:00 är \
                midnatt."
        )
    )]
    pub closes: Time,
}

/// Days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(description = "Veckodag."))]
pub enum Weekday {
    /// Monday.
    #[serde(rename = "mo")]
    #[cfg_attr(feature = "schema", schemars(description = "Måndag."))]
    Monday,
    /// Tuesday.
    #[serde(rename = "tu")]
    #[cfg_attr(feature = "schema", schemars(description = "Tisdag."))]
    Tuesday,
    /// Wednesday.
    #[serde(rename = "we")]
    #[cfg_attr(feature = "schema", schemars(description = "Onsdag."))]
    Wednesday,
    /// Thursday.
    #[serde(rename = "th")]
    #[cfg_attr(feature = "schema", schemars(description = "Torsdag."))]
    Thursday,
    /// Friday.
    #[serde(rename = "fr")]
    #[cfg_attr(feature = "schema", schemars(description = "Fredag."))]
    Friday,
    /// Saturday.
    #[serde(rename = "sa")]
    #[cfg_attr(feature = "schema", schemars(description = "Lördag."))]
    Saturday,
    /// Sunday.
    #[serde(rename = "su")]
    #[cfg_attr(feature = "schema", schemars(description = "Söndag."))]
    Sunday,
}

/// What holds on a class of days: `"as_weekly"`, `"closed"`, `"unknown"` (also when absent) or a list of
/// spans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DayRule {
    /// The weekday's row holds.
    AsWeekly,
    /// Closed.
    Closed,
    /// Nobody has told.
    #[default]
    Unknown,
    /// These hours.
    Spans(Vec<Span>),
}

/// A time of opening and of closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(description = "En tid då det är öppet."))]
pub struct Span {
    /// When it opens.
    #[cfg_attr(feature = "schema", schemars(description = "Öppnar, TT:MM."))]
    pub opens: Time,
    /// When it closes; at or before `opens` means on the next day.
    #[cfg_attr(
        feature = "schema",
        schemars(
            description = "Stänger, TT:MM. Samma tid som eller före opens betyder nästa dag. 24:00 är \
                midnatt."
        )
    )]
    pub closes: Time,
}

impl DayRule {
    /// Whether it says that nobody answers: in a word, or by a list without hours.
    pub fn is_closed(&self) -> bool {
        match self {
            DayRule::Closed => true,
            DayRule::Spans(spans) => spans.is_empty(),
            DayRule::AsWeekly | DayRule::Unknown => false,
        }
    }
}

impl Serialize for DayRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            DayRule::AsWeekly => serializer.serialize_str("as_weekly"),
            DayRule::Unknown => serializer.serialize_str("unknown"),
            // An empty list is closed too, and others take it for nothing said.
            DayRule::Spans(spans) if !self.is_closed() => spans.serialize(serializer),
            DayRule::Closed | DayRule::Spans(_) => serializer.serialize_str("closed"),
        }
    }
}

impl<'de> Deserialize<'de> for DayRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RuleVisitor;
        impl<'de> Visitor<'de> for RuleVisitor {
            type Value = DayRule;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("\"as_weekly\", \"closed\", \"unknown\" or a list of { opens, closes }")
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<DayRule, E> {
                match word {
                    "as_weekly" => Ok(DayRule::AsWeekly),
                    "closed" => Ok(DayRule::Closed),
                    "unknown" => Ok(DayRule::Unknown),
                    other => Err(E::unknown_variant(other, &["as_weekly", "closed", "unknown"])),
                }
            }
            fn visit_unit<E: de::Error>(self) -> Result<DayRule, E> {
                Ok(DayRule::Unknown)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<DayRule, A::Error> {
                Deserialize::deserialize(SeqAccessDeserializer::new(seq)).map(DayRule::Spans)
            }
        }
        deserializer.deserialize_any(RuleVisitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DayRule {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DayRule".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "as_weekly (som vanligt), closed (stängt), unknown (ingen vet) eller tider.",
            "anyOf": [
                { "const": "as_weekly", "description": "Som veckans tider." },
                { "const": "closed", "description": "Stängt." },
                { "const": "unknown", "description": "Ingen vet. Sidan säger det." },
                { "type": "array", "items": generator.subschema_for::<Span>() }
            ]
        })
    }
}

/// A dated change, both dates included: hours, or closed, or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[cfg_attr(feature = "schema", schemars(description = "En ändring med datum: tider, stängt eller okänt."))]
pub struct Exception {
    /// First date.
    #[cfg_attr(feature = "schema", schemars(description = "Första dagen, ÅÅÅÅ-MM-DD."))]
    pub from: Date,
    /// Last date.
    #[cfg_attr(feature = "schema", schemars(description = "Sista dagen, ÅÅÅÅ-MM-DD."))]
    pub to: Date,
    /// When it opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(description = "Öppnar, TT:MM."))]
    pub opens: Option<Time>,
    /// When it closes; at or before `opens` means on the next day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Stänger, TT:MM. Samma tid som eller före opens betyder nästa dag.")
    )]
    pub closes: Option<Time>,
    /// Closed on these dates.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(description = "true om det är stängt de här dagarna."))]
    pub closed: bool,
    /// Nobody has told about these dates.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "true om ingen vet vad som gäller de här dagarna.")
    )]
    pub unknown: bool,
}
