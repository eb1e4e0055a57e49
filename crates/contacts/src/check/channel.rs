//! Numbers, links, mail addresses, and what is claimed of a way to reach a service.

use std::ops::Range;

use super::Scene;
use super::catalogue::{
    CLAIM_WITHOUT_SOURCE, DISPLAY_DIFFERS, LINK_NOT_HTTPS, MAIL_INVALID, MISSING_KEY, MOBILE_NUMBER,
    NO_CHANNEL, NUMBER_COUNTRY_CODE, NUMBER_INVALID, NUMBER_PREMIUM, PERSONAL_MAIL, SECRET_ADDRESS,
    SHORT_NUMBER_PLUS46, STAFF_LINE_PUBLIC, UNKNOWN_WORD,
};
use super::document::{Node, Value};
use super::finding::Word;
use super::known::{is_number, is_public};
use super::near::distance;
use super::number::{self, NumberFault};
use super::person::is_personal;
use super::report::Report;
use crate::model::{CONFIDENTIAL, is_secret};
use crate::read::is_https;

/// All ways to reach a service.
pub fn check(scene: &Scene, service: &Node, report: &mut Report) {
    let Some(channels) = service.get("channels").filter(|channels| matches!(channels.value, Value::List(_)))
    else {
        return;
    };
    let (mut usable, told) = (false, report.findings.len());
    check_place(service, report);
    check_secret(service, channels, report);
    for channel in channels.elements() {
        usable |= check_channel(scene, service, channel, report);
    }
    // A fault of the only channel has been told; that nothing is left then goes without saying.
    if !usable && report.findings.len() == told {
        report.add(&NO_CHANNEL, &channels.first_byte(), Vec::new());
    } else if usable {
        check_visits(service, channels, report);
    }
    if let Some(claim) = service.get("no_assessment_needed").filter(|claim| says(claim, true)) {
        let words = Word::each("Hjälp utan biståndsbedömning", "Help without a needs assessment");
        check_claim(service, claim, words, report);
    }
}

/// Reports a place that says that it is secret in another word than the model's: a misspelt one is shown as
/// an address.
fn check_place(service: &Node, report: &mut Report) {
    let place = service.get("place").and_then(|node| Some((node, node.text()?)));
    if let Some((node, text)) = place.filter(|(_, text)| *text != CONFIDENTIAL && is_nearly_secret(text)) {
        let advice = Word::each(
            format!("Skriv ”{CONFIDENTIAL}”, med små bokstäver."),
            format!("Write “{CONFIDENTIAL}”, in small letters."),
        );
        report.add(&UNKNOWN_WORD, &node.span, vec![("found", text.into()), ("advice", advice)]);
    }
}

/// Reports what a visit tells of a secret place: whoever fetches the file reads it, whatever the guide shows.
fn check_secret(service: &Node, channels: &Node, report: &mut Report) {
    if !service.text_at("place").is_some_and(is_nearly_secret) {
        return;
    }
    for visit in channels.elements().iter().filter(|channel| channel.text_at("type") == Some("visit")) {
        for node in ["value", "display"].into_iter().filter_map(|key| visit.get(key)) {
            if node.text().is_some_and(is_address) {
                report.add(&SECRET_ADDRESS, &node.span, Vec::new());
            }
        }
    }
}

/// Reports each visit to a service of which nothing says where it is.
fn check_visits(service: &Node, channels: &Node, report: &mut Report) {
    if service.text_at("place").is_some_and(|place| !place.trim().is_empty()) {
        return;
    }
    for visit in channels.elements().iter().filter(|channel| channel.text_at("type") == Some("visit")) {
        let advice = Word::each(
            "Skriv adressen i kontaktens ”place”, eller ta bort besöket.",
            "Write the address in the contact's “place”, or remove the visit.",
        );
        report.add(&MISSING_KEY, &visit.first_byte(), vec![("key", "place".into()), ("advice", advice)]);
    }
}

/// Reports what is wrong with one channel. Whether it can be used.
fn check_channel(scene: &Scene, service: &Node, channel: &Node, report: &mut Report) -> bool {
    check_claims(service, channel, report);
    let kind = channel.text_at("type").unwrap_or_default();
    if kind == "visit" {
        return has_address(service);
    }
    let Some(node) = channel.get("value") else {
        check_missing(kind, channel, report);
        return false;
    };
    // A value that is no text has been reported.
    let Some(text) = node.text() else { return false };
    match kind {
        _ if is_number(channel) => check_number(scene, service, channel, (node, text), report),
        "web" | "chat" | "video" => check_link(channel, (node, text), report),
        "email" => check_mail(channel, (node, text), report),
        // The kind is unknown, which has been reported.
        _ => true,
    }
}

/// Reports a channel without a value as one with an empty value is.
fn check_missing(kind: &str, channel: &Node, report: &mut Report) {
    let brace = channel.first_byte();
    match kind {
        _ if is_number(channel) => report_number(&brace, "", &NumberFault::Empty, report),
        "web" | "chat" | "video" => report.add(&LINK_NOT_HTTPS, &brace, vec![("link", "".into())]),
        "email" => report.add(&MAIL_INVALID, &brace, vec![("mail", "".into())]),
        _ => {}
    }
}

/// Reports what is promised of a channel without a source.
fn check_claims(service: &Node, channel: &Node, report: &mut Report) {
    for (key, promise, words) in [
        ("anonymous", true, Word::each("Att man kan vara anonym", "That one can be anonymous")),
        (
            "on_bill",
            false,
            Word::each("Att samtalet inte syns på räkningen", "That the call does not show on the bill"),
        ),
    ] {
        if let Some(claim) = channel.get(key).filter(|claim| says(claim, promise)) {
            check_claim(service, claim, words, report);
        }
    }
    if let Some(cost) = channel.get("cost").filter(|cost| cost.text() == Some("free")) {
        check_claim(service, cost, Word::each("Att det är gratis", "That it is free"), report);
    }
}

fn has_address(service: &Node) -> bool {
    service.text_at("place").is_some_and(|place| !place.trim().is_empty() && !is_nearly_secret(place))
}

/// Whether words name a place to go to, and do not only say when one may come.
fn is_address(words: &str) -> bool {
    const ENDINGS: [&str; 10] =
        ["allén", "backen", "gata", "gatan", "gränd", "gränden", "stigen", "torg", "torget", "vägen"];
    let is_street = |word: &str| ENDINGS.iter().any(|ending| word.ends_with(ending));
    words.contains(|c: char| c.is_ascii_digit())
        || words.to_lowercase().split(|c: char| !c.is_alphabetic()).any(is_street)
}

/// Whether a place says that it is secret, or nearly does.
fn is_nearly_secret(place: &str) -> bool {
    is_secret(place) || distance(&place.trim().to_lowercase(), CONFIDENTIAL, 3).is_some()
}

fn check_number(
    scene: &Scene,
    service: &Node,
    channel: &Node,
    value: (&Node, &str),
    report: &mut Report,
) -> bool {
    let (node, text) = value;
    let fault = number::check(text).err();
    if let Some(fault) = &fault {
        report_number(&node.span, text, fault, report);
    }
    if matches!(fault, Some(NumberFault::Empty | NumberFault::Signs(None))) {
        return false;
    }
    let whole = match &fault {
        Some(NumberFault::NoCountryCode(whole)) => whole,
        _ => text,
    };
    if number::is_mobile(whole) && channel.get("function_mobile").and_then(Node::bool) != Some(true) {
        report.add(&MOBILE_NUMBER, &node.span, vec![("number", text.into())]);
    }
    let digits = &number::forms(text)[0];
    let advice = Word::each(
        format!("Siffrorna i numret är {digits}."),
        format!("The digits of the number are {digits}."),
    );
    check_display(channel, text, |words| !number::displays(words, text), advice, report);
    if let Some(name) = scene.staff_line(&number::canonical(text)).filter(|_| is_public(service)) {
        let what = Word::each(format!("Numret {text}"), format!("The number {text}"));
        report.add(&STAFF_LINE_PUBLIC, &node.span, vec![("what", what), ("name", name.into())]);
    }
    fault.is_none()
}

fn report_number(span: &Range<usize>, text: &str, fault: &NumberFault, report: &mut Report) {
    let number = Word::from(text);
    let invalid = |why: Word, suggestion: &Option<String>| {
        let advice = match suggestion {
            Some(suggestion) => {
                Word::each(format!("Skriv ”{suggestion}”."), format!("Write “{suggestion}”."))
            }
            None => Word::each(
                "Skriv numret med landsnummer och bara siffror, som +46104440500, eller ett kortnummer som \
                    112.",
                "Write the number with country code and digits only, such as +46104440500, or a short \
                    number such as 112.",
            ),
        };
        vec![("number", number.clone()), ("why", why), ("advice", advice)]
    };
    match fault {
        NumberFault::NoCountryCode(suggestion) => {
            let words = vec![("number", number), ("suggestion", suggestion.as_str().into())];
            report.add(&NUMBER_COUNTRY_CODE, span, words);
        }
        NumberFault::Premium => report.add(&NUMBER_PREMIUM, span, vec![("number", number)]),
        NumberFault::ShortWithCountryCode(short) => {
            report.add(&SHORT_NUMBER_PLUS46, span, vec![("short", (*short).into()), ("number", number)]);
        }
        NumberFault::Empty => {
            report.add(&NUMBER_INVALID, span, invalid(Word::each("det är tomt", "it is empty"), &None));
        }
        NumberFault::Signs(suggestion) => {
            let why = Word::each("det innehåller annat än siffror", "it holds more than digits");
            report.add(&NUMBER_INVALID, span, invalid(why, suggestion));
        }
        NumberFault::UnknownShort => {
            let why = Word::each("det är inget kortnummer som finns", "it is no short number that exists");
            report.add(&NUMBER_INVALID, span, invalid(why, &None));
        }
        NumberFault::TrunkZero(suggestion) => {
            let why = Word::each("nollan efter +46 ska bort", "the zero after +46 must go");
            report.add(&NUMBER_INVALID, span, invalid(why, &Some(suggestion.clone())));
        }
        NumberFault::TooShort => {
            report.add(
                &NUMBER_INVALID,
                span,
                invalid(Word::each("det har för få siffror", "it has too few digits"), &None),
            );
        }
        NumberFault::TooLong => {
            let why = Word::each("det har för många siffror", "it has too many digits");
            report.add(&NUMBER_INVALID, span, invalid(why, &None));
        }
    }
}

fn check_link(channel: &Node, (node, text): (&Node, &str), report: &mut Report) -> bool {
    if !is_https(text) {
        report.add(&LINK_NOT_HTTPS, &node.span, vec![("link", text.into())]);
        return false;
    }
    let leads_elsewhere = |words: &str| host(words).is_some_and(|shown| !is_same_site(&shown, text));
    let advice = Word::each("De ska gå till samma webbplats.", "They must go to the same site.");
    check_display(channel, text, leads_elsewhere, advice, report);
    true
}

/// Reports a `display` that differs from what is reached.
fn check_display(
    channel: &Node,
    value: &str,
    differs: impl Fn(&str) -> bool,
    advice: Word,
    report: &mut Report,
) {
    let display = channel.get("display").and_then(|node| Some((node, node.text()?)));
    if let Some((node, words)) = display.filter(|(_, words)| differs(words)) {
        let words = vec![("display", words.into()), ("value", value.into()), ("advice", advice)];
        report.add(&DISPLAY_DIFFERS, &node.span, words);
    }
}

/// The host that a text names, when the text is written as an address: no spaces, a full stop within.
fn host(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !text.contains(char::is_whitespace)).then(|| host.to_owned())
}

fn is_same_site(shown: &str, link: &str) -> bool {
    let Some(host) = host(link) else { return false };
    host == shown || host.strip_suffix(shown).is_some_and(|rest| rest.ends_with('.'))
}

fn check_mail(channel: &Node, (node, text): (&Node, &str), report: &mut Report) -> bool {
    let sound = check_mailbox(node, text, report);
    let is_other = |words: &str| words.contains('@') && !words.eq_ignore_ascii_case(text);
    let advice = Word::each("De ska vara samma adress.", "They must be the same address.");
    check_display(channel, text, is_other, advice, report);
    sound
}

/// Reports a mailbox that is none, or a person's. Whether mail can be sent to it.
pub fn check_mailbox(node: &Node, text: &str, report: &mut Report) -> bool {
    if !crate::read::is_mailbox(text) || text.contains("..") {
        report.add(&MAIL_INVALID, &node.span, vec![("mail", text.into())]);
        return false;
    }
    if is_personal(text) {
        report.add(&PERSONAL_MAIL, &node.span, vec![("mail", text.into())]);
    }
    true
}

/// Whether a claim, bare or with a source of its own, says this.
fn says(claim: &Node, value: bool) -> bool {
    claim.bool().or_else(|| claim.get("value")?.bool()) == Some(value)
}

fn check_claim(service: &Node, claim: &Node, words: Word, report: &mut Report) {
    let has_source = |node: &Node| node.get("source").is_some_and(|source| source.text_at("url").is_some());
    if !has_source(service) && !has_source(claim) {
        // A cost has no source of its own.
        let at = match claim.text() {
            Some(_) => Word::each("på kontakten", "to the contact"),
            None => Word::each("på kontakten eller på uppgiften", "to the contact or to the property"),
        };
        report.add(&CLAIM_WITHOUT_SOURCE, &claim.span, vec![("claim", words), ("at", at)]);
    }
}

/// Every address of a source, wherever in the file it stands.
pub fn check_sources(node: &Node, report: &mut Report) {
    for member in node.members() {
        let url = member.node.get("url").and_then(|url| Some((url, url.text()?)));
        if let Some((url, text)) = url.filter(|(_, text)| member.key == "source" && !is_https(text)) {
            report.add(&LINK_NOT_HTTPS, &url.span, vec![("link", text.into())]);
        }
        check_sources(&member.node, report);
    }
    for element in node.elements() {
        check_sources(element, report);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::codes;

    const PHONE: &str = r#"{"type":"phone","value":"+4684650041","display":"08-465 00 41","hours":"always"}"#;

    /// What is found in a service of these channels and fields (with a comma at their end).
    fn found(fields: &str, channels: &str) -> Vec<&'static str> {
        let service = format!(
            r#"{{"id":"9999.a","name":{{"sv":"A"}},"audience":["self"],{fields}"channels":[{channels}]}}"#
        );
        let told = codes("", &format!(r#""services":[{service}]"#));
        // Evidence and freshness are not what these tests are about.
        let upkeep = ["never-checked", "no-check-interval", "no-source", "no-responsible"];
        told.into_iter().filter(|code| !upkeep.contains(code)).collect()
    }

    #[test]
    fn a_channel_without_what_it_leads_to_is_an_error_beside_a_usable_one_too() {
        assert_eq!(found("", PHONE), [""; 0]);
        for (kind, code) in [
            ("chat", "link-not-https"),
            ("video", "link-not-https"),
            ("web", "link-not-https"),
            ("email", "mail-invalid"),
            ("sms", "number-invalid"),
            ("visit", "missing-key"),
        ] {
            let empty = format!(r#"{{"type":"{kind}","display":"Hit","hours":"always"}}"#);
            assert_eq!(found("", &format!("{PHONE},{empty}")), [code], "{kind}");
        }
        assert_eq!(found("", r#"{"type":"visit","hours":"always"}"#), ["no-channel"]);
    }

    #[test]
    fn a_visit_needs_a_place_which_may_be_secret_where_one_can_call_first() {
        let visit = r#"{"type":"visit","hours":"always"}"#;
        let both = format!("{PHONE},{visit}");
        assert_eq!(found(r#""place":"Storgatan 5","#, visit), [""; 0]);
        assert_eq!(found(r#""place":"confidential","#, &both), [""; 0]);
        assert_eq!(found(r#""place":" ","#, &both), ["missing-key"]);
        assert_eq!(found(r#""place":"confidential","#, visit), ["no-channel"]);
    }

    #[test]
    fn a_visit_to_a_secret_place_does_not_say_where_it_is() {
        let visit = |key: &str, words: &str| {
            format!(r#"{PHONE},{{"type":"visit","{key}":"{words}","hours":"unknown"}}"#)
        };
        for place in ["confidential", "Konfidentiellt", "skyddat boende", "Secret"] {
            let fields = format!(r#""place":"{place}","#);
            let told =
                |key: &str, words: &str| found(&fields, &visit(key, words)).contains(&"secret-address");
            for words in ["Storgatan 5", "Kvinnohuset, Gamla vägen", "Torget"] {
                assert!(told("value", words) && told("display", words), "{place}: {words}");
            }
            assert!(!told("display", "Efter överenskommelse") && !told("value", ""), "{place}");
        }
        assert_eq!(found(r#""place":"Storgatan 5","#, &visit("display", "Storgatan 5")), [""; 0]);
    }

    #[test]
    fn a_mobile_number_is_told_with_what_else_is_wrong_at_once() {
        for value in ["701234567", "46701234567", "0701234567", "070-123 45 67"] {
            let codes = found("", &format!(r#"{{"type":"phone","value":"{value}","hours":"always"}}"#));
            assert_eq!(codes, ["number-country-code", "mobile-number"], "{value}");
        }
    }

    #[test]
    fn a_secret_place_is_told_from_an_address_whatever_its_letters() {
        for place in [
            "Confidential",
            "CONFIDENTIAL",
            "confidential ",
            "confidental",
            "Konfidential",
            "hemlig",
            "Hemligt",
            "SKYDDAD",
            "skyddad adress",
            "Sekretess",
            "sekretessbelagd ",
        ] {
            assert_eq!(found(&format!(r#""place":"{place}","#), PHONE), ["unknown-word"], "{place}");
        }
        for place in ["confidential", "Confidentgatan 5", "Storgatan 5, Exempelköping", "Skyddsvägen 1"] {
            assert_eq!(found(&format!(r#""place":"{place}","#), PHONE), [""; 0], "{place}");
        }
    }
}
