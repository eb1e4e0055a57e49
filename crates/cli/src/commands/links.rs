//! `links`: whether the files' links answer. The one command that uses the network.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;
use vagvisare_contacts::check::catalogue::DEAD_LINK;
use vagvisare_contacts::check::document::{self, Node};
use vagvisare_contacts::check::finding::Word;
use vagvisare_contacts::check::report::Report;
use vagvisare_contacts::check::{Finding, Lang, decode};

use crate::answer::{Answer, count, say};
use crate::args::{Args, Format, Links};
use crate::failure::Failure;
use crate::{findings, input};

#[derive(Serialize)]
struct Row {
    url: String,
    status: Option<u16>,
    ok: bool,
    why: Option<String>,
    found: Vec<findings::Row>,
}

/// Where an address stands: the file's number, the service, the value.
type Spot<'a> = (usize, Option<&'a Node>, &'a Node);

/// What an address answered.
enum Answered {
    /// With this status.
    Status(u16),
    /// Not at all.
    Not(String),
}

impl Answered {
    fn is_alive(&self) -> bool {
        matches!(self, Self::Status(200..=399))
    }
}

/// Asks for each address once and tells every place in which it stands. Dead links are warnings.
pub fn run(args: &Args, own: &Links) -> Result<Answer, Failure> {
    let sources = input::contact_files(&own.paths)?;
    let texts: Vec<String> = sources.iter().map(|source| decode::decode(&source.bytes).text).collect();
    let documents: Vec<_> = texts.iter().map(|text| document::parse(text).0).collect();
    let mut places: BTreeMap<String, Vec<Spot>> = BTreeMap::new();
    for (index, document) in documents.iter().enumerate() {
        let Some(document) = document else { continue };
        collect(&document.root, None, &mut |service, node, url| {
            places.entry(url.to_owned()).or_default().push((index, service, node));
        });
    }
    let agent = agent(Duration::from_secs(own.timeout.max(1)));
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    for (url, places) in places {
        let answered = ask(&agent, &url);
        let (status, why) = match &answered {
            Answered::Status(status) => {
                (Some(*status), Word::each(format!("svar {status}"), format!("answer {status}")))
            }
            Answered::Not(why) => (None, Word::from(why.as_str())),
        };
        let mut here: Vec<Finding> = Vec::new();
        for (index, service, node) in places.iter().filter(|_| !answered.is_alive()) {
            let (Some(source), Some(text)) = (sources.get(*index), texts.get(*index)) else { continue };
            let mut report = Report::new(&source.label, text);
            let words = vec![("link", Word::from(url.as_str())), ("why", why.clone())];
            match service {
                Some(service) => report.within(service, |report| report.add(&DEAD_LINK, &node.span, words)),
                None => report.add(&DEAD_LINK, &node.span, words),
            }
            here.extend(report.findings);
        }
        rows.push(Row {
            url,
            status,
            ok: answered.is_alive(),
            why: match answered {
                Answered::Not(why) => Some(why),
                Answered::Status(_) => None,
            },
            found: findings::rows(&here, args.lang()),
        });
        found.extend(here);
    }
    let unread = documents.iter().filter(|document| document.is_none()).count();
    let is_bad = unread > 0 || (own.strict && !found.is_empty());
    let answer = match args.format {
        Format::Json => Answer::either(args.format, &rows, String::new),
        Format::Text => Answer::fine(words(&rows, &found, &sources, args.lang())),
    };
    let note = match unread {
        0 => String::new(),
        _ => say(
            args.lang(),
            "En fil gick inte att läsa. Kör vagvisare check.",
            "A file cannot be read. Run vagvisare check.",
        )
        .to_owned(),
    };
    Ok(answer.note(note).code(u8::from(is_bad)))
}

/// Every https address under `value` and `url`, with the service it stands in.
fn collect<'a>(
    node: &'a Node,
    service: Option<&'a Node>,
    found: &mut impl FnMut(Option<&'a Node>, &'a Node, &'a str),
) {
    let here = if node.get("channels").is_some() { Some(node) } else { service };
    for member in node.members() {
        let is_address = matches!(member.key.as_str(), "value" | "url");
        if let Some(url) = member.node.text().filter(|text| is_address && text.starts_with("https://")) {
            found(here, &member.node, url);
        }
        collect(&member.node, here, found);
    }
    for element in node.elements() {
        collect(element, here, found);
    }
}

fn agent(timeout: Duration) -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_global(Some(timeout))
        .https_only(true)
        .http_status_as_error(false)
        .user_agent("vagvisare-links")
        .build()
        .into()
}

/// Asks for the head only; where a server does not know that, for the page.
fn ask(agent: &ureq::Agent, url: &str) -> Answered {
    let status = |result: Result<ureq::http::Response<ureq::Body>, ureq::Error>| match result {
        Ok(response) => Answered::Status(response.status().as_u16()),
        Err(error) => Answered::Not(error.to_string()),
    };
    match status(agent.head(url).call()) {
        Answered::Status(403 | 404 | 405 | 501) => status(agent.get(url).call()),
        other => other,
    }
}

fn words(rows: &[Row], found: &[Finding], sources: &[input::Source], lang: Lang) -> String {
    let dead = rows.iter().filter(|row| !row.ok).count();
    let tried = count(lang, rows.len(), ["länk prövad", "länkar prövade"], ["link tried", "links tried"]);
    if dead == 0 {
        return format!("{tried}, {}", say(lang, "alla svarar.", "all answer."));
    }
    let mut out = findings::report(found, sources, lang, false);
    let dead = count(
        lang,
        dead,
        ["svarade inte som den ska", "svarade inte som de ska"],
        ["did not answer", "did not answer"],
    );
    out.push_str(&format!("\n{tried}, {dead}."));
    out
}
