//! Collects the findings of one file and turns byte positions into lines and columns.

use std::collections::BTreeMap;
use std::ops::Range;

use super::catalogue::Rule;
use super::document::Node;
use super::finding::{About, Finding, Place, Word};

/// More findings of one rule in one file help nobody and could fill the memory.
const MOST_OF_A_RULE: usize = 500;

/// The findings of one file.
pub struct Report<'a> {
    path: &'a str,
    lines: Lines<'a>,
    service: Option<About>,
    counts: BTreeMap<&'static str, usize>,
    /// What has been found so far.
    pub findings: Vec<Finding>,
}

impl<'a> Report<'a> {
    /// An empty report of a file.
    pub fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, lines: Lines::new(text), service: None, counts: BTreeMap::new(), findings: Vec::new() }
    }

    /// Adds a finding at a place.
    pub fn add(&mut self, rule: &'static Rule, span: &Range<usize>, words: Vec<(&'static str, Word)>) {
        if self.is_worth(rule) {
            let place = Some(self.place(span));
            self.push(rule, place, words);
        }
    }

    /// Whether another finding of a rule would be kept: what is costly to say need not be said in vain.
    pub fn has_room(&self, rule: &'static Rule) -> bool {
        self.counts.get(rule.code).is_none_or(|count| *count < MOST_OF_A_RULE)
    }

    /// Adds a finding about the whole file.
    pub fn add_whole(&mut self, rule: &'static Rule, words: Vec<(&'static str, Word)>) {
        if self.is_worth(rule) {
            self.push(rule, None, words);
        }
    }

    /// Counts a finding of a rule. Whether there is room for it.
    fn is_worth(&mut self, rule: &'static Rule) -> bool {
        let count = self.counts.entry(rule.code).or_insert(0);
        *count += 1;
        *count <= MOST_OF_A_RULE
    }

    fn push(&mut self, rule: &'static Rule, place: Option<Place>, words: Vec<(&'static str, Word)>) {
        let path = self.path.to_owned();
        self.findings.push(Finding { rule, path, place, service: self.service.clone(), words });
    }

    /// Does something whose findings are about a service.
    pub fn within<T>(&mut self, service: &Node, what: impl FnOnce(&mut Self) -> T) -> T {
        let name = service.get("name").and_then(|name| name.text_at("sv").or(name.text()));
        let about =
            service.text_at("id").map(|id| About { id: id.to_owned(), name: name.map(str::to_owned) });
        let outer = std::mem::replace(&mut self.service, about);
        let result = what(self);
        self.service = outer;
        result
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.lines.line(at)
    }

    fn place(&self, span: &Range<usize>) -> Place {
        let (line, column) = self.lines.place(span.start);
        Place { line, column, span: span.clone() }
    }
}

/// Where the lines of a text start, and how many characters there are before each block of bytes: a whole
/// file may be one line.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    characters: Vec<usize>,
}

/// Bytes between two counts of characters.
const BLOCK: usize = 1024;

/// Characters begin at every byte but the continuing ones of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut so_far = 0;
        let before = |block: &[u8]| {
            let before = so_far;
            so_far += count(block);
            before
        };
        let characters = text.as_bytes().chunks(BLOCK).map(before).collect();
        Self { text, starts, characters }
    }

    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1)
    }

    fn place(&self, at: usize) -> (usize, usize) {
        let line = self.line(at);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        (line, self.characters_before(at).saturating_sub(self.characters_before(start)) + 1)
    }

    fn characters_before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let block = (at / BLOCK).min(self.characters.len().saturating_sub(1));
        let rest = self.text.as_bytes().get(block * BLOCK..at).map_or(0, count);
        self.characters.get(block).copied().unwrap_or(0) + rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let lines = Lines::new("å\r\nbå c\n");
        assert_eq!(lines.place(0), (1, 1));
        assert_eq!(lines.place("å\r\n".len()), (2, 1));
        assert_eq!(lines.place("å\r\nbå ".len()), (2, 4));
        assert_eq!(lines.place("å\r\nbå c\n".len()), (3, 1));
        let long = "å".repeat(3000);
        assert_eq!(Lines::new(&long).place(long.len()), (1, 3001));
        assert_eq!(Lines::new("").place(0), (1, 1));
    }
}
