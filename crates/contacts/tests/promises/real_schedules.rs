//! Schedules as councils really publish them, by name.

use vagvisare_contacts::schedule::State;

use crate::{closed, hours, instant, open, unknown};

#[test]
fn social_emergency_north_west() {
    let line = hours(
        r#"{ "weekly": [{ "days": ["mo","tu","we","th"], "opens": "17:00", "closes": "02:00" },
                        { "days": ["fr"], "opens": "15:00", "closes": "02:00" },
                        { "days": ["sa","su"], "opens": "16:00", "closes": "02:00" }],
             "holidays": "unknown",
             "exceptions": [{ "from": "2026-12-24", "to": "2026-12-24", "opens": "11:00", "closes": "02:00" },
                            { "from": "2026-12-31", "to": "2026-12-31",
                                "opens": "11:00", "closes": "02:00" }] }"#,
    );
    assert_eq!(line.at(instant("2026-11-02T16:59+01:00")), closed("2026-11-02T17:00+01:00"));
    assert_eq!(line.at(instant("2026-11-02T23:00+01:00")), open("2026-11-03T02:00+01:00"));
    // Saturday 01:00 belongs to Friday's 15–02; of alla helgons dag itself nobody has told.
    assert_eq!(line.at(instant("2026-10-31T01:00+01:00")), open("2026-10-31T02:00+01:00"));
    assert_eq!(line.at(instant("2026-10-31T02:00+01:00")), unknown("2026-11-01T16:00+01:00"));
    assert_eq!(line.at(instant("2026-11-07T01:00+01:00")), open("2026-11-07T02:00+01:00"));
    assert_eq!(line.at(instant("2026-11-07T02:00+01:00")), closed("2026-11-07T16:00+01:00"));
    assert_eq!(line.at(instant("2026-12-24T11:00+01:00")), open("2026-12-25T02:00+01:00"));
    assert_eq!(line.at(instant("2026-12-25T01:59+01:00")), open("2026-12-25T02:00+01:00"));
    assert_eq!(line.at(instant("2026-12-25T02:00+01:00")), unknown("2026-12-27T16:00+01:00"));
}

#[test]
fn karlstad() {
    let line = hours(
        r#"{ "weekly": [{ "days": ["su","mo","tu","we","th"], "opens": "16:30", "closes": "24:00" },
                        { "days": ["fr","sa"], "opens": "16:00", "closes": "01:30" }],
             "holidays": "unknown", "eves": "unknown",
             "exceptions": [{ "from": "2027-03-26", "to": "2027-03-26",
                 "opens": "08:00", "closes": "01:30" }] }"#,
    );
    assert_eq!(line.at(instant("2026-11-08T23:59+01:00")), open("2026-11-09T00:00+01:00"));
    assert_eq!(line.at(instant("2026-11-09T00:00+01:00")), closed("2026-11-09T16:30+01:00"));
    assert_eq!(line.at(instant("2026-11-14T01:29+01:00")), open("2026-11-14T01:30+01:00"));
    // Långfredagen: open until 01:30 of påskafton, whose own hours nobody has told.
    assert_eq!(line.at(instant("2027-03-26T07:59+01:00")), closed("2027-03-26T08:00+01:00"));
    assert_eq!(line.at(instant("2027-03-26T08:00+01:00")), open("2027-03-27T01:30+01:00"));
    assert_eq!(line.at(instant("2027-03-27T01:30+01:00")), unknown("2027-03-30T16:30+02:00"));
}

#[test]
fn kristinehamn() {
    let line = hours(
        r#"{ "weekly": [{ "days": ["mo","tu","we","th","su"], "opens": "16:30", "closes": "24:00" },
                        { "days": ["fr","sa"], "opens": "16:00", "closes": "01:30" }],
             "exceptions": [{ "from": "2026-12-24", "to": "2026-12-24",
                 "opens": "08:00", "closes": "01:30" }] }"#,
    );
    assert_eq!(line.at(instant("2026-12-24T00:00+01:00")), closed("2026-12-24T08:00+01:00"));
    assert_eq!(line.at(instant("2026-12-24T08:00+01:00")), open("2026-12-25T01:30+01:00"));
    assert_eq!(line.at(instant("2026-12-25T01:00+01:00")), open("2026-12-25T01:30+01:00"));
    assert_eq!(line.at(instant("2026-12-25T01:30+01:00")), unknown("2026-12-27T16:30+01:00"));
}

#[test]
fn staffanstorp() {
    // "Also red days and the evening before a holiday": red days as Sundays, the evenings before as Fridays,
    // dated.
    let line = hours(
        r#"{ "weekly": [{ "days": ["mo","tu","we","th"], "opens": "16:00", "closes": "24:00" },
                        { "days": ["fr"], "opens": "14:30", "closes": "01:00" },
                        { "days": ["sa"], "opens": "13:30", "closes": "01:00" },
                        { "days": ["su"], "opens": "13:30", "closes": "24:00" }],
             "holidays": [{ "opens": "13:30", "closes": "24:00" }],
             "eves": [{ "opens": "13:30", "closes": "01:00" }],
             "exceptions": [{ "from": "2027-01-05", "to": "2027-01-05",
                 "opens": "14:30", "closes": "01:00" }] }"#,
    );
    assert_eq!(line.at(instant("2026-11-05T23:30+01:00")), open("2026-11-06T00:00+01:00"));
    assert_eq!(line.at(instant("2026-11-07T00:30+01:00")), open("2026-11-07T01:00+01:00"));
    // Alla helgons dag is a Saturday with a red day's hours.
    assert_eq!(line.at(instant("2026-10-31T23:30+01:00")), open("2026-11-01T00:00+01:00"));
    assert_eq!(line.at(instant("2026-11-08T00:30+01:00")), open("2026-11-08T01:00+01:00"));
    assert_eq!(line.at(instant("2027-01-05T15:00+01:00")), open("2027-01-06T01:00+01:00"));
    assert_eq!(line.at(instant("2027-01-06T14:00+01:00")), open("2027-01-07T00:00+01:00"));
    assert_eq!(line.at(instant("2027-06-25T14:00+02:00")), open("2027-06-26T01:00+02:00"));
    assert_eq!(line.at(instant("2027-06-26T14:00+02:00")), open("2027-06-27T00:00+02:00"));
}

#[test]
fn hjo_has_a_number_of_its_own_for_the_gap() {
    let channel = |opens: &str, closes: &str| {
        hours(&format!(
            r#"{{ "weekly": [{{ "days": ["mo","tu","we","th"],
                "opens": "{opens}", "closes": "{closes}" }}] }}"#
        ))
    };
    let (office, gap, emergency) =
        (channel("08:00", "16:00"), channel("16:00", "17:00"), channel("17:00", "08:00"));
    let all = |at: &str| [&office, &gap, &emergency].map(|hours| hours.at(instant(at)).state);
    use State::{Closed, Open};
    assert_eq!(all("2026-11-03T07:59+01:00"), [Closed, Closed, Open]);
    assert_eq!(all("2026-11-03T08:00+01:00"), [Open, Closed, Closed]);
    assert_eq!(all("2026-11-03T16:00+01:00"), [Closed, Open, Closed]);
    assert_eq!(all("2026-11-03T17:00+01:00"), [Closed, Closed, Open]);
    assert_eq!(office.at(instant("2026-11-03T16:30+01:00")), closed("2026-11-04T08:00+01:00"));
    assert_eq!(gap.at(instant("2026-11-03T16:30+01:00")), open("2026-11-03T17:00+01:00"));
    assert_eq!(emergency.at(instant("2026-11-03T16:30+01:00")), closed("2026-11-03T17:00+01:00"));
}

#[test]
fn a_staff_line_with_a_morning_moved_to_the_afternoon() {
    let line = hours(
        r#"{ "weekly": [{ "days": ["mo","we","fr"], "opens": "09:00", "closes": "12:00" }],
             "exceptions": [{ "from": "2026-09-25", "to": "2026-09-25",
                 "opens": "13:00", "closes": "16:00" }] }"#,
    );
    assert_eq!(line.at(instant("2026-09-23T09:00+02:00")), open("2026-09-23T12:00+02:00"));
    assert_eq!(line.at(instant("2026-09-24T10:00+02:00")), closed("2026-09-25T13:00+02:00"));
    assert_eq!(line.at(instant("2026-09-25T10:00+02:00")), closed("2026-09-25T13:00+02:00"));
    assert_eq!(line.at(instant("2026-09-25T13:00+02:00")), open("2026-09-25T16:00+02:00"));
    assert_eq!(line.at(instant("2026-09-25T16:00+02:00")), closed("2026-09-28T09:00+02:00"));
}

#[test]
fn orebro_has_lunch() {
    let line = hours(
        r#"{ "weekly": [{ "days": ["mo","tu","we","th","fr"], "opens": "08:30", "closes": "12:00" },
                        { "days": ["mo","tu","we","th","fr"], "opens": "13:00", "closes": "14:00" }] }"#,
    );
    assert_eq!(line.at(instant("2026-11-06T08:30+01:00")), open("2026-11-06T12:00+01:00"));
    assert_eq!(line.at(instant("2026-11-06T12:30+01:00")), closed("2026-11-06T13:00+01:00"));
    assert_eq!(line.at(instant("2026-11-06T13:00+01:00")), open("2026-11-06T14:00+01:00"));
    assert_eq!(line.at(instant("2026-11-06T14:00+01:00")), closed("2026-11-09T08:30+01:00"));
}

#[test]
fn gnesta_is_on_call_on_weekday_nights_and_through_112_on_weekends() {
    let line = hours(
        r#"{ "weekly": [{ "days": ["mo","tu","we","th","fr"], "opens": "16:00", "closes": "08:00" }] }"#,
    );
    assert_eq!(line.at(instant("2026-11-10T07:59+01:00")), open("2026-11-10T08:00+01:00"));
    assert_eq!(line.at(instant("2026-11-10T12:00+01:00")), closed("2026-11-10T16:00+01:00"));
    // Friday's night reaches into Saturday; then nothing until Monday.
    assert_eq!(line.at(instant("2026-11-14T07:00+01:00")), open("2026-11-14T08:00+01:00"));
    assert_eq!(line.at(instant("2026-11-14T08:00+01:00")), closed("2026-11-16T16:00+01:00"));
    assert_eq!(line.at(instant("2026-11-15T03:00+01:00")), closed("2026-11-16T16:00+01:00"));
}
