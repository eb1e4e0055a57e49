//! `www/headers.json`: which headers the demo council sends with which paths. Both `serve` commands and the
//! browser tests share it.
//!
//! An object from glob to headers. `*` stays within a folder, `**` does not. All globs that match count, in
//! the order of the file; a later value wins, `null` takes a header away.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// The rules, in the order of the file.
#[derive(Debug)]
pub struct Headers(Vec<(String, Named)>);

/// Header names and values in the order of the file.
#[derive(Debug)]
struct Named(Vec<(String, Option<String>)>);

impl Headers {
    /// Reads the rules.
    ///
    /// # Errors
    /// When the text is not JSON of this shape.
    pub fn read(json: &str) -> serde_json::Result<Self> {
        serde_json::from_str(json)
    }

    /// Names and values for a path, e.g. `/vagvisare/vagvisare.js`.
    pub fn for_path(&self, path: &str) -> Vec<(&str, &str)> {
        let mut headers: Vec<(&str, &str)> = Vec::new();
        for (_, Named(named)) in self.0.iter().filter(|(glob, _)| matches(glob.as_bytes(), path.as_bytes())) {
            for (name, value) in named {
                headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
                headers.extend(value.as_ref().map(|value| (name.as_str(), value.as_str())));
            }
        }
        headers
    }
}

fn matches(glob: &[u8], path: &[u8]) -> bool {
    match glob {
        [] => path.is_empty(),
        [b'*', b'*', rest @ ..] => (0..=path.len()).any(|taken| matches(rest, &path[taken..])),
        [b'*', rest @ ..] => {
            let within = path.iter().position(|byte| *byte == b'/').unwrap_or(path.len());
            (0..=within).any(|taken| matches(rest, &path[taken..]))
        }
        [letter, rest @ ..] => path.first() == Some(letter) && matches(rest, &path[1..]),
    }
}

impl<'de> Deserialize<'de> for Headers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        in_order(deserializer).map(Self)
    }
}

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        in_order(deserializer).map(Self)
    }
}

/// An object as a list: here its order has a meaning.
fn in_order<'de, D: Deserializer<'de>, V: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<(String, V)>, D::Error> {
    struct Pairs<V>(std::marker::PhantomData<V>);
    impl<'de, V: Deserialize<'de>> Visitor<'de> for Pairs<V> {
        type Value = Vec<(String, V)>;
        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut pairs = Vec::new();
            while let Some(pair) = map.next_entry()? {
                pairs.push(pair);
            }
            Ok(pairs)
        }
    }
    deserializer.deserialize_map(Pairs(std::marker::PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_star_stays_within_a_folder_and_two_do_not() {
        for (glob, path, expected) in [
            ("/**", "/a/b.html", true),
            ("/*", "/a/b.html", false),
            ("/*", "/b.html", true),
            ("/vagvisare/p-*", "/vagvisare/p-1a.wasm", true),
            ("/vagvisare/*.js", "/vagvisare/contacts/se.json", false),
            ("/stod.html", "/stod.html", true),
            ("/stod.html", "/stod.htm", false),
        ] {
            assert_eq!(matches(glob.as_bytes(), path.as_bytes()), expected, "{glob} {path}");
        }
    }

    #[test]
    fn a_later_rule_wins_and_null_takes_away() {
        let rules = r#"{ "/**": { "X-A": "1", "X-B": "2" }, "/a": { "x-a": "3", "X-B": null } }"#;
        let headers: Headers = serde_json::from_str(rules).unwrap();
        assert_eq!(headers.for_path("/b"), [("X-A", "1"), ("X-B", "2")]);
        assert_eq!(headers.for_path("/a"), [("x-a", "3")]);
    }
}
