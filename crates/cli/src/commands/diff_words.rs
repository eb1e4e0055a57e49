//! A change of a contact file in a sentence.

use serde_json::Value;
use vagvisare_contacts::check::Lang;

use crate::answer::say;

/// Key → what it is called within a sentence, Swedish and English.
static KEYS: &[(&str, &str, &str)] = &[
    ("$schema", "schemats adress", "the schema's address"),
    ("format", "filens format", "the file's format"),
    ("area", "området", "the area"),
    ("code", "koden", "the code"),
    ("responsible", "vem som svarar för filen", "who answers for the file"),
    ("unit", "enheten", "the unit"),
    ("email", "funktionsbrevlådan", "the functional mailbox"),
    ("updated", "datumet för ändring", "the date of change"),
    ("municipalities", "länets kommuner", "the county's municipalities"),
    ("contact_centre", "kontaktcentret", "the contact centre"),
    ("hide", "det som döljs", "what is hidden"),
    ("notes", "egna ord till", "the note on"),
    ("alerts", "meddelandet på", "the notice on"),
    ("name", "namnet", "the name"),
    ("known_as", "andra namn", "other names"),
    ("organization", "vem som driver den", "who runs it"),
    ("status", "läget", "the status"),
    ("summary", "texten om vad man får hjälp med", "the text on what one gets help with"),
    ("does_not", "texten om vad man inte får hjälp med", "the text on what one does not get help with"),
    ("audience", "vem den är till för", "whom it is for"),
    ("kinds", "slagen av våld", "the kinds of violence"),
    ("needs", "behoven", "the needs"),
    ("age", "åldern", "the age"),
    ("min", "lägst", "lowest"),
    ("max", "högst", "highest"),
    ("gender", "könen", "the genders"),
    ("no_assessment_needed", "om det behövs biståndsbedömning", "whether a needs assessment is needed"),
    ("level", "slaget av stöd", "the level of support"),
    ("channels", "kanalen", "the channel"),
    ("type", "slaget", "the kind"),
    ("value", "det som rings eller öppnas", "what is dialled or opened"),
    ("display", "det som läses", "what is read"),
    ("cost", "kostnaden", "the cost"),
    ("anonymous", "om man kan vara anonym", "whether one can be anonymous"),
    ("on_bill", "om det syns på räkningen", "whether it shows on the bill"),
    ("register_first", "om man måste anmäla sig först", "whether one must register first"),
    ("function_mobile", "att mobilen hör till en funktion", "that the mobile belongs to a function"),
    ("languages", "språken", "the languages"),
    ("interpreter", "om det finns tolk", "whether there is an interpreter"),
    ("hours", "tiderna", "the hours"),
    ("weekly", "veckans tider", "the weekly hours"),
    ("holidays", "tiderna på röda dagar", "the hours on red days"),
    ("eves", "tiderna på aftnar", "the hours on eves"),
    ("exceptions", "ändringarna med datum", "the dated changes"),
    ("when_closed", "hänvisningen när det är stängt", "the referral when it is closed"),
    ("alert", "meddelandet", "the notice"),
    ("text", "orden", "the words"),
    ("from", "första dagen", "the first day"),
    ("to", "sista dagen", "the last day"),
    ("place", "platsen", "the place"),
    ("source", "källan", "the source"),
    ("url", "adressen", "the address"),
    ("date", "datumet", "the date"),
    ("checked", "kontrollen", "the check"),
    ("on", "dagen", "the day"),
    ("how", "sättet", "the way"),
    ("by", "funktionen", "the function"),
    ("check_every_days", "hur många dagar en kontroll gäller", "how many days a check lasts"),
];

/// A service's Swedish name, else its id.
pub fn name(service: &Value, id: &str) -> String {
    service["name"]["sv"].as_str().unwrap_or(id).to_owned()
}

/// "Kvinnofridslinjen: telefon 020-50 50 50: tiderna ändrades från … till …."
pub fn sentence(
    service: Option<(&str, &Value)>,
    path: &[String],
    old: Option<&Value>,
    new: Option<&Value>,
    lang: Lang,
) -> String {
    let mut parts = Vec::new();
    parts.push(match service {
        Some((name, _)) => name.to_owned(),
        None => say(lang, "Filen", "The file").to_owned(),
    });
    let rest = match path {
        [channels, index, rest @ ..] if channels == "channels" => {
            let channel =
                service.and_then(|(_, service)| service["channels"].get(index.parse::<usize>().ok()?));
            parts.push(channel_name(channel.or(old), index, lang));
            rest
        }
        rest => rest,
    };
    let what: Vec<String> = rest.iter().map(|key| key_name(key, lang)).collect();
    let what = what.join(", ");
    let change = match (old, new) {
        (None, Some(new)) => format!("{what} {} {}", say(lang, "är nytt:", "is new:"), shown(new, lang)),
        (Some(old), None) => {
            format!("{what} {} {}", say(lang, "är borttaget, var", "is gone, was"), shown(old, lang))
        }
        (old, new) => format!(
            "{what} {} {} {} {}",
            say(lang, "ändrades från", "changed from"),
            shown(old.unwrap_or(&Value::Null), lang),
            say(lang, "till", "to"),
            shown(new.unwrap_or(&Value::Null), lang),
        ),
    };
    parts.push(change.trim_start().to_owned());
    format!("{}.", parts.join(": "))
}

fn channel_name(channel: Option<&Value>, index: &str, lang: Lang) -> String {
    let text = |key: &str| channel.and_then(|channel| channel[key].as_str());
    let kind = text("type").unwrap_or_default();
    match text("display").or(text("value")).filter(|shown| !shown.is_empty()) {
        Some(shown) => format!("{kind} {shown}"),
        None => format!(
            "{} {} {kind}",
            say(lang, "kanal", "channel"),
            index.parse::<usize>().map_or(0, |i| i + 1)
        ),
    }
}

fn key_name(key: &str, lang: Lang) -> String {
    match KEYS.iter().find(|(known, ..)| *known == key) {
        Some((_, sv, en)) => say(lang, sv, en).to_owned(),
        // A language, an id, or a key that the model does not know.
        None => format!("”{key}”"),
    }
}

/// A value in words: hours and other blocks in short, everything else as it stands.
fn shown(value: &Value, lang: Lang) -> String {
    match value {
        Value::Null => say(lang, "okänt", "unknown").to_owned(),
        Value::Bool(true) => say(lang, "ja", "yes").to_owned(),
        Value::Bool(false) => say(lang, "nej", "no").to_owned(),
        Value::String(text) => format!("”{text}”"),
        Value::Number(number) => number.to_string(),
        Value::Array(list) if list.is_empty() => say(lang, "inget", "nothing").to_owned(),
        Value::Array(list) => list.iter().map(|one| shown_within(one, lang)).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => {
            let part = |(key, value): (&String, &Value)| {
                format!("{} {}", key_name(key, lang), shown_within(value, lang))
            };
            match span(value) {
                Some(span) => span,
                None => fields.iter().map(part).collect::<Vec<_>>().join(", "),
            }
        }
    }
}

fn shown_within(value: &Value, lang: Lang) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(_) => span(value).unwrap_or_else(|| shown(value, lang)),
        other => shown(other, lang),
    }
}

/// A row of hours: "mo tu 08:00–16:00", "2026-12-24–2026-12-26 closed".
fn span(row: &Value) -> Option<String> {
    let text = |key: &str| row[key].as_str();
    let times = match (text("opens"), text("closes")) {
        (Some(opens), Some(closes)) => format!("{opens}–{closes}"),
        _ if row["closed"] == true => "closed".to_owned(),
        _ if row["unknown"] == true => "unknown".to_owned(),
        _ => return None,
    };
    let days: Vec<&str> = row["days"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    Some(match (text("from"), text("to")) {
        (Some(from), Some(to)) if from == to => format!("{from} {times}"),
        (Some(from), Some(to)) => format!("{from}–{to} {times}"),
        _ if !days.is_empty() => format!("{} {times}", days.join(" ")),
        _ => times,
    })
}

#[cfg(test)]
mod tests {
    use vagvisare_contacts::check::schema::schema;

    use super::*;

    #[test]
    fn every_key_of_the_model_can_be_said_in_a_sentence() {
        let schema = schema();
        let definitions = schema["definitions"].as_object().unwrap().values().chain([&schema]);
        for key in
            definitions.flat_map(|one| one["properties"].as_object().into_iter().flat_map(|keys| keys.keys()))
        {
            // What stands only within a row of hours is told with the row.
            let within = ["id", "days", "opens", "closes", "closed", "unknown", "services"];
            assert!(KEYS.iter().any(|(known, ..)| known == key) || within.contains(&key.as_str()), "{key}");
        }
    }
}
