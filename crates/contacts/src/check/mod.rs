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
mod syntax;
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
pub use identity::report_misnamed;
pub use shape::{fault_of, keys_of, type_under};
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
    for ((file, decoded), report) in files.iter().zip(&texts).zip(&mut reports) {
        sheets.push(read(file.path, decoded, report));
    }
    let reference: Vec<Sheet> = against.reference.iter().filter_map(|file| read_silently(file)).collect();
    let mut by_code: BTreeMap<&str, &Sheet> = BTreeMap::new();
    // The guide asks for an area's file by its code: a copy beside that file must not be checked in its
    // place.
    let named = sheets.iter().flatten().filter(|sheet| sheet.is_named_by_code());
    for sheet in named.chain(sheets.iter().flatten()).chain(&reference) {
        by_code.entry(sheet.known.code.as_str()).or_insert(sheet);
    }
    let shipped = reference.iter().map(|sheet| &sheet.known).find(|layer| layer.code == "se");
    for (sheet, report) in sheets.iter().zip(&mut reports) {
        if let Some(sheet) = sheet {
            check_layer(&Scene::new(sheet, &by_code, shipped, against.today), report);
        }
    }
    if let Some(guide) = against.guide {
        let takes_part = |sheet: &&Sheet| sheet.first_of_area(&by_code).is_none();
        let checked: Vec<_> = sheets.iter().map(|sheet| sheet.as_ref().filter(takes_part)).collect();
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
struct Sheet<'a> {
    path: &'a str,
    document: Document,
    known: KnownLayer,
}

impl<'a> Sheet<'a> {
    fn of(path: &'a str, document: Document) -> Self {
        Self { path, known: KnownLayer::of(&document), document }
    }

    /// The file's name without its folder.
    fn file_name(&self) -> &'a str {
        self.path.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// Whether the guide finds the area in this file.
    fn is_named_by_code(&self) -> bool {
        self.file_name().strip_suffix(".json") == Some(&self.known.code)
    }

    /// The file in which the guide finds the area, when this is another one.
    fn first_of_area<'b>(&self, by_code: &BTreeMap<&str, &'b Sheet<'b>>) -> Option<&'b Sheet<'b>> {
        let first = by_code.get(self.known.code.as_str()).copied();
        first.filter(|first| first.is_named_by_code() && !self.is_named_by_code())
    }
}

fn read<'a>(path: &'a str, decoded: &decode::Decoded, report: &mut Report) -> Option<Sheet<'a>> {
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
    document.map(|document| Sheet::of(path, document))
}

fn read_silently<'a>(file: &File<'a>) -> Option<Sheet<'a>> {
    let document = document::parse(&decode::decode(file.bytes).text).0;
    document.map(|document| Sheet::of(file.path, document))
}

/// What the rules of one file look at.
struct Scene<'a> {
    file_name: &'a str,
    /// The path of the file in which the guide finds the area, when this is another one.
    first_of_area: Option<&'a str>,
    today: Date,
    document: &'a Document,
    own: &'a KnownLayer,
    /// The layers beneath, the most local first, as far as they are at hand.
    lower: Vec<&'a KnownLayer>,
    /// The nation's layer: for its own file the one in whose place it stands.
    national: Option<&'a KnownLayer>,
    expected_languages: Vec<String>,
    /// Numbers (in their one writing) that are for staff only, and their names.
    staff_lines: BTreeMap<&'a str, &'a str>,
}

impl<'a> Scene<'a> {
    fn new(
        sheet: &'a Sheet,
        by_code: &BTreeMap<&str, &'a Sheet<'a>>,
        shipped: Option<&'a KnownLayer>,
        today: Date,
    ) -> Self {
        let own = &sheet.known;
        let codes = layer_codes(&own.code).into_iter().filter(|code| *code != own.code);
        let lower: Vec<_> = codes.filter_map(|code| by_code.get(code).map(|sheet| &sheet.known)).collect();
        let national = by_code.get("se").map(|sheet| &sheet.known);
        let expected_languages = text::expected_languages(std::iter::once(own).chain(national));
        let mut scene = Self {
            file_name: sheet.file_name(),
            first_of_area: sheet.first_of_area(by_code).map(|first| first.path),
            today,
            document: &sheet.document,
            own,
            lower,
            national: if own.code == "se" { shipped } else { national },
            expected_languages,
            staff_lines: BTreeMap::new(),
        };
        scene.staff_lines = scene.numbers_for_staff();
        scene
    }

    /// The numbers that only services for staff have. A short number is everybody's, and so is that of a
    /// switchboard which connects staff too: neither becomes theirs by standing in a service for them.
    fn numbers_for_staff(&self) -> BTreeMap<&'a str, &'a str> {
        let public: Vec<&str> = self.switchboard_numbers().chain(number::SHORT).collect();
        let mut lines: BTreeMap<_, _> = number::STAFF_ONLY.into_iter().collect();
        let services = self.lower.iter().copied().chain([self.own]).flat_map(|layer| &layer.services);
        for service in services.filter(|service| service.is_staff_only) {
            let numbers = service.numbers.iter().map(|(number, _)| number.as_str());
            let own = numbers.filter(|number| !public.contains(number));
            lines.extend(own.map(|number| (number, service.name.as_str())));
        }
        lines
    }

    /// The numbers of the layers' switchboards, which connect to other services. One that only staff are shown
    /// is none.
    fn switchboard_numbers(&self) -> impl Iterator<Item = &'a str> {
        let centres = self.layers().filter_map(|layer| self.service(layer.contact_centre.as_deref()?));
        let public = centres.map(|(_, centre)| centre).filter(|centre| !centre.is_staff_only);
        public.flat_map(|centre| centre.numbers.iter().map(|(number, _)| number.as_str()))
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

/// The codes of what is found in a municipality's file with these fields (JSON, besides format and area),
/// above a nation with these services.
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
