//! One module per command.

mod check;
mod coverage;
mod diff;
mod diff_words;
mod explain;
mod export;
mod fmt;
mod hours;
mod import;
mod links;
mod new;
mod pack;
mod schema;
mod serve;
mod snippet;
mod stale;

use crate::answer::Answer;
use crate::args::{Args, Command};
use crate::failure::Failure;

/// Runs what was asked for.
pub fn run(args: &Args) -> Result<Answer, Failure> {
    match &args.command {
        Command::Check(own) => check::run(args, own),
        Command::Hours(own) => hours::run(args, own),
        Command::Coverage(own) => coverage::run(args, own),
        Command::Snippet(own) => snippet::run(args, own),
        Command::Pack(own) => pack::run(args, own),
        Command::Serve(own) => serve::run(args, own),
        Command::Schema(own) => schema::run(own),
        Command::Fmt(own) => fmt::run(args, own),
        Command::New(own) => new::run(args, own),
        Command::Diff(own) => diff::run(args, own),
        Command::Stale(own) => stale::run(args, own),
        Command::Links(own) => links::run(args, own),
        Command::Import(own) => import::run(args, own),
        Command::Export(own) => export::run(args, own),
        Command::Explain(own) => explain::run(args, own),
    }
}
