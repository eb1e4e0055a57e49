//! `diff`: a sentence for each change.

use serde_json::{Value, json};

use super::{at, folder, layer, run};

#[test]
fn every_change_is_a_sentence_that_can_be_signed() {
    let new = layer(|layer| {
        layer["hide"] = json!(["se.terrafem"]);
        let service = &mut layer["services"][0];
        service["name"]["sv"] = json!("Stödcentrum väst");
        service["audience"] = json!(["self", "relative"]);
        service["channels"][0]["value"] = json!("+46846500422");
        service["channels"][0]["display"] = json!("08-465 004 22");
        service["channels"][0]["hours"]["weekly"][0]["closes"] = json!("20:00");
        service["channels"][0]["hours"]["exceptions"] =
            json!([{ "from": "2026-12-23", "to": "2026-12-23", "closed": true }]);
        service["checked"] = json!(null);
        let added =
            json!({ "id": "9999.ny", "name": { "sv": "Ny jour" }, "audience": ["self"], "channels": [] });
        layer["services"].as_array_mut().unwrap().push(added);
    });
    let folder = folder(&[("old.json", &layer(|_| ())), ("new.json", &new)]);
    let (old, new) = (at(&folder, "old.json"), at(&folder, "new.json"));
    let words = ["diff", old.to_str().unwrap(), new.to_str().unwrap()];
    insta::assert_snapshot!("diff.sv", run(words).out);
    insta::assert_snapshot!("diff.en", run(words.iter().chain(&["--lang", "en"])).out);
    let rows = run(words.iter().chain(&["--format", "json"])).json();
    assert!(rows.as_array().unwrap().iter().any(|row| row["service"] == "9999.ny" && row["what"] == "added"));
    let back = run(["diff", new.to_str().unwrap(), old.to_str().unwrap()]);
    assert!(back.out.contains("Ny jour (9999.ny) är borttagen."), "{}", back.out);
}

#[test]
fn an_answer_with_a_source_is_told_as_an_answer() {
    let with = |anonymous: Value| layer(|layer| layer["services"][0]["channels"][0]["anonymous"] = anonymous);
    let answer = |value: bool| json!({ "value": value, "source": { "url": "https://exempel.example/" } });
    for (old, new, said) in [
        (json!(null), answer(true), "ändrades från okänt till ja, källan adressen https://exempel.example/."),
        (answer(true), answer(false), "ändrades från ja till nej."),
        (answer(true), json!(true), "ändrades från ja, källan adressen https://exempel.example/ till ja."),
    ] {
        let folder = folder(&[("old.json", &with(old)), ("new.json", &with(new))]);
        let (old, new) = (at(&folder, "old.json"), at(&folder, "new.json"));
        let run = run(["diff", old.to_str().unwrap(), new.to_str().unwrap()]);
        let wanted = format!("Stödcentrum: telefon 08-465 004 21: om man kan vara anonym {said}\n");
        assert_eq!(run.out, wanted);
    }
}

#[test]
fn order_and_layout_are_no_change() {
    let folder = folder(&[("old.json", &layer(|_| ())), ("new.json", &layer(|_| ()))]);
    let (old, new) = (at(&folder, "old.json"), at(&folder, "new.json"));
    assert_eq!(run(["fmt", new.to_str().unwrap()]).code, 0);
    assert_eq!(run(["diff", old.to_str().unwrap(), new.to_str().unwrap()]).out, "Ingenting har ändrats.\n");
}
