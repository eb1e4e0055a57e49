//! `schema`: what editors' programs complete by is what the types say.

use serde_json::Value;

use super::{run, shipped};

#[test]
fn the_kept_schema_is_that_of_the_types() {
    let kept = std::fs::read_to_string(format!("{}/schema/contacts.schema.json", shipped())).unwrap();
    let again = "vagvisare schema --out www/contacts/schema/contacts.schema.json";
    assert!(run(["schema"]).out == kept, "out of date: run {again}");
}

#[test]
fn the_editor_s_settings_point_to_the_kept_schema() {
    let settings = std::fs::read_to_string(format!("{}/.vscode/settings.json", shipped())).unwrap();
    let settings: Value = serde_json::from_str(&settings).unwrap();
    assert_eq!(settings["json.schemas"][0]["url"], "./schema/contacts.schema.json");
}
