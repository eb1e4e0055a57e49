//! From Open Referral HSDS 3.0: a page, a list or a single service.

use serde_json::{Map, Value, json};

use super::Refused;
use super::hsds::TAXONOMY;

/// The services of an HSDS document, as services of an area.
pub fn import(document: &Value, area: &str) -> Result<Vec<Value>, Refused> {
    let services = match document {
        Value::Array(list) => list.as_slice(),
        Value::Object(fields) if fields.contains_key("contents") => {
            document["contents"].as_array().map(Vec::as_slice).unwrap_or_default()
        }
        Value::Object(fields) if fields.contains_key("services") => {
            document["services"].as_array().map(Vec::as_slice).unwrap_or_default()
        }
        Value::Object(fields) if fields.contains_key("name") => std::slice::from_ref(document),
        _ => {
            return Err(Refused::at(
                0,
                "det är inte HSDS: varken en tjänst, en lista av tjänster eller en sida med ”contents”.",
                "it is not HSDS: neither a service, nor a list of services, nor a page with “contents”.",
            ));
        }
    };
    Ok(services.iter().map(|one| service(one, area)).collect())
}

fn service(hsds: &Value, area: &str) -> Value {
    let text = |key: &str| hsds[key].as_str().filter(|text| !text.is_empty());
    let mut out = Map::new();
    let mut set = |key: &str, value: Value| {
        if !value.is_null() {
            out.insert(key.to_owned(), value);
        }
    };
    let own = |label: &str| {
        let attributes = hsds["attributes"].as_array().into_iter().flatten();
        attributes.filter(move |one| one["label"] == label).cloned().collect::<Vec<_>>()
    };
    let words = |label: &str| -> Vec<Value> {
        let of_ours = |one: &Value| one["taxonomy_term"]["taxonomy"] == TAXONOMY;
        own(label).iter().filter(|one| of_ours(one)).map(|one| one["taxonomy_term"]["code"].clone()).collect()
    };
    let name = text("name").unwrap_or_default();
    let id = own("id").iter().find_map(|one| one["value"].as_str().map(str::to_owned));
    set("id", id.unwrap_or_else(|| format!("{area}.{}", slug(name))).into());
    set("name", json!({ "sv": name }));
    set("known_as", text("alternate_name").map(|name| json!([name])).into());
    set("organization", hsds["organization"]["name"].clone());
    set("status", text("status").map(status).into());
    set("summary", text("description").map(|words| json!({ "sv": words })).into());
    // Nobody is shown a service of which nobody has said whom it is for.
    set("audience", words("audience").into());
    for key in ["kinds", "needs", "gender"] {
        set(key, words(key).into());
    }
    set("level", words("level").into_iter().next().into());
    set("age", json!({ "min": hsds["minimum_age"].as_u64(), "max": hsds["maximum_age"].as_u64() }));
    set("channels", channels(hsds).into());
    set("checked", text("assured_date").map(|on| json!({ "on": on, "how": "read" })).into());
    Value::Object(out)
}

fn status(status: &str) -> &'static str {
    match status {
        "active" => "active",
        "temporarily closed" => "temporarily_closed",
        _ => "inactive",
    }
}

fn channels(hsds: &Value) -> Vec<Value> {
    let mut channels = Vec::new();
    let free = hsds["cost_options"].as_array().is_some_and(|costs| {
        !costs.is_empty() && costs.iter().all(|cost| cost["amount"].as_f64() == Some(0.0))
    });
    for phone in hsds["phones"].as_array().into_iter().flatten() {
        let kind = match phone["type"].as_str().unwrap_or("voice") {
            "text" => "sms",
            "textphone" => "textphone",
            _ => "phone",
        };
        let number = phone["number"].as_str().unwrap_or_default();
        let languages: Vec<Value> =
            phone["languages"].as_array().into_iter().flatten().map(|one| one["code"].clone()).collect();
        let mut channel = json!({ "type": kind, "value": dialled(number), "display": phone["description"] });
        if !languages.is_empty() {
            channel["languages"] = languages.into();
        }
        if channel["display"].is_null() && dialled(number) != number {
            channel["display"] = number.into();
        }
        channels.push(channel);
    }
    for (key, kind) in [("url", "web"), ("email", "email")] {
        if let Some(value) = hsds[key].as_str() {
            channels.push(json!({ "type": kind, "value": value }));
        }
    }
    let only = channels.len() == 1;
    for channel in &mut channels {
        if free {
            channel["cost"] = "free".into();
        }
        let label = format!(
            "{} {}",
            channel["type"].as_str().unwrap_or_default(),
            channel["value"].as_str().unwrap_or_default()
        );
        let schedules = hsds["schedules"].as_array().into_iter().flatten();
        // A schedule that does not say of which channel it is belongs to the only one.
        let is_its = |one: &&Value| {
            one["description"].as_str() == Some(&label) || (only && one["description"].is_null())
        };
        let rows: Vec<&Value> = schedules.filter(is_its).collect();
        if let Some(hours) = hours(&rows) {
            channel["hours"] = hours;
        }
    }
    channels
}

/// Hours from schedules that repeat by the week without end; others cannot be carried.
fn hours(rows: &[&Value]) -> Option<Value> {
    if rows.iter().any(|row| row["notes"] == "always") {
        return Some("always".into());
    }
    let is_weekly = |row: &&&Value| {
        row["freq"] == "WEEKLY"
            && row["interval"].as_f64().is_none_or(|interval| interval == 1.0)
            && ["valid_from", "valid_to", "until", "count"].iter().all(|key| row[*key].is_null())
    };
    let weekly: Vec<Value> = rows
        .iter()
        .filter(is_weekly)
        .filter_map(|row| {
            let days: Vec<String> =
                row["byday"].as_str()?.split(',').map(|day| day.trim().to_lowercase()).collect();
            let time = |key: &str| row[key].as_str().and_then(|time| time.get(..5)).map(str::to_owned);
            Some(json!({ "days": days, "opens": time("opens_at")?, "closes": time("closes_at")? }))
        })
        .collect();
    let closed = rows.iter().any(|row| row["notes"] == "Stängt på röda dagar.");
    let holidays = if closed { "closed" } else { "unknown" };
    (!weekly.is_empty()).then(|| json!({ "weekly": weekly, "holidays": holidays, "eves": "unknown" }))
}

/// A number without spaces; the checker tells what else is wrong with it.
fn dialled(number: &str) -> String {
    number.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

/// Small letters and hyphens.
fn slug(name: &str) -> String {
    let plain = |c: char| match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        'é' => 'e',
        c if c.is_ascii_alphanumeric() => c,
        _ => '-',
    };
    let raw: String = name.to_lowercase().chars().map(plain).collect();
    let parts: Vec<&str> = raw.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "kontakt".to_owned() } else { parts.join("-") }
}
