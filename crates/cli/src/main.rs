//! `vagvisare`: the command line for editors and webmasters.
//!
//! Every command is a function from its arguments to an [`Answer`]; only this file writes to the terminal.
//! Exit codes: 0 fine (or warnings only), 1 errors in the contents, 2 could not run.

mod answer;
mod area;
mod args;
mod args_en;
mod clock;
mod commands;
mod embed;
mod exchange;
mod failure;
mod findings;
mod input;
mod layout;
mod own_folder;
mod picture;
mod program;
mod save;
mod shipped;

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use vagvisare_contacts::check::Lang;

use crate::answer::Answer;
use crate::failure::Failure;

fn main() -> ExitCode {
    let (answer, lang) = match args::parse(std::env::args_os()) {
        Ok(args) => {
            let lang = args.lang();
            (commands::run(&args).unwrap_or_else(|failure| Answer::failed(&failure.message(lang))), lang)
        }
        Err(answer) => (answer, Lang::default()),
    };
    let written = std::io::stdout().write_all(answer.out.as_bytes()).and_then(|()| std::io::stdout().flush());
    let _ = std::io::stderr().write_all(answer.note.as_bytes());
    // A reader that has closed its end (`| head`) is no fault of ours. But half a file on a full disk must not
    // look whole.
    if let Err(error) = written
        && error.kind() != ErrorKind::BrokenPipe
    {
        let _ = writeln!(std::io::stderr(), "{}", Failure::io(Path::new("stdout"), error).message(lang));
        return ExitCode::from(2);
    }
    if let Some(then) = answer.then
        && let Err(error) = then.run()
    {
        let _ = writeln!(std::io::stderr(), "{error}");
        return ExitCode::from(2);
    }
    ExitCode::from(answer.code)
}
