//! Ids, and what a layer may do with the layers beneath it.

use std::collections::BTreeMap;

use super::Scene;
use super::catalogue::{
    AREA_MISMATCH, BAD_AREA_CODE, BAD_ID, CLOSED_WITHOUT_ALERT, DUPLICATE_ID, FILE_NAME, HIDDEN_112,
    HIDES_OWN, INACTIVE, NO_112, POINTS_TO_HIDDEN, POINTS_TO_SELF, REDEFINED, SECOND_OF_AREA,
    STAFF_LINE_PUBLIC, UNFIT_CENTRE, UNKNOWN_ID,
};
use super::document::Node;
use super::finding::Word;
use super::known::{KnownService, is_public};
use super::near::nearest;
use super::report::Report;
use crate::layers::is_area_code;
use crate::model::{ChannelType, Gender, Hours, Service, Status};

/// The counties' codes (SCB), and at last the one that does not exist, for examples.
const COUNTIES: [&str; 22] = [
    "01", "03", "04", "05", "06", "07", "08", "09", "10", "12", "13", "14", "17", "18", "19", "20", "21",
    "22", "23", "24", "25", "99",
];

/// The layer's own code and what it refers to.
pub fn check_layer(scene: &Scene, root: &Node, report: &mut Report) {
    let codes = root.list("municipalities").iter().chain(root.get("area"));
    for code in codes.filter_map(|area| area.get("code")) {
        if let Some(text) = code.text().filter(|text| !is_area(text)) {
            report.add(&BAD_AREA_CODE, &code.span, vec![("found", text.into())]);
        }
    }
    if let Some(code) = root.get("area").and_then(|area| area.get("code")) {
        check_file_name(scene, code, report);
    }
    let mut services = root.list("services").iter().filter_map(|service| scene.document.typed(service));
    if scene.own.code == "se" && !services.any(|service| is_112_for_all(&service)) {
        report.add(&NO_112, &root.get("services").unwrap_or(root).first_byte(), Vec::new());
    }
    for id in root.list("hide") {
        let Some(text) = id.text() else { continue };
        if text == "se.112" || scene.service(text).is_some_and(|(_, service)| service.is_112()) {
            let advice =
                Word::each(format!("Ta bort ”{text}” ur ”hide”."), format!("Remove “{text}” from “hide”."));
            report.add(&HIDDEN_112, &id.span, vec![("advice", advice)]);
        } else if scene.own.service(text).is_some() {
            report.add(&HIDES_OWN, &id.span, vec![("id", text.into())]);
        } else {
            must_exist(scene, text, &id.span, report);
        }
    }
    for key in ["notes", "alerts"] {
        for member in root.get(key).map_or(&[][..], Node::members) {
            must_exist(scene, &member.key, &member.key_span, report);
        }
    }
    if let Some(id) = root.get("contact_centre") {
        must_be_shown(scene, id, report);
        must_be_for_all(scene, id, report);
        must_be_switchboard(scene, id, report);
    }
}

/// Whether an area of this code can exist: that of the country, of a county or within one.
fn is_area(code: &str) -> bool {
    is_area_code(code) && (code == "se" || COUNTIES.iter().any(|county| code.starts_with(county)))
}

/// Whether everybody reaches 112 by a service at any hour.
fn is_112_for_all(service: &Service) -> bool {
    let is_for_all = service.gender.is_empty() || service.gender.contains(&Gender::All);
    service.status == Status::Active
        && !service.is_staff_only()
        && service.age.is_any()
        && is_for_all
        && service.channels.iter().any(|channel| {
            channel.kind == ChannelType::Phone && channel.value == "112" && channel.hours == Hours::Always
        })
}

/// Reports a file in which the guide does not look for the area: it asks for the code and `.json`.
fn check_file_name(scene: &Scene, code: &Node, report: &mut Report) {
    let Some(text) = code.text().filter(|text| is_area_code(text)) else { return };
    let file = scene.file_name;
    let stem = file.strip_suffix(".json").unwrap_or_default();
    if stem == text {
        return;
    }
    // One that is named after what it shows is no slip, and what comes through a pipe has no name.
    let is_slip =
        file.strip_prefix(text).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
            || file.to_lowercase() == format!("{text}.json")
            || (!stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_digit()));
    if is_area_code(stem) || scene.first_of_area.is_some() {
        report_misnamed(file, code, scene.first_of_area, report);
    } else if is_slip {
        report.add(&FILE_NAME, &code.span, vec![("file", file.into()), ("found", text.into())]);
    }
}

/// Reports a file that holds an area under another name than the area's: one named by an area's code holds the
/// wrong area, any other is a copy of `first`, the path of the file in which the guide finds it, if there is one.
pub fn report_misnamed(file: &str, code: &Node, first: Option<&str>, report: &mut Report) {
    let is_copy = !file.strip_suffix(".json").is_some_and(is_area_code);
    let mut words = vec![("file", file.into()), ("found", code.text().unwrap_or_default().into())];
    let rule = match first.filter(|_| is_copy) {
        Some(first) => {
            words.push(("first", first.into()));
            &SECOND_OF_AREA
        }
        None => &AREA_MISMATCH,
    };
    report.add(rule, &code.span, words);
}

/// Ids that stand twice in the file.
pub fn check_duplicates(root: &Node, report: &mut Report) {
    let mut seen = BTreeMap::new();
    for service in root.list("services") {
        let Some(id) = service.get("id") else { continue };
        let Some(text) = id.text() else { continue };
        if let Some(first) = seen.get(text) {
            let line = report.line(*first).to_string();
            report.within(service, |report| {
                report.add(&DUPLICATE_ID, &id.span, vec![("id", text.into()), ("line", line.into())]);
            });
        } else {
            seen.insert(text, id.span.start);
        }
    }
}

/// One service's id, status and references.
pub fn check_service(scene: &Scene, service: &Node, report: &mut Report) {
    let own = service.get("id").and_then(|id| Some((id, id.text()?)));
    if let Some((id, text)) = own {
        let code = scene.own.code.as_str();
        if let Some(layer) = scene.lower.iter().find(|layer| layer.service(text).is_some()) {
            let hide = match scene.service(text) {
                Some((_, service)) if service.is_112() => Word::each("", ""),
                _ => Word::each(", eller dölj den med ”hide”", ", or hide it with “hide”"),
            };
            let words = vec![("id", text.into()), ("layer", layer.code.as_str().into()), ("hide", hide)];
            report.add(&REDEFINED, &id.span, words);
        } else if is_area_code(code) && !is_id_of(text, code) {
            report.add(&BAD_ID, &id.span, vec![("id", text.into()), ("area", code.into())]);
        }
    }
    for id in service.list("when_closed") {
        match (id.text(), own) {
            (Some(text), Some((_, own))) if text == own => {
                report.add(&POINTS_TO_SELF, &id.span, vec![("id", text.into())]);
            }
            _ => must_be_shown(scene, id, report),
        }
        if is_public(service) {
            must_be_for_all(scene, id, report);
        }
    }
    if let Some(status) = service.get("status") {
        let known = own.and_then(|(_, id)| scene.own.service(id));
        match status.text() {
            Some("inactive" | "temporarily_closed") if known.is_some_and(KnownService::is_only_112) => {
                let advice = Word::each("Skriv \"status\": \"active\".", "Write \"status\": \"active\".");
                report.add(&HIDDEN_112, &status.span, vec![("advice", advice)]);
            }
            Some("inactive") => report.add(&INACTIVE, &status.span, Vec::new()),
            Some("temporarily_closed")
                if service.get("alert").is_none_or(|alert| alert.members().is_empty()) =>
            {
                report.add(&CLOSED_WITHOUT_ALERT, &status.span, Vec::new());
            }
            _ => {}
        }
    }
}

/// A layer's code, a full stop, and a name of `a–z`, `0–9`, `-`, `_` and `.`.
fn is_id_of(id: &str, code: &str) -> bool {
    let Some(name) = id.strip_prefix(code).and_then(|rest| rest.strip_prefix('.')) else { return false };
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    name.bytes().next().is_some_and(plain) && name.bytes().all(|byte| plain(byte) || b"-_.".contains(&byte))
}

fn must_exist(scene: &Scene, id: &str, span: &std::ops::Range<usize>, report: &mut Report) {
    let layer = id.split('.').next().unwrap_or_default();
    // What a layer that is not at hand has, nobody can tell; a layer that cannot be beneath this one can.
    let unseen = scene.layer_codes().any(|code| code == layer) && scene.layer(layer).is_none();
    if scene.service(id).is_some() || unseen {
        return;
    }
    let advice = match nearest(id, scene.layers().flat_map(|layer| layer.ids())) {
        Some(near) => Word::each(format!("Menade du ”{near}”?"), format!("Did you mean “{near}”?")),
        None => Word::each(
            "Kontrollera stavningen mot filen som har kontakten, eller ta bort hänvisningen.",
            "Check the spelling against the file that has the contact, or remove the reference.",
        ),
    };
    report.add(&UNKNOWN_ID, span, vec![("id", id.into()), ("advice", advice)]);
}

fn must_be_shown(scene: &Scene, id: &Node, report: &mut Report) {
    let Some(text) = id.text() else { return };
    must_exist(scene, text, &id.span, report);
    let why = match scene.service(text) {
        Some((_, service)) if service.is_inactive => Word::each("den är avslutad", "it is gone"),
        Some((_, service))
            if !service.is_112() && scene.layers().any(|layer| layer.hidden.contains(text)) =>
        {
            Word::each("den är dold med ”hide”", "it is hidden with “hide”")
        }
        _ => return,
    };
    report.add(&POINTS_TO_HIDDEN, &id.span, vec![("id", text.into()), ("why", why)]);
}

/// A reference that the public is shown must not lead to a line for staff.
fn must_be_for_all(scene: &Scene, id: &Node, report: &mut Report) {
    let found = id.text().and_then(|text| scene.service(text));
    if let Some((_, service)) = found.filter(|(_, service)| service.is_staff_only) {
        let what = Word::each(format!("Kontakten ”{}”", service.id), format!("The contact “{}”", service.id));
        let words = vec![("what", what), ("name", service.name.as_str().into())];
        report.add(&STAFF_LINE_PUBLIC, &id.span, words);
    }
}

/// The contact centre is the area's own, and is called.
fn must_be_switchboard(scene: &Scene, id: &Node, report: &mut Report) {
    let Some((layer, service)) = id.text().and_then(|text| scene.service(text)) else { return };
    let why = match () {
        () if layer.code == "se" && scene.own.code != "se" => {
            Word::each("den är nationell", "it is a national one")
        }
        () if !service.has_phone => Word::each("den har ingen telefon", "it has no telephone"),
        () => return,
    };
    report.add(&UNFIT_CENTRE, &id.span, vec![("id", service.id.as_str().into()), ("why", why)]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Date;
    use crate::check::{Against, File, check, codes};

    /// A service of these fields (with a comma at their end) on a number.
    fn line(id: &str, fields: &str, number: &str) -> String {
        format!(
            r#"{{"id":"{id}","name":{{"sv":"{id}"}},{fields}
                "channels":[{{"type":"phone","value":"{number}","hours":"always"}}]}}"#
        )
    }

    #[test]
    fn no_reference_that_the_public_is_shown_leads_to_a_line_for_staff() {
        let nation = line("se.staff", r#""audience":["staff"],"#, "+46102235760");
        let from = |audience: &str| {
            let fields = format!(r#""audience":[{audience}],"when_closed":["se.staff"],"#);
            codes(&nation, &format!(r#""services":[{}]"#, line("9999.a", &fields, "+4684650041")))
        };
        for public in [r#""self""#, r#""staff","relative""#, ""] {
            assert!(from(public).contains(&"staff-line-public"), "{public}");
        }
        assert!(!from(r#""staff""#).contains(&"staff-line-public"));
        assert!(
            codes(&nation, r#""contact_centre":"se.staff","services":[]"#).contains(&"staff-line-public")
        );
    }

    #[test]
    fn a_number_that_is_everybodys_does_not_become_a_staff_line_by_standing_in_one() {
        let is_told = |centre: &str, number: &str| {
            let staff = line("9999.staff", r#""audience":["staff"],"#, number);
            let public = line("9999.a", r#""audience":["self"],"#, number);
            codes("", &format!(r#"{centre}"services":[{staff},{public}]"#)).contains(&"staff-line-public")
        };
        assert!(is_told("", "+4684650041"));
        assert!(!is_told(r#""contact_centre":"9999.a","#, "+4684650041"));
        // A switchboard for staff is no reason to show the line to others.
        assert!(is_told(r#""contact_centre":"9999.staff","#, "+4684650041"));
        // Lines that are known to be for staff stay so.
        assert!(is_told(r#""contact_centre":"9999.a","#, "+4620390000"));
        for short in ["112", "11414", "1177"] {
            assert!(!is_told("", short), "{short}");
        }
    }

    #[test]
    fn the_contact_centre_is_the_areas_own_and_is_called() {
        let nation = line("se.bris", r#""audience":["child"],"#, "116111");
        let is_unfit = |centre: &str, service: &str| {
            let fields = format!(r#""contact_centre":"{centre}","services":[{service}]"#);
            codes(&nation, &fields).contains(&"unfit-centre")
        };
        let own = line("9999.a", r#""audience":["self"],"#, "+4684650041");
        assert!(!is_unfit("9999.a", &own));
        assert!(is_unfit("se.bris", &own));
        for other in ["sms", "textphone", "visit"] {
            assert!(is_unfit("9999.a", &own.replace(r#""phone""#, &format!(r#""{other}""#))), "{other}");
        }
        // That nobody has the id is another rule's.
        assert!(!is_unfit("9999.b", &own));
    }

    #[test]
    fn the_emergency_number_is_neither_closed_nor_gone() {
        let found = |status: &str, channels: &str| {
            let service = format!(
                r#"{{"id":"9999.a","name":{{"sv":"A"}},"audience":["self"],"status":"{status}","channels":[{channels}]}}"#
            );
            codes("", &format!(r#""services":[{service}]"#)).contains(&"hidden-112")
        };
        let emergency = r#"{"type":"phone","value":"112"}"#;
        assert!(found("inactive", emergency) && found("temporarily_closed", emergency));
        assert!(!found("active", emergency));
        // A service of its own that 112 answers for at night.
        let both = format!(r#"{{"type":"phone","value":"+4684650041"}},{emergency}"#);
        assert!(!found("inactive", &both) && !found("temporarily_closed", &both));
    }

    #[test]
    fn the_national_file_has_a_112_for_everybody_at_any_hour() {
        let is_missing = |fields: &str, channel: &str| {
            let file = format!(
                r#"{{"format":1,"area":{{"code":"se","name":"Sverige"}},"services":[{{"id":"se.112",
                    "name":{{"sv":"112"}},{fields}"channels":[{channel}]}}]}}"#
            );
            let against = Against { reference: &[], guide: None, today: Date(20_779) };
            let found = check(&[File { path: "se.json", bytes: file.as_bytes() }], &against);
            found.iter().any(|one| one.code() == "no-112")
        };
        let (all, phone) = (r#""audience":["self"],"#, r#"{"type":"phone","value":"112","hours":"always"}"#);
        for sound in ["", r#""status":"active","#, r#""age":{"min":null},"#, r#""gender":["women","all"],"#] {
            assert!(!is_missing(&format!("{all}{sound}"), phone), "{sound}");
        }
        for limit in [
            r#""status":"inactive","#,
            r#""status":"temporarily_closed","#,
            r#""age":{"min":18},"#,
            r#""gender":["women"],"#,
        ] {
            assert!(is_missing(&format!("{all}{limit}"), phone), "{limit}");
        }
        assert!(is_missing(r#""audience":["staff"],"#, phone));
        for channel in [
            r#"{"type":"sms","value":"112","hours":"always"}"#,
            r#"{"type":"phone","value":"1177","hours":"always"}"#,
            r#"{"type":"phone","value":"112"}"#,
            "",
        ] {
            assert!(is_missing(all, channel), "{channel}");
        }
        // A local file has its 112 from the national one.
        assert!(!codes("", r#""services":[]"#).contains(&"no-112"));
    }

    #[test]
    fn a_file_hides_what_others_have_and_not_its_own() {
        let (nation, own) = (
            line("se.a", r#""audience":["self"],"#, "+46102235761"),
            line("9999.a", r#""audience":["self"],"when_closed":["9999.b"],"#, "+4684650041")
                + ","
                + &line("9999.b", r#""audience":["self"],"#, "+4684650042"),
        );
        let found = |hidden: &str| codes(&nation, &format!(r#""hide":["{hidden}"],"services":[{own}]"#));
        assert!(found("9999.b").contains(&"hides-own"));
        // It is shown, so what points to it leads somewhere.
        assert!(!found("9999.b").contains(&"points-to-hidden"));
        assert!(!found("se.a").contains(&"hides-own"));
    }

    #[test]
    fn an_area_lies_in_a_county_that_exists() {
        for code in ["se", "01", "0184", "25", "2584", "99", "9999"] {
            assert!(is_area(code), "{code}");
        }
        for code in ["00", "0000", "02", "0284", "11", "1100", "26", "98", "184", "SE", "solna", ""] {
            assert!(!is_area(code), "{code}");
        }
    }

    #[test]
    fn an_id_carries_its_layer_and_is_plain() {
        assert!(is_id_of("0184.socialjour", "0184"));
        assert!(is_id_of("se.112", "se"));
        for id in
            ["0184", "0184.", "0184.Jour", "0184.jouren å", "01.socialjour", "0184-socialjour", "0184.-x"]
        {
            assert!(!is_id_of(id, "0184"), "{id}");
        }
    }
}
