//! How fast the data is, and how it grows: `cargo bench -p vagvisare-contacts --features check`, or `cargo
//! xtask bench data`.
//!
//! Wanted: a channel's state in 2 µs; a country of 290 municipalities × 20 services read, merged and its
//! closed chain proved for a year in 2 s within 200 MB, growing in proportion to the services.
#![allow(clippy::expect_used, reason = "a bench that cannot go on should stop there")]

mod country;

use std::fs;
use std::time::{Duration, Instant as Clock};

use vagvisare_contacts::calendar::{Date, Instant};
use vagvisare_contacts::coverage::coverage;
use vagvisare_contacts::guide::Guide;
use vagvisare_contacts::layers::merge;
use vagvisare_contacts::model::Hours;
use vagvisare_contacts::read::read_layer;

const NATION: &str = include_str!("../../../../www/contacts/se.json");
const GUIDE: &str = include_str!("../../../../www/guide/guide.json");

fn main() {
    scale("the guide that is served", GUIDE);
    // What it costs to write every gap down.
    scale("the same guide, with a support line wanted on every path", &GUIDE.replace("general", "support"));
    divan::main();
}

/// The most memory this process has had, in MB.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? / 1024)
}

/// What the processor has spent on this thread, in ms: true on a busy machine too.
fn processor() -> Option<f64> {
    let spent = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(spent.split(' ').next()?.parse::<f64>().ok()? / 1e6)
}

fn told(number: Option<impl ToString>) -> String {
    number.map_or_else(|| "?".to_owned(), |number| number.to_string())
}

fn scale(title: &str, guide: &str) {
    let guide = Guide::read(guide).expect("a guide");
    let from: Date = "2026-11-22".parse().expect("a date");
    println!(
        "{title}: {} paths × 366 days, {} services to a municipality",
        guide.paths().len(),
        country::SERVICES
    );
    println!(
        "municipalities   file MB  check ms   read ms  merge ms  chain ms  total ms    cpu ms   MB peak     gaps"
    );
    for municipalities in [1, 10, 100, 290] {
        let files: Vec<_> = (0..municipalities).map(country::municipality).collect();
        let bytes: usize = files.iter().map(|(_, file)| file.len()).sum();
        let [mut reading, mut merging, mut proving] = [Duration::ZERO; 3];
        let mut gaps = 0;
        let (begin, spent) = (Clock::now(), processor());
        check(&files, from);
        let checking = begin.elapsed();
        let nation = read_layer(NATION).expect("the nation's file").layer;
        for (code, file) in &files {
            let clock = Clock::now();
            let layer = read_layer(file).expect("a file").layer;
            reading += clock.elapsed();
            let clock = Clock::now();
            let directory = merge(code, vec![layer, nation.clone()]);
            merging += clock.elapsed();
            let clock = Clock::now();
            gaps += coverage(&directory, &guide, from).iter().map(|path| path.gaps.len()).sum::<usize>();
            proving += clock.elapsed();
        }
        println!(
            "{municipalities:>14} {:>9.1} {:>9.1} {:>9.1} {:>9.1} {:>9.1} {:>9.1} {:>9} {:>9} {gaps:>8}",
            bytes as f64 / 1e6,
            checking.as_secs_f64() * 1e3,
            reading.as_secs_f64() * 1e3,
            merging.as_secs_f64() * 1e3,
            proving.as_secs_f64() * 1e3,
            begin.elapsed().as_secs_f64() * 1e3,
            told(spent.zip(processor()).map(|(before, after)| (after - before).round())),
            told(memory()),
        );
    }
}

/// Checks the files against the nation's; the chain is proved apart. Without the feature "check" it does
/// nothing.
fn check(files: &[(String, String)], today: Date) {
    #[cfg(feature = "check")]
    {
        use vagvisare_contacts::check::{Against, File, check};
        let files: Vec<_> =
            files.iter().map(|(code, file)| File { path: code, bytes: file.as_bytes() }).collect();
        let nation = [File { path: "se.json", bytes: NATION.as_bytes() }];
        divan::black_box(check(&files, &Against { reference: &nation, guide: None, today }));
    }
    let _ = (files, today);
}

const SOCIAL_EMERGENCY: &str = r#"{
    "weekly": [{ "days": ["mo", "tu", "we", "th"], "opens": "17:00", "closes": "02:00" },
               { "days": ["fr"], "opens": "15:00", "closes": "02:00" },
               { "days": ["sa", "su"], "opens": "16:00", "closes": "02:00" }],
    "holidays": [{ "opens": "16:00", "closes": "02:00" }], "eves": [{ "opens": "11:00", "closes": "02:00" }],
    "exceptions": [{ "from": "2026-12-24", "to": "2026-12-24", "opens": "11:00", "closes": "02:00" },
                   { "from": "2027-07-01", "to": "2027-07-31", "closed": true }] }"#;
const OFFICE: &str = r#"{
    "weekly": [{ "days": ["mo", "tu", "we", "th", "fr"], "opens": "08:30", "closes": "12:00" },
               { "days": ["mo", "tu", "we", "th", "fr"], "opens": "13:00", "closes": "16:00" }],
    "holidays": "closed", "eves": "unknown" }"#;
const CLOSED_FOR_A_YEAR: &str = r#"{
    "weekly": [{ "days": ["mo"], "opens": "08:00", "closes": "12:00" }],
    "exceptions": [{ "from": "2026-12-01", "to": "2027-11-30", "closed": true }] }"#;
const ROUND_THE_CLOCK: &str = r#"{
    "weekly": [{ "days": ["mo", "tu", "we", "th", "fr", "sa", "su"], "opens": "00:00", "closes": "24:00" }],
    "holidays": "as_weekly", "eves": "as_weekly" }"#;

/// The state of one channel, at a thousand instants over a year in turn.
#[divan::bench(args = [
    "always",
    "social emergency",
    "office with lunch",
    "closed for a year",
    "round the clock by the week",
])]
fn state(bencher: divan::Bencher, name: &str) {
    let hours = match name {
        "social emergency" => SOCIAL_EMERGENCY,
        "office with lunch" => OFFICE,
        "closed for a year" => CLOSED_FOR_A_YEAR,
        "round the clock by the week" => ROUND_THE_CLOCK,
        _ => "\"always\"",
    };
    let hours: Hours = serde_json::from_str(hours).expect("hours");
    let first: Instant = "2026-11-22T00:07:00+01:00".parse().expect("an instant");
    let mut number = 0;
    bencher
        .with_inputs(|| {
            number = (number + 1) % 1000;
            Instant(first.0 + number * 31_557)
        })
        .bench_local_values(|now| hours.at(now));
}
