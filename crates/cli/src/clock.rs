//! The one place that reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

use vagvisare_contacts::calendar::{Date, Instant};

/// Now.
pub fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// Today's date in Stockholm.
pub fn today() -> Date {
    now().local().0
}
