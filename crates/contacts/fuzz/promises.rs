//! What must hold for any bytes whatever: shared by the fuzz targets and by the bounded test that every run
//! makes.
#![allow(dead_code, reason = "each target uses one of the functions")]

use vagvisare_contacts::calendar::Instant;
use vagvisare_contacts::coverage::timeline;
use vagvisare_contacts::guide::Guide;
use vagvisare_contacts::layers::merge as merge_layers;
use vagvisare_contacts::read::read_layer;
use vagvisare_contacts::search::search;
use vagvisare_contacts::select::{Answers, select};

/// 2026-12-24T12:00:00Z.
const NOON: Instant = Instant(1_798_113_600);

/// Reading never panics, and what was read can be written, read again and is the same.
pub fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(guide) = Guide::read(&text) {
        assert!(guide.paths().len() <= 20_000);
    }
    let Ok(reading) = read_layer(&text) else { return };
    for service in &reading.layer.services {
        assert!(!service.channels.is_empty() && !service.audience.is_empty(), "{}", service.id);
    }
    let written = serde_json::to_string(&reading.layer).unwrap_or_default();
    let again = read_layer(&written).map(|again| again.layer);
    let mut expected = reading.layer;
    expected.schema = None;
    assert_eq!(again, Ok(expected));
}

/// Merging never panics, never loses 112 and never alters a lower layer's services; what comes out can be
/// used.
pub fn merge(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let layers: Vec<_> =
        text.split('\n').take(3).filter_map(|line| Some(read_layer(line).ok()?.layer)).collect();
    let directory = merge_layers("0184", layers.clone());
    for entry in &directory.services {
        let own = layers.iter().filter(|layer| layer.area.code == entry.layer);
        assert!(own.flat_map(|layer| &layer.services).any(|service| *service == entry.service));
    }
    let national: Vec<_> = layers.iter().filter(|layer| layer.area.code == "se").collect();
    if let [nation] = national[..] {
        for service in nation.services.iter().filter(|service| service.is_112()) {
            assert!(directory.entry(&service.id).is_some_and(|entry| entry.service == *service));
        }
        let shown = directory.services.iter().filter(|entry| entry.layer == "se");
        assert!(shown.count() <= nation.services.len());
    }
    let hits = select(&directory, &Answers::default(), NOON);
    assert!(hits.iter().all(|hit| hit.moments.len() == hit.entry.service.channels.len()));
    let week = timeline(&directory, &Answers::default(), NOON, Instant(NOON.0 + 7 * 86_400));
    assert!(week.windows(2).all(|pair| matches!(pair, [one, next] if one.to == next.from)));
    for query in ["112", "å", text.get(..20).unwrap_or_default()] {
        let _ = search(&directory, &[], query, None);
    }
}

/// Checking never panics, alone or against another file, and every finding has words and a place within its
/// file.
#[cfg(feature = "check")]
pub fn check(bytes: &[u8]) {
    use vagvisare_contacts::check::finding::Lang;
    use vagvisare_contacts::check::{Against, File, check};

    let (one, other) = bytes.split_at(bytes.iter().rposition(|byte| *byte == b'\n').unwrap_or(bytes.len()));
    let files = [File { path: "0184.json", bytes: one }, File { path: "se.json", bytes: other }];
    let today = NOON.local().0;
    for (files, reference) in
        [(&files[..1], &files[..0]), (&files[..1], &files[1..]), (&files[..], &files[..0])]
    {
        for finding in check(files, &Against { reference, guide: None, today }) {
            assert!(!finding.code().is_empty());
            for lang in [Lang::Sv, Lang::En] {
                assert!(!finding.message(lang).is_empty());
            }
        }
    }
}
