//! One service: what it is, how to reach it and whether somebody answers now; the rest behind "show more".

use vagvisare_contacts::model::{Age, Audience, Gender, Service, Source, Status, Text};
use vagvisare_contacts::schedule::State;
use vagvisare_contacts::select::{Hit, is_stale, moments};
use yew::prelude::*;

use crate::channel::{channel, short_link};
use crate::texts::{Key, Texts};
use crate::view::{View, heading};
use crate::when;

/// The card of a service, with a heading of this level.
pub fn card(view: &View, hit: &Hit, level: u8) -> Html {
    let texts = view.texts();
    let service = &hit.entry.service;
    let tag = heading(level);
    let channels = service.channels.iter().zip(&hit.moments).enumerate().map(|(at, (way, moment))| {
        html! { <li key={at}>{ channel(view, service, way, moment) }</li> }
    });
    let alerts = hit.entry.alerts(view.now.local().0).map(|alert| labelled(texts, Key::Alert, &alert.text));
    let note = hit.entry.note.as_ref().map(|note| labelled(texts, Key::Note, note));
    html! {
        <article class="card" part="card" data-service={service.id.clone()} data-state={state_name(hit.state)}>
            <@{tag} class="name">{ texts.of(&service.name) }</@>
            <div class="alerts">{ for alerts }</div>
            <p class="summary">{ texts.of(&service.summary) }</p>
            <ul class="channels">{ for channels }</ul>
            <div class="meanwhile">{ meanwhile(view, hit) }</div>
            <div class="note">{ note }</div>
            <ul class="facts">{ for listed(for_whom(texts, service)) }</ul>
            <details class="more">
                <summary>
                    <span class="when-closed">{ view.say(Key::More) }</span>
                    <span class="when-open">{ view.say(Key::Less) }</span>
                </summary>
                { rest(view, service) }
            </details>
            <p class="checked" part="checked">{ checked(view, service) }</p>
        </article>
    }
}

/// How a state is called in `data-state`.
pub fn state_name(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Closed => "closed",
        State::Unknown => "unknown",
    }
}

/// Words as the rows of a list.
pub fn listed(facts: Vec<Html>) -> impl Iterator<Item = Html> {
    facts.into_iter().enumerate().map(|(at, fact)| html! { <li key={at}>{ fact }</li> })
}

fn labelled(texts: &Texts, label: Key, words: &Text) -> Html {
    html! { <p><strong>{ texts.say(label) }</strong>{ " " }{ texts.of(words) }</p> }
}

/// Whom to turn to while the service is closed: the first of its own list that answers, else the first that is there.
fn meanwhile(view: &View, hit: &Hit) -> Option<Html> {
    if hit.state == State::Open {
        return None;
    }
    let directory = view.directory();
    let next = || hit.entry.service.when_closed.iter().filter_map(|id| directory.entry(id));
    let now = view.now;
    let answers = |service: &Service| moments(service, now).iter().any(|moment| moment.state == State::Open);
    let entry = next().find(|entry| answers(&entry.service)).or_else(|| next().next())?;
    let words = view.say(Key::ClosedNext);
    let link = short_link(view, &entry.service)?;
    let (before, after) = crate::texts::split(&words.text, "name").unwrap_or((&words.text, ""));
    Some(html! { <p lang={words.lang.clone()}>{ before }{ link }{ after }</p> })
}

/// For whom the service is, where it is not for everybody.
fn for_whom(texts: &Texts, service: &Service) -> Vec<Html> {
    let mut facts: Vec<Html> = Vec::new();
    let young = service.age.max.is_some_and(|max| max < 25);
    let genders = service.gender.iter().filter_map(|gender| match gender {
        Gender::All => None,
        Gender::Women if young => Some(Key::ForGirls),
        Gender::Women => Some(Key::ForWomen),
        Gender::Men if young => Some(Key::ForBoys),
        Gender::Men => Some(Key::ForMen),
        Gender::Trans => Some(Key::ForTrans),
        Gender::Nonbinary => Some(Key::ForNonbinary),
    });
    facts.extend(genders.map(|key| texts.say(key).into()));
    let years = |key, name, age: u8| texts.say(key).with(name, &age.to_string());
    let age = match service.age {
        Age { min: None, max: None } => None,
        Age { min: Some(min), max: None } => Some(years(Key::AgeMin, "min", min)),
        Age { min: None, max: Some(max) } => Some(years(Key::AgeUnder, "age", max.saturating_add(1))),
        Age { min: Some(min), max: Some(max) } => {
            Some(years(Key::AgeRange, "min", min).with("max", &max.to_string()))
        }
    };
    facts.extend(age.map(Html::from));
    if service.is_staff_only() && service.audience.contains(&Audience::Staff) {
        facts.push(texts.say(Key::ForStaff).into());
    }
    if service.no_assessment_needed.as_ref().is_some_and(|claim| claim.value) {
        facts.push(texts.say(Key::NoAssessment).into());
    }
    facts
}

/// What is less needed: what it does not do, who runs it, where it is, where the facts come from.
fn rest(view: &View, service: &Service) -> Html {
    let texts = view.texts();
    let mut rows: Vec<Html> = Vec::new();
    if !service.does_not.0.is_empty() {
        rows.push(html! { <>{ texts.say(Key::DoesNot) }{ " " }{ texts.of(&service.does_not) }</> });
    }
    if let Some(who) = &service.organization {
        rows.push(texts.say(Key::RunBy).with("name", who).into());
    }
    match service.place.as_deref() {
        Some("confidential") => rows.push(texts.say(Key::AddressConfidential).into()),
        Some(place) => rows.push(texts.say(Key::Address).with("address", place).into()),
        None => {}
    }
    let claims = service.channels.iter().flat_map(|channel| [&channel.anonymous, &channel.on_bill]);
    let claims = claims.chain([&service.no_assessment_needed]).flatten();
    let mut shown: Vec<&Source> = Vec::new();
    for source in service.source.iter().chain(claims.filter_map(|claim| claim.source.as_ref())) {
        if !shown.contains(&source) {
            shown.push(source);
            rows.push(source_row(texts, source));
        }
    }
    html! { <ul class="rest">{ for listed(rows) }</ul> }
}

fn source_row(texts: &Texts, source: &Source) -> Html {
    let words = match &source.date {
        Some(date) => texts.say(Key::SourceDate).with("date", date),
        None => texts.say(Key::Source),
    };
    let (before, after) = crate::texts::split(&words.text, "name").unwrap_or((&words.text, ""));
    html! {
        <span lang={words.lang.clone()}>
            { before }
            <a href={source.url.clone()} rel="noreferrer noopener nofollow">
                <bdi dir="ltr">{ site(&source.url).to_owned() }</bdi>
            </a>
            { after }
        </span>
    }
}

/// The name of the site that an https address is of.
pub fn site(url: &str) -> &str {
    let rest = url.strip_prefix("https://").unwrap_or(url);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

fn checked(view: &View, service: &Service) -> Html {
    let texts = view.texts();
    let Some(checked) = &service.checked else { return texts.say(Key::NotChecked).into() };
    let stale = service.status == Status::Active && is_stale(service, view.now.local().0);
    let key = if stale { Key::Stale } else { Key::Checked };
    texts.say(key).with("date", &when::date(texts, checked.on)).into()
}
