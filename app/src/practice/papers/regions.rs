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
    /// Address of its website.
    pub site: String,
    /// What it has for practices that offer video consultations.
    pub documents: Vec<Paper>,
    /// What is special there.
    pub note: Option<String>,
}

/// A form or page of an association.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Paper {
    /// What it is.
    pub kind: PaperKind,
    /// Its title there.
    pub label: String,
}

/// What a practice does with a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaperKind {
    /// Reads it.
    Info,
    /// Says that it begins.
    Notice,
    /// Asks to be allowed.
    Application,
    /// The same on the association's website.
    WebForm,
    /// Gets it from the provider.
    ProviderDeclaration,
    /// The same.
    GeneralConfirmation,
    /// The same.
    Conformity,
}

impl PaperKind {
    /// Whether the provider's confirmation is what is wanted.
    pub const fn is_of_the_provider(self) -> bool {
        matches!(self, Self::ProviderDeclaration | Self::GeneralConfirmation | Self::Conformity)
    }
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
        let sites: std::collections::BTreeSet<&str> =
            all.regions.iter().map(|region| region.site.as_str()).collect();
        assert_eq!(sites.len(), 17, "each has a website of its own");
        assert!(sites.iter().all(|site| site.starts_with("https://www.kv")));
    }
}
