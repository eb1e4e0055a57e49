//! The command line as it is typed. Help is Swedish; its English is in [`crate::args_en`].

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ErrorKind};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use vagvisare_contacts::calendar::Date;
use vagvisare_contacts::check::Lang;

use crate::answer::{Answer, say};
use crate::args_en;
use crate::embed::SRC;
use crate::failure::Failure;

/// How answers are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Words for people.
    Text,
    /// JSON for programs.
    Json,
}

/// Languages by their names.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LangName {
    /// Swedish.
    Sv,
    /// English.
    En,
}

impl From<LangName> for Lang {
    fn from(name: LangName) -> Self {
        match name {
            LangName::Sv => Lang::Sv,
            LangName::En => Lang::En,
        }
    }
}

/// Granskar och sköter Vägvisarens kontaktfiler
#[derive(Debug, Parser)]
#[command(name = "vagvisare", version, disable_help_subcommand = true)]
pub struct Args {
    /// Språk: sv eller en
    #[arg(long, global = true, value_name = "SPRÅK", default_value = "sv", hide_possible_values = true)]
    lang: LangName,
    /// Svar som text eller som json för program
    #[arg(long, global = true, value_name = "FORM", default_value = "text", hide_possible_values = true)]
    pub format: Format,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Args {
    /// The language of answers.
    pub fn lang(&self) -> Lang {
        self.lang.into()
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Granska filer: vad som är fel, var, varför, och hur det rättas
    Check(Check),
    /// När kontakter är öppna vid en tidpunkt
    Hours(Hours),
    /// Om varje väg i guiden leder till en öppen kontakt, varje timme på året
    Coverage(Coverage),
    /// Skemat för kontaktfiler (JSON Schema), för redigeringsprogram
    Schema(Schema),
    /// Skriv om filer i fast ordning, med två mellanslags indrag
    Fmt(Fmt),
    /// En fil att börja från
    New(New),
    /// Vad som skiljer två filer, en mening för varje ändring
    Diff(Diff),
    /// Vad som ska kontrolleras på nytt, senast när och av vem
    Stale(Stale),
    /// Pröva filernas länkar (använder nätet)
    Links(Links),
    /// Läs in från Open Referral HSDS eller från en tabell (CSV)
    Import(Import),
    /// Skriv ut till Open Referral HSDS eller till en tabell (CSV)
    Export(Export),
    /// Vad en kod från check betyder
    Explain(Explain),
    /// Raderna som lägger in vägvisaren på en sida, med områdets nummer
    Snippet(Snippet),
    /// Mappen som kommunen lägger upp, med bara sina egna områden
    Pack(Pack),
    /// Visa vägvisaren i webbläsaren på den här datorn
    Serve(Serve),
}

/// `check`
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Filer eller mappar med kontaktfiler
    #[arg(required = true, value_name = "FIL")]
    pub paths: Vec<PathBuf>,
    /// Låt varningar räknas som fel (slutkod 1)
    #[arg(long)]
    pub strict: bool,
    /// Räkna med det här datumet i stället för i dag
    #[arg(long, value_name = "DATUM")]
    pub today: Option<String>,
    /// Mapp med guide.json, för att pröva varje väg. Annars söks den i guide/ intill filernas mapp
    #[arg(long, value_name = "MAPP")]
    pub guide: Option<PathBuf>,
}

/// `hours`
#[derive(Debug, clap::Args)]
pub struct Hours {
    /// En fil eller en mapp
    #[arg(value_name = "FIL")]
    pub path: PathBuf,
    /// Tidpunkter, som 2026-12-24T23:30:00+01:00. Annars nu
    #[arg(long, value_name = "TIDPUNKT", num_args = 1..)]
    pub at: Vec<String>,
    /// Bara kontakten med det här id:t
    #[arg(long, value_name = "ID")]
    pub service: Option<String>,
}

/// `coverage`
#[derive(Debug, clap::Args)]
pub struct Coverage {
    /// Områdets kod: se, 01, 0184
    #[arg(value_name = "OMRÅDE")]
    pub area: String,
    /// Mapp med kontaktfiler
    #[arg(long, value_name = "MAPP", default_value = "www/contacts")]
    pub contacts: PathBuf,
    /// Mapp med guide.json
    #[arg(long, value_name = "MAPP", default_value = "www/guide")]
    pub guide: PathBuf,
    /// Första dagen av året som prövas. Annars i dag
    #[arg(long, value_name = "DATUM")]
    pub from: Option<String>,
    /// Rita första veckan för varje väg som bild (SVG) i den här mappen
    #[arg(long, value_name = "MAPP")]
    pub svg: Option<PathBuf>,
    /// Låt luckor räknas som fel (slutkod 1)
    #[arg(long)]
    pub strict: bool,
}

/// `schema`
#[derive(Debug, clap::Args)]
pub struct Schema {
    /// Skriv till den här filen i stället för på skärmen
    #[arg(long, value_name = "FIL")]
    pub out: Option<PathBuf>,
}

/// `fmt`
#[derive(Debug, clap::Args)]
pub struct Fmt {
    /// Filer eller mappar med kontaktfiler
    #[arg(required = true, value_name = "FIL")]
    pub paths: Vec<PathBuf>,
    /// Skriv inget, säg bara vilka filer som skulle ändras (slutkod 1)
    #[arg(long)]
    pub check: bool,
}

/// `new`
#[derive(Debug, clap::Args)]
pub struct New {
    /// Områdets kod: 01, 0184
    #[arg(value_name = "OMRÅDE")]
    pub area: String,
    /// Områdets namn, om programmet inte vet det
    #[arg(long, value_name = "NAMN")]
    pub name: Option<String>,
    /// Skriv till den här filen i stället för på skärmen. Den får inte finnas
    #[arg(long, value_name = "FIL")]
    pub out: Option<PathBuf>,
}

/// `diff`
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// Filen som den var
    // Help would otherwise list the two by their names, the new one first.
    #[arg(value_name = "GAMMAL", display_order = 1)]
    pub old: PathBuf,
    /// Filen som den är
    #[arg(value_name = "NY")]
    pub new: PathBuf,
}

/// `stale`
#[derive(Debug, clap::Args)]
pub struct Stale {
    /// Filer eller mappar med kontaktfiler
    #[arg(required = true, value_name = "FIL")]
    pub paths: Vec<PathBuf>,
    /// Räkna med det här datumet i stället för i dag
    #[arg(long, value_name = "DATUM")]
    pub today: Option<String>,
    /// Ta med det som ska kontrolleras inom så många dagar
    #[arg(long, value_name = "DAGAR", default_value_t = 30)]
    pub within: u32,
}

/// `links`
#[derive(Debug, clap::Args)]
pub struct Links {
    /// Filer eller mappar med kontaktfiler
    #[arg(required = true, value_name = "FIL")]
    pub paths: Vec<PathBuf>,
    /// Hur många sekunder varje länk får ta, 1 till 3600
    #[arg(long, value_name = "SEKUNDER", default_value_t = 15,
        value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: u64,
    /// Låt döda länkar räknas som fel (slutkod 1)
    #[arg(long)]
    pub strict: bool,
}

/// Kinds of exchange file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// A table with semicolons.
    Csv,
    /// Open Referral HSDS 3.0, JSON.
    Hsds,
}

/// `import`
#[derive(Debug, clap::Args)]
pub struct Import {
    /// Filen att läsa in: .csv eller HSDS i .json
    #[arg(value_name = "FIL")]
    pub path: PathBuf,
    /// Områdets kod för det som läses in
    #[arg(long, value_name = "OMRÅDE")]
    pub area: Option<String>,
    /// Slag av fil, om det inte syns på namnet: csv eller hsds
    #[arg(long = "as", value_name = "SLAG", hide_possible_values = true)]
    pub kind: Option<Kind>,
    /// Skriv till den här filen i stället för på skärmen
    #[arg(long, value_name = "FIL")]
    pub out: Option<PathBuf>,
}

/// `export`
#[derive(Debug, clap::Args)]
pub struct Export {
    /// Kontaktfilen
    #[arg(value_name = "FIL")]
    pub path: PathBuf,
    /// Slag av fil: csv eller hsds
    #[arg(long = "as", value_name = "SLAG", hide_possible_values = true)]
    pub kind: Option<Kind>,
    /// Skriv till den här filen i stället för på skärmen
    #[arg(long, value_name = "FIL")]
    pub out: Option<PathBuf>,
}

/// `explain`
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// Koden, som near-match. Utan kod: alla
    #[arg(value_name = "KOD")]
    pub code: Option<String>,
}

/// `snippet`
#[derive(Debug, clap::Args)]
pub struct Snippet {
    /// Områdets kod: se, 01, 0184
    #[arg(value_name = "OMRÅDE")]
    pub area: String,
    /// Mapp med kontaktfiler. Annars de i mappen --pkg, de i www/contacts eller de som följer med programmet
    #[arg(long, value_name = "MAPP")]
    pub contacts: Option<PathBuf>,
    /// Skriptets adress på er webbplats
    #[arg(long, value_name = "ADRESS", default_value = SRC)]
    pub src: String,
    /// Mappen med vagvisare.js, om webbläsaren ska pröva skriptet mot sin summa (integrity)
    #[arg(long, value_name = "MAPP")]
    pub pkg: Option<PathBuf>,
    /// Sidans språk: sv eller en
    #[arg(long, value_name = "SPRÅK", default_value = "sv", hide_possible_values = true)]
    pub page_lang: LangName,
    /// Snabbutgångens adress, om ni har valt en egen
    #[arg(long, value_name = "ADRESS")]
    pub exit_url: Option<String>,
    /// Adressen som prövas om den första inte svarar, om ni har valt en egen
    #[arg(long, value_name = "ADRESS")]
    pub exit_url_2: Option<String>,
}

/// `pack`
#[derive(Debug, clap::Args)]
pub struct Pack {
    /// Områdenas koder, med komma emellan: 0184,0126
    #[arg(long, value_name = "OMRÅDEN", required = true, value_delimiter = ',')]
    pub areas: Vec<String>,
    /// Mappen pkg med programmet
    #[arg(long, value_name = "MAPP", default_value = "pkg")]
    pub pkg: PathBuf,
    /// Mapp med egna kontaktfiler. Annars tas de i mappen pkg
    #[arg(long, value_name = "MAPP")]
    pub contacts: Option<PathBuf>,
    /// Mappen som ska göras. En som är gjord av pack byts ut, ingen annan
    #[arg(long, value_name = "MAPP")]
    pub out: PathBuf,
    /// Lägg programmets filer komprimerade bredvid (.br, .gz), för servrar som skickar sådana
    #[arg(long)]
    pub compress: bool,
    /// Räkna med det här datumet i stället för i dag
    #[arg(long, value_name = "DATUM")]
    pub today: Option<String>,
}

/// `serve`
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Mappen pkg, en mapp gjord av pack eller en mapp med webbsidor
    #[arg(value_name = "MAPP")]
    pub folder: PathBuf,
    /// Mapp med kontaktfiler som visas i stället för dem i mappen
    #[arg(long, value_name = "MAPP")]
    pub contacts: Option<PathBuf>,
    /// Port på den här datorn. 0 tar en ledig
    #[arg(long, value_name = "PORT", default_value_t = 8080)]
    pub port: u16,
}

/// A date from the command line; today when none was given.
pub fn date(text: Option<&str>) -> Result<Date, Failure> {
    match text {
        Some(text) => text.parse().map_err(|_| Failure::BadDate(text.to_owned())),
        None => Ok(crate::clock::today()),
    }
}

/// Parses a command line. What is no command – help, the version, a mistake – is answered at once.
pub fn parse(words: impl Iterator<Item = OsString>) -> Result<Args, Answer> {
    let words: Vec<OsString> = words.collect();
    let lang = wanted_language(&words);
    let command = localized(lang);
    let parsed = command.try_get_matches_from(words).and_then(|matches| Args::from_arg_matches(&matches));
    parsed.map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Answer::fine(help(&error.render(), lang)),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Answer::failed(&help(&error.render(), lang)),
        // Where an option was typed but no command, clap's own is a sentence in English.
        ErrorKind::MissingSubcommand => Answer::failed(&help(&localized(lang).render_help(), lang)),
        _ => Answer::failed(&explain(&error, lang)),
    })
}

/// Help as clap renders it, with the few words of its own that cannot be set.
fn help(rendered: &StyledStr, lang: Lang) -> String {
    let text = rendered.to_string();
    match lang {
        Lang::En => text,
        Lang::Sv => [("[OPTIONS]", "[VAL]"), ("<COMMAND>", "<KOMMANDO>"), ("[default: ", "[annars: ")]
            .into_iter()
            .fold(text, |text, (en, sv)| text.replace(en, sv)),
    }
}

/// The language that the words ask for, before they have been parsed: help has to be in it too.
fn wanted_language(words: &[OsString]) -> Lang {
    let is_english = words.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en")
        || words.iter().any(|word| word == "--lang=en");
    if is_english { Lang::En } else { Lang::Sv }
}

/// The command line's definition with its own words, and clap's, in a language.
pub fn localized(lang: Lang) -> clap::Command {
    let usage = say(lang, "Användning", "Usage");
    let template = format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}");
    let mut command = Args::command();
    if lang == Lang::En {
        command = args_en::translate(command);
    }
    let after = say(
        lang,
        "\nSlutkoder: 0 inget fel (eller bara varningar), 1 fel i innehållet, 2 gick inte att köra.\n\
         Exempel: vagvisare check www/contacts\n",
        "\nExit codes: 0 no errors (or warnings only), 1 errors in the contents, 2 could not run.\n\
         Example: vagvisare check www/contacts\n",
    );
    let dress = move |command: clap::Command| {
        let is_positional = clap::Arg::is_positional;
        let options = say(lang, "Val", "Options");
        let help = clap::Arg::new("help").long("help").short('h').action(clap::ArgAction::Help);
        command
            .help_template(template.clone())
            .subcommand_help_heading(say(lang, "Kommandon", "Commands"))
            .mut_args(|arg| {
                let heading =
                    if is_positional(&arg) { say(lang, "Det som anges", "Arguments") } else { options };
                arg.help_heading(heading)
            })
            .disable_help_flag(true)
            .arg(help.help(say(lang, "Visa den här hjälpen", "Show this help")).help_heading(options))
    };
    let version = clap::Arg::new("version").long("version").short('V').action(clap::ArgAction::Version);
    let version = version
        .help(say(lang, "Visa versionen", "Show the version"))
        .help_heading(say(lang, "Val", "Options"));
    dress(command).disable_version_flag(true).arg(version).after_help(after).mut_subcommands(dress)
}

/// A mistake in the command line, in words.
fn explain(error: &clap::Error, lang: Lang) -> String {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (arg, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand);
            format!("{} {name}.", say(lang, "Det finns inget kommando", "There is no command"))
        }
        ErrorKind::UnknownArgument => {
            format!("{} {arg}.", say(lang, "Jag känner inte till", "I do not know"))
        }
        ErrorKind::MissingRequiredArgument => format!("{} {arg}.", say(lang, "Det fattas:", "Missing:")),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            format!("{arg}: {}", say(lang, "ett värde fattas.", "a value is missing."))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{arg}: ”{value}” {}", say(lang, "går inte.", "will not do."))
        }
        ErrorKind::ArgumentConflict => {
            format!(
                "{} {arg}.",
                say(lang, "Bara en gång, eller inte ihop med det andra:", "Only once, or not together:")
            )
        }
        ErrorKind::InvalidUtf8 => {
            say(lang, "Ett av orden är inte text i UTF-8.", "One of the words is not text in UTF-8.")
                .to_owned()
        }
        // Clap's own words are English.
        _ => say(lang, "Så kan ett kommando inte skrivas.", "A command cannot be written like that.")
            .to_owned(),
    };
    format!("{what} {}", say(lang, "Skriv vagvisare --help.", "Write vagvisare --help --lang en."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for lang in [Lang::Sv, Lang::En] {
            localized(lang).debug_assert();
        }
    }
}
