//! Tables as spreadsheets save them: semicolons; UTF-8 with a mark, UTF-16 or Windows-1252.
//!
//! A row is a channel. A service stands on the row of its first channel; further channels of it have only its
//! id. The columns are the keys of the JSON.

use std::collections::BTreeSet;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use serde_json::{Map, Value, json};
use vagvisare_contacts::check::{Lang, fault_of};

use super::Refused;
use super::csv_cells::{CHANNEL, SERVICE, at, put, read, write};
use super::loss::Lost;

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

/// What a table says, and what of it is not used: columns that are not known, and cells without a column.
pub fn import(bytes: &[u8]) -> Result<(Vec<Value>, Vec<Lost>), Refused> {
    let text = decode(bytes);
    let delimiter = delimiter(&text);
    if let Some(row) = open_quote(&text, char::from(delimiter)) {
        return Err(Refused::at(
            row,
            "ett citattecken (\") börjar en cell och har inget slut, så att resten av tabellen hamnar i cellen. \
                Ta bort det, eller skriv ett till där cellen slutar.",
            "a quotation mark (\") begins a cell and has no end, so that the rest of the table is in that cell. \
                Remove it, or write another where the cell ends.",
        ));
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(true)
        .from_reader(text.as_bytes());
    let columns = columns(reader.headers().map_err(|error| failed(&error))?)?;
    let mut lost = unknown(&columns);
    let mut services: Vec<Rows> = Vec::new();
    // As the spreadsheet counts its rows, the names being the first: a cell can hold many lines of the file,
    // and the reader counts a line too few where they end in CRLF.
    let mut line = 1 + empty_rows(&text, 0);
    for record in reader.records() {
        let record = record.map_err(|error| failed(&error))?;
        line += 1 + record.position().map_or(0, |start| empty_rows(&text, start.byte()));
        lost.extend(without_column(&columns, &record, line));
        let (service, channel) = row(&columns, &record, line)?;
        if service.is_empty() && channel.is_empty() {
            continue;
        }
        let Some(id) = service.get("id").and_then(Value::as_str).map(str::to_owned) else {
            return Err(Refused::at(line, "raden saknar id.", "the row has no id."));
        };
        let place = services.iter().position(|rows| rows.id == id).unwrap_or_else(|| {
            services.push(Rows { id, line, fields: Map::new(), channels: Vec::new() });
            services.len() - 1
        });
        services.get_mut(place).map_or(Ok(()), |rows| rows.add(service, channel, line))?;
    }
    Ok((services.into_iter().map(Rows::service).collect::<Result<_, _>>()?, lost))
}

/// The row in which a cell begins with a quotation mark that nothing ends: by RFC 4180 it would hold all that
/// follows, and the reader does not say so.
fn open_quote(text: &str, delimiter: char) -> Option<u64> {
    let (mut row, mut is_start, mut quoted_from) = (1, true, None);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match (sign, quoted_from) {
            // Two are one that is meant.
            ('"', Some(_)) => quoted_from = signs.next_if_eq(&'"').and(quoted_from),
            ('"', None) if is_start => quoted_from = Some(row),
            ('\n', None) => row += 1,
            ('\r', None) if signs.peek() != Some(&'\n') => row += 1,
            _ => {}
        }
        is_start = quoted_from.is_none() && (sign == delimiter || matches!(sign, '\r' | '\n'));
    }
    quoted_from
}

/// How many rows without a sign the reader steps over from there, where a row has ended.
fn empty_rows(text: &str, start: u64) -> u64 {
    let Some((before, rest)) = usize::try_from(start).ok().and_then(|start| text.split_at_checked(start))
    else {
        return 0;
    };
    // The reader leaves the second half of a CRLF to the next row.
    let rest = if before.ends_with('\r') { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
    let ends: String = rest.chars().take_while(|sign| matches!(sign, '\r' | '\n')).collect();
    ends.replace("\r\n", "\n").len() as u64
}

fn failed(error: &csv::Error) -> Refused {
    Refused::at(
        error.position().map_or(0, csv::Position::line),
        "raden går inte att läsa som en rad i en tabell.",
        "the row cannot be read as a row of a table.",
    )
}

/// The columns' names, from the first row.
fn columns(first: &csv::StringRecord) -> Result<Vec<String>, Refused> {
    let columns: Vec<String> = first.iter().map(|name| name.trim().to_owned()).collect();
    let is_again = |(at, name): &(usize, &String)| {
        !name.is_empty() && columns.iter().take(*at).any(|other| other == *name)
    };
    if let Some((at, name)) = columns.iter().enumerate().find(is_again) {
        let place = cell(at, 1);
        return Err(Refused::at(
            1,
            format!(
                "kolumnen {name} finns två gånger (igen i {place}). Ta bort den ena, eller ge den ett annat namn."
            ),
            format!(
                "the column {name} is there twice (again in {place}). Remove one, or give it another name."
            ),
        ));
    }
    if columns.iter().any(|name| name == "id") {
        return Ok(columns);
    }
    Err(Refused::at(
        1,
        "första raden ska vara kolumnernas namn, och en av dem ska heta id. Se vagvisare export.",
        "the first row must be the names of the columns, and one of them must be id. See vagvisare export.",
    ))
}

/// The columns that no field of the model has.
fn unknown(columns: &[String]) -> Vec<Lost> {
    let known: BTreeSet<String> = header().collect();
    let names = columns.iter().enumerate();
    let unknown = names.filter(|(_, name)| !name.is_empty() && !known.contains(*name));
    unknown.map(|(column, name)| Lost { path: cell(column, 1), value: name.as_str().into() }).collect()
}

type Fields = Map<String, Value>;

/// What the rows of one service say.
struct Rows {
    id: String,
    /// Of the first of them.
    line: u64,
    fields: Fields,
    channels: Vec<Value>,
}

impl Rows {
    fn add(&mut self, service: Fields, channel: Fields, line: u64) -> Result<(), Refused> {
        for (key, value) in service {
            if self.fields.get(&key).is_some_and(|before| *before != value) {
                let id = &self.id;
                let sv = format!("{id} har ett annat värde i {key} än på en tidigare rad.");
                let en = format!("{id} has another value in {key} than in an earlier row.");
                return Err(Refused::at(line, sv, en));
            }
            self.fields.insert(key, value);
        }
        if !channel.is_empty() {
            let channel = Value::Object(channel);
            must_fit("Channel", "", &channel, line, None)?;
            self.channels.push(channel);
        }
        Ok(())
    }

    fn service(mut self) -> Result<Value, Refused> {
        self.fields.insert("channels".to_owned(), Value::Array(self.channels));
        self.fields.entry("audience".to_owned()).or_insert_with(|| json!([]));
        self.fields.entry("name".to_owned()).or_insert_with(|| json!({}));
        let service = Value::Object(self.fields);
        must_fit("Service", "", &service, self.line, None)?;
        Ok(service)
    }
}

/// The cells to the right of the last name: a text with the sign that stands between cells has become two.
fn without_column<'a>(
    columns: &'a [String],
    record: &'a csv::StringRecord,
    line: u64,
) -> impl Iterator<Item = Lost> + 'a {
    let is_nameless = |column: usize| columns.get(column).is_none_or(String::is_empty);
    let cells = record.iter().enumerate();
    cells
        .filter(move |(column, text)| is_nameless(*column) && !text.trim().is_empty())
        .map(move |(column, text)| Lost { path: cell(column, line), value: text.into() })
}

/// A cell as spreadsheets call it in every language: column 27 of row 2 is AA2. Columns from 0, rows from 1.
fn cell(column: usize, row: u64) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{row}")
}

/// Makes sure that a value is what the model wants at a dotted way within a type. What is wrong is told in
/// the checker's words, with the row and, where it is one cell, the column.
fn must_fit(
    type_name: &str,
    way: &str,
    value: &Value,
    line: u64,
    column: Option<&str>,
) -> Result<(), Refused> {
    let Some(found) = fault_of(type_name, way, &value.to_string()) else { return Ok(()) };
    let words = |lang| format!("{} {}", found.message(lang), found.remedy(lang));
    let (sv, en) = match column {
        Some(name) => (format!("kolumnen {name}: "), format!("column {name}: ")),
        None => Default::default(),
    };
    Err(Refused::at(line, sv + &words(Lang::Sv), en + &words(Lang::En)))
}

fn row(columns: &[String], record: &csv::StringRecord, line: u64) -> Result<(Fields, Fields), Refused> {
    let (mut service, mut channel) = (Map::new(), Map::new());
    let mut cells: Vec<(&String, &str)> = columns.iter().zip(record).collect();
    // Columns may have been moved: `hours` must come before its parts, or it would wipe them out.
    cells.sort_by_key(|(name, _)| name.split('.').count());
    for (name, text) in cells {
        let (of, into, type_name, way) = match name.strip_prefix("channel.") {
            Some(way) => (CHANNEL, &mut channel, "Channel", way),
            None => (SERVICE, &mut service, "Service", name.as_str()),
        };
        let Some((_, cell)) = of.iter().find(|(known, _)| *known == way) else { continue };
        if let Some(value) = read(text, *cell, line, name)? {
            must_fit(type_name, way, &value, line, Some(name))?;
            if way.starts_with("hours.") && into.get("hours").is_some_and(Value::is_string) {
                return Err(Refused::at(
                    line,
                    format!(
                        "kolumnen {name}: tiderna gäller bara när channel.hours är schedule. Skriv schedule \
                         där, eller töm den här cellen."
                    ),
                    format!(
                        "column {name}: the times hold only when channel.hours is schedule. Write schedule \
                         there, or empty this cell."
                    ),
                ));
            }
            put(into, way, value);
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
    fn a_cell_is_called_as_spreadsheets_call_it() {
        for (column, name) in [(0, "A2"), (25, "Z2"), (26, "AA2"), (51, "AZ2"), (52, "BA2"), (702, "AAA2")] {
            assert_eq!(cell(column, 2), name);
        }
    }

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
    fn a_quotation_mark_without_its_second_takes_no_rows_away() {
        let head = "id;name.sv\n99.a;A\n";
        for (rows, wanted) in [
            ("99.b;\"B\n99.c;C\n", Some(3)),
            ("\n99.b;\"B\"\"\n99.c;C\n", Some(4)),
            ("99.b;B \"b\n99.c;C\n", None),
            ("99.b;\"B \"\"b\"\"\nb\"\r\n99.c;C\n", None),
            ("99.b;\"\"\n99.c;C\n", None),
        ] {
            let text = [head, rows].concat();
            assert_eq!(open_quote(&text, ';'), wanted, "{rows}");
            assert_eq!(
                import(text.as_bytes()).err().map(|refused| refused.line).filter(|_| wanted.is_some()),
                wanted,
                "{rows}"
            );
        }
    }

    #[test]
    fn a_column_that_stands_twice_is_refused_where_it_stands_again() {
        for names in ["id;name.sv;name.sv", "id;name.sv;id", "id; name.sv ;name.sv"] {
            let refused = import(format!("{names}\n99.a;A;B\n").as_bytes()).unwrap_err();
            assert!(refused.line == 1 && refused.sv.contains("C1"), "{names}: {}", refused.sv);
        }
        assert!(columns(&csv::StringRecord::from(vec!["id", "", ""])).is_ok());
    }

    #[test]
    fn a_row_is_named_by_its_place_in_the_spreadsheet_also_after_empty_ones() {
        for end in ["\n", "\r\n", "\r"] {
            for (rows, wanted) in [
                (["id;name.sv", "99.a;A", ";B", ""], 3),
                (["id;name.sv", "", "99.a;A", ";B"], 4),
                (["id;name.sv", "", "", ";B"], 4),
                (["", "id;name.sv", "\"99.a\";\"A\nB\"", ";B"], 4),
            ] {
                let refused = import(rows.join(end).as_bytes()).unwrap_err();
                assert_eq!(refused.line, wanted, "{rows:?} {end:?}: {}", refused.sv);
            }
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
