//! `explain`: what a code means.

use std::fmt::Write;

use serde::Serialize;
use vagvisare_contacts::check::catalogue::{self, Rule};
use vagvisare_contacts::check::near::nearest;
use vagvisare_contacts::check::{Lang, Severity};

use crate::answer::{Answer, say};
use crate::args::{Args, Explain};
use crate::failure::Failure;

#[derive(Serialize)]
struct Row {
    code: &'static str,
    severity: &'static str,
    message: String,
    remedy: String,
    why: String,
}

/// One code, or all of them.
pub fn run(args: &Args, own: &Explain) -> Result<Answer, Failure> {
    let lang = args.lang();
    let rules: Vec<&Rule> = match &own.code {
        None => catalogue::all().collect(),
        Some(code) => {
            let near = || nearest(code, catalogue::all().map(|rule| rule.code)).map(str::to_owned);
            vec![catalogue::find(code).ok_or_else(|| Failure::NoRule(code.clone(), near()))?]
        }
    };
    let rows: Vec<Row> = rules.into_iter().map(|rule| row(rule, lang)).collect();
    Ok(Answer::either(args.format, &rows, || words(&rows, lang)))
}

fn row(rule: &'static Rule, lang: Lang) -> Row {
    let texts = rule.texts(lang);
    Row {
        code: rule.code,
        severity: rule.severity.word(),
        message: general(texts.message),
        remedy: general(texts.remedy),
        why: general(texts.why),
    }
}

/// A text in which what a finding would fill in is left open.
fn general(template: &str) -> String {
    let mut out = String::new();
    for (index, part) in template.split(['{', '}']).enumerate() {
        out.push_str(if index % 2 == 0 { part } else { "…" });
    }
    out
}

fn words(rows: &[Row], lang: Lang) -> String {
    let mut out = String::new();
    for row in rows {
        let is_error = row.severity == Severity::Error.word();
        let severity = if is_error { say(lang, "fel", "error") } else { say(lang, "varning", "warning") };
        let _ = writeln!(out, "{} ({severity})", row.code);
        for (label, text) in [
            (say(lang, "Vad", "What"), &row.message),
            (say(lang, "Varför", "Why"), &row.why),
            (say(lang, "Gör så här", "Do this"), &row.remedy),
        ] {
            if text != "…" {
                let _ = writeln!(out, "  {label}: {text}");
            }
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}
