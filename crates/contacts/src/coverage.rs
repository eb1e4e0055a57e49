//! The closed chain: for an area, every path of the guide × every minute of the coming year has an open
//! channel that suits, on the level that the path wants – or the hours in which it has not.
//!
//! What counts: channels on which somebody answers at once, open by schedule (unknown is not open) and usable
//! without registering first, of services that are active and suit the path's answers as
//! [`select`](crate::select) has them before it relaxes any. Whether a check is stale does not count: the
//! chain is about the hours, the checker warns of the age.
//!
//! Each channel counts on a level of its own: a social emergency unit that 112 answers for at weekends is a
//! general service on weekdays and only 112 at weekends.
//!
//! No path asks for gender, so each must hold for everyone: the level is reckoned for women, for men and for
//! trans and non-binary persons, and the path's level is the worst of the three.

use std::collections::HashMap;

use crate::calendar::{Date, Instant};
use crate::guide::Guide;
use crate::layers::Directory;
use crate::model::{Channel, Gender, Level, Service, Status};
use crate::schedule::join;
use crate::select::{Answers, is_about, suits};

/// How many days are proved.
pub const DAYS: i32 = 366;

/// For whom a night can be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Women and girls.
    Women,
    /// Men and boys.
    Men,
    /// Trans and non-binary persons.
    TransNonbinary,
}

/// The groups, in the order of every list by group.
pub const GROUPS: [Group; 3] = [Group::Women, Group::Men, Group::TransNonbinary];

impl Group {
    fn is_for(self, service: &Service) -> bool {
        service.gender.is_empty()
            || service.gender.iter().any(|gender| match gender {
                Gender::All => true,
                Gender::Women => self == Group::Women,
                Gender::Men => self == Group::Men,
                Gender::Trans | Gender::Nonbinary => self == Group::TransNonbinary,
            })
    }
}

/// How far a path of the guide holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathCoverage {
    /// The ids of the choices.
    pub path: Vec<String>,
    /// What they say together.
    pub answers: Answers,
    /// The level that must be open at any minute.
    pub wanted: Level,
    /// When it is not, for the group that has it worst; in order.
    pub gaps: Vec<Gap>,
    /// The same for each of [`GROUPS`].
    pub groups: [Vec<Gap>; 3],
}

/// A time in which the wanted level is not reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Its beginning.
    pub from: Instant,
    /// Its end, not included.
    pub to: Instant,
    /// What is reached; `None`: nothing at all is open.
    pub level: Option<Level>,
}

/// How many hours gaps last together, rounded up: ten minutes are not none.
pub fn hours(gaps: &[Gap]) -> i64 {
    let seconds: i64 = gaps.iter().map(|gap| gap.to.0 - gap.from.0).sum();
    seconds.div_euclid(3600) + i64::from(seconds.rem_euclid(3600) > 0)
}

/// A time in which the same levels are open, for a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its beginning.
    pub from: Instant,
    /// Its end, not included.
    pub to: Instant,
    /// The level for the group that has it worst; `None`: nothing is open.
    pub level: Option<Level>,
    /// The level for each of [`GROUPS`].
    pub groups: [Option<Level>; 3],
}

/// Every path of the guide over the 366 days from the beginning of `from`.
pub fn coverage(directory: &Directory, guide: &Guide, from: Date) -> Vec<PathCoverage> {
    let year = Timeline::new(directory, Instant::midnight(from), Instant::midnight(from.plus(DAYS)));
    // Many paths are offered the same services.
    let mut seen: Vec<(Chosen, PathCoverage)> = Vec::new();
    let mut proved = Vec::new();
    for path in guide.paths() {
        let chosen = year.chosen(&path.answers);
        let known = seen.iter().find(|(other, covered)| covered.wanted == path.wanted && *other == chosen);
        let mut covered = match known {
            Some((_, covered)) => covered.clone(),
            None => {
                let covered = year.gaps(&chosen, path.wanted);
                seen.push((chosen, covered.clone()));
                covered
            }
        };
        covered.path = path.choices.iter().map(|choice| (*choice).to_owned()).collect();
        covered.answers = path.answers;
        proved.push(covered);
    }
    proved
}

/// The levels open for some answers from `from` to `to` (not included): in order, without holes.
pub fn timeline(directory: &Directory, answers: &Answers, from: Instant, to: Instant) -> Vec<Stretch> {
    let time = Timeline::new(directory, from, to);
    let levels = time.levels(&time.chosen(answers));
    let mut stretches: Vec<Stretch> = Vec::new();
    time.each(|from, to, set| {
        let groups = levels.get(set).copied().unwrap_or([None; 3]);
        match stretches.last_mut().filter(|last| last.groups == groups) {
            Some(last) => last.to = to,
            None => stretches.push(Stretch { from, to, level: worst(groups), groups }),
        }
    });
    stretches
}

/// Nothing open is worse than any level.
fn rank(level: Option<Level>) -> u8 {
    level.map_or(3, |level| level as u8)
}

/// The worst of some levels; `None`, nothing open, is the worst of all.
pub fn worst(levels: impl IntoIterator<Item = Option<Level>>) -> Option<Level> {
    levels.into_iter().max_by_key(|level| rank(*level)).flatten()
}

/// Services by number, each with a number for every level that it has; 64 to a word.
type Set = Vec<u64>;

fn meet(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).any(|(a, b)| a & b != 0)
}

/// The services that count for some answers, by group and level.
#[derive(PartialEq)]
struct Chosen([[Set; 3]; 3]);

/// A stretch of time cut wherever a service opens or closes.
struct Timeline<'a> {
    services: Vec<Counted<'a>>,
    /// Every set of services that is open together at some time, each once.
    sets: Vec<Set>,
    /// The services that are open all the time.
    always: Set,
    /// Where each piece begins, and which set is open in it.
    pieces: Vec<(Instant, usize)>,
    to: Instant,
}

/// What a service offers on one level, open at some time.
struct Counted<'a> {
    service: &'a Service,
    level: Level,
    groups: [bool; 3],
}

impl Counted<'_> {
    /// Whether it is for some answers: the service is shown for them, and what is support suits kind and
    /// need, even where the service is shown for all of them because it lists 112 too.
    fn suits(&self, answers: &Answers) -> bool {
        suits(self.service, answers) && (self.level != Level::Support || is_about(self.service, answers))
    }
}

/// The level of one channel: 112 is the last whatever the file says of its service, 1177 and 114 14 are
/// general, and the others are what the file says, else what kind of service it is.
fn level_of(service: &Service, channel: &Channel) -> Level {
    channel.level().max(service.level.unwrap_or(service.level_by_kind()))
}

/// When a service is open on each of its levels from `from` to `to`: beginnings and ends, in order.
fn open_by_level(service: &Service, from: Instant, to: Instant) -> [(Level, Vec<(Instant, Instant)>); 3] {
    let mut levels = [Level::Support, Level::General, Level::Emergency].map(|level| (level, Vec::new()));
    for channel in &service.channels {
        if channel.kind.is_live()
            && channel.register_first != Some(true)
            && let Some((_, open)) = levels.get_mut(level_of(service, channel) as usize)
        {
            open.append(&mut channel.hours.open_intervals(from, to));
        }
    }
    for (_, open) in &mut levels {
        join(open);
    }
    levels
}

impl<'a> Timeline<'a> {
    fn new(directory: &'a Directory, from: Instant, to: Instant) -> Self {
        let mut services = Vec::new();
        let mut changes: Vec<(Instant, usize)> = Vec::new();
        for entry in &directory.services {
            let service = &entry.service;
            if service.status != Status::Active {
                continue;
            }
            let groups = GROUPS.map(|group| group.is_for(service));
            for (level, open) in
                open_by_level(service, from, to).into_iter().filter(|(_, open)| !open.is_empty())
            {
                let number = services.len();
                changes.extend(open.iter().flat_map(|(opens, closes)| [(*opens, number), (*closes, number)]));
                services.push(Counted { service, level, groups });
            }
        }
        // Each change opens what is closed and closes what is open.
        changes.sort_unstable();
        let mut now: Set = vec![0; services.len().div_ceil(64)];
        let mut by_set: HashMap<Set, usize> = HashMap::new();
        let mut pieces: Vec<(Instant, usize)> = Vec::new();
        let mut changes = changes.into_iter().peekable();
        let mut begins = from;
        while begins < to {
            while let Some((_, number)) = changes.next_if(|(at, _)| *at <= begins) {
                if let Some(word) = now.get_mut(number / 64) {
                    *word ^= 1 << (number % 64);
                }
            }
            let set = match by_set.get(&now) {
                Some(set) => *set,
                None => {
                    let set = by_set.len();
                    by_set.insert(now.clone(), set);
                    set
                }
            };
            pieces.push((begins, set));
            begins = changes.peek().map_or(to, |(at, _)| *at);
        }
        let mut sets = vec![Set::new(); by_set.len()];
        let mut always: Set = vec![u64::MAX; now.len()];
        for (set, number) in by_set {
            always.iter_mut().zip(&set).for_each(|(word, open)| *word &= open);
            if let Some(place) = sets.get_mut(number) {
                *place = set;
            }
        }
        Timeline { services, sets, always, pieces, to }
    }

    /// Hands over every piece: beginning, end, number of its set.
    fn each(&self, mut piece: impl FnMut(Instant, Instant, usize)) {
        let ends = self.pieces.iter().skip(1).map(|(at, _)| *at).chain([self.to]);
        for ((from, set), to) in self.pieces.iter().zip(ends) {
            piece(*from, to, *set);
        }
    }

    fn chosen(&self, answers: &Answers) -> Chosen {
        let none: Set = vec![0; self.always.len()];
        let mut chosen = Chosen(std::array::from_fn(|_| std::array::from_fn(|_| none.clone())));
        for (number, counted) in self.services.iter().enumerate() {
            if counted.suits(answers) {
                let groups = chosen.0.iter_mut().zip(counted.groups).filter(|(_, is_for)| *is_for);
                for word in groups
                    .filter_map(|(levels, _)| levels.get_mut(counted.level as usize)?.get_mut(number / 64))
                {
                    *word |= 1 << (number % 64);
                }
            }
        }
        chosen
    }

    /// What is reached, by group, for each of the sets.
    fn levels(&self, chosen: &Chosen) -> Vec<[Option<Level>; 3]> {
        let reached = |open: &Set, [support, general, emergency]: &[Set; 3]| match () {
            () if meet(open, support) => Some(Level::Support),
            () if meet(open, general) => Some(Level::General),
            () if meet(open, emergency) => Some(Level::Emergency),
            () => None,
        };
        let Chosen([women, men, others]) = chosen;
        let groups = |open| [reached(open, women), reached(open, men), reached(open, others)];
        self.sets.iter().map(groups).collect()
    }

    fn gaps(&self, chosen: &Chosen, wanted: Level) -> PathCoverage {
        let mut covered = PathCoverage {
            path: Vec::new(),
            answers: Answers::default(),
            wanted,
            gaps: Vec::new(),
            groups: [Vec::new(), Vec::new(), Vec::new()],
        };
        // What is always open settles most paths.
        let mut settled = chosen.0.iter().map(|levels| levels.iter().take(wanted as usize + 1));
        if settled.all(|mut levels| levels.any(|set| meet(set, &self.always))) {
            return covered;
        }
        let levels = self.levels(chosen);
        self.each(|from, to, set| {
            let groups = levels.get(set).copied().unwrap_or([None; 3]);
            let note = |gaps: &mut Vec<Gap>, level: Option<Level>| {
                if rank(level) > wanted as u8 {
                    match gaps.last_mut().filter(|last| last.to == from && last.level == level) {
                        Some(last) => last.to = to,
                        None => gaps.push(Gap { from, to, level }),
                    }
                }
            };
            note(&mut covered.gaps, worst(groups));
            for (gaps, level) in covered.groups.iter_mut().zip(groups) {
                note(gaps, level);
            }
        });
        covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_rounded_up_together() {
        let gap = |seconds| Gap { from: Instant(0), to: Instant(seconds), level: None };
        for (gaps, wanted) in [
            (&[][..], 0),
            (&[gap(600)], 1),
            (&[gap(3600)], 1),
            (&[gap(9600)], 3),
            (&[gap(1800), gap(1800)], 1),
        ] {
            assert_eq!(hours(gaps), wanted);
        }
    }
}
