//! The shape of one contact file: one layer (nation, county or municipality) of services.
//!
//! These types are the one definition that the widget, the checker and the JSON Schema share. They are tolerant
//! where a fault can be told apart later (a wrong date is text here and an error in the checker) only if the
//! widget has no use for the typed value; everything the visitor's screen depends on is typed.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{
    self, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer, value::SeqAccessDeserializer,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::calendar::{Date, Time};

/// The only file format version there is so far.
pub const FORMAT: u32 = 1;

/// A text per language: BCP 47 tag → words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Text(pub BTreeMap<String, String>);

impl Text {
    /// The words in `lang`, else in its base language, else in Swedish, else in any; with the tag they are in.
    /// `None` when there are none at all.
    pub fn get(&self, lang: &str) -> Option<(&str, &str)> {
        let base = lang.split('-').next().unwrap_or(lang);
        [lang, base, "sv"]
            .iter()
            .find_map(|tag| self.0.get_key_value(*tag))
            .or_else(|| self.0.iter().next())
            .map(|(tag, words)| (tag.as_str(), words.as_str()))
    }
}

/// One file: one layer of services for one area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Layer {
    /// Address of the JSON Schema, for editors' programs.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Always [`FORMAT`].
    pub format: u32,
    /// Which area this layer is of.
    pub area: Area,
    /// Who answers for the file: a unit and its functional mailbox, never a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<Responsible>,
    /// When the file was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
    /// Municipalities of a county: those without a file of their own still get a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub municipalities: Vec<Area>,
    /// The service that is the municipality's own switchboard (contact centre), by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_centre: Option<String>,
    /// Ids of services of lower layers that are not shown here. 112 can never be hidden.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hide: Vec<String>,
    /// What this area adds to a service of a lower layer, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<String, Text>,
    /// Dated notices that this area sets on services of lower layers, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub alerts: BTreeMap<String, Alert>,
    /// The layer's own services.
    #[serde(default)]
    pub services: Vec<Service>,
}

/// An area: `se`, a county's two digits or a municipality's four.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Area {
    /// `se`, `01` or `0184` (SCB's codes).
    pub code: String,
    /// The area's name as its people say it.
    pub name: String,
}

/// Who answers for a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Responsible {
    /// The unit.
    pub unit: String,
    /// Its functional mailbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Something that helps: a line, a team, a shelter, a chat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Service {
    /// Readable and prefixed by its layer: `se.kvinnofridslinjen`.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Other names people search for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known_as: Vec<String>,
    /// Who runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// Whether it is running.
    #[serde(default)]
    pub status: Status,
    /// What it does, in one or two sentences.
    #[serde(default, skip_serializing_if = "is_empty_text")]
    pub summary: Text,
    /// What it does not do.
    #[serde(default, skip_serializing_if = "is_empty_text")]
    pub does_not: Text,
    /// Who may turn to it. Never empty.
    pub audience: Vec<Audience>,
    /// Which kinds of violence it knows; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// Which needs it meets; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// Ages it is for.
    #[serde(default, skip_serializing_if = "Age::is_any")]
    pub age: Age,
    /// Genders it is for; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gender: Vec<Gender>,
    /// Whether help is given without a needs assessment (socialtjänstlagen 11:5). `None`: unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_assessment_needed: Option<Claim>,
    /// How general the help is; decides its place in the closed chain. See [`Service::level`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Ways to reach it.
    pub channels: Vec<Channel>,
    /// Ids of services to turn to when this one is closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when_closed: Vec<String>,
    /// A dated notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alert: Option<Alert>,
    /// A street address, or `"confidential"`: then no address and no map is ever shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Where the facts come from.
    #[serde(default)]
    pub source: Option<Source>,
    /// When a person last made sure; `None`: nobody has.
    #[serde(default)]
    pub checked: Option<Checked>,
    /// How many days a check lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_every_days: Option<u32>,
}

fn is_empty_text(text: &Text) -> bool {
    text.0.is_empty()
}

impl Service {
    /// The level of the closed chain that this service reaches: what the file says, else told by its numbers
    /// (112; 1177 and 114 14) or by being a municipality's social emergency unit (`….socialjour`), else support.
    pub fn level(&self) -> Level {
        let has = |short: &str| self.channels.iter().any(|channel| channel.value == short);
        match self.level {
            Some(level) => level,
            None if has("112") => Level::Emergency,
            None if has("1177") || has("11414") || self.id.ends_with(".socialjour") => Level::General,
            None => Level::Support,
        }
    }

    /// Whether this is how 112 is reached, by voice or text: what no layer may hide.
    pub fn is_112(&self) -> bool {
        self.channels.iter().any(|channel| channel.value == "112")
    }

    /// Whether only council staff may be shown this service.
    pub fn is_staff_only(&self) -> bool {
        self.audience.iter().all(|audience| *audience == Audience::Staff)
    }
}

/// Whether a service is running.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Running.
    #[default]
    Active,
    /// Closed for a time: shown, with its alert, as closed.
    TemporarilyClosed,
    /// Gone: not shown.
    Inactive,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// An adult who lives with violence.
    #[serde(rename = "self")]
    Myself,
    /// A child or young person under 18.
    Child,
    /// Someone who worries about somebody: relative, friend, neighbour.
    Relative,
    /// Someone who uses violence.
    UsingViolence,
    /// Someone who meets violence at work.
    Staff,
}

/// Kinds of violence: the five of the regional strategy, and the two that the prevention question adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Violence in close relationships.
    CloseRelationship,
    /// Honour-related violence and oppression.
    Honour,
    /// Sexual violence.
    Sexual,
    /// Prostitution.
    Prostitution,
    /// Human trafficking.
    Trafficking,
    /// Stalking and digital control.
    Stalking,
    /// Sexual harassment.
    Harassment,
}

/// What somebody needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// To talk to somebody.
    Talk,
    /// Somewhere safe to be.
    SafePlace,
    /// Police and court.
    PoliceAndCourt,
    /// Care, and having injuries documented.
    Care,
    /// Help for children.
    Children,
    /// Home and money.
    HomeAndMoney,
    /// To change one's own behaviour.
    Change,
    /// To be heard after having asked before.
    AskedBefore,
}

/// Whom a service is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Everybody.
    All,
    /// Women and girls.
    Women,
    /// Men and boys.
    Men,
    /// Trans persons.
    Trans,
    /// Non-binary persons.
    Nonbinary,
}

/// Ages in whole years, both ends included; `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Age {
    /// Youngest.
    #[serde(default)]
    pub min: Option<u8>,
    /// Oldest.
    #[serde(default)]
    pub max: Option<u8>,
}

impl Age {
    /// Whether every age is welcome.
    pub fn is_any(&self) -> bool {
        *self == Self::default()
    }
}

/// The closed chain's levels, from the best to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A support line or a local service that knows the matter.
    Support,
    /// A general one: care advice, police, social emergency.
    General,
    /// Only 112.
    Emergency,
}

/// One way to reach a service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Channel {
    /// What kind of way.
    #[serde(rename = "type")]
    pub kind: ChannelType,
    /// What is dialled, opened or written to: E.164 or a short number, an https address, an e-mail address.
    /// Empty for a visit.
    #[serde(default)]
    pub value: String,
    /// How it is written for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
    /// What it costs. `None`: unknown.
    #[serde(default)]
    pub cost: Option<Cost>,
    /// Whether one may be anonymous. `None`: unknown, never inferred.
    #[serde(default)]
    pub anonymous: Option<Claim>,
    /// Whether it shows on the invoice. `None`: unknown, never inferred.
    #[serde(default)]
    pub on_bill: Option<Claim>,
    /// Whether one must register first. `None`: unknown.
    #[serde(default)]
    pub register_first: Option<bool>,
    /// That a mobile number belongs to a function and not to a person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub function_mobile: bool,
    /// Languages spoken, BCP 47; empty: unknown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Whether an interpreter can be had. `None`: unknown.
    #[serde(default)]
    pub interpreter: Option<bool>,
    /// When it answers.
    #[serde(default)]
    pub hours: Hours,
}

/// Kinds of channel (HSDS phone.type, RFC 6350).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChannelType {
    /// A voice call.
    Phone,
    /// A text message.
    Sms,
    /// A text telephone.
    Textphone,
    /// A video call.
    Video,
    /// A chat on a page.
    Chat,
    /// E-mail.
    Email,
    /// A page.
    Web,
    /// A visit to a place.
    Visit,
}

impl ChannelType {
    /// Whether the value is a number to dial or text.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Phone | Self::Sms | Self::Textphone)
    }

    /// Whether the value is an https address.
    pub fn is_link(self) -> bool {
        matches!(self, Self::Chat | Self::Web | Self::Video)
    }

    /// Whether somebody answers at once when it is open: what counts in the closed chain.
    pub fn is_live(self) -> bool {
        !matches!(self, Self::Web | Self::Email)
    }
}

/// What a channel costs the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cost {
    /// Nothing.
    Free,
    /// What the caller's own subscription takes for an ordinary call.
    Standard,
}

/// A yes or no that may carry a source of its own: `true` or `{ "value": true, "source": {…} }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The answer.
    pub value: bool,
    /// Where it comes from, when not from the service's own source.
    pub source: Option<Source>,
}

impl Serialize for Claim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.source {
            None => serializer.serialize_bool(self.value),
            Some(source) => SourcedClaim { value: self.value, source: source.clone() }.serialize(serializer),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
struct SourcedClaim {
    value: bool,
    source: Source,
}

impl<'de> Deserialize<'de> for Claim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ClaimVisitor;
        impl<'de> Visitor<'de> for ClaimVisitor {
            type Value = Claim;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("true, false or { value, source }")
            }
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Claim, E> {
                Ok(Claim { value, source: None })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Claim, A::Error> {
                let SourcedClaim { value, source } =
                    Deserialize::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Claim { value, source: Some(source) })
            }
        }
        deserializer.deserialize_any(ClaimVisitor)
    }
}

/// When a channel answers. Rules: `docs` of [`crate::schedule`].
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

/// Hours by the week and the calendar. For a date the first that applies decides: exception, red day, eve, weekly.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Schedule {
    /// Rows for weekdays; several for one day add up.
    #[serde(default)]
    pub weekly: Vec<Weekly>,
    /// What holds on the 13 public holidays.
    #[serde(default)]
    pub holidays: DayRule,
    /// What holds on påskafton, midsommarafton, julafton and nyårsafton.
    #[serde(default)]
    pub eves: DayRule,
    /// Dated changes; several for one date add up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Exception>,
}

/// One row of a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Weekly {
    /// On which days it opens.
    pub days: Vec<Weekday>,
    /// When it opens.
    pub opens: Time,
    /// When it closes; at or before `opens` means on the next day.
    pub closes: Time,
}

/// Days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Weekday {
    /// Monday.
    #[serde(rename = "mo")]
    Monday,
    /// Tuesday.
    #[serde(rename = "tu")]
    Tuesday,
    /// Wednesday.
    #[serde(rename = "we")]
    Wednesday,
    /// Thursday.
    #[serde(rename = "th")]
    Thursday,
    /// Friday.
    #[serde(rename = "fr")]
    Friday,
    /// Saturday.
    #[serde(rename = "sa")]
    Saturday,
    /// Sunday.
    #[serde(rename = "su")]
    Sunday,
}

/// What holds on a class of days: `"as_weekly"`, `"closed"`, `"unknown"` (also when absent) or a list of spans.
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
pub struct Span {
    /// When it opens.
    pub opens: Time,
    /// When it closes; at or before `opens` means on the next day.
    pub closes: Time,
}

impl Serialize for DayRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            DayRule::AsWeekly => serializer.serialize_str("as_weekly"),
            DayRule::Closed => serializer.serialize_str("closed"),
            DayRule::Unknown => serializer.serialize_str("unknown"),
            DayRule::Spans(spans) => spans.serialize(serializer),
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

/// A dated change, both dates included: hours, or closed, or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Exception {
    /// First date.
    pub from: Date,
    /// Last date.
    pub to: Date,
    /// When it opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<Time>,
    /// When it closes; at or before `opens` means on the next day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<Time>,
    /// Closed on these dates.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// Nobody has told about these dates.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unknown: bool,
}

/// A dated notice, both dates included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Alert {
    /// The words.
    pub text: Text,
    /// First date.
    pub from: Date,
    /// Last date.
    pub to: Date,
}

/// Evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Source {
    /// An https address.
    pub url: String,
    /// The page's date: a day, a month (`2024-04`) or a year (`2020`). `None`: undated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// That a person made sure, by function and not by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Checked {
    /// When.
    pub on: Date,
    /// How: `phoned`, `visited`, `mailed`, `read`.
    pub how: String,
    /// Which function did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}
