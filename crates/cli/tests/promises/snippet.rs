//! `snippet`: lines that can be pasted as they are, and that the demo pages stand on.

use serde_json::json;

use super::{CHECKED, at, folder, layer, run, run_in, shipped};

/// What stands between a start tag and an end tag, each line without its indent.
fn inside(page: &str, start: &str, end: &str) -> Vec<String> {
    let after = page.split_once(start).unwrap_or_else(|| panic!("{start}")).1;
    let inside = after.split_once(end).unwrap().0;
    inside.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn page(name: &str) -> String {
    std::fs::read_to_string(format!("{}/../../www/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The element's children as `snippet` prints them.
fn children(area: &str, more: &[&str]) -> Vec<String> {
    let (contacts, mut words) = (shipped(), vec!["snippet", area, "--contacts"]);
    words.push(&contacts);
    let out = run(words.iter().chain(more)).out;
    let after = out.split_once("<vag-visare").unwrap().1;
    inside(after, ">", "</vag-visare>")
}

#[test]
fn the_demo_pages_stand_on_the_lines_that_it_prints() {
    let end = "</vag-visare>";
    let council = children("9999", &[]);
    assert_eq!(inside(&page("stod.html"), "<vag-visare area=\"9999\">", end), council);
    let two = page("tva.html");
    assert_eq!(inside(&two, "<vag-visare area=\"9999\" heading-level=\"3\">", end), council);
    let english = children("0126", &["--page-lang", "en"]);
    assert_eq!(inside(&two, "<vag-visare area=\"0126\" heading-level=\"3\" lang=\"en\">", end), english);
    assert_eq!(inside(&page("solna.html"), "<noscript>", "</noscript>"), children("0184", &[]));
}

#[test]
fn the_webmasters_manual_shows_the_lines_that_it_prints() {
    let run = run(["snippet", "0184", "--contacts", &shipped()]);
    let shown = run.out.trim_end().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let wanted = format!("<pre data-snippet=\"0184\"><code>{shown}</code></pre>");
    assert!(page("manual/webbansvarig.html").contains(&wanted), "put this into the manual:\n{wanted}");
}

#[test]
fn the_wordpress_plugin_s_own_list_has_the_same_numbers() {
    let plugin = page("../wordpress/vagvisare/vagvisare.php");
    let answer = run(["snippet", "se", "--contacts", &shipped(), "--format", "json"]).json();
    let rows = answer["numbers"].as_array().unwrap().iter();
    for (href, number) in rows.map(|row| (row["href"].as_str().unwrap(), row["number"].as_str().unwrap())) {
        let wanted = format!("array( '{href}', '{number}', ");
        assert!(plugin.contains(&wanted), "{wanted} is not in wordpress/vagvisare/vagvisare.php");
    }
    assert_eq!(plugin.matches("array( 'tel:").count(), answer["numbers"].as_array().unwrap().len());
}

#[test]
fn the_numbers_are_112_the_police_the_two_lines_and_the_contact_centre_and_a_way_out() {
    let run = run(["snippet", "0184", "--contacts", &shipped(), "--format", "json"]);
    let answer = run.json();
    let numbers: Vec<_> = answer["numbers"].as_array().unwrap().iter().map(|one| &one["href"]).collect();
    let wanted = ["tel:112", "tel:11414", "tel:+4620505050", "tel:116111", "tel:+4687461000"];
    assert_eq!(numbers, wanted.map(|href| json!(href)).iter().collect::<Vec<_>>());
    assert_eq!(answer["script"], "<script async src=\"/vagvisare/vagvisare.js\"></script>");
    let element = answer["element"].as_str().unwrap();
    assert!(element.contains("<a href=\"https://www.smhi.se/\" rel=\"nofollow noreferrer\""), "{element}");
    assert!(element.contains("data-exit=\"https://sv.wikipedia.org/\""), "{element}");
    assert!(run.note.contains("<head>"), "{}", run.note);
}

#[test]
fn hostile_names_numbers_and_addresses_stay_text() {
    let hostile = layer(|layer| {
        layer["contact_centre"] = json!("9999.stodcentrum");
        let service = &mut layer["services"][0];
        service["name"]["sv"] =
            json!("</vag-visare><script>alert(\"1\")</script> & 'co' <img src=x onerror=y>");
        service["channels"][0]["display"] = json!("08\"><b onclick='x'>");
    });
    let folder = folder(&[("9999.json", &hostile)]);
    let path = folder.path().to_str().unwrap();
    let run = run(["snippet", "9999", "--contacts", path, "--src", "/v.js\"><script>"]);
    assert_eq!(run.code, 0, "{}", run.note);
    assert_eq!(run.out.matches("<script").count(), 1, "{}", run.out);
    assert_eq!(run.out.matches("</vag-visare>").count(), 1);
    for tag in ["<img", "<b"] {
        assert!(!run.out.contains(tag), "{}", run.out);
    }
    let name = "&lt;/vag-visare&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; 'co'";
    assert!(
        run.out.contains(name) && run.out.contains("src=\"/v.js&quot;&gt;&lt;script&gt;\""),
        "{}",
        run.out
    );
    assert!(run.out.contains(">08&quot;&gt;&lt;b onclick='x'&gt;</a>"), "{}", run.out);
}

#[test]
fn a_number_that_would_not_dial_is_left_out_and_told() {
    let wrong = layer(|layer| {
        layer["contact_centre"] = json!("9999.stodcentrum");
        layer["services"][0]["channels"][0]["value"] = json!("javascript:alert(1)");
    });
    let folder = folder(&[("9999.json", &wrong)]);
    let run = run(["snippet", "9999", "--contacts", folder.path().to_str().unwrap()]);
    assert!(!run.out.contains("javascript") && run.out.contains("tel:112"), "{}", run.out);
    assert!(run.note.contains("9999.stodcentrum"), "{}", run.note);
}

#[test]
fn nothing_is_printed_without_112_or_when_a_file_is_broken() {
    let empty = json!({ "format": 1, "area": { "code": "se", "name": "Sverige" }, "services": [] });
    for files in [
        [("se.json", empty.to_string().into_bytes()), ("9999.json", layer(|_| ()))],
        [("0000.json", Vec::new()), ("9999.json", b"{".to_vec())],
    ] {
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
        let folder = folder(&files);
        let run = run(["snippet", "9999", "--contacts", folder.path().to_str().unwrap()]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.note);
        assert!(run.note.contains("Inga rader"), "{}", run.note);
    }
}

#[test]
fn nothing_is_printed_when_the_area_s_file_has_another_name() {
    let file = std::fs::read(format!("{}/0184.json", shipped())).unwrap();
    for wrong in ["0184 kopia.json", "0184.JSON", "0126.json"] {
        let folder = folder(&[(wrong, &file)]);
        let run = run(["snippet", "0184", "--contacts", folder.path().to_str().unwrap()]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{wrong}: {}", run.note);
        assert!(run.note.contains(wrong) && run.note.contains("till 0184.json"), "{}", run.note);
    }
    // Which of two holds is not for the program to say, and the one must not be written over by the other.
    let two = folder(&[("0184.json", &file), ("0184 kopia.json", &file)]);
    let both = run(["snippet", "0184", "--contacts", two.path().to_str().unwrap()]);
    assert_eq!((both.code, both.out.as_str()), (1, ""), "{}", both.note);
    assert!(both.note.contains("0184 kopia.json är en andra fil för samma område"), "{}", both.note);
    assert!(both.note.contains("ur mappen") && !both.note.contains("byt namn"), "{}", both.note);
    // As the checker has it.
    let json =
        run(["snippet", "0184", "--contacts", two.path().to_str().unwrap(), "--format", "json"]).json();
    assert_eq!(json["findings"][0]["code"], "second-of-area");
    // An area that is named and has no file is told, and is no fault.
    let none = run(["snippet", "0114", "--contacts", &shipped(), "--lang", "en"]);
    assert!(none.code == 0 && none.note.contains("0114: no file of its own; the county's"), "{}", none.note);
}

#[test]
fn nothing_is_printed_when_112_is_not_active_and_the_reason_is_said() {
    let active = std::fs::read_to_string(format!("{}/se.json", shipped())).unwrap();
    for status in ["temporarily_closed", "inactive"] {
        let mut nation: serde_json::Value = serde_json::from_str(&active).unwrap();
        let services = nation["services"].as_array_mut().unwrap();
        services.iter_mut().find(|one| one["id"] == "se.112").unwrap()["status"] = json!(status);
        let folder = folder(&[("se.json", nation.to_string().as_bytes())]);
        let run = run(["snippet", "se", "--contacts", folder.path().to_str().unwrap()]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{status}: {}", run.note);
        assert!(run.note.contains("112") && run.note.contains("status"), "{}", run.note);
    }
}

#[test]
fn own_addresses_stand_in_the_attributes_and_in_the_link_and_only_https_will_do() {
    let words =
        ["snippet", "se", "--exit-url", "https://exempel.example/", "--exit-url-2", "https://ett.example/"];
    let contacts = shipped();
    let made = run(words.iter().chain(&["--contacts", &contacts]));
    for part in [
        "exit-url=\"https://exempel.example/\" exit-url-2=\"https://ett.example/\"",
        "href=\"https://exempel.example/\"",
        "data-exit=\"https://ett.example/\"",
    ] {
        assert!(made.out.contains(part), "{}", made.out);
    }
    for (option, bad) in
        [("--exit-url", "http://exempel.example/"), ("--src", "javascript:x"), ("--exit-url-2", "smhi.se")]
    {
        let run = run(["snippet", "se", "--contacts", &contacts, option, bad]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.note.contains(bad), "{}", run.note);
    }
}

#[test]
fn an_area_that_nobody_names_is_refused_and_one_that_the_county_names_is_not() {
    let contacts = shipped();
    assert_eq!(run(["snippet", "2580", "--contacts", &contacts]).code, 2);
    assert_eq!(run(["snippet", "Solna", "--contacts", &contacts]).code, 2);
    assert!(run(["snippet", "0114", "--contacts", &contacts]).out.contains("area=\"0114\""));
    let folder = folder(&[]);
    let nowhere = run(["snippet", "0114", "--contacts", at(&folder, "not-there").to_str().unwrap()]);
    assert_eq!((nowhere.code, nowhere.out.as_str()), (2, ""));
}

#[test]
fn with_the_folder_of_the_script_the_browser_checks_it_by_its_sum() {
    let (script, attributes) = CHECKED;
    let with = folder(&[("vagvisare.js", script)]);
    let (contacts, pkg) = (shipped(), with.path().to_str().unwrap());
    let made = run(["snippet", "se", "--contacts", &contacts, "--pkg", pkg]);
    let tag = format!("<script async src=\"/vagvisare/vagvisare.js\"{attributes}></script>\n");
    assert!(made.code == 0 && made.out.starts_with(&tag), "{}{}", made.out, made.note);
    assert!(made.note.contains("ny mapp"), "{}", made.note);
    // Without it nothing is said of a sum.
    let plain = run(["snippet", "se", "--contacts", &contacts]);
    assert!(!plain.out.contains("integrity") && !plain.note.contains("integrity"));
    let empty = folder(&[]);
    let wrong = run(["snippet", "se", "--contacts", &contacts, "--pkg", empty.path().to_str().unwrap()]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.note.contains("vagvisare.js"), "{}", wrong.note);
}

#[test]
fn where_there_is_only_the_program_it_has_the_county_s_and_the_nation_s_numbers_and_says_so() {
    let nowhere = folder(&[]);
    let alone = run_in(nowhere.path(), ["snippet", "se"]);
    assert_eq!(alone.code, 0, "{}", alone.note);
    assert_eq!(alone.out, run(["snippet", "se", "--contacts", &shipped()]).out);
    let council = run_in(nowhere.path(), ["snippet", "0184"]);
    assert_eq!(council.code, 0, "{}", council.note);
    assert!(council.out.contains("tel:112") && council.note.contains("ingen egen fil"), "{}", council.note);
}

#[test]
fn the_numbers_are_those_beside_the_script_whose_sum_is_taken() {
    let upload = folder(&[("vagvisare.js", CHECKED.0)]);
    std::fs::create_dir(at(&upload, "contacts")).unwrap();
    let nation = layer(|layer| {
        layer["area"] = json!({ "code": "se", "name": "Sverige" });
        layer["services"][0]["id"] = json!("se.112");
        layer["services"][0]["name"] = json!({ "sv": "Larm" });
        layer["services"][0]["channels"][0]["value"] = json!("112");
        layer["services"][0]["channels"][0]["display"] = json!("112");
    });
    std::fs::write(at(&upload, "contacts/se.json"), nation).unwrap();
    let run = run(["snippet", "se", "--pkg", upload.path().to_str().unwrap(), "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.note);
    assert_eq!(run.json()["numbers"].as_array().unwrap().len(), 1, "{}", run.out);
}
