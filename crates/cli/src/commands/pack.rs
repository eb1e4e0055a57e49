//! `pack`: the folder that a council uploads: the program, the guide, and of the contacts only its own
//! layers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use vagvisare_contacts::check::{self, Against, File, Finding, Lang, Severity, decode};
use vagvisare_contacts::fallback;
use vagvisare_contacts::layers::{Directory, is_area_code, layer_codes, merge};
use vagvisare_contacts::model::{Area, Layer};
use vagvisare_contacts::read::read_layer;
use vagvisare_contacts::served;
use vagvisare_serve::{brotli, gzip};

use crate::answer::{Answer, count, say};
use crate::area;
use crate::args::{self, Args, Pack};
use crate::commands::check::read_guide;
use crate::commands::snippet;
use crate::embed::{Embed, Lines, SRC, integrity};
use crate::failure::Failure;
use crate::input::{self, Source};
use crate::own_folder::{self, LIST};
use crate::program::{self, Files, SCRIPT};
use crate::{findings, shipped};

type Compress = fn(&[u8]) -> io::Result<Vec<u8>>;

/// Endings of compressed files, and what makes them.
const COMPRESSED: [(&str, Compress); 2] = [(".br", brotli), (".gz", gzip)];

/// The whole as `--format json` gives it.
#[derive(Serialize)]
struct Report {
    out: PathBuf,
    /// Whether the folder was made; if not, `findings` holds an error.
    written: bool,
    areas: Vec<Area>,
    files: Vec<FileRow>,
    snippets: Vec<Lines>,
    findings: Vec<findings::Row>,
    /// Numbers that the script itself does not show; see [`lacking`].
    lacking: Vec<Lacking>,
    /// The chosen areas that have no file of their own.
    without_file: Vec<String>,
}

#[derive(Serialize)]
struct Lacking {
    area: String,
    /// As they are written.
    numbers: Vec<String>,
}

#[derive(Serialize)]
struct FileRow {
    name: String,
    bytes: usize,
}

/// Exit 1 and nothing written when a contact file has an error; warnings do not stop it.
pub fn run(args: &Args, own: &Pack) -> Result<Answer, Failure> {
    let lang = args.lang();
    let today = args::date(own.today.as_deref())?;
    let wanted = wanted(&own.areas)?;
    fs::metadata(&own.pkg).map_err(|error| Failure::io(&own.pkg, error))?;
    if !own.pkg.join(SCRIPT).is_file() {
        return Err(Failure::NoProgram(own.pkg.clone()));
    }
    own_folder::may_be_made(&own.out, &own.pkg)?;
    let guide = read_guide(&own.pkg.join("guide"))?;

    let folder = own.contacts.clone().unwrap_or_else(|| own.pkg.join("contacts"));
    let codes: BTreeSet<&str> = wanted.iter().flat_map(|area| layer_codes(area)).collect();
    let against = Against { reference: &shipped::files(), guide: Some(&guide), today };
    let Chosen { mut sources, misnamed, found } = chosen(&folder, &codes, &against)?;

    let layers = layers(&sources);
    let mut areas = served::areas(&layers);
    areas.retain(|area| codes.contains(area.code.as_str()));
    let mut report = Report {
        out: own.out.clone(),
        written: false,
        areas,
        files: Vec::new(),
        snippets: Vec::new(),
        findings: findings::rows(&found, lang),
        lacking: Vec::new(),
        without_file: Vec::new(),
    };
    if found.iter().any(|one| one.severity() == Severity::Error) {
        sources.extend(misnamed);
        let not = say(lang, "Ingenting skrevs.", "Nothing was written.");
        let words = || format!("{}\n{not}", findings::report(&found, &sources, lang, false));
        return Ok(Answer::either(args.format, &report, words).code(1));
    }
    let is_there = |area: &&str| report.areas.iter().any(|one| one.code == **area);
    if let Some(missing) = wanted.iter().chain([&"se"]).find(|area| !is_there(area)) {
        return Err(Failure::NoLayers((*missing).to_owned(), folder));
    }

    let mut files = program::read(&own.pkg)?;
    // If it was packed itself: its list, and what was compressed.
    files.retain(|name, _| name != LIST && !COMPRESSED.iter().any(|(ending, _)| name.ends_with(ending)));
    files.extend(contacts(&sources, &report.areas));
    let script = files.get(SCRIPT).map_or(&[][..], Vec::as_slice);
    let (sum, script) = (integrity(script), String::from_utf8_lossy(script));
    for area in wanted {
        if !report.tell(area, (&sum, &script), &layers)? {
            return Err(Failure::No112(folder));
        }
    }
    if own.compress {
        files.extend(compressed(&files).map_err(|error| Failure::io(&own.out, error))?);
    }
    own_folder::make(&own.out, &report.areas, &mut files)?;
    report.written = true;
    let row = |(name, bytes): (&String, &Vec<u8>)| FileRow { name: name.clone(), bytes: bytes.len() };
    report.files = files.iter().map(row).collect();
    let note = note(&report, own.compress, lang);
    Ok(Answer::either(args.format, &report, || words(&report, lang)).note(note))
}

/// The codes of the areas that were named.
fn wanted(areas: &[String]) -> Result<BTreeSet<&str>, Failure> {
    let wanted: BTreeSet<&str> = areas.iter().map(|area| area.trim()).collect();
    match wanted.iter().find(|area| !is_area_code(area)) {
        Some(bad) => Err(Failure::BadArea((*bad).to_owned())),
        None => Ok(wanted),
    }
}

impl Report {
    /// Adds what is to be said of one area with this script, of which the sum comes first. Whether it has a 112.
    fn tell(
        &mut self,
        area: &str,
        (sum, script): (&str, &str),
        layers: &BTreeMap<String, Layer>,
    ) -> Result<bool, Failure> {
        if layers.get(area).is_none_or(served::is_stub) {
            self.without_file.push(area.to_owned());
        }
        let directory = directory(area, layers);
        let Some(lines) = lines(area, sum, &directory)? else { return Ok(false) };
        self.snippets.push(lines);
        let numbers = lacking(script, &directory);
        if !numbers.is_empty() {
            self.lacking.push(Lacking { area: area.to_owned(), numbers });
        }
        Ok(true)
    }
}

/// The contact files of the chosen layers.
struct Chosen {
    sources: Vec<Source>,
    /// Files that hold one of the layers under another name.
    misnamed: Vec<Source>,
    /// What is wrong with all of them.
    found: Vec<Finding>,
}

fn chosen(folder: &Path, codes: &BTreeSet<&str>, against: &Against) -> Result<Chosen, Failure> {
    let all = input::contact_files(&[folder.to_owned()])?;
    let mut found = area::misnamed(&all, &Vec::from_iter(codes.iter().copied()));
    let is_chosen = |source: &Source| codes.contains(stem(source).as_str());
    let (sources, others): (Vec<Source>, Vec<Source>) = all.into_iter().partition(is_chosen);
    // Of those that are chosen the checker says it.
    found.retain(|one| others.iter().any(|source| source.label == one.path));
    let is_told = |source: &Source| found.iter().any(|one| one.path == source.label);
    let misnamed = others.into_iter().filter(is_told).collect();
    let files: Vec<File> = sources.iter().map(Source::file).collect();
    found.extend(check::check(&files, against));
    Ok(Chosen { sources, misnamed, found })
}

/// The lines for an area's page. Of the page's language nothing is known; a council's is Swedish.
fn lines(area: &str, sum: &str, directory: &Directory) -> Result<Option<Lines>, Failure> {
    let integrity = Some(sum.to_owned());
    Embed { area, src: SRC, integrity, lang: Lang::Sv, exit: None, second: None }.lines(directory)
}

fn directory(area: &str, layers: &BTreeMap<String, Layer>) -> Directory {
    merge(area, layer_codes(area).into_iter().filter_map(|code| layers.get(code).cloned()).collect())
}

/// The numbers of an area that the script does not show before the guide is ready. The build writes the
/// nation's into it, and a few contact centres; any of them may have changed in a contact file since.
fn lacking(script: &str, directory: &Directory) -> Vec<String> {
    let lines = fallback::lines(directory).into_iter();
    lines.filter(|line| !script.contains(&line.href())).map(|line| line.number().to_owned()).collect()
}

fn stem(source: &Source) -> String {
    source.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The layers by code. What the checker lets pass the reader takes whole.
fn layers(sources: &[Source]) -> BTreeMap<String, Layer> {
    let read = |source: &Source| Some(read_layer(&decode::decode(&source.bytes).text).ok()?.layer);
    sources.iter().filter_map(read).map(|layer| (layer.area.code.clone(), layer)).collect()
}

/// The contact files as the build makes them: small, one for every area that can be chosen, and their list.
fn contacts(sources: &[Source], areas: &[Area]) -> Files {
    let mut files: Files = areas
        .iter()
        .map(|area| (format!("contacts/{}.json", area.code), served::stub(area).into_bytes()))
        .collect();
    for source in sources {
        let text = decode::decode(&source.bytes).text;
        let small = served::compact(&text).unwrap_or(text);
        files.insert(format!("contacts/{}.json", stem(source)), small.into_bytes());
    }
    let list = serde_json::to_vec(areas).unwrap_or_default();
    files.insert("contacts/areas.json".to_owned(), list);
    files
}

/// The program's files compressed. Not the JSON files: an editor may change one on the server, and the old
/// number would be sent from beside it.
fn compressed(files: &Files) -> io::Result<Files> {
    let mut made = Files::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".js") || name.ends_with(".wasm")) {
        for (ending, compress) in COMPRESSED {
            made.insert(format!("{name}{ending}"), compress(bytes)?);
        }
    }
    Ok(made)
}

fn words(report: &Report, lang: Lang) -> String {
    let number = count(lang, report.files.len(), ["fil", "filer"], ["file", "files"]);
    let (wrote, to) = (say(lang, "Skrev", "Wrote"), say(lang, "i", "to"));
    let mut out = format!("{wrote} {number} {to} {}:\n", report.out.display());
    for file in &report.files {
        out += &format!("  {:<30} {:>7} byte\n", file.name, file.bytes);
    }
    for lines in &report.snippets {
        let area = report.areas.iter().find(|area| area.code == lines.area);
        let name = area.map_or(lines.area.as_str(), |area| &area.name);
        let on = say(lang, "På sidan för", "On the page for");
        out += &format!("\n{on} {name} ({}):\n\n{}", lines.area, lines.html());
    }
    out
}

fn note(report: &Report, is_compressed: bool, lang: Lang) -> String {
    let mut note = String::new();
    if !report.findings.is_empty() {
        let number = count(lang, report.findings.len(), ["varning", "varningar"], ["warning", "warnings"]);
        note += &match lang {
            Lang::Sv => format!("{number} i kontaktfilerna. Läs dem med vagvisare check.\n"),
            Lang::En => format!("{number} in the contact files. Read them with vagvisare check.\n"),
        };
    }
    note.extend(report.without_file.iter().map(|area| area::no_file(area, lang)));
    for Lacking { area, numbers } in &report.lacking {
        let numbers = numbers.join(", ");
        note += &match lang {
            Lang::Sv => {
                format!(
                    "{area}: vagvisare.js visar inte {numbers} av sig själv. Använd raderna ovan: de har \
                     det.\n"
                )
            }
            Lang::En => {
                format!(
                    "{area}: vagvisare.js does not itself show {numbers}. Use the lines above: they do.\n"
                )
            }
        };
    }
    if is_compressed {
        note += say(
            lang,
            "Ta bort mappens gamla .br och .gz på servern när en ny läggs upp:\n\
             en gammal skickas i stället för en ny fil.\n",
            "Remove the folder's old .br and .gz on the server when a new one is uploaded:\n\
             an old one is sent instead of a new file.\n",
        );
    }
    note + &snippet::place(lang, true)
}
