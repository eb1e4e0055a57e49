//! Finds services by words or by number, however either is typed.

use crate::layers::{Directory, Entry};
use crate::letters::{is_letter, lower, split};
use crate::model::{Audience, Service};

/// The services in which every word of the query is found, the best match first; those for `audience` first
/// among equals. A query of digits (spaces, hyphens, `+46` or `0046` as one likes) finds numbers.
///
/// Case and accents do not matter, but å, ä and ö do when they are typed: *ä* finds only ä, *a* finds a, å
/// and ä. Staff lines are found by staff only, services that are gone by nobody. An empty query finds
/// nothing.
pub fn search<'a>(directory: &'a Directory, query: &str, audience: Option<Audience>) -> Vec<&'a Entry> {
    let query = folded(query);
    let words: Vec<&[char]> = query.split(|c| !is_letter(*c)).filter(|word| !word.is_empty()).collect();
    let number = number_of(&query);
    if words.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for entry in &directory.services {
        let service = &entry.service;
        if !service.may_be_shown(audience) {
            continue;
        }
        let by_number = number.as_deref().and_then(|number| number_rank(service, number));
        if let Some(rank) = by_number.or_else(|| words_rank(service, &words)) {
            let elsewhere = audience.is_some_and(|audience| !service.audience.contains(&audience));
            found.push((rank, elsewhere, u8::MAX - entry.near, entry));
        }
    }
    found.sort_by_key(|(rank, elsewhere, far, _)| (*rank, *elsewhere, *far));
    found.into_iter().map(|(.., entry)| entry).collect()
}

/// Lower case without accents other than å, ä and ö, which may come composed or with combining marks.
fn folded(text: &str) -> Vec<char> {
    let mut folded: Vec<char> = Vec::with_capacity(text.len());
    for c in text.chars().map(lower) {
        let c = match c {
            '\u{308}' | '\u{30a}' => {
                let with_mark = match (folded.last(), c) {
                    (Some('a'), '\u{308}') => 'ä',
                    (Some('o'), '\u{308}') => 'ö',
                    (Some('a'), _) => 'å',
                    _ => continue,
                };
                folded.pop();
                with_mark
            }
            '\u{300}'..='\u{36f}' | '\u{ad}' => continue,
            'æ' => 'ä',
            'ø' => 'ö',
            'à' | 'á' | 'â' | 'ã' => 'a',
            'ç' | 'č' | 'ć' => 'c',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ñ' => 'n',
            'ò' | 'ó' | 'ô' | 'õ' => 'o',
            'š' => 's',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            'ý' | 'ÿ' => 'y',
            'ž' => 'z',
            // Arabic and Persian digits.
            '٠'..='٩' | '۰'..='۹' => char::from(b'0' + (u32::from(c) & 0xf) as u8),
            other => other,
        };
        folded.push(c);
    }
    folded
}

/// Whether a typed letter stands for a written one.
fn same(typed: char, written: char) -> bool {
    typed == written || matches!((typed, written), ('a', 'å' | 'ä') | ('o', 'ö'))
}

/// 0 when a word of `text` begins with `word`, 1 when `word` is inside one.
fn place(text: &[char], word: &[char]) -> Option<u8> {
    let mut inside = None;
    for (at, window) in text.windows(word.len()).enumerate() {
        if window.iter().zip(word).all(|(written, typed)| same(*typed, *written)) {
            if at.checked_sub(1).and_then(|before| text.get(before)).is_none_or(|c| !is_letter(*c)) {
                return Some(0);
            }
            inside = Some(1);
        }
    }
    inside
}

/// How well the words are found: the worst word's best place, in half steps of name, other name,
/// organisation, rest.
fn words_rank(service: &Service, words: &[&[char]]) -> Option<u8> {
    let mut texts: Vec<(u8, Vec<char>)> = Vec::new();
    texts.extend(service.name.0.values().map(|text| (0, folded(text))));
    texts.extend(service.known_as.iter().map(|text| (2, folded(text))));
    texts.extend(service.organization.iter().map(|text| (4, folded(text))));
    texts.extend(service.summary.0.values().map(|text| (6, folded(text))));
    let best =
        |word: &[char]| texts.iter().filter_map(|(field, text)| Some(field + place(text, word)?)).min();
    words.iter().map(|word| best(word)).try_fold(0, |worst, rank| Some(worst.max(rank?)))
}

/// The national form of a query that is a number of at least three digits and nothing else.
fn number_of(query: &[char]) -> Option<String> {
    let only = query.iter().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-–()/.".contains(*c));
    let digits: String = query.iter().filter(|c| c.is_ascii_digit() || **c == '+').collect();
    (only && digits.len() >= 3).then(|| national(&digits))
}

/// Digits as one dials them within Sweden: `+46…`, `0046…` and a whole number's `46…` become `0…`.
fn national(number: &str) -> String {
    let rest = number.strip_prefix("+46").or_else(|| number.strip_prefix("0046"));
    let rest = rest.or_else(|| number.strip_prefix("46").filter(|rest| rest.len() >= 7));
    let mut digits = String::from(if rest.is_some() { "0" } else { "" });
    let rest = rest.unwrap_or(number);
    // +46 (0)20 …
    digits.extend(
        rest.strip_prefix('0')
            .filter(|_| !digits.is_empty())
            .unwrap_or(rest)
            .chars()
            .filter(char::is_ascii_digit),
    );
    digits
}

fn number_rank(service: &Service, number: &str) -> Option<u8> {
    let numbers = service.channels.iter().filter(|channel| channel.kind.is_number());
    numbers
        .filter_map(|channel| {
            let whole = national(&channel.value);
            match () {
                () if whole == number => Some(0),
                () if whole.starts_with(number) => Some(1),
                // Typed without its beginning; a few digits are anywhere.
                () if number.len() >= 5 && split(&whole, number).is_some() => Some(2),
                () => None,
            }
        })
        .min()
}
