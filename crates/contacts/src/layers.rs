//! Merges the layers of an area: national < county < municipal.
//!
//! A more local layer may add services, hide, annotate and set an alert on those beneath it; it can never
//! change them, and 112 can never be hidden. What a layer asks for and cannot get is left out; the checker tells
//! its editor.

use crate::calendar::Date;
use crate::model::{Alert, Area, Layer, Service, Text};

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
    /// The id of the switchboard that the most local file with one names, if it is shown.
    pub contact_centre: Option<String>,
    /// The municipalities that the layers name.
    pub municipalities: Vec<Area>,
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

/// Merges the layers of an area. They may come in any order; those that are missing are done without, those of
/// another area are left out. Of two files of one area the one updated later is taken, else the first.
pub fn merge(area: &str, layers: Vec<Layer>) -> Directory {
    let codes = layer_codes(area);
    let mut chosen: Vec<Option<Layer>> = codes.iter().map(|_| None).collect();
    for layer in layers {
        let place = codes.iter().position(|code| *code == layer.area.code).and_then(|at| chosen.get_mut(at));
        if let Some(place) = place
            && place.as_ref().is_none_or(|first| first.updated < layer.updated)
        {
            *place = Some(layer);
        }
    }
    let mut directory = Directory {
        area: Area { code: area.to_owned(), name: String::new() },
        found: Vec::new(),
        services: Vec::new(),
        contact_centre: None,
        municipalities: Vec::new(),
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
        for service in layer.services {
            let prefix = service.id.split('.').next().unwrap_or_default();
            // A national name in a local file is refused even when the national file could not be fetched.
            let lower = codes.iter().rev().take(usize::from(near)).any(|code| *code == prefix);
            if !lower && self.entry(&service.id).is_none() {
                let layer = layer.area.code.clone();
                self.services.push(Entry { service, layer, near, note: None, alert: None });
            }
        }
        for id in layer.hide {
            // Hiding is for what lower layers have.
            if self.entry(&id).is_some_and(|entry| entry.near != near && !entry.service.is_112()) {
                hidden.push(id);
            }
        }
        for (id, note) in layer.notes {
            if let Some(entry) = self.services.iter_mut().find(|entry| entry.service.id == id) {
                entry.note = Some(note);
            }
        }
        for (id, alert) in layer.alerts {
            if let Some(entry) = self.services.iter_mut().find(|entry| entry.service.id == id) {
                entry.alert = Some(alert);
            }
        }
        self.found.insert(0, layer.area);
        self.contact_centre = layer.contact_centre.or(self.contact_centre.take());
        self.municipalities.extend(layer.municipalities);
    }
}
