//! The lines that a council pastes into a page: the script, and the element with the area's own fallback
//! inside.
//!
//! Which services are named is decided in [`vagvisare_contacts::fallback`], for the loader too; their names
//! and numbers come from the contact files and the few other words from the guide's own. Why the widget's
//! components do not render these lines: `docs/decisions/snippet.md`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha384};
use vagvisare_contacts::check::Lang;
use vagvisare_contacts::fallback::{Line, lines};
use vagvisare_contacts::layers::Directory;
use vagvisare_contacts::model::{Age, Status};
use vagvisare_contacts::read::is_https;

use crate::failure::Failure;
use crate::shipped;

/// Where the script lies unless something else is said.
pub const SRC: &str = "/vagvisare/vagvisare.js";
/// The exit's addresses unless the page says something else; the loader has the same.
const EXITS: [&str; 2] = ["https://www.smhi.se/", "https://sv.wikipedia.org/"];

/// What the lines say besides the contacts.
#[derive(Clone, Debug)]
pub struct Embed<'a> {
    /// The area's code.
    pub area: &'a str,
    /// The script's address.
    pub src: &'a str,
    /// What the script's tag says in `integrity`, if the script's content is known.
    pub integrity: Option<String>,
    /// The page's language.
    pub lang: Lang,
    /// The exit's address, where it is not the usual one.
    pub exit: Option<&'a str>,
    /// The address that is tried after it, where it is not the usual one.
    pub second: Option<&'a str>,
}

/// The lines, and what they are made of.
#[derive(Debug, Serialize)]
pub struct Lines {
    /// The area's code.
    pub area: String,
    /// The script's tag.
    pub script: String,
    /// The element with its fallback.
    pub element: String,
    /// What the fallback names.
    pub numbers: Vec<Number>,
}

/// A number of the fallback.
#[derive(Debug, Serialize)]
pub struct Number {
    /// The service's id.
    pub service: String,
    /// Where the link leads.
    pub href: String,
    /// The number as written.
    pub number: String,
}

impl Lines {
    /// All of it, one after the other.
    pub fn html(&self) -> String {
        format!("{}\n{}\n", self.script, self.element)
    }
}

impl Embed<'_> {
    /// Makes the lines; none if 112 would not be among them or is not active, for then something is wrong
    /// with the national file.
    ///
    /// # Errors
    /// When an address cannot be used.
    pub fn lines(&self, directory: &Directory) -> Result<Option<Lines>, Failure> {
        let outside = [self.exit, self.second].into_iter().flatten().find(|url| !is_https(url));
        if let Some(url) = outside.or_else(|| (!is_address(self.src)).then_some(self.src)) {
            return Err(Failure::BadAddress(url.to_owned()));
        }
        let lines = lines(directory);
        let is_112 = |line: &Line| line.channel.value == "112" && line.service.status == Status::Active;
        if !lines.iter().any(is_112) {
            return Ok(None);
        }
        let number = |line: &Line| Number {
            service: line.service.id.clone(),
            href: line.href(),
            number: line.number().to_owned(),
        };
        Ok(Some(Lines {
            area: self.area.to_owned(),
            script: self.script(),
            element: self.element(&lines),
            numbers: lines.iter().map(number).collect(),
        }))
    }

    fn script(&self) -> String {
        // Without `crossorigin` a browser cannot check a script of another host, and does not run it.
        let checked = |sum: &String| format!(" integrity=\"{sum}\" crossorigin=\"anonymous\"");
        let checked = self.integrity.as_ref().map(checked).unwrap_or_default();
        // `async`: the page's own numbers do not wait for it.
        format!("<script async src=\"{}\"{checked}></script>", escaped(self.src))
    }

    fn element(&self, lines: &[Line]) -> String {
        let mut out = format!("<vag-visare area=\"{}\"", escaped(self.area));
        let lang = (self.lang == Lang::En).then_some("en");
        for (name, value) in [("lang", lang), ("exit-url", self.exit), ("exit-url-2", self.second)] {
            if let Some(value) = value {
                out += &format!(" {name}=\"{}\"", escaped(value));
            }
        }
        let [exit, second] = EXITS;
        out += &format!(
            ">\n  <p><a href=\"{}\" rel=\"nofollow noreferrer\"\n    data-exit=\"{}\">{}</a></p>\n  <ul>\n",
            escaped(self.exit.unwrap_or(exit)),
            escaped(self.second.unwrap_or(second)),
            escaped(&words(self.lang, "loader.exit")),
        );
        for line in lines {
            out += &format!("    <li>{}</li>\n", self.line(line));
        }
        out + "  </ul>\n</vag-visare>"
    }

    fn line(&self, line: &Line) -> String {
        let number = line.number();
        let link = format!("<a href=\"{}\">{}</a>", escaped(&line.href()), escaped(number));
        if line.channel.value == "112" {
            // As on the guide's own screens.
            let urgent = words(self.lang, "ui.emergency");
            if let Some((before, after)) = urgent.split_once(number) {
                return format!("{}{link}{}", escaped(before), escaped(after));
            }
        }
        let tag = if self.lang == Lang::En { "en" } else { "sv" };
        let name = escaped(line.name(tag));
        let name = match line.service.name.get(tag) {
            Some((own, _)) if own != tag => format!("<span lang=\"{}\">{name}</span>", escaped(own)),
            _ => name,
        };
        let age = age(line.service.age, self.lang);
        match (name.as_str(), age.as_str()) {
            ("", "") => link,
            (name, "") => format!("{link} – {name}"),
            ("", age) => format!("{link} – ({age})"),
            (name, age) => format!("{link} – {name} ({age})"),
        }
    }
}

/// `under 18 år`, `från 18 år`, `13–25 år`; nothing for every age.
fn age(age: Age, lang: Lang) -> String {
    let below = age.max.map(|max| u32::from(max) + 1);
    match (age.min.filter(|min| *min > 0), age.max, below, lang) {
        (None, _, Some(below), Lang::Sv) => format!("under {below} år"),
        (None, _, Some(below), Lang::En) => format!("under {below}"),
        (Some(min), Some(max), _, Lang::Sv) => format!("{min}–{max} år"),
        (Some(min), Some(max), _, Lang::En) => format!("ages {min}–{max}"),
        (Some(min), None, _, Lang::Sv) => format!("från {min} år"),
        (Some(min), None, _, Lang::En) => format!("from {min}"),
        (None, _, None, _) => String::new(),
    }
}

/// Words of the guide; nothing if they are not there, which a test rules out.
fn words(lang: Lang, key: &str) -> String {
    let [sv, en] = shipped::WORDS;
    let locale: Value = serde_json::from_str(if lang == Lang::En { en } else { sv }).unwrap_or_default();
    locale["texts"][key].as_str().unwrap_or_default().to_owned()
}

/// Whether a script can lie there: an https address, or a path on the page's own host.
fn is_address(src: &str) -> bool {
    let is_path = !src.is_empty()
        && !src.starts_with("//")
        && !src.contains(|c: char| c == ':' || c == '\\' || c.is_whitespace() || c.is_control());
    is_https(src) || is_path
}

/// What `integrity` says for a script (<https://www.w3.org/TR/sri-2/>). The build writes the same into
/// `integrity.txt`.
pub fn integrity(script: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(script)))
}

/// Text that means itself in HTML and SVG, in elements and in attributes within `"`.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_the_lines_take_from_the_guide_are_there() {
        for lang in [Lang::Sv, Lang::En] {
            assert!(words(lang, "ui.emergency").contains("112"));
            assert!(!words(lang, "loader.exit").is_empty());
        }
    }

    #[test]
    fn the_exit_leads_where_the_loader_s_leads() {
        let leave = concat!(env!("CARGO_MANIFEST_DIR"), "/../../src/loader/leave.js");
        let leave = std::fs::read_to_string(leave).unwrap();
        for url in EXITS {
            assert!(leave.contains(&format!("\"{url}\"")), "{url}");
        }
    }

    #[test]
    fn a_script_lies_on_https_or_on_the_page_s_own_host() {
        for good in [SRC, "vagvisare.js", "../v/vagvisare.js", "https://cdn.exempel.example/vagvisare.js"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "javascript:alert(1)",
            "data:,x",
            "http://exempel.example/v.js",
            "//exempel.example/v.js",
            "a b",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn ages_are_said_as_people_say_them() {
        let say = |min, max, lang| age(Age { min, max }, lang);
        assert_eq!(say(None, None, Lang::Sv), "");
        assert_eq!(say(Some(0), Some(17), Lang::Sv), "under 18 år");
        assert_eq!(say(Some(13), Some(25), Lang::Sv), "13–25 år");
        assert_eq!(say(Some(18), None, Lang::En), "from 18");
    }
}
