//! Contact files from and to the forms that others use, and an honest list of what a form cannot carry.
//!
//! What is lost is not looked up in a list that somebody keeps: the text that was made is read back and
//! compared with what it was made from. So nothing can be lost silently.

pub mod csv;
pub mod csv_cells;
pub mod hsds;
pub mod hsds_read;
pub mod loss;

/// Why a file cannot be imported: a row of the table (0: none) and what is wrong with it, Swedish and English.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused {
    /// Row of the table, from 1, which holds the names; 0 when the whole is meant.
    pub line: u64,
    /// In Swedish.
    pub sv: String,
    /// In English.
    pub en: String,
}

impl Refused {
    /// About a row.
    pub fn at(line: u64, sv: impl Into<String>, en: impl Into<String>) -> Self {
        Self { line, sv: sv.into(), en: en.into() }
    }
}
