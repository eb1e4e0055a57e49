//! Contact files as they lie on a server: made small, listed, and with a file for every area that can be
//! chosen.
//!
//! For the build and for `vagvisare pack`, which make the same folder of the same files.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::IgnoredAny;

use crate::model::{Area, FORMAT, Layer};
use crate::read::read_layer;

/// Every area that can be chosen: those with a file, and the municipalities that a county names. The nation
/// first, then by code, so that a county stands before its municipalities.
pub fn areas(layers: &BTreeMap<String, Layer>) -> Vec<Area> {
    let named = layers.values().flat_map(|layer| &layer.municipalities);
    let mut seen = BTreeSet::new();
    let mut areas: Vec<Area> = layers
        .values()
        .map(|layer| &layer.area)
        .chain(named)
        .filter(|area| seen.insert(area.code.clone()))
        .cloned()
        .collect();
    areas.sort_by_key(|area| (area.code != "se", area.code.clone()));
    areas
}

/// The file of an area that has none of its own, so that asking for it finds something: the area's name.
pub fn stub(area: &Area) -> String {
    serde_json::json!({ "format": FORMAT, "area": area, "services": [] }).to_string()
}

/// Whether a layer says no more than a [`stub`].
pub fn is_stub(layer: &Layer) -> bool {
    read_layer(&stub(&layer.area)).is_ok_and(|stub| stub.layer == *layer)
}

/// The same JSON without the white space between its tokens; order and spelling stay as the editor wrote
/// them.
///
/// # Errors
/// When it is not JSON.
pub fn compact(text: &str) -> Result<String, serde_json::Error> {
    serde_json::from_str::<IgnoredAny>(text)?;
    let mut small = String::with_capacity(text.len());
    let (mut inside, mut escaped) = (false, false);
    for letter in text.chars() {
        if !inside && letter.is_ascii_whitespace() {
            continue;
        }
        small.push(letter);
        inside ^= letter == '"' && !escaped;
        escaped = inside && letter == '\\' && !escaped;
    }
    Ok(small)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn layer(json: serde_json::Value) -> Layer {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn compact_json_says_the_same_in_the_same_order() {
        let text = "{ \"b\" : \"a \\\" b \\\\\" ,\n\t\"a\": [ 1 , \" \" ] }";
        assert_eq!(compact(text).unwrap(), r#"{"b":"a \" b \\","a":[1," "]}"#);
        assert!(compact("{").is_err());
    }

    #[test]
    fn municipalities_that_a_county_names_can_be_chosen_even_without_a_file() {
        let solna = json!({ "format": 1, "area": { "code": "0184", "name": "Solna stad" } });
        let named =
            json!([{ "code": "0184", "name": "Solna" }, { "code": "0114", "name": "Upplands Väsby" }]);
        let county = json!({ "code": "01", "name": "Stockholms län" });
        let county = json!({ "format": 1, "area": county, "municipalities": named });
        let nation = json!({ "format": 1, "area": { "code": "se", "name": "Sverige" } });
        let layers = [("0184", solna), ("01", county), ("se", nation)];
        let layers = layers.into_iter().map(|(code, json)| (code.to_owned(), layer(json))).collect();
        let codes: Vec<_> = areas(&layers).into_iter().map(|area| (area.code, area.name)).collect();
        let wanted =
            [("se", "Sverige"), ("01", "Stockholms län"), ("0114", "Upplands Väsby"), ("0184", "Solna stad")];
        assert_eq!(codes, wanted.map(|(code, name)| (code.to_owned(), name.to_owned())));
    }

    #[test]
    fn a_stub_is_a_contact_file_without_contacts() {
        let area = Area { code: "0114".to_owned(), name: "Upplands \"Väsby\"".to_owned() };
        let reading = read_layer(&stub(&area)).unwrap();
        assert!(is_stub(&reading.layer));
        assert_eq!((&reading.layer.area, reading.layer.services.len()), (&area, 0));
        assert!(!is_stub(&Layer { hide: vec!["se.terrafem".to_owned()], ..reading.layer }));
    }
}
