//! Short names for what the program and its glue call each other by.
//!
//! The binding generator's names end in a hash each (`__wbg_addEventListener_3acb0aad4483804c`) and stand in
//! both files: hashes do not compress, and are a twentieth of what a visitor downloads.

use std::collections::BTreeMap;

/// Old name → new name, for one side.
pub type Names = BTreeMap<String, String>;

/// Renames in the glue and says what must be renamed in the program. A name that the glue uses in any way but
/// the one expected is left as it is: `name: function` in the object of imports, `wasm.name` for exports.
///
/// `imports` and `exports` are the program's, in its order; the same input gives the same names.
pub fn shorten(glue: &str, imports: &[&str], exports: &[&str]) -> (String, Names, Names) {
    let count = |text: &str| count_words(glue, text);
    let imports =
        imports.iter().filter(|name| count(name) == 1 && glue.contains(&format!("{name}: function")));
    let imports = numbered(imports);
    // `memory` is short, and the public functions are named by the glue's own exports as well.
    let is_ours = |name: &&&str| name.starts_with("__") || name.starts_with("wasm_bindgen");
    let elsewhere =
        |name: &str| ["exports.", "\"", "'"].iter().any(|before| glue.contains(&format!("{before}{name}")));
    let exports = exports.iter().filter(is_ours);
    let exports = exports.filter(|name| glue.contains(&format!("wasm.{name}")) && !elsewhere(name));
    let exports = numbered(exports);

    let mut short = String::with_capacity(glue.len());
    let mut before = "";
    for word in words(glue) {
        let is_import = imports.get(word);
        let new =
            is_import.or_else(|| exports.get(word).filter(|_| short.ends_with("wasm.") && before == "."));
        short.push_str(new.map_or(word, String::as_str));
        before = word;
    }
    (short, imports, exports)
}

/// The text cut where a name begins or ends; put together again it is the same text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = if is_name(first) {
            rest.find(|letter| !is_name(letter)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (word, tail) = rest.split_at(length);
        rest = tail;
        Some(word)
    })
}

fn count_words(text: &str, word: &str) -> usize {
    words(text).filter(|one| *one == word).count()
}

/// `a`, `b`, … `z`, `a1`, `b1`, … in order.
fn numbered<'a>(names: impl Iterator<Item = &'a &'a str>) -> Names {
    let short = |number: usize| {
        let letter = char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
        if number < 26 { letter.to_string() } else { format!("{letter}{}", number / 26) }
    };
    names.enumerate().map(|(number, name)| ((*name).to_owned(), short(number))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_get_the_same_short_names_and_nothing_else_changes() {
        let glue = "function __wbg_get_imports() { const import0 = { __wbg_add_0a1b: function(a) { \
                    wasm.__wbindgen_free(a, 1); }, __wbg_now_2c: function() { return wasm.mount; } } } \
                    function wasm_bindgen__invoke_3d(x) { wasm.wasm_bindgen__invoke_3d(x); }";
        let (short, imports, exports) = shorten(
            glue,
            &["__wbg_add_0a1b", "__wbg_now_2c"],
            &["memory", "mount", "__wbindgen_free", "wasm_bindgen__invoke_3d"],
        );
        assert_eq!(imports["__wbg_now_2c"], "b");
        assert_eq!(exports["wasm_bindgen__invoke_3d"], "b");
        assert!(!exports.contains_key("mount") && !exports.contains_key("memory"));
        assert_eq!(
            short,
            "function __wbg_get_imports() { const import0 = { a: function(a) { wasm.a(a, 1); }, b: function() { \
             return wasm.mount; } } } function wasm_bindgen__invoke_3d(x) { wasm.b(x); }"
        );
    }

    #[test]
    fn a_name_used_in_another_way_stays() {
        let glue = "{ __wbg_odd_1: function() {} }; import0.__wbg_odd_1 = 1; wasm['__wbg_other']";
        let (short, imports, exports) = shorten(glue, &["__wbg_odd_1"], &["__wbg_other"]);
        assert_eq!((short.as_str(), imports.len(), exports.len()), (glue, 0, 0));
    }

    #[test]
    fn there_are_names_for_hundreds() {
        let names: Vec<_> = (0..300).map(|number| format!("n{number}")).collect();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        let short = numbered(names.iter());
        let unique: std::collections::BTreeSet<_> = short.values().collect();
        assert_eq!(unique.len(), 300);
        assert!(short.values().all(|name| name.len() <= 3));
    }
}
