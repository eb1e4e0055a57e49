//! Numbers and names that are suspiciously alike.

use std::collections::BTreeMap;

use super::Scene;
use super::catalogue::{NEAR_MATCH, SAME_NAME_TWO_NUMBERS, SAME_NUMBER_TWO_NAMES};
use super::document::Node;
use super::known::KnownService;
use super::near::{distance, is_reordered};
use super::number;
use super::report::Report;

/// Of many alike a few are enough to tell of one.
const MOST_ALIKE: usize = 20;

/// One service against the national numbers, and against every service of its own and lower layers.
pub struct Likeness<'a> {
    /// National numbers: one writing, forms, name.
    national: Vec<(&'a str, [String; 2], &'a str)>,
    by_number: BTreeMap<&'a str, Vec<&'a KnownService>>,
    by_name: BTreeMap<String, Vec<&'a KnownService>>,
}

impl<'a> Likeness<'a> {
    /// Indexes what is known in a scene.
    pub fn new(scene: &'a Scene) -> Self {
        let mut this = Self { national: Vec::new(), by_number: BTreeMap::new(), by_name: BTreeMap::new() };
        for layer in scene.layers() {
            for service in &layer.services {
                for (number, _) in &service.numbers {
                    remember(this.by_number.entry(number.as_str()).or_default(), service);
                }
                remember(this.by_name.entry(folded(&service.name)).or_default(), service);
            }
        }
        for service in scene.national.iter().flat_map(|layer| &layer.services) {
            let numbers = service.numbers.iter().map(|(number, _)| number.as_str());
            this.national
                .extend(numbers.map(|number| (number, number::forms(number), service.name.as_str())));
        }
        this
    }

    /// Reports what is alike about a service, whose index in its own layer is given.
    pub fn check(&self, scene: &Scene, index: usize, node: &Node, report: &mut Report) {
        let Some(service) = scene.own.services.get(index) else { return };
        let mut told = Vec::new();
        for (number, at) in &service.numbers {
            // The marked span is the value's, found again by where it starts.
            let span = node
                .list("channels")
                .iter()
                .filter_map(|channel| channel.get("value"))
                .find(|value| value.span.start == *at)
                .map_or(*at..*at + 1, |value| value.span.clone());
            if told.contains(number) {
                continue;
            }
            told.push(number.clone());
            if let Some((known, name)) = self.near_national(number) {
                let words =
                    vec![("number", number.as_str().into()), ("known", known.into()), ("name", name.into())];
                report.add(&NEAR_MATCH, &span, words);
            }
            if let Some(other) = self.other_name(scene, service, number) {
                let words = vec![("number", number.as_str().into()), ("other", label(other).into())];
                report.add(&SAME_NUMBER_TWO_NAMES, &span, words);
            }
            if let Some(other) = self.other_number(service) {
                let theirs: Vec<_> = other.numbers.iter().map(|(number, _)| number.as_str()).collect();
                let words = vec![
                    ("name", service.name.as_str().into()),
                    ("other", other.id.as_str().into()),
                    ("number", theirs.join(", ").into()),
                ];
                if told.len() == 1 {
                    report.add(&SAME_NAME_TWO_NUMBERS, &span, words);
                }
            }
        }
    }

    /// The national number that this one is almost, unless it is one itself or a short number that exists.
    fn near_national(&self, number: &str) -> Option<(&'a str, &'a str)> {
        if number::SHORT.contains(&number) || self.national.iter().any(|(known, ..)| *known == number) {
            return None;
        }
        let forms = number::forms(number);
        self.national.iter().find_map(|(known, known_forms, name)| {
            let near = |a: &str, b: &str| {
                // One or two signs of a short number are half of it.
                let limit = if b.len() < 7 { 1 } else { 2 };
                b.len() > 3 && (distance(a, b, limit).is_some() || is_reordered(a, b))
            };
            let alike = forms.iter().zip(known_forms).any(|(a, b)| near(a, b));
            alike.then_some((*known, *name))
        })
    }

    /// Another service with this number: of a lower layer, whose lines are annotated or hidden but never
    /// typed again, or with another name. A switchboard lends its number, and 112 is everybody's.
    fn other_name(&self, scene: &Scene, service: &KnownService, number: &str) -> Option<&'a KnownService> {
        let is_lent = number == "112" || scene.switchboard_numbers().any(|lent| lent == number);
        if is_lent || scene.staff_line(number).is_some() {
            return None;
        }
        let others = self.by_number.get(number)?;
        // Of two in one file the later is told.
        let is_told = |other: &KnownService| {
            let is_itself = std::ptr::eq(other, service);
            let is_later = scene.is_own(other) && other.at > service.at;
            // Under the same id it is another rule's.
            let is_retyped = !scene.is_own(other) && other.id != service.id;
            !is_itself && !is_later && (is_retyped || folded(&other.name) != folded(&service.name))
        };
        others.iter().find(|other| is_told(other)).copied()
    }

    /// Another service of this name that shares no number with it.
    fn other_number(&self, service: &KnownService) -> Option<&'a KnownService> {
        let shares = |other: &KnownService| {
            other.numbers.iter().any(|one| service.numbers.iter().any(|own| own.0 == one.0))
        };
        let others = self.by_name.get(&folded(&service.name))?;
        others
            .iter()
            .find(|other| {
                !std::ptr::eq(**other, service)
                    && other.id != service.id
                    && !other.numbers.is_empty()
                    && !shares(other)
            })
            .copied()
    }
}

fn remember<'a>(alike: &mut Vec<&'a KnownService>, service: &'a KnownService) {
    if alike.len() < MOST_ALIKE {
        alike.push(service);
    }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn label(service: &KnownService) -> String {
    if service.name == service.id { service.id.clone() } else { format!("{} ({})", service.name, service.id) }
}

#[cfg(test)]
mod tests {
    use crate::calendar::Date;
    use crate::check::{Against, File, check, codes};

    fn line(id: &str, name: &str, number: &str) -> String {
        format!(
            r#"{{"id":"{id}","name":{{"sv":"{name}"}},"audience":["self"],
                "channels":[{{"type":"phone","value":"{number}"}}]}}"#
        )
    }

    #[test]
    fn a_national_file_is_compared_with_the_one_in_whose_place_it_stands() {
        let file = |number: &str| {
            format!(
                r#"{{"format":1,"area":{{"code":"se","name":"Sverige"}},"services":[{},{}]}}"#,
                line("se.a", "Linjen", number),
                line("se.b", "En ny", "+46846500411"),
            )
        };
        let shipped = file("+46846500410");
        let told = |number: &str| {
            let (own, reference) = (file(number), [File { path: "se.json", bytes: shipped.as_bytes() }]);
            let against = Against { reference: &reference, guide: None, today: Date(20_779) };
            let own = File { path: "se.json", bytes: own.as_bytes() };
            let found = check(&[own], &against);
            found.iter().filter(|finding| finding.code() == "near-match").count()
        };
        assert_eq!(told("+46846500410"), 0);
        assert_eq!(told("+46846500401"), 1);
        assert_eq!(told("+4620505050"), 0);
    }

    fn is_near_national(number: &str) -> bool {
        let own = format!(r#""services":[{}]"#, line("9999.a", "9999.a", number));
        codes(&line("se.a", "se.a", "116006"), &own).contains(&"near-match")
    }

    #[test]
    fn a_national_line_is_not_typed_again_under_its_own_name_either() {
        let is_told = |nation: &str, own: &[&str]| {
            codes(nation, &format!(r#""services":[{}]"#, own.join(","))).contains(&"same-number-two-names")
        };
        let nation = line("se.a", "Stödlinjen", "+46846500410");
        let [own, again] = ["9999.a", "9999.b"].map(|id| line(id, "Stödlinjen", "+46846500410"));
        assert!(is_told(&nation, &[&own]));
        // Two teams of one name behind one number.
        assert!(!is_told("", &[&own, &again]));
        assert!(!is_told(&nation, &[&line("se.a", "Stödlinjen", "+46846500410")]));
        // 112 is everybody's.
        assert!(!is_told(&line("se.112", "112", "112"), &[&line("9999.a", "112", "112")]));
    }

    #[test]
    fn what_the_switchboard_connects_to_may_share_its_number() {
        let lines = ["9999.a", "9999.b", "9999.c"].map(|id| line(id, id, "+46846500410")).join(",");
        let told = |centre: &str| {
            let found = codes("", &format!(r#"{centre}"services":[{lines}]"#));
            found.into_iter().filter(|code| *code == "same-number-two-names").count()
        };
        assert_eq!(told(""), 2);
        assert_eq!(told(r#""contact_centre":"9999.b","#), 0);
    }

    #[test]
    fn a_short_number_that_exists_is_not_taken_for_another() {
        for number in ["116000", "116006", "116117"] {
            assert!(!is_near_national(number), "{number}");
        }
        assert!(is_near_national("116007"));
    }
}
