//! What cannot be read as JSON: where it is marked, and why, in the words of someone who edits by hand.

use std::ops::Range;

use jsonc_parser::errors::{ParseError, ParseErrorKind};

use super::catalogue::SYNTAX;
use super::document::Fault;
use super::finding::Word;

/// How deep values may be nested. The model needs 9; recursion of every reader stays far from the stack's
/// end.
const DEEPEST: usize = 64;

/// What the parser refused.
pub fn refused(text: &str, error: &ParseError) -> Fault {
    let range = error.range();
    match unclosed(text).filter(|open| open.start <= range.start) {
        Some(open) => syntax(text, open, not_closed()),
        None => syntax(text, range.start..range.end, explain(error.kind(), text.get(range.start..))),
    }
}

/// What the parser let pass and browsers do not.
pub fn no_json(text: &str, error: &serde_json::Error) -> Fault {
    let at = offset(text, error.line(), error.column());
    match unclosed(text).filter(|open| open.start <= at && at <= open.end) {
        Some(open) => syntax(text, open, not_closed()),
        None => {
            let sv = "ett tecken som JSON inte tillåter";
            syntax(text, at..at, Word::each(sv, "a character that JSON does not allow"))
        }
    }
}

/// The first bracket that opens deeper than [`DEEPEST`]. Runs before the recursive parser, and takes for a text
/// what that one does: all to the next quotation mark, lines away too.
pub fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(at);
                }
            }
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The first text that is not closed on its line, up to the line's end. The parser reads on to the next
/// quotation mark, lines away, and marks what stands there.
fn unclosed(text: &str) -> Option<Range<usize>> {
    let (mut open, mut escaped, mut at) = (None, false, 0);
    while let Some(byte) = text.as_bytes().get(at) {
        let rest = text.get(at..).unwrap_or_default();
        match (open, byte) {
            (Some(start), b'\n' | b'\r') => return Some(start..at),
            _ if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(_), b'"') => open = None,
            (None, b'"') => open = Some(at),
            // What stands in a comment opens nothing.
            (None, b'/') if rest.starts_with("//") => at += rest.find('\n').unwrap_or(rest.len()),
            (None, b'/') if rest.starts_with("/*") => at += rest.find("*/").unwrap_or(rest.len()),
            _ => {}
        }
        at += 1;
    }
    None
}

fn not_closed() -> Word {
    Word::each(
        "citattecknet (\") som avslutar texten fattas på raden",
        "the closing quotation mark (\") is missing on this line",
    )
}

/// The byte at a line and column as serde_json counts them (lines from 1, columns in bytes).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn syntax(text: &str, span: Range<usize>, what: Word) -> Fault {
    // A mark of no width at the end of the file is moved to the last character that is there to see.
    let at = span.start.min(text.trim_end().len().saturating_sub(1));
    let mut start = at;
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let width = text[start..].chars().next().map_or(0, char::len_utf8);
    let end = if span.end > start + width && span.end <= text.len() { span.end } else { start + width };
    Fault { rule: &SYNTAX, span: start..end, words: vec![("what", what)] }
}

/// The parser's faults in the words of someone who edits by hand; `rest` is what stands there.
fn explain(kind: &ParseErrorKind, rest: Option<&str>) -> Word {
    use ParseErrorKind as Kind;
    match kind {
        // Word processors make them.
        _ if rest.is_some_and(|rest| rest.starts_with(['”', '“', '„', '’', '‘', '»', '«'])) => {
            Word::each(
                "texter ska stå inom raka citattecken (\"), inte böjda (”)",
                "texts stand within straight quotation marks (\"), not curved ones (”)",
            )
        }
        Kind::ExpectedColonAfterObjectKey => Word::each(
            "ett kolon fattas mellan nyckeln och värdet",
            "a colon is missing between key and value",
        ),
        Kind::ExpectedObjectValue => {
            Word::each("ett värde fattas efter kolonet", "a value is missing after the colon")
        }
        Kind::ExpectedComma => Word::each("ett komma fattas före det här", "a comma is missing before this"),
        Kind::ExpectedStringObjectProperty | Kind::UnexpectedTokenInObject => Word::each(
            "här ska en nyckel inom citattecken stå, som \"id\"",
            "a key within quotation marks belongs here, such as \"id\"",
        ),
        Kind::SingleQuotedStringsNotAllowed => Word::each(
            "texter ska stå inom raka dubbla citattecken (\"), inte enkla (')",
            "texts stand within straight double quotation marks (\"), not single ones (')",
        ),
        Kind::String(kind) if format!("{kind:?}") == "UnterminatedStringLiteral" => {
            Word::each("citattecknet som avslutar texten fattas", "the closing quotation mark is missing")
        }
        Kind::String(_) => Word::each(
            "ett omvänt snedstreck (\\) följs av något som JSON inte känner till",
            "a backslash (\\) is followed by something that JSON does not know",
        ),
        Kind::UnexpectedWord => {
            Word::each("ett ord står utan citattecken", "a word stands without quotation marks")
        }
        Kind::UnexpectedComma => Word::each("ett komma för mycket", "one comma too many"),
        Kind::UnexpectedColon => Word::each("ett kolon på fel plats", "a colon in the wrong place"),
        Kind::UnexpectedCloseBrace => Word::each("en } för mycket", "one } too many"),
        Kind::UnexpectedCloseBracket => Word::each("en ] för mycket", "one ] too many"),
        Kind::UnterminatedArray => Word::each(
            "listan som börjar här stängs aldrig med ]",
            "the list that starts here is never closed with ]",
        ),
        Kind::UnterminatedObject => Word::each(
            "blocket som börjar här stängs aldrig med }",
            "the block that starts here is never closed with }",
        ),
        Kind::UnterminatedCommentBlock => {
            Word::each("kommentaren stängs aldrig med */", "the comment is never closed with */")
        }
        Kind::MultipleRootJsonValues => Word::each(
            "det står mer efter det som borde vara filens slut",
            "there is more after what should be the end of the file",
        ),
        Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral
        | Kind::BareDecimalPointNumbersNotAllowed
        | Kind::HexadecimalNumbersNotAllowed
        | Kind::NonFiniteNumbersNotAllowed
        | Kind::UnaryPlusNumbersNotAllowed => Word::each(
            "talet är inte skrivet som JSON vill; telefonnummer står inom citattecken",
            "the number is not written as JSON wants; telephone numbers stand within quotation marks",
        ),
        _ if rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic)) => Word::each(
            "ett ord står utanför citattecknen; ett citattecken inne i en text skrivs \\\"",
            "a word stands outside the quotation marks; one within a text is written \\\"",
        ),
        _ => Word::each("ett tecken på fel plats", "a character in the wrong place"),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::document::parse;
    use crate::check::finding::Lang;

    /// What is marked of a text that cannot be read, and why.
    fn fault(text: &str) -> (&str, String) {
        let (document, faults) = parse(text);
        assert!(document.is_none(), "{text}");
        let [fault] = faults.as_slice() else { return ("", faults.len().to_string()) };
        (&text[fault.span.clone()], fault.words[0].1.get(Lang::En).to_owned())
    }

    #[test]
    fn a_text_that_is_not_closed_is_marked_where_it_stands_and_not_where_the_next_one_begins() {
        for text in [
            "{\n  \"a\": \"Ådel,\n  \"b\": \"c\"\n}",
            "{\r\n  \"a\": \"Ådel,\r\n  \"b\": 1\r\n}",
            "{ // \"\n /* \" */ \"a\": \"Ådel,\n  \"b\": \"c\"\n}",
            // Closed on the next line.
            "{\n  \"a\": \"Ådel,\n\"\n}",
        ] {
            let (marked, why) = fault(text);
            assert_eq!(marked, "\"Ådel,", "{text}");
            assert!(why.contains("closing quotation mark"), "{why}");
        }
    }

    #[test]
    fn another_fault_before_it_is_told_first() {
        let (marked, why) = fault("{ \"a\": Ådel\",\n \"b\": 1 }");
        assert!(!why.contains("closing") && !marked.starts_with('"'), "{marked} {why}");
    }

    #[test]
    fn a_word_outside_the_marks_is_called_so() {
        for text in [r#"{ "a": Ådel" }"#, r#"{ "a": "Ring "Ådel" nu" }"#, r#"{ a": 1 }"#] {
            assert!(fault(text).1.contains("outside the quotation marks"), "{text}: {:?}", fault(text));
        }
    }

    #[test]
    fn curved_quotation_marks_are_called_so() {
        for text in ["{ \"a\": ”b” }", "{ “a”: 1 }", "{ \"a\": »b» }"] {
            assert!(fault(text).1.contains("straight"), "{text}: {:?}", fault(text));
        }
    }
}
