//! The search over every service of the area that this visitor may see.

use vagvisare_contacts::select::hit;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::question::back_as;
use crate::results::cards;
use crate::state::Message;
use crate::texts::Key;
use crate::view::{View, heading};

/// The search screen.
pub fn search_view(view: &View) -> Html {
    let state = view.state;
    let tag = heading(state.heading_level);
    let typed = view.send.reform(|event: InputEvent| {
        Message::Typed(
            event.target_dyn_into::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default(),
        )
    });
    // Enter has nothing to send: what is found is there already.
    let nothing = Callback::from(|event: SubmitEvent| event.prevent_default());
    let answers = state.answers();
    let hits: Vec<_> = state.found().into_iter().map(|entry| hit(entry, &answers, view.now)).collect();
    html! {
        <div class="screen" key="search">
            <div class="way">{ back_as(view, Key::SearchClose) }</div>
            <@{tag} class="landing">{ view.say(Key::Search) }</@>
            <form role="search" onsubmit={nothing}>
                <label>
                    <span>{ view.say(Key::SearchLabel) }</span>
                    <input type="search" part="search" autocomplete="off" autocapitalize="none" spellcheck="false"
                        enterkeyhint="search" ref={view.landing.clone()} value={state.query.clone()}
                        oninput={typed} />
                </label>
            </form>
            <p class="found">{ state.found_words() }</p>
            { cards(view, &hits.iter().collect::<Vec<_>>(), state.heading_level + 1) }
        </div>
    }
}
