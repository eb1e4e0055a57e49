//! `check`: every finding about some files.

use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use vagvisare_contacts::check::{self, Against, File, Lang, Severity};
use vagvisare_contacts::guide::Guide;

use crate::answer::{Answer, say};
use crate::args::{self, Args, Check, Format};
use crate::failure::Failure;
use crate::input::{self, Source};
use crate::{findings, shipped};

/// Exit 0 clean or warnings only, 1 errors (with `--strict` also warnings). To standard error when the closed
/// chain was left out.
pub fn run(args: &Args, own: &Check) -> Result<Answer, Failure> {
    let today = args::date(own.today.as_deref())?;
    let sources = input::contact_files(&own.paths)?;
    let guide = guide(own.guide.as_deref(), &own.paths)?;
    let beside = input::layers_beside(&sources);
    let shipped = shipped::files();
    let reference: Vec<File> = beside.iter().map(Source::file).chain(shipped).collect();
    let files: Vec<File> = sources.iter().map(Source::file).collect();
    let against = Against { reference: &reference, guide: guide.as_ref(), today };
    let found = check::check(&files, &against);
    let is_bad = found.iter().any(|one| own.strict || one.severity() == Severity::Error);
    let colour = args.format == Format::Text && std::io::stdout().is_terminal();
    let lang = args.lang();
    let answer = match args.format {
        Format::Text if colour => Answer::fine(findings::report(&found, &sources, lang, true)),
        format => Answer::either(format, &findings::rows(&found, lang), || {
            findings::report(&found, &sources, lang, false)
        }),
    };
    let left_out = if guide.is_none() { chain_left_out(lang) } else { "" };
    Ok(answer.note(left_out).code(u8::from(is_bad)))
}

/// What stands under the summary when no guide was found: without a word, no remark would look like a proof.
fn chain_left_out(lang: Lang) -> &'static str {
    say(
        lang,
        "Den obrutna kedjan är inte prövad, för guide.json hittades inte. Ange mappen där den ligger, som \
         --guide www/guide.",
        "The closed chain was not proved, for guide.json was not found. Name the folder it lies in, such as \
         --guide www/guide.",
    )
}

/// The guide that was named; else the one beside the folder of contact files, if there is one.
fn guide(named: Option<&Path>, paths: &[PathBuf]) -> Result<Option<Guide>, Failure> {
    if let Some(folder) = named {
        return read_guide(folder).map(Some);
    }
    let beside = paths.iter().map(|path| {
        let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(Path::new("")) };
        folder.join("../guide")
    });
    match beside.into_iter().find(|folder| folder.join("guide.json").is_file()) {
        Some(folder) => read_guide(&folder).map(Some),
        None => Ok(None),
    }
}

/// The guide of a folder.
pub fn read_guide(folder: &Path) -> Result<Guide, Failure> {
    let path = folder.join("guide.json");
    let text = fs::read_to_string(&path).map_err(|error| Failure::io(&path, error))?;
    input::json(&path, text.as_bytes())?;
    Guide::read(&text).map_err(|error| Failure::Guide(path, error))
}
