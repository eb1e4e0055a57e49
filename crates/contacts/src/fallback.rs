//! The few lines that stand on a page before the guide has come, and for ever if it never does.
//!
//! One choice for all who show them: the build writes it into the loader, and `vagvisare snippet` into the
//! lines that a council pastes.

use crate::layers::Directory;
use crate::model::{Channel, ChannelType, Service};

/// Ids of the national services that are named everywhere, in the order shown.
pub const NATIONAL: [&str; 4] = ["se.112", "se.polisen", "se.kvinnofridslinjen", "se.bris"];

/// A service and its number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line<'a> {
    /// The service.
    pub service: &'a Service,
    /// Its first number that one can call.
    pub channel: &'a Channel,
}

impl<'a> Line<'a> {
    /// The line of a service; none without a number to call, for a service that is gone, and for one that is
    /// for staff only.
    pub fn of(service: &'a Service) -> Option<Self> {
        if !service.may_be_shown(None) {
            return None;
        }
        let is_number = |one: &&Channel| one.kind == ChannelType::Phone && !one.value.is_empty();
        Some(Self { service, channel: service.channels.iter().find(is_number)? })
    }

    /// Where its link leads.
    pub fn href(&self) -> String {
        ["tel:", &self.channel.value].concat()
    }

    /// The number as it is written.
    pub fn number(&self) -> &'a str {
        self.channel.written()
    }

    /// What it is called in a language, or in the nearest there is; nothing where the name is the number.
    pub fn name(&self, lang: &str) -> &'a str {
        let name = self.service.name.get(lang).map_or("", |(_, name)| name);
        if name == self.number() { "" } else { name }
    }
}

/// The lines of an area: of [`NATIONAL`] those that it shows, then its contact centre.
pub fn lines(directory: &Directory) -> Vec<Line<'_>> {
    let ids = NATIONAL.into_iter().chain(directory.contact_centre.as_deref());
    ids.filter_map(|id| Line::of(&directory.entry(id)?.service)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layers::{layer_codes, merge};
    use crate::model::{Layer, Status};
    use crate::read::read_layer;

    fn shipped(area: &str) -> Vec<Layer> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/contacts");
        let read = |code: &str| std::fs::read_to_string(format!("{folder}/{code}.json")).ok();
        let codes = layer_codes(area).into_iter();
        codes.filter_map(read).map(|text| read_layer(&text).unwrap().layer).collect()
    }

    fn numbers(directory: &Directory) -> Vec<String> {
        lines(directory).iter().map(|line| line.number().to_owned()).collect()
    }

    #[test]
    fn an_area_has_the_national_lines_and_then_its_contact_centre() {
        let national = ["112", "114 14", "020-50 50 50", "116 111"];
        assert_eq!(numbers(&merge("se", shipped("se"))), national);
        assert_eq!(numbers(&merge("0126", shipped("0126"))), national);
        assert_eq!(numbers(&merge("0184", shipped("0184"))), [&national[..], &["08-746 10 00"]].concat());
    }

    #[test]
    fn what_an_area_hides_is_not_named_but_112_always_is() {
        let mut layers = shipped("0184");
        layers[0].hide = ["se.112", "se.bris"].map(str::to_owned).into();
        let shown = numbers(&merge("0184", layers));
        assert_eq!(shown, ["112", "114 14", "020-50 50 50", "08-746 10 00"]);
    }

    #[test]
    fn a_line_for_staff_and_one_that_is_gone_are_never_named() {
        let directory = merge("se", shipped("se"));
        let mut service = directory.entry("se.bris").unwrap().service.clone();
        assert!(Line::of(&service).is_some());
        service.status = Status::Inactive;
        assert_eq!(Line::of(&service), None);
        assert_eq!(Line::of(&directory.entry("se.nationellt-kompetenscentrum-heder").unwrap().service), None);
    }

    #[test]
    fn a_number_is_not_said_twice() {
        let directory = merge("se", shipped("se"));
        let names: Vec<_> = lines(&directory).iter().map(|line| line.name("sv")).collect();
        assert_eq!(names, ["", "Polisen, när det inte är bråttom", "Kvinnofridslinjen", "Bris"]);
    }
}
