//! What the binding generator's glue does slower, and in more bytes, than this program needs.
//!
//! Each of these is one of its sentences and what stands in its place; one that is no longer there stops the
//! build, because then the generator has changed, and so may have the reason.

use anyhow::{Context, Result};

/// Where a sentence begins, how it ends, and what stands in the place of the whole.
const CHANGES: &[(&str, &str, &str)] = &[
    // Words are copied into the program letter by letter, in the hope that they are few and ASCII. The
    // contact files are neither: at a slow phone's first visit, when nothing is compiled yet, that was 16 ms.
    // This is the generator's own other way, which it takes where memory cannot be given back.
    ("if (", "realloc === undefined) {", "if (true) {"),
    // Yew asks twice for each element that it makes whether it stands in an SVG or MathML. The guide has
    // neither.
    ("const ret = ", ".namespaceURI;", "const ret = undefined;"),
];

/// The glue with these changes.
///
/// # Errors
/// When the generator writes one of the places in another way than it did, or twice.
pub fn lighter(glue: &str) -> Result<String> {
    CHANGES.iter().try_fold(glue.to_owned(), |glue, (begins, ends, new)| {
        let place = || {
            let (before, after) = glue.split_once(ends)?;
            let (before, _) = before.rsplit_once(begins)?;
            (!after.contains(ends)).then(|| [before, new, after].concat())
        };
        let other =
            || format!("the binding generator writes “{begins}…{ends}” in another way: see build/glue.rs");
        place().with_context(other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_changed_and_one_that_is_missing_or_there_twice_stops_the_build() {
        let glue: String = CHANGES.iter().flat_map(|(begins, ends, _)| [*begins, "arg1", *ends]).collect();
        let expected: String = CHANGES.iter().map(|(_, _, new)| *new).collect();
        assert_eq!(lighter(&glue).unwrap(), expected);
        assert!(lighter("").is_err() && lighter(&glue.repeat(2)).is_err());
    }
}
