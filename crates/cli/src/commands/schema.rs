//! `schema`: the JSON Schema of contact files.

use std::fs;
use std::path::Path;

use vagvisare_contacts::check::schema::schema;

use crate::answer::Answer;
use crate::args::Schema;
use crate::failure::Failure;
use crate::save;

/// The text of the schema file, as it is kept in `www/contacts/schema/`.
pub fn text() -> String {
    let mut text = serde_json::to_string_pretty(&schema()).unwrap_or_default();
    text.push('\n');
    text
}

/// To the screen, or to a file, whose folder is made.
pub fn run(own: &Schema) -> Result<Answer, Failure> {
    match &own.out {
        None => Ok(Answer::fine(text())),
        Some(path) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            fs::create_dir_all(folder).map_err(|error| Failure::io(folder, error))?;
            save::replace(path, text().as_bytes()).map(|()| Answer::default())
        }
    }
}
