//! One way to reach a service: the number or the link, whether somebody answers there now, and what is known
//! about it.

use vagvisare_contacts::letters::split;
use vagvisare_contacts::model::{Channel, ChannelType, Cost, Hours, Service, Status};
use vagvisare_contacts::schedule::{Moment, State};
use vagvisare_contacts::select::Hit;
use yew::prelude::*;

use crate::card::{SECRETIVE, site, state_name};
use crate::el::{el, el_with, rows, text};
use crate::texts::{Key, Texts, Words};
use crate::view::{View, around, number, site_name};
use crate::when;

/// A channel of a service at a moment.
pub fn channel(view: &View, service: &Service, channel: &Channel, moment: &Moment) -> Html {
    let hours = el_with(
        "p",
        &["class", "part", "data-state"],
        &["hours", "hours", state_name(moment.state)],
        hours(view, service, channel, moment),
    );
    let facts = el("ul", "facts", rows(facts(view.texts(), channel)));
    el("div", "", vec![way(view.texts(), channel), hours.into(), facts])
}

/// A service by its name and the number or link where somebody answers, else its first, as one link in
/// running text.
pub fn short_link(view: &View, hit: &Hit) -> Option<Html> {
    let service = &hit.entry.service;
    let (channel, _) = service
        .channels
        .iter()
        .zip(&hit.moments)
        .filter(|(channel, _)| channel.kind != ChannelType::Visit)
        .min_by_key(|(channel, moment)| !channel.kind.is_live() || moment.state != State::Open)?;
    let mut words: Vec<Html> = vec![view.texts().of(&service.name).into()];
    if channel.kind.is_number() {
        words.extend([text(" "), number(channel.written())]);
    }
    Some(el_with("a", &["href", "rel"], &[&address(channel)?, rel(channel)], words).into())
}

/// Where a link leads. Reading has made sure that the value is a number, an https address or an e-mail
/// address.
fn address(channel: &Channel) -> Option<String> {
    let scheme = match channel.kind {
        ChannelType::Phone | ChannelType::Textphone => "tel:",
        ChannelType::Sms => "sms:",
        ChannelType::Email => "mailto:",
        ChannelType::Chat | ChannelType::Web | ChannelType::Video => "",
        ChannelType::Visit => return None,
    };
    Some([scheme, &channel.value].concat())
}

fn rel(channel: &Channel) -> &'static str {
    if channel.kind.is_link() { SECRETIVE } else { "" }
}

/// What one presses to get there.
fn way(texts: &Texts, channel: &Channel) -> Html {
    let (key, mark) = match channel.kind {
        ChannelType::Phone => (Key::Call, "{number}"),
        ChannelType::Sms => (Key::Sms, "{number}"),
        ChannelType::Textphone => (Key::Textphone, "{number}"),
        ChannelType::Video => (Key::Video, "{site}"),
        ChannelType::Chat => (Key::Chat, "{site}"),
        ChannelType::Web => (Key::Web, "{site}"),
        ChannelType::Email => (Key::Email, "{address}"),
        ChannelType::Visit => (Key::Visit, ""),
    };
    let words = texts.say(key);
    let written = channel.written();
    let mut label = if channel.kind.is_number() {
        // "sms till 112": the verb is ours.
        let digits = written.bytes().all(|byte| !byte.is_ascii_alphabetic());
        vec![around(words, mark, number(if digits { written } else { &channel.value }))]
    } else if !channel.kind.is_link() {
        vec![around(words, mark, site_name(written))]
    } else if texts.is_swedish() && channel.display.is_some() {
        // What editors write for a link is Swedish, and says what one does there.
        vec![text(written.to_owned())]
    } else if split(&words.text, mark).is_some() {
        vec![around(words, mark, site_name(site(&channel.value)))]
    } else {
        vec![words.into(), text(" "), site_name(site(&channel.value))]
    };
    let Some(href) = address(channel) else { return el("p", "", label) };
    if channel.kind.is_link() {
        label.push(el("span", "unseen", vec![text(". "), texts.say(Key::OtherSite).into()]));
    }
    let class = if channel.kind.is_number() { "channel call" } else { "channel" };
    el_with("a", &["class", "part", "href", "rel"], &[class, "channel", &href, rel(channel)], label).into()
}

/// Whether it is open, and today's hours; nothing for a page, which answers nobody.
fn hours(view: &View, service: &Service, channel: &Channel, moment: &Moment) -> Vec<Html> {
    let texts = view.texts();
    if !channel.kind.is_live() && moment.state == State::Unknown {
        return Vec::new();
    }
    let state = match moment.state {
        _ if service.status == Status::TemporarilyClosed => texts.say(Key::TemporarilyClosed),
        State::Open if matches!(channel.hours, Hours::Always) => texts.say(Key::HoursAlways),
        State::Open => moment.until.map_or_else(
            || texts.say(Key::Open),
            |until| texts.say(Key::OpenUntil).with("time", &when::until(texts, view.now, until)),
        ),
        State::Closed => moment.opens.map_or_else(
            || texts.say(Key::Closed),
            |opens| texts.say(Key::ClosedOpens).with("time", &when::opens(texts, view.now, opens)),
        ),
        State::Unknown if matches!(channel.hours, Hours::Unknown) => texts.say(Key::HoursUnknown),
        State::Unknown => texts.say(Key::Unknown),
    };
    let today = when::today(texts, &channel.hours, view.now, moment)
        .filter(|_| service.status != Status::TemporarilyClosed);
    let mut parts = vec![el("span", "state", vec![state.into()])];
    parts.extend(today.map(|today| el("span", "today", vec![text(today)])));
    parts
}

/// What the data says about the channel, and no more: what is not known is not there.
fn facts(texts: &Texts, channel: &Channel) -> Vec<Html> {
    let mut keys: Vec<Key> = Vec::new();
    keys.extend(channel.cost.map(|cost| match cost {
        Cost::Free => Key::Free,
        Cost::Standard if channel.kind == ChannelType::Sms => Key::CostStandardSms,
        Cost::Standard => Key::CostStandard,
    }));
    if channel.anonymous.as_ref().is_some_and(|claim| claim.value) {
        keys.push(Key::Anonymous);
    }
    if channel.register_first == Some(true) {
        keys.push(Key::RegisterFirst);
    }
    if channel.interpreter == Some(true) {
        keys.push(Key::Interpreter);
    }
    let mut facts: Vec<Words> = keys.into_iter().map(|key| texts.say(key)).collect();
    if !channel.languages.is_empty() {
        let names: Vec<String> = channel.languages.iter().map(|tag| texts.language(tag)).collect();
        // Arabic and Persian have a comma of their own.
        let comma = if texts.locale.dir == "rtl" { "، " } else { ", " };
        facts.push(texts.say(Key::Languages).with("list", &names.join(comma)));
    }
    // Last: it is a whole sentence or two.
    facts.extend(
        channel
            .on_bill
            .as_ref()
            .map(|claim| texts.say(if claim.value { Key::OnBill } else { Key::NotOnBill })),
    );
    facts.into_iter().map(Html::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::testing::{after, config};

    #[test]
    fn a_list_of_languages_has_the_comma_of_the_language_that_it_is_in() {
        for (locale, comma) in [
            (include_str!("../www/guide/sv.json"), ", "),
            (include_str!("../www/guide/ar.json"), "، "),
            (include_str!("../www/guide/fa.json"), "، "),
        ] {
            let state = after(&Config { locale: locale.to_owned(), ..config() }, Vec::new());
            let channels = state.contacts.directory.services.iter().flat_map(|entry| &entry.service.channels);
            let channel = channels.into_iter().find(|channel| channel.languages.len() > 1).unwrap();
            let facts = format!("{:?}", facts(&state.texts, channel));
            let list: Vec<_> = channel.languages.iter().map(|tag| state.texts.language(tag)).collect();
            assert!(facts.contains(&list.join(comma)), "{facts}");
        }
    }
}
