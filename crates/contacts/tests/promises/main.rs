//! What the crate promises, one file per room.
#![allow(clippy::expect_used, clippy::panic, reason = "here every function is a test's")]

mod calendar;
mod coverage;
mod guide;
mod hostile_bytes;
mod hours;
mod layers;
mod oracle;
mod reading;
mod real_schedules;
mod search;
mod selection;

use vagvisare_contacts::calendar::{Date, Instant};
use vagvisare_contacts::layers::{Directory, merge};
use vagvisare_contacts::model::{Hours, Layer};
use vagvisare_contacts::read::read_layer;
use vagvisare_contacts::schedule::{Moment, State};

/// An instant from ISO 8601 with its offset.
fn instant(text: &str) -> Instant {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn date(text: &str) -> Date {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Hours as they stand in a contact file.
fn hours(json: &str) -> Hours {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn open(until: &str) -> Moment {
    Moment { state: State::Open, until: Some(instant(until)), opens: None }
}

fn closed(opens: &str) -> Moment {
    Moment { state: State::Closed, until: None, opens: Some(instant(opens)) }
}

fn unknown(opens: &str) -> Moment {
    Moment { state: State::Unknown, until: None, opens: Some(instant(opens)) }
}

/// A layer of which nothing may be left out.
fn layer(json: &str) -> Layer {
    let reading = read_layer(json).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert_eq!(reading.left_out, [], "{json}");
    reading.layer
}

/// A national layer of these services (JSON objects, with commas between).
fn nation(services: &str) -> Directory {
    let file = format!(r#"{{"format":1,"area":{{"code":"se","name":"Sverige"}},"services":[{services}]}}"#);
    merge("se", vec![layer(&file)])
}

/// A service with one phone line: id, further fields (with a comma at their end), number, hours (JSON).
fn line(id: &str, fields: &str, number: &str, hours: &str) -> String {
    format!(
        r#"{{"id":"{id}","name":{{"sv":"{id}"}},{fields}
            "channels":[{{"type":"phone","value":"{number}","hours":{hours}}}]}}"#
    )
}

/// A small reproducible generator (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }
}
