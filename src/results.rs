//! A screen that answers: the services that suit what was answered, and the way back.

use vagvisare_contacts::guide::Choice;
use vagvisare_contacts::model::Level;
use vagvisare_contacts::select::Hit;
use yew::prelude::*;

use crate::card::card;
use crate::el::{el, row, text};
use crate::message::Press;
use crate::page_view::pages_named;
use crate::texts::Key;
use crate::view::{View, heading};

/// The results screen.
pub fn results(view: &View) -> Vec<Html> {
    let hits = view.hits(&view.state.answers());
    let (special, general): (Vec<&Hit>, Vec<&Hit>) =
        hits.iter().partition(|hit| hit.entry.service.level() == Level::Support);
    let level = view.state.heading_level + 1;
    let chosen = chosen(view);
    let pages = chosen.iter().flat_map(|(_, choice)| &choice.pages).map(String::as_str).collect::<Vec<_>>();
    let mut empty = Vec::new();
    if hits.is_empty() {
        empty.push(view.words(Key::ResultsEmpty));
    }
    let mut group = Vec::new();
    if !general.is_empty() {
        group.push(el(heading(level), "group", vec![view.words(Key::ResultsGeneral)]));
    }
    let way =
        vec![view.button("back", Press::Back, Key::Back), view.button("", Press::Restart, Key::Restart)];
    vec![
        el("div", "way", way),
        view.landing_heading("", view.say(Key::Results)),
        el("div", "answers", answers(view, &chosen)),
        el("div", "advice", advice(view, &chosen)),
        pages_named(view, &pages),
        el("p", "", empty),
        cards(view, &special, level),
        el("div", "", group),
        cards(view, &general, level + 1),
        el("p", "nothing-fits", vec![view.words(Key::NothingFits)]),
    ]
}

/// A list of cards.
pub fn cards(view: &View, hits: &[&Hit], level: u8) -> Html {
    let cards = hits.iter().map(|hit| row(hit.entry.service.id.as_str(), card(view, hit, level)));
    el("ul", "cards", cards.collect())
}

/// The choices that were made, with the questions' ids.
fn chosen<'a>(view: &'a View) -> Vec<(&'a str, &'a Choice)> {
    let guide = &view.state.guide;
    let choice = |question: &str, at: Option<usize>| {
        let question = guide.question(question)?;
        Some((question.id.as_str(), question.choices.get(at?)?))
    };
    view.state.steps.iter().filter_map(|step| choice(&step.question, step.choice)).collect()
}

/// The chosen answers in the words in which they were chosen.
fn answers(view: &View, chosen: &[(&str, &Choice)]) -> Vec<Html> {
    if chosen.is_empty() {
        return Vec::new();
    }
    let words = chosen
        .iter()
        .map(|(question, choice)| row(*question, view.texts().choice(question, &choice.id).into()));
    vec![view.words(Key::Answers), text(" "), el("ul", "", words.collect())]
}

/// What is good to know for these answers: the first openly, the rest for whoever wants it, so that the
/// numbers stay on the first screen of a telephone.
fn advice(view: &View, chosen: &[(&str, &Choice)]) -> Vec<Html> {
    let mut rows: Vec<Html> = Vec::new();
    for (_, choice) in chosen {
        for key in &choice.advice {
            rows.extend(view.texts().advice(key).map(|words| el("p", "", vec![words.into()])));
        }
    }
    if rows.len() > 1 {
        let rest = el("div", "", rows.split_off(1));
        rows.push(el("details", "", vec![el("summary", "", vec![view.words(Key::Advice)]), rest]));
    }
    rows
}
