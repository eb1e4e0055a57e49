//! From Open Referral HSDS 3.0: a page, a list or a single service.

use serde_json::{Map, Value, json};
use vagvisare_contacts::model::{ChannelType, Weekly};

use super::Refused;
use super::hsds::{ALWAYS, CLOSED_ON_RED_DAYS, TAXONOMY};

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
    let phones = list(hsds, "phones").filter_map(phone);
    let pages = [("url", "web"), ("email", "email")].into_iter();
    let pages = pages.filter_map(|(key, kind)| Some(json!({ "type": kind, "value": hsds[key].as_str()? })));
    let mut channels: Vec<Value> = phones.chain(pages).collect();
    let costs: Vec<&Value> = list(hsds, "cost_options").collect();
    let is_free = !costs.is_empty() && costs.iter().all(|cost| cost["amount"].as_f64() == Some(0.0));
    let all_hours = all_hours(hsds, &channels);
    for (channel, hours) in channels.iter_mut().zip(all_hours) {
        if is_free {
            channel["cost"] = "free".into();
        }
        if let Some(hours) = hours {
            channel["hours"] = hours;
        }
    }
    channels
}

fn list<'a>(hsds: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    hsds[key].as_array().into_iter().flatten()
}

/// A telephone; none for what nobody answers by voice or text (the types are those of RFC 6350).
fn phone(phone: &Value) -> Option<Value> {
    let kind = match phone["type"].as_str().unwrap_or("voice").to_lowercase().as_str() {
        "text" => "sms",
        "textphone" => "textphone",
        "fax" | "pager" | "video" => return None,
        _ => "phone",
    };
    let number = phone["number"].as_str().unwrap_or_default();
    let languages: Vec<Value> = list(phone, "languages").map(|one| one["code"].clone()).collect();
    let mut channel = json!({ "type": kind, "value": dialled(number), "display": phone["description"] });
    if !languages.is_empty() {
        channel["languages"] = languages.into();
    }
    if channel["display"].is_null() && dialled(number) != number {
        channel["display"] = number.into();
    }
    Some(channel)
}

/// The hours of each channel. When it cannot be told whose a schedule is, it may be any channel's: then no
/// hours are whole, and none are given.
fn all_hours(hsds: &Value, channels: &[Value]) -> Vec<Option<Value>> {
    let text = |channel: &Value, key: &str| channel[key].as_str().unwrap_or_default().to_owned();
    let label = |channel| format!("{} {}", text(channel, "type"), text(channel, "value"));
    let labels: Vec<String> = channels.iter().map(label).collect();
    let description = |row: &Value| text(row, "description");
    // A schedule that does not say of which channel it is belongs to the only one.
    let is_its = |row: &Value, label: &String| {
        description(row) == *label || (channels.len() == 1 && description(row).is_empty())
    };
    let is_told = |row: &Value| labels.iter().any(|label| is_its(row, label)) || is_label(&description(row));
    let are_told = list(hsds, "schedules").all(is_told);
    let of = |label: &String| -> Vec<&Value> {
        list(hsds, "schedules").filter(|row| is_its(row, label)).collect()
    };
    labels.iter().map(|label| hours(&of(label)).filter(|_| are_told)).collect()
}

/// Whether words are what an export of ours calls a channel by. One that HSDS has no place for comes with its
/// hours all the same.
fn is_label(words: &str) -> bool {
    let Some((kind, value)) = words.split_once(' ') else { return false };
    let is_number = value.trim_start_matches('+').bytes().all(|byte| byte.is_ascii_digit());
    let is_value = is_number || value.starts_with("https://") || value.contains('@');
    is_value && serde_json::from_value::<ChannelType>(kind.into()).is_ok()
}

/// Hours from schedules that repeat by the week without end. One that cannot be carried leaves the whole
/// unknown: without it its days would read as closed.
fn hours(rows: &[&Value]) -> Option<Value> {
    if rows.iter().any(|row| row["notes"] == ALWAYS) {
        return Some("always".into());
    }
    let weekly = rows.iter().map(|row| weekly(row)).collect::<Option<Vec<Value>>>()?;
    let closed = rows.iter().any(|row| row["notes"] == CLOSED_ON_RED_DAYS);
    let holidays = if closed { "closed" } else { "unknown" };
    (!weekly.is_empty()).then(|| json!({ "weekly": weekly, "holidays": holidays, "eves": "unknown" }))
}

/// What narrows a schedule to some of its weeks.
const NARROWER: [&str; 7] =
    ["valid_from", "valid_to", "until", "count", "bymonthday", "byweekno", "byyearday"];

/// Whether clocks of Sweden are meant: those that are named, one of its two offsets, or none at all. A time by
/// other clocks would be an hour or two wrong, and in another way in winter than in summer.
fn is_of_sweden(zone: &str) -> bool {
    matches!(zone, "" | "Europe/Stockholm" | "+01:00" | "+02:00")
}

/// A clock time without its seconds and its zone; `None` when it is of another zone.
fn time(text: &str) -> Option<&str> {
    let rest =
        text.get(5..)?.trim_start_matches([':', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    text.get(..5).filter(|_| is_of_sweden(rest))
}

/// A row of the week.
fn weekly(row: &Value) -> Option<Value> {
    let is_weekly = row["freq"] == "WEEKLY"
        && row["interval"].as_f64().is_none_or(|interval| interval == 1.0)
        && NARROWER.iter().all(|key| row[*key].is_null())
        && is_of_sweden(row["timezone"].as_str().unwrap_or_default());
    let days: Vec<String> = row["byday"].as_str()?.split(',').map(|day| day.trim().to_lowercase()).collect();
    let time = |key: &str| row[key].as_str().and_then(time);
    let row = json!({ "days": days, "opens": time("opens_at")?, "closes": time("closes_at")? });
    let is_readable = serde_json::from_value::<Weekly>(row.clone()).is_ok();
    (is_weekly && is_readable).then_some(row)
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
