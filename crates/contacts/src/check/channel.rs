//! Numbers, links, mail addresses, and what is claimed of a way to reach a service.

use std::ops::Range;

use super::Scene;
use super::catalogue::{
    CLAIM_WITHOUT_SOURCE, DISPLAY_DIFFERS, LINK_NOT_HTTPS, MAIL_INVALID, MOBILE_NUMBER, NO_CHANNEL,
    NUMBER_COUNTRY_CODE, NUMBER_INVALID, NUMBER_PREMIUM, PERSONAL_MAIL, SHORT_NUMBER_PLUS46,
    STAFF_LINE_PUBLIC,
};
use super::document::{Node, Value};
use super::finding::Word;
use super::known::{is_number, is_public};
use super::number::{self, NumberFault};
use super::person::is_personal;
use super::report::Report;
use crate::read::is_https;

/// All ways to reach a service.
pub fn check(scene: &Scene, service: &Node, report: &mut Report) {
    let Some(channels) = service.get("channels").filter(|channels| matches!(channels.value, Value::List(_)))
    else {
        return;
    };
    let (mut usable, told) = (false, report.findings.len());
    for channel in channels.elements() {
        usable |= check_channel(scene, service, channel, report);
    }
    // A fault of the only channel has been told; that nothing is left then goes without saying.
    if !usable && report.findings.len() == told {
        report.add(&NO_CHANNEL, &(channels.span.start..channels.span.start + 1), Vec::new());
    }
    if let Some(claim) = service.get("no_assessment_needed").filter(|claim| says(claim, true)) {
        let words = Word::each("Hjälp utan biståndsbedömning", "Help without a needs assessment");
        check_claim(service, claim, words, report);
    }
}

/// Reports what is wrong with one channel. Whether it can be used.
fn check_channel(scene: &Scene, service: &Node, channel: &Node, report: &mut Report) -> bool {
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
    let kind = channel.text_at("type").unwrap_or_default();
    let Some(value) = channel.get("value").and_then(|node| Some((node, node.text()?))) else {
        if is_number(channel) && channel.get("value").is_none() {
            let brace = channel.span.start..channel.span.start + 1;
            report_number(&brace, "", &NumberFault::Empty, report);
        }
        return kind == "visit" && has_address(service);
    };
    match kind {
        _ if is_number(channel) => check_number(scene, service, channel, value, report),
        "web" | "chat" | "video" => check_link(channel, value, report),
        "email" => check_mail(channel, value, report),
        "visit" => has_address(service),
        // The kind is unknown, which has been reported.
        _ => true,
    }
}

fn has_address(service: &Node) -> bool {
    service.text_at("place").is_some_and(|place| !place.trim().is_empty() && place != "confidential")
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
    if number::is_mobile(text) && channel.get("function_mobile").and_then(Node::bool) != Some(true) {
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
    if !crate::read::is_mailbox(text) {
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
        report.add(&CLAIM_WITHOUT_SOURCE, &claim.span, vec![("claim", words)]);
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
