//! Why a command could not run at all: exit code 2, one sentence that says what and what to do.

use std::io;
use std::path::{Path, PathBuf};

use vagvisare_contacts::check::Lang;
use vagvisare_contacts::guide::GuideError;

use crate::answer::say;

/// Why a command could not run.
#[derive(Debug)]
pub enum Failure {
    /// Nothing is there.
    NotFound(PathBuf),
    /// It is there but may not be read or written.
    NoPermission(PathBuf),
    /// Reading or writing went wrong otherwise.
    Io(PathBuf, io::Error),
    /// A folder without any contact file.
    NoContacts(PathBuf),
    /// A folder where a file is wanted.
    IsFolder(PathBuf),
    /// A file where a folder is wanted.
    NotFolder(PathBuf),
    /// Not text in UTF-8.
    NotText(PathBuf),
    /// Not JSON, from this line.
    NotJson(PathBuf, usize),
    /// More bytes than are read.
    TooLarge(PathBuf),
    /// Not an instant.
    BadInstant(String),
    /// Not a date.
    BadDate(String),
    /// Not an area's code.
    BadArea(String),
    /// The nation's code, where a county's or a municipality's is wanted.
    Nation,
    /// No area was named, nor do the contacts' ids name one.
    NoArea,
    /// No layer of an area was found.
    NoLayers(String, PathBuf),
    /// The national layer has no 112, or one that is not active.
    No112(PathBuf),
    /// No service of this id; the nearest there is.
    NoService(String, Option<String>),
    /// No rule of this code; the nearest there is.
    NoRule(String, Option<String>),
    /// A file that would be written is there already.
    Exists(PathBuf),
    /// The guide cannot be used.
    Guide(PathBuf, GuideError),
    /// Not an address that can be used there.
    BadAddress(String),
    /// A folder without the program.
    NoProgram(PathBuf),
    /// A file of the program that is missing or not as it was built.
    Damaged(PathBuf),
    /// A folder that holds something which `pack` has not made.
    NotOurs(PathBuf, String),
    /// A folder that would be written into the one it is made of.
    Within(PathBuf),
    /// A port that cannot be had.
    Port(u16, io::Error),
    /// Kind of exchange file cannot be told from the name.
    UnknownKind(PathBuf),
}

impl Failure {
    /// From an error of the file system.
    pub fn io(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound(path),
            io::ErrorKind::PermissionDenied => Self::NoPermission(path),
            io::ErrorKind::IsADirectory => Self::IsFolder(path),
            io::ErrorKind::NotADirectory => Self::NotFolder(path),
            io::ErrorKind::AlreadyExists => Self::Exists(path),
            io::ErrorKind::InvalidData => Self::NotText(path),
            _ => Self::Io(path, error),
        }
    }

    /// The sentence.
    pub fn message(&self, lang: Lang) -> String {
        let with = |path: &Path, sv: &str, en: &str| format!("{}: {}", path.display(), say(lang, sv, en));
        let near = |near: &Option<String>| match (near, lang) {
            (Some(near), Lang::Sv) => format!(" Menade du {near}?"),
            (Some(near), Lang::En) => format!(" Did you mean {near}?"),
            (None, _) => String::new(),
        };
        match self {
            Self::NotFound(path) => with(
                path,
                "finns inte. Kontrollera namnet och att du står i rätt mapp.",
                "is not there. Check the name and that you stand in the right folder.",
            ),
            Self::NoPermission(path) => with(
                path,
                "får inte öppnas. Be den som har filen om behörighet.",
                "may not be opened. Ask whoever has the file for permission.",
            ),
            Self::Io(path, error) => {
                format!(
                    "{} ({})",
                    with(path, "gick inte att läsa eller skriva.", "could not be read or written."),
                    number(error, lang)
                )
            }
            Self::NoContacts(path) => with(
                path,
                "mappen innehåller inga kontaktfiler (.json).",
                "the folder holds no contact files (.json).",
            ),
            Self::IsFolder(path) => with(path, "är en mapp. Ange en fil.", "is a folder. Name a file."),
            Self::NotFolder(path) => with(
                path,
                "här finns en fil där det ska vara en mapp. Ange mappen.",
                "there is a file here where a folder should be. Name the folder.",
            ),
            Self::NotText(path) => with(
                path,
                "är inte text i UTF-8. Spara den som UTF-8.",
                "is not text in UTF-8. Save it as UTF-8.",
            ),
            Self::NotJson(path, line) => with(
                path,
                &format!(
                    "är inte hel JSON: det tar stopp på rad {line}. Rätta den, eller hämta den på nytt."
                ),
                &format!("is not whole JSON: it ends at line {line}. Mend it, or fetch it anew."),
            ),
            Self::TooLarge(path) => with(
                path,
                "är större än 2 MB, som är det mesta som läses. Dela upp den, ett område i varje fil.",
                "is larger than 2 MB, which is the most that is read. Split it, one area in each file.",
            ),
            Self::BadInstant(text) => {
                let sv = "är ingen tidpunkt. Skriv datum, klockslag och tidszon: 2026-12-24T23:30:00+01:00.";
                let en = "is no instant. Write date, time and offset: 2026-12-24T23:30:00+01:00.";
                format!("”{text}” {}", say(lang, sv, en))
            }
            Self::BadDate(text) => {
                format!(
                    "”{text}” {}",
                    say(lang, "är inget datum. Skriv 2026-12-24.", "is no date. Write 2026-12-24.")
                )
            }
            Self::BadArea(text) => {
                let sv =
                    "är ingen områdeskod. Skriv se, länets två siffror (01) eller kommunens fyra (0184).";
                let en = "is no area code. Write se, the county's two digits (01) or the municipality's \
                    four (0184).";
                format!("”{text}” {}", say(lang, sv, en))
            }
            Self::Nation => say(
                lang,
                "Rikets fil (se.json) följer med programmet. Skriv länets två siffror (01) eller kommunens \
                    fyra (0184).",
                "The nation's file (se.json) comes with the program. Write the county's two digits (01) or \
                    the municipality's four (0184).",
            )
            .to_owned(),
            Self::NoArea => say(
                lang,
                "Områdets kod fattas. Ange den, som --area 0184.",
                "The area's code is missing. Give it, such as --area 0184.",
            )
            .to_owned(),
            Self::NoLayers(area, path) => with(
                path,
                &format!("här finns inga kontaktfiler för {area}."),
                &format!("there are no contact files for {area} here."),
            ),
            Self::No112(path) => with(
                path,
                "112 fattas i rikets fil (se.json), eller har ett annat läge (status) än active. Utan 112 \
                    görs ingenting.",
                "112 is missing from the nation's file (se.json), or its status is not active. Without 112 \
                    nothing is made.",
            ),
            Self::NoService(id, nearest) => {
                format!(
                    "{} {id}.{}",
                    say(lang, "Ingen kontakt har id:t", "No contact has the id"),
                    near(nearest)
                )
            }
            Self::NoRule(code, nearest) => {
                format!("{} {code}.{}", say(lang, "Det finns ingen regel", "There is no rule"), near(nearest))
            }
            Self::Exists(path) => {
                with(path, "finns redan och skrivs inte över.", "is there already and is not written over.")
            }
            Self::Guide(path, why) => {
                let why = guide(why, lang);
                with(
                    path,
                    &format!("guiden går inte att använda: {why}."),
                    &format!("the guide cannot be used: {why}."),
                )
            }
            Self::BadAddress(url) => {
                let sv = "går inte att använda. Skriv en https-adress; skriptet kan också ha en sökväg, som \
                    /vagvisare/vagvisare.js.";
                let en = "cannot be used. Write an https address; the script may also have a path, such as \
                    /vagvisare/vagvisare.js.";
                format!("”{url}” {}", say(lang, sv, en))
            }
            Self::NoProgram(path) => with(
                path,
                "här finns ingen vagvisare.js. Ange mappen pkg, eller en mapp gjord av vagvisare pack.",
                "there is no vagvisare.js here. Name the folder pkg, or one made by vagvisare pack.",
            ),
            Self::Damaged(path) => with(
                path,
                "fattas, eller är inte som den var när den gjordes. Utan den startar inte vägvisaren. Hämta \
                    mappen pkg på nytt.",
                "is missing, or is not as it was when it was made. Without it the guide does not start. \
                    Fetch the folder pkg anew.",
            ),
            Self::NotOurs(path, file) => with(
                path,
                &format!("{file} är inte skriven av pack, eller ändrad sedan dess. Ange en annan mapp."),
                &format!("{file} was not written by pack, or has changed since. Name another folder."),
            ),
            Self::Within(path) => with(
                path,
                "ligger i mappen som den görs av. Ange en annan mapp.",
                "lies in the folder it is made of. Name another folder.",
            ),
            Self::Port(port, error) => {
                let next = port.wrapping_add(1).max(1024);
                match (error.kind(), lang) {
                    (io::ErrorKind::AddrInUse, Lang::Sv) => {
                        format!("Port {port} är upptagen. Ange en annan: --port {next}.")
                    }
                    (io::ErrorKind::AddrInUse, Lang::En) => {
                        format!("Port {port} is taken. Name another: --port {next}.")
                    }
                    (_, Lang::Sv) => format!("Port {port} går inte att använda ({}).", number(error, lang)),
                    (_, Lang::En) => format!("Port {port} cannot be used ({}).", number(error, lang)),
                }
            }
            Self::UnknownKind(path) => with(
                path,
                "slaget går inte att se på namnet. Ange --as csv eller --as hsds.",
                "the kind cannot be told from the name. Say --as csv or --as hsds.",
            ),
        }
    }
}

/// What the operating system answered: by its number, for its words are in another language.
fn number(error: &io::Error, lang: Lang) -> String {
    match error.raw_os_error() {
        Some(number) => format!("{} {number}", say(lang, "felkod", "error code")),
        None => error.to_string(),
    }
}

/// Why a guide cannot be used.
fn guide(why: &GuideError, lang: Lang) -> String {
    let (sv, en, what) = match why {
        GuideError::NotJson(key) => {
            ("det här fattas eller har fel form:", "missing or of a wrong shape:", key.as_str())
        }
        GuideError::Format => ("”format” är inte 1", "“format” is not 1", ""),
        GuideError::Twice(id) => {
            ("ett id är tomt eller står två gånger:", "an id is empty or there twice:", id.as_str())
        }
        GuideError::UnknownQuestion(id) => ("frågan finns inte:", "there is no such question:", id.as_str()),
        GuideError::NoChoices(id) => ("frågan har inga val:", "the question has no choices:", id.as_str()),
        GuideError::Circle(id) => {
            ("vägen går runt till frågan", "the way leads back to the question", id.as_str())
        }
        GuideError::Unreachable(id) => {
            ("ingen väg leder till frågan", "no way leads to the question", id.as_str())
        }
        GuideError::TooManyPaths => (
            "den har fler än 20 000 vägar eller 500 frågor",
            "it has more than 20 000 paths or 500 questions",
            "",
        ),
    };
    format!("{} {what}", say(lang, sv, en)).trim_end().to_owned()
}
