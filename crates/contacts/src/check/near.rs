//! How near two writings are.

use std::collections::BTreeMap;

/// The Damerau–Levenshtein distance (optimal string alignment), counted no further than `limit`: `None`
/// beyond it.
pub fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(from != to)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *from == b[j - 1] && a[i - 1] == *to {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        if row.iter().min().is_some_and(|least| *least > limit) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|distance| *distance <= limit)
}

/// The word that somebody probably meant: at most a third of it may differ, and no other word may be as near.
pub fn nearest<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if found.len() > 64 {
        return None;
    }
    let found = found.to_lowercase().replace('-', "_");
    known
        .filter_map(|word| {
            let limit = (word.chars().count() / 3).clamp(1, 3);
            distance(&found, &word.to_lowercase(), limit).map(|distance| (distance, word))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Whether two texts hold the same characters in another order.
pub fn is_reordered(a: &str, b: &str) -> bool {
    let count = |text: &str| {
        let mut counts = BTreeMap::new();
        for character in text.chars() {
            *counts.entry(character).or_insert(0_usize) += 1;
        }
        counts
    };
    a != b && a.len() == b.len() && count(a) == count(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_changes_additions_losses_and_swaps() {
        for (a, b, expected) in [
            ("", "", 0),
            ("a", "", 1),
            ("ab", "ba", 1),
            ("020100200", "0200100200", 1),
            ("505050", "505151", 2),
        ] {
            assert_eq!(distance(a, b, 3), Some(expected), "{a} {b}");
            assert_eq!(distance(b, a, 3), Some(expected), "{b} {a}");
        }
        assert_eq!(distance("abcdef", "ghijkl", 2), None);
    }

    #[test]
    fn a_misspelt_key_finds_the_key_that_was_meant() {
        let keys = ["audience", "channels", "opens", "closes"];
        assert_eq!(nearest("audiance", keys.into_iter()), Some("audience"));
        assert_eq!(nearest("Channel", keys.into_iter()), Some("channels"));
        assert_eq!(nearest("telefon", keys.into_iter()), None);
    }

    #[test]
    fn the_same_digits_in_another_order_are_recognised() {
        assert!(is_reordered("020505050", "020550500"));
        assert!(!is_reordered("020505050", "020505050"));
        assert!(!is_reordered("112", "1122"));
    }
}
