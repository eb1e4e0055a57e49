//! Finds services by words or by number, however either is typed.

use crate::layers::{Directory, Entry};
use crate::letters::{is_letter, lower, split};
use crate::model::{Audience, Need, Service};
use crate::order::put;
use crate::select::{Answers, is_about};

/// The services in which the most words of the query are found, the best match first; those for `audience`
/// first among equals. A query of digits (spaces, hyphens, `+46` or `0046` as one likes) finds numbers.
///
/// A word is looked for in a service's own texts, then in the guide's, in whose words people ask rather than
/// in a service's. Where nothing has the whole word, its beginning will do: it may be another form of it, or
/// misspelt towards its end.
///
/// Case and accents do not matter, but å, ä and ö do when they are typed: *ä* finds only ä, *a* finds a, å
/// and ä. Staff lines are found by staff only, services that are gone by nobody. An empty query finds
/// nothing.
pub fn search<'a>(
    directory: &'a Directory,
    guide: &[(Answers, String)],
    query: &str,
    audience: Option<Audience>,
) -> Vec<&'a Entry> {
    let query = folded(query);
    let number = number_of(&query);
    let guide: Vec<_> = guide.iter().map(|(says, text)| (says, folded(text))).collect();
    let mut words: Vec<&[char]> = query.split(|c| !is_letter(*c)).filter(|word| !word.is_empty()).collect();
    // "Av", "to" and the like are asked for only where there is nothing longer.
    let longest = words.iter().map(|word| word.len()).max().unwrap_or_default();
    words.retain(|word| word.len() >= longest.min(3));
    let mut found: Vec<([u8; 4], &Entry)> = Vec::new();
    for entry in directory.services.iter().filter(|entry| entry.service.may_be_shown(audience)) {
        let service = &entry.service;
        let own = texts(service);
        let mut texts: Vec<(u8, &[char])> = own.iter().map(|(rank, text)| (*rank, &text[..])).collect();
        let asked = guide.iter().filter(|(says, _)| answers_to(service, says));
        texts.extend(asked.map(|(_, text)| (CHOICE, &text[..])));
        let (mut missing, mut worst) = (0, 0);
        for word in &words {
            let rank = match &number {
                Some(number) => number_rank(service, number),
                None => texts.iter().map(|(rank, text)| place(text, word).saturating_add(*rank)).min(),
            };
            match rank {
                None | Some(NOWHERE) => missing += 1,
                Some(rank) => worst = worst.max(rank),
            }
        }
        if usize::from(missing) < words.len() {
            let elsewhere = audience.is_some_and(|audience| !service.audience.contains(&audience));
            let key = [missing, worst, u8::from(elsewhere), u8::MAX - entry.near];
            put(&mut found, (key, entry), |(before, _), (key, _)| before <= key);
        }
    }
    // What has fewer words, or only beginnings where another has the whole, would stand in the way.
    let is_as_good = |[missing, worst, ..]: [u8; 4]| (missing, worst >= BEGINNING);
    if let Some((best, _)) = found.first().copied() {
        found.retain(|(key, _)| is_as_good(*key) == is_as_good(best));
    }
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// The rank of the words of the guide, after all of a service's own texts.
const CHOICE: u8 = 8;
/// The rank of a word of which only the beginning is there, after all others.
const BEGINNING: u8 = 16;
/// The rank of what is not found.
const NOWHERE: u8 = u8::MAX;

/// A service's own texts, and how much each counts: name, other names, organisation, summary. Not what it
/// does not do: whoever asks for that would be shown a wrong door.
fn texts(service: &Service) -> Vec<(u8, Vec<char>)> {
    let mut texts = Vec::new();
    let mut add = |rank, text: &String| texts.push((rank, folded(text)));
    service.name.0.values().for_each(|text| add(0, text));
    service.known_as.iter().for_each(|text| add(2, text));
    service.organization.iter().for_each(|text| add(4, text));
    service.summary.0.values().for_each(|text| add(6, text));
    texts
}

/// 0 when a word of the text begins with `word`, 1 when `word` is inside one.
fn place(text: &[char], word: &[char]) -> u8 {
    let mut best = NOWHERE;
    let mut is_start = true;
    for (at, letter) in text.iter().enumerate() {
        let written = text.get(at..).unwrap_or_default();
        let same = written.iter().zip(word).take_while(|(written, typed)| same(**typed, **written)).count();
        best = best.min(match is_start {
            true if same == word.len() => return 0,
            false if same == word.len() => 1,
            true if same >= (word.len() / 2).max(4) => BEGINNING,
            _ => NOWHERE,
        });
        is_start = !is_letter(*letter);
    }
    best
}

/// Whether a service suits the kind and the need, and names one of them.
fn answers_to(service: &Service, says: &Answers) -> bool {
    let kind = says.kind.is_some_and(|kind| service.kinds.contains(&kind));
    // Whoever answers can be talked to: beside a kind that says nothing.
    let need = says.need.filter(|need| says.kind.is_none() || *need != Need::Talk);
    (kind || need.is_some_and(|need| service.needs.contains(&need))) && is_about(service, says)
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

/// The national form of a query that is a number of at least three digits and nothing else.
fn number_of(query: &[char]) -> Option<String> {
    let only = query.iter().all(|c| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '-' | '–' | '(' | ')' | '/' | '.')
    });
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
