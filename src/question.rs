//! A screen that asks: one question, its choices, and somebody to talk to without answering.

use vagvisare_contacts::guide::Question;
use vagvisare_contacts::model::{Audience, ChannelType, Level};
use vagvisare_contacts::schedule::State as Hours;
use vagvisare_contacts::select::select;
use yew::prelude::*;

use crate::state::Message;
use crate::texts::Key;
use crate::view::View;

/// The question screen.
pub fn question(view: &View, question: &Question) -> Html {
    let texts = view.texts();
    let id = question.id.as_str();
    let choices = question.choices.iter().enumerate().map(|(at, choice)| {
        html! {
            <li key={choice.id.clone()}>
                <button type="button" class="choice" part="choice" data-choice={choice.id.clone()}
                    onclick={view.on_press(Message::Chosen(at))}>
                    { texts.choice(id, &choice.id) }
                </button>
            </li>
        }
    });
    html! {
        <div class="screen" key={["q.", id].concat()}>
            <div class="way">{ way(view) }</div>
            <div class="now">{ now(view) }</div>
            { view.landing_heading(Some("question"), texts.question(id)) }
            <div class="help">{ texts.help(id).map(|help| html! { <p>{ help }</p> }) }</div>
            <ul class="choices">{ for choices }</ul>
            <button type="button" class="quiet skip" part="skip" onclick={view.on_press(Message::Skipped)}>
                { view.say(Key::Skip) }
            </button>
        </div>
    }
}

/// The way back, and how far it is; nothing on the first question.
fn way(view: &View) -> Option<Html> {
    let passed = view.state.steps.len();
    if passed == 0 {
        return None;
    }
    let of = passed + view.state.questions_left();
    let step = view.say(Key::Step).with("n", &(passed + 1).to_string()).with("of", &of.to_string());
    Some(html! {
        <>
            { back(view) }
            <span class="step">{ step }</span>
        </>
    })
}

/// The button back.
pub fn back(view: &View) -> Html {
    back_as(view, Key::Back)
}

/// The button back, in other words.
pub fn back_as(view: &View, words: Key) -> Html {
    html! {
        <button type="button" class="quiet back" part="back" onclick={view.on_press(Message::Back)}>
            { view.say(words) }
        </button>
    }
}

/// Somebody who answers now: the best open line that suits what was answered so far, as one line with its number.
fn now(view: &View) -> Option<Html> {
    let answers = view.state.answers();
    // Who hurts somebody, or meets it at work, gets lines of their own at the end; the ones that are open to
    // everybody would read as if the guide had not listened.
    if matches!(answers.audience, Some(Audience::UsingViolence | Audience::Staff)) {
        return None;
    }
    let selection = select(view.directory(), &answers, view.now);
    let (service, channel) = selection.hits.iter().find_map(|hit| {
        let service = &hit.entry.service;
        let mut channels = service.channels.iter().zip(&hit.moments);
        let open = channels
            .find(|(channel, moment)| channel.kind == ChannelType::Phone && moment.state == Hours::Open);
        open.filter(|_| service.level() != Level::Emergency).map(|(channel, _)| (service, channel))
    })?;
    let number = channel.display.clone().unwrap_or_else(|| channel.value.clone());
    Some(html! {
        <p>
            <span class="now-label">{ view.say(Key::Now) }</span>
            <a href={["tel:", &channel.value].concat()}>
                <span class="now-name">{ view.texts().of(&service.name) }</span>
                { " " }
                <bdi dir="ltr" class="number">{ number }</bdi>
            </a>
        </p>
    })
}
