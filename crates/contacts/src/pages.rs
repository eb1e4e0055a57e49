//! Pages to read: what happens when you call, what violence is, how to leave fewer traces. One file a
//! language, which comes after the first screen: no visitor waits for it.
//!
//! `{ "lang", "pages": [{ "id", "title", "parts": [{ "title"?, "text": [paragraph] }] }] }`

use crate::json::Json;

/// One page, in the language that it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its id, the same in every language.
    pub id: String,
    /// BCP 47 tag.
    pub lang: String,
    /// Its heading.
    pub title: String,
    /// What it says, in order.
    pub lines: Vec<Line>,
}

/// A heading of a part, or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whether it is a heading.
    pub is_heading: bool,
    /// Its words.
    pub words: String,
}

/// The pages of a file `guide/pages-<lang>.json`, of which a translation may lack some; `None` when it is no
/// such file.
pub fn read_pages(json: &str) -> Option<Vec<Page>> {
    let file = Json::read(json).ok()?;
    let text = |json: &Json, name| Some(json.get(name)?.words()?.to_owned());
    let lang = text(&file, "lang")?;
    let mut pages = Vec::new();
    for page in file.get("pages")?.elements()? {
        let mut lines = Vec::new();
        for part in page.get("parts")?.elements()? {
            let heading = text(part, "title").map(|words| Line { is_heading: true, words });
            lines.extend(heading);
            for paragraph in part.get("text")?.elements()? {
                lines.push(Line { is_heading: false, words: paragraph.words()?.to_owned() });
            }
        }
        pages.push(Page { id: text(page, "id")?, lang: lang.clone(), title: text(page, "title")?, lines });
    }
    Some(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_pages_can_be_read() {
        let pages = read_pages(include_str!("../../../www/guide/pages-sv.json")).unwrap();
        let safe = pages.iter().find(|page| page.id == "safe").unwrap();
        assert!(safe.lang == "sv" && safe.lines.len() > 10);
        assert!(safe.lines.iter().any(|line| line.is_heading && line.words == "Historiken"));
    }

    #[test]
    fn what_is_no_such_file_is_nothing() {
        for text in ["", "[]", "{}", r#"{"lang":"sv"}"#, r#"{"lang":"sv","pages":[{"id":"a"}]}"#] {
            assert_eq!(read_pages(text), None, "{text}");
        }
    }
}
