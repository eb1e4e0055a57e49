//! `new`: a file to start from.

use std::path::Path;

use serde_json::{Value, json};
use vagvisare_contacts::check::Lang;
use vagvisare_contacts::layers::is_area_code;

use crate::answer::{Answer, say};
use crate::args::{Args, New};
use crate::commands::fmt;
use crate::failure::Failure;
use crate::{clock, save, shipped};

/// Beside the shipped contact files: by the settings Visual Studio Code knows the schema.
const SETTINGS: &str = ".vscode/settings.json";
const SCHEMA: &str = "schema/contacts.schema.json";

/// A layer with one made-up contact that is never shown (`inactive`), so that the form is there to fill in
/// and forgetting it does no harm.
pub fn run(args: &Args, own: &New) -> Result<Answer, Failure> {
    let lang = args.lang();
    let code = own.area.as_str();
    if code == "se" {
        return Err(Failure::Nation);
    }
    if !is_area_code(code) {
        return Err(Failure::BadArea(own.area.clone()));
    }
    let known = own.name.clone().or_else(|| name(code));
    let mut note = match known {
        Some(_) => String::new(),
        None => say(lang, "Skriv områdets namn i ”name”.\n", "Write the area's name in “name”.\n").to_owned(),
    };
    let folder = own.out.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    if ![SETTINGS, SCHEMA].iter().all(|name| folder.join(name).is_file()) {
        note += &completion(&folder.join(SCHEMA), lang);
    }
    let text = fmt::of_value(&template(code, &known.unwrap_or_else(|| code.to_owned())));
    match &own.out {
        None => Ok(Answer::fine(text).note(note)),
        Some(path) => save::create(path, text.as_bytes()).map(|()| Answer::default().note(note)),
    }
}

/// How editing programs come to know the schema where the folder does not tell them.
fn completion(schema: &Path, lang: Lang) -> String {
    let schema = schema.display();
    match lang {
        Lang::Sv => format!(
            "Förslag medan du skriver: kör vagvisare schema --out {schema}\n\
             och skriv \"$schema\": \"./{SCHEMA}\", överst i filen, efter {{.\n"
        ),
        Lang::En => format!(
            "Suggestions while you type: run vagvisare schema --out {schema}\n\
             and write \"$schema\": \"./{SCHEMA}\", at the top of the file, after {{.\n"
        ),
    }
}

/// The name of an area that the shipped layers name.
pub fn name(code: &str) -> Option<String> {
    let layers = shipped::COUNTIES.iter().map(|(_, text)| *text).chain([shipped::NATIONAL]);
    layers.into_iter().find_map(|text| {
        let layer: Value = serde_json::from_str(text).ok()?;
        let municipalities = layer["municipalities"].as_array().map(Vec::as_slice).unwrap_or_default();
        let area = municipalities.iter().chain([&layer["area"]]).find(|area| area["code"] == code)?;
        Some(area["name"].as_str()?.to_owned())
    })
}

fn template(code: &str, name: &str) -> Value {
    json!({
        "format": 1,
        "area": { "code": code, "name": name },
        "responsible": { "unit": "Socialförvaltningen", "email": "funktion@kommunen.example" },
        "updated": clock::today(),
        "hide": [],
        "notes": {},
        "services": [{
            "id": format!("{code}.exempel"),
            "name": { "sv": "Exempel: byt ut mot er första kontakt" },
            "organization": name,
            "status": "inactive",
            "summary": { "sv": "Skriv i en eller två meningar vad man får hjälp med." },
            "audience": ["self", "relative"],
            "kinds": [],
            "needs": [],
            "channels": [{
                "type": "phone",
                "value": "+46846500400",
                "display": "08-465 004 00",
                "cost": null,
                "anonymous": null,
                "on_bill": null,
                "hours": {
                    "weekly": [{
                        "days": ["mo", "tu", "we", "th", "fr"],
                        "opens": "08:00", "closes": "16:00",
                    }],
                    "holidays": "closed",
                    "eves": "closed"
                }
            }],
            "when_closed": ["se.112"],
            "source": { "url": "https://kommunen.example/", "date": clock::today().to_string() },
            "checked": null,
            "check_every_days": 180
        }]
    })
}
