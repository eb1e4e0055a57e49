//! Merges the layers of an area: national < county < municipal.
//!
//! A more local layer may add services, hide, annotate and set an alert on those beneath it; it can never
//! change them, and 112 can never be hidden. What a layer asked for and did not get stands in
//! [`Directory::notices`].

use crate::calendar::Date;
use crate::model::{Alert, Area, Layer, Responsible, Service, Text};

/// The codes of an area's layers, the most local first: `0184` → `0184`, `01`, `se`. Anything that is neither
/// two nor four digits has the national layer only.
pub fn layer_codes(area: &str) -> Vec<&str> {
    let digits = area.bytes().all(|byte| byte.is_ascii_digit());
    match (digits, area.len(), area.get(..2)) {
        (true, 4, Some(county)) => vec![area, county, "se"],
        (true, 2, _) => vec![area, "se"],
        _ => vec!["se"],
    }
}

/// Whether a text has the form of an area's code: `se`, two digits or four.
pub fn is_area_code(text: &str) -> bool {
    text == "se" || (matches!(text.len(), 2 | 4) && text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The merged layers of an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Directory {
    /// The most local area of which a layer was found; without any, the code that was asked for and no name.
    pub area: Area,
    /// The areas of which layers were found, the most local first.
    pub found: Vec<Area>,
    /// What is shown, the national layer's first, each layer in its file's order.
    pub services: Vec<Entry>,
    /// The latest change of any of the files.
    pub updated: Option<Date>,
    /// Who answers for the most local file that says so.
    pub responsible: Option<Responsible>,
    /// The id of the switchboard that the most local file with one names, if it is shown.
    pub contact_centre: Option<String>,
    /// The municipalities that the layers name.
    pub municipalities: Vec<Area>,
    /// What layers asked for and did not get.
    pub notices: Vec<Notice>,
}

impl Directory {
    /// The service with this id, if it is shown.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.services.iter().find(|entry| entry.service.id == id)
    }
}

/// A service as an area shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The service, exactly as its own layer has it.
    pub service: Service,
    /// The code of its own layer.
    pub layer: String,
    /// How near that layer is: 0 national, 1 county, 2 municipal.
    pub near: u8,
    /// What the most local layer with a note adds.
    pub note: Option<Text>,
    /// The notice that the most local layer with one sets; the service's own is in [`Entry::service`].
    /// Cards show [`Entry::alerts`].
    pub alert: Option<Alert>,
}

impl Entry {
    /// The notices that hold on a date: the area's own, then the service's.
    pub fn alerts(&self, today: Date) -> impl Iterator<Item = &Alert> {
        let all = self.alert.iter().chain(&self.service.alert);
        all.filter(move |alert| alert.from <= today && today <= alert.to)
    }
}

/// Something that a layer asked for and did not get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The code of the layer.
    pub layer: String,
    /// The id of the service; empty when the layer as a whole is meant.
    pub service: String,
    /// What.
    pub what: Refused,
}

/// Why a layer did not get what it asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It brings a service of a lower layer, or under a lower layer's name: lower layers are never changed.
    Redefines,
    /// It hides 112.
    Hides112,
    /// It hides a service of its own: hiding is for what lower layers have.
    HidesOwn,
    /// It hides, annotates or alerts on a service that neither it nor a lower layer has.
    UnknownService,
    /// It is not a layer of this area.
    OtherArea,
    /// Another file of the same area was taken: the one updated later, else the first.
    SecondOfArea,
}

/// Merges the layers of an area. They may come in any order; those that are missing are done without.
pub fn merge(area: &str, layers: Vec<Layer>) -> Directory {
    let codes = layer_codes(area);
    let mut notices = Vec::new();
    let mut chosen: Vec<Option<Layer>> = codes.iter().map(|_| None).collect();
    for layer in layers {
        let place = codes.iter().position(|code| *code == layer.area.code).and_then(|at| chosen.get_mut(at));
        let refused = match place {
            None => Some((layer, Refused::OtherArea)),
            Some(place) => match place {
                Some(first) if layer.updated <= first.updated => Some((layer, Refused::SecondOfArea)),
                place => place.replace(layer).map(|first| (first, Refused::SecondOfArea)),
            },
        };
        if let Some((layer, what)) = refused {
            notices.push(Notice { layer: layer.area.code, service: String::new(), what });
        }
    }
    let mut directory = Directory {
        area: Area { code: area.to_owned(), name: String::new() },
        found: Vec::new(),
        services: Vec::new(),
        updated: None,
        responsible: None,
        contact_centre: None,
        municipalities: Vec::new(),
        notices,
    };
    let mut hidden = Vec::new();
    for (near, layer) in chosen.into_iter().rev().enumerate().filter_map(|(near, layer)| Some((near, layer?)))
    {
        directory.lay(layer, near as u8, &codes, &mut hidden);
    }
    directory.services.retain(|entry| !hidden.contains(&entry.service.id));
    if let Some(nearest) = directory.found.first() {
        directory.area = nearest.clone();
    }
    let centre = directory.contact_centre.take();
    directory.contact_centre = centre.filter(|id| directory.entry(id).is_some());
    directory
}

impl Directory {
    /// Lays one layer upon those beneath it.
    fn lay(&mut self, layer: Layer, near: u8, codes: &[&str], hidden: &mut Vec<String>) {
        let code = layer.area.code.clone();
        let refuse = |service: &str, what| Notice { layer: code.clone(), service: service.to_owned(), what };
        for service in layer.services {
            let prefix = service.id.split('.').next().unwrap_or_default();
            // A national name in a local file is refused even when the national file could not be fetched.
            let lower = codes.iter().rev().take(usize::from(near)).any(|code| *code == prefix);
            if lower || self.entry(&service.id).is_some() {
                self.notices.push(refuse(&service.id, Refused::Redefines));
            } else {
                self.services.push(Entry { service, layer: code.clone(), near, note: None, alert: None });
            }
        }
        for id in layer.hide {
            match self.entry(&id) {
                None => self.notices.push(refuse(&id, Refused::UnknownService)),
                Some(entry) if entry.service.is_112() => self.notices.push(refuse(&id, Refused::Hides112)),
                Some(entry) if entry.near == near => self.notices.push(refuse(&id, Refused::HidesOwn)),
                Some(_) => hidden.push(id),
            }
        }
        for (id, note) in layer.notes {
            match self.services.iter_mut().find(|entry| entry.service.id == id) {
                Some(entry) => entry.note = Some(note),
                None => self.notices.push(refuse(&id, Refused::UnknownService)),
            }
        }
        for (id, alert) in layer.alerts {
            match self.services.iter_mut().find(|entry| entry.service.id == id) {
                Some(entry) => entry.alert = Some(alert),
                None => self.notices.push(refuse(&id, Refused::UnknownService)),
            }
        }
        self.found.insert(0, layer.area);
        self.updated = self.updated.max(layer.updated);
        self.responsible = layer.responsible.or(self.responsible.take());
        self.contact_centre = layer.contact_centre.or(self.contact_centre.take());
        self.municipalities.extend(layer.municipalities);
    }
}
