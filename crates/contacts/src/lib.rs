//! Contact data with no web in it.
//!
//! Data flows one way: JSON ([`read`]) → layers merged ([`layers`]) → a list of services → what the visitor
//! answered filters and orders it ([`select`]) → cards. Time comes in as a value ([`calendar::Instant`]) and
//! is never read here; files and the browser are unknown here.

pub mod calendar;
#[cfg(feature = "check")]
pub mod check;
pub mod coverage;
pub mod fallback;
pub mod guide;
pub mod json;
pub mod layers;
pub mod letters;
pub mod map;
pub mod model;
pub mod order;
pub mod pages;
pub mod read;
pub mod schedule;
pub mod search;
pub mod select;
pub mod served;
