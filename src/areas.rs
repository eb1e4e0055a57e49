//! The list of areas to choose from.

use vagvisare_contacts::json::Json;
use vagvisare_contacts::letters::lower;
use vagvisare_contacts::model::Area;
use vagvisare_contacts::order::put;

/// The list of areas.
#[derive(Clone, Debug, PartialEq)]
pub enum Areas {
    /// Nobody has asked for it.
    Away,
    /// It is being fetched.
    Coming,
    /// Here it is, in the order of the alphabet, the county and the nation last.
    Here(Vec<Area>),
    /// It could not be fetched.
    Failed,
}

impl Areas {
    /// The list as its file has it; `None`: it could not be fetched.
    pub fn read(json: Option<String>) -> Self {
        json.as_deref().and_then(read).map_or(Areas::Failed, Areas::Here)
    }
}

/// The list of areas in the order in which people look: municipalities by name, then counties, then the
/// nation.
fn read(json: &str) -> Option<Vec<Area>> {
    let areas = Json::read(json).ok()?.whole::<Vec<Area>>().ok().filter(|areas| !areas.is_empty())?;
    let mut sorted = Vec::new();
    for area in areas {
        let rank = match area.code.len() {
            4 => 0,
            2 if area.code != "se" => 1,
            _ => 2,
        };
        let key = (rank, alphabetical(&area.name));
        put(&mut sorted, (key, area), |(before, _), (key, _)| before <= key);
    }
    Some(sorted.into_iter().map(|(_, area)| area).collect())
}

/// Å, ä and ö are letters of their own, after z.
fn alphabetical(name: &str) -> String {
    let letter = |c: char| match c {
        'å' => '{',
        'ä' => '|',
        'ö' => '}',
        other => other,
    };
    name.chars().map(lower).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_of_areas_is_as_good_as_none() {
        for json in [None, Some("[]"), Some("{}"), Some("[")] {
            assert_eq!(Areas::read(json.map(str::to_owned)), Areas::Failed, "{json:?}");
        }
    }

    #[test]
    fn areas_stand_in_the_order_of_the_swedish_alphabet_and_the_nation_last() {
        let json = r#"[{"code":"se","name":"Sverige"},{"code":"01","name":"Stockholms län"},
            {"code":"0117","name":"Österåker"},{"code":"0184","name":"Solna"},
            {"code":"0125","name":"Ekerö"}]"#;
        let Areas::Here(areas) = Areas::read(Some(json.to_owned())) else { panic!("it can be read") };
        let codes: Vec<&str> = areas.iter().map(|area| area.code.as_str()).collect();
        assert_eq!(codes, ["0125", "0184", "0117", "01", "se"]);
    }
}
