//! Tables as spreadsheets save them: semicolons; UTF-8 with a mark, UTF-16 or Windows-1252.
//!
//! A row is a channel. A service stands on the row of its first channel; further channels of it have only its
//! id. The columns are the keys of the JSON.

use std::collections::BTreeSet;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use serde_json::{Map, Value, json};

use super::Refused;
use super::csv_cells::{CHANNEL, SERVICE, at, put, read, write};

/// A layer's services as a table: UTF-8 with a byte order mark (without one Excel takes it for Windows-1252),
/// semicolons, CRLF.
pub fn export(layer: &Value) -> Result<Vec<u8>, Refused> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    let failed = |error: csv::Error| Refused::at(0, error.to_string(), error.to_string());
    writer.write_record(header()).map_err(failed)?;
    for service in layer["services"].as_array().into_iter().flatten() {
        let nothing = Vec::new();
        let channels = service["channels"].as_array().unwrap_or(&nothing);
        for index in 0..channels.len().max(1) {
            let of_service = SERVICE.iter().map(|(way, cell)| match (index, *way) {
                (0, _) | (_, "id") => write(at(service, way), *cell),
                _ => String::new(),
            });
            let channel = channels.get(index).unwrap_or(&Value::Null);
            let of_channel = CHANNEL.iter().map(|(way, cell)| write(at(channel, way), *cell));
            writer.write_record(of_service.chain(of_channel)).map_err(failed)?;
        }
    }
    writer.into_inner().map_err(|error| Refused::at(0, error.to_string(), error.to_string()))
}

fn header() -> impl Iterator<Item = String> {
    let of_service = SERVICE.iter().map(|(way, _)| (*way).to_owned());
    of_service.chain(CHANNEL.iter().map(|(way, _)| format!("channel.{way}")))
}

/// What a table says, and the columns that are not known (their cells are not used).
pub fn import(bytes: &[u8]) -> Result<(Vec<Value>, Vec<String>), Refused> {
    let text = decode(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .has_headers(true)
        .from_reader(text.as_bytes());
    let failed = |error: &csv::Error| {
        let line = error.position().map_or(0, csv::Position::line);
        Refused::at(
            line,
            "raden går inte att läsa som en rad i en tabell.",
            "the row cannot be read as a row of a table.",
        )
    };
    let columns: Vec<String> =
        reader.headers().map_err(|error| failed(&error))?.iter().map(|name| name.trim().to_owned()).collect();
    if !columns.iter().any(|name| name == "id") {
        return Err(Refused::at(
            1,
            "första raden ska vara kolumnernas namn, och en av dem ska heta id. Se vagvisare export.",
            "the first row must be the names of the columns, and one of them must be id. See vagvisare \
                export.",
        ));
    }
    let mut services: Vec<(String, Map<String, Value>, Vec<Value>)> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| failed(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let (service, channel) = row(&columns, &record, line)?;
        if service.is_empty() && channel.is_empty() {
            continue;
        }
        let Some(id) = service.get("id").and_then(Value::as_str).map(str::to_owned) else {
            return Err(Refused::at(line, "raden saknar id.", "the row has no id."));
        };
        let place = services.iter().position(|(known, ..)| *known == id).unwrap_or_else(|| {
            services.push((id.clone(), Map::new(), Vec::new()));
            services.len() - 1
        });
        let Some((_, fields, channels)) = services.get_mut(place) else { continue };
        for (key, value) in service {
            if fields.get(&key).is_some_and(|before| *before != value) {
                let sv = format!("{id} har ett annat värde i {key} än på en tidigare rad.");
                return Err(Refused::at(
                    line,
                    sv,
                    format!("{id} has another value in {key} than in an earlier row."),
                ));
            }
            fields.insert(key, value);
        }
        if !channel.is_empty() {
            channels.push(Value::Object(channel));
        }
    }
    let services = services.into_iter().map(|(_, mut fields, channels)| {
        fields.insert("channels".to_owned(), Value::Array(channels));
        fields.entry("audience".to_owned()).or_insert_with(|| json!([]));
        fields.entry("name".to_owned()).or_insert_with(|| json!({}));
        Value::Object(fields)
    });
    let known: BTreeSet<String> = header().collect();
    let unknown = columns.into_iter().filter(|name| !name.is_empty() && !known.contains(name)).collect();
    Ok((services.collect(), unknown))
}

type Fields = Map<String, Value>;

fn row(columns: &[String], record: &csv::StringRecord, line: u64) -> Result<(Fields, Fields), Refused> {
    let (mut service, mut channel) = (Map::new(), Map::new());
    for (name, text) in columns.iter().zip(record) {
        let found = match name.strip_prefix("channel.") {
            Some(way) => CHANNEL.iter().find(|(known, _)| *known == way).map(|found| (&mut channel, found)),
            None => SERVICE.iter().find(|(known, _)| known == name).map(|found| (&mut service, found)),
        };
        let Some((into, (way, cell))) = found else { continue };
        if let Some(value) = read(text, *cell, line, name)? {
            // `hours` comes before `hours.weekly` and would be put over what is not a schedule.
            let is_part = way.starts_with("hours.") && into.get("hours").is_some_and(Value::is_string);
            if !is_part {
                put(into, way, value);
            }
        }
    }
    Ok((service, channel))
}

/// The text of a table: by its mark, else UTF-8 if it can be, else Windows-1252, which is what Excel's "CSV"
/// is.
fn decode(bytes: &[u8]) -> String {
    let (encoding, _) = Encoding::for_bom(bytes).unwrap_or_else(|| match std::str::from_utf8(bytes) {
        Ok(_) => (UTF_8, 0),
        Err(_) => (WINDOWS_1252, 0),
    });
    let text = encoding.decode(bytes).0.into_owned();
    // Excel may put its own first row.
    match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((_, rest)) => rest.to_owned(),
        None => text,
    }
}

/// The sign between cells: the one of which the first row has most.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let most = [b';', b'\t', b',']
        .into_iter()
        .rev()
        .max_by_key(|sign| first.bytes().filter(|byte| byte == sign).count());
    most.unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::super::csv_cells::Cell;
    use super::*;

    const TABLE: &str = "id;name.sv;audience;channel.type;channel.value;channel.hours\r\n\
        99.å;Åsnan;self | child;phone;tel:+46846500400;always\r\n";

    #[test]
    fn every_encoding_that_spreadsheets_save_reads_alike() {
        let utf16: Vec<u8> =
            std::iter::once(0xFEFF).chain(TABLE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let windows = WINDOWS_1252.encode(TABLE).0.into_owned();
        let marked = [b"\xEF\xBB\xBF".as_slice(), TABLE.as_bytes()].concat();
        let commas = TABLE.replace(';', ",");
        let wanted = import(TABLE.as_bytes()).unwrap();
        assert_eq!(wanted.0[0]["name"]["sv"], "Åsnan");
        for bytes in [utf16, windows, marked, commas.into_bytes(), format!("sep=;\r\n{TABLE}").into_bytes()] {
            assert_eq!(import(&bytes).unwrap(), wanted);
        }
    }

    #[test]
    fn what_a_spreadsheet_did_to_a_number_is_mended_or_refused() {
        let value = |cell: &str| read(cell, Cell::Value, 2, "value");
        assert_eq!(value("46846500400"), Ok(Some(Value::from("+46846500400"))));
        assert_eq!(value("112"), Ok(Some(Value::from("112"))));
        assert_eq!(value("https://e.example/"), Ok(Some(Value::from("https://e.example/"))));
        assert!(value("4,68465E+10").is_err());
    }

    #[test]
    fn a_number_that_may_have_lost_a_zero_or_a_plus_is_not_guessed_at() {
        let value = |cell: &str| read(cell, Cell::Value, 2, "channel.value");
        // 046-222 12 34 in Lund is the same digits as a number of seven after +46.
        for cell in ["462221234", "tel:462221234", "'462221234", "462 221 234", "46-222 12 34", "46123456"] {
            let refused = value(cell).unwrap_err();
            assert!(refused.sv.contains("två sätt") && refused.sv.contains("tel:+4646"), "{}", refused.sv);
        }
        for (cell, number) in [
            ("tel:+462221234", "+462221234"),
            ("tel:+46462221234", "+46462221234"),
            ("46462221234", "+46462221234"),
            ("4620505050", "+4620505050"),
            ("046-222 12 34", "046-222 12 34"),
            ("462", "462"),
        ] {
            assert_eq!(value(cell), Ok(Some(Value::from(number))), "{cell}");
        }
    }

    #[test]
    fn no_cell_starts_like_a_formula_and_the_words_come_back() {
        for (words, cell) in [
            (json!(["=1+1", "@a"]), Cell::List),
            (json!(["@a"]), Cell::List),
            (json!(["'s", "-"]), Cell::List),
            (json!("=1+1"), Cell::Text),
        ] {
            let text = write(&words, cell);
            assert!(text.starts_with('\''), "{text}");
            assert_eq!(read(&text, cell, 2, "known_as"), Ok(Some(words)));
        }
    }
}
