//! The certificate of the provider of a video service as a form and as the paper to sign, word by word.
//!
//! Source: Anlage 31b BMV-Ä, Anlage 2: letters a and b (certificates of others), letter c (statements 1 to 8b).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::paper::{fact, say, section, table_of};
use super::register::Register;
use crate::message::{Message, german_day as day};

const AGREEMENT: &str = include_str!("../../../../../assets/catalogues/anlage-31b.json");
/// Where somebody writes by hand.
pub(super) const LINE: &str = "______________________________";
/// The doctor who began the consultation and at least two others.
const FEWEST: u16 = 3;

/// What is filled in; dates as `2026-12-31`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CertificateForm {
    /// Name of the video service.
    pub service: String,
    /// Letter a: information technology security.
    pub technology: Proof,
    /// Letter b: data protection.
    pub privacy: Proof,
    /// Letter c: whether a statement applies, by its number.
    pub answers: BTreeMap<String, bool>,
    /// Statement 8b: the largest number of participants.
    pub participants: String,
    /// Whom to ask.
    pub person: String,
    /// How.
    pub contact: String,
    /// What the letters for the register say besides; the certificate does without it.
    pub register: Register,
}

/// A certificate of somebody else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Proof {
    /// Title and number.
    pub title: String,
    /// The body that certified.
    pub body: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
}

/// A statement of letter c.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Such as `2b`.
    pub number: String,
    /// Word by word.
    pub text: String,
    /// The statement that must apply before this one is asked, and how the form says so.
    pub asked_if: Option<(String, String)>,
    /// Whether a number is asked for.
    pub is_count: bool,
    /// Whether the agreement permits no "no".
    pub must_apply: bool,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing stands there.
    Missing,
    /// Not a day, or the last one before the first.
    Date,
    /// The last day is over.
    Over,
    /// The agreement demands that it applies.
    MustApply,
    /// Not a number of three or more.
    Count,
    /// Not the address of a page.
    Page,
}

/// The statements, in the order of the form.
#[must_use]
pub fn statements() -> Vec<Statement> {
    let certificate = certificate();
    let list = certificate.pointer("/content/questionnaire").and_then(Value::as_array);
    list.into_iter().flatten().map(statement).collect()
}

impl CertificateForm {
    /// Whether a statement is asked, by what was said before it.
    #[must_use]
    pub fn asks(&self, statement: &Statement) -> bool {
        statement.asked_if.as_ref().is_none_or(|(other, _)| self.answers.get(other) == Some(&true))
    }

    /// What is missing or wrong, by the name of the field, in the order of the form.
    #[must_use]
    pub fn check(&self, today: Date) -> Vec<(String, Wrong)> {
        let mut wrong = Vec::new();
        missing(&mut wrong, "service", &self.service);
        for (letter, proof) in [("a", &self.technology), ("b", &self.privacy)] {
            missing(&mut wrong, &format!("{letter}-title"), &proof.title);
            missing(&mut wrong, &format!("{letter}-body"), &proof.body);
            wrong.extend(proof.check(letter, today));
        }
        for statement in statements().iter().filter(|statement| self.asks(statement)) {
            let field = format!("c-{}", statement.number);
            if statement.is_count {
                let count = self.participants.trim().parse::<u16>().ok();
                if count.is_none_or(|count| count < FEWEST) {
                    wrong.push((field, Wrong::Count));
                }
                continue;
            }
            match self.answers.get(&statement.number) {
                None => wrong.push((field, Wrong::Missing)),
                Some(false) if statement.must_apply => wrong.push((field, Wrong::MustApply)),
                Some(_) => {}
            }
        }
        missing(&mut wrong, "person", &self.person);
        missing(&mut wrong, "contact", &self.contact);
        wrong
    }

    /// The paper to sign, as JSON of the report module.
    ///
    /// # Errors
    /// What [`CertificateForm::check`] says; nothing is printed that the provider could not sign.
    pub fn document(&self, today: Date) -> Result<Value, Vec<(String, Wrong)>> {
        let wrong = self.check(today);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let certificate = certificate();
        let lead = text(&certificate, "/lead").replace("_______________________", self.service.trim());
        let mut sections =
            vec![section(say("compliance-certificate-service"), false, vec![json!({ "text": lead })])];
        for (index, proof) in [&self.technology, &self.privacy].into_iter().enumerate() {
            sections.push(proof.section(&certificate, index));
        }
        sections.push(self.contents(&certificate));
        let by_hand =
            ["compliance-certificate-place", "compliance-certificate-stamp"].map(|name| fact(name, LINE));
        let [place, stamp] = by_hand;
        let signed = json!({ "facts": [
            place,
            stamp,
            fact("compliance-certificate-person", self.person.trim()),
            fact("compliance-certificate-contact", self.contact.trim()),
        ] });
        sections.push(section(say("compliance-certificate-signature"), false, vec![signed]));
        Ok(json!({
            "language": "de",
            "title": text(&certificate, "/title"),
            "about": [fact("compliance-certificate-agreement", agreement("/source/citation"))],
            "foot": self.service.trim(),
            "page": Message::new("compliance-paper-page").german(),
            "made_at": today.at(0, 0, 0, 0),
            "utc_offset_minutes": 0,
            "made_by": "Heilsam",
            "sections": sections,
        }))
    }

    fn contents(&self, certificate: &Value) -> Value {
        let rows = statements().into_iter().map(|statement| {
            let asked = self.asks(&statement);
            let answer = match self.answers.get(&statement.number) {
                _ if !asked => "–".to_owned(),
                _ if statement.is_count => self.participants.trim().to_owned(),
                Some(true) => say("compliance-certificate-applies"),
                Some(false) | None => say("compliance-certificate-applies-not"),
            };
            let condition = statement.asked_if.map(|(_, words)| format!("{words} ")).unwrap_or_default();
            vec![format!("{}.", statement.number), format!("{condition}{}", statement.text), answer]
        });
        let columns = [
            ("compliance-certificate-number", 10),
            ("compliance-certificate-statement", 66),
            ("compliance-certificate-answer", 24),
        ];
        let columns = columns.map(|(name, share)| (say(name), share));
        let title = format!("c) {}", text(certificate, "/content/title"));
        let intro = json!({ "text": text(certificate, "/content/intro") });
        section(title, false, vec![intro, table_of("", &columns, rows.collect())])
    }
}

impl Proof {
    fn check(&self, letter: &str, today: Date) -> Vec<(String, Wrong)> {
        let (from, until) = (self.from.parse::<Date>(), self.until.parse::<Date>());
        let mut wrong = Vec::new();
        if from.is_err() {
            wrong.push((format!("{letter}-from"), Wrong::Date));
        }
        match (&from, &until) {
            (_, Err(_)) => wrong.push((format!("{letter}-until"), Wrong::Date)),
            (Ok(from), Ok(until)) if until < from => wrong.push((format!("{letter}-until"), Wrong::Date)),
            (_, Ok(until)) if *until < today => wrong.push((format!("{letter}-until"), Wrong::Over)),
            (_, Ok(_)) => {}
        }
        wrong
    }

    /// The first option of a letter; the second one, a transition, ended on 30 June 2022.
    fn section(&self, certificate: &Value, index: usize) -> Value {
        let at = |rest: &str| text(certificate, &format!("/sections/{index}{rest}"));
        let title = format!("{}) {}", at("/letter"), at("/title"));
        let term = [&self.from, &self.until].map(|it| it.parse::<Date>().map(day).unwrap_or_default());
        let field = |number: usize, value: String| json!({ "name": at(&format!("/fields/{number}/label")), "value": value });
        let facts = json!({ "facts": [
            field(0, self.title.trim().to_owned()),
            field(1, self.body.trim().to_owned()),
            field(2, term.join(" – ")),
        ] });
        section(title, false, vec![json!({ "text": at("/options/0/text") }), facts])
    }
}

pub(super) fn missing(wrong: &mut Vec<(String, Wrong)>, name: &str, value: &str) {
    if value.trim().is_empty() {
        wrong.push((name.to_owned(), Wrong::Missing));
    }
}

fn statement(node: &Value) -> Statement {
    let condition = node.get("condition").filter(|it| !it.is_null());
    Statement {
        number: text(node, "/number"),
        text: text(node, "/text"),
        asked_if: condition.map(|it| (text(it, "/item"), text(it, "/text"))),
        is_count: text(node, "/answer") == "number",
        must_apply: node.get("mandatory_answer").is_some_and(|it| !it.is_null()),
    }
}

/// The text of Anlage 2; a test rules out that it cannot be read.
pub(super) fn certificate() -> Value {
    let agreement: Value = serde_json::from_str(AGREEMENT).unwrap_or_default();
    agreement.get("certificate").cloned().unwrap_or_default()
}

fn agreement(pointer: &str) -> String {
    let agreement: Value = serde_json::from_str(AGREEMENT).unwrap_or_default();
    text(&agreement, pointer)
}

pub(super) fn text(node: &Value, pointer: &str) -> String {
    node.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::civil::date;

    use super::*;

    pub(in crate::export) const TODAY: Date = date(2026, 11, 28);

    fn proof(title: &str) -> Proof {
        Proof {
            title: title.to_owned(),
            body: "Prüfstelle".to_owned(),
            from: "2026-01-01".to_owned(),
            until: "2027-12-31".to_owned(),
        }
    }

    pub(in crate::export) fn filled() -> CertificateForm {
        let answers = statements().into_iter().map(|it| (it.number.clone(), it.number != "8a"));
        CertificateForm {
            service: "Heilsam Video".to_owned(),
            technology: proof("IT 4711"),
            privacy: proof("DS 4712"),
            answers: answers.collect(),
            participants: String::new(),
            person: "Dr. Weber".to_owned(),
            contact: "video@heilsam.example".to_owned(),
            register: Register::default(),
        }
    }

    #[test]
    fn the_form_has_the_ten_statements_of_the_agreement() {
        let statements = statements();
        let numbers: Vec<&str> = statements.iter().map(|it| it.number.as_str()).collect();
        assert_eq!(numbers, ["1", "2a", "2b", "3", "4", "5", "6", "7", "8a", "8b"]);
        assert!(statements.iter().all(|it| !it.text.is_empty()));
        let optional: Vec<&str> =
            statements.iter().filter(|it| !it.must_apply).map(|it| it.number.as_str()).collect();
        assert_eq!(optional, ["2a", "8a", "8b"], "everything else must apply");
    }

    #[test]
    fn a_filled_form_becomes_the_paper_word_by_word() {
        let document = filled().document(TODAY).unwrap();
        let text = document.to_string();
        for part in [
            "Unser Videodienst Heilsam Video erfüllt die Anforderungen",
            "IT 4711",
            "01.01.2026 – 31.12.2027",
            "nach ISO/IEC 17065 für den Geltungsbereich der technischen Verfahren",
            "gemäß Artikel 42 DS-GVO",
            "Falls zutreffend bei 2a:",
            "Patienten und Pflegekräfte können den Videodienst nutzen",
        ] {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!(!text.contains("Sonderregelung"), "the transition is over");
        let rows = document["sections"][3]["blocks"][1]["table"]["rows"].as_array().unwrap();
        assert_eq!(
            (rows[0][2].as_str(), rows[8][2].as_str()),
            (Some("zutreffend"), Some("nicht zutreffend"))
        );
        assert_eq!(rows[9][2], "–", "nobody is asked for the number");
    }

    #[test]
    fn an_empty_form_names_everything_that_is_missing() {
        let wrong = CertificateForm::default().check(TODAY);
        let fields: Vec<&str> = wrong.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields.first(), Some(&"service"));
        assert!(fields.contains(&"a-title") && fields.contains(&"b-until") && fields.contains(&"c-1"));
        assert!(!fields.contains(&"c-2b") && !fields.contains(&"c-8b"), "not asked yet");
        assert!(CertificateForm::default().document(TODAY).is_err());
    }

    #[test]
    fn what_the_agreement_demands_must_apply_and_numbers_must_be_numbers() {
        let mut form = filled();
        form.answers.insert("7".to_owned(), false);
        form.answers.insert("8a".to_owned(), true);
        form.participants = "2".to_owned();
        form.technology.until = "2026-11-27".to_owned();
        form.privacy.until = "2025-12-31".to_owned();
        let wrong = form.check(TODAY);
        let expected = [
            ("a-until", Wrong::Over),
            ("b-until", Wrong::Date),
            ("c-7", Wrong::MustApply),
            ("c-8b", Wrong::Count),
        ];
        assert_eq!(wrong, expected.map(|(field, why)| (field.to_owned(), why)));
        form.participants = "4".to_owned();
        assert!(!form.check(TODAY).iter().any(|(field, _)| field == "c-8b"));
    }
}
