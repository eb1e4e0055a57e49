use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use vagvisare_contacts::layers::{Directory, layer_codes, merge};
use vagvisare_contacts::model::Layer;

use crate::{date, layer, line};

#[test]
fn an_area_has_the_layers_that_its_code_tells() {
    assert_eq!(layer_codes("0184"), ["0184", "01", "se"]);
    assert_eq!(layer_codes("01"), ["01", "se"]);
    for odd in ["se", "", "0", "018", "01845", "solna", "0184 ", "０１", "åä"] {
        assert_eq!(layer_codes(odd), ["se"], "{odd}");
    }
}

/// A layer's file: code, further fields (with a comma at their end), services.
fn file(code: &str, fields: &str, services: &[String]) -> Layer {
    layer(&format!(
        r#"{{"format":1,"area":{{"code":"{code}","name":"Område {code}"}},{fields}"services":[{}]}}"#,
        services.join(",")
    ))
}

fn everybody(id: &str, number: &str) -> String {
    line(id, r#""audience":["self"],"#, number, r#""always""#)
}

fn nation() -> Layer {
    file("se", "", &[everybody("se.112", "112"), everybody("se.line", "+4620505050")])
}

fn ids(directory: &Directory) -> Vec<&str> {
    directory.services.iter().map(|entry| entry.service.id.as_str()).collect()
}

#[test]
fn layers_are_laid_from_the_nation_up_whatever_their_order() {
    let county = || file("01", r#""updated":"2026-11-01","#, &[everybody("01.team", "+4681230001")]);
    let municipality =
        || file("0184", r#""updated":"2026-10-01","#, &[everybody("0184.team", "+4681230002")]);
    for layers in [
        vec![nation(), county(), municipality()],
        vec![municipality(), nation(), county()],
        vec![county(), municipality(), nation()],
    ] {
        let merged = merge("0184", layers);
        assert_eq!(ids(&merged), ["se.112", "se.line", "01.team", "0184.team"]);
        assert_eq!(merged.area.code, "0184");
        assert_eq!(
            merged.found.iter().map(|area| area.code.as_str()).collect::<Vec<_>>(),
            ["0184", "01", "se"]
        );
        assert_eq!(merged.services.iter().map(|entry| entry.near).collect::<Vec<_>>(), [0, 0, 1, 2]);
    }
}

#[test]
fn missing_layers_are_done_without() {
    let merged = merge("0184", vec![nation()]);
    assert_eq!((merged.area.code.as_str(), merged.area.name.as_str()), ("se", "Område se"));
    let nothing = merge("0184", vec![]);
    assert_eq!((nothing.area.code.as_str(), nothing.area.name.as_str()), ("0184", ""));
    assert_eq!(ids(&nothing), [""; 0]);
}

#[test]
fn a_local_layer_hides_annotates_and_alerts_but_never_changes() {
    let local = file(
        "0184",
        r#""hide":["se.other","0184.unknown"],
           "notes":{"se.line":{"sv":"Också på finska."},"se.missing":{"sv":"?"}},
           "alerts":{"se.line":{"text":{"sv":"Köer i jul."},"from":"2026-12-20","to":"2027-01-07"}},"#,
        &[everybody("se.line", "+46812345678"), everybody("se.invented", "+46812345679")],
    );
    let mut below = nation();
    below.services.extend(file("se", "", &[everybody("se.other", "+4620000000")]).services);
    let expected = below.services.clone();
    let merged = merge("0184", vec![local, below]);
    assert_eq!(ids(&merged), ["se.112", "se.line"]);
    let entry = merged.entry("se.line").expect("the line");
    assert_eq!(Some(&entry.service), expected.get(1));
    assert_eq!(entry.note.as_ref().and_then(|note| note.get("sv")), Some(("sv", "Också på finska.")));
    assert_eq!(entry.alerts(date("2026-12-20")).count(), 1);
    assert_eq!(entry.alerts(date("2027-01-07")).count(), 1);
    assert_eq!(entry.alerts(date("2027-01-08")).count(), 0);
}

#[test]
fn a_national_name_in_a_local_file_is_refused_even_when_the_national_file_is_missing() {
    let merged = merge("0184", vec![file("0184", "", &[everybody("se.line", "+46812345678")])]);
    assert_eq!(ids(&merged), [""; 0]);
}

#[test]
fn a_hidden_service_stays_out_when_a_nearer_layer_brings_one_of_its_name() {
    let county = file("01", r#""hide":["se.line"],"#, &[]);
    let municipality = file("0184", "", &[everybody("se.line", "+4681230002")]);
    assert_eq!(ids(&merge("0184", vec![nation(), county, municipality])), ["se.112"]);
}

#[test]
fn a_layer_cannot_hide_its_own_service() {
    let own = file("0184", r#""hide":["0184.team","se.line"],"#, &[everybody("0184.team", "+4681230002")]);
    let merged = merge("0184", vec![nation(), own]);
    assert_eq!(ids(&merged), ["se.112", "0184.team"]);
}

#[test]
fn layers_of_other_areas_and_second_files_of_one_are_not_used() {
    let old = file("0184", r#""updated":"2026-01-01","#, &[everybody("0184.old", "+4681230001")]);
    let new = file("0184", r#""updated":"2026-02-01","#, &[everybody("0184.new", "+4681230002")]);
    let other = file("0126", "", &[everybody("0126.team", "+4681230003")]);
    for layers in [vec![old.clone(), other.clone(), new.clone()], vec![new, old, other]] {
        let merged = merge("0184", layers);
        assert_eq!(ids(&merged), ["0184.new"]);
    }
}

#[test]
fn the_contact_centre_is_the_nearest_one_that_is_shown() {
    let county = file("01", r#""contact_centre":"01.centre","#, &[everybody("01.centre", "+4681230001")]);
    let municipality =
        file("0184", r#""contact_centre":"0184.centre","#, &[everybody("0184.centre", "+4681230002")]);
    let merged = merge("0184", vec![nation(), county.clone(), municipality]);
    assert_eq!(merged.contact_centre.as_deref(), Some("0184.centre"));
    assert_eq!(merge("0184", vec![nation(), county]).contact_centre.as_deref(), Some("01.centre"));
}

/// A layer that does its best to do harm: ids, hidden ids and annotated ids from one small common pool.
fn any_layer(code: &'static str) -> impl Strategy<Value = Layer> {
    let pool = ["se.112", "se.a", "se.b", "01.a", "01.b", "0184.a", "0184.b"];
    let pick = move || subsequence(pool.to_vec(), 0..=pool.len());
    (pick(), pick(), pick(), pick(), 0u32..900, any::<bool>()).prop_map(
        move |(services, hide, notes, alerts, number, with_112)| {
            let mut services: Vec<String> = services
                .into_iter()
                .filter(|id| code != "se" || *id != "se.112")
                .map(|id| everybody(id, &format!("+468465{number:04}")))
                .collect();
            if with_112 || code == "se" {
                services.insert(0, everybody(if code == "se" { "se.112" } else { "0184.x" }, "112"));
            }
            let text = format!(r#"{{"sv":"{code} {number}"}}"#);
            let notes: Vec<String> = notes.iter().map(|id| format!(r#""{id}":{text}"#)).collect();
            let alerts: Vec<String> = alerts
                .iter()
                .map(|id| format!(r#""{id}":{{"text":{text},"from":"2026-01-01","to":"2026-01-02"}}"#))
                .collect();
            let fields = format!(
                r#""hide":{hide:?},"notes":{{{}}},"alerts":{{{}}},"updated":"2026-01-0{}","#,
                notes.join(","),
                alerts.join(","),
                number % 9 + 1
            );
            file(code, &fields, &services)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever arrives first or together: the same layers give the same directory.
    #[test]
    fn merging_does_not_depend_on_order_or_grouping(
        nation in any_layer("se"), county in any_layer("01"), municipality in any_layer("0184"),
        turn in any::<Index>(), swap in any::<bool>()
    ) {
        let layers = vec![nation.clone(), county.clone(), municipality.clone()];
        let expected = merge("0184", layers.clone());
        let mut shuffled = layers.clone();
        shuffled.rotate_left(turn.index(3));
        if swap {
            shuffled.swap(0, 1);
        }
        prop_assert_eq!(&merge("0184", shuffled), &expected);
        // (nation + county) + municipality = nation + (county + municipality): what a lower pair gives, a
        // nearer layer only adds to, hides or annotates; what it holds of the services is the same either
        // way.
        let lower = merge("0184", vec![county, nation]);
        for entry in &expected.services {
            let before = lower.entry(&entry.service.id);
            prop_assert!(entry.near == 2 || before.is_some_and(|before| before.service == entry.service));
        }
        for entry in &lower.services {
            let kept = expected.entry(&entry.service.id).is_some();
            let hidden = municipality.hide.contains(&entry.service.id) && !entry.service.is_112();
            prop_assert_eq!(kept, !hidden, "{}", entry.service.id);
        }
    }

    #[test]
    fn a_112_is_never_lost(
        nation in any_layer("se"), county in any_layer("01"), municipality in any_layer("0184")
    ) {
        let merged = merge("0184", vec![municipality, county, nation]);
        prop_assert!(merged.entry("se.112").is_some_and(|entry| entry.service.is_112()));
    }

    #[test]
    fn a_lower_layers_services_are_shown_as_they_are_or_not_at_all(
        nation in any_layer("se"), county in any_layer("01"), municipality in any_layer("0184")
    ) {
        let merged = merge("0184", vec![municipality, county.clone(), nation.clone()]);
        for own in &nation.services {
            if let Some(entry) = merged.entry(&own.id) {
                prop_assert_eq!(&entry.service, own);
                prop_assert_eq!(&entry.layer, "se");
            }
        }
        for own in county.services.iter().filter(|service| service.id.starts_with("01.")) {
            if let Some(entry) = merged.entry(&own.id).filter(|entry| entry.layer != "se") {
                prop_assert_eq!(&entry.service, own);
                prop_assert_eq!(&entry.layer, "01");
            }
        }
    }
}
