//! A screen that answers: the services that suit what was answered, and the way back.

use vagvisare_contacts::model::Level;
use vagvisare_contacts::select::{Hit, select};
use yew::prelude::*;

use crate::card::card;
use crate::question::back;
use crate::state::Message;
use crate::texts::Key;
use crate::view::{View, heading};

/// The results screen.
pub fn results(view: &View) -> Html {
    let selection = select(view.directory(), &view.state.answers(), view.now);
    let (special, general): (Vec<&Hit>, Vec<&Hit>) =
        selection.hits.iter().partition(|hit| hit.entry.service.level() == Level::Support);
    let level = view.state.heading_level + 1;
    let tag = heading(level);
    let empty = selection.hits.is_empty().then(|| html! { <p>{ view.say(Key::ResultsEmpty) }</p> });
    let general_heading =
        (!general.is_empty()).then(|| html! { <@{tag} class="group">{ view.say(Key::ResultsGeneral) }</@> });
    html! {
        <div class="screen" key="results">
            <div class="way">
                { back(view) }
                <button type="button" class="quiet restart" onclick={view.on_press(Message::Restarted)}>
                    { view.say(Key::Restart) }
                </button>
            </div>
            { view.landing_heading(None, view.say(Key::Results)) }
            <div class="answers">{ answers(view) }</div>
            <div class="advice">{ for advice(view) }</div>
            <div class="empty">{ empty }</div>
            { cards(view, &special, level) }
            <div>{ general_heading }</div>
            { cards(view, &general, level + 1) }
            <p class="nothing-fits">{ view.say(Key::NothingFits) }</p>
        </div>
    }
}

/// A list of cards.
pub fn cards(view: &View, hits: &[&Hit], level: u8) -> Html {
    let cards = hits.iter().map(|hit| {
        html! { <li key={hit.entry.service.id.clone()}>{ card(view, hit, level) }</li> }
    });
    html! { <ul class="cards">{ for cards }</ul> }
}

/// What is good to know for these answers: the first openly, the rest for whoever wants it, so that the numbers stay
/// on the first screen of a telephone.
fn advice(view: &View) -> Vec<Html> {
    let state = view.state;
    let mut keys: Vec<&str> = Vec::new();
    for step in &state.steps {
        let question = state.guide.question(&step.question);
        let choice = question.and_then(|question| question.choices.get(step.choice?));
        keys.extend(choice.iter().flat_map(|choice| &choice.advice).map(String::as_str));
    }
    let mut rows = keys
        .iter()
        .filter_map(|key| Some(html! { <p key={(*key).to_owned()}>{ view.texts().advice(key)? }</p> }));
    let first = rows.next();
    let rest: Vec<Html> = rows.collect();
    let rest = (!rest.is_empty()).then(|| {
        html! {
            <details key="rest">
                <summary>{ view.say(Key::Advice) }</summary>
                <div>{ for rest }</div>
            </details>
        }
    });
    first.into_iter().chain(rest).collect()
}

/// The chosen answers in the words in which they were chosen.
fn answers(view: &View) -> Option<Html> {
    let state = view.state;
    let mut chosen = state.steps.iter().filter_map(|step| {
        let question = state.guide.question(&step.question)?;
        let choice = question.choices.get(step.choice?)?;
        let words = view.texts().choice(&question.id, &choice.id);
        Some(html! { <li key={question.id.clone()}>{ words }</li> })
    });
    let first = chosen.next()?;
    Some(html! {
        <>
            <span>{ view.say(Key::Answers) }</span>
            { " " }
            <ul>{ first }{ for chosen }</ul>
        </>
    })
}
