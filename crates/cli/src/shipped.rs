//! The layers that are shipped with the program, so that a single local file can be checked anywhere.

use vagvisare_contacts::check::File;

/// The national layer.
pub const NATIONAL: &str = include_str!("../../../www/contacts/se.json");

/// The county layers.
pub const COUNTIES: [(&str, &str); 1] = [("01.json", include_str!("../../../www/contacts/01.json"))];

/// The layer of an area, if it is shipped.
pub fn layer(code: &str) -> Option<&'static str> {
    let counties = COUNTIES.iter().map(|(path, text)| (path.trim_end_matches(".json"), *text));
    counties.chain([("se", NATIONAL)]).find_map(|(known, text)| (known == code).then_some(text))
}

/// The guide's words in Swedish and English, the languages that the loader knows too.
pub const WORDS: [&str; 2] =
    [include_str!("../../../www/guide/sv.json"), include_str!("../../../www/guide/en.json")];

/// The strict headers that the demo is sent with.
pub const HEADERS: &str = include_str!("../../../www/headers.json");

/// All of them, to check against.
pub fn files() -> Vec<File<'static>> {
    let counties = COUNTIES.iter().map(|(path, text)| File { path, bytes: text.as_bytes() });
    std::iter::once(File { path: "se.json", bytes: NATIONAL.as_bytes() }).chain(counties).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_layers_are_those_that_are_served() {
        let served = |name: &str| {
            std::fs::read_to_string(format!("{}/../../www/contacts/{name}", env!("CARGO_MANIFEST_DIR")))
                .unwrap()
        };
        assert_eq!(NATIONAL, served("se.json"));
        for (name, text) in COUNTIES {
            assert_eq!(text, served(name));
        }
    }
}
