//! What the visitor must know about the data: that it is of a wider area, incomplete, or not to be had.

use yew::prelude::*;

use crate::el::el;
use crate::texts::{Key, Words};
use crate::view::View;

/// The notices, in an element that is always there.
pub fn notices(view: &View) -> Html {
    block(texts(view))
}

/// What became of the area or language that was asked for; it stands where that was done.
pub fn answer(view: &View) -> Html {
    let state = view.state;
    let coming = state.area_coming.is_some() || state.lang_coming.is_some();
    block(state.failed.or(coming.then_some(Key::Loading)).map(|key| view.say(key)).into_iter().collect())
}

fn block(rows: Vec<Words>) -> Html {
    el("div", "notices", rows.into_iter().map(|words| el("p", "", vec![words.into()])).collect())
}

fn texts(view: &View) -> Vec<Words> {
    let state = view.state;
    let contacts = &state.contacts;
    let directory = &contacts.directory;
    let mut rows: Vec<Words> = Vec::new();

    // The area that was asked for has no file, or one without services: then the next wider one with some is
    // shown.
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

#[cfg(test)]
mod tests {
    use crate::config::{Config, LayerText};
    use crate::testing::{WEDNESDAY, after, config, layers, shown};

    async fn notices(change: fn(&mut Config)) -> String {
        let state = move || {
            let mut config = config();
            change(&mut config);
            after(&config, Vec::new())
        };
        let html = shown(state, WEDNESDAY).await;
        let from = html.find("<div class=\"notices\">").unwrap();
        html.get(from..).unwrap().split("</div>").next().unwrap().to_owned()
    }

    #[tokio::test]
    async fn whole_data_of_the_area_needs_no_notice() {
        assert!(!notices(|_| {}).await.contains("<p"));
    }

    #[tokio::test]
    async fn a_layer_beneath_that_is_missing_is_told() {
        let html =
            notices(|config| config.layers = layers().into_iter().filter(|l| l.code != "01").collect()).await;
        assert!(!html.contains("<p"), "a layer that nobody asked for is not missing");
        let html = notices(|config| {
            config.layers = layers();
            if let Some(county) = config.layers.get_mut(1) {
                county.text = None;
            }
        })
        .await;
        assert!(html.contains("01 gick inte att läsa"), "{html}");
    }

    #[tokio::test]
    async fn what_is_left_out_is_counted() {
        let html = notices(|config| {
            let text = r#"{"format":1,"area":{"code":"0184","name":"Solna"},"services":[7,{"id":"0184.a"}]}"#;
            config.layers.splice(..1, [LayerText { code: "0184".to_owned(), text: Some(text.to_owned()) }]);
        })
        .await;
        assert!(html.contains('2'), "{html}");
    }

    #[tokio::test]
    async fn a_municipality_without_services_of_its_own_says_whose_are_shown() {
        let html = notices(|config| {
            let text = r#"{"format":1,"area":{"code":"0114","name":"Upplands Väsby"},"services":[]}"#;
            config.area = "0114".to_owned();
            config.layers.splice(..1, [LayerText { code: "0114".to_owned(), text: Some(text.to_owned()) }]);
        })
        .await;
        assert!(html.contains("Upplands Väsby") && html.contains("Stockholms län"), "{html}");
    }
}
