//! `hours`: each channel's state at some instants, as the files say it.

use std::fmt::Write;

use serde::Serialize;
use vagvisare_contacts::calendar::Instant;
use vagvisare_contacts::check::near::nearest;
use vagvisare_contacts::check::{Lang, decode, document};
use vagvisare_contacts::model::{ChannelType, Service};
use vagvisare_contacts::schedule::{Moment, State};
use vagvisare_contacts::select::moments;

use crate::answer::{self, Answer, say};
use crate::args::{Args, Hours};
use crate::failure::Failure;
use crate::input::{self, Source};
use crate::{clock, findings};

/// A channel at an instant, as `--format json` gives it. The names and their order are the contract.
#[derive(Serialize)]
struct Row {
    at: String,
    service: String,
    channel: usize,
    state: &'static str,
    until: Option<String>,
    opens: Option<String>,
}

/// One row for each instant and channel, in the order of the instants, the files and their services.
pub fn run(args: &Args, own: &Hours) -> Result<Answer, Failure> {
    let lang = args.lang();
    let instants = own
        .at
        .iter()
        .map(|text| text.parse().map_err(|_| Failure::BadInstant(text.clone())))
        .collect::<Result<Vec<Instant>, _>>()?;
    let instants = if instants.is_empty() { vec![clock::now()] } else { instants };
    let sources = input::contact_files(std::slice::from_ref(&own.path))?;
    let (mut services, mut note, mut faults) = (Vec::new(), String::new(), Vec::new());
    for source in &sources {
        let (whole, broken) = read(source);
        services.extend(whole);
        if broken {
            let found = findings::errors(source);
            note += &findings::report(&found, std::slice::from_ref(source), lang, false);
            faults.extend(found);
        } else {
            note += &findings::slips(source, lang);
        }
    }
    if let Some(id) = &own.service {
        let near = nearest(id, services.iter().map(|service| service.id.as_str())).map(str::to_owned);
        services.retain(|service| service.id == *id);
        if services.is_empty() && faults.is_empty() {
            return Err(Failure::NoService(id.clone(), near));
        }
    }
    let mut rows = Vec::new();
    let mut words = String::new();
    for at in instants {
        let _ = writeln!(words, "{}", answer::clock(at));
        for service in &services {
            for (channel, moment) in moments(service, at).into_iter().enumerate() {
                let _ = writeln!(words, "  {}", sentence(service, channel, &moment, lang));
                rows.push(Row {
                    at: at.to_string(),
                    service: service.id.clone(),
                    channel,
                    state: state(moment.state),
                    until: moment.until.map(|instant| instant.to_string()),
                    opens: moment.opens.map(|instant| instant.to_string()),
                });
            }
        }
    }
    let code = u8::from(!faults.is_empty());
    Ok(Answer::either(args.format, &findings::with_rows(&rows, &faults, lang), || words)
        .note(note)
        .code(code))
}

/// The services of a file with every channel in its place, and whether any part could not be read. Without
/// their checks: that one is too old for the screen is told by `stale`, and here the hours are asked for.
fn read(source: &Source) -> (Vec<Service>, bool) {
    let decoded = decode::decode(&source.bytes);
    let Some(document) = document::parse(&decoded.text).0 else { return (Vec::new(), true) };
    let mut services = Vec::new();
    let list = document.root.get("services");
    let mut broken = list.is_none_or(|list| !matches!(list.value, document::Value::List(_)));
    for node in document.root.list("services") {
        match document.typed(node) {
            Some(service) => services.push(Service { checked: None, ..service }),
            None => broken = true,
        }
    }
    (services, broken)
}

fn state(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Closed => "closed",
        State::Unknown => "unknown",
    }
}

fn sentence(service: &Service, channel: usize, moment: &Moment, lang: Lang) -> String {
    let name = service.name.get("sv").map_or(service.id.as_str(), |(_, name)| name);
    let way = service
        .channels
        .get(channel)
        .map_or_else(String::new, |channel| format!("{} {}", kind(channel.kind, lang), channel.written()));
    let mut words = say_state(moment.state, lang).to_owned();
    for (instant, before) in
        [(moment.until, say(lang, ", till ", ", until ")), (moment.opens, say(lang, ", öppnar ", ", opens "))]
    {
        if let Some(instant) = instant {
            let _ = write!(words, "{before}{}", answer::clock(instant));
        }
    }
    format!("{name} ({}), {}: {words}", service.id, way.trim_end())
}

fn say_state(state: State, lang: Lang) -> &'static str {
    match state {
        State::Open => say(lang, "öppet", "open"),
        State::Closed => say(lang, "stängt", "closed"),
        State::Unknown => say(lang, "ingen vet", "unknown"),
    }
}

/// A kind of channel in a word.
fn kind(kind: ChannelType, lang: Lang) -> &'static str {
    let (sv, en) = match kind {
        ChannelType::Phone => ("telefon", "telephone"),
        ChannelType::Sms => ("sms", "text message"),
        ChannelType::Textphone => ("texttelefon", "textphone"),
        ChannelType::Video => ("video", "video"),
        ChannelType::Chat => ("chatt", "chat"),
        ChannelType::Email => ("e-post", "mail"),
        ChannelType::Web => ("webb", "web"),
        ChannelType::Visit => ("besök", "visit"),
    };
    say(lang, sv, en)
}
