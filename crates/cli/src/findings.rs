//! Findings as text, with the editor's own lines and the mark under the fault, and as the JSON of the
//! contract. What another command could not read it tells in the same two ways.

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;
use vagvisare_contacts::check::decode::decode;
use vagvisare_contacts::check::report::Report;
use vagvisare_contacts::check::{Against, Finding, Lang, Severity, check, document};

use crate::answer::{count, harmless, say};
use crate::input::Source;
use crate::{clock, shipped};

/// A finding as `--format json` gives it. The names and their order are the contract.
#[derive(Serialize)]
pub struct Row {
    severity: &'static str,
    code: &'static str,
    path: String,
    line: Option<usize>,
    column: Option<usize>,
    service: Option<String>,
    message: String,
    remedy: String,
}

/// The findings for programs.
pub fn rows(findings: &[Finding], lang: Lang) -> Vec<Row> {
    let row = |finding: &Finding| Row {
        severity: finding.severity().word(),
        code: finding.code(),
        path: finding.path.clone(),
        line: finding.place.as_ref().map(|place| place.line),
        column: finding.place.as_ref().map(|place| place.column),
        service: finding.service.as_ref().map(|service| service.id.clone()),
        message: finding.message(lang),
        remedy: finding.remedy(lang),
    };
    findings.iter().map(row).collect()
}

/// A row of a command's own, or a fault of a file that it could not read.
#[derive(Serialize)]
#[serde(untagged)]
enum Told<'a, T> {
    Row(&'a T),
    Fault(Row),
}

/// A command's rows for programs, and after them the faults that kept it from reading a file: a list that is
/// empty then would say that all is well.
pub fn with_rows<T: Serialize>(rows: &[T], faults: &[Finding], lang: Lang) -> impl Serialize {
    let faults = self::rows(faults, lang).into_iter().map(Told::Fault);
    rows.iter().map(Told::Row).chain(faults).collect::<Vec<_>>()
}

/// What the checker has against a file that could not be read.
pub fn errors(source: &Source) -> Vec<Finding> {
    let against = Against { reference: &shipped::files(), guide: None, today: clock::today() };
    let mut found = check(&[source.file()], &against);
    found.retain(|one| one.severity() == Severity::Error);
    found
}

/// A finding in a line, for people.
pub fn line(finding: &Finding, lang: Lang) -> String {
    let line = finding.place.as_ref().map(|place| format!(", {} {}", say(lang, "rad", "line"), place.line));
    let (message, remedy) = (finding.message(lang), finding.remedy(lang));
    format!("{}{}: {message} {remedy}\n", finding.path, line.unwrap_or_default())
}

/// What is wrong with the writing of a file that was read nevertheless, for people: its encoding, comments, commas
/// too many. The guide may not read it. Nothing if nothing is.
pub fn slips(source: &Source, lang: Lang) -> String {
    let decoded = decode(&source.bytes);
    let mut report = Report::new(&source.label, &decoded.text);
    if let Some((rule, at)) = decoded.fault {
        report.add(rule, &(at..at), Vec::new());
    }
    for fault in document::parse(&decoded.text).1 {
        report.add(fault.rule, &fault.span, fault.words);
    }
    report.findings.iter().map(|finding| line(finding, lang)).collect()
}

/// That a file could not be read, for people.
pub fn unread(source: &Source, lang: Lang) -> String {
    let what = say(lang, "går inte att läsa. Kör vagvisare check.", "cannot be read. Run vagvisare check.");
    format!("{}: {what}\n", source.label)
}

/// The findings for people, and how many there are.
pub fn report(findings: &[Finding], sources: &[Source], lang: Lang, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let texts: Vec<(&str, String)> =
        sources.iter().map(|source| (source.label.as_str(), decode(&source.bytes).text)).collect();
    let mut out = String::new();
    let mut told = BTreeSet::new();
    for finding in findings {
        let text = texts.iter().find(|(label, _)| *label == finding.path).map(|(_, text)| text.as_str());
        // The reason is the rule's: said once, it does not stand between the editor and the next place.
        let why = told.insert(finding.code()).then(|| finding.rule.texts(lang).why);
        out.push_str(&renderer.render(&[group(finding, text.unwrap_or_default(), why, lang)]));
        out.push_str("\n\n");
    }
    out.push_str(&summary(findings, sources.len(), lang));
    out
}

fn group<'a>(finding: &'a Finding, text: &'a str, why: Option<&'a str>, lang: Lang) -> Group<'a> {
    let path = harmless(&finding.path);
    let level = match finding.severity() {
        Severity::Error => Level::ERROR.with_name(say(lang, "fel", "error")),
        Severity::Warning => Level::WARNING.with_name(say(lang, "varning", "warning")),
    };
    let mut group =
        Group::with_title(level.primary_title(harmless(&finding.message(lang))).id(finding.code()));
    if let Some(place) = &finding.place {
        let (excerpt, span) = excerpt(text, &place.span);
        let snippet = Snippet::source(excerpt).path(path).line_start(place.line);
        group = group.element(snippet.annotation(AnnotationKind::Primary.span(span)));
    } else {
        group = group.element(annotate_snippets::Origin::path(path));
    }
    if let Some(service) = &finding.service {
        let name = match &service.name {
            Some(name) => harmless(&format!("{name} ({})", service.id)),
            None => harmless(&service.id),
        };
        group = group.element(Level::NOTE.with_name(say(lang, "kontakt", "contact")).message(name));
    }
    if let Some(why) = why {
        group = group.element(Level::NOTE.with_name(say(lang, "varför", "why")).message(why));
    }
    group.element(
        Level::HELP.with_name(say(lang, "gör så här", "do this")).message(harmless(&finding.remedy(lang))),
    )
}

/// The line that a span begins in, of one that is a whole file only what stands around the span; and the span
/// within it.
fn excerpt<'a>(text: &'a str, span: &Range<usize>) -> (&'a str, Range<usize>) {
    const WIDEST: usize = 300;
    let start = span.start.min(text.len());
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let mut from = line_start;
    let mut to = line_end;
    if to - from > 2 * WIDEST {
        from =
            (from..=start).rev().take(WIDEST).filter(|at| text.is_char_boundary(*at)).last().unwrap_or(start);
        to = (start..=to).take(WIDEST).filter(|at| text.is_char_boundary(*at)).last().unwrap_or(start);
    }
    let end = span.end.clamp(start, to.max(start));
    // A carriage return would break the frame.
    let part = text[from..to].trim_end_matches('\r');
    (part, (start - from).min(part.len())..(end - from).min(part.len()))
}

fn summary(findings: &[Finding], files: usize, lang: Lang) -> String {
    let of = |severity| findings.iter().filter(|finding| finding.severity() == severity).count();
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, 0) => {
            let sv = ["fil kontrollerad", "filer kontrollerade"];
            let checked = count(lang, files, sv, ["file checked", "files checked"]);
            format!("{checked}{}", say(lang, " utan anmärkning.", ", nothing to remark."))
        }
        (errors, warnings) => format!(
            "{} {} {} {} {}.",
            count(lang, errors, ["fel", "fel"], ["error", "errors"]),
            say(lang, "och", "and"),
            count(lang, warnings, ["varning", "varningar"], ["warning", "warnings"]),
            say(lang, "i", "in"),
            count(lang, files, ["fil", "filer"], ["file", "files"]),
        ),
    }
}
