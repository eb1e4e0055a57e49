//! Whose help is shown, and the list from which another area is chosen.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::state::{Areas, Message};
use crate::texts::Key;
use crate::view::View;

/// The name of the area with a button, and the list when it is open.
pub fn area_picker(view: &View) -> Html {
    let state = view.state;
    html! {
        <div class="area">
            <p>
                <span class="label">{ view.say(Key::Area) }</span>
                { " " }
                <span class="area-name">{ state.contacts.directory.area.name.clone() }</span>
            </p>
            <button type="button" class="quiet" part="area" aria-expanded={state.areas_open.to_string()}
                onclick={view.on_press(Message::AreasToggled)}>
                { view.say(Key::AreaChange) }
            </button>
            <div class="areas">{ state.areas_open.then(|| list(view)) }</div>
        </div>
    }
}

fn list(view: &View) -> Html {
    let areas = match &view.state.areas {
        Areas::Here(areas) => areas,
        Areas::Failed => return html! { <p>{ view.say(Key::AreaFailed) }</p> },
        Areas::Away | Areas::Coming => return html! { <p>{ view.say(Key::Loading) }</p> },
    };
    let shown = view.state.area_coming.as_ref().unwrap_or(&view.state.contacts.directory.area.code);
    let chosen = view.send.reform(|event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        Message::AreaChosen(select.map(|select| select.value()).unwrap_or_default())
    });
    let options = areas.iter().map(|area| {
        html! {
            <option key={area.code.clone()} value={area.code.clone()} selected={area.code == *shown}>
                { area.name.clone() }
            </option>
        }
    });
    html! {
        <label>
            <span class="unseen">{ view.say(Key::AreaChange) }</span>
            <select onchange={chosen}>{ for options }</select>
        </label>
    }
}
