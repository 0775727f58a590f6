//! Which programs and pages a build contains.

use anyhow::{Result, bail};

use super::Mode;

const APP: &str = "heilsam-app";

/// Name in placeholders and page addresses, package, cargo target.
type Entry = (&'static str, &'static str, &'static str);

/// In the order of building: what takes longest to shrink comes first, so that the others are compiled meanwhile.
const PROGRAMS: [Entry; 12] = [
    ("document-worker", "heilsam-document-worker", "heilsam-document-worker"),
    ("patient", APP, "patient"),
    ("practice", APP, "practice"),
    ("manufacturer", APP, "manufacturer"),
    ("visit", APP, "visit"),
    ("call-tools", APP, "call-tools"),
    ("call-group", APP, "call-group"),
    ("blur-worker", "heilsam-blur-worker", "heilsam-blur-worker"),
    ("fhir-worker", "heilsam-fhir-worker", "heilsam-fhir-worker"),
    ("report-worker", "heilsam-report-worker", "heilsam-report-worker"),
    ("scan-worker", "heilsam-scan-worker", "heilsam-scan-worker"),
    ("gallery", APP, "gallery"),
];
/// Modules that a page loads when somebody asks for them: they come with it.
const MODULES: [(&str, &str); 13] = [
    ("blur-worker", "practice"),
    ("blur-worker", "visit"),
    ("call-tools", "practice"),
    ("call-tools", "visit"),
    ("call-group", "visit"),
    ("document-worker", "practice"),
    ("document-worker", "visit"),
    ("fhir-worker", "patient"),
    ("fhir-worker", "practice"),
    ("report-worker", "patient"),
    ("report-worker", "manufacturer"),
    ("report-worker", "practice"),
    ("scan-worker", "patient"),
];
/// Only for people who work on the components.
const QUICK_ONLY: &str = "gallery";

/// What to build, and how.
pub struct Selection {
    /// How much care goes into it.
    pub mode: Mode,
    only: Vec<String>,
}

impl Selection {
    /// Everything that belongs to a mode.
    pub fn all(mode: Mode) -> Self {
        Self { mode, only: Vec::new() }
    }

    /// Some programs only, as a comma-separated list; static pages are always built.
    ///
    /// # Errors
    /// Names the programs there are when one is unknown.
    pub fn only(mode: Mode, list: &str) -> Result<Self> {
        let only: Vec<String> = list.split(',').map(|name| name.trim().to_owned()).collect();
        for name in &only {
            if !PROGRAMS.iter().any(|(known, ..)| known == name) {
                let known: Vec<&str> = PROGRAMS.iter().map(|(known, ..)| *known).collect();
                bail!("there is no program `{name}`; programs: {}", known.join(", "));
            }
        }
        Ok(Self { mode, only })
    }

    /// The chosen programs.
    pub fn programs(&self) -> impl Iterator<Item = Entry> {
        PROGRAMS.into_iter().filter(|(name, ..)| self.includes(name))
    }

    /// True for the page of a chosen program and for every page without a program.
    pub fn includes_page(&self, shell: &str) -> bool {
        let has_program = PROGRAMS.iter().any(|(name, ..)| *name == shell);
        !has_program || self.includes(shell)
    }

    /// Text that differs between selections.
    pub fn key(&self) -> String {
        format!("{:?} {}", self.mode, self.only.join(","))
    }

    fn includes(&self, name: &str) -> bool {
        let belongs = name != QUICK_ONLY || self.mode == Mode::Quick;
        let chosen = |wanted: &str| self.only.iter().any(|each| each == wanted);
        let comes_along = MODULES.iter().any(|(module, page)| *module == name && chosen(page));
        if self.only.is_empty() { belongs } else { chosen(name) || comes_along }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gallery_is_never_shipped() {
        assert!(!Selection::all(Mode::Release).includes_page("gallery"));
        assert!(Selection::all(Mode::Quick).includes_page("gallery"));
    }

    #[test]
    fn static_pages_are_always_built() {
        let selection = Selection::only(Mode::Quick, "visit").unwrap();
        assert!(selection.includes_page("start") && selection.includes_page("visit"));
        assert!(!selection.includes_page("patient"));
    }

    #[test]
    fn a_page_brings_the_modules_that_it_loads_later() {
        let names = |list: &str| -> Vec<&str> {
            let selection = Selection::only(Mode::Quick, list).unwrap();
            selection.programs().map(|(name, ..)| name).collect()
        };
        assert_eq!(names("patient"), ["patient", "fhir-worker", "report-worker", "scan-worker"]);
        assert_eq!(names("manufacturer"), ["manufacturer", "report-worker"]);
        assert_eq!(names("visit"), ["document-worker", "visit", "call-tools", "call-group", "blur-worker"]);
        assert_eq!(names("fhir-worker"), ["fhir-worker"]);
    }

    #[test]
    fn an_unknown_program_is_named() {
        let message = Selection::only(Mode::Quick, "visti").err().unwrap().to_string();
        assert!(message.contains("visti") && message.contains("patient"), "{message}");
    }
}
