//! What a practice is called on its papers: it stands in the roster, for everybody who belongs to it.

use serde::{Deserialize, Serialize};

use super::Roster;

/// What a practice is called on its papers. `Debug` shows none of it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MasterData {
    /// Name of the practice.
    pub practice: String,
    /// Street, postcode, town.
    pub address: String,
    /// Telephone, for patients whose video does not work.
    pub phone: String,
    /// The number of the place.
    pub bsnr: String,
    /// The association, such as `kv-03`.
    pub region: String,
}

impl std::fmt::Debug for MasterData {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterData")
    }
}

impl Roster {
    /// The form that the list has. An app that knows form 1 only would leave the master data out of the next list that it
    /// writes, so it must not open one that has them.
    pub(super) fn form(&self) -> u8 {
        if self.master.is_some() { 2 } else { 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::write;
    use super::*;

    fn read(text: &str) -> Roster {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_list_with_master_data_is_one_that_older_apps_do_not_open() {
        let old = read(r#"{"v":1,"number":7,"name":"Am Markt","members":[]}"#);
        assert_eq!((old.form(), old.v), (1, 1), "a list from before is read as it is");
        assert!(!String::from_utf8(write(&old).unwrap()).unwrap().contains("master"));
        let data = MasterData { phone: "030 1234567".to_owned(), ..MasterData::default() };
        let new = Roster { v: 2, master: Some(data.clone()), ..old };
        let again = read(&String::from_utf8(write(&new).unwrap()).unwrap());
        assert_eq!((again.form(), again.v, again.master), (2, 2, Some(data)));
    }

    #[test]
    fn a_list_that_says_another_form_than_it_has_is_noticed() {
        let lost = read(r#"{"v":2,"number":7,"name":"Am Markt","members":[]}"#);
        assert_ne!(lost.v, lost.form());
        let added = read(r#"{"v":1,"number":7,"name":"Am Markt","members":[],"master":{}}"#);
        assert_ne!(added.v, added.form());
    }

    #[test]
    fn master_data_are_not_written_into_logs() {
        let data = MasterData { practice: "Am Markt".to_owned(), ..MasterData::default() };
        assert_eq!(format!("{data:?}"), "MasterData");
    }
}
