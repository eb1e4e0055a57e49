//! From what the visitor answered to the services that suit, in the order in which they help.

use crate::calendar::{Date, Instant};
use crate::layers::{Directory, Entry};
use crate::model::{Audience, Kind, Level, Need, Service, Status};
use crate::order::put;
use crate::schedule::{Moment, State};

/// What the visitor answered; `None`: skipped or never asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Who asks.
    pub audience: Option<Audience>,
    /// What it is about.
    pub kind: Option<Kind>,
    /// What is needed.
    pub need: Option<Need>,
}

impl Hit<'_> {
    fn order(&self) -> [u8; 4] {
        let Hit { entry, state, fit, .. } = self;
        [entry.service.level() as u8, *state as u8, u8::MAX - fit, u8::MAX - entry.near]
    }
}

/// A service that suits.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit<'a> {
    /// The service as the area shows it.
    pub entry: &'a Entry,
    /// Each channel's state, in the order of the channels.
    pub moments: Vec<Moment>,
    /// The service's state: the best of its channels on which somebody answers at once.
    pub state: State,
    /// How closely it fits, 0–4: a kind or need that the service names counts, one that is all it names
    /// counts more.
    pub fit: u8,
}

/// The services for some answers at an instant: open ones first, then those that fit best, then the nearest.
/// Support lines and local services come before general ones, 112 is last. Where no support line or local
/// service suits all the answers, what is needed is left aside, and then what it is about.
pub fn select<'a>(directory: &'a Directory, answers: &Answers, now: Instant) -> Vec<Hit<'a>> {
    let suits = |answers: &Answers, entry: &Entry| suits(&entry.service, answers);
    let mut answers = *answers;
    let supported = |answers: &Answers| {
        directory.services.iter().any(|e| e.service.level() == Level::Support && suits(answers, e))
    };
    if answers.need.is_some() && !supported(&answers) {
        answers.need = None;
    }
    if answers.kind.is_some() && !supported(&answers) {
        answers = Answers { need: None, kind: None, ..answers };
    }
    let mut hits: Vec<Hit> = Vec::new();
    for entry in directory.services.iter().filter(|entry| suits(&answers, entry)) {
        // What is equal keeps the order of the files.
        put(&mut hits, hit(entry, &answers, now), |before, hit| before.order() <= hit.order());
    }
    hits
}

/// How many of the seven kinds, or of the eight needs, are most of them.
const MOST: usize = 4;

/// Whether a service is shown for some answers. General services and 112 are for every kind and need.
pub fn suits(service: &Service, answers: &Answers) -> bool {
    let audience = match answers.audience {
        Some(audience) => service.audience.contains(&audience),
        None => !service.is_staff_only(),
    };
    let age = match answers.audience {
        Some(Audience::Child) => service.age.min.is_none_or(|min| min < 18),
        Some(_) => service.age.max.is_none_or(|max| max >= 18),
        None => true,
    };
    service.status != Status::Inactive
        && audience
        && age
        && (service.level() != Level::Support || is_about(service, answers))
}

/// Whether a service is for the kind and the need that were answered; one that names none is for all.
pub fn is_about(service: &Service, answers: &Answers) -> bool {
    let Service { kinds, needs, .. } = service;
    answers.kind.is_none_or(|kind| kinds.is_empty() || kinds.contains(&kind))
        && answers.need.is_none_or(|need| needs.is_empty() || needs.contains(&need))
}

/// Each channel's state at an instant. Nothing is open of a service that is closed for a time; of one whose
/// check is older than it lasts, nothing is known.
pub fn moments(service: &Service, now: Instant) -> Vec<Moment> {
    let told = match service.status {
        Status::Active if is_stale(service, now.local().0) => Some(State::Unknown),
        Status::Active => None,
        _ => Some(State::Closed),
    };
    let moment = |channel: &crate::model::Channel| told.map_or_else(|| channel.hours.at(now), Moment::only);
    service.channels.iter().map(moment).collect()
}

/// Whether the last check of a service no longer holds on a date. What was never checked is not stale: its
/// card says that nobody has confirmed it.
pub fn is_stale(service: &Service, today: Date) -> bool {
    match (&service.checked, service.check_every_days) {
        (Some(checked), Some(days)) => i64::from(checked.on.0) + i64::from(days) < i64::from(today.0),
        _ => false,
    }
}

/// A service with its states, whatever was answered (for search and single cards too).
pub fn hit<'a>(entry: &'a Entry, answers: &Answers, now: Instant) -> Hit<'a> {
    let service = &entry.service;
    let moments = moments(service, now);
    let live = service.channels.iter().zip(&moments).filter(|(channel, _)| channel.kind.is_live());
    let state = live.map(|(_, moment)| moment.state).min().unwrap_or(State::Unknown);
    let fit = named(&service.kinds, answers.kind) + named(&service.needs, answers.need);
    Hit { entry, moments, state, fit }
}

/// 2 when `asked` is all that is named, 1 when it is among others. When nothing was asked, 1 for a service
/// that is for all or for most: whoever does not say what has happened is not sent to the one for something
/// particular.
fn named<T: PartialEq>(named: &[T], asked: Option<T>) -> u8 {
    match asked {
        Some(asked) if named.contains(&asked) => 1 + u8::from(named.len() == 1),
        Some(_) => 0,
        None => u8::from(named.is_empty() || named.len() >= MOST),
    }
}
