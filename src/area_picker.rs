//! Whose help is shown, and the list from which another area is chosen.

use yew::prelude::*;

use crate::areas::Areas;
use crate::el::{el, el_with, text};
use crate::message::{Message, Press};
use crate::picker::{option, picker};
use crate::texts::Key;
use crate::view::View;

/// The name of the area with a button, and the list when it is open.
pub fn area_picker(view: &View) -> Html {
    let state = view.state;
    let name = state.contacts.directory.area.name.clone();
    let button = el_with(
        "button",
        &["type", "class", "part", "aria-expanded"],
        &["button", "quiet", "area", if state.areas_open { "true" } else { "false" }],
        vec![view.words(Key::AreaChange)],
    );
    let mut areas = Vec::new();
    if state.areas_open {
        areas.push(list(view));
    }
    el(
        "div",
        "area",
        vec![
            el("p", "", vec![el("span", "label", vec![view.words(Key::Area)]), text(" "), text(name)]),
            view.pressed(button, Press::Areas).into(),
            el("div", "areas", areas),
        ],
    )
}

fn list(view: &View) -> Html {
    let areas = match &view.state.areas {
        Areas::Here(areas) => areas,
        Areas::Failed => return el("p", "", vec![view.words(Key::AreaFailed)]),
        Areas::Away | Areas::Coming => return el("p", "", vec![view.words(Key::Loading)]),
    };
    let shown = view.state.area_coming.as_ref().unwrap_or(&view.state.contacts.directory.area.code);
    let options = areas.iter().map(|area| option(&area.code, "", area.name.clone(), area.code == *shown));
    let label = el("span", "unseen", vec![view.words(Key::AreaChange)]);
    el("label", "", vec![label, picker(view, "", options.collect(), Message::AreaChosen)])
}
