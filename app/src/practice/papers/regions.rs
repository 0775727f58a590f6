//! The seventeen associations of statutory health insurance physicians, and what each wants to see.

use serde::Deserialize;

const REGIONS: &str = include_str!("../../../../assets/kv/regions.json");

/// One association.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Region {
    /// Such as `kv-03`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it has for practices that offer video consultations.
    pub documents: Vec<Paper>,
    /// What is special there.
    pub note: Option<String>,
}

/// A form or page of an association.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Paper {
    /// Its title there.
    pub label: String,
}

/// The list, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Regions {
    /// Where the list comes from, in words.
    pub source: String,
    /// By name.
    pub regions: Vec<Region>,
}

/// All associations; empty if the file cannot be read, which a test rules out.
pub fn all() -> Regions {
    serde_json::from_str(REGIONS).unwrap_or(Regions { source: String::new(), regions: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_seventeen_associations_are_there() {
        let all = all();
        assert_eq!(all.regions.len(), 17);
        assert!(!all.source.is_empty());
        assert!(all.regions.iter().all(|region| region.name.starts_with("KV")));
    }
}
