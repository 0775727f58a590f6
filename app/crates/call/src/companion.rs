//! Who sits beside the patient, or in the patient's place: part of the name that travels sealed to the doctor.
//! Source: Anlage 31b BMV-Ä § 1(2).

/// In what the three parts of such a name are told apart: no character of a name.
const BETWEEN: char = '\u{1f}';

/// What somebody is to the patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Companion {
    /// A relative.
    Relative,
    /// Somebody the patient trusts, such as a neighbour or a legal guardian.
    Carer,
    /// Nursing staff.
    Nurse,
}

/// Somebody in the patient's seat.
#[derive(Clone, PartialEq, Eq)]
pub struct Attendee {
    /// The own name.
    pub name: String,
    /// What this person is to the patient, and the patient's name; `None`: the patient.
    pub beside: Option<(Companion, String)>,
}

impl Companion {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 3] = [Self::Relative, Self::Carer, Self::Nurse];

    /// The letter for it in a name.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Relative => 'r',
            Self::Carer => 'c',
            Self::Nurse => 'n',
        }
    }
}

impl std::fmt::Debug for Attendee {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Attendee(..)")
    }
}

impl Attendee {
    /// As the name of a session.
    #[must_use]
    pub fn to_text(&self) -> String {
        match &self.beside {
            None => self.name.clone(),
            Some((companion, patient)) => {
                format!("{}{BETWEEN}{}{BETWEEN}{patient}", self.name, companion.letter())
            }
        }
    }

    /// Reads the name of a session; whatever does not have three parts is a name.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut parts = text.split(BETWEEN);
        let name = parts.next().unwrap_or_default().to_owned();
        let letter = parts.next().and_then(|letter| letter.chars().next());
        let companion = Companion::ALL.into_iter().find(|each| Some(each.letter()) == letter);
        let beside = companion.zip(parts.next().map(str::to_owned));
        Self { name, beside }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attendee(companion: Companion) -> Attendee {
        Attendee { name: "Anna Muster".to_owned(), beside: Some((companion, "Erika Muster".to_owned())) }
    }

    #[test]
    fn who_comes_with_a_patient_is_known_by_name_and_role() {
        for companion in Companion::ALL {
            assert!(Attendee::read(&attendee(companion).to_text()) == attendee(companion));
        }
    }

    #[test]
    fn a_plain_name_is_the_patients() {
        let patient = Attendee { name: "Erika Muster".to_owned(), beside: None };
        assert_eq!(patient.to_text(), "Erika Muster");
        assert!(Attendee::read("Erika Muster") == patient);
    }

    #[test]
    fn what_nobody_writes_is_still_a_name() {
        for text in ["", "Anna\u{1f}", "Anna\u{1f}x\u{1f}Erika", "Anna\u{1f}r"] {
            assert!(Attendee::read(text).beside.is_none(), "{text:?}");
        }
    }
}
