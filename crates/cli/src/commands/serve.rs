//! `serve`: the guide in a browser on this machine, with the strict headers, so that a change can be looked
//! at before anybody else sees it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::json;
use vagvisare_contacts::check::{Lang, decode};
use vagvisare_contacts::layers::is_area_code;
use vagvisare_contacts::model::Area;
use vagvisare_contacts::read::read_layer;
use vagvisare_serve::{Headers, Page, Site, listen};

use crate::answer::{Answer, say};
use crate::area::{self, Missing};
use crate::args::{Args, Serve};
use crate::embed::{Embed, SRC, escaped};
use crate::failure::Failure;
use crate::{input, shipped};

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";

/// Tells the address and serves until it is stopped. A folder with the program is shown at `/vagvisare/`,
/// with a page for each area; any other folder as the site that it is.
pub fn run(args: &Args, own: &Serve) -> Result<Answer, Failure> {
    let lang = args.lang();
    let folder = &own.folder;
    for folder in [Some(folder), own.contacts.as_ref()].into_iter().flatten() {
        fs::metadata(folder).map_err(|error| Failure::io(folder, error))?;
    }
    let headers = Headers::read(shipped::HEADERS);
    let headers = headers.map_err(|error| Failure::Io("headers.json".into(), io::Error::other(error)))?;
    let site = if folder.join("vagvisare.js").is_file() {
        let contacts = own.contacts.iter().cloned().chain([folder.join("contacts")]).collect();
        let preview = Preview { contacts, has_own: own.contacts.is_some(), lang };
        let mut folders = vec![("/vagvisare/".to_owned(), folder.clone())];
        folders.splice(..0, own.contacts.iter().map(|own| ("/vagvisare/contacts/".to_owned(), own.clone())));
        Site::new(folders, headers, &[]).with_pages(Box::new(move |path| preview.page(path)))
    } else if folder.join("index.html").is_file() {
        Site::new(vec![("/".to_owned(), folder.clone())], headers, &[])
    } else {
        return Err(Failure::NoProgram(folder.clone()));
    };
    let port = |error| Failure::Port(own.port, error);
    let listener = listen(own.port).map_err(port)?;
    let url = format!("http://{}/", listener.local_addr().map_err(port)?);
    let stops = say(
        lang,
        "Bara den här datorn ser den. Ctrl-C avslutar.",
        "Only this computer sees it. Ctrl-C stops it.",
    );
    let answer = Answer::either(args.format, &json!({ "url": url }), || format!("{url}\n{stops}"));
    Ok(answer.then(move || site.run(listener)))
}

/// Pages that are made of the contact files each time they are asked for, so that a change is seen at a
/// reload.
struct Preview {
    /// Where contact files are, the first that has one giving it.
    contacts: Vec<PathBuf>,
    /// Whether the first of them is the editor's.
    has_own: bool,
    lang: Lang,
}

impl Preview {
    fn page(&self, path: &str) -> Option<Page> {
        let html = |body: String| Page { kind: HTML, body: body.into_bytes() };
        match path {
            "/" => Some(html(self.list())),
            // The folder's own list does not know the editor's files.
            "/vagvisare/contacts/areas.json" if self.has_own => {
                Some(Page { kind: JSON, body: serde_json::to_vec(&self.areas()).ok()? })
            }
            _ => {
                let code = path.strip_prefix('/')?.strip_suffix(".html")?;
                is_area_code(code).then(|| html(self.area(code)))
            }
        }
    }

    /// The areas that can be chosen, as the guide lists them, with those of the editor's files.
    fn areas(&self) -> Vec<Area> {
        let mut areas: BTreeMap<(bool, String), Area> = BTreeMap::new();
        let mut add = |area: Area| {
            areas.entry((area.code != "se", area.code.clone())).or_insert(area);
        };
        if let Some(own) = self.contacts.first().filter(|_| self.has_own) {
            own_areas(own).into_iter().for_each(&mut add);
        }
        let list = self.contacts.last().and_then(|folder| fs::read(folder.join("areas.json")).ok());
        let list = list.and_then(|bytes| serde_json::from_slice::<Vec<Area>>(&bytes).ok());
        list.into_iter().flatten().for_each(&mut add);
        areas.into_values().collect()
    }

    fn list(&self) -> String {
        let title = say(self.lang, "Förhandsvisning", "Preview");
        let row = |area: &Area| {
            let (code, name) = (escaped(&area.code), escaped(&area.name));
            format!("  <li><a href=\"/{code}.html\">{name}</a> ({code})</li>\n")
        };
        let rows: String = self.areas().iter().map(row).collect();
        self.document(title, "", &format!("<h1>{title}</h1>\n<ul>\n{rows}</ul>"))
    }

    /// An area's page: what a council would paste, and what of its files is not used.
    fn area(&self, code: &str) -> String {
        let folders: Vec<&Path> = self.contacts.iter().map(PathBuf::as_path).collect();
        let embed =
            Embed { area: code, src: SRC, integrity: None, lang: self.lang, exit: None, second: None };
        let made = area::read(code, &folders, Missing::Shipped, self.lang)
            .and_then(|merged| Ok((embed.lines(&merged.directory)?, merged)));
        let (title, script, body) = match made {
            Err(failure) => (code.to_owned(), String::new(), paragraph(&failure.message(self.lang))),
            Ok((lines, merged)) => {
                let note = merged.note.lines().map(paragraph).collect::<String>();
                let (script, element) = match lines {
                    Some(lines) => (lines.script, lines.element),
                    None => {
                        let folder = self.contacts.first().cloned().unwrap_or_default();
                        (String::new(), paragraph(&Failure::No112(folder).message(self.lang)))
                    }
                };
                (merged.directory.area.name, script, note + &element)
            }
        };
        let body = format!("<h1>{}</h1>\n{body}", escaped(&title));
        self.document(&title, &script, &body)
    }

    fn document(&self, title: &str, script: &str, body: &str) -> String {
        let (lang, title) = (say(self.lang, "sv", "en"), escaped(title));
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n{script}\n\
             <title>{title}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <link rel=\"icon\" href=\"data:,\">\n\
             </head>\n<body>\n{body}\n</body>\n</html>\n"
        )
    }
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escaped(text))
}

/// The areas of the contact files in a folder; those that cannot be read are told on their own page.
fn own_areas(folder: &Path) -> Vec<Area> {
    let sources = input::contact_files(&[folder.to_owned()]).unwrap_or_default();
    let read =
        |source: &input::Source| Some(read_layer(&decode::decode(&source.bytes).text).ok()?.layer.area);
    sources.iter().filter_map(read).filter(|area| is_area_code(&area.code)).collect()
}
