//! Which insurer issued a code, and where it can be asked: the list of the health insurers' association.
//!
//! Source: `Krankenkassenverzeichnis_DiGA.xml`, Technische Anlage 1, 5.2; published at `kkv.gkv-diga.de`, new every quarter.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::message::Ik;

/// One insurer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insurer {
    /// The insurer's own IK.
    pub ik: Ik,
    /// IK of the office that takes the messages.
    pub office: Ik,
    /// Host, or full address, that takes the messages.
    pub endpoint: String,
}

/// Insurers by the first two characters of their codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory(BTreeMap<String, Insurer>);

/// The file is not the list of insurers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file is not a list of health insurers (Krankenkassenverzeichnis_DiGA.xml)")]
pub struct NotADirectory;

impl Directory {
    /// Reads the list. Entries without an endpoint are left out: they cannot be asked.
    ///
    /// # Errors
    /// [`NotADirectory`]
    pub fn read(xml: &str) -> Result<Self, NotADirectory> {
        let mut reader = Reader::from_str(xml);
        let mut found = BTreeMap::new();
        let mut entry = BTreeMap::<String, String>::new();
        let mut open = None::<String>;
        loop {
            match reader.read_event().map_err(|_| NotADirectory)? {
                Event::Start(element) => {
                    let name = element.local_name().as_ref().to_owned();
                    if name == "Krankenkasseninformation" {
                        entry.clear();
                    }
                    open = Some(name);
                }
                Event::Text(text) => {
                    if let Some(name) = open.clone() {
                        entry.insert(name, text.trim().to_owned());
                    }
                }
                Event::End(element) => {
                    open = None;
                    if element.local_name().as_ref() == "Krankenkasseninformation"
                        && let Some((prefix, insurer)) = insurer(&entry)
                    {
                        found.insert(prefix, insurer);
                    }
                }
                Event::DocType(_) => return Err(NotADirectory),
                Event::Eof => break,
                _ => {}
            }
        }
        if found.is_empty() { Err(NotADirectory) } else { Ok(Self(found)) }
    }

    /// The insurer with this prefix.
    #[must_use]
    pub fn find(&self, prefix: &str) -> Option<&Insurer> {
        self.0.get(prefix)
    }

    /// All endpoints.
    pub fn endpoints(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(|insurer| insurer.endpoint.as_str())
    }
}

fn insurer(entry: &BTreeMap<String, String>) -> Option<(String, Insurer)> {
    let get = |name: &str| entry.get(name).map(String::as_str);
    let ik = Ik::parse(get("Kostentraegerkennung")?)?;
    let office = get("IK_Abrechnungsstelle").and_then(Ik::parse).unwrap_or_else(|| ik.clone());
    let endpoint = get("Endpunkt_Kommunikationsstelle").filter(|endpoint| !endpoint.is_empty())?.to_owned();
    Some((get("Kostentraegerkuerzel")?.to_owned(), Insurer { ik, office, endpoint }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"<?xml version="1.0"?><n1:Verzeichnis xmlns:n1="a" xmlns:bas="b">
        <n1:Krankenkasseninformation Nummer="1"><bas:Kostentraegerkuerzel>77</bas:Kostentraegerkuerzel>
          <bas:Kostentraegerkennung>777777777</bas:Kostentraegerkennung><bas:Name_des_Kostentraegers>Test</bas:Name_des_Kostentraegers>
          <bas:IK_Abrechnungsstelle>666666666</bas:IK_Abrechnungsstelle>
          <bas:Endpunkt_Kommunikationsstelle>http://127.0.0.1:9/</bas:Endpunkt_Kommunikationsstelle></n1:Krankenkasseninformation>
        <n1:Krankenkasseninformation Nummer="2"><bas:Kostentraegerkuerzel>IE</bas:Kostentraegerkuerzel>
          <bas:Kostentraegerkennung>1</bas:Kostentraegerkennung></n1:Krankenkasseninformation></n1:Verzeichnis>"#;

    #[test]
    fn an_insurer_is_found_by_the_beginning_of_its_codes() {
        let directory = Directory::read(LIST).unwrap();
        let insurer = directory.find("77").unwrap();
        assert_eq!((insurer.ik.as_str(), insurer.office.as_str()), ("777777777", "666666666"));
        assert_eq!(directory.find("IE"), None, "an entry that cannot be asked is left out");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "<a/>", "<!DOCTYPE a><b/>"] {
            assert_eq!(Directory::read(text), Err(NotADirectory), "{text}");
        }
    }
}
