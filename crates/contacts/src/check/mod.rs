//! The checker: tells an editor everything that is wrong or doubtful in contact files, in one pass, with the
//! place, the reason and the remedy of each thing, in Swedish and English.
//!
//! The widget's reader ([`crate::read`]) is tolerant so that a visitor loses as little as possible; this is
//! the strict one. It takes bytes as they are, never panics on any, and knows no files and no clock: both
//! come in as values. Every rule stands in [`catalogue`] with its stable code.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::calendar::Date;
use crate::guide::Guide;
use crate::layers::layer_codes;

mod chain;
mod channel;
mod hours;
mod identity;
mod known;
mod likeness;
mod person;
mod shape;
mod text;
mod upkeep;

pub mod catalogue;
pub mod decode;
pub mod document;
pub mod finding;
pub mod near;
pub mod number;
pub mod report;
pub mod schema;

pub use finding::{About, Finding, Lang, Place, Severity};
pub use shape::{keys_of, type_under};
pub use text::lix;

use document::{Document, Node};
use known::{KnownLayer, KnownService};
use likeness::Likeness;
use report::Report;

/// A file as it lies on disk.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// What to call it in findings; its last part is compared with the area's code.
    pub path: &'a str,
    /// Its bytes, in whatever encoding.
    pub bytes: &'a [u8],
}

/// What files are checked against.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// Lower layers that are not checked themselves. A file that is checked takes the place of one of the
    /// same area.
    pub reference: &'a [File<'a>],
    /// The guide, whose paths must be open; `None` leaves the closed chain out.
    pub guide: Option<&'a Guide>,
    /// The date in Stockholm.
    pub today: Date,
}

/// Every finding about the files: errors first, then in the order of the files, then by place.
pub fn check(files: &[File], against: &Against) -> Vec<Finding> {
    let texts: Vec<_> = files.iter().map(|file| decode::decode(file.bytes)).collect();
    let mut reports: Vec<Report> =
        files.iter().zip(&texts).map(|(file, decoded)| Report::new(file.path, &decoded.text)).collect();
    let mut sheets: Vec<Option<Sheet>> = Vec::new();
    for (decoded, report) in texts.iter().zip(&mut reports) {
        sheets.push(read(decoded, report));
    }
    let reference: Vec<Sheet> = against.reference.iter().filter_map(|file| read_silently(file)).collect();
    let mut by_code: BTreeMap<&str, &Sheet> = BTreeMap::new();
    for sheet in sheets.iter().flatten().chain(&reference) {
        by_code.entry(sheet.known.code.as_str()).or_insert(sheet);
    }
    for ((file, sheet), report) in files.iter().zip(&sheets).zip(&mut reports) {
        if let Some(sheet) = sheet {
            let scene = Scene::new(file.path, sheet, &by_code, against.today);
            check_layer(&scene, report);
        }
    }
    if let Some(guide) = against.guide {
        let checked: Vec<_> = sheets.iter().map(Option::as_ref).collect();
        chain::check(&checked, &by_code, guide, against.today, &mut reports);
    }
    let mut findings: Vec<(usize, Finding)> = Vec::new();
    for (index, report) in reports.into_iter().enumerate() {
        findings.extend(report.findings.into_iter().map(|finding| (index, finding)));
    }
    findings.sort_by_key(|(index, finding)| {
        let span = finding.place.as_ref().map(|place| (place.span.start, Reverse(place.span.end)));
        (finding.severity(), *index, span)
    });
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// A file that could be read.
struct Sheet {
    document: Document,
    known: KnownLayer,
}

fn read(decoded: &decode::Decoded, report: &mut Report) -> Option<Sheet> {
    if let Some((rule, at)) = decoded.fault {
        let width = decoded.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        report.add(rule, &(at..at + width), Vec::new());
        if decoded.text.is_empty() {
            return None;
        }
    }
    let (document, faults) = document::parse(&decoded.text);
    for fault in faults {
        report.add(fault.rule, &fault.span, fault.words);
    }
    let document = document?;
    let known = KnownLayer::of(&document);
    Some(Sheet { document, known })
}

fn read_silently(file: &File) -> Option<Sheet> {
    let document = document::parse(&decode::decode(file.bytes).text).0?;
    let known = KnownLayer::of(&document);
    Some(Sheet { document, known })
}

/// What the rules of one file look at.
struct Scene<'a> {
    path: &'a str,
    today: Date,
    document: &'a Document,
    own: &'a KnownLayer,
    /// The layers beneath, the most local first, as far as they are at hand.
    lower: Vec<&'a KnownLayer>,
    expected_languages: Vec<String>,
    /// Numbers (in their one writing) that are for staff only, and their names.
    staff_lines: BTreeMap<&'a str, &'a str>,
}

impl<'a> Scene<'a> {
    fn new(path: &'a str, sheet: &'a Sheet, by_code: &BTreeMap<&str, &'a Sheet>, today: Date) -> Self {
        let own = &sheet.known;
        let codes = layer_codes(&own.code).into_iter().filter(|code| *code != own.code);
        let lower: Vec<_> = codes.filter_map(|code| by_code.get(code).map(|sheet| &sheet.known)).collect();
        let national = by_code.get("se").map(|sheet| &sheet.known);
        let expected_languages = text::expected_languages(std::iter::once(own).chain(national));
        let mut staff_lines: BTreeMap<_, _> = number::STAFF_ONLY.into_iter().collect();
        let layers = lower.iter().copied().chain([own]);
        for service in layers.flat_map(|layer| &layer.services).filter(|service| service.is_staff_only) {
            staff_lines
                .extend(service.numbers.iter().map(|(number, _)| (number.as_str(), service.name.as_str())));
        }
        Self { path, today, document: &sheet.document, own, lower, expected_languages, staff_lines }
    }

    /// The layer itself, then those beneath it.
    fn layers(&self) -> impl Iterator<Item = &'a KnownLayer> {
        std::iter::once(self.own).chain(self.lower.iter().copied())
    }

    fn layer(&self, code: &str) -> Option<&'a KnownLayer> {
        self.layers().find(|layer| layer.code == code)
    }

    /// The codes of the layers that belong here, at hand or not.
    fn layer_codes(&self) -> impl Iterator<Item = &'a str> {
        layer_codes(&self.own.code).into_iter()
    }

    /// A service of this layer or one beneath it.
    fn service(&self, id: &str) -> Option<(&'a KnownLayer, &'a KnownService)> {
        self.layers().find_map(|layer| Some((layer, layer.service(id)?)))
    }

    fn is_own(&self, service: &KnownService) -> bool {
        self.own.services.as_ptr_range().contains(&std::ptr::from_ref(service))
    }

    /// The name of the staff-only line that a number (in its one writing) belongs to.
    fn staff_line(&self, number: &str) -> Option<&'a str> {
        self.staff_lines.get(number).copied()
    }
}

fn check_layer(scene: &Scene, report: &mut Report) {
    let root: &Node = &scene.document.root;
    shape::check(root, report);
    identity::check_layer(scene, root, report);
    identity::check_duplicates(root, report);
    upkeep::check_layer(scene, root, report);
    text::check_layer(scene, root, report);
    let likeness = Likeness::new(scene);
    for (index, service) in root.list("services").iter().enumerate() {
        report.within(service, |report| {
            identity::check_service(scene, service, report);
            channel::check(scene, service, report);
            channel::check_sources(service, report);
            for channel in service.list("channels") {
                hours::check(scene, channel, report);
            }
            upkeep::check_service(scene, service, report);
            text::check_service(scene, service, report);
            likeness.check(scene, index, service, report);
        });
    }
}

/// The codes of what is found in a municipality's file with these fields (JSON, besides format and area), above
/// a nation with these services.
#[cfg(test)]
fn codes(nation: &str, fields: &str) -> Vec<&'static str> {
    let file = |code: &str, fields: &str| {
        format!(r#"{{"format":1,"area":{{"code":"{code}","name":"Exempel"}},{fields}}}"#)
    };
    let (own, nation) = (file("9999", fields), file("se", &format!(r#""services":[{nation}]"#)));
    let reference = [File { path: "se.json", bytes: nation.as_bytes() }];
    let against = Against { reference: &reference, guide: None, today: Date(20_779) };
    let own = File { path: "9999.json", bytes: own.as_bytes() };
    check(&[own], &against).iter().map(Finding::code).collect()
}
