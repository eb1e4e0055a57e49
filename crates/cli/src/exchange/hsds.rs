//! To Open Referral HSDS 3.0: a page of services as its API gives them.
//!
//! What HSDS has a field for goes there. Our own words (audience, kinds, needs, gender, level) and the
//! readable id are attributes with a taxonomy of ours, as HSDS means attributes to be used. Times are Swedish
//! clock times: a fixed offset, which HSDS asks for, would be wrong half the year.

use serde_json::{Map, Value, json};
use vagvisare_contacts::model::{Channel, ChannelType, Cost, Hours, Layer, Service, Status, Weekday};

/// The name of the taxonomy of our own words.
pub const TAXONOMY: &str = "vagvisare";

/// What the notes of a schedule say that is open every minute.
pub const ALWAYS: &str = "always";

/// What the notes of a schedule say that is closed on red days.
pub const CLOSED_ON_RED_DAYS: &str = "Stängt på röda dagar.";

/// A page that holds every service of a layer.
pub fn export(layer: &Layer) -> Value {
    let contents: Vec<Value> = layer.services.iter().map(service).collect();
    json!({
        "total_items": contents.len(),
        "total_pages": 1,
        "page_number": 1,
        "size": contents.len(),
        "first_page": true,
        "last_page": true,
        "empty": contents.is_empty(),
        "contents": contents,
    })
}

fn service(service: &Service) -> Value {
    let id = uuid(&service.id);
    let mut out = Map::new();
    let mut set = |key: &str, value: Value| {
        let is_nothing = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_nothing {
            out.insert(key.to_owned(), value);
        }
    };
    let swedish = |text: &vagvisare_contacts::model::Text| text.0.get("sv").cloned();
    set("id", id.clone().into());
    set("name", swedish(&service.name).unwrap_or_else(|| service.id.clone()).into());
    set("alternate_name", service.known_as.first().cloned().into());
    set("description", swedish(&service.summary).into());
    set("status", status(service.status).into());
    set("minimum_age", service.age.min.into());
    set("maximum_age", service.age.max.into());
    set("assured_date", service.checked.as_ref().map(|checked| checked.on.to_string()).into());
    set("alert", service.alert.as_ref().and_then(|alert| swedish(&alert.text)).into());
    set("url", first(service, ChannelType::Web).map(|channel| channel.value.clone()).into());
    set("email", first(service, ChannelType::Email).map(|channel| channel.value.clone()).into());
    let all_free =
        !service.channels.is_empty() && service.channels.iter().all(|one| one.cost == Some(Cost::Free));
    if all_free {
        let id = uuid(&format!("{}/cost", service.id));
        let cost = json!({ "id": id, "option": "free", "amount": 0, "currency": "SEK" });
        set("cost_options", json!([cost]));
    }
    if let Some(name) = &service.organization {
        let organization =
            json!({ "id": uuid(&format!("organization/{name}")), "name": name, "description": name });
        set("organization", organization);
    }
    let numbered: Vec<(usize, &Channel)> = service.channels.iter().enumerate().collect();
    let phones = numbered.iter().filter(|(_, channel)| channel.kind.is_number());
    set("phones", phones.map(|(index, channel)| phone(&service.id, *index, channel)).collect());
    set(
        "schedules",
        numbered.iter().flat_map(|(index, channel)| schedules(&service.id, *index, channel)).collect(),
    );
    set("attributes", attributes(service));
    Value::Object(out)
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::TemporarilyClosed => "temporarily closed",
        Status::Inactive => "inactive",
    }
}

fn first(service: &Service, kind: ChannelType) -> Option<&Channel> {
    service.channels.iter().find(|channel| channel.kind == kind)
}

fn phone(service: &str, index: usize, channel: &Channel) -> Value {
    let kind = match channel.kind {
        ChannelType::Sms => "text",
        ChannelType::Textphone => "textphone",
        _ => "voice",
    };
    let mut out =
        json!({ "id": uuid(&format!("{service}/phone/{index}")), "number": channel.value, "type": kind });
    if let Some(display) = &channel.display {
        out["description"] = display.as_str().into();
    }
    if !channel.languages.is_empty() {
        let language =
            |code: &String| json!({ "id": uuid(&format!("{service}/phone/{index}/{code}")), "code": code });
        out["languages"] = channel.languages.iter().map(language).collect();
    }
    out
}

/// A schedule for each row of the week. Which channel it is of stands in words in its description.
fn schedules(service: &str, index: usize, channel: &Channel) -> Vec<Value> {
    let label = label(channel);
    let one = |row: usize, days: &str, opens: &str, closes: &str, notes: Option<&str>| {
        let mut out = json!({
            "id": uuid(&format!("{service}/schedule/{index}/{row}")),
            "freq": "WEEKLY",
            "byday": days,
            "opens_at": opens,
            "closes_at": closes,
            "description": label,
        });
        if let Some(notes) = notes {
            out["notes"] = notes.into();
        }
        out
    };
    match &channel.hours {
        Hours::Unknown => Vec::new(),
        Hours::Always => vec![one(0, "MO,TU,WE,TH,FR,SA,SU", "00:00", "24:00", Some(ALWAYS))],
        Hours::Scheduled(schedule) => {
            let notes = schedule.holidays.is_closed().then_some(CLOSED_ON_RED_DAYS);
            let rows = schedule.weekly.iter().enumerate().map(|(row, weekly)| {
                let days: Vec<_> = weekly.days.iter().map(|day| weekday(*day)).collect();
                one(row, &days.join(","), &weekly.opens.to_string(), &weekly.closes.to_string(), notes)
            });
            rows.collect()
        }
    }
}

/// What a channel is called in a schedule's description.
fn label(channel: &Channel) -> String {
    let kind = serde_json::to_value(channel.kind).ok();
    let kind = kind.as_ref().and_then(Value::as_str).unwrap_or_default();
    format!("{kind} {}", channel.value)
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

fn attributes(service: &Service) -> Value {
    let words = |value: serde_json::Result<Value>| -> Vec<String> {
        let value = value.unwrap_or_default();
        match value {
            Value::Array(list) => list.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect(),
            Value::String(word) => vec![word],
            _ => Vec::new(),
        }
    };
    let mut all =
        vec![json!({ "id": uuid(&format!("{}/id", service.id)), "label": "id", "value": service.id })];
    for (group, words) in [
        ("audience", words(serde_json::to_value(&service.audience))),
        ("kinds", words(serde_json::to_value(&service.kinds))),
        ("needs", words(serde_json::to_value(&service.needs))),
        ("gender", words(serde_json::to_value(&service.gender))),
        ("level", words(serde_json::to_value(service.level))),
    ] {
        all.extend(words.iter().map(|word| {
            json!({
                "id": uuid(&format!("{}/{group}/{word}", service.id)),
                "link_entity": "service",
                "label": group,
                "taxonomy_term": {
                    "id": uuid(&format!("{TAXONOMY}/{group}/{word}")),
                    "code": word,
                    "name": word,
                    "description": format!("{group}: {word}"),
                    "taxonomy": TAXONOMY,
                },
            })
        }));
    }
    Value::Array(all)
}

/// A UUID that follows from a name (version 8, RFC 9562: 128 bits of FNV-1a), so that the same service has
/// the same one in every export.
fn uuid(name: &str) -> String {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;
    let seed: u128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D;
    let hash = name.bytes().fold(seed, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    let hash = hash & !(0xF << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    let text = format!("{hash:032x}");
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_always_has_the_same_well_formed_uuid() {
        let one = uuid("se.112");
        assert_eq!(one, uuid("se.112"));
        assert_ne!(one, uuid("se.113"));
        assert_eq!((one.len(), one.as_bytes()[14], one.as_bytes()[8]), (36, b'8', b'-'));
        assert!(matches!(one.as_bytes()[19], b'8' | b'9' | b'a' | b'b'), "{one}");
    }
}
