//! A screen that asks: one question, its choices, and somebody to talk to without answering.

use vagvisare_contacts::guide::Question;
use vagvisare_contacts::model::{Audience, ChannelType, Level};
use vagvisare_contacts::schedule::State;
use yew::prelude::*;

use crate::card::for_whom;
use crate::el::{el, el_with, row, rows, text};
use crate::message::Press;
use crate::page_view::before_use;
use crate::texts::Key;
use crate::view::{View, call, number};

/// The question screen.
pub fn question(view: &View, question: &Question) -> Vec<Html> {
    let texts = view.texts();
    let id = question.id.as_str();
    let choices = question.choices.iter().enumerate().map(|(at, choice)| {
        let button = el_with(
            "button",
            &["type", "class", "part", "data-choice"],
            &["button", "choice", "choice", &choice.id],
            vec![texts.choice(id, &choice.id).into()],
        );
        row(choice.id.as_str(), view.pressed(button, Press::Choice(at)).into())
    });
    let help = texts.help(id).map(Html::from);
    let before = if view.state.steps.is_empty() { vec![before_use(view)] } else { Vec::new() };
    vec![
        el("div", "way", way(view)),
        el("div", "now", now(view).into_iter().collect()),
        view.landing_heading("question", texts.question(id)),
        el("p", "help", help.into_iter().collect()),
        el("div", "", before),
        el("ul", "choices", choices.collect()),
        view.button("skip", Press::Skip, Key::Skip),
    ]
}

/// The way back, and how far it is; nothing on the first question.
fn way(view: &View) -> Vec<Html> {
    let passed = view.state.steps.len();
    if passed == 0 {
        return Vec::new();
    }
    let of = passed + view.state.questions_left();
    let step = view.say(Key::Step).with("n", &(passed + 1).to_string()).with("of", &of.to_string());
    vec![view.button("back", Press::Back, Key::Back), el("span", "step", vec![step.into()])]
}

/// Somebody who answers now: the best open line that suits what was answered so far, as one line with its
/// number.
fn now(view: &View) -> Option<Html> {
    let answers = view.state.answers();
    // Who hurts somebody, or meets it at work, gets lines of their own at the end; the ones that are open to
    // everybody would read as if the guide had not listened.
    if matches!(answers.audience, Some(Audience::UsingViolence | Audience::Staff)) {
        return None;
    }
    let hits = view.hits(&answers);
    let (service, channel) = hits.iter().find_map(|hit| {
        let service = &hit.entry.service;
        let mut channels = service.channels.iter().zip(&hit.moments);
        let open = channels
            .find(|(channel, moment)| channel.kind == ChannelType::Phone && moment.state == State::Open);
        open.filter(|_| service.level() != Level::Emergency).map(|(channel, _)| (service, channel))
    })?;
    let name = el("span", "now-name", vec![view.texts().of(&service.name).into()]);
    let digits = number(channel.written());
    let line = call(["tel:", &channel.value].concat(), vec![name, text(" "), digits]);
    let label = el("span", "now-label", vec![view.words(Key::Now)]);
    let whom = el("ul", "facts", rows(for_whom(view.texts(), service)));
    Some(el("div", "", vec![label, text(" "), line, whom]))
}
