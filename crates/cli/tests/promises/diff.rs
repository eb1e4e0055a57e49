//! `diff`: a sentence for each change.

use serde_json::{Value, json};

use super::{Run, at, folder, layer, run};

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
fn help_without_an_assessment_is_told_the_right_way_round() {
    let with = |needless: bool| layer(|layer| layer["services"][0]["no_assessment_needed"] = json!(needless));
    let sentence = |lang| told(&with(false), &with(true), &["--lang", lang]).out;
    let (sv, en) = (sentence("sv"), sentence("en"));
    assert!(sv.contains("om hjälpen ges utan biståndsbedömning ändrades från nej till ja"), "{sv}");
    assert!(en.contains("whether help is given without a needs assessment"), "{en}");
}

#[test]
fn order_and_layout_are_no_change() {
    let folder = folder(&[("old.json", &layer(|_| ())), ("new.json", &layer(|_| ()))]);
    let (old, new) = (at(&folder, "old.json"), at(&folder, "new.json"));
    assert_eq!(run(["fmt", new.to_str().unwrap()]).code, 0);
    assert_eq!(run(["diff", old.to_str().unwrap(), new.to_str().unwrap()]).out, "Ingenting har ändrats.\n");
}

#[test]
fn what_is_left_out_is_unknown_as_what_is_null() {
    let null = layer(|layer| layer["services"][0]["channels"][0]["anonymous"] = json!(null));
    assert_eq!(told(&layer(|_| ()), &null, &[]).out, "Ingenting har ändrats.\n");
    assert_eq!(told(&null, &layer(|_| ()), &[]).out, "Ingenting har ändrats.\n");
    let known = layer(|layer| layer["services"][0]["channels"][0]["anonymous"] = json!(true));
    assert_ne!(told(&null, &known, &[]).out, "Ingenting har ändrats.\n");
}

/// What is told of two versions of a layer.
fn told(old: &[u8], new: &[u8], more: &[&str]) -> Run {
    let folder = folder(&[("old.json", old), ("new.json", new)]);
    let (old, new) = (at(&folder, "old.json"), at(&folder, "new.json"));
    run(["diff", old.to_str().unwrap(), new.to_str().unwrap()].iter().chain(more))
}

/// A layer with a contact of each of these ids.
fn with_ids(ids: &[&str]) -> Vec<u8> {
    layer(|layer| {
        let service = layer["services"][0].clone();
        let with = |id: &&str| {
            let mut service = service.clone();
            service["id"] = json!(id);
            service
        };
        layer["services"] = ids.iter().map(with).collect();
    })
}

#[test]
fn another_order_of_contacts_is_a_change() {
    let (before, after) = (with_ids(&["9999.a", "9999.b"]), with_ids(&["9999.b", "9999.a"]));
    let said = told(&before, &after, &[]).out;
    let wanted = "Filen: kontakterna står i en annan ordning, och av likvärdiga visas den första först.\n";
    assert_eq!(said, wanted);
    let english = told(&before, &after, &["--lang", "en"]).out;
    assert!(english.starts_with("The file: the contacts stand in another order"), "{english}");
    let row = told(&before, &after, &["--format", "json"]).json()[0].clone();
    assert_eq!(
        (&row["path"], &row["old"], &row["new"]),
        (&json!(["services"]), &json!(["9999.a", "9999.b"]), &json!(["9999.b", "9999.a"]))
    );
    // What comes between moves nothing.
    let said = told(&before, &with_ids(&["9999.a", "9999.ny", "9999.b"]), &[]).out;
    assert_eq!(said, "Stödcentrum (9999.ny) är ny.\n");
}

#[test]
fn an_id_that_stands_twice_is_refused() {
    let (good, twice) = (with_ids(&["9999.a"]), with_ids(&["9999.a", "9999.a"]));
    for (old, new, file) in [(&twice, &good, "old.json"), (&good, &twice, "new.json")] {
        let run = told(old, new, &[]);
        assert_eq!((run.code, run.out.as_str(), run.note.lines().count()), (1, "", 1), "{}", run.note);
        assert!(run.note.contains(&format!("{file}: id 9999.a står på flera")), "{}", run.note);
        let rows = told(old, new, &["--format", "json"]).json();
        assert_eq!(rows[0]["code"], "duplicate-id");
        assert!(rows.as_array().unwrap().iter().all(|row| row["code"] == "duplicate-id"), "{rows}");
    }
}

#[test]
fn a_channel_is_known_by_its_kind_and_number_wherever_it_stands() {
    let with = |values: &[&str]| {
        layer(|layer| {
            let channel = layer["services"][0]["channels"][0].clone();
            let with = |value: &&str| {
                let mut channel = channel.clone();
                (channel["value"], channel["display"]) = (json!(value), json!(value));
                channel
            };
            layer["services"][0]["channels"] = values.iter().map(with).collect();
        })
    };
    let lines = |old: &[&str], new: &[&str]| {
        let out = told(&with(old), &with(new), &[]).out;
        out.lines().map(|line| line.split_inclusive(": ").take(3).collect::<String>()).collect::<Vec<_>>()
    };
    let starts = |line: &str, start: &str| assert!(line.starts_with(start), "{line}");
    let inserted = lines(&["1", "2"], &["3", "1", "2"]);
    assert_eq!(inserted.len(), 1, "{inserted:?}");
    starts(&inserted[0], "Stödcentrum: telefon 3: är nytt:");
    let gone = lines(&["1", "2"], &["2"]);
    assert_eq!(gone.len(), 1, "{gone:?}");
    starts(&gone[0], "Stödcentrum: telefon 1: är borttaget");
    assert_eq!(lines(&["1", "2"], &["2", "1"]), ["Stödcentrum: kanalerna står i en annan ordning."]);
    // Another number in the same place is a change of it, as before.
    let changed = lines(&["1", "2"], &["1", "3"]);
    assert_eq!(changed.len(), 2, "{changed:?}");
    starts(&changed[0], "Stödcentrum: telefon 3: det som rings");
}

#[test]
fn a_wrong_encoding_is_told_though_the_words_are_the_same() {
    let good = String::from_utf8(layer(|_| ())).unwrap();
    let latin1: Vec<u8> = good.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let run = told(&latin1, good.as_bytes(), &[]);
    assert_eq!((run.code, run.out.as_str()), (0, "Ingenting har ändrats.\n"));
    assert!(run.note.contains("old.json, rad ") && run.note.contains("UTF-8"), "{}", run.note);
    assert_eq!(told(good.as_bytes(), good.as_bytes(), &[]).note, "");
}
