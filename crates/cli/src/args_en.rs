//! The help of the command line in English.

use clap::Command;

/// Command (empty: the program), argument (empty: the command itself), help, name of the value (empty: none).
static HELP: &[(&str, &str, &str, &str)] = &[
    ("", "", "Checks and keeps the contact files of Vägvisare", ""),
    ("", "lang", "Language: sv or en", "LANGUAGE"),
    ("", "format", "Answers as text, or as json for programs", "FORM"),
    ("check", "", "Check files: what is wrong, where, why, and how to mend it", ""),
    ("check", "paths", "Files, or folders with contact files", "FILE"),
    ("check", "strict", "Let warnings count as errors (exit code 1)", ""),
    ("check", "today", "Reckon with this date instead of today", "DATE"),
    (
        "check",
        "guide",
        "Folder with guide.json, to try every path. Else it is looked for in guide/ beside the files' folder",
        "FOLDER",
    ),
    ("hours", "", "When contacts are open at an instant", ""),
    ("hours", "path", "A file or a folder", "FILE"),
    ("hours", "at", "Instants, such as 2026-12-24T23:30:00+01:00. Else now", "INSTANT"),
    ("hours", "service", "Only the contact with this id", "ID"),
    ("coverage", "", "Whether every path of the guide leads to an open contact, every hour of the year", ""),
    ("coverage", "area", "The area's code: se, 01, 0184", "AREA"),
    ("coverage", "contacts", "Folder with contact files", "FOLDER"),
    ("coverage", "guide", "Folder with guide.json", "FOLDER"),
    ("coverage", "from", "First day of the year that is tried. Else today", "DATE"),
    ("coverage", "svg", "Draw the first week of every path as a picture (SVG) in this folder", "FOLDER"),
    ("coverage", "strict", "Let gaps count as errors (exit code 1)", ""),
    ("schema", "", "The schema of contact files (JSON Schema), for editing programs", ""),
    ("schema", "out", "Write to this file instead of the screen", "FILE"),
    ("fmt", "", "Rewrite files in a fixed order, indented by two spaces", ""),
    ("fmt", "paths", "Files, or folders with contact files", "FILE"),
    ("fmt", "check", "Write nothing, only say which files would change (exit code 1)", ""),
    ("new", "", "A file to start from", ""),
    ("new", "area", "The area's code: 01, 0184", "AREA"),
    ("new", "name", "The area's name, if the program does not know it", "NAME"),
    ("new", "out", "Write to this file instead of the screen. It must not be there", "FILE"),
    ("diff", "", "What two files differ in, one sentence for each change", ""),
    ("diff", "old", "The file as it was", "OLD"),
    ("diff", "new", "The file as it is", "NEW"),
    ("stale", "", "What is to be checked again, by when and by whom", ""),
    ("stale", "paths", "Files, or folders with contact files", "FILE"),
    ("stale", "today", "Reckon with this date instead of today", "DATE"),
    ("stale", "within", "Include what is to be checked within so many days", "DAYS"),
    ("links", "", "Try the files' links (uses the network)", ""),
    ("links", "paths", "Files, or folders with contact files", "FILE"),
    ("links", "timeout", "How many seconds each link may take, 1 to 3600", "SECONDS"),
    ("links", "strict", "Let dead links count as errors (exit code 1)", ""),
    ("import", "", "Read from Open Referral HSDS or from a table (CSV)", ""),
    ("import", "path", "The file to read: .csv, or HSDS in .json", "FILE"),
    ("import", "area", "The code of the area that is imported", "AREA"),
    ("import", "kind", "Kind of file, if its name does not tell: csv or hsds", "KIND"),
    ("import", "out", "Write to this file instead of the screen", "FILE"),
    ("export", "", "Write to Open Referral HSDS or to a table (CSV)", ""),
    ("export", "path", "The contact file", "FILE"),
    ("export", "kind", "Kind of file: csv or hsds", "KIND"),
    ("export", "out", "Write to this file instead of the screen", "FILE"),
    ("explain", "", "What a code of check means", ""),
    ("explain", "code", "The code, such as near-match. Without a code: all", "CODE"),
    ("snippet", "", "The lines that put the guide on a page, with the area's numbers", ""),
    ("snippet", "area", "The area's code: se, 01, 0184", "AREA"),
    (
        "snippet",
        "contacts",
        "Folder with contact files. Else those in the folder --pkg, in www/contacts, or that come with the program",
        "FOLDER",
    ),
    ("snippet", "src", "The script's address on your site", "ADDRESS"),
    (
        "snippet",
        "pkg",
        "The folder with vagvisare.js, if the browser is to check the script by its sum (integrity)",
        "FOLDER",
    ),
    ("snippet", "page_lang", "The page's language: sv or en", "LANGUAGE"),
    ("snippet", "exit_url", "The quick exit's address, if you have chosen your own", "ADDRESS"),
    (
        "snippet",
        "exit_url_2",
        "The address tried if the first does not answer, if you have chosen your own",
        "ADDRESS",
    ),
    ("pack", "", "The folder that a council uploads, with only its own areas", ""),
    ("pack", "areas", "The areas' codes, with commas: 0184,0126", "AREAS"),
    ("pack", "pkg", "The folder pkg with the program", "FOLDER"),
    ("pack", "contacts", "Folder with contact files of your own. Else those in the folder pkg", "FOLDER"),
    ("pack", "out", "The folder to make. One that pack has made is replaced, no other", "FOLDER"),
    (
        "pack",
        "compress",
        "Put the program's files compressed beside them (.br, .gz), for servers that send such",
        "",
    ),
    ("pack", "today", "Reckon with this date instead of today", "DATE"),
    ("serve", "", "Show the guide in the browser on this computer", ""),
    ("serve", "folder", "The folder pkg, one made by pack, or one with web pages", "FOLDER"),
    (
        "serve",
        "contacts",
        "Folder with contact files that are shown instead of those in the folder",
        "FOLDER",
    ),
    ("serve", "port", "Port on this computer. 0 takes a free one", "PORT"),
];

/// The definition with English help.
pub fn translate(command: Command) -> Command {
    let command = one(command, "");
    command.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        one(sub, &name)
    })
}

fn one(command: Command, name: &str) -> Command {
    let find = |arg: &str| HELP.iter().find(|(of, id, ..)| *of == name && *id == arg);
    let command = match find("") {
        Some((_, _, about, _)) => command.about(*about),
        None => command,
    };
    command.mut_args(|arg| match find(arg.get_id().as_str()) {
        Some((_, _, help, "")) => arg.help(*help),
        Some((_, _, help, value)) => arg.help(*help).value_name(*value),
        None => arg,
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::args::Args;

    #[test]
    fn every_command_and_argument_has_english_help() {
        let mut wanted = Vec::new();
        let root = Args::command();
        for command in std::iter::once(&root).chain(root.get_subcommands()) {
            let name = if command.get_name() == "vagvisare" { "" } else { command.get_name() };
            wanted.push((name.to_owned(), String::new()));
            wanted.extend(command.get_arguments().map(|arg| (name.to_owned(), arg.get_id().to_string())));
        }
        let has: Vec<_> = HELP.iter().map(|(of, id, ..)| ((*of).to_owned(), (*id).to_owned())).collect();
        let missing: Vec<_> = wanted.iter().filter(|one| !has.contains(one)).collect();
        let left: Vec<_> = has.iter().filter(|one| !wanted.contains(one)).collect();
        assert!(missing.is_empty() && left.is_empty(), "missing {missing:?}, left {left:?}");
    }
}
