//! Telephone numbers: what can be dialled, and how the same number is written.
//!
//! No phone library: those call 0200-100 200 valid and toll-free, and rewrite 020-555 666 as 020-55 56 66.
//! The rules are the Swedish numbering plan's (PTS) as far as an editor's mistakes need it.

/// Short numbers that exist in Sweden and may stand in a contact file.
pub const SHORT: [&str; 11] =
    ["112", "1177", "11313", "11414", "90101", "116000", "116006", "116111", "116117", "116123", "118100"];

/// Prefixes of premium-rate numbers, after the trunk zero.
const PREMIUM: [&str; 3] = ["900", "939", "944"];

/// Prefixes of mobile numbers, which all have nine digits.
const MOBILE: [&str; 5] = ["70", "72", "73", "76", "79"];

/// National lines for staff only, which no layer's `audience` can tell when the layer does not list them.
pub const STAFF_ONLY: [(&str, &str); 2] = [
    ("+46102235760", "Nationella kompetenscentret mot hedersrelaterat våld"),
    ("+4620390000", "Jämställdhetsmyndigheten, människohandel"),
];

/// What is wrong with a number's `value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// There is none.
    Empty,
    /// Signs other than digits after a leading `+`; how it should be written, if that can be told.
    Signs(Option<String>),
    /// Digits without a leading zero or plus, and no short number that is known.
    UnknownShort,
    /// A zero between the country code and the number; how it should be written.
    TrunkZero(String),
    /// Fewer digits than any Swedish or foreign number has, or any Swedish mobile number.
    TooShort,
    /// More digits than any Swedish or foreign number has.
    TooLong,
    /// No country code; how it should be written.
    NoCountryCode(String),
    /// Premium rate.
    Premium,
    /// A short number with a country code; the short number.
    ShortWithCountryCode(&'static str),
}

/// What people write as a dash.
fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '–' | '‑' | '−')
}

/// A number without what people put between digits.
fn compact(value: &str) -> String {
    let between = |c: char| c.is_whitespace() || is_dash(c) || matches!(c, '(' | ')' | '/' | '.');
    value.replace("(0)", "").chars().filter(|c| !between(*c)).collect()
}

/// The number within Sweden, without trunk zero, of what starts with `+46`, `0046` or `0`.
fn within_sweden(compact: &str) -> Option<&str> {
    let rest = compact.strip_prefix("+46").or_else(|| compact.strip_prefix("0046"));
    let rest = rest.or_else(|| compact.strip_prefix('0').filter(|rest| !rest.starts_with('0')))?;
    Some(rest.strip_prefix('0').unwrap_or(rest))
}

fn short(digits: &str) -> Option<&'static str> {
    SHORT.into_iter().find(|short| *short == digits)
}

/// Whether a `value` can be dialled as it stands.
///
/// # Errors
/// What is wrong with it, and how it should be written when that is known.
pub fn check(value: &str) -> Result<(), NumberFault> {
    let compact = compact(value);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if compact.is_empty() {
        return Err(NumberFault::Empty);
    }
    if !is_digits(compact.strip_prefix('+').unwrap_or(&compact)) {
        return Err(NumberFault::Signs(None));
    }
    if let Some(rest) = within_sweden(&compact) {
        if let Some(short) = short(rest) {
            return Err(NumberFault::ShortWithCountryCode(short));
        }
        if PREMIUM.iter().any(|premium| rest.starts_with(premium)) {
            return Err(NumberFault::Premium);
        }
        let whole = format!("+46{rest}");
        return match rest.len() {
            0..=6 => Err(NumberFault::TooShort),
            10.. => Err(NumberFault::TooLong),
            7 | 8 if is_mobile(&whole) => Err(NumberFault::TooShort),
            _ if value == whole => Ok(()),
            _ if compact.starts_with("+460") => Err(NumberFault::TrunkZero(whole)),
            _ if compact.starts_with("+46") => Err(NumberFault::Signs(Some(whole))),
            _ => Err(NumberFault::NoCountryCode(whole)),
        };
    }
    if let Some(short) = short(&compact) {
        return if value == short { Ok(()) } else { Err(NumberFault::Signs(Some(short.to_owned()))) };
    }
    if let Some(foreign) = compact.strip_prefix('+').or_else(|| compact.strip_prefix("00")) {
        let whole = format!("+{foreign}");
        return match foreign.len() {
            0..=6 => Err(NumberFault::TooShort),
            16.. => Err(NumberFault::TooLong),
            _ if foreign.starts_with('0') => Err(NumberFault::Signs(None)),
            _ if value == whole => Ok(()),
            _ => Err(NumberFault::Signs(Some(whole))),
        };
    }
    match compact.len() {
        0..=6 => Err(NumberFault::UnknownShort),
        _ => {
            let country = if compact.starts_with("46") { "+" } else { "+46" };
            let whole = format!("{country}{compact}");
            // What would be wrong with the country code too is told at once.
            check(&whole).and(Err(NumberFault::NoCountryCode(whole)))
        }
    }
}

/// The one writing of a number, so that equal numbers are equal texts: `+46…`, another `+…`, or a short
/// number. Of what is no number: its digits.
pub fn canonical(value: &str) -> String {
    let compact = compact(value);
    match within_sweden(&compact) {
        Some(rest) => short(rest).map_or_else(|| format!("+46{rest}"), str::to_owned),
        None => compact.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect(),
    }
}

/// A number as it is read aloud and as it is dialled abroad, digits only: `020100200` and `4620100200`.
pub fn forms(value: &str) -> [String; 2] {
    let canonical = canonical(value);
    match canonical.strip_prefix("+46") {
        Some(rest) => [format!("0{rest}"), format!("46{rest}")],
        None => {
            let digits = canonical.trim_start_matches('+').to_owned();
            [digits.clone(), digits]
        }
    }
}

/// Whether a number is a Swedish mobile number, whole or not: one that has lost a digit is still somebody's.
pub fn is_mobile(value: &str) -> bool {
    let canonical = canonical(value);
    let within = canonical.strip_prefix("+46").unwrap_or_default();
    MOBILE.iter().any(|prefix| within.starts_with(prefix))
}

/// Whether the number that people read in `display` is the one of `value`, and no other is there. Hours,
/// ages, choices and extensions may stand beside it: what has fewer than five digits and is no short number
/// that exists, and two figures with a dash between them.
pub fn displays(display: &str, value: &str) -> bool {
    let [national, abroad] = forms(value);
    let is_it = |digits: &str| {
        digits == national
            || digits == abroad
            || digits.strip_prefix("00") == Some(abroad.as_str())
            // +46 (0)8 …; a short number has no zero to write there, and does not get through with 46.
            || digits.strip_prefix("46").is_some_and(|rest| rest == national && rest.starts_with('0'))
    };
    // What turns the direction of writing has the digits read in another order.
    if display
        .contains(|c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
    {
        return false;
    }
    let mut found = false;
    for group in groups(display) {
        let digits: String = group.chars().filter(char::is_ascii_digit).collect();
        if is_it(&digits) {
            found = true;
        } else if !is_range(&group) && (digits.len() >= 5 || short(&digits).is_some()) {
            return false;
        }
    }
    found
}

/// The parts of a text that can be read as one number each: digits and what people put between them. A full
/// stop is between digits or ends a number, and a bracket holds an area code or begins something else.
fn groups(display: &str) -> Vec<String> {
    let mut groups = vec![String::new()];
    let mut rest = display;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let joins = match c {
            '.' => after.starts_with(|next: char| next.is_ascii_digit()),
            '(' => after.trim_start_matches(|next: char| next.is_ascii_digit()).starts_with(')'),
            _ => c.is_ascii_digit() || c.is_whitespace() || is_dash(c) || matches!(c, ')' | '+' | '/'),
        };
        match groups.last_mut() {
            Some(group) if joins => group.push(c),
            _ => groups.push(String::new()),
        }
        rest = after;
    }
    groups
}

/// Whether a group is two hours or ages with a dash between them: `8–16`, `08.30-11.30`.
fn is_range(group: &str) -> bool {
    let is_figure = |text: &str| {
        let (whole, minutes) = text.trim().split_once('.').unwrap_or((text.trim(), "00"));
        (1..=2).contains(&whole.len()) && minutes.len() == 2
    };
    group.trim().split_once(is_dash).is_some_and(|(from, to)| is_figure(from) && is_figure(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_dialled_passes() {
        for value in [
            "112",
            "11414",
            "1177",
            "116111",
            "90101",
            "+46104440500",
            "+4687461000",
            "+4620505050",
            "+46701234567",
            "+4675123456",
            "+4790123456",
        ] {
            assert_eq!(check(value), Ok(()), "{value}");
        }
    }

    #[test]
    fn what_cannot_be_dialled_says_why_and_how() {
        let no_code = |number: &str| NumberFault::NoCountryCode(number.to_owned());
        let signs = |number: &str| NumberFault::Signs(Some(number.to_owned()));
        for (value, fault) in [
            ("", NumberFault::Empty),
            (" - ", NumberFault::Empty),
            ("ring växeln", NumberFault::Signs(None)),
            ("javascript:alert(1)", NumberFault::Signs(None)),
            ("010-444 05 00", no_code("+46104440500")),
            ("0046104440500", no_code("+46104440500")),
            ("46104440500", no_code("+46104440500")),
            ("+46 10 444 05 00", signs("+46104440500")),
            ("+460104440500", NumberFault::TrunkZero("+46104440500".into())),
            ("+46 (0)10-444 05 00", signs("+46104440500")),
            ("114 14", signs("11414")),
            ("+46112", NumberFault::ShortWithCountryCode("112")),
            ("+4611414", NumberFault::ShortWithCountryCode("11414")),
            ("+461177", NumberFault::ShortWithCountryCode("1177")),
            ("+46116111", NumberFault::ShortWithCountryCode("116111")),
            ("+46116006", NumberFault::ShortWithCountryCode("116006")),
            ("+4690101", NumberFault::ShortWithCountryCode("90101")),
            ("46116111", NumberFault::ShortWithCountryCode("116111")),
            ("0900-123 45 67", NumberFault::Premium),
            ("900-123 45 67", NumberFault::Premium),
            ("9441234567", NumberFault::Premium),
            ("701234567", no_code("+46701234567")),
            ("7012345", NumberFault::TooShort),
            ("442071234567", NumberFault::TooLong),
            ("4690012345", NumberFault::Premium),
            ("+46939123456", NumberFault::Premium),
            ("+469441234567", NumberFault::Premium),
            ("11415", NumberFault::UnknownShort),
            ("+4612345", NumberFault::TooShort),
            ("+4670123456", NumberFault::TooShort),
            ("+467012345", NumberFault::TooShort),
            ("070-12 34 56", NumberFault::TooShort),
            ("+467001234567", NumberFault::TooLong),
            ("+461044405001", NumberFault::TooLong),
            ("+4790", NumberFault::TooShort),
            ("+4790123456789012", NumberFault::TooLong),
        ] {
            assert_eq!(check(value), Err(fault), "{value}");
        }
    }

    #[test]
    fn a_mobile_number_is_known_by_how_it_begins() {
        for value in ["+46701234567", "+4670123456", "070-12 34 56", "0046 73 123 45 67", "+460791234567"] {
            assert!(is_mobile(value), "{value}");
        }
        // Ängelholm's and Falun's are not, nor are Norway's and what has no country code.
        for value in ["+46431701234", "+462370123", "+46751234567", "+4770123456", "701234567", "7012", ""] {
            assert!(!is_mobile(value), "{value}");
        }
    }

    #[test]
    fn equal_numbers_have_one_writing() {
        for value in ["+4620505050", "020-50 50 50", "0046 20 50 50 50", "+46 (0)20-50 50 50"] {
            assert_eq!(canonical(value), "+4620505050", "{value}");
        }
    }

    #[test]
    fn what_is_read_must_be_what_is_dialled() {
        for (display, value) in [
            ("020-50 50 50", "+4620505050"),
            ("+46 20 50 50 50", "+4620505050"),
            ("+46 (0)20-50 50 50", "+4620505050"),
            ("+46(0)20505050", "+4620505050"),
            ("114 14", "11414"),
            ("sms till 112", "112"),
            ("08-746 10 00, knappval 2", "+4687461000"),
            ("08-746 10 00 ankn 123", "+4687461000"),
            ("(08) 746 10 00", "+4687461000"),
            ("08.746.10.00.", "+4687461000"),
            ("+46.8.746.10.00", "+4687461000"),
            ("020.50.50.50", "+4620505050"),
            ("020-50 50 50, vardagar 8–16", "+4620505050"),
            ("020-50 50 50 (vardagar 08.30–16.00, helger 9-11)", "+4620505050"),
            ("020-50 50 50, 08:00-16:00", "+4620505050"),
            ("116 111 (0-17 år)", "116111"),
            ("116 111. 1–12 år", "116111"),
            ("08−746 10 00", "+4687461000"),
        ] {
            assert!(displays(display, value), "{display}");
        }
        for (display, value) in [
            ("020-50 50 51", "+4620505050"),
            ("08-746 10 00 eller 08-746 10 01", "+4687461000"),
            ("08-746 10 00 eller 08.746.10.01", "+4687461000"),
            ("020-50 50 50 eller 50 50 51", "+4620505050"),
            ("020-50 50 50 50", "+4620505050"),
            ("116 111 eller 112", "116111"),
            ("+46 112", "112"),
            ("+46 114 14", "11414"),
            ("växeln", "+4687461000"),
            ("vardagar 8–16", "+4687461000"),
            ("\u{202e}08-746 10 00", "+4687461000"),
        ] {
            assert!(!displays(display, value), "{display}");
        }
    }
}
