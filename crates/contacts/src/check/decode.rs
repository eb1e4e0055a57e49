//! Bytes → text, whatever an editor's program saved them as.
//!
//! A file in the wrong encoding is still read as well as it can be, so that the editor hears of everything at
//! once.

use super::catalogue::{BYTE_ORDER_MARK, NOT_UTF8, Rule, TOO_LARGE, UTF16};

/// The largest file that is read, in bytes: the guide reads none with more characters (`LONGEST` of
/// `src/loader/read.js`). A layer of 100 services is about 150 kB.
pub const LARGEST: usize = 2_000_000;

/// The text of a file, and what was wrong with its encoding.
pub struct Decoded {
    /// The text without a byte order mark; empty when the file is too large.
    pub text: String,
    /// The rule that was broken, and at which byte of the text.
    pub fault: Option<(&'static Rule, usize)>,
}

/// Decodes a whole file.
pub fn decode(bytes: &[u8]) -> Decoded {
    if bytes.len() > LARGEST {
        return Decoded { text: String::new(), fault: Some((&TOO_LARGE, 0)) };
    }
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            let inner = decode_utf8(rest);
            Decoded { fault: inner.fault.or(Some((&BYTE_ORDER_MARK, 0))), text: inner.text }
        }
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        // JSON starts with an ASCII character, so a zero byte first or second tells UTF-16 without a mark
        // (RFC 4627).
        [0, first, ..] if *first != 0 => decode_utf16(bytes, u16::from_be_bytes),
        [first, 0, ..] if *first != 0 => decode_utf16(bytes, u16::from_le_bytes),
        _ => decode_utf8(bytes),
    }
}

fn decode_utf8(bytes: &[u8]) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), fault: None },
        // What is not UTF-8 was saved as Windows-1252; but for a few signs that is Latin-1, a character for a
        // byte.
        Err(error) => Decoded {
            text: bytes.iter().map(|byte| char::from(*byte)).collect(),
            // The bytes before the fault may hold correct UTF-8 of two bytes, which have now become two
            // characters.
            fault: Some((
                &NOT_UTF8,
                bytes[..error.valid_up_to()].iter().map(|byte| char::from(*byte).len_utf8()).sum(),
            )),
        },
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text =
        char::decode_utf16(units).map(|result| result.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    Decoded { text, fault: Some((&UTF16, 0)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> (String, Option<(&'static str, usize)>) {
        let decoded = decode(bytes);
        (decoded.text, decoded.fault.map(|(rule, at)| (rule.code, at)))
    }

    #[test]
    fn every_encoding_of_an_office_computer_is_read_and_named() {
        assert_eq!(code("å".as_bytes()), ("å".into(), None));
        assert_eq!(code(b"\xEF\xBB\xBF{}"), ("{}".into(), Some(("byte-order-mark", 0))));
        assert_eq!(code(b"\xFF\xFE{\0}\0"), ("{}".into(), Some(("utf-16", 0))));
        assert_eq!(code(b"\xFE\xFF\0{\0}"), ("{}".into(), Some(("utf-16", 0))));
        assert_eq!(code(b"{\0}\0"), ("{}".into(), Some(("utf-16", 0))));
        assert_eq!(code(b"\"\xE5\""), ("\"å\"".into(), Some(("not-utf-8", 1))));
    }

    #[test]
    fn what_passes_is_not_too_long_for_the_guide() {
        let loader = include_str!("../../../../src/loader/read.js");
        let line = loader.lines().find_map(|line| line.strip_prefix("const LONGEST = ")).unwrap();
        let longest: f64 = line.trim_end_matches(';').parse().unwrap();
        assert!(LARGEST as f64 <= longest, "{line}");
    }

    #[test]
    fn a_file_beyond_the_limit_is_not_decoded() {
        assert_eq!(code(&vec![b' '; LARGEST + 1]), (String::new(), Some(("too-large", 0))));
    }
}
