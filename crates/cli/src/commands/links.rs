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
use crate::args::{Args, Links};
use crate::failure::Failure;
use crate::findings;
use crate::input::{self, Source};

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
    Not(Word),
}

impl Answered {
    fn is_alive(&self) -> bool {
        matches!(self, Self::Status(200..=399))
    }
}

/// Asks for each address once and tells every place in which it stands. Dead links are warnings.
pub fn run(args: &Args, own: &Links) -> Result<Answer, Failure> {
    let lang = args.lang();
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
    let agent = agent(Duration::from_secs(own.timeout), true);
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    for (url, places) in places {
        let answered = ask(&agent, &url);
        let (status, why) = match &answered {
            Answered::Status(status) => {
                (Some(*status), Word::each(format!("svar {status}"), format!("answer {status}")))
            }
            Answered::Not(why) => (None, why.clone()),
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
                Answered::Not(why) => Some(why.get(lang).to_owned()),
                Answered::Status(_) => None,
            },
            found: findings::rows(&here, lang),
        });
        found.extend(here);
    }
    let unread = sources.iter().zip(&documents).filter(|(_, document)| document.is_none());
    let unread: Vec<&Source> = unread.map(|(source, _)| source).collect();
    let is_bad = !unread.is_empty() || (own.strict && !found.is_empty());
    let faults: Vec<Finding> = unread.iter().flat_map(|source| findings::errors(source)).collect();
    let note: String = unread.iter().map(|source| findings::unread(source, lang)).collect();
    let words = || words(&rows, &found, &sources, unread.is_empty(), lang);
    let answer = Answer::either(args.format, &findings::with_rows(&rows, &faults, lang), words);
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

/// `https_only` but in tests.
fn agent(timeout: Duration, https_only: bool) -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_global(Some(timeout))
        .https_only(https_only)
        .http_status_as_error(false)
        .user_agent("vagvisare-links")
        .build()
        .into()
}

/// Asks for the head only; where a server does not know that, for the page.
fn ask(agent: &ureq::Agent, url: &str) -> Answered {
    let status = |result: Result<ureq::http::Response<ureq::Body>, ureq::Error>| match result {
        Ok(response) => Answered::Status(response.status().as_u16()),
        Err(error) => Answered::Not(why(&error)),
    };
    match status(agent.head(url).call()) {
        Answered::Status(403 | 404 | 405 | 501) => status(agent.get(url).call()),
        other => other,
    }
}

/// Why nothing came, in words; what the list does not have in the library's own.
fn why(error: &ureq::Error) -> Word {
    match error {
        ureq::Error::Timeout(_) => Word::each("inget svar i tid", "no answer in time"),
        ureq::Error::HostNotFound => Word::each("värden finns inte", "there is no such host"),
        ureq::Error::TooManyRedirects => {
            Word::each("den skickar vidare i det oändliga", "it redirects without end")
        }
        ureq::Error::RequireHttpsOnly(_) => Word::each(
            "den skickar vidare till en adress utan https",
            "it redirects to an address without https",
        ),
        ureq::Error::Io(_) | ureq::Error::ConnectionFailed => {
            Word::each("ingen förbindelse", "no connection")
        }
        other => Word::from(other.to_string()),
    }
}

fn words(rows: &[Row], found: &[Finding], sources: &[Source], is_all: bool, lang: Lang) -> String {
    let dead = rows.iter().filter(|row| !row.ok).count();
    let tried = count(lang, rows.len(), ["länk prövad", "länkar prövade"], ["link tried", "links tried"]);
    if dead == 0 && !is_all {
        return format!("{tried}.");
    }
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

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{TcpListener, TcpStream};

    use super::*;

    /// A server on this machine that answers by path and tells the methods it was asked with.
    fn serve(answer: fn(&str, &str) -> Option<String>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                std::thread::spawn(move || speak(&mut stream, answer));
            }
        });
        url
    }

    fn speak(stream: &mut TcpStream, answer: fn(&str, &str) -> Option<String>) {
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
        let first = lines.next().unwrap_or_default();
        while lines.next().is_some_and(|line| !line.is_empty()) {}
        let mut words = first.split(' ');
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        match answer(method, path) {
            Some(head) => {
                let _ = write!(stream, "HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
            // Longer than anybody waits here.
            None => std::thread::sleep(Duration::from_secs(30)),
        }
    }

    fn site(method: &str, path: &str) -> Option<String> {
        Some(match (method, path) {
            (_, "/here") => "200 OK".to_owned(),
            ("GET", "/no-head") => "200 OK".to_owned(),
            (_, "/no-head") => "405 Method Not Allowed".to_owned(),
            (_, "/moved") => "301 Moved Permanently\r\nLocation: /here".to_owned(),
            (_, "/moved-to-nothing") => "302 Found\r\nLocation: /gone".to_owned(),
            (_, "/round") => "302 Found\r\nLocation: /round".to_owned(),
            (_, "/broken") => "500 Internal Server Error".to_owned(),
            (_, "/late") => return None,
            _ => "404 Not Found".to_owned(),
        })
    }

    fn asked(path: &str, seconds: u64) -> Result<u16, String> {
        let agent = agent(Duration::from_secs(seconds), false);
        match ask(&agent, &(serve(site) + path)) {
            Answered::Status(status) => Ok(status),
            Answered::Not(why) => Err(why.get(Lang::Sv).to_owned()),
        }
    }

    #[test]
    fn a_page_that_answers_is_alive_also_where_it_has_moved_or_knows_no_head() {
        for path in ["/here", "/no-head", "/moved"] {
            assert_eq!(asked(path, 5), Ok(200), "{path}");
        }
        assert!(Answered::Status(200).is_alive());
    }

    #[test]
    fn a_page_that_is_gone_is_dead_also_at_the_end_of_a_redirect() {
        assert_eq!(asked("/gone", 5), Ok(404));
        assert_eq!(asked("/moved-to-nothing", 5), Ok(404));
        assert_eq!(asked("/broken", 5), Ok(500));
        assert!(!Answered::Status(404).is_alive() && !Answered::Status(500).is_alive());
    }

    #[test]
    fn who_does_not_answer_is_told_in_the_editor_s_language() {
        assert_eq!(asked("/late", 1), Err("inget svar i tid".to_owned()));
        assert_eq!(asked("/round", 5), Err("den skickar vidare i det oändliga".to_owned()));
        let nobody = ask(&agent(Duration::from_secs(5), false), "http://127.0.0.1:1/");
        assert!(matches!(nobody, Answered::Not(why) if why.get(Lang::Sv) == "ingen förbindelse"));
        let insecure = ask(&agent(Duration::from_secs(5), true), &serve(site));
        assert!(matches!(insecure, Answered::Not(why) if why.get(Lang::Sv).ends_with("utan https")));
    }
}
