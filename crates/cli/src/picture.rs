//! A path's week as a picture: a column for each day, a row for each hour, the level by colour – and, for
//! whoever does not see colours or prints in grey, by pattern and letter.

use std::fmt::Write;

use vagvisare_contacts::calendar::{Date, Instant};
use vagvisare_contacts::check::Lang;
use vagvisare_contacts::coverage::{Stretch, worst};
use vagvisare_contacts::model::Level;

use crate::answer::say;
use crate::embed::escaped;

const LEFT: i64 = 70;
const TOP: i64 = 100;
const DAY_WIDTH: i64 = 90;
const HOUR_HEIGHT: i64 = 20;
const WEEK_DAYS: i64 = 7;

/// Lines one way for a general number, both ways for 112 only.
const PATTERNS: &str = r##"<defs>
<pattern id="general" width="8" height="8" patternUnits="userSpaceOnUse">
<rect width="8" height="8" fill="#cfe0f2"/>
<path d="M0 8L8 0" stroke="#2f5d8a" stroke-width="1"/></pattern>
<pattern id="emergency" width="6" height="6" patternUnits="userSpaceOnUse">
<rect width="6" height="6" fill="#f6d2c4"/>
<path d="M0 0L6 6M0 6L6 0" stroke="#9b2d12" stroke-width="1"/></pattern>
</defs>
"##;

/// The week that begins with `from`: SVG with a `<title>` that names the path and a `<desc>` that tells the
/// week in words.
pub fn week(title: &str, from: Date, stretches: &[Stretch], lang: Lang) -> String {
    let (width, height) = (LEFT + WEEK_DAYS * DAY_WIDTH + 20, TOP + 24 * HOUR_HEIGHT + 75);
    let mut svg = String::new();
    let _ = write!(
        svg,
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" "#,
            r#"role="img" "#,
            r#"aria-labelledby="t d" lang="{2}" font-family="sans-serif" font-size="13">"#,
            "\n<title id=\"t\">{3}</title>\n<desc id=\"d\">{4}</desc>\n{5}",
            "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
            "{6}",
        ),
        width,
        height,
        say(lang, "sv", "en"),
        escaped(title),
        escaped(&told(stretches, lang)),
        PATTERNS,
        heading(title),
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
            hour_cell(&mut svg, x, date, hour, stretches, lang);
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

/// The title on at most three lines: a picture does not wrap.
fn heading(title: &str) -> String {
    const WIDEST: usize = 64;
    let mut lines: Vec<String> = vec![String::new()];
    for word in title.split(' ') {
        let is_last = lines.len() == 3;
        match lines.last_mut() {
            Some(line) if is_last || line.chars().count() + word.chars().count() < WIDEST => {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let line = |(index, line): (usize, &String)| {
        format!(
            "<text x=\"{LEFT}\" y=\"{}\" font-size=\"15\" font-weight=\"bold\">{}</text>\n",
            22 + index * 20,
            escaped(line)
        )
    };
    lines.iter().enumerate().map(line).collect()
}

/// A letter that can be read on a pattern.
fn letter_at(x: i64, y: i64, level: Option<Level>, lang: Lang) -> String {
    let (_, letter) = dress(level, lang);
    let (fill, halo) = if level.is_none() { ("#fff", "#222") } else { ("#111", "#fff") };
    format!(
        "<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\" font-weight=\"bold\" fill=\"{fill}\" \
            stroke=\"{halo}\" stroke-width=\"4\" paint-order=\"stroke\">{letter}</text>"
    )
}

/// One hour of one day. Where the level changes within the hour the worst of its quarters is drawn: a picture
/// must not comfort.
fn hour_cell(svg: &mut String, x: i64, date: Date, hour: i64, stretches: &[Stretch], lang: Lang) {
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
    let levels: Vec<Option<Level>> = quarters.map(level_at).collect();
    if levels.is_empty() {
        return;
    }
    let level = worst(levels);
    let (fill, _) = dress(level, lang);
    let _ = writeln!(
        svg,
        r##"<rect x="{x}" y="{y}" width="{DAY_WIDTH}" height="{HOUR_HEIGHT}" fill="{fill}" stroke="#fff"/>
{}"##,
        letter_at(x + DAY_WIDTH / 2, y + 15, level, lang),
    );
}

/// The fill and the letter of a level.
fn dress(level: Option<Level>, lang: Lang) -> (&'static str, &'static str) {
    match level {
        Some(Level::Support) => ("#b7dfc4", "S"),
        Some(Level::General) => ("url(#general)", say(lang, "A", "G")),
        Some(Level::Emergency) => ("url(#emergency)", "112"),
        None => ("#222", "–"),
    }
}

fn legend(svg: &mut String, lang: Lang) {
    let all = [
        (
            Some(Level::Support),
            say(lang, "stödlinje eller lokal verksamhet", "support line or local service"),
        ),
        (Some(Level::General), say(lang, "bara ett allmänt nummer", "a general number only")),
        (Some(Level::Emergency), say(lang, "bara 112", "112 only")),
        (None, say(lang, "inget öppet", "nothing open")),
    ];
    for (index, (level, words)) in (0_i64..).zip(all) {
        let (fill, _) = dress(level, lang);
        let (x, y) = (LEFT + index % 2 * 320, TOP + 24 * HOUR_HEIGHT + 30 + index / 2 * 28);
        let _ = writeln!(
            svg,
            r##"<rect x="{x}" y="{}" width="44" height="20" fill="{fill}" stroke="#666"/>
{}<text x="{}" y="{y}">{words}</text>"##,
            y - 15,
            letter_at(x + 22, y, level, lang),
            x + 52,
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
            "Veckans timmar: {support} med en stödlinje eller lokal verksamhet, {general} med bara ett \
                allmänt nummer, {emergency} med bara 112, {none} utan något öppet. För den grupp som har \
                det sämst."
        ),
        Lang::En => format!(
            "Hours of the week: {support} with a support line or local service, {general} with a general \
                number only, {emergency} with 112 only, {none} with nothing open. For the group that has it \
                worst."
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
