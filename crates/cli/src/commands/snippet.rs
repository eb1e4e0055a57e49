//! `snippet`: the lines that put an area's guide on a page.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use vagvisare_contacts::check::Lang;
use vagvisare_contacts::layers::is_area_code;

use crate::answer::{Answer, say};
use crate::area::{self, Missing};
use crate::args::{Args, Snippet};
use crate::embed::{self, Embed};
use crate::failure::Failure;
use crate::findings;

/// The lines to standard output, where they belong to standard error. Exit 1 when a contact file of the area
/// cannot be read, for lines without its numbers would look whole, and when 112 is missing or not active.
pub fn run(args: &Args, own: &Snippet) -> Result<Answer, Failure> {
    let lang = args.lang();
    if !is_area_code(&own.area) {
        return Err(Failure::BadArea(own.area.clone()));
    }
    let contacts = contacts(own);
    let folders: Vec<&Path> = contacts.iter().map(PathBuf::as_path).collect();
    let merged = area::read(&own.area, &folders, Missing::Shipped, lang)?;
    let integrity = own.pkg.as_deref().map(integrity).transpose()?;
    let note = place(lang, integrity.is_some());
    let embed = Embed {
        area: &own.area,
        src: &own.src,
        integrity,
        lang: own.page_lang.into(),
        exit: own.exit_url.as_deref(),
        second: own.exit_url_2.as_deref(),
    };
    let is_whole = merged.faults.is_empty();
    let why = match embed.lines(&merged.directory)? {
        Some(lines) if is_whole => {
            return Ok(Answer::either(args.format, &json!(lines), || lines.html()).note(merged.note + &note));
        }
        None if is_whole => Failure::No112(contacts.unwrap_or_default()).message(lang) + "\n",
        // The note names the file.
        _ => String::new(),
    };
    let none = say(lang, "Inga rader skrivs.", "No lines are made.");
    let faults = findings::rows(&merged.faults, lang);
    let nothing =
        json!({ "area": own.area, "script": null, "element": null, "numbers": [], "findings": faults });
    Ok(Answer::either(args.format, &nothing, String::new).note(merged.note + &why + none).code(1))
}

/// The folder that the numbers are in: the named one, else where the script is, since those are what visitors
/// are shown, else this checkout's. None where there is only the program, which brings its own.
fn contacts(own: &Snippet) -> Option<PathBuf> {
    let beside = own.pkg.as_ref().map(|pkg| pkg.join("contacts"));
    let known = [beside, Some("www/contacts".into())];
    own.contacts.clone().or_else(|| known.into_iter().flatten().find(|folder| folder.is_dir()))
}

/// The sum of the script in a folder.
fn integrity(pkg: &Path) -> Result<String, Failure> {
    fs::metadata(pkg).map_err(|error| Failure::io(pkg, error))?;
    let script = fs::read(pkg.join("vagvisare.js")).map_err(|_| Failure::NoProgram(pkg.to_owned()))?;
    Ok(embed::integrity(&script))
}

/// Where the lines belong and when they must be made anew.
pub fn place(lang: Lang, has_integrity: bool) -> String {
    let place = say(
        lang,
        "Skriptet ska stå först i <head>, elementet där vägvisaren ska synas.\n\
         Gör om raderna när ett nummer har ändrats: sidan följer inte med av sig själv.",
        "The script belongs first in <head>, the element where the guide is to be seen.\n\
         Make the lines anew when a number has changed: the page does not follow by itself.",
    );
    let sum = say(
        lang,
        "\nMed integrity körs bara just den här vagvisare.js. Lägg en ny version i en ny mapp och\n\
         byt raden. Byts bara filen visas inte vägvisaren, bara det som står i elementet.",
        "\nWith integrity only this very vagvisare.js is run. Put a new version into a new folder\n\
         and change the line. If only the file is exchanged there is no guide, only what the element holds.",
    );
    place.to_owned() + if has_integrity { sum } else { "" }
}
