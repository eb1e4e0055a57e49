//! `links`: a link that does not answer is told with its place. What servers answer is tried beside the
//! command itself.

use serde_json::json;

use super::{at, folder, layer, run};

#[test]
fn a_link_that_does_not_answer_is_a_warning_with_its_place() {
    // A port on this machine on which nobody listens.
    let dead = layer(|layer| layer["services"][0]["source"]["url"] = json!("https://127.0.0.1:1/"));
    let folder = folder(&[("9999.json", &dead)]);
    let path = at(&folder, "9999.json");
    let words = ["links", path.to_str().unwrap(), "--timeout", "5"];
    let run_json = run(words.iter().chain(&["--format", "json"]));
    let row = &run_json.json()[0];
    assert_eq!((&row["ok"], &row["status"], run_json.code), (&json!(false), &json!(null), 0));
    assert_eq!(
        (&row["found"][0]["code"], &row["found"][0]["service"]),
        (&json!("dead-link"), &json!("9999.stodcentrum"))
    );
    assert!(row["found"][0]["line"].as_u64().is_some_and(|line| line > 1));
    let text = run(words.iter().chain(&["--strict"]));
    assert_eq!(text.code, 1);
    assert!(text.out.contains("varning[dead-link]"), "{}", text.out);
}
