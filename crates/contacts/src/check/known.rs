//! What is known of a layer: its services by id, their numbers, and what the layer hides.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Document, Node};
use super::number;

/// A layer as other layers see it, and as its own rules look things up.
pub struct KnownLayer {
    /// The area's code.
    pub code: String,
    /// The area's name.
    pub name: String,
    /// Its services, in the file's order.
    pub services: Vec<KnownService>,
    /// The ids that it hides; its own stay shown.
    pub hidden: BTreeSet<String>,
    /// Its switchboard.
    pub contact_centre: Option<String>,
    /// How many texts it has, and how many of them in each language.
    pub texts: (usize, BTreeMap<String, usize>),
    by_id: BTreeMap<String, usize>,
}

/// A service as other services see it.
pub struct KnownService {
    /// Its id; empty when it has none.
    pub id: String,
    /// Its Swedish name, else its id.
    pub name: String,
    /// Its numbers in their one writing, and the first byte of each in its file.
    pub numbers: Vec<(String, usize)>,
    /// Whether it can be called.
    pub has_phone: bool,
    /// Whether only staff are its audience.
    pub is_staff_only: bool,
    /// Whether it is never shown.
    pub is_inactive: bool,
    /// The first byte of its id in its file.
    pub at: usize,
}

impl KnownService {
    /// Whether it is the emergency number.
    pub fn is_112(&self) -> bool {
        self.id == "se.112" || self.numbers.iter().any(|(number, _)| number == "112")
    }

    /// Whether it is the emergency number and nothing else. A service with a number of its own that 112
    /// answers for at night is not, and may close.
    pub fn is_only_112(&self) -> bool {
        self.id == "se.112" || (self.is_112() && self.numbers.iter().all(|(number, _)| number == "112"))
    }
}

impl KnownLayer {
    /// Reads what a file tells of itself. Faults are passed over: they are reported elsewhere.
    pub fn of(document: &Document) -> Self {
        let root = &document.root;
        let area = |key| root.get("area").and_then(|area| area.text_at(key)).unwrap_or_default().to_owned();
        let services: Vec<_> = root.list("services").iter().map(service).collect();
        let mut by_id = BTreeMap::new();
        for (index, service) in services.iter().enumerate().filter(|(_, service)| !service.id.is_empty()) {
            by_id.entry(service.id.clone()).or_insert(index);
        }
        let hidden = root.list("hide").iter().filter_map(Node::text);
        let mut texts = (0, BTreeMap::new());
        for (_, text) in translatable(root) {
            texts.0 += 1;
            for member in text.members() {
                *texts.1.entry(member.key.clone()).or_insert(0) += 1;
            }
        }
        Self {
            code: area("code"),
            name: area("name"),
            services,
            hidden: hidden.filter(|id| !by_id.contains_key(*id)).map(str::to_owned).collect(),
            contact_centre: root.text_at("contact_centre").map(str::to_owned),
            texts,
            by_id,
        }
    }

    /// The (first) service of an id.
    pub fn service(&self, id: &str) -> Option<&KnownService> {
        self.services.get(*self.by_id.get(id)?)
    }

    /// The ids of its services.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }
}

fn service(node: &Node) -> KnownService {
    let id = node.text_at("id").unwrap_or_default();
    KnownService {
        id: id.to_owned(),
        name: node.get("name").and_then(|name| name.text_at("sv")).unwrap_or(id).to_owned(),
        numbers: numbers(node).map(|(number, at)| (number::canonical(number), at)).collect(),
        has_phone: node.list("channels").iter().any(|channel| channel.text_at("type") == Some("phone")),
        is_staff_only: !is_public(node),
        is_inactive: node.text_at("status") == Some("inactive"),
        at: node.get("id").map_or(node.span.start, |id| id.span.start),
    }
}

/// Whether a service is shown to others than staff; one that does not say for whom counts as if it were.
pub fn is_public(service: &Node) -> bool {
    let audience = service.list("audience");
    audience.is_empty() || audience.iter().any(|one| one.text() != Some("staff"))
}

/// The values of the channels that are dialled or texted, and where they stand.
fn numbers(service: &Node) -> impl Iterator<Item = (&str, usize)> {
    service.list("channels").iter().filter(|channel| is_number(channel)).filter_map(|channel| {
        let value = channel.get("value")?;
        Some((value.text().filter(|text| !text.is_empty())?, value.span.start))
    })
}

/// Whether a channel is dialled or texted.
pub fn is_number(channel: &Node) -> bool {
    matches!(channel.text_at("type"), Some("phone" | "sms" | "textphone"))
}

/// What kind of text a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A name.
    Name,
    /// What a service does or does not do.
    Description,
    /// A note or an alert.
    Notice,
}

/// Every text of a file outside its services.
pub fn layer_texts(root: &Node) -> impl Iterator<Item = (TextKind, &Node)> {
    let under = |key| root.get(key).map_or(&[][..], Node::members).iter();
    let notes = under("notes").map(|member| &member.node);
    let alerts = under("alerts").filter_map(|member| member.node.get("text"));
    notes.chain(alerts).map(|text| (TextKind::Notice, text))
}

/// Every text of a service.
pub fn service_texts(service: &Node) -> impl Iterator<Item = (TextKind, &Node)> {
    let text = |key, kind| service.get(key).map(|text| (kind, text));
    let alert = service.get("alert").and_then(|alert| alert.get("text")).map(|text| (TextKind::Notice, text));
    [
        text("name", TextKind::Name),
        text("summary", TextKind::Description),
        text("does_not", TextKind::Description),
        alert,
    ]
    .into_iter()
    .flatten()
}

/// Every text of a file that is translated; names often are not.
fn translatable(root: &Node) -> impl Iterator<Item = (TextKind, &Node)> {
    let services = root.list("services").iter().flat_map(service_texts);
    layer_texts(root).chain(services).filter(|(kind, _)| *kind != TextKind::Name)
}
