//! What a check says: the property holds, it is broken, or it could not be looked at.

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The property holds.
    Passed {
        /// What was looked at, German sentences.
        seen: Vec<String>,
    },
    /// The property is broken.
    Failed {
        /// What was found, German sentences.
        findings: Vec<String>,
        /// What was looked at.
        seen: Vec<String>,
    },
    /// It could not be looked at.
    NotChecked {
        /// What was missing, a German sentence.
        reason: String,
    },
}

/// Something that kept a check from looking: the result is "not checked".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle(pub String);

/// What a check returns.
pub type Outcome = Result<Verdict, Obstacle>;

impl<E: std::error::Error> From<E> for Obstacle {
    fn from(error: E) -> Self {
        Self(format!("Die Prüfung kam nicht zu Ende: {error}"))
    }
}

impl From<Outcome> for Verdict {
    fn from(outcome: Outcome) -> Self {
        outcome.unwrap_or_else(|Obstacle(reason)| Self::NotChecked { reason })
    }
}

/// Collects what a check sees and finds.
#[derive(Debug, Default)]
pub struct Findings {
    red: Vec<String>,
    seen: Vec<String>,
}

impl Findings {
    /// Nothing seen yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes what was found broken.
    pub fn red(&mut self, text: impl Into<String>) {
        self.red.push(text.into());
    }

    /// Notes what was looked at.
    pub fn saw(&mut self, text: impl Into<String>) {
        self.seen.push(text.into());
    }

    /// Notes a finding unless the property holds.
    pub fn demand(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.red.push(otherwise());
        }
    }

    /// The verdict. A check that saw nothing proves nothing.
    ///
    /// # Errors
    /// [`Obstacle`] if nothing was seen or found.
    pub fn verdict(self) -> Outcome {
        let Self { red, seen } = self;
        if !red.is_empty() {
            return Ok(Verdict::Failed { findings: red, seen });
        }
        if seen.is_empty() {
            return Err(Obstacle("Es gab nichts, woran sich die Eigenschaft zeigen ließe.".to_owned()));
        }
        Ok(Verdict::Passed { seen })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_that_saw_nothing_is_not_green() {
        let verdict = Verdict::from(Findings::new().verdict());
        assert!(matches!(verdict, Verdict::NotChecked { .. }), "{verdict:?}");
    }

    #[test]
    fn one_finding_makes_it_red() {
        let mut findings = Findings::new();
        findings.saw("zwei Antworten");
        findings.demand(true, || "nie".to_owned());
        findings.demand(false, || "ohne Kopfzeile".to_owned());
        let verdict = findings.verdict().unwrap();
        assert!(
            matches!(&verdict, Verdict::Failed { findings, .. } if findings == &["ohne Kopfzeile"]),
            "{verdict:?}"
        );
    }
}
