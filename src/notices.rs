//! What the visitor must know about the data: that it is of a wider area, incomplete, or not to be had.

use yew::prelude::*;

use crate::el::el;
use crate::texts::{Key, Words};
use crate::view::View;

/// The notices, in an element that is always there.
pub fn notices(view: &View) -> Html {
    let rows = texts(view).into_iter().map(|words| el("p", "", vec![words.into()]));
    el("div", "notices", rows.collect())
}

fn texts(view: &View) -> Vec<Words> {
    let state = view.state;
    let contacts = &state.contacts;
    let directory = &contacts.directory;
    let mut rows: Vec<Words> = state.failed.map(|key| view.say(key)).into_iter().collect();
    let coming = state.area_coming.is_some() || state.lang_coming.is_some();
    rows.extend(coming.then(|| view.say(Key::Loading)));

    // The area that was asked for has no file, or one without services: then the next wider one with some is shown.
    let own = directory.services.iter().any(|entry| entry.layer == contacts.wanted);
    let nearest = directory.found.iter().find(|area| directory.services.iter().any(|e| e.layer == area.code));
    let mut told = None;
    if let (false, Some(nearest)) = (own, nearest) {
        let found = directory.found.iter().chain(&directory.municipalities);
        let name = found.into_iter().find(|area| area.code == contacts.wanted);
        let name = name.map_or(&contacts.wanted, |area| &area.name);
        rows.push(view.say(Key::AreaUnknown).with("area", name).with("shown", &nearest.name));
        told = Some(contacts.wanted.as_str());
    }
    for code in contacts.missing.iter().filter(|code| told != Some(code.as_str())) {
        let known = directory.municipalities.iter().find(|area| area.code == *code);
        rows.push(view.say(Key::LayerMissing).with("area", known.map_or(code, |area| &area.name)));
    }
    if contacts.left_out > 0 {
        rows.push(view.say(Key::LeftOut).with("n", &contacts.left_out.to_string()));
    }
    rows
}
