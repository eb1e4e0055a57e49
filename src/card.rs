//! One service: what it is, how to reach it and whether somebody answers now; the rest behind "show more".

use vagvisare_contacts::model::{Age, Audience, CONFIDENTIAL, Claim, Gender, Service, Source, Status, Text};
use vagvisare_contacts::schedule::State;
use vagvisare_contacts::select::{self, Answers, Hit, is_stale};
use yew::prelude::*;

use crate::channel::{channel, short_link};
use crate::el::{el, el_with, rows, text};
use crate::texts::{Key, Texts};
use crate::view::{View, around, heading, site_name};
use crate::when;

/// The card of a service, with a heading of this level.
pub fn card(view: &View, hit: &Hit, level: u8) -> Html {
    let texts = view.texts();
    let service = &hit.entry.service;
    let channels = service.channels.iter().zip(&hit.moments);
    let mut channels: Vec<Html> = channels.map(|(way, moment)| channel(view, service, way, moment)).collect();
    // The first way stands before everything that one reads: the number is what was looked for.
    let others = channels.split_off(channels.len().min(1));
    let alerts = hit.entry.alerts(view.now.local().0);
    let note = hit.entry.note.as_ref();
    let summary = vec![
        el("span", "when-closed", vec![view.words(Key::More)]),
        el("span", "when-open", vec![view.words(Key::Less)]),
    ];
    let checked = el_with("p", &["class", "part"], &["checked", "checked"], vec![checked(view, service)]);
    el_with(
        "article",
        &["class", "part", "data-service", "data-state"],
        &["card", "card", &service.id, state_name(hit.state)],
        vec![
            el(heading(level), "name", vec![texts.of(&service.name).into()]),
            el("ul", "facts", rows(for_whom(texts, service))),
            el("ul", "channels", rows(channels)),
            el("p", "meanwhile", meanwhile(view, hit).into_iter().collect()),
            el("div", "alerts", alerts.map(|alert| labelled(texts, Key::Alert, &alert.text)).collect()),
            el("p", "summary", vec![texts.of(&service.summary).into()]),
            el("div", "alerts", note.map(|note| labelled(texts, Key::Note, note)).into_iter().collect()),
            el("ul", "channels", rows(others)),
            el("details", "", vec![el("summary", "", summary), el("ul", "rest", rows(rest(view, service)))]),
            checked.into(),
        ],
    )
    .into()
}

/// How a state is called in `data-state`.
pub fn state_name(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Closed => "closed",
        State::Unknown => "unknown",
    }
}

fn labelled(texts: &Texts, label: Key, words: &Text) -> Html {
    let label = el("strong", "", vec![texts.say(label).into()]);
    el("p", "", vec![label, text(" "), texts.of(words).into()])
}

/// Whom to turn to while a way to the service is closed and none is open: the first of its own list where
/// somebody answers, else the first where somebody may; nobody who is closed too or is not for this visitor.
fn meanwhile(view: &View, hit: &Hit) -> Option<Html> {
    if hit.state == State::Open || hit.moments.iter().all(|moment| moment.state != State::Closed) {
        return None;
    }
    let directory = view.directory();
    let answers = view.state.answers();
    let entries = hit.entry.service.when_closed.iter().filter_map(|id| directory.entry(id));
    let anybodys = Answers { audience: answers.audience, ..Answers::default() };
    let suitable = entries.filter(|entry| select::suits(&entry.service, &anybodys));
    // Of several the first: the order is the editor's.
    let next = suitable
        .map(|entry| select::hit(entry, &answers, view.now))
        .filter(|next| next.state != State::Closed)
        .min_by_key(|next| next.state)?;
    Some(around(view.say(Key::ClosedNext), "{name}", short_link(view, &next)?))
}

/// For whom the service is, where it is not for everybody.
pub fn for_whom(texts: &Texts, service: &Service) -> Vec<Html> {
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
fn rest(view: &View, service: &Service) -> Vec<Html> {
    let texts = view.texts();
    let mut rows: Vec<Html> = Vec::new();
    if !service.does_not.0.is_empty() {
        rows.push(labelled(texts, Key::DoesNot, &service.does_not));
    }
    if let Some(who) = &service.organization {
        rows.push(texts.say(Key::RunBy).with("name", who).into());
    }
    match service.place.as_deref() {
        Some(CONFIDENTIAL) => rows.push(texts.say(Key::AddressConfidential).into()),
        Some(place) => rows.push(texts.say(Key::Address).with("address", place).into()),
        None => {}
    }
    let mut claims: Vec<&Option<Claim>> = vec![&service.no_assessment_needed];
    claims.extend(service.channels.iter().flat_map(|channel| [&channel.anonymous, &channel.on_bill]));
    if service.source.is_none() {
        rows.push(texts.say(Key::Source).with("name", "–").into());
    }
    let mut shown: Vec<&Source> = Vec::new();
    let own = claims.into_iter().flatten().filter_map(|claim| claim.source.as_ref());
    for source in service.source.iter().chain(own) {
        if !shown.contains(&source) {
            shown.push(source);
            rows.push(source_row(texts, source));
        }
    }
    rows
}

fn source_row(texts: &Texts, source: &Source) -> Html {
    let words = match &source.date {
        Some(date) => texts.say(Key::SourceDate).with("date", date),
        None => texts.say(Key::Source),
    };
    let link = el_with("a", &["href", "rel"], &[&source.url, SECRETIVE], vec![site_name(site(&source.url))]);
    around(words, "{name}", link.into())
}

/// What keeps another site from being told where a visitor comes from.
pub const SECRETIVE: &str = "noreferrer noopener nofollow";

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

#[cfg(test)]
mod tests {
    use crate::config::{Config, LayerText};
    use crate::message::{Message, Press};
    use crate::testing::{NIGHT, WEDNESDAY, after, chosen, config, count, shown};

    const ANOTHER: &str = r#"{"id":"se.y","name":{"sv":"Andra linjen"},"audience":["self"],"level":"general",
        "channels":[{"type":"phone","value":"+46846500401","display":"08-465 004 01","hours":"always"}]}"#;

    async fn card(fields: &'static str, channel: &'static str, at: &str) -> String {
        beside(ANOTHER, fields, channel, at).await
    }

    /// The card of a service that has these fields besides the needed ones, in a nation with these others.
    async fn beside(others: &'static str, fields: &'static str, channel: &'static str, at: &str) -> String {
        let state = move || {
            let text = [
                r#"{"format":1,"area":{"code":"se","name":"Sverige"},"services":[{
                "id":"se.x","name":{"sv":"Linjen"},
                "audience":["self"],"source":{"url":"https://example.se/a","date":"2024-04"},"#,
                fields,
                r#""channels":[{"type":"phone","value":"+46846500400","display":"08-465 004 00","#,
                channel,
                "}]},",
                others,
                "]}",
            ];
            let layer = LayerText { code: "se".to_owned(), text: Some(text.concat()) };
            let config = Config { area: "se".to_owned(), layers: vec![layer], ..config() };
            after(&config, vec![Message::Pressed(Press::Search), Message::Typed("0846500400".to_owned())])
        };
        let html = shown(state, at).await;
        let from = html.find("<article").unwrap();
        html.get(from..html.find("</article>").unwrap()).unwrap().to_owned()
    }

    const DAILY: &str = r#""hours":{"weekly":[{"days":["mo","tu","we","th","fr","sa","su"],"opens":"09:00",
        "closes":"19:00"}],"holidays":"closed","eves":"closed"}"#;

    #[tokio::test]
    async fn an_open_line_says_until_when_and_todays_hours() {
        let html = card("", DAILY, WEDNESDAY).await;
        assert!(html.contains("data-state=\"open\""));
        assert!(html.contains("Öppet till kl. 19:00") && html.contains("I dag 09:00–19:00"), "{html}");
    }

    #[tokio::test]
    async fn a_closed_line_says_when_it_opens_and_whom_to_turn_to() {
        let html = card(r#""when_closed":["se.y"],"#, DAILY, NIGHT).await;
        assert!(html.contains("data-state=\"closed\""));
        assert!(html.contains("Öppnar kl. 09:00"), "{html}");
        assert!(html.contains("tel:+46846500401") && html.contains("Andra linjen"));
    }

    #[tokio::test]
    async fn whom_to_turn_to_is_for_this_visitor_and_there_and_by_the_way_that_answers() {
        let others = r#"{"id":"se.gone","name":{"sv":"Borta"},"audience":["self"],"status":"inactive",
            "channels":[{"type":"phone","value":"+46846500402","hours":"always"}]},
            {"id":"se.staff","name":{"sv":"Personalens"},"audience":["staff"],
            "channels":[{"type":"phone","value":"+46846500403","hours":"always"}]},
            {"id":"se.page","name":{"sv":"Sidan"},"audience":["self"],
            "channels":[{"type":"web","value":"https://example.se/b","hours":"always"}]},
            {"id":"se.chat","name":{"sv":"Chatten"},"audience":["self"],
            "channels":[{"type":"phone","value":"+46846500404","hours":"unknown"},
            {"type":"chat","value":"https://example.se/c","hours":"always"}]}"#;
        let fields = r#""when_closed":["se.gone","se.staff","se.page","se.chat"],"#;
        let html = beside(others, fields, DAILY, NIGHT).await;
        assert!(html.contains("href=\"https://example.se/c\"") && html.contains("Chatten"), "{html}");
        for not in ["Borta", "Personalens", "Sidan", "46846500404"] {
            assert!(!html.contains(not), "{not}");
        }
    }

    #[tokio::test]
    async fn a_closed_line_names_the_next_step_though_nobody_knows_when_its_chat_is_open() {
        let somaya = |html: String| {
            let card = html.split("data-service=\"se.somaya\"").nth(1).unwrap();
            card.split("</article>").next().unwrap().to_owned()
        };
        let results = || chosen(&["self", "close_relationship", "talk"]);
        let night = somaya(shown(results, NIGHT).await);
        assert!(night.contains("Stängt nu. Öppnar kl. 09:00") && night.contains("vända dig till"), "{night}");
        assert!(!somaya(shown(results, WEDNESDAY).await).contains("vända dig till"));
    }

    #[tokio::test]
    async fn nobody_is_sent_from_a_closed_line_to_another() {
        let others = r#"{"id":"se.shut","name":{"sv":"Stängda"},"audience":["self"],"status":"temporarily_closed",
            "channels":[{"type":"phone","value":"+46846500402","hours":"always"}]},
            {"id":"se.maybe","name":{"sv":"Kanske"},"audience":["self"],
            "channels":[{"type":"phone","value":"+46846500403","hours":"unknown"}]}"#;
        let html = beside(others, r#""when_closed":["se.x","se.shut","se.maybe"],"#, DAILY, NIGHT).await;
        assert!(html.contains("Kanske") && !html.contains("Stängda"), "{html}");
        let html = beside(others, r#""when_closed":["se.x","se.shut"],"#, DAILY, NIGHT).await;
        assert!(!html.contains("vända dig till"), "{html}");
    }

    #[tokio::test]
    async fn what_is_open_since_yesterday_is_not_closed_today() {
        let friday = r#""hours":{"weekly":[{"days":["fr"],"opens":"17:00","closes":"02:00"}],
            "holidays":"as_weekly","eves":"as_weekly"}"#;
        let html = card("", friday, "2026-11-21T01:00:00+01:00").await;
        assert!(html.contains("Öppet till kl. 02:00") && !html.contains("Stängt i dag"), "{html}");
    }

    #[tokio::test]
    async fn no_adult_is_sent_to_the_line_for_children() {
        let night = || chosen(&["self", "honour", "talk"]);
        let html = shown(night, NIGHT).await;
        let from = html.find("Rätt att välja").unwrap();
        let card = html.get(from..html.get(from..).unwrap().find("</article>").unwrap() + from).unwrap();
        assert!(card.contains("data-state=\"closed\"") && card.contains("class=\"meanwhile\""), "{card}");
        assert!(card.contains("Kvinnofridslinjen") && !card.contains("Bris"), "{card}");
    }

    #[tokio::test]
    async fn what_is_not_known_is_not_said() {
        let html = card("", r#""hours":"unknown","anonymous":null,"on_bill":null"#, WEDNESDAY).await;
        assert!(html.contains("data-state=\"unknown\""));
        for word in ["Gratis", "säga vem du är", "räkningen", "tolk", "Öppet"] {
            assert!(!html.contains(word), "{word}");
        }
    }

    #[tokio::test]
    async fn what_is_not_on_the_bill_is_still_in_the_phone_and_the_card_says_so() {
        let html =
            card("", r#""cost":"free","on_bill":{"value":false,"source":{"url":"https://lag.se/"}}"#, NIGHT)
                .await;
        assert!(html.contains("Gratis") && html.contains("Syns inte på räkningen"));
        assert!(html.contains("telefonens lista"));
        assert_eq!(count(&html, "Syns inte på räkningen"), 1);
        assert!(html.contains("href=\"https://lag.se/\""), "the property's own source");
    }

    #[tokio::test]
    async fn a_confidential_place_has_no_address() {
        let html = card(r#""place":"confidential","#, DAILY, NIGHT).await;
        assert!(html.contains("Adressen är hemlig") && !html.contains("confidential"));
        // The checker refuses it; a visitor is shown no word that only means that there is nothing to show.
        let html = card(r#""place":"Confidential","#, DAILY, NIGHT).await;
        assert!(html.contains("Adressen är hemlig") && !html.contains("Confidential"));
        let html = card(r#""place":"Storgatan 1","#, DAILY, NIGHT).await;
        assert!(html.contains("Adress: Storgatan 1"));
    }

    #[tokio::test]
    async fn a_card_tells_when_somebody_made_sure_or_that_nobody_has() {
        let html = card("", DAILY, NIGHT).await;
        assert!(html.contains("Ingen har ringt"));
        let html =
            card(r#""checked":{"on":"2026-11-01","how":"phoned"},"check_every_days":30,"#, DAILY, WEDNESDAY)
                .await;
        assert!(html.contains("Kontrollerat 2026-11-01") && html.contains("data-state=\"open\""));
    }

    #[tokio::test]
    async fn a_stale_check_keeps_the_number_and_no_longer_says_open() {
        let html =
            card(r#""checked":{"on":"2025-11-01","how":"phoned"},"check_every_days":30,"#, DAILY, WEDNESDAY)
                .await;
        assert!(html.contains("08-465 004 00") && html.contains("data-state=\"unknown\""));
        assert!(!html.contains("Öppet") && html.contains("Det är länge sedan"));
    }

    #[tokio::test]
    async fn a_stale_check_says_on_a_day_without_hours_neither_open_nor_closed() {
        let weekdays = r#""hours":{"weekly":[{"days":["mo"],"opens":"09:00","closes":"19:00"}],
            "holidays":"closed","eves":"closed"}"#;
        let fresh = card("", weekdays, WEDNESDAY).await;
        assert!(fresh.contains("Stängt"), "{fresh}");
        let checked = r#""checked":{"on":"2025-11-01","how":"phoned"},"check_every_days":30,"#;
        let html = card(checked, weekdays, WEDNESDAY).await;
        assert!(html.contains("Vi vet inte") && !html.contains("Stängt"), "{html}");
    }

    #[tokio::test]
    async fn a_service_that_is_closed_for_a_time_is_closed_with_its_notice() {
        let fields = r#""status":"temporarily_closed",
            "alert":{"text":{"sv":"Flyttar."},"from":"2026-11-01","to":"2026-12-01"},"#;
        let html = card(fields, DAILY, WEDNESDAY).await;
        assert!(html.contains("data-state=\"closed\"") && html.contains("Stängt en tid"));
        assert!(html.contains("Flyttar.") && !html.contains("I dag"));
    }

    #[tokio::test]
    async fn links_to_other_sites_tell_them_nothing() {
        let html = card("", DAILY, NIGHT).await;
        for link in html.split("<a ").skip(1).filter(|link| link.contains("href=\"https:")) {
            assert!(
                link.contains("rel=\"noreferrer noopener nofollow\"") && !link.contains("target"),
                "{link}"
            );
        }
    }
}
