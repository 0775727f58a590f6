//! The letters that go with the signed certificate: each asks one body for the entry in the register, or for its renewal.
//!
//! Source: Anlage 31b BMV-Ä, § 5(1) no. 8 and § 5(6).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::certificate::{CertificateForm, LINE, Proof, Wrong, certificate, missing, text};
use super::paper::{fact, say, section, table_of};
use crate::application::FieldKind;
use crate::message::{Language, Message, german_day as day};

const BODIES: &str = include_str!("../../../../../assets/kv/register.json");

/// What the letters say besides what stands in the certificate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Register {
    /// Name of the provider.
    pub provider: String,
    /// Its address, on one line.
    pub address: String,
    /// Where the service stands on the web.
    pub page: String,
    /// Whether the service stands in the register already; `None` until it is said.
    pub is_listed: Option<bool>,
}

/// A body that keeps the register.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Body {
    /// Such as `kbv`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The name after "to", as German sentences need it.
    pub to: String,
    /// Street and number.
    pub street: String,
    /// Postal code and town.
    pub place: String,
}

#[derive(Debug, Default, Deserialize)]
struct Known {
    source: Source,
    bodies: Vec<Body>,
}

#[derive(Debug, Default, Deserialize)]
struct Source {
    de: String,
    en: String,
}

/// Both bodies, in the order of the page.
#[must_use]
pub fn bodies() -> Vec<Body> {
    known().bodies
}

/// Where their addresses come from, and of which day they are.
#[must_use]
pub fn source(language: Language) -> String {
    match language {
        Language::German => known().source.de,
        Language::English => known().source.en,
    }
}

/// A test rules out that it cannot be read.
fn known() -> Known {
    serde_json::from_str(BODIES).unwrap_or_default()
}

impl CertificateForm {
    /// What is missing or wrong for a letter, by the name of the field, in the order of the page: the certificate goes along.
    #[must_use]
    pub fn check_letter(&self, today: Date) -> Vec<(String, Wrong)> {
        let mut wrong = self.check(today);
        let entry = &self.register;
        missing(&mut wrong, "letter-provider", &entry.provider);
        missing(&mut wrong, "letter-address", &entry.address);
        if entry.page.trim().is_empty() {
            wrong.push(("letter-page".to_owned(), Wrong::Missing));
        } else if FieldKind::Url.check(&entry.page).is_err() {
            wrong.push(("letter-page".to_owned(), Wrong::Page));
        }
        if entry.is_listed.is_none() {
            wrong.push(("letter-kind".to_owned(), Wrong::Missing));
        }
        wrong
    }

    /// The letter to one body, as JSON of the report module. It is in German: so are those who read it.
    ///
    /// # Errors
    /// What [`CertificateForm::check_letter`] says.
    pub fn letter(&self, body: &Body, today: Date) -> Result<Value, Vec<(String, Wrong)>> {
        let wrong = self.check_letter(today);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let (subject, request) = if self.register.is_listed == Some(true) {
            ("compliance-register-renewal", "compliance-register-renewal-text")
        } else {
            ("compliance-register-entry", "compliance-register-entry-text")
        };
        let sender = format!("{}, {}", self.register.provider.trim(), self.register.address.trim());
        let others = bodies().into_iter().filter(|it| it.id != body.id);
        let others = others.map(|it| Message::new("compliance-register-other").with("body", it.to).german());
        let opening: Vec<String> =
            [say("compliance-register-salutation"), say(request)].into_iter().chain(others).collect();
        Ok(json!({
            "language": "de",
            "title": say(subject),
            "letter": {
                "from": sender,
                "to": [&body.name, &body.street, &body.place],
                "opening": opening,
            },
            "about": [
                fact("compliance-certificate-person", self.person.trim()),
                fact("compliance-register-date", day(today)),
                fact("compliance-certificate-contact", self.contact.trim()),
            ],
            "foot": sender,
            "page": say("compliance-paper-page"),
            "made_at": today.at(0, 0, 0, 0),
            "utc_offset_minutes": 0,
            "made_by": "Heilsam",
            "sections": [self.entry(), self.proofs(), self.closing()],
        }))
    }

    /// What the register shows.
    fn entry(&self) -> Value {
        let lines = [
            fact("compliance-register-provider", self.register.provider.trim()),
            fact("compliance-register-address", self.register.address.trim()),
            fact("compliance-certificate-service", self.service.trim()),
            fact("compliance-register-page", self.register.page.trim()),
        ];
        section(say("compliance-register-facts"), false, vec![json!({ "lines": lines })])
    }

    /// The certificates with their terms, and when the next letter is due.
    fn proofs(&self) -> Value {
        let written = |text: &str| text.parse::<Date>().map(day).unwrap_or_default();
        let rows = self.named().into_iter().map(|(name, proof)| {
            vec![name, proof.body.trim().to_owned(), written(&proof.from), written(&proof.until)]
        });
        let columns = [
            ("compliance-register-proof", 46),
            ("compliance-register-body", 26),
            ("compliance-register-from", 14),
            ("compliance-register-until", 14),
        ];
        let columns = columns.map(|(name, share)| (say(name), share));
        let ends = [&self.technology, &self.privacy].map(|proof| proof.until.parse::<Date>().ok());
        let first = ends.into_iter().flatten().min().map(day).unwrap_or_default();
        let again = Message::new("compliance-register-again").with("day", first).german();
        let blocks = vec![table_of("", &columns, rows.collect()), json!({ "text": again })];
        section(say("compliance-register-proofs"), false, blocks)
    }

    /// Room to sign, and what goes along.
    fn closing(&self) -> Value {
        let by_hand =
            ["compliance-certificate-place", "compliance-certificate-stamp"].map(|name| fact(name, LINE));
        let proofs = self.named().into_iter().map(|(name, proof)| {
            let proof = format!("{name}, {}", proof.body.trim());
            Message::new("compliance-register-along-proof").with("proof", proof).german()
        });
        let along: Vec<String> =
            std::iter::once(say("compliance-register-along-certificate")).chain(proofs).collect();
        let blocks = vec![
            json!({ "text": say("compliance-register-greeting") }),
            json!({ "facts": by_hand }),
            json!({ "list": { "title": say("compliance-register-along"), "items": along } }),
        ];
        section(say("compliance-certificate-signature"), false, blocks)
    }

    /// Each certificate, with letter and subject of Anlage 2 before its title and number.
    fn named(&self) -> Vec<(String, &Proof)> {
        let certificate = certificate();
        let at = |index: usize, rest: &str| text(&certificate, &format!("/sections/{index}/{rest}"));
        let proofs = [&self.technology, &self.privacy].into_iter().enumerate();
        let named = proofs.map(|(index, proof)| {
            (format!("{}) {}: {}", at(index, "letter"), at(index, "title"), proof.title.trim()), proof)
        });
        named.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::certificate::tests::{TODAY, filled};
    use super::*;

    fn complete(is_listed: bool) -> CertificateForm {
        let register = Register {
            provider: "Heilsam GmbH".to_owned(),
            address: "Musterweg 1, 10115 Berlin".to_owned(),
            page: "https://video.heilsam.example".to_owned(),
            is_listed: Some(is_listed),
        };
        CertificateForm { register, ..filled() }
    }

    #[test]
    fn both_bodies_get_a_letter_of_their_own_with_their_address() {
        let wanted = [
            ["Kassenärztliche Bundesvereinigung", "Herbert-Lewin-Platz 2", "10623 Berlin"],
            ["GKV-Spitzenverband", "Reinhardtstraße 28", "10117 Berlin"],
        ];
        let others = ["dem GKV-Spitzenverband", "der Kassenärztlichen Bundesvereinigung"];
        let bodies = bodies();
        assert_eq!(bodies.len(), 2);
        for ((body, to), other) in bodies.iter().zip(wanted).zip(others) {
            let letter = complete(false).letter(body, TODAY).unwrap();
            assert_eq!(letter["letter"]["to"], json!(to));
            assert_eq!(letter["letter"]["from"], "Heilsam GmbH, Musterweg 1, 10115 Berlin");
            let text = letter.to_string();
            for part in [
                other,
                "Heilsam Video",
                "https://video.heilsam.example",
                "Dr. Weber",
                "video@heilsam.example",
                "28.11.2026",
                "01.01.2026",
                "31.12.2027",
                "in das Verzeichnis der Videodienstanbieter nach § 5 Absatz 6",
                LINE,
            ] {
                assert!(text.contains(part), "{part} is missing in {text}");
            }
            assert!(!text.contains("compliance-"), "a sentence is missing in {text}");
        }
        let [german, english] = [Language::German, Language::English].map(source);
        assert!(german.contains("2026") && english.contains("2026") && german != english, "of which day");
    }

    #[test]
    fn the_enclosures_are_the_signed_certificate_and_each_certificate_that_the_form_names() {
        let mut form = complete(false);
        form.privacy.title = "DS 4713".to_owned();
        form.privacy.until = "2027-06-30".to_owned();
        let letter = form.letter(&bodies()[0], TODAY).unwrap();
        let items = letter["sections"][2]["blocks"][2]["list"]["items"].as_array().unwrap();
        let starts = [
            "Bescheinigung nach Anlage 2",
            "a) Informationstechniksicherheit: IT 4711, Prüfstelle",
            "b) Datenschutz: DS 4713, Prüfstelle",
        ];
        assert_eq!(items.len(), starts.len());
        for (item, start) in items.iter().zip(starts) {
            assert!(item.as_str().unwrap().starts_with(start), "{item}");
        }
        let rows = letter["sections"][1]["blocks"][0]["table"]["rows"].as_array().unwrap();
        assert_eq!((rows[0][3].as_str(), rows[1][3].as_str()), (Some("31.12.2027"), Some("30.06.2027")));
        let again = letter["sections"][1]["blocks"][1]["text"].as_str().unwrap();
        assert!(again.contains("30.06.2027"), "the first that ends is named: {again}");
    }

    #[test]
    fn whoever_stands_in_the_register_asks_for_the_renewal() {
        let title = |is_listed: bool| {
            let letter = complete(is_listed).letter(&bodies()[1], TODAY).unwrap();
            (letter["title"].as_str().unwrap().to_owned(), letter.to_string())
        };
        let ((entry, first), (renewal, again)) = (title(false), title(true));
        assert!(entry.starts_with("Aufnahme") && first.contains("aufzunehmen"), "{first}");
        assert!(renewal.starts_with("Verlängerung") && again.contains("erneut vor"), "{again}");
        assert!(!again.contains("aufzunehmen"), "{again}");
    }

    #[test]
    fn a_letter_names_what_it_lacks_behind_what_the_certificate_lacks() {
        let fields = |form: &CertificateForm| form.check_letter(TODAY);
        let missing = |field: &str| (field.to_owned(), Wrong::Missing);
        let all = ["letter-provider", "letter-address", "letter-page", "letter-kind"].map(missing);
        assert_eq!(fields(&filled()), all);
        assert!(filled().letter(&bodies()[0], TODAY).is_err());
        assert!(filled().document(TODAY).is_ok(), "the certificate does without");
        let mut form = complete(true);
        form.register.page = "video.heilsam.example".to_owned();
        form.person = String::new();
        assert_eq!(fields(&form), [missing("person"), ("letter-page".to_owned(), Wrong::Page)]);
    }

    #[test]
    fn what_was_typed_before_there_were_letters_is_read() {
        let form: CertificateForm = serde_json::from_str(r#"{ "service": "Heilsam Video" }"#).unwrap();
        assert_eq!((form.service.as_str(), form.register), ("Heilsam Video", Register::default()));
    }
}
