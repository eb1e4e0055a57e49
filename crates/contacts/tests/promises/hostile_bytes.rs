//! The fuzz targets' promises within bounds that every run of the tests can afford: any text, and the seed
//! corpus changed at random with a fixed seed. `crates/contacts/fuzz` goes on for as long as one likes.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::Dice;

#[path = "../../fuzz/promises.rs"]
mod promises;

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a corpus").map(|file| file.expect("a file").path()).collect();
    files.sort();
    files.iter().map(|file| fs::read(file).expect("a seed")).collect()
}

/// Pieces of which the format is made, and some that break it.
const PIECES: [&[u8]; 30] = [
    b"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"true",
    b"\n",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\\u0000",
    b"1e999",
    b"-1",
    b"99999999999999999999",
    b"\"24:00\"",
    b"\"00:00\"",
    b"\"9999-12-31\"",
    b"\"0000-01-01\"",
    b"\"always\"",
    b"\"se\"",
    b"\"0184\"",
    b"\"se.112\"",
    b"\"112\"",
    b"\"hide\":[\"se.112\"],",
    b"\"unknown\"",
    b"\"\xcc\x88\"",
    b"\"closed\":true,",
    b"[[[[[[[[",
];

fn changed(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seeds[dice.below(seeds.len() as u64) as usize].clone();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() as u64 + 1) as usize;
        let end = (at + dice.below(12) as usize).min(bytes.len());
        let piece = PIECES[dice.below(PIECES.len() as u64) as usize];
        match dice.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..end, piece.iter().copied())),
            2 => drop(bytes.splice(at..at, piece.iter().copied())),
            3 => {
                // A piece of the file again, elsewhere: keys and services twice.
                let from = dice.below(bytes.len() as u64 + 1) as usize;
                let copy = bytes[from..(from + dice.below(400) as usize).min(bytes.len())].to_vec();
                bytes.splice(at..at, copy);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = dice.below(256) as u8;
                }
            }
        }
    }
    bytes
}

#[test]
fn reading_keeps_its_promises_for_the_corpus_and_for_what_chance_makes_of_it() {
    let seeds = corpus("read");
    assert!(seeds.len() >= 5);
    seeds.iter().for_each(|seed| promises::read(seed));
    let mut dice = Dice(1);
    for _ in 0..6000 {
        promises::read(&changed(&seeds, &mut dice));
    }
}

#[test]
fn merging_keeps_its_promises_for_the_corpus_and_for_what_chance_makes_of_it() {
    let seeds = corpus("merge");
    assert!(seeds.len() >= 2);
    seeds.iter().for_each(|seed| promises::merge(seed));
    let mut dice = Dice(2);
    for _ in 0..2000 {
        promises::merge(&changed(&seeds, &mut dice));
    }
}

#[cfg(feature = "check")]
#[test]
fn checking_keeps_its_promises_for_the_corpora_and_for_what_chance_makes_of_them() {
    let mut seeds = corpus("read");
    seeds.extend(corpus("merge"));
    seeds.iter().for_each(|seed| promises::check(seed));
    let mut dice = Dice(3);
    for _ in 0..1500 {
        promises::check(&changed(&seeds, &mut dice));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn reading_and_merging_keep_their_promises_for_any_bytes(
        bytes in proptest::collection::vec(any::<u8>(), 0..300)
    ) {
        promises::read(&bytes);
        promises::merge(&bytes);
    }
}
