//! Whether the facts have evidence and are fresh.

use super::Scene;
use super::catalogue::{
    AGE_REVERSED, BAD_SOURCE_DATE, CHECK_IN_FUTURE, CHECK_OVERDUE, CHECK_TOO_SELDOM, NEVER_CHECKED,
    NO_AUDIENCE, NO_CHECK_INTERVAL, NO_RESPONSIBLE, NO_SOURCE, PAST_ALERT,
};
use super::channel::check_mailbox;
use super::document::{Node, Value};
use super::hours::check_period;
use super::report::Report;
use crate::calendar::Date;
use crate::model::Age;

/// The longest time that a check may last: beyond two years nobody is ever told that it is old.
const MOST_DAYS: u32 = 730;

/// The file's own facts.
pub fn check_layer(scene: &Scene, root: &Node, report: &mut Report) {
    match root.get("responsible") {
        // What is no block at all has been told.
        None if root.members().is_empty() => {}
        None => report.add(&NO_RESPONSIBLE, &root.first_byte(), Vec::new()),
        Some(responsible) => {
            if let Some((node, text)) = responsible.get("email").and_then(|node| Some((node, node.text()?))) {
                check_mailbox(node, text, report);
            }
        }
    }
    for member in root.get("alerts").map_or(&[][..], Node::members) {
        check_alert(scene, &member.node, report);
    }
}

/// A service's facts.
pub fn check_service(scene: &Scene, service: &Node, report: &mut Report) {
    let brace = service.first_byte();
    let is_empty = |node: &&Node| matches!(&node.value, Value::List(elements) if elements.is_empty());
    if let Some(audience) = service.get("audience").filter(is_empty) {
        report.add(&NO_AUDIENCE, &audience.span, Vec::new());
    }
    let age = service.get("age").and_then(|age| Some((age, scene.document.typed::<Age>(age)?)));
    if let Some((age, Age { min: Some(min), max: Some(max) })) = age
        && min > max
    {
        let words = vec![("min", min.to_string().into()), ("max", max.to_string().into())];
        report.add(&AGE_REVERSED, &age.span, words);
    }
    if let Some(alert) = service.get("alert") {
        check_alert(scene, alert, report);
    }
    match service.get("source") {
        None => report.add(&NO_SOURCE, &brace, Vec::new()),
        Some(Node { value: Value::Null, span }) => report.add(&NO_SOURCE, span, Vec::new()),
        Some(_) => {}
    }
    check_source_dates(service, report);
    // What is never shown need not be fresh.
    if service.text_at("status") != Some("inactive") {
        check_freshness(scene, service, report);
    }
}

fn check_freshness(scene: &Scene, service: &Node, report: &mut Report) {
    let brace = service.first_byte();
    let interval = service.get("check_every_days");
    let days = interval.map(|days| scene.document.typed::<Option<u32>>(days));
    if let (Some(node), Some(Some(Some(days)))) = (interval, days)
        && days > MOST_DAYS
    {
        let words = vec![("days", days.to_string().into()), ("most", MOST_DAYS.to_string().into())];
        report.add(&CHECK_TOO_SELDOM, &node.span, words);
    }
    let checked = match service.get("checked") {
        None => return report.add(&NEVER_CHECKED, &brace, Vec::new()),
        Some(Node { value: Value::Null, span }) => return report.add(&NEVER_CHECKED, span, Vec::new()),
        Some(checked) => checked,
    };
    let Some((node, on)) =
        checked.get("on").and_then(|node| Some((node, node.text()?.parse::<Date>().ok()?)))
    else {
        return;
    };
    if on > scene.today {
        report.add(&CHECK_IN_FUTURE, &node.span, vec![("on", on.to_string().into())]);
    }
    match days {
        None | Some(Some(None)) => report.add(&NO_CHECK_INTERVAL, &brace, Vec::new()),
        // Not a number, which has been told.
        Some(None) => {}
        Some(Some(Some(days))) => {
            let due = Date(on.0.saturating_add(i32::try_from(days).unwrap_or(i32::MAX)));
            if due < scene.today {
                let words = vec![("on", on.to_string().into()), ("due", due.to_string().into())];
                report.add(&CHECK_OVERDUE, &node.span, words);
            }
        }
    }
}

fn check_alert(scene: &Scene, alert: &Node, report: &mut Report) {
    check_period(alert, report);
    if let Some(to) = alert.parse_at::<Date>("to").filter(|to| *to < scene.today) {
        report.add(&PAST_ALERT, &alert.first_byte(), vec![("to", to.to_string().into())]);
    }
}

/// The date of every source within a service.
fn check_source_dates(node: &Node, report: &mut Report) {
    for member in node.members() {
        let date = member.node.get("date").and_then(|date| Some((date, date.text()?)));
        if let Some((date, text)) = date.filter(|(_, text)| member.key == "source" && !is_source_date(text)) {
            report.add(&BAD_SOURCE_DATE, &date.span, vec![("found", text.into())]);
        }
        check_source_dates(&member.node, report);
    }
    for element in node.elements() {
        check_source_dates(element, report);
    }
}

/// A year, a month or a day.
fn is_source_date(text: &str) -> bool {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    whole.parse::<Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use crate::check::codes;

    #[test]
    fn a_check_lasts_two_years_at_most() {
        let is_too_long = |days: u32| {
            let fields = format!(r#""name":{{"sv":"A"}},"audience":["self"],"check_every_days":{days}"#);
            let service = format!(r#"{{"id":"9999.a",{fields},"channels":[]}}"#);
            codes("", &format!(r#""services":[{service}]"#)).contains(&"check-too-seldom")
        };
        assert!(is_too_long(731) && is_too_long(u32::MAX));
        assert!(!is_too_long(730) && !is_too_long(0));
    }
}
