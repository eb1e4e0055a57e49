//! Times and dates in words. Clocks are Stockholm's, whatever the visitor's device says.

use vagvisare_contacts::calendar::{Date, Instant, Time};
use vagvisare_contacts::model::Hours;
use vagvisare_contacts::schedule::{DayHours, Moment, State};

use crate::intl;
use crate::texts::{Key, Texts};

const DAY_NAMES: [Key; 7] =
    [Key::Monday, Key::Tuesday, Key::Wednesday, Key::Thursday, Key::Friday, Key::Saturday, Key::Sunday];

/// When a closed line opens: today, tomorrow, on a weekday or on a date.
pub fn opens(texts: &Texts, now: Instant, opens: Instant) -> String {
    in_words(texts, now, opens, false)
}

/// Until when an open line is open.
pub fn until(texts: &Texts, now: Instant, until: Instant) -> String {
    in_words(texts, now, until, true)
}

fn in_words(texts: &Texts, now: Instant, then: Instant, is_end: bool) -> String {
    let (today, _) = now.local();
    let (date, minute) = then.local();
    let time = Time(minute).to_string();
    // An end tonight after midnight is still "tonight" to whoever reads it.
    let soon = is_end && then.0 - now.0 < 12 * 3600;
    let day = match date.0 - today.0 {
        days if days <= 0 || soon => return texts.say(Key::At).with("time", &time).text,
        1 => texts.plain(Key::Tomorrow),
        2..=6 => {
            DAY_NAMES.get(usize::from(date.weekday())).map(|name| texts.plain(*name)).unwrap_or_default()
        }
        _ => intl::day(date, texts.lang(), false),
    };
    let key = if is_end { Key::UntilDay } else { Key::DayAt };
    texts.say(key).with("day", &day).with("time", &time).text
}

/// A date with its year.
pub fn date(texts: &Texts, date: Date) -> String {
    intl::day(date, texts.lang(), true)
}

/// Today's hours; `None` when there is nothing more to say than the state does.
pub fn today(texts: &Texts, hours: &Hours, now: Instant, moment: &Moment) -> Option<String> {
    Some(match hours.on(now.local().0) {
        DayHours::Always => return None,
        DayHours::Unknown if matches!(hours, Hours::Unknown) => return None,
        DayHours::Unknown => texts.plain(Key::HoursTodayUnknown),
        // Open since yesterday evening, told when it opens, or not known any more: nobody has made sure for long.
        DayHours::Spans(spans)
            if spans.is_empty() && (moment.state != State::Closed || moment.opens.is_some()) =>
        {
            return None;
        }
        DayHours::Spans(spans) if spans.is_empty() => texts.plain(Key::ClosedToday),
        DayHours::Spans(spans) => {
            let mut list = String::new();
            for span in spans {
                if !list.is_empty() {
                    list.push_str(", ");
                }
                list.push_str(&span.opens.to_string());
                list.push('–');
                list.push_str(&span.closes.to_string());
            }
            texts.say(Key::HoursToday).with("hours", &list).text
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::chosen;

    fn instant(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn an_opening_is_told_by_the_nearest_name_of_its_day() {
        let texts = chosen(&[]).texts;
        let now = instant("2026-11-25T10:00:00+01:00");
        for (then, words) in [
            ("2026-11-25T17:00:00+01:00", "kl. 17:00"),
            ("2026-11-26T07:00:00+01:00", "i morgon kl. 07:00"),
            ("2026-11-27T07:00:00+01:00", "fredag kl. 07:00"),
            ("2026-12-01T07:00:00+01:00", "tisdag kl. 07:00"),
            ("2026-12-02T07:00:00+01:00", "2026-12-02 kl. 07:00"),
        ] {
            assert_eq!(opens(&texts, now, instant(then)), words);
        }
    }

    #[test]
    fn an_end_after_midnight_is_still_of_this_night() {
        let texts = chosen(&[]).texts;
        let now = instant("2026-11-25T20:00:00+01:00");
        assert_eq!(until(&texts, now, instant("2026-11-26T02:00:00+01:00")), "kl. 02:00");
        assert_eq!(until(&texts, now, instant("2026-11-26T16:00:00+01:00")), "i morgon kl. 16:00");
    }

    #[test]
    fn clocks_are_stockholms_in_summer_too() {
        let texts = chosen(&[]).texts;
        let now = instant("2026-07-01T06:00:00Z");
        assert_eq!(opens(&texts, now, instant("2026-07-01T07:00:00Z")), "kl. 09:00");
    }
}
