//! `stale`: what to check again, by when, by whom.

use serde_json::json;

use super::{at, folder, layer, run};

#[test]
fn what_is_never_checked_overdue_or_due_soon_is_listed_with_who_answers_for_it() {
    let many = layer(|layer| {
        let service = layer["services"][0].clone();
        let with = |id: &str, checked: serde_json::Value| {
            let mut service = service.clone();
            service["id"] = json!(id);
            service["checked"] = checked;
            service
        };
        layer["services"] = json!([
            with("9999.fresh", json!({ "on": "2026-11-30", "how": "phoned" })),
            with("9999.soon", json!({ "on": "2026-06-20", "how": "phoned" })),
            with("9999.late", json!({ "on": "2026-01-01", "how": "phoned" })),
            with("9999.never", json!(null)),
        ]);
    });
    let folder = folder(&[("9999.json", &many)]);
    let path = at(&folder, "9999.json");
    let words = ["stale", path.to_str().unwrap(), "--today", "2026-12-01"];
    let rows = run(words.iter().chain(&["--format", "json"])).json();
    let told: Vec<_> =
        rows.as_array().unwrap().iter().map(|row| (&row["service"], &row["state"], &row["due"])).collect();
    assert_eq!(
        json!(told),
        json!([
            ["9999.never", "never", null],
            ["9999.late", "overdue", "2026-06-30"],
            ["9999.soon", "due", "2026-12-17"],
        ])
    );
    let text = run(words).out;
    assert!(text.starts_with("Socialförvaltningen <socialforvaltningen@exempel.example>\n"), "{text}");
    assert!(text.contains("för 154 dagar sedan"), "{text}");
}

#[test]
fn a_wrong_encoding_is_told() {
    let good = String::from_utf8(layer(|_| ())).unwrap();
    let latin1: Vec<u8> = good.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let folder = folder(&[("9999.json", &latin1)]);
    let path = at(&folder, "9999.json");
    let run = run(["stale", path.to_str().unwrap(), "--today", "2026-12-01"]);
    assert_eq!((run.code, run.out.as_str()), (0, "Inget behöver kontrolleras nu.\n"));
    assert!(run.note.contains("9999.json") && run.note.contains("UTF-8"), "{}", run.note);
}
