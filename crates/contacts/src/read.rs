//! Reads one contact file the tolerant way: what is whole is shown, what is not is left out and counted.
//!
//! A visitor must not lose the whole list because an editor mistyped one row; the checker, which tells the
//! editor, is the strict reader. What is unsafe on a page (an address that is not https, a number that holds
//! anything but digits) never leaves this module, nor does a comforting claim without a source.

use std::fmt;

use crate::json::{Faults, FromJson, Json, Wrong, objects};
use crate::letters::is_letter;
use crate::map::Map;
use crate::model::{
    Age, Alert, Area, Audience, CONFIDENTIAL, Channel, ChannelType, Checked, Claim, Cost, DayRule, Exception,
    FORMAT, Gender, Hours, Kind, Layer, Level, Need, Responsible, Schedule, Service, Source, Span, Status,
    Text, Weekday, Weekly, is_secret,
};

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What can be used.
    pub layer: Layer,
    /// What cannot.
    pub left_out: Vec<LeftOut>,
}

/// A part of a file that is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The service's id; `None`: it has none, or the part is not a service.
    pub id: Option<String>,
    /// Why, in English, for a developer's console. Editors ask the checker.
    pub why: String,
}

/// A file of which nothing can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Not JSON, or not an object.
    NotJson(String),
    /// `format` is missing or not [`FORMAT`].
    Format,
    /// `area` is missing or not `{ code, name }`.
    Area,
    /// `services` is not a list.
    Services,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            ReadError::NotJson(why) => why,
            ReadError::Format => "\"format\" is not 1",
            ReadError::Area => "\"area\" is not { code, name }",
            ReadError::Services => "\"services\" is not a list",
        })
    }
}

impl std::error::Error for ReadError {}

/// Reads one layer from its JSON text (a byte order mark is overlooked).
///
/// # Errors
/// When the text is no JSON object of this format with an area and a list of services.
pub fn read_layer(json: &str) -> Result<Reading, ReadError> {
    let file = Json::read(json).map_err(|error| ReadError::NotJson(error.to_string()))?;
    if !matches!(file, Json::Object(_)) {
        return Err(ReadError::NotJson("not an object".to_owned()));
    }
    let faults = Faults::default();
    if file.needed::<u32>("format", &faults) != FORMAT {
        return Err(ReadError::Format);
    }
    let area = file.needed("area", &faults);
    if faults.first().is_some() {
        return Err(ReadError::Area);
    }
    let mut left_out = Vec::new();
    let mut layer = Layer {
        schema: None,
        format: FORMAT,
        area,
        responsible: kept(&file, "responsible", &mut left_out),
        updated: kept(&file, "updated", &mut left_out),
        municipalities: kept(&file, "municipalities", &mut left_out),
        contact_centre: kept(&file, "contact_centre", &mut left_out),
        hide: kept(&file, "hide", &mut left_out),
        notes: each(&file, "notes", &mut left_out),
        alerts: each(&file, "alerts", &mut left_out),
        services: Vec::new(),
    };
    let services = match file.get("services") {
        Some(services) => services.elements().ok_or(ReadError::Services)?,
        None => &[],
    };
    for service in services {
        let mut drop = |id: Option<String>, why: &str| left_out.push(LeftOut { id, why: why.to_owned() });
        match read_service(service, &mut drop) {
            Err(Wrong(why)) => drop(service.get("id").and_then(Json::words).map(str::to_owned), why),
            Ok(service) if service.channels.is_empty() => drop(Some(service.id), "no usable channel"),
            Ok(service) if service.audience.is_empty() => drop(Some(service.id), "no audience"),
            Ok(service) if layer.services.iter().any(|other| other.id == service.id) => {
                drop(Some(service.id), "the id is there already")
            }
            Ok(service) => layer.services.push(service),
        }
    }
    Ok(Reading { layer, left_out })
}

/// A field that the layer can do without.
fn kept<T: FromJson>(file: &Json, name: &'static str, left_out: &mut Vec<LeftOut>) -> T {
    let faults = Faults::default();
    let value = file.optional(name, &faults);
    match faults.first() {
        None => value,
        Some(Wrong(name)) => {
            left_out.push(LeftOut { id: None, why: name.to_owned() });
            T::blank()
        }
    }
}

/// A field of entries by id, of which a faulty one does not take the others with it.
fn each<T: FromJson>(file: &Json, name: &'static str, left_out: &mut Vec<LeftOut>) -> Map<T> {
    let mut whole = Map::default();
    match file.get(name) {
        None => {}
        Some(Json::Object(entries)) => {
            for (id, entry) in entries {
                let id = id.clone().into_owned();
                match entry.whole::<T>() {
                    Ok(entry) => whole.insert(id, entry),
                    Err(_) => left_out.push(LeftOut { id: Some(id), why: name.to_owned() }),
                }
            }
        }
        Some(_) => left_out.push(LeftOut { id: None, why: name.to_owned() }),
    }
    whole
}

fn read_service(json: &Json, drop: &mut dyn FnMut(Option<String>, &str)) -> Result<Service, Wrong> {
    let faults = Faults::default();
    let mut service = Service {
        id: json.needed("id", &faults),
        name: json.needed("name", &faults),
        known_as: json.optional("known_as", &faults),
        organization: json.optional("organization", &faults),
        status: json.optional("status", &faults),
        summary: json.optional("summary", &faults),
        does_not: json.optional("does_not", &faults),
        audience: json.needed("audience", &faults),
        kinds: json.optional("kinds", &faults),
        needs: json.optional("needs", &faults),
        age: json.optional("age", &faults),
        gender: json.optional("gender", &faults),
        no_assessment_needed: json.optional("no_assessment_needed", &faults),
        level: json.optional("level", &faults),
        channels: Vec::new(),
        when_closed: json.optional("when_closed", &faults),
        alert: json.optional("alert", &faults),
        place: json.optional("place", &faults),
        source: json.optional("source", &faults),
        checked: json.optional("checked", &faults),
        check_every_days: json.optional("check_every_days", &faults),
    };
    if let Some(wrong) = faults.first() {
        return Err(wrong);
    }
    let id = service.id.clone();
    let mut drop = |why: &str| drop(Some(id.clone()), why);
    for channel in json.get("channels").and_then(Json::elements).ok_or(Wrong("channels"))? {
        match read_channel(channel, &mut drop) {
            Ok(channel) if is_safe(&channel) => service.channels.push(channel),
            Ok(_) => drop("unsafe or unusable channel value"),
            Err(_) => drop("a channel cannot be read"),
        }
    }
    keep_secret(&mut service);
    keep_sourced(&mut service, drop);
    Ok(service)
}

/// A confidential place is named nowhere.
fn keep_secret(service: &mut Service) {
    // No word that says so may be taken for an address.
    if let Some(place) = service.place.as_mut().filter(|place| is_secret(place)) {
        CONFIDENTIAL.clone_into(place);
        // Nor may a visit name it.
        let visits = service.channels.iter_mut().filter(|channel| channel.kind == ChannelType::Visit);
        for visit in visits {
            visit.value.clear();
            visit.display = None;
        }
    }
}

/// A claim stands only as long as its evidence does.
fn keep_sourced(service: &mut Service, mut drop: impl FnMut(&str)) {
    let mut unsafe_source = |source: &Source| {
        let bad = !is_https(&source.url);
        if bad {
            drop("a source is not an https address");
        }
        bad
    };
    if service.source.as_ref().is_some_and(&mut unsafe_source) {
        service.source = None;
    }
    let sourced = service.source.is_some();
    let mut keep = |claim: &mut Option<Claim>, comfort: bool| {
        if let Some(given) = claim {
            let bad = given.source.as_ref().is_some_and(&mut unsafe_source);
            let bare = given.source.is_none() && !sourced && given.value == comfort;
            if bad || bare {
                *claim = None;
            }
        }
    };
    keep(&mut service.no_assessment_needed, true);
    for channel in &mut service.channels {
        keep(&mut channel.anonymous, true);
        keep(&mut channel.on_bill, false);
        if channel.cost == Some(Cost::Free) && !sourced {
            channel.cost = None;
        }
    }
}

/// A channel; with unknown hours where only the hours are at fault: the right number with unknown hours
/// helps, one that is gone does not.
fn read_channel(json: &Json, drop: &mut dyn FnMut(&str)) -> Result<Channel, Wrong> {
    let faults = Faults::default();
    let mut channel = Channel {
        kind: json.needed("type", &faults),
        value: json.optional("value", &faults),
        display: json.optional("display", &faults),
        cost: json.optional("cost", &faults),
        anonymous: json.optional("anonymous", &faults),
        on_bill: json.optional("on_bill", &faults),
        register_first: json.optional("register_first", &faults),
        function_mobile: json.optional("function_mobile", &faults),
        languages: json.optional("languages", &faults),
        interpreter: json.optional("interpreter", &faults),
        hours: Hours::Unknown,
    };
    if let Some(wrong) = faults.first() {
        return Err(wrong);
    }
    // Last, so that a channel that is gone is counted once.
    let hours = json.optional("hours", &faults);
    match faults.first() {
        None => channel.hours = hours,
        Some(_) => drop("hours cannot be read"),
    }
    Ok(channel)
}

objects! {
    Area { code: needed, name: needed, }
    Responsible { unit: needed, email: optional, }
    Age { min: optional, max: optional, }
    Alert { text: needed, from: needed, to: needed, }
    Source { url: needed, date: optional, }
    Checked { on: needed, how: needed, by: optional, }
    Schedule { weekly: optional, holidays: optional, eves: optional, exceptions: optional, }
    Weekly { days: needed, opens: needed, closes: needed, }
    Span { opens: needed, closes: needed, }
    Exception {
        from: needed, to: needed, opens: optional, closes: optional, closed: optional, unknown: optional,
    }
}

/// Takes enums from their words.
macro_rules! words {
    ($($type:ident { $first:literal => $blank:ident, $($word:literal => $variant:ident,)* })*) => {$(
        impl FromJson for $type {
            fn blank() -> Self {
                $type::$blank
            }
            fn take(json: &Json, faults: &Faults) -> Self {
                match json.words() {
                    Some($first) => $type::$blank,
                    $(Some($word) => $type::$variant,)*
                    _ => faults.blank(""),
                }
            }
        }
    )*};
}

words! {
    Status { "active" => Active, "temporarily_closed" => TemporarilyClosed, "inactive" => Inactive, }
    Audience {
        "self" => Myself, "child" => Child, "relative" => Relative, "using_violence" => UsingViolence,
        "staff" => Staff,
    }
    Kind {
        "close_relationship" => CloseRelationship, "honour" => Honour, "sexual" => Sexual,
        "prostitution" => Prostitution, "trafficking" => Trafficking, "stalking" => Stalking,
        "harassment" => Harassment,
    }
    Need {
        "talk" => Talk, "safe_place" => SafePlace, "police_and_court" => PoliceAndCourt, "care" => Care,
        "children" => Children, "home_and_money" => HomeAndMoney, "change" => Change,
        "asked_before" => AskedBefore,
    }
    Gender { "all" => All, "women" => Women, "men" => Men, "trans" => Trans, "nonbinary" => Nonbinary, }
    Level { "support" => Support, "general" => General, "emergency" => Emergency, }
    ChannelType {
        "phone" => Phone, "sms" => Sms, "textphone" => Textphone, "video" => Video, "chat" => Chat,
        "email" => Email, "web" => Web, "visit" => Visit,
    }
    Cost { "free" => Free, "standard" => Standard, }
    Weekday {
        "mo" => Monday, "tu" => Tuesday, "we" => Wednesday, "th" => Thursday, "fr" => Friday,
        "sa" => Saturday, "su" => Sunday,
    }
}

impl FromJson for Text {
    fn blank() -> Self {
        Self::default()
    }
    fn take(json: &Json, faults: &Faults) -> Self {
        Text(FromJson::take(json, faults))
    }
}

impl FromJson for Claim {
    fn blank() -> Self {
        Claim { value: false, source: None }
    }
    fn take(json: &Json, faults: &Faults) -> Self {
        match json {
            Json::Bool(value) => Claim { value: *value, source: None },
            _ => Claim { value: json.needed("value", faults), source: Some(json.needed("source", faults)) },
        }
    }
}

impl FromJson for Hours {
    fn blank() -> Self {
        Hours::Unknown
    }
    fn take(json: &Json, faults: &Faults) -> Self {
        match json.words() {
            Some("always") => Hours::Always,
            Some("unknown") => Hours::Unknown,
            _ => Hours::Scheduled(FromJson::take(json, faults)),
        }
    }
}

impl FromJson for DayRule {
    fn blank() -> Self {
        DayRule::Unknown
    }
    fn take(json: &Json, faults: &Faults) -> Self {
        match json.words() {
            Some("as_weekly") => DayRule::AsWeekly,
            Some("closed") => DayRule::Closed,
            Some("unknown") => DayRule::Unknown,
            _ => DayRule::Spans(FromJson::take(json, faults)),
        }
    }
}

fn is_safe(channel: &Channel) -> bool {
    let value = channel.value.as_str();
    match channel.kind {
        kind if kind.is_number() => is_number(value),
        kind if kind.is_link() => is_https(value),
        ChannelType::Email => is_mailbox(value),
        // Never made a link.
        _ => true,
    }
}

/// Whether a host has a dot; `str::contains` would cost every visitor more (docs/decisions/wasm-build.md).
fn has_dot(host: &str) -> bool {
    host.bytes().any(|byte| byte == b'.')
}

/// Whether a text is an https address with a host and nothing that could end an attribute or hide the host.
pub fn is_https(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain =
        |c: char| !(c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`'));
    has_dot(host)
        && !host.starts_with('.')
        && host.chars().all(|c| is_letter(c) || matches!(c, '.' | '-' | ':'))
        && rest.chars().all(plain)
}

/// Whether a text can be dialled as it stands: a short number, or E.164 with its `+`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    (2..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is one plain mailbox, so that nothing can be added to a `mailto:` of it.
pub(crate) fn is_mailbox(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let plain = |part: &str, others: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with('.')
            && part.chars().all(|c| is_letter(c) || others.chars().any(|other| other == c))
    };
    plain(name, "._-+") && plain(host, ".-") && has_dot(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every field and every word of the model: what the derived reader makes of it, this one must make of
    /// it too.
    const WHOLE: &str = include_str!("../tests/fixtures/whole.json");

    fn agree(file: &str) {
        let theirs: Layer = serde_json::from_str(file).unwrap();
        let ours = read_layer(file).unwrap();
        assert_eq!(ours.left_out, []);
        assert_eq!(ours.layer, Layer { schema: None, ..theirs });
    }

    #[test]
    fn the_two_readers_agree_on_every_field_and_word() {
        agree(WHOLE);
    }

    #[test]
    fn the_two_readers_agree_on_the_shipped_files() {
        agree(include_str!("../../../www/contacts/se.json"));
        agree(include_str!("../../../www/contacts/01.json"));
        agree(include_str!("../../../www/contacts/0184.json"));
        agree(include_str!("../../../www/contacts/0126.json"));
        agree(include_str!("../../../www/contacts/9999.json"));
    }
}
