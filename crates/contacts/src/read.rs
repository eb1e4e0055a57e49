//! Reads one contact file the tolerant way: what is whole is shown, what is not is left out and counted.
//!
//! A visitor must not lose the whole list because an editor mistyped one row; the checker, which tells the
//! editor, is the strict reader. What is unsafe on a page (an address that is not https, a number that holds
//! anything but digits) never leaves this module, nor does a comforting claim without a source.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::model::{Area, Channel, ChannelType, Claim, Cost, FORMAT, Layer, Service, Source};

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

type Fields<'a> = BTreeMap<String, &'a RawValue>;

/// Reads one layer from its JSON text (a byte order mark is overlooked).
///
/// # Errors
/// When the text is no JSON object of this format with an area and a list of services.
pub fn read_layer(json: &str) -> Result<Reading, ReadError> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let fields: Fields = serde_json::from_str(json).map_err(|error| ReadError::NotJson(error.to_string()))?;
    if part::<u32>(&fields, "format") != Some(FORMAT) {
        return Err(ReadError::Format);
    }
    let Some(area) = part::<Area>(&fields, "area") else { return Err(ReadError::Area) };
    let mut left_out = Vec::new();
    let mut layer = Layer {
        schema: None,
        format: FORMAT,
        area,
        responsible: optional(&fields, "responsible", &mut left_out),
        updated: optional(&fields, "updated", &mut left_out),
        municipalities: optional(&fields, "municipalities", &mut left_out).unwrap_or_default(),
        contact_centre: optional(&fields, "contact_centre", &mut left_out),
        hide: optional(&fields, "hide", &mut left_out).unwrap_or_default(),
        notes: each(&fields, "notes", &mut left_out),
        alerts: each(&fields, "alerts", &mut left_out),
        services: Vec::new(),
    };
    let services: Vec<&RawValue> = match fields.get("services") {
        Some(services) => serde_json::from_str(services.get()).map_err(|_| ReadError::Services)?,
        None => Vec::new(),
    };
    let mut ids = BTreeSet::new();
    for raw in services {
        let mut drop = |id: Option<String>, why: &str| left_out.push(LeftOut { id, why: why.to_owned() });
        match read_service(raw.get(), &mut drop) {
            Err(why) => drop(id_of(raw.get()), &why),
            Ok(service) if service.channels.is_empty() => drop(Some(service.id), "no usable channel"),
            Ok(service) if service.audience.is_empty() => drop(Some(service.id), "no audience"),
            Ok(service) if !ids.insert(service.id.clone()) => {
                drop(Some(service.id), "the id is there already")
            }
            Ok(service) => layer.services.push(service),
        }
    }
    Ok(Reading { layer, left_out })
}

fn part<T: DeserializeOwned>(fields: &Fields, name: &str) -> Option<T> {
    serde_json::from_str(fields.get(name)?.get()).ok()
}

fn left(name: &str, error: &serde_json::Error) -> LeftOut {
    let mut why = String::from(name);
    why.push_str(": ");
    why.push_str(&error.to_string());
    LeftOut { id: None, why }
}

/// A field that the layer can do without.
fn optional<T: DeserializeOwned>(fields: &Fields, name: &str, left_out: &mut Vec<LeftOut>) -> Option<T> {
    let raw = fields.get(name)?.get();
    if raw == "null" {
        return None;
    }
    serde_json::from_str(raw).map_err(|error| left_out.push(left(name, &error))).ok()
}

/// A field of entries by id, of which a faulty one does not take the others with it.
fn each<T: DeserializeOwned>(
    fields: &Fields,
    name: &str,
    left_out: &mut Vec<LeftOut>,
) -> BTreeMap<String, T> {
    let mut whole = BTreeMap::new();
    if let Some(raw) = fields.get(name).map(|raw| raw.get()).filter(|raw| *raw != "null") {
        match serde_json::from_str::<Fields>(raw) {
            Err(error) => left_out.push(left(name, &error)),
            Ok(entries) => {
                for (id, raw) in entries {
                    match serde_json::from_str(raw.get()) {
                        Ok(entry) => drop(whole.insert(id, entry)),
                        Err(error) => {
                            left_out.push(LeftOut { id: Some(id), ..left(name, &error) });
                        }
                    }
                }
            }
        }
    }
    whole
}

/// The id of a service that cannot be read as a whole.
fn id_of(raw: &str) -> Option<String> {
    part(&serde_json::from_str(raw).ok()?, "id")
}

fn read_service(raw: &str, drop: &mut dyn FnMut(Option<String>, &str)) -> Result<Service, String> {
    let mut service: Service = match serde_json::from_str(raw) {
        Ok(service) => service,
        Err(error) => mended(raw, drop).ok_or_else(|| error.to_string())?,
    };
    let id = service.id.clone();
    service.channels.retain(|channel| {
        let safe = is_safe(channel);
        if !safe {
            drop(Some(id.clone()), "unsafe or unusable channel value");
        }
        safe
    });
    let mut unsafe_source = |source: &Source| {
        let bad = !is_https(&source.url);
        if bad {
            drop(Some(id.clone()), "a source is not an https address");
        }
        bad
    };
    if service.source.as_ref().is_some_and(&mut unsafe_source) {
        service.source = None;
    }
    let sourced = service.source.is_some();
    // A claim stands only as long as its evidence does.
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
    Ok(service)
}

/// A service of which only channels are at fault: without them, and with unknown hours where only the hours
/// are. The right number with unknown hours helps; a service that is gone does not.
fn mended(raw: &str, drop: &mut dyn FnMut(Option<String>, &str)) -> Option<Service> {
    #[derive(Deserialize)]
    struct Channels<'a>(#[serde(borrow)] Vec<&'a RawValue>);
    let mut fields: Fields = serde_json::from_str(raw).ok()?;
    let id: Option<String> = part(&fields, "id");
    let Channels(raw_channels) = serde_json::from_str(fields.remove("channels")?.get()).ok()?;
    let mut channels = Vec::new();
    for raw in raw_channels {
        if let Ok(channel) = serde_json::from_str::<Channel>(raw.get()) {
            channels.push(channel);
            continue;
        }
        let without_hours = serde_json::from_str::<Fields>(raw.get()).ok().and_then(|mut fields| {
            fields.remove("hours");
            serde_json::from_str(&object(&fields)).ok()
        });
        drop(
            id.clone(),
            if without_hours.is_some() { "hours cannot be read" } else { "a channel cannot be read" },
        );
        channels.extend(without_hours);
    }
    let mut whole = object(&fields);
    whole.insert_str(1, if fields.is_empty() { "\"channels\":[]" } else { "\"channels\":[]," });
    let mut service: Service = serde_json::from_str(&whole).ok()?;
    service.channels = channels;
    Some(service)
}

/// The JSON text of an object of these fields, whose names need no escapes (others are unknown here and left
/// out).
fn object(fields: &Fields) -> String {
    let mut text = String::from("{");
    for (name, raw) in
        fields.iter().filter(|(name, _)| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
    {
        if text.len() > 1 {
            text.push(',');
        }
        text.push('"');
        text.push_str(name);
        text.push_str("\":");
        text.push_str(raw.get());
    }
    text.push('}');
    text
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

/// Whether a text is an https address with a host and nothing that could end an attribute or hide the host.
pub fn is_https(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain =
        |c: char| !(c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`'));
    host.contains('.')
        && !host.starts_with('.')
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':'))
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
            && part.chars().all(|c| c.is_alphanumeric() || others.contains(c))
    };
    plain(name, "._-+") && plain(host, ".-") && host.contains('.')
}
