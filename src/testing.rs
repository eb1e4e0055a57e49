//! For native tests: the guide on the shipped data, rendered to text.

use vagvisare_contacts::calendar::Instant;
use yew::ServerRenderer;
use yew::prelude::*;

use crate::config::{Config, LayerText};
use crate::guide_view::guide;
use crate::message::{Message, Press, Send};
use crate::state::State;
use crate::view::View;

/// A Wednesday at ten in the morning.
pub const WEDNESDAY: &str = "2026-11-25T10:00:00+01:00";
/// The night after it.
pub const NIGHT: &str = "2026-11-26T03:00:00+01:00";

/// The contact files of Solna.
pub fn layers() -> Vec<LayerText> {
    let files = [
        ("0184", include_str!("../www/contacts/0184.json")),
        ("01", include_str!("../www/contacts/01.json")),
        ("se", include_str!("../www/contacts/se.json")),
    ];
    files.map(|(code, text)| LayerText { code: code.to_owned(), text: Some(text.to_owned()) }).into()
}

/// What a council's page in Solna starts the guide with.
pub fn config() -> Config {
    Config {
        area: "0184".to_owned(),
        heading_level: 2,
        guide: include_str!("../www/guide/guide.json").to_owned(),
        locale: include_str!("../www/guide/sv.json").to_owned(),
        layers: layers(),
        langs: vec!["sv".to_owned(), "en".to_owned()],
        ..Config::default()
    }
}

/// The state after some messages.
pub fn after(config: &Config, messages: Vec<Message>) -> State {
    let mut state = State::new(config).unwrap();
    for message in messages {
        state.update(message);
    }
    state
}

/// The message that the choice with this id of the present question sends.
pub fn choice(state: &State, id: &str) -> Message {
    let question = state.guide.question(state.question.as_deref().unwrap()).unwrap();
    Message::Pressed(Press::Choice(question.choices.iter().position(|choice| choice.id == id).unwrap()))
}

/// The state after some choices, by their ids; `-` skips.
pub fn chosen(choices: &[&str]) -> State {
    let mut state = State::new(&config()).unwrap();
    for id in choices {
        let message = if *id == "-" { Message::Pressed(Press::Skip) } else { choice(&state, id) };
        state.update(message);
    }
    state
}

#[derive(PartialEq, Properties)]
struct Props {
    state: State,
    since: Instant,
    at: Instant,
}

#[component]
fn Shown(props: &Props) -> Html {
    let landing = use_node_ref();
    guide(&View {
        state: &props.state,
        now: props.at,
        since: props.since,
        send: &Send::noop(),
        landing: &landing,
    })
}

/// What is on the screen in a state at an instant, as HTML.
pub async fn shown(state: impl FnOnce() -> State + std::marker::Send + 'static, at: &str) -> String {
    shown_since(at, state, at).await
}

/// The same where the visitor came to the screen at another instant.
pub async fn shown_since(
    since: &str,
    state: impl FnOnce() -> State + std::marker::Send + 'static,
    at: &str,
) -> String {
    let (since, at) = (since.parse().unwrap(), at.parse().unwrap());
    let props = move || Props { state: state(), since, at };
    ServerRenderer::<Shown>::with_props(props).hydratable(false).render().await
}

/// How often something stands in a text.
pub fn count(html: &str, what: &str) -> usize {
    html.matches(what).count()
}
