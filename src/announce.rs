//! What a screen reader is told without the focus moving.

use yew::prelude::*;

/// Two live regions that speak in turn, so that the same words twice are spoken twice.
pub fn announce((count, words): &(u32, String)) -> Html {
    let region = |turn: u32| (count % 2 == turn).then(|| words.clone());
    html! {
        <>
            <div class="unseen" role="status">{ region(0) }</div>
            <div class="unseen" role="status">{ region(1) }</div>
        </>
    }
}
