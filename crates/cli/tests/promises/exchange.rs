//! `import` and `export`: there and back, and nothing lost without a word.

use std::fs;

use serde_json::{Value, json};

use super::{at, folder, layer, run, run_in, shipped};

/// Exports a shipped layer, imports it again, and gives the original, what came back, and what was said to be
/// lost.
fn round(name: &str, kind: &str) -> (Value, Value, Vec<String>) {
    let folder = folder(&[]);
    let (source, middle) = (format!("{}/{name}.json", shipped()), at(&folder, &format!("ut.{kind}")));
    let middle = middle.to_str().unwrap();
    let there = run(["export", &source, "--as", kind, "--out", middle, "--format", "json"]);
    assert_eq!(there.code, 0, "{}", there.note);
    let back = run_in(folder.path(), ["import", middle, "--as", kind, "--area", name]);
    assert_eq!(back.code, 0, "{}", back.note);
    let original: Value = serde_json::from_slice(&fs::read(source).unwrap()).unwrap();
    let lost = there.json()["lost"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["path"].as_str().unwrap().to_owned())
        .collect();
    (original, serde_json::from_str(&back.out).unwrap(), lost)
}

/// Every fact of a layer with its place: services by id.
fn facts(value: &Value, path: &str, into: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                facts(value, &format!("{path}.{key}"), into);
            }
        }
        Value::Array(list) if path == ".services" => {
            for service in list {
                facts(service, &format!("{}: ", service["id"].as_str().unwrap()), into);
            }
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            for (index, value) in list.iter().enumerate() {
                facts(value, &format!("{path}[{index}]"), into);
            }
        }
        // What nobody knows is the same written or left out.
        Value::Null => {}
        Value::Array(list) if list.is_empty() => {}
        Value::String(word) if word == "unknown" && path.ends_with(".hours") => {}
        value => into.push((path.replace(": .", ": ").trim_start_matches('.').to_owned(), value.clone())),
    }
}

#[test]
fn what_does_not_come_back_from_a_round_trip_was_listed() {
    for name in ["se", "01", "0184", "9999"] {
        for kind in ["csv", "hsds"] {
            let (original, back, lost) = round(name, kind);
            let (mut before, mut after) = (Vec::new(), Vec::new());
            facts(&original, "", &mut before);
            facts(&back, "", &mut after);
            for (path, value) in before {
                let is_there = after.contains(&(path.clone(), value.clone()));
                let is_listed = lost.iter().any(|lost| path.starts_with(lost.as_str()));
                // The date of change is that of the import; `source: null` and the like say nothing.
                assert!(is_there || is_listed, "{name} {kind}: {path} = {value} is lost without a word");
            }
        }
    }
}

#[test]
fn a_table_carries_every_fact_of_a_contact() {
    for name in ["se", "01", "0184"] {
        let (_, _, lost) = round(name, "csv");
        let of_services: Vec<_> =
            lost.iter().filter(|path| path.contains(": ") && !path.contains(".fi")).collect();
        assert_eq!(of_services, Vec::<&String>::new());
    }
}

#[test]
fn a_red_day_with_an_empty_list_comes_back_closed() {
    let closed = layer(|layer| layer["services"][0]["channels"][0]["hours"]["holidays"] = json!([]));
    for kind in ["csv", "hsds"] {
        let folder = folder(&[("9999.json", &closed)]);
        let export = run_in(folder.path(), ["export", "9999.json", "--as", kind, "--out", "a"]);
        assert_eq!(export.code, 0, "{}", export.note);
        let import = ["import", "a", "--as", kind, "--area", "9999", "--out", "b.json"];
        assert_eq!(run_in(folder.path(), import).code, 0);
        let back: Value = serde_json::from_slice(&fs::read(at(&folder, "b.json")).unwrap()).unwrap();
        let hours = &back["services"][0]["channels"][0]["hours"];
        assert_eq!(hours["holidays"], "closed", "{kind}: {hours}");
    }
}

#[test]
fn what_the_file_says_besides_contacts_is_kept_when_a_table_is_read_back() {
    let folder = folder(&[("9999.json", &layer(|layer| layer["hide"] = json!(["se.terrafem"])))]);
    let (json_file, table) = (at(&folder, "9999.json"), at(&folder, "9999.csv"));
    let (json_file, table) = (json_file.to_str().unwrap(), table.to_str().unwrap());
    assert_eq!(run(["export", json_file, "--out", table]).code, 0);
    let text = fs::read_to_string(table).unwrap().replace("Stödcentrum", "Stödcentrum väst");
    fs::write(table, text).unwrap();
    assert_eq!(run(["import", table, "--out", json_file]).code, 0);
    let after: Value = serde_json::from_slice(&fs::read(json_file).unwrap()).unwrap();
    assert_eq!(
        (&after["hide"], &after["services"][0]["name"]["sv"]),
        (&json!(["se.terrafem"]), &json!("Stödcentrum väst"))
    );
    assert_eq!(after["area"]["name"], "Exempelköping");
}

#[test]
fn a_faulty_table_is_refused_with_its_row_and_nothing_is_written() {
    let folder = folder(&[("9999.json", &layer(|_| ()))]);
    let target = at(&folder, "9999.json");
    let before = fs::read(&target).unwrap();
    for (table, part) in [
        ("namn;nummer\nJouren;112\n", "id"),
        ("id;name.sv;channel.value\n9999.x;X;4,68465E+10\n", "rad 2"),
        ("id;name.sv;channel.value\n9999.x;X;462221234\n", "rad 2: kolumnen channel.value: ”462221234” kan"),
        ("id;name.sv;channel.hours;channel.hours.weekly\n9999.x;X;schedule;måndag\n", "hours.weekly"),
        (
            "id;name.sv;audience;channel.type\n9999.x;X;self;telefon\n",
            "rad 2: kolumnen channel.type: Ordet ”telefon”",
        ),
        ("id;name.sv;channel.type;channel.cost\r\n9999.x;X;phone;gratis\r\n", "rad 2: kolumnen channel.cost"),
        ("id;name.sv;known_as\r\n9999.x;X;\"a\r\nb\"\r\n9999.y;Y;\r\n;Z;\r\n", "rad 4: raden saknar id"),
        ("id;name.sv;channel.type;channel.value\n9999.x;X;;112\n", "rad 2: Nyckeln ”type” fattas"),
        ("id;name.sv;checked.how\n9999.x;X;phoned\n", "rad 2: Nyckeln ”on” fattas"),
        (
            "id;name.sv;checked.on\n9999.x;X;2027-02-29\n",
            "rad 2: kolumnen checked.on: ”2027-02-29” är inte ett datum",
        ),
        (
            "id;name.sv;channel.hours.weekly\n9999.x;X;mo 08.00-16.00\n",
            "rad 2: kolumnen channel.hours.weekly: ”08.00”",
        ),
        // Which of the two holds cannot be told; the times went without a word.
        (
            "id;name.sv;channel.hours;channel.hours.weekly\n9999.x;X;unknown;mo 08:00-16:00\n",
            "channel.hours är schedule",
        ),
        ("id;name.sv\n;X\n", "saknar id"),
    ] {
        let path = at(&folder, "in.csv");
        fs::write(&path, table).unwrap();
        let run =
            run(["import", path.to_str().unwrap(), "--area", "9999", "--out", target.to_str().unwrap()]);
        assert_eq!((run.code, fs::read(&target).unwrap() == before), (1, true), "{table}: {}", run.note);
        assert!(run.note.contains(part), "{}", run.note);
    }
}

#[test]
fn what_stood_in_the_file_and_not_in_the_table_is_told_before_it_is_missed() {
    let before = layer(|layer| {
        layer["services"][0]["summary"]["fi"] = json!("Suomeksi");
        let mut other = layer["services"][0].clone();
        other["id"] = json!("9999.annan");
        layer["services"].as_array_mut().unwrap().push(other);
    });
    let folder = folder(&[("9999.json", &before)]);
    let (json_file, table) = (at(&folder, "9999.json"), at(&folder, "9999.csv"));
    let (json_file, table) = (json_file.to_str().unwrap(), table.to_str().unwrap());
    assert_eq!(run(["export", json_file, "--out", table]).code, 0);
    let text = fs::read_to_string(table).unwrap().replace("Stödcentrum", "Stödcentrum väst");
    let kept: Vec<&str> = text.lines().filter(|row| !row.starts_with("9999.annan")).collect();
    fs::write(table, kept.join("\r\n")).unwrap();
    let run = run(["import", table, "--out", json_file]);
    for told in ["9999.stodcentrum: summary: {\"fi\":\"Suomeksi\"}", "9999.annan: {"] {
        assert!(run.note.contains(told), "{}", run.note);
    }
    // What the table says otherwise is no loss.
    assert!(!run.note.contains("name.sv") && run.note.starts_with("2 uppgifter"), "{}", run.note);
}

#[test]
fn columns_that_were_moved_hold_what_they_held() {
    let table = "channel.hours.weekly;channel.hours;channel.type;channel.value;audience;name.sv;id\r\n\
        mo 08:00-16:00;schedule;phone;112;self;X;9999.x\r\n";
    let folder = folder(&[("in.csv", table.as_bytes())]);
    let run = run(["import", at(&folder, "in.csv").to_str().unwrap()]);
    let layer: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        layer["services"][0]["channels"][0]["hours"]["weekly"],
        json!([{ "days": ["mo"], "opens": "08:00", "closes": "16:00" }])
    );
}

#[test]
fn a_cell_without_a_column_is_told() {
    let table = "id;name.sv;audience;;summary.sv\r\n9999.x;X;self;en lapp;Ring oss; vi lyssnar\r\n";
    let folder = folder(&[("in.csv", table.as_bytes())]);
    let run = run(["import", at(&folder, "in.csv").to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.note);
    for told in ["D2: \"en lapp\"", "F2: \" vi lyssnar\""] {
        assert!(run.note.contains(told), "{}", run.note);
    }
}

#[test]
fn a_foreign_page_with_a_wrong_word_is_refused_in_plain_words() {
    let page = json!({ "contents": [{ "name": "A", "assured_date": "igår" }] });
    let folder = folder(&[("hsds.json", page.to_string().as_bytes())]);
    let run = run(["import", at(&folder, "hsds.json").to_str().unwrap(), "--area", "9999"]);
    let words = "det som lästes blir ingen kontaktfil: 9999.a: ”igår” är inte ett datum som finns.";
    assert!(run.note.contains(words), "{}", run.note);
}

#[test]
fn what_is_not_a_layer_of_the_area_is_never_written_over() {
    let folder = folder(&[("in.csv", b"id;name.sv\n9999.x;X\n"), ("annat.json", b"{ \"viktigt\": true }")]);
    let (table, target) = (at(&folder, "in.csv"), at(&folder, "annat.json"));
    assert_eq!(run(["import", table.to_str().unwrap(), "--out", target.to_str().unwrap()]).code, 2);
    assert_eq!(fs::read(target).unwrap(), b"{ \"viktigt\": true }");
}

#[test]
fn a_foreign_hsds_page_is_read_and_what_is_not_used_is_listed() {
    let page = json!({ "contents": [{
        "id": "ac148810-d857-441c-9679-408f346de14b",
        "name": "Rådgivning",
        "status": "temporarily closed",
        "wait_time": "två veckor",
        "organization": { "id": "0fdfb57f-c147-4cfb-864c-44788a335d8c", "name": "Kommunen",
                          "description": "En kommun" },
        "phones": [{ "id": "1554f2e2-a373-45db-a3fa-9fc48a61c15e", "number": "+46 8 465 004 70" }],
        "schedules": [{ "id": "48102e86-bb50-41c4-8f1e-e269368c41d1", "freq": "WEEKLY", "byday": "MO,TU",
                        "opens_at": "09:00", "closes_at": "16:00" }]
    }] });
    let folder = folder(&[("hsds.json", page.to_string().as_bytes())]);
    let path = at(&folder, "hsds.json");
    let run = run(["import", path.to_str().unwrap(), "--area", "9999"]);
    assert_eq!(run.code, 0, "{}", run.note);
    let layer: Value = serde_json::from_str(&run.out).unwrap();
    let service = &layer["services"][0];
    assert_eq!(
        (&service["id"], &service["status"]),
        (&json!("9999.radgivning"), &json!("temporarily_closed"))
    );
    let channel = &service["channels"][0];
    assert_eq!(
        (&channel["value"], &channel["display"]),
        (&json!("+46846500470"), &json!("+46 8 465 004 70"))
    );
    assert_eq!(
        channel["hours"]["weekly"],
        json!([{ "days": ["mo", "tu"], "opens": "09:00", "closes": "16:00" }])
    );
    assert!(run.note.contains("två veckor"), "{}", run.note);
}

#[test]
fn hours_by_other_clocks_than_ours_are_told_and_not_taken_as_they_stand() {
    let hours = |opens: &str, zone: Value| {
        let schedule = json!({ "freq": "WEEKLY", "byday": "MO", "timezone": zone, "opens_at": opens,
                               "closes_at": opens.replace("09", "16") });
        from_hsds(json!({ "name": "A", "phones": [{ "number": "112" }], "schedules": [schedule] }))
    };
    for ours in ["09:00", "09:00:00", "09:00+01:00", "09:00:00+02:00"] {
        let (channels, _) = hours(ours, json!(null));
        assert_eq!(channels[0]["hours"]["weekly"][0]["closes"], "16:00", "{ours}");
    }
    assert_eq!(hours("09:00", json!("Europe/Stockholm")).0[0]["hours"]["weekly"][0]["opens"], "09:00");
    for (other, zone) in [("09:00Z", json!(null)), ("09:00-05:00", json!(null)), ("09:00", json!("+00:00"))] {
        let (channels, note) = hours(other, zone);
        assert!(channels[0]["hours"].is_null() && note.contains("schedules"), "{other}: {channels} {note}");
    }
}

/// The channels that come of an HSDS service, and what is said to be lost.
fn from_hsds(service: Value) -> (Value, String) {
    let folder = folder(&[("hsds.json", service.to_string().as_bytes())]);
    let run = run(["import", at(&folder, "hsds.json").to_str().unwrap(), "--area", "9999"]);
    assert_eq!(run.code, 0, "{}", run.note);
    let layer: Value = serde_json::from_str(&run.out).unwrap();
    (layer["services"][0]["channels"].clone(), run.note)
}

#[test]
fn a_fax_of_an_hsds_page_is_no_telephone_and_listed() {
    let (channels, note) = from_hsds(json!({ "name": "Rådgivning", "phones": [
        { "number": "+46846500471", "type": "Fax" }, { "number": "+46846500470", "type": "voice" }] }));
    assert_eq!(channels.as_array().unwrap().len(), 1);
    assert_eq!((&channels[0]["type"], &channels[0]["value"]), (&json!("phone"), &json!("+46846500470")));
    assert!(note.contains("phones[0]") && !note.contains("+46846500470"), "{note}");
}

#[test]
fn a_schedule_of_an_hsds_page_that_cannot_be_read_leaves_the_hours_unknown() {
    let good = json!({ "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "16:00" });
    let with = |more: Value| {
        let mut row = good.clone();
        row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        from_hsds(json!({ "name": "Rådgivning", "phones": [{ "number": "+46846500470" }],
                          "schedules": [good, row] }))
    };
    let (channels, _) = with(json!({ "byday": "TU" }));
    assert_eq!(channels[0]["hours"]["weekly"].as_array().unwrap().len(), 2);
    // What an export of ours says of a channel that HSDS has no place for is not this one's.
    let (channels, _) = with(json!({ "byday": "TU", "description": "chat https://exempel.example/" }));
    assert_eq!(channels[0]["hours"]["weekly"].as_array().unwrap().len(), 1);
    for more in [
        json!({ "byday": "TU", "opens_at": "8:00" }),
        json!({ "byday": "TU", "opens_at": "25:00" }),
        json!({ "byday": "1TU" }),
        json!({ "byday": "TU", "freq": "MONTHLY" }),
        json!({ "byday": "TU", "valid_from": "2027-06-01" }),
        json!({ "byday": "TU", "description": "Telefontid" }),
    ] {
        let (channels, note) = with(more.clone());
        assert!(channels[0]["hours"].is_null(), "{more}: {channels}");
        assert!(note.contains("schedules"), "{more}: {note}");
    }
}

/// The fields of HSDS 3.0 (`openreferral/specification`, `schema/*.json`) that an export may use, the
/// required ones first, up to the stroke.
const HSDS: &[(&str, &str)] = &[
    (
        "service",
        "id name status | alternate_name description url email minimum_age maximum_age assured_date alert \
            phones \
         schedules languages organization cost_options attributes",
    ),
    ("organization", "id name description |"),
    ("phones", "id number | type description languages"),
    ("languages", "id | name code note"),
    ("schedules", "id | freq byday opens_at closes_at description notes"),
    ("cost_options", "id | option currency amount"),
    ("attributes", "id | link_entity value label taxonomy_term"),
    ("taxonomy_term", "id name description | code taxonomy"),
];

fn is_hsds(kind: &str, value: &Value) {
    let fields = HSDS.iter().find(|(known, _)| *known == kind).unwrap().1;
    let (required, others) = fields.split_once('|').unwrap();
    let object = value.as_object().unwrap();
    for key in required.split_whitespace() {
        assert!(object.contains_key(key), "{kind} has no {key}: {value}");
    }
    for (key, value) in object {
        assert!(
            required.split_whitespace().chain(others.split_whitespace()).any(|one| one == key),
            "{kind}.{key}"
        );
        match value {
            Value::Object(_) => is_hsds(key, value),
            Value::Array(list) => list.iter().for_each(|one| is_hsds(key, one)),
            _ => {}
        }
    }
    assert_eq!(object["id"].as_str().unwrap().len(), 36);
}

#[test]
fn an_export_has_the_fields_of_hsds_and_those_that_it_requires() {
    for name in ["se", "01", "0184", "9999"] {
        let page = run(["export", &format!("{}/{name}.json", shipped()), "--as", "hsds"]).json();
        for service in page["contents"].as_array().unwrap() {
            is_hsds("service", service);
        }
    }
}

#[test]
fn what_names_no_area_is_given_none_and_says_how_to_name_it() {
    let page = br#"{ "name": "Line", "phones": [{ "number": "+46846500421" }] }"#;
    let folder = folder(&[("tom.csv", b"id;name.sv\n"), ("hsds.json", page)]);
    for words in [vec!["import", "tom.csv"], vec!["import", "hsds.json", "--as", "hsds"]] {
        let read = run_in(folder.path(), &words);
        assert_eq!((read.code, read.out.as_str()), (2, ""), "{words:?}");
        assert!(read.note.contains("--area"), "{}", read.note);
    }
}

#[test]
fn a_table_larger_than_what_is_read_is_refused_and_not_cut() {
    let source = format!("{}/9999.json", shipped());
    let table = run(["export", &source, "--as", "csv"]).out;
    let (head, row) = (table.lines().next().unwrap(), table.lines().nth(1).unwrap());
    let rows = vec![row; 2_000_000 / row.len() + 1].join("\n");
    let folder = folder(&[("stor.csv", format!("{head}\n{rows}\n").as_bytes()), ("ut.json", b"kvar")]);
    let run = run_in(folder.path(), ["import", "stor.csv", "--out", "ut.json"]);
    assert_eq!(run.code, 2);
    assert!(run.note.contains("stor.csv") && run.note.contains("2 MB"), "{}", run.note);
    assert_eq!(fs::read(at(&folder, "ut.json")).unwrap(), b"kvar");
}
