//! The contact data that is shown: an area's files, read and merged.

use vagvisare_contacts::layers::{Directory, merge};
use vagvisare_contacts::read::{Reading, read_layer};

use crate::config::LayerText;

/// The contact data of an area, merged, and what is missing from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Contacts {
    /// The area that was asked for.
    pub wanted: String,
    /// What is shown.
    pub directory: Directory,
    /// Codes of layers beneath the most local one that could not be read.
    pub missing: Vec<String>,
    /// How many parts of files are left out because they are faulty.
    pub left_out: usize,
    /// The files.
    pub files: Vec<LayerText>,
}

impl Contacts {
    /// Reads and merges the files of an area, and says whether any of them came whole. For one that did not,
    /// what is `here` already stands in: another area has the same nation, and often the county. What is
    /// missing then is done without and told.
    pub fn read(area: &str, came: Vec<LayerText>, here: &[LayerText]) -> (Self, bool) {
        let (mut layers, mut missing, mut files) = (Vec::new(), Vec::new(), Vec::new());
        let (mut left_out, mut any) = (0, false);
        for mut file in came {
            let mut whole = reading(&file);
            any |= whole.is_some();
            if whole.is_none()
                && let Some(earlier) = here.iter().find(|earlier| earlier.code == file.code)
            {
                file.clone_from(earlier);
                whole = reading(&file);
            }
            match whole {
                Some(reading) => {
                    left_out += reading.left_out.len();
                    layers.push(reading.layer);
                }
                None => missing.push(file.code.clone()),
            }
            files.push(file);
        }
        let directory = merge(area, layers);
        (Contacts { wanted: area.to_owned(), directory, missing, left_out, files }, any)
    }
}

/// What a file says, unless it is another area's under this one's name.
fn reading(file: &LayerText) -> Option<Reading> {
    let reading = read_layer(file.text.as_deref()?).ok();
    reading.filter(|reading| reading.layer.area.code == file.code)
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::state::State;
    use crate::testing::{config, layers};

    #[test]
    fn a_file_of_another_area_is_missing() {
        let mut layers = layers();
        for layer in &mut layers {
            layer.text = layer.text.take().map(|text| text.replace("\"code\": \"se\"", "\"code\": \"SE\""));
        }
        let state = State::new(&Config { layers, ..config() }).unwrap();
        assert_eq!(state.contacts.missing, ["se"]);
        assert!(state.contacts.directory.entry("0184.kontaktcenter").is_some());
    }

    #[test]
    fn a_broken_layer_is_missing_and_the_others_stand() {
        let mut config = config();
        config.layers.first_mut().unwrap().text = Some("{\"format\":1,".to_owned());
        let state = State::new(&config).unwrap();
        assert_eq!(state.contacts.missing, ["0184"]);
        assert_eq!(state.contacts.directory.area.code, "01");
        assert!(state.contacts.directory.entry("se.112").is_some());
    }
}
