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
    (
        "no_assessment_needed",
        "om hjälpen ges utan biståndsbedömning",
        "whether help is given without a needs assessment",
    ),
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

/// A word of the model, and what people say for it in Swedish and English.
type Word = (&'static str, &'static str, &'static str);

/// Key → the words that stand under it in the model.
static WORDS: &[(&str, &[Word])] = &[
    (
        "status",
        &[
            ("active", "i drift", "running"),
            ("temporarily_closed", "stängd en tid", "closed for a time"),
            ("inactive", "upphörd", "gone"),
        ],
    ),
    (
        "audience",
        &[
            ("self", "vuxna som är utsatta", "adults who live with violence"),
            ("child", "barn och unga", "children"),
            ("relative", "närstående", "relatives"),
            ("using_violence", "den som utövar våld", "those who use violence"),
            ("staff", "personal", "staff"),
        ],
    ),
    (
        "kinds",
        &[
            ("close_relationship", "våld i nära relation", "violence in close relationships"),
            ("honour", "hedersrelaterat våld", "honour-related violence"),
            ("sexual", "sexuellt våld", "sexual violence"),
            ("prostitution", "prostitution", "prostitution"),
            ("trafficking", "människohandel", "trafficking"),
            ("stalking", "stalkning", "stalking"),
            ("harassment", "sexuella trakasserier", "sexual harassment"),
        ],
    ),
    (
        "needs",
        &[
            ("talk", "prata med någon", "to talk"),
            ("safe_place", "en trygg plats", "a safe place"),
            ("police_and_court", "polis och domstol", "police and court"),
            ("care", "vård", "care"),
            ("children", "barnen", "the children"),
            ("home_and_money", "bostad och pengar", "home and money"),
            ("change", "att sluta", "to stop"),
            ("asked_before", "har sökt hjälp förut", "has asked before"),
        ],
    ),
    (
        "gender",
        &[
            ("all", "alla", "all"),
            ("women", "kvinnor", "women"),
            ("men", "män", "men"),
            ("trans", "transpersoner", "trans persons"),
            ("nonbinary", "icke-binära", "non-binary persons"),
        ],
    ),
    (
        "level",
        &[
            ("support", "stödlinje eller lokal verksamhet", "support line or local service"),
            ("general", "allmän hjälp", "general help"),
            ("emergency", "nödläge", "emergency"),
        ],
    ),
    (
        "type",
        &[
            ("phone", "telefon", "phone"),
            ("sms", "sms", "text message"),
            ("textphone", "texttelefon", "textphone"),
            ("video", "video", "video"),
            ("chat", "chatt", "chat"),
            ("email", "e-post", "email"),
            ("web", "webbplats", "web"),
            ("visit", "besök", "visit"),
        ],
    ),
    ("cost", &[("free", "gratis", "free"), ("standard", "vanlig taxa", "standard")]),
    ("hours", &[("always", "dygnet runt", "always"), ("unknown", "okända", "unknown")]),
    ("holidays", RULES),
    ("eves", RULES),
    (
        "days",
        &[
            ("mo", "mån", "Mon"),
            ("tu", "tis", "Tue"),
            ("we", "ons", "Wed"),
            ("th", "tor", "Thu"),
            ("fr", "fre", "Fri"),
            ("sa", "lör", "Sat"),
            ("su", "sön", "Sun"),
        ],
    ),
    (
        "how",
        &[
            ("phoned", "ringt", "phoned"),
            ("visited", "besökt", "visited"),
            ("mailed", "mejlat", "mailed"),
            ("read", "läst", "read"),
        ],
    ),
];

/// Under `holidays` and `eves`.
static RULES: &[Word] = &[
    ("as_weekly", "som en vanlig dag", "as weekly"),
    ("closed", "stängt", "closed"),
    ("unknown", "okända", "unknown"),
];

/// Keys whose block is an answer (`value`) and where it comes from.
const CLAIMS: [&str; 3] = ["no_assessment_needed", "anonymous", "on_bill"];

/// Whether a key within a block is the answer itself, which the block's own name says already: the `value` of
/// a channel is something else.
fn is_answer(block: &str, key: &str) -> bool {
    key == "value" && CLAIMS.contains(&block)
}

/// A word of the model as people say it; nothing for what an editor has made up.
fn word(key: &str, value: &str, lang: Lang) -> Option<&'static str> {
    let (_, words) = WORDS.iter().find(|(known, _)| *known == key)?;
    let (_, sv, en) = words.iter().find(|(known, ..)| *known == value)?;
    Some(say(lang, sv, en))
}

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
            let channel = match rest {
                [] => new.or(old),
                _ => service.and_then(|(_, service)| service["channels"].get(index.parse::<usize>().ok()?)),
            };
            parts.push(channel_name(channel, index, lang));
            rest
        }
        rest => rest,
    };
    if let ([list], Some(Value::Array(_)), Some(Value::Array(_))) = (path, old, new)
        && let Some(order) = order(list, lang)
    {
        parts.push(order.to_owned());
        return format!("{}.", parts.join(": "));
    }
    let key = rest.last().map_or("", String::as_str);
    let named = match rest {
        [outer @ .., block, last] if is_answer(block, last) => &rest[..=outer.len()],
        rest => rest,
    };
    let what: Vec<String> = named.iter().map(|key| key_name(key, lang)).collect();
    let what = what.join(", ");
    let shown = |value: &Value| shown(key, value, lang);
    let change = match (old, new) {
        (None, Some(new)) => format!("{what} {} {}", say(lang, "är nytt:", "is new:"), shown(new)),
        (Some(old), None) => {
            format!("{what} {} {}", say(lang, "är borttaget, var", "is gone, was"), shown(old))
        }
        (old, new) => format!(
            "{what} {} {} {} {}",
            say(lang, "ändrades från", "changed from"),
            shown(old.unwrap_or(&Value::Null)),
            say(lang, "till", "to"),
            shown(new.unwrap_or(&Value::Null)),
        ),
    };
    parts.push(change.trim_start().to_owned());
    format!("{}.", parts.join(": "))
}

/// That the elements of a list have changed places: of these lists the elements are compared one by one.
fn order(list: &str, lang: Lang) -> Option<&'static str> {
    let (sv, en) = match list {
        "services" => (
            "kontakterna står i en annan ordning, och av likvärdiga visas den första först",
            "the contacts stand in another order, and of equals the first is shown first",
        ),
        "channels" => ("kanalerna står i en annan ordning", "the channels stand in another order"),
        _ => return None,
    };
    Some(say(lang, sv, en))
}

fn channel_name(channel: Option<&Value>, index: &str, lang: Lang) -> String {
    let text = |key: &str| channel.and_then(|channel| channel[key].as_str());
    let kind = text("type").unwrap_or_default();
    let kind = word("type", kind, lang).unwrap_or(kind);
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

/// A value under a key in words: hours and other blocks in short, words of the model as people say them,
/// everything else as it stands.
fn shown(key: &str, value: &Value, lang: Lang) -> String {
    match value {
        Value::Null => say(lang, "okänt", "unknown").to_owned(),
        Value::Bool(true) => say(lang, "ja", "yes").to_owned(),
        Value::Bool(false) => say(lang, "nej", "no").to_owned(),
        Value::String(text) => word(key, text, lang).map_or_else(|| format!("”{text}”"), str::to_owned),
        Value::Number(number) => number.to_string(),
        Value::Array(list) if list.is_empty() => say(lang, "inget", "nothing").to_owned(),
        Value::Array(list) => {
            list.iter().map(|one| shown_within(key, one, lang)).collect::<Vec<_>>().join("; ")
        }
        Value::Object(fields) => {
            let part = |(inner, value): (&String, &Value)| match shown_within(inner, value, lang) {
                shown if is_answer(key, inner) => shown,
                shown => format!("{} {shown}", key_name(inner, lang)),
            };
            match span(value, lang) {
                Some(span) => span,
                None => fields.iter().map(part).collect::<Vec<_>>().join(", "),
            }
        }
    }
}

fn shown_within(key: &str, value: &Value, lang: Lang) -> String {
    match value {
        Value::String(text) => word(key, text, lang).unwrap_or(text).to_owned(),
        Value::Object(_) => span(value, lang).unwrap_or_else(|| shown(key, value, lang)),
        other => shown(key, other, lang),
    }
}

/// A row of hours: "mån tis 08:00–16:00", "2026-12-24–2026-12-26 stängt".
fn span(row: &Value, lang: Lang) -> Option<String> {
    let text = |key: &str| row[key].as_str();
    let times = match (text("opens"), text("closes")) {
        (Some(opens), Some(closes)) => format!("{opens}–{closes}"),
        _ if row["closed"] == true => say(lang, "stängt", "closed").to_owned(),
        _ if row["unknown"] == true => say(lang, "okänt", "unknown").to_owned(),
        _ => return None,
    };
    let days = row["days"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let days: Vec<&str> = days.map(|day| word("days", day, lang).unwrap_or(day)).collect();
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

    #[test]
    fn every_block_that_is_an_answer_with_a_source_is_known() {
        let schema = schema();
        let properties = schema["definitions"].as_object().unwrap().values().map(|one| &one["properties"]);
        for (key, property) in properties.filter_map(Value::as_object).flatten() {
            let is_claim = property.to_string().contains("definitions/Claim\"");
            assert_eq!(CLAIMS.contains(&key.as_str()), is_claim, "{key}");
        }
    }

    #[test]
    fn every_word_of_the_model_has_words_for_people() {
        let schema = schema();
        let known =
            |value: &str| WORDS.iter().any(|(_, words)| words.iter().any(|(word, ..)| *word == value));
        for (name, definition) in schema["definitions"].as_object().unwrap() {
            let variants = ["oneOf", "anyOf"].iter().filter_map(|key| definition[key].as_array()).flatten();
            let listed = definition["enum"].as_array().into_iter().flatten();
            for value in variants.map(|one| &one["const"]).chain(listed).filter_map(Value::as_str) {
                assert!(known(value), "{name}: {value}");
            }
        }
    }
}
