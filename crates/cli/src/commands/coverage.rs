//! `coverage`: the closed chain of an area – where a path of the guide does not reach what it must, and for
//! whom.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Serialize;
use vagvisare_contacts::calendar::{Date, Instant};
use vagvisare_contacts::check::Lang;
use vagvisare_contacts::coverage::{self, Gap, Group, PathCoverage};
use vagvisare_contacts::guide::Guide;
use vagvisare_contacts::layers::{Directory, is_area_code};
use vagvisare_contacts::model::Level;

use crate::answer::{Answer, clock, say};
use crate::area::{self, Merged, Missing};
use crate::args::{self, Args, Coverage};
use crate::commands::check::read_guide;
use crate::failure::Failure;
use crate::{findings, picture, save};

/// The whole as `--format json` gives it. The names and their order are the contract.
#[derive(Serialize)]
struct Report {
    area: String,
    paths: Vec<PathRow>,
    /// What kept a layer from being read: the paths are without it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<findings::Row>,
}

#[derive(Serialize)]
struct PathRow {
    path: Vec<String>,
    wanted: Level,
    gaps: Vec<GapRow>,
}

#[derive(Serialize)]
struct GapRow {
    from: String,
    to: String,
    level: Option<Level>,
}

/// Exit 0 also with gaps (they are warnings); with `--strict` 1.
pub fn run(args: &Args, own: &Coverage) -> Result<Answer, Failure> {
    let lang = args.lang();
    let from = args::date(own.from.as_deref())?;
    if !is_area_code(&own.area) {
        return Err(Failure::BadArea(own.area.clone()));
    }
    let guide = read_guide(&own.guide)?;
    let Merged { directory, note, faults } =
        area::read(&own.area, &[&own.contacts], Missing::DoneWithout, lang)?;
    let paths = coverage::coverage(&directory, &guide, from);
    let names = Names::read(&own.guide, &guide, lang);
    if let Some(folder) = &own.svg {
        draw(folder, &directory, &paths, from, &names, lang)?;
    }
    let has_gaps = paths.iter().any(|path| !path.gaps.is_empty());
    let report = Report {
        area: own.area.clone(),
        paths: paths.iter().map(path_row).collect(),
        findings: findings::rows(&faults, lang),
    };
    let answer = Answer::either(args.format, &report, || words(&directory, &paths, from, &names, lang));
    Ok(answer.note(note).code(u8::from(!faults.is_empty() || (own.strict && has_gaps))))
}

fn path_row(path: &PathCoverage) -> PathRow {
    let gap = |gap: &Gap| GapRow { from: gap.from.to_string(), to: gap.to.to_string(), level: gap.level };
    PathRow { path: path.path.clone(), wanted: path.wanted, gaps: path.gaps.iter().map(gap).collect() }
}

/// What choices are called on the screen.
struct Names<'a> {
    guide: &'a Guide,
    locale: serde_json::Value,
}

impl<'a> Names<'a> {
    /// The words of the guide's own locale file; without one, the ids.
    fn read(folder: &Path, guide: &'a Guide, lang: Lang) -> Self {
        let text = fs::read_to_string(folder.join(say(lang, "sv.json", "en.json"))).unwrap_or_default();
        Self { guide, locale: serde_json::from_str(&text).unwrap_or_default() }
    }

    /// A path's choices, followed from question to question.
    fn path(&self, ids: &[String]) -> String {
        let mut question = self.guide.question(&self.guide.first);
        let mut names = Vec::new();
        for id in ids {
            let choice =
                question.and_then(|question| question.choices.iter().find(|choice| choice.id == *id));
            let key = format!("c.{}.{id}", question.map_or("", |question| &question.id));
            names.push(self.locale["texts"][&key].as_str().unwrap_or(id).to_owned());
            question = choice.and_then(|choice| self.guide.question(choice.next.as_deref()?));
        }
        names.join(" → ")
    }
}

fn level_words(level: Option<Level>, lang: Lang) -> &'static str {
    let (sv, en) = match level {
        Some(Level::Support) => ("en stödlinje eller lokal verksamhet", "a support line or local service"),
        Some(Level::General) => ("ett allmänt nummer", "a general number"),
        Some(Level::Emergency) => ("bara 112", "112 only"),
        None => ("inget alls", "nothing at all"),
    };
    say(lang, sv, en)
}

fn group_words(group: Group, lang: Lang) -> &'static str {
    let (sv, en) = match group {
        Group::Women => ("kvinnor", "women"),
        Group::Men => ("män", "men"),
        Group::TransNonbinary => ("trans- och icke-binära personer", "trans and non-binary persons"),
    };
    say(lang, sv, en)
}

fn words(directory: &Directory, paths: &[PathCoverage], from: Date, names: &Names, lang: Lang) -> String {
    let mut out = String::new();
    let area = if directory.area.name.is_empty() { &directory.area.code } else { &directory.area.name };
    let whole = paths.iter().filter(|path| path.gaps.is_empty()).count();
    let last = from.plus(coverage::DAYS - 1);
    let _ = match lang {
        Lang::Sv => {
            writeln!(out, "{area}, {from}–{last}: {whole} av {} vägar når alltid det de ska.\n", paths.len())
        }
        Lang::En => writeln!(
            out,
            "{area}, {from}–{last}: {whole} of {} paths always reach what they must.\n",
            paths.len()
        ),
    };
    for path in paths {
        let _ = writeln!(out, "{}", names.path(&path.path));
        let wanted = level_words(Some(path.wanted), lang);
        if path.gaps.is_empty() {
            let _ = writeln!(out, "  {} {wanted}.", say(lang, "Alltid minst", "Always at least"));
            continue;
        }
        let _ = match lang {
            Lang::Sv => {
                writeln!(
                    out,
                    "  Ska alltid nå {wanted}. Gör inte det {} timmar på året.",
                    coverage::hours(&path.gaps)
                )
            }
            Lang::En => writeln!(
                out,
                "  Must always reach {wanted}. Does not for {} hours a year.",
                coverage::hours(&path.gaps)
            ),
        };
        for (group, gaps) in coverage::GROUPS.iter().zip(&path.groups).filter(|(_, gaps)| !gaps.is_empty()) {
            let _ = writeln!(
                out,
                "  {} {}: {}",
                say(lang, "För", "For"),
                group_words(*group, lang),
                by_level(gaps, lang)
            );
            for gap in gaps.iter().take(3) {
                let _ = writeln!(
                    out,
                    "    {} – {}: {}",
                    clock(gap.from),
                    clock(gap.to),
                    level_words(gap.level, lang)
                );
            }
            if gaps.len() > 3 {
                let _ = match lang {
                    Lang::Sv => writeln!(out, "    … och {} tider till", gaps.len() - 3),
                    Lang::En => writeln!(out, "    … and {} more times", gaps.len() - 3),
                };
            }
        }
    }
    out
}

/// "bara 112 i 312 timmar, inget alls i 5 timmar".
fn by_level(gaps: &[Gap], lang: Lang) -> String {
    let levels = [Some(Level::General), Some(Level::Emergency), None];
    let of = |level| gaps.iter().filter(|gap| gap.level == level).copied().collect::<Vec<_>>();
    let part = |level| {
        let gaps = of(level);
        let words = level_words(level, lang);
        (!gaps.is_empty()).then(|| match lang {
            Lang::Sv => format!("{words} i {} timmar", coverage::hours(&gaps)),
            Lang::En => format!("{words} for {} hours", coverage::hours(&gaps)),
        })
    };
    levels.into_iter().filter_map(part).collect::<Vec<_>>().join(", ")
}

/// A picture for each path, named by its choices.
fn draw(
    folder: &Path,
    directory: &Directory,
    paths: &[PathCoverage],
    from: Date,
    names: &Names,
    lang: Lang,
) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::io(folder, error))?;
    let (start, end) = (Instant::midnight(from), Instant::midnight(from.plus(7)));
    for path in paths {
        let stretches = coverage::timeline(directory, &path.answers, start, end);
        let title = format!("{}: {}", directory.area.name, names.path(&path.path));
        let svg = picture::week(&title, from, &stretches, lang);
        let file = format!("{}-{}.svg", directory.area.code, path.path.join("-"));
        save::replace(&folder.join(file), svg.as_bytes())?;
    }
    Ok(())
}
