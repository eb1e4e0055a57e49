//! Finds services by words or by number, however either is typed.

use crate::layers::{Directory, Entry};
use crate::letters::{is_letter, lower, split};
use crate::model::{Audience, Need, Service};
use crate::select::{Answers, is_about};

/// The services in which every word of the query is found, the best match first; those for `audience` first
/// among equals. When no service has every word, those that have the most of them. A query of digits (spaces,
/// hyphens, `+46` or `0046` as one likes) finds numbers.
///
/// A word is looked for in a service's own texts, then in the guide's, in whose words people ask rather than
/// in a service's. A word that is nowhere is looked for by its beginning: it is another form of one that is
/// there, or misspelt towards its end.
///
/// Case and accents do not matter, but å, ä and ö do when they are typed: *ä* finds only ä, *a* finds a, å
/// and ä. Staff lines are found by staff only, services that are gone by nobody. An empty query finds
/// nothing.
pub fn search<'a>(
    directory: &'a Directory,
    mut guide: Vec<Words>,
    query: &str,
    audience: Option<Audience>,
) -> Vec<&'a Entry> {
    let query = folded(query);
    let number = number_of(&query);
    let mut all = Vec::new();
    for entry in &directory.services {
        if entry.service.may_be_shown(audience) {
            all.push(Found::new(entry));
        }
    }
    let mut words: Vec<&[char]> = query.split(|c| !is_letter(*c)).filter(|word| !word.is_empty()).collect();
    // "Av", "to" and the like are asked for only where there is nothing longer.
    let longest = words.iter().map(|word| word.len()).max().unwrap_or_default();
    words.retain(|word| word.len() >= longest.min(3));
    for mut word in words.iter().copied() {
        let shortest = (word.len() / 2).max(4);
        let nearest = loop {
            for words in &mut guide {
                words.rank = words.text.rank(word);
            }
            let mut nearest = NOWHERE;
            for one in &mut all {
                one.rank = match &number {
                    Some(number) => number_rank(&one.entry.service, number),
                    None => one.words_rank(&guide, word),
                };
                nearest = nearest.min(one.rank);
            }
            match word {
                [beginning @ .., _] if nearest == NOWHERE && word.len() > shortest => word = beginning,
                _ => break nearest,
            }
        };
        for one in &mut all {
            if one.rank == NOWHERE || one.rank >= ASIDE && nearest < ASIDE {
                one.missing += 1;
            } else {
                one.worst = one.worst.max(one.rank);
            }
        }
    }
    let least = all.iter().map(|one| one.missing).min().unwrap_or_default();
    let mut found: Vec<([u8; 3], &Entry)> = Vec::new();
    for Found { entry, worst, missing, .. } in &all {
        if *missing == least && least < words.len() {
            let elsewhere = audience.is_some_and(|audience| !entry.service.audience.contains(&audience));
            let key = [*worst, u8::from(elsewhere), u8::MAX - entry.near];
            let at = found.iter().take_while(|(before, _)| *before <= key).count();
            found.insert(at, (key, entry));
        }
    }
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// The rank of the words of a choice, after all of a service's own texts.
const CHOICE: u8 = 8;
/// The rank of what counts only for words that are nowhere else.
const ASIDE: u8 = 10;
/// The rank of what is not found.
const NOWHERE: u8 = u8::MAX;

/// A text that words are looked for in, and how much it counts: ranks go in half steps.
struct Text(u8, Vec<char>);

impl Text {
    fn new(rank: u8, text: &str) -> Self {
        Text(rank, folded(text))
    }

    /// The text's rank when a word of it begins with `word`, half a step more when `word` is inside one.
    fn rank(&self, word: &[char]) -> u8 {
        let Text(rank, text) = self;
        let mut best = NOWHERE;
        for (at, window) in text.windows(word.len()).enumerate() {
            if window.iter().zip(word).all(|(written, typed)| same(*typed, *written)) {
                if at.checked_sub(1).and_then(|before| text.get(before)).is_none_or(|c| !is_letter(*c)) {
                    return *rank;
                }
                best = rank + 1;
            }
        }
        best
    }
}

/// Words of the guide, and what they say about a visitor who uses them.
pub struct Words {
    says: Answers,
    text: Text,
    /// Of the present word of the query.
    rank: u8,
}

impl Words {
    /// Those of somebody who says this; `aside`: they count only for words that are nowhere else.
    pub fn new(says: Answers, text: &str, aside: bool) -> Self {
        Words { says, text: Text::new(if aside { ASIDE } else { CHOICE }, text), rank: NOWHERE }
    }
}

/// How a service fits the words looked for so far.
struct Found<'a> {
    entry: &'a Entry,
    /// Its own texts: name, other names, organisation, summary. Not what it does not do: whoever asks for that
    /// would be shown a wrong door.
    texts: Vec<Text>,
    /// Of the present word.
    rank: u8,
    /// Of the worst word.
    worst: u8,
    /// How many words it does not have.
    missing: usize,
}

impl<'a> Found<'a> {
    fn new(entry: &'a Entry) -> Self {
        let service = &entry.service;
        let mut texts = Vec::new();
        let mut add = |rank, text: &str| texts.push(Text::new(rank, text));
        for (rank, text) in [(0, &service.name), (6, &service.summary)] {
            text.0.values().for_each(|text| add(rank, text));
        }
        service.known_as.iter().for_each(|text| add(2, text));
        service.organization.iter().for_each(|text| add(4, text));
        Found { entry, texts, rank: NOWHERE, worst: 0, missing: 0 }
    }

    /// How well a word is found in the service's own texts, or in those of the guide that it answers to.
    fn words_rank(&self, guide: &[Words], word: &[char]) -> u8 {
        let mut best = NOWHERE;
        for text in &self.texts {
            best = best.min(text.rank(word));
        }
        for words in guide {
            if words.rank < best && answers_to(&self.entry.service, &words.says) {
                best = words.rank;
            }
        }
        best
    }
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

fn number_rank(service: &Service, number: &str) -> u8 {
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
        .unwrap_or(NOWHERE)
}
