//! `stale`: what is to be checked again, by when and by whom.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;
use vagvisare_contacts::calendar::Date;
use vagvisare_contacts::check::Lang;
use vagvisare_contacts::model::{Layer, Service, Status};

use crate::answer::{Answer, say};
use crate::args::{self, Args, Stale};
use crate::failure::Failure;
use crate::{findings, input};

#[derive(Serialize)]
struct Row {
    unit: Option<String>,
    email: Option<String>,
    path: String,
    service: String,
    name: String,
    /// `never`, `overdue`, `due` (within the days asked for) or `no_interval`.
    state: &'static str,
    checked: Option<Date>,
    due: Option<Date>,
}

/// Rows by responsible unit, the longest overdue first.
pub fn run(args: &Args, own: &Stale) -> Result<Answer, Failure> {
    let lang = args.lang();
    let today = args::date(own.today.as_deref())?;
    let (mut rows, mut note, mut faults) = (Vec::new(), String::new(), Vec::new());
    for source in input::contact_files(&own.paths)? {
        let Some(layer) = source.typed::<Layer>() else {
            note += &findings::unread(&source, lang);
            faults.extend(findings::errors(&source));
            continue;
        };
        note += &findings::slips(&source, lang);
        for service in layer.services.iter().filter(|service| service.status != Status::Inactive) {
            let Some((state, due)) = state(service, today, own.within) else { continue };
            let responsible = layer.responsible.as_ref();
            rows.push(Row {
                unit: responsible.map(|one| one.unit.clone()),
                email: responsible.and_then(|one| one.email.clone()),
                path: source.label.clone(),
                service: service.id.clone(),
                name: service.name.get("sv").map_or(service.id.as_str(), |(_, name)| name).to_owned(),
                state,
                checked: service.checked.as_ref().map(|checked| checked.on),
                due,
            });
        }
    }
    rows.sort_by_key(|row| (row.unit.is_none(), row.unit.clone(), row.due, row.path.clone()));
    // Of a file that nobody could read it cannot be said that nothing needs to be checked.
    let words =
        || if rows.is_empty() && !faults.is_empty() { String::new() } else { words(&rows, today, lang) };
    let answer = Answer::either(args.format, &findings::with_rows(&rows, &faults, lang), words);
    let code = u8::from(!faults.is_empty());
    Ok(answer.note(note).code(code))
}

/// Why a service is on the list, and when it is due; `None` when it is not on it.
fn state(service: &Service, today: Date, within: u32) -> Option<(&'static str, Option<Date>)> {
    let Some(checked) = &service.checked else { return Some(("never", None)) };
    let Some(days) = service.check_every_days else { return Some(("no_interval", None)) };
    let due = checked.on.plus(i32::try_from(days).unwrap_or(i32::MAX));
    let soon = today.plus(i32::try_from(within).unwrap_or(i32::MAX));
    match due {
        due if due < today => Some(("overdue", Some(due))),
        due if due <= soon => Some(("due", Some(due))),
        _ => None,
    }
}

fn words(rows: &[Row], today: Date, lang: Lang) -> String {
    if rows.is_empty() {
        return say(lang, "Inget behöver kontrolleras nu.", "Nothing needs to be checked now.").to_owned();
    }
    let mut by_unit: BTreeMap<(bool, String), Vec<&Row>> = BTreeMap::new();
    for row in rows {
        let nobody = || say(lang, "Ingen ansvarig angiven", "Nobody is named responsible").to_owned();
        let unit = match (&row.unit, &row.email) {
            (Some(unit), Some(email)) => format!("{unit} <{email}>"),
            (Some(unit), None) => unit.clone(),
            (None, _) => nobody(),
        };
        by_unit.entry((row.unit.is_none(), unit)).or_default().push(row);
    }
    let mut out = String::new();
    for ((_, unit), rows) in by_unit {
        let _ = writeln!(out, "{unit}");
        for row in rows {
            let when = match (row.state, row.due) {
                ("overdue", Some(due)) => {
                    let days = today.0 - due.0;
                    match lang {
                        Lang::Sv => format!("skulle ha kontrollerats {due}, för {days} dagar sedan"),
                        Lang::En => format!("should have been checked on {due}, {days} days ago"),
                    }
                }
                ("due", Some(due)) => format!("{} {due}", say(lang, "senast", "by")),
                ("no_interval", _) => {
                    say(lang, "ingen tid satt för nästa kontroll", "no time set for the next check")
                        .to_owned()
                }
                _ => say(lang, "aldrig kontrollerad", "never checked").to_owned(),
            };
            let _ = writeln!(out, "  {} ({}, {}): {when}", row.name, row.service, row.path);
        }
    }
    out
}
