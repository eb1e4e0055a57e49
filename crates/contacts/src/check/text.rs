//! Texts: in Swedish at least, translated like the others, short and plain.

use super::Scene;
use super::catalogue::{
    BAD_LANGUAGE, EMPTY_TEXT, LINK_NOT_HTTPS, PERSONAL_MAIL, SWEDISH_MISSING, TEXT_HARD, TEXT_TOO_LONG,
    TRANSLATION_MISSING,
};
use super::document::{Node, Value};
use super::finding::Word;
use super::known::{self, KnownLayer, TextKind};
use super::person::is_personal;
use super::report::Report;
use crate::read::is_mailbox;

/// Björnsson's limits: 40–50 is medium (newspapers), above 50 hard (official texts).
const HARDEST: usize = 50;

/// Below this many words one long word decides the figure.
const FEWEST_WORDS: usize = 15;

/// The texts of the layer itself.
pub fn check_layer(scene: &Scene, root: &Node, report: &mut Report) {
    for area in root.list("municipalities").iter().chain(root.get("area")) {
        check_name(area, "name", report);
    }
    if let Some(responsible) = root.get("responsible") {
        check_name(responsible, "unit", report);
        check_person(responsible.get("unit"), report);
    }
    for (kind, text) in known::layer_texts(root) {
        check(scene, kind, text, report);
    }
}

/// The texts of a service, and what is shown and spoken on its channels.
pub fn check_service(scene: &Scene, service: &Node, report: &mut Report) {
    check_name(service, "organization", report);
    check_person(service.get("checked").and_then(|checked| checked.get("by")), report);
    for display in service.list("channels").iter().filter_map(|channel| channel.get("display")) {
        check_link(display, report);
    }
    for (kind, text) in known::service_texts(service) {
        check(scene, kind, text, report);
    }
    let languages = service.list("channels").iter().flat_map(|channel| channel.list("languages"));
    for language in languages {
        if let Some(tag) = language.text().filter(|tag| !is_tag(tag)) {
            report.add(&BAD_LANGUAGE, &language.span, vec![("found", tag.into())]);
        }
    }
}

/// Reports an empty name, which is the same in every language.
fn check_name(block: &Node, key: &str, report: &mut Report) {
    let name = block.get(key).filter(|name| name.text().is_some_and(|text| text.trim().is_empty()));
    if let Some(name) = name {
        report.add(&EMPTY_TEXT, &name.span, Vec::new());
    }
}

fn check(scene: &Scene, kind: TextKind, text: &Node, report: &mut Report) {
    if !matches!(text.value, Value::Object(_)) {
        return;
    }
    for member in text.members() {
        if !is_tag(&member.key) {
            report.add(&BAD_LANGUAGE, &member.key_span, vec![("found", member.key.as_str().into())]);
        }
        let Some(words) = member.node.text() else { continue };
        if words.trim().is_empty() {
            report.add(&EMPTY_TEXT, &member.node.span, Vec::new());
            continue;
        }
        check_link(&member.node, report);
        check_person(Some(&member.node), report);
        let limit = match kind {
            TextKind::Name => 80,
            TextKind::Description => 300,
            TextKind::Notice => 250,
        };
        let length = words.chars().count();
        if length > limit {
            let words = vec![("length", length.to_string().into()), ("limit", limit.to_string().into())];
            report.add(&TEXT_TOO_LONG, &member.node.span, words);
        }
        // LIX is made for Swedish.
        let is_swedish = member.key == "sv" || member.key.starts_with("sv-");
        if let Some(lix) = lix(words).filter(|lix| is_swedish && kind != TextKind::Name && *lix > HARDEST) {
            let words = vec![("lix", lix.to_string().into()), ("limit", HARDEST.to_string().into())];
            report.add(&TEXT_HARD, &member.node.span, words);
        }
    }
    let brace = text.first_byte();
    if text.get("sv").is_none() {
        report.add(&SWEDISH_MISSING, &brace, Vec::new());
    }
    if kind != TextKind::Name {
        for tag in scene.expected_languages.iter().filter(|tag| *tag != "sv" && text.get(tag).is_none()) {
            let words = vec![("language", language_name(tag)), ("tag", tag.as_str().into())];
            report.add(&TRANSLATION_MISSING, &brace, words);
        }
    }
}

/// Reports an unprotected address in a text: it is shown as it stands and typed in by hand.
fn check_link(text: &Node, report: &mut Report) {
    if let Some(link) = text.text().and_then(unprotected) {
        report.add(&LINK_NOT_HTTPS, &text.span, vec![("link", link.into())]);
    }
}

/// Reports a person's mail address among some words.
fn check_person(text: Option<&Node>, report: &mut Report) {
    let Some((node, words)) = text.and_then(|node| Some((node, node.text()?))) else { return };
    let around =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | ',' | ';' | ':' | '”' | '"');
    let mut mails = words.split(around).map(|word| word.trim_end_matches(['.', '!', '?']));
    if let Some(mail) = mails.find(|word| is_mailbox(word) && is_personal(word)) {
        report.add(&PERSONAL_MAIL, &node.span, vec![("mail", mail.into())]);
    }
}

/// The first address in a text that starts with `http://`, in whatever letters and after whatever sign.
fn unprotected(words: &str) -> Option<&str> {
    let link = words.get(words.to_ascii_lowercase().find("http://")?..)?;
    let end = link.find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '”' | '"' | '>' | ','));
    link.get(..end.unwrap_or(link.len()))
}

/// The languages that texts of a file are expected in: those of at least half of its own texts, or of the
/// national layer's. A single text in Finnish is a gift and obliges to nothing.
pub fn expected_languages<'a>(layers: impl Iterator<Item = &'a KnownLayer>) -> Vec<String> {
    let mut tags: Vec<String> = layers
        .flat_map(|layer| {
            let (all, by_language) = &layer.texts;
            by_language.iter().filter(move |(_, count)| **count * 2 >= *all).map(|(tag, _)| tag.clone())
        })
        // A variant falls back on its language.
        .filter(|tag| !tag.contains('-'))
        .collect();
    tags.sort();
    tags.dedup();
    tags
}

/// Whether a text is built as a BCP 47 tag: a language of two or three small letters, then subtags.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

fn language_name(tag: &str) -> Word {
    match tag {
        "en" => Word::each("engelska", "English"),
        "fi" => Word::each("finska", "Finnish"),
        "ar" => Word::each("arabiska", "Arabic"),
        "so" => Word::each("somaliska", "Somali"),
        "fa" => Word::each("persiska", "Persian"),
        "ti" => Word::each("tigrinska", "Tigrinya"),
        "uk" => Word::each("ukrainska", "Ukrainian"),
        "pl" => Word::each("polska", "Polish"),
        "es" => Word::each("spanska", "Spanish"),
        "se" => Word::each("nordsamiska", "Northern Sami"),
        other => Word::each(format!("språket {other}"), format!("the language {other}")),
    }
}

/// Läsbarhetsindex: words per sentence, plus the share in per cent of words longer than six letters. `None`
/// for a text too short to tell.
pub fn lix(text: &str) -> Option<usize> {
    let words: Vec<usize> = text
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\''))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| word.chars().filter(|c| c.is_alphabetic()).count())
        .collect();
    if words.len() < FEWEST_WORDS {
        return None;
    }
    let ends = |(at, c): (usize, char)| {
        // A full stop within a number or an address ends no sentence.
        let after = text[at + c.len_utf8()..].chars().next();
        matches!(c, '.' | '!' | '?' | ':') && after.is_none_or(char::is_whitespace)
    };
    let sentences = text.char_indices().filter(|place| ends(*place)).count().max(1);
    let long = words.iter().filter(|letters| **letters > 6).count();
    Some(words.len() / sentences + long * 100 / words.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::codes;

    #[test]
    fn a_persons_mail_address_is_found_wherever_it_is_written() {
        let told = |fields: &str| {
            let service =
                format!(r#"{{"id":"9999.a","name":{{"sv":"A"}},"audience":["self"],{fields}"channels":[]}}"#);
            codes("", &format!(r#""services":[{service}]"#)).contains(&"personal-mail")
        };
        assert!(told(r#""summary":{"sv":"Mejla (anna.andersson@solna.se)."},"#));
        assert!(told(r#""checked":{"on":"2026-11-01","how":"phoned","by":"anna.andersson@solna.se"},"#));
        assert!(!told(
            r#""checked":{"on":"2026-11-01","how":"phoned","by":"Kontaktcenter, info@solna.se"},"#
        ));
    }

    #[test]
    fn plain_words_are_easy_and_official_ones_hard() {
        let easy =
            "Du kan ringa till oss. Vi lyssnar på dig. Du behöver inte säga vad du heter. Det är gratis.";
        let hard = "Socialförvaltningens relationsvåldsteam tillhandahåller samtalsbehandling avseende \
                    våldsutsatthet samt genomför skyddsbedömningar, riskbedömningar och insatsplaneringar i \
                    samverkan med övriga myndigheter.";
        assert!(lix(easy).is_some_and(|lix| lix < 30), "{:?}", lix(easy));
        assert!(lix(hard).is_some_and(|lix| lix > 60), "{:?}", lix(hard));
        assert_eq!(lix("Ring oss."), None);
    }

    #[test]
    fn a_name_that_says_nothing_is_an_empty_text() {
        let empty = |fields: &str| codes("", fields).iter().filter(|code| **code == "empty-text").count();
        let service = |organization: &str| {
            format!(
                r#""services":[{{"id":"9999.a","name":{{"sv":"A"}},{organization}"audience":["self"],"channels":[]}}]"#
            )
        };
        assert_eq!(empty(r#""municipalities":[{"code":"9901","name":" "}],"services":[]"#), 1);
        assert_eq!(empty(r#""responsible":{"unit":""},"services":[]"#), 1);
        assert_eq!(empty(&service(r#""organization":"","#)), 1);
        for sound in ["", r#""organization":null,"#, r#""organization":"A","#] {
            assert_eq!(empty(&service(sound)), 0, "{sound}");
        }
    }

    #[test]
    fn what_is_shown_of_a_link_is_no_unprotected_address() {
        let found = |display: &str| {
            let channel = format!(r#"{{"type":"web","value":"https://a.se/b","display":"{display}"}}"#);
            let name = r#""id":"9999.a","name":{"sv":"A"},"audience":["self"]"#;
            let service = format!(r#"{{{name},"channels":[{channel}]}}"#);
            codes("", &format!(r#""services":[{service}]"#)).contains(&"link-not-https")
        };
        assert!(found("http://a.se/b"));
        assert!(!found("https://a.se/b") && !found("a.se/b"));
    }

    #[test]
    fn an_unprotected_address_is_found_wherever_it_stands() {
        for (words, link) in [
            ("Läs på http://a.se i dag", "http://a.se"),
            ("Läs mer (http://a.se/b).", "http://a.se/b"),
            ("Läs mer:HTTP://a.se", "HTTP://a.se"),
            ("”Http://å.se”", "Http://å.se"),
        ] {
            assert_eq!(unprotected(words), Some(link), "{words}");
        }
        assert_eq!(unprotected("Läs på https://a.se eller http: //"), None);
    }

    #[test]
    fn language_tags_are_recognised_by_their_form() {
        for tag in ["sv", "sv-simple", "smj", "zh-Hant", "de-CH-1996"] {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in ["", "s", "SV", "svenska", "sv_SE", "sv-", "en "] {
            assert!(!is_tag(tag), "{tag}");
        }
    }
}
