//! The line that is always on the screen: 112, and the police when it is not urgent.

use vagvisare_contacts::layers::Directory;
use yew::prelude::*;

use crate::texts::Key;
use crate::view::{View, with_number};

/// The address and the written form of a service's first number, or else what is known without any data.
fn number(directory: &Directory, id: &str, value: &str, display: &str) -> (String, String) {
    let service = directory.entry(id).map(|entry| &entry.service);
    let channel =
        service.and_then(|service| service.channels.iter().find(|channel| channel.kind.is_number()));
    let (value, display) = channel.map_or((value, display), |channel| {
        (channel.value.as_str(), channel.display.as_deref().unwrap_or(&channel.value))
    });
    (["tel:", value].concat(), display.to_owned())
}

/// The emergency line.
pub fn emergency(view: &View) -> Html {
    let directory = view.directory();
    let (urgent, urgent_number) = number(directory, "se.112", "112", "112");
    let (police, police_number) = number(directory, "se.polisen", "11414", "114 14");
    html! {
        <>
            <div class="emergency" part="emergency">
                <a href={urgent}>{ with_number(view.say(Key::Emergency), &urgent_number) }</a>
            </div>
            <p class="not-urgent">
                <a href={police}>{ with_number(view.say(Key::NotUrgent), &police_number) }</a>
            </p>
        </>
    }
}
