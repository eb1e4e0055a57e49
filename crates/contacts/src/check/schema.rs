//! The JSON Schema of a contact file, made from the types of [`crate::model`].
//!
//! Editors' programs complete and mark by it, and the checker's own test of shape walks it: the types stay
//! the one definition.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::model::Layer;

/// The whole schema (JSON Schema draft 7, which VS Code understands best), described in Swedish.
pub fn schema() -> Value {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<Layer>().to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_explains_itself_to_the_editor() {
        let schema = schema();
        let definitions =
            schema["definitions"].as_object().into_iter().flatten().map(|(_, definition)| definition);
        for definition in definitions.chain([&schema]) {
            for (key, property) in definition["properties"].as_object().into_iter().flatten() {
                let words = property["description"].as_str().unwrap_or_default();
                assert!(words.len() > 2 || key == "source" || key == "value", "{key}: {words}");
            }
        }
    }
}
