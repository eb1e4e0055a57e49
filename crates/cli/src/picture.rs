//! A path's week as a picture: a column for each day, a row for each hour, the level by colour – and, for whoever
//! does not see colours or prints in grey, by pattern and letter.

use std::fmt::Write;

use vagvisare_contacts::calendar::{Date, Instant};
use vagvisare_contacts::check::Lang;
use vagvisare_contacts::coverage::Stretch;
use vagvisare_contacts::model::Level;

use crate::answer::say;

const LEFT: i64 = 70;
const TOP: i64 = 70;
const DAY_WIDTH: i64 = 90;
const HOUR_HEIGHT: i64 = 20;
const WEEK_DAYS: i64 = 7;

/// Lines one way for a general number, both ways for 112 only.
const PATTERNS: &str = r##"<defs>
<pattern id="general" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#cfe0f2"/>
<path d="M0 8L8 0" stroke="#2f5d8a" stroke-width="1"/></pattern>
<pattern id="emergency" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#f6d2c4"/>
<path d="M0 0L6 6M0 6L6 0" stroke="#9b2d12" stroke-width="1"/></pattern>
</defs>
"##;

/// The week that begins with `from`: SVG with a `<title>` that names the path and a `<desc>` that tells the week in words.
pub fn week(title: &str, from: Date, stretches: &[Stretch], lang: Lang) -> String {
    let (width, height) = (LEFT + WEEK_DAYS * DAY_WIDTH + 20, TOP + 24 * HOUR_HEIGHT + 60);
    let mut svg = String::new();
    let _ = write!(
        svg,
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" "#,
            r#"aria-labelledby="t d" lang="{2}" font-family="sans-serif" font-size="13">"#,
            "\n<title id=\"t\">{3}</title>\n<desc id=\"d\">{4}</desc>\n{5}",
            "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
            "<text x=\"{6}\" y=\"24\" font-size=\"16\" font-weight=\"bold\">{3}</text>\n",
        ),
        width,
        height,
        say(lang, "sv", "en"),
        escaped(title),
        escaped(&told(stretches, lang)),
        PATTERNS,
        LEFT,
    );
    for day in 0..WEEK_DAYS {
        let date = from.plus(i32::try_from(day).unwrap_or(0));
        let x = LEFT + day * DAY_WIDTH;
        let _ = writeln!(
            svg,
            r#"<text x="{}" y="{}">{} {}</text>"#,
            x + 4,
            TOP - 10,
            weekday(date, lang),
            short(date)
        );
        for hour in 0..24 {
            hour_cell(&mut svg, x, date, hour, stretches);
        }
    }
    for hour in (0..=24).step_by(3) {
        let y = TOP + hour * HOUR_HEIGHT + 5;
        let _ = writeln!(svg, r#"<text x="{}" y="{y}" text-anchor="end">{hour:02}:00</text>"#, LEFT - 8);
    }
    legend(&mut svg, lang);
    svg.push_str("</svg>\n");
    svg
}

/// One hour of one day. Where the level changes within the hour the worst of its quarters is drawn: a picture must not
/// comfort.
fn hour_cell(svg: &mut String, x: i64, date: Date, hour: i64, stretches: &[Stretch]) {
    let y = TOP + hour * HOUR_HEIGHT;
    let midnight = Instant::midnight(date);
    // Days of 23 and 25 hours are found by the clock on the wall.
    let in_hour = |instant: Instant| {
        let (day, minute) = instant.local();
        day == date && i64::from(minute) / 60 == hour
    };
    let quarters =
        (0..100).map(|quarter| Instant(midnight.0 + quarter * 900)).filter(|instant| in_hour(*instant));
    let level_at = |instant: Instant| {
        let stretch = stretches.iter().find(|stretch| stretch.from <= instant && instant < stretch.to);
        stretch.and_then(|stretch| stretch.level)
    };
    let worst = quarters.map(level_at).max_by_key(|level| level.map_or(3, |level| level as u8));
    let Some(level) = worst else { return };
    let (fill, letter) = dress(level);
    let _ = writeln!(
        svg,
        r##"<rect x="{x}" y="{y}" width="{DAY_WIDTH}" height="{HOUR_HEIGHT}" fill="{fill}" stroke="#fff"/><text x="{}" y="{}" text-anchor="middle" font-weight="bold" fill="{}">{letter}</text>"##,
        x + DAY_WIDTH / 2,
        y + 15,
        if level.is_none() { "#fff" } else { "#111" },
    );
}

/// The fill and the letter of a level.
fn dress(level: Option<Level>) -> (&'static str, &'static str) {
    match level {
        Some(Level::Support) => ("#b7dfc4", "S"),
        Some(Level::General) => ("url(#general)", "A"),
        Some(Level::Emergency) => ("url(#emergency)", "112"),
        None => ("#222", "–"),
    }
}

fn legend(svg: &mut String, lang: Lang) {
    let y = TOP + 24 * HOUR_HEIGHT + 25;
    let all = [
        (
            Some(Level::Support),
            say(lang, "stödlinje eller lokal verksamhet", "support line or local service"),
            0,
        ),
        (Some(Level::General), say(lang, "allmänt nummer", "general number"), 270),
        (Some(Level::Emergency), say(lang, "bara 112", "112 only"), 430),
        (None, say(lang, "inget öppet", "nothing open"), 550),
    ];
    for (level, words, at) in all {
        let (fill, letter) = dress(level);
        let x = LEFT + at;
        let colour = if level.is_none() { "#fff" } else { "#111" };
        let _ = writeln!(
            svg,
            r##"<rect x="{x}" y="{}" width="34" height="20" fill="{fill}" stroke="#666"/><text x="{}" y="{}" text-anchor="middle" font-weight="bold" fill="{colour}">{letter}</text><text x="{}" y="{}">{words}</text>"##,
            y - 15,
            x + 17,
            y,
            x + 40,
            y,
        );
    }
}

/// The week in words, hours by level.
fn told(stretches: &[Stretch], lang: Lang) -> String {
    let hours = |level: Option<Level>| {
        let seconds: i64 =
            stretches.iter().filter(|one| one.level == level).map(|one| one.to.0 - one.from.0).sum();
        (seconds + 1800) / 3600
    };
    let (support, general, emergency, none) = (
        hours(Some(Level::Support)),
        hours(Some(Level::General)),
        hours(Some(Level::Emergency)),
        hours(None),
    );
    match lang {
        Lang::Sv => format!(
            "Veckans timmar: {support} med en stödlinje eller lokal verksamhet, {general} med bara ett allmänt nummer, {emergency} med bara 112, {none} utan något öppet. För den grupp som har det sämst."
        ),
        Lang::En => format!(
            "Hours of the week: {support} with a support line or local service, {general} with a general number only, {emergency} with 112 only, {none} with nothing open. For the group that has it worst."
        ),
    }
}

fn weekday(date: Date, lang: Lang) -> &'static str {
    let (sv, en) =
        [("må", "Mo"), ("ti", "Tu"), ("on", "We"), ("to", "Th"), ("fr", "Fr"), ("lö", "Sa"), ("sö", "Su")]
            [usize::from(date.weekday().min(6))];
    say(lang, sv, en)
}

fn short(date: Date) -> String {
    let (_, month, day) = date.civil();
    format!("{day}/{month}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
