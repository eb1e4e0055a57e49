//! Letters of the languages that contact files and visitors use, without Unicode's tables, and one text in
//! another, without the standard library's search: those weigh 4 and 0.7 KB of the program, packed.

/// The small letter of a capital of ASCII, Latin-1, the Slavic languages in Latin letters, or Russian and
/// Ukrainian; any other letter as it is.
pub fn lower(c: char) -> char {
    match c {
        'Č' => 'č',
        'Ć' => 'ć',
        'Š' => 'š',
        'Ž' => 'ž',
        'Ł' => 'ł',
        'À'..='Ö' | 'Ø'..='Þ' | 'А'..='Я' => char::from_u32(u32::from(c) + 0x20).unwrap_or(c),
        'Ѐ'..='Џ' => char::from_u32(u32::from(c) + 0x50).unwrap_or(c),
        other => other.to_ascii_lowercase(),
    }
}

/// Whether it is part of a word: not ASCII's and Latin-1's signs, nor Unicode's general punctuation.
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{206f}' | '\u{3000}' | '\u{feff}' => false,
        _ => true,
    }
}

/// What stands before and after the first `mark` in a text.
pub fn split<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    (0..text.len()).find_map(|at| Some((text.get(..at)?, text.get(at..)?.strip_prefix(mark)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_split_at_the_first_mark() {
        assert_eq!(split("åä {n} {n}", "{n}"), Some(("åä ", " {n}")));
        assert_eq!(split("{nn} {", "{n}"), None);
        assert_eq!(split("", "{n}"), None);
    }

    #[test]
    fn they_agree_with_unicode_on_the_letters_that_are_used() {
        let letters = "ABCXYZabcxyz019ÅÄÖåäöÉéÜüÆØæøČčŠšŽžŁłАБЯабяЄІЇєіїضیሰ";
        for c in letters.chars() {
            assert_eq!(Some(lower(c)), c.to_lowercase().next(), "{c}");
            assert!(is_letter(c) && c.is_alphanumeric(), "{c}");
        }
        for c in " -–—.,;:!?()/\"'”’«»+&·…\u{a0}×".chars() {
            assert!(!is_letter(c) && !c.is_alphanumeric(), "{c}");
            assert_eq!(lower(c), c);
        }
    }
}
