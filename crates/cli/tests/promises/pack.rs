//! `pack`: only what a council chose, whole or not at all, and nobody's work lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Run, TODAY, layer, run, shipped};

/// Files of the program, named by the sums of what is in them: `printf '\0asm1' | openssl dgst -sha256
/// -binary | base64`.
const WASM: &str = "p-v79NAGZLcVlOixmQVeJkUOrTaq4TJpGiERVskeb54Tc.wasm";
const GLUE: &str = "p-BqsjwTzCFLI9DlUAbWU48GyLXb0VJlpfV4ZvhcNZnvw.js";

/// A folder with a program that is none, the shipped contacts and the guide.
struct Scene {
    folder: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let scene = Self { folder };
        let www = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www");
        scene.script(&["tel:112", "tel:11414", "tel:+4620505050", "tel:116111", "tel:+4687461000"].join(" "));
        scene.write(&format!("pkg/{WASM}"), b"\0asm1");
        scene.write(&format!("pkg/{GLUE}"), b"export {};//3");
        for file in ["guide/guide.json", "guide/sv.json"] {
            scene.write(&format!("pkg/{file}"), &fs::read(www.join(file)).unwrap());
        }
        for code in ["se", "01", "0184", "0126", "9999"] {
            let file = format!("contacts/{code}.json");
            scene.write(&format!("pkg/{file}"), &fs::read(www.join(&file)).unwrap());
        }
        scene.write("pkg/contacts/areas.json", b"[]");
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// A script that names the program's files as the real one does.
    fn script(&self, rest: &str) {
        let sums = [WASM, GLUE].map(|name| format!("\"{}\"", &name[2..45]));
        self.write("pkg/vagvisare.js", (sums.join(",") + rest).as_bytes());
    }

    fn pack(&self, areas: &str, more: &[&str]) -> Run {
        let (pkg, out) = (self.path("pkg"), self.path("out"));
        let words = ["pack", "--areas", areas, "--today", TODAY, "--pkg", pkg.to_str().unwrap(), "--out"];
        run(words.iter().chain(&[out.to_str().unwrap()]).chain(more))
    }

    /// The names of what lies in the folder that was made.
    fn made(&self) -> BTreeSet<String> {
        fn walk(folder: &Path, prefix: &str, names: &mut BTreeSet<String>) {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
                if entry.path().is_dir() {
                    walk(&entry.path(), &format!("{name}/"), names);
                } else {
                    names.insert(name);
                }
            }
        }
        let mut names = BTreeSet::new();
        walk(&self.path("out"), "", &mut names);
        names
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&fs::read(self.path("out").join(name)).unwrap()).unwrap()
    }

    /// Nothing but what was there before lies beside the folder.
    fn left_nothing(&self) {
        let names: BTreeSet<_> =
            fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        let known = ["pkg", "out", "own"].map(Into::into);
        assert!(names.iter().all(|name| known.contains(name)), "{names:?}");
    }
}

#[test]
fn the_folder_holds_the_program_the_guide_and_only_the_layers_of_the_chosen_areas() {
    let scene = Scene::new();
    let run = scene.pack("0184,0114", &[]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.note);
    let wanted = [
        "contacts/01.json",
        "contacts/0114.json",
        "contacts/0184.json",
        "contacts/areas.json",
        "contacts/se.json",
        "guide/guide.json",
        "guide/sv.json",
        GLUE,
        WASM,
        "pack.json",
        "vagvisare.js",
    ];
    assert_eq!(scene.made(), wanted.map(str::to_owned).into());
    let areas = scene.json("contacts/areas.json");
    let codes: Vec<_> = areas.as_array().unwrap().iter().map(|area| area["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["se", "01", "0114", "0184"]);
    // Upplands Väsby has no file of its own: its name is all there is.
    assert_eq!(scene.json("contacts/0114.json")["services"], json!([]));
    for name in wanted {
        assert!(run.out.contains(name), "{name}: {}", run.out);
    }
    assert!(run.out.contains("<vag-visare area=\"0184\">") && run.out.contains("<vag-visare area=\"0114\">"));
    assert!(run.note.contains("varningar i kontaktfilerna"), "{}", run.note);
    scene.left_nothing();
}

#[test]
fn contacts_are_packed_small_and_say_the_same() {
    let scene = Scene::new();
    assert_eq!(scene.pack("0184", &[]).code, 0);
    let before = fs::read(scene.path("pkg/contacts/0184.json")).unwrap();
    let after = fs::read(scene.path("out/contacts/0184.json")).unwrap();
    assert!(after.len() < before.len());
    assert_eq!(scene.json("contacts/0184.json"), serde_json::from_slice::<Value>(&before).unwrap());
}

#[test]
fn with_an_error_in_a_contact_file_nothing_is_written() {
    let scene = Scene::new();
    scene
        .write("own/9999.json", &layer(|layer| layer["services"][0]["channels"][0]["value"] = json!("0900")));
    scene.write("own/se.json", &fs::read(Path::new(&shipped()).join("se.json")).unwrap());
    let own = scene.path("own");
    let more = ["--contacts", own.to_str().unwrap()];
    let run = scene.pack("9999", &more);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.contains("Ingenting skrevs.") && run.out.contains("9999.json"), "{}", run.out);
    assert!(!scene.path("out").exists());
    let answer = scene.pack("9999", &[&more[..], &["--format", "json"]].concat()).json();
    assert_eq!(
        (&answer["written"], answer["findings"][0]["severity"].as_str()),
        (&json!(false), Some("error"))
    );
    // What nobody packs is not asked for its faults.
    assert_eq!(scene.pack("se", &more).code, 0);
    scene.left_nothing();
}

#[test]
fn a_file_of_the_area_under_another_name_is_not_left_out_without_a_word() {
    let scene = Scene::new();
    let contacts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/contacts");
    let read = |code: &str| fs::read(contacts.join(format!("{code}.json"))).unwrap();
    for code in ["se", "01"] {
        scene.write(&format!("own/{code}.json"), &read(code));
    }
    let own = scene.path("own");
    let more = ["--contacts", own.to_str().unwrap()];
    // As a browser names a second download; and another area's name.
    for wrong in ["0126 (1).json", "0163.json"] {
        scene.write(&format!("own/{wrong}"), &read("0126"));
        let run = scene.pack("0126", &more);
        assert_eq!(run.code, 1, "{}", run.note);
        for part in [wrong, "0126.json", "Ingenting skrevs."] {
            assert!(run.out.contains(part), "{part}: {}", run.out);
        }
        let answer = scene.pack("0126", &[&more[..], &["--format", "json"]].concat()).json();
        assert_eq!(
            (&answer["written"], &answer["findings"][0]["code"]),
            (&json!(false), &json!("area-mismatch"))
        );
        assert!(!scene.path("out").exists());
        // Another area is not kept from being packed by it.
        assert_eq!(scene.pack("0184", &more).code, 0);
        fs::remove_dir_all(scene.path("out")).unwrap();
        fs::remove_file(scene.path(&format!("own/{wrong}"))).unwrap();
    }
}

#[test]
fn an_area_without_a_file_of_its_own_is_told() {
    let scene = Scene::new();
    let told = "0126: ingen egen fil; länets och rikets kontakter visas.\n";
    let run = scene.pack("0126,0184", &["--format", "json"]);
    assert_eq!(run.json()["without_file"], json!([]));
    assert!(!run.note.contains("ingen egen fil"), "{}", run.note);
    fs::remove_file(scene.path("pkg/contacts/0126.json")).unwrap();
    for name in ["pkg", "out"] {
        // A folder that was packed has a file with nothing in it for such an area.
        let (from, to) = (scene.path(name), scene.path(if name == "pkg" { "out" } else { "own" }));
        let words =
            ["pack", "--areas", "0126,0184", "--today", TODAY, "--pkg", from.to_str().unwrap(), "--out"];
        let run = super::run(words.iter().chain(&[to.to_str().unwrap()]));
        assert_eq!(run.code, 0, "{}", run.note);
        assert!(run.note.contains(told) && !run.note.contains("0184: ingen"), "{}", run.note);
    }
}

#[test]
fn without_112_nothing_is_written() {
    let scene = Scene::new();
    let text = fs::read_to_string(scene.path("pkg/contacts/se.json")).unwrap();
    scene.write("pkg/contacts/se.json", text.replace("\"se.112\"", "\"se.113\"").as_bytes());
    let run = scene.pack("se", &[]);
    assert_ne!(run.code, 0);
    assert!(!scene.path("out").exists());
}

#[test]
fn a_folder_that_it_made_is_replaced_whole() {
    let scene = Scene::new();
    assert_eq!(scene.pack("0184,0126", &[]).code, 0);
    assert!(scene.made().contains("contacts/0126.json"));
    let again = scene.pack("0184", &["--format", "json"]);
    assert_eq!(again.code, 0, "{}", again.note);
    assert!(!scene.made().contains("contacts/0126.json"));
    let answer = again.json();
    assert_eq!(answer["written"], json!(true));
    assert_eq!(answer["files"].as_array().unwrap().len(), scene.made().len());
    assert_eq!(answer["snippets"][0]["area"], json!("0184"));
    scene.left_nothing();
}

#[test]
fn a_folder_with_anything_else_in_it_is_left_as_it_is() {
    let stranger = |scene: &Scene, name: &str, bytes: &[u8]| {
        scene.write(&format!("out/{name}"), bytes);
        let before = scene.made();
        let run = scene.pack("0126", &[]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.note);
        assert!(run.note.contains(name), "{}", run.note);
        assert_eq!(scene.made(), before);
        assert_eq!(fs::read(scene.path("out").join(name)).unwrap(), bytes);
        scene.left_nothing();
    };
    // Somebody's own folder, and one that only looks like ours.
    stranger(&Scene::new(), "index.html", b"mine");
    stranger(&Scene::new(), "pack.json", b"{\"made_by\":\"me\"}");
    // Ours, with a file added or changed since.
    for (name, bytes) in [(".htaccess", &b"mine"[..]), ("contacts/0184.json", b"{}")] {
        let scene = Scene::new();
        assert_eq!(scene.pack("0184", &[]).code, 0);
        stranger(&scene, name, bytes);
    }
    // An empty one is nobody's.
    let scene = Scene::new();
    fs::create_dir(scene.path("out")).unwrap();
    assert_eq!(scene.pack("0184", &[]).code, 0);
}

#[test]
fn what_cannot_be_packed_is_one_sentence_and_exit_2() {
    let scene = Scene::new();
    for (areas, more, part) in [
        ("2580", &[][..], "2580"),
        ("Solna", &[], "Solna"),
        ("0184", &["--contacts", "not-there"], "not-there"),
    ] {
        let run = scene.pack(areas, more);
        assert_eq!((run.code, run.note.lines().count()), (2, 1), "{}", run.note);
        assert!(run.note.contains(part), "{}", run.note);
    }
    let (pkg, inside) = (scene.path("pkg"), scene.path("pkg/out"));
    let words =
        ["pack", "--areas", "0184", "--pkg", pkg.to_str().unwrap(), "--out", inside.to_str().unwrap()];
    assert_eq!(run(words).code, 2);
    fs::remove_file(scene.path("pkg/vagvisare.js")).unwrap();
    let run = scene.pack("0184", &[]);
    assert!(run.code == 2 && run.note.contains("vagvisare.js"), "{}", run.note);
    assert!(!scene.path("out").exists());
}

#[test]
fn a_folder_in_which_the_guide_cannot_start_is_not_made() {
    let (missing, glue): (Option<&[u8]>, _) = (None, GLUE.trim_end_matches("js"));
    for (name, bytes, said) in [
        (WASM, missing, &WASM[..45]),
        (GLUE, missing, glue),
        (GLUE, Some(&b"export"[..]), GLUE),
        ("vagvisare.js", Some(b""), "vagvisare.js"),
        ("integrity.txt", Some(b"sha384-x"), "vagvisare.js"),
        ("guide/guide.json", Some(b"{bad"), "guide.json"),
        ("guide/sv.json", missing, "sv.json"),
        ("guide/sv.json", Some(b"{\nbad"), "sv.json: är inte hel JSON: det tar stopp på rad 2"),
        ("guide/en.json", Some(b""), "en.json"),
    ] {
        let scene = Scene::new();
        match bytes {
            Some(bytes) => scene.write(&format!("pkg/{name}"), bytes),
            None => fs::remove_file(scene.path(&format!("pkg/{name}"))).unwrap(),
        }
        let run = scene.pack("0184", &[]);
        assert_eq!(
            (run.code, run.out.as_str(), run.note.lines().count()),
            (2, "", 1),
            "{name}: {}",
            run.note
        );
        assert!(run.note.contains(said), "{name}: {}", run.note);
        assert!(!scene.path("out").exists());
    }
}

#[test]
fn what_a_script_of_the_program_names_must_be_there_too() {
    let scene = Scene::new();
    // The glue names the program as JavaScript, for browsers without WebAssembly.
    let glue = format!("load(`{}`)//0", &GLUE[2..45]);
    scene.write("pkg/p-FHGH4kIdZTyQhxgEwXxDrT8Zo729VmwWiLSOTr2OiPQ.js", glue.as_bytes());
    scene.write("pkg/vagvisare.js", b"'FHGH4kIdZTyQhxgEwXxDrT8Zo729VmwWiLSOTr2OiPQ'");
    assert_eq!(scene.pack("0184", &[]).code, 0);
    fs::remove_file(scene.path(&format!("pkg/{GLUE}"))).unwrap();
    assert_eq!(scene.pack("0184", &[]).code, 2);
}

#[test]
fn what_begins_with_a_dot_is_not_packed() {
    let scene = Scene::new();
    for name in [".env", ".git/config", "guide/.DS_Store"] {
        scene.write(&format!("pkg/{name}"), b"secret");
    }
    assert_eq!(scene.pack("0184", &[]).code, 0);
    let made = scene.made();
    assert!(made.iter().all(|name| !name.split('/').any(|part| part.starts_with('.'))), "{made:?}");
}

#[test]
fn numbers_that_the_script_does_not_have_are_told() {
    let scene = Scene::new();
    assert_eq!(scene.pack("0184", &["--format", "json"]).json()["lacking"], json!([]));
    scene.script("tel:112 tel:11414 tel:+4620505050 tel:116111 tel:+4687460000");
    let run = scene.pack("0184", &[]);
    let told = "0184: vagvisare.js visar inte 08-746 10 00";
    assert!(run.code == 0 && run.note.contains(told), "{}", run.note);
}

#[test]
fn a_packed_folder_can_be_packed_again_from() {
    let scene = Scene::new();
    assert_eq!(scene.pack("0184,0126", &[]).code, 0);
    let (from, to) = (scene.path("out"), scene.path("own"));
    let words = ["pack", "--areas", "0126", "--today", TODAY, "--pkg", from.to_str().unwrap(), "--out"];
    let run = run(words.iter().chain(&[to.to_str().unwrap()]));
    assert_eq!(run.code, 0, "{}", run.note);
    assert!(to.join("contacts/0126.json").is_file() && !to.join("contacts/0184.json").exists());
}

#[test]
fn the_lines_name_the_sum_of_the_script_that_was_packed() {
    let scene = Scene::new();
    let pkg = scene.path("pkg");
    let line = run(["snippet", "se", "--contacts", &shipped(), "--pkg", pkg.to_str().unwrap()]).out;
    let run = scene.pack("0184,0126", &[]);
    assert_eq!(run.out.matches(line.lines().next().unwrap()).count(), 2, "{}", run.out);
    assert!(run.note.contains("ny mapp"), "{}", run.note);
}

#[test]
fn compressed_files_are_made_only_when_asked_for_and_never_of_contacts_or_guide() {
    let scene = Scene::new();
    assert_eq!(scene.pack("0184", &[]).code, 0);
    let is_compressed = |name: &&String| name.ends_with(".br") || name.ends_with(".gz");
    assert_eq!(scene.made().iter().filter(is_compressed).count(), 0);
    let run = scene.pack("0184", &["--compress"]);
    assert_eq!(run.code, 0, "{}", run.note);
    let made = scene.made();
    let ending = |name: &str| [format!("{name}.br"), format!("{name}.gz")];
    let wanted: BTreeSet<_> = [GLUE, WASM, "vagvisare.js"].into_iter().flat_map(ending).collect();
    assert_eq!(made.iter().filter(is_compressed).cloned().collect::<BTreeSet<_>>(), wanted);
    assert!(run.note.contains("gamla .br och .gz"), "{}", run.note);
    let gzip = fs::read(scene.path("out/vagvisare.js.gz")).unwrap();
    // The time of the file would make each folder another.
    assert_eq!(gzip[..8], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
}

#[test]
fn what_was_compressed_does_not_go_into_the_next_folder() {
    let scene = Scene::new();
    scene.write("pkg/vagvisare.js.br", b"old");
    scene.write(&format!("pkg/{WASM}.gz"), b"old");
    assert_eq!(scene.pack("0184", &[]).code, 0);
    assert!(scene.made().iter().all(|name| !name.ends_with(".br") && !name.ends_with(".gz")));
}
