//! One way to reach a service: the number or the link, whether somebody answers there now, and what is known about it.

use vagvisare_contacts::model::{Channel, ChannelType, Cost, Hours, Service, Status};
use vagvisare_contacts::schedule::{Moment, State};
use yew::prelude::*;

use crate::card::{listed, site, state_name};
use crate::intl;
use crate::texts::{Key, Texts, Words};
use crate::view::View;
use crate::when;

/// A channel of a service at a moment.
pub fn channel(view: &View, service: &Service, channel: &Channel, moment: &Moment) -> Html {
    html! {
        <>
            { link(view.texts(), channel) }
            <p class="hours" part="hours" data-state={state_name(moment.state)}>
                { for hours(view, service, channel, moment) }
            </p>
            <ul class="facts">{ for listed(facts(view.texts(), channel)) }</ul>
        </>
    }
}

/// A service by its name and its first number or link, as one link in running text.
pub fn short_link(view: &View, service: &Service) -> Option<Html> {
    let channel = service.channels.iter().find(|channel| channel.kind != ChannelType::Visit)?;
    let number = channel.kind.is_number().then(|| html! { <>{ " " }{ number(written(channel)) }</> });
    Some(html! {
        <a href={address(channel)?} rel={rel(channel)}>{ view.texts().of(&service.name) }{ number }</a>
    })
}

fn written(channel: &Channel) -> &str {
    let display = channel.display.as_deref().filter(|display| !display.is_empty());
    display.unwrap_or(&channel.value)
}

fn number(digits: &str) -> Html {
    html! { <bdi dir="ltr" class="number">{ digits.to_owned() }</bdi> }
}

/// Where a link leads. Reading has made sure that the value is a number, an https address or an e-mail address.
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

fn rel(channel: &Channel) -> Option<&'static str> {
    channel.kind.is_link().then_some("noreferrer noopener nofollow")
}

fn link(texts: &Texts, channel: &Channel) -> Html {
    let (key, placeholder) = match channel.kind {
        ChannelType::Phone => (Key::Call, "number"),
        ChannelType::Sms => (Key::Sms, "number"),
        ChannelType::Textphone => (Key::Textphone, "number"),
        ChannelType::Video => (Key::Video, "site"),
        ChannelType::Chat => (Key::Chat, "site"),
        ChannelType::Web => (Key::Web, "site"),
        ChannelType::Email => (Key::Email, "address"),
        ChannelType::Visit => (Key::Visit, ""),
    };
    let words = texts.say(key);
    let is_number = channel.kind.is_number();
    let shown = if is_number && written(channel).bytes().any(|byte| byte.is_ascii_alphabetic()) {
        // "sms till 112": the verb is ours.
        &channel.value
    } else {
        written(channel)
    };
    let label = if channel.kind.is_link() && texts.is_swedish() && channel.display.is_some() {
        // What editors write for a link is Swedish, and says what one does there.
        html! { shown.to_owned() }
    } else if let Some((before, after)) = crate::texts::split(&words.text, placeholder) {
        let shown = match channel.kind {
            kind if kind.is_link() => html! { <bdi dir="ltr">{ site(&channel.value).to_owned() }</bdi> },
            ChannelType::Email => html! { <bdi dir="ltr">{ shown.to_owned() }</bdi> },
            _ => number(shown),
        };
        html! { <><span class="verb">{ before }</span>{ shown }<span class="verb">{ after }</span></> }
    } else if channel.kind.is_link() {
        html! { <>{ words }{ " " }<bdi dir="ltr">{ site(&channel.value).to_owned() }</bdi></> }
    } else {
        Html::from(words)
    };
    let class = if is_number { "channel call" } else { "channel" };
    match address(channel) {
        None => html! { <p class="channel">{ label }</p> },
        Some(href) => {
            let elsewhere = channel.kind.is_link().then(|| {
                html! { <span class="unseen">{ ". " }{ texts.say(Key::OtherSite) }</span> }
            });
            html! { <a {class} part="channel" {href} rel={rel(channel)}>{ label }{ elsewhere }</a> }
        }
    }
}

/// Whether it is open, and today's hours; nothing for a page, which answers nobody.
fn hours(view: &View, service: &Service, channel: &Channel, moment: &Moment) -> Vec<Html> {
    let texts = view.texts();
    if !channel.kind.is_live() && moment.state == State::Unknown {
        return Vec::new();
    }
    let state = match moment.state {
        _ if service.status == Status::TemporarilyClosed => texts.say(Key::TemporarilyClosed),
        State::Open if channel.hours == Hours::Always => texts.say(Key::HoursAlways),
        State::Open => moment.until.map_or_else(
            || texts.say(Key::Open),
            |until| texts.say(Key::OpenUntil).with("time", &when::until(texts, view.now, until)),
        ),
        State::Closed => moment.opens.map_or_else(
            || texts.say(Key::Closed),
            |opens| texts.say(Key::ClosedOpens).with("time", &when::opens(texts, view.now, opens)),
        ),
        State::Unknown if channel.hours == Hours::Unknown => texts.say(Key::HoursUnknown),
        State::Unknown => texts.say(Key::Unknown),
    };
    let today = when::today(texts, &channel.hours, view.now, moment)
        .filter(|_| service.status != Status::TemporarilyClosed)
        .map(|today| html! { <span key="today" class="today" dir="auto">{ today }</span> });
    let mut parts = vec![html! { <span key="state" class="state">{ state }</span> }];
    parts.extend(today);
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
    keys.extend(channel.on_bill.as_ref().map(|claim| if claim.value { Key::OnBill } else { Key::NotOnBill }));
    if channel.register_first == Some(true) {
        keys.push(Key::RegisterFirst);
    }
    if channel.interpreter == Some(true) {
        keys.push(Key::Interpreter);
    }
    let mut facts: Vec<Words> = keys.into_iter().map(|key| texts.say(key)).collect();
    if !channel.languages.is_empty() {
        let names: Vec<String> =
            channel.languages.iter().map(|tag| intl::language(tag, texts.lang())).collect();
        facts.push(texts.say(Key::Languages).with("list", &names.join(", ")));
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
