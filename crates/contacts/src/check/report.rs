//! Collects the findings of one file and turns byte positions into lines and columns.

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
    /// What has been found so far.
    pub findings: Vec<Finding>,
}

impl<'a> Report<'a> {
    /// An empty report of a file.
    pub fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, lines: Lines::new(text), service: None, findings: Vec::new() }
    }

    /// Adds a finding at a place.
    pub fn add(&mut self, rule: &'static Rule, span: &Range<usize>, words: Vec<(&'static str, Word)>) {
        let place = self.place(span);
        self.push(rule, Some(place), words);
    }

    /// Adds a finding about the whole file.
    pub fn add_whole(&mut self, rule: &'static Rule, words: Vec<(&'static str, Word)>) {
        self.push(rule, None, words);
    }

    fn push(&mut self, rule: &'static Rule, place: Option<Place>, words: Vec<(&'static str, Word)>) {
        let same = self.findings.iter().filter(|finding| std::ptr::eq(finding.rule, rule)).count();
        if same < MOST_OF_A_RULE {
            let path = self.path.to_owned();
            self.findings.push(Finding { rule, path, place, service: self.service.clone(), words });
        }
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
        self.lines.place(at).0
    }

    fn place(&self, span: &Range<usize>) -> Place {
        let (line, column) = self.lines.place(span.start);
        Place { line, column, span: span.clone() }
    }
}

/// Where the lines of a text start.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    fn place(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self.text.get(start..at).map_or(0, |before| before.chars().count()) + 1;
        (line, column)
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
    }
}
