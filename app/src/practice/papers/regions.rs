//! The seventeen associations of statutory health insurance physicians, and what each wants to see.

use serde::Deserialize;

use crate::practice::spoken::Spoken;

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
    pub note: Option<Spoken>,
}

impl Region {
    /// Whether a practice asks there to be allowed, instead of saying that it begins.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.documents.iter().any(|paper| matches!(paper.kind, PaperKind::Application | PaperKind::WebForm))
    }

    /// Whether a declaration of the provider is wanted there.
    #[must_use]
    pub fn is_declared(&self) -> bool {
        self.declarations().next().is_some()
    }

    /// What the association calls them.
    pub fn declarations(&self) -> impl Iterator<Item = &Paper> {
        self.documents.iter().filter(|paper| paper.kind.is_of_the_provider())
    }

    /// What a practice does there, in this order.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        let has = |kind| self.documents.iter().any(|paper| paper.kind == kind);
        let (form, online) = (has(PaperKind::Notice) || has(PaperKind::Application), has(PaperKind::WebForm));
        let all = [
            (Step::Read, has(PaperKind::Info)),
            (Step::NoForm, !form && !online && !self.is_declared()),
            (Step::Get, form),
            (Step::FillIn, form),
            (Step::Declare, self.is_declared()),
            (Step::ProviderForm, self.is_declared()),
            (Step::Online, online),
            (Step::Send, !online),
        ];
        all.into_iter().filter_map(|(step, applies)| applies.then_some(step)).collect()
    }

    /// The association's own papers that go along, filled in.
    pub fn to_fill_in(&self) -> impl Iterator<Item = &Paper> {
        self.documents.iter().filter(|paper| !matches!(paper.kind, PaperKind::Info | PaperKind::WebForm))
    }
}

/// A form or page of an association.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Paper {
    /// What it is.
    pub kind: PaperKind,
    /// Its title there.
    pub label: String,
    /// Address of the page, where one is known.
    #[serde(default)]
    pub page: Option<String>,
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

/// What a practice does with the papers of its association.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reads what the association says.
    Read,
    /// Asks whether the letter is enough: no form is known.
    NoForm,
    /// Gets the form, or asks for it.
    Get,
    /// Copies the data into it and signs it.
    FillIn,
    /// Makes the declaration of the provider and has it signed.
    Declare,
    /// Has the association's own paper signed by the provider.
    ProviderForm,
    /// Fills in the form on the website.
    Online,
    /// Sends everything.
    Send,
}

/// The list, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Regions {
    /// Where the list comes from, in words.
    pub source: Spoken,
    /// By name.
    pub regions: Vec<Region>,
}

/// All associations; empty if the file cannot be read, which a test rules out.
pub fn all() -> Regions {
    serde_json::from_str(REGIONS).unwrap_or(Regions { source: Spoken::default(), regions: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_seventeen_associations_are_there() {
        let all = all();
        assert_eq!(all.regions.len(), 17);
        assert!(all.source.is_translated());
        assert!(all.regions.iter().filter_map(|region| region.note.as_ref()).all(Spoken::is_translated));
        assert!(all.regions.iter().all(|region| region.name.starts_with("KV")));
        let sites: std::collections::BTreeSet<&str> =
            all.regions.iter().map(|region| region.site.as_str()).collect();
        assert_eq!(sites.len(), 17, "each has a website of its own");
        assert!(sites.iter().all(|site| site.starts_with("https://www.kv")));
        let mut pages =
            all.regions.iter().flat_map(|region| &region.documents).filter_map(|it| it.page.as_ref());
        assert!(pages.all(|page| page.starts_with("https://")));
    }

    #[test]
    fn where_an_application_is_wanted_the_letter_asks_and_elsewhere_it_tells() {
        let all = all().regions;
        let asked = |id: &str| all.iter().find(|region| region.id == id).map(Region::is_asked);
        for application in ["kv-02", "kv-03", "kv-10", "kv-13"] {
            assert_eq!(asked(application), Some(true), "{application}");
        }
        for notice in ["kv-01", "kv-05", "kv-08", "kv-17"] {
            assert_eq!(asked(notice), Some(false), "{notice}");
        }
    }

    #[test]
    fn what_is_only_read_is_not_sent_along() {
        let all = all().regions;
        let berlin = all.iter().find(|region| region.id == "kv-03").unwrap();
        let along: Vec<&str> = berlin.to_fill_in().map(|paper| paper.label.as_str()).collect();
        assert_eq!(along, ["KV Berlin Antrag Videosprechstunde"]);
    }

    #[test]
    fn each_association_is_told_what_to_do_with_its_papers() {
        use Step::{Declare, FillIn, Get, NoForm, Online, ProviderForm, Read, Send};
        let all = all().regions;
        let steps = |id: &str| all.iter().find(|region| region.id == id).map(Region::steps);
        for (id, wanted) in [
            ("kv-01", vec![Get, FillIn, Send]),
            ("kv-03", vec![Read, Get, FillIn, Send]),
            ("kv-04", vec![Declare, ProviderForm, Send]),
            ("kv-06", vec![Read, NoForm, Send]),
            ("kv-08", vec![NoForm, Send]),
            ("kv-10", vec![Read, Declare, ProviderForm, Online]),
            ("kv-11", vec![Read, Get, FillIn, Declare, ProviderForm, Send]),
        ] {
            assert_eq!(steps(id), Some(wanted), "{id}");
        }
    }

    #[test]
    fn whatever_has_to_be_filled_in_is_gotten_or_signed_by_the_provider() {
        for region in all().regions {
            let steps = region.steps();
            for paper in region.to_fill_in() {
                let step = if paper.kind.is_of_the_provider() { Step::ProviderForm } else { Step::Get };
                assert!(steps.contains(&step), "{}: {}", region.id, paper.label);
            }
            assert!(steps.contains(&Step::Send) != steps.contains(&Step::Online), "{}", region.id);
        }
    }
}
