//! `Pruefung_Freischaltcode` 3.0.0: the question, the answer, the error message.
//!
//! Source: `EDFC0-Pruefung_3.0.0.xsd`, namespace `http://www.gkv-datenaustausch.de/XML-Schema/EDFC0_Pruefung/3.0`.

use std::collections::BTreeMap;

use heilsam_domain::ActivationCode;
use jiff::civil::Date;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::Confirmation;

const NAMESPACE: &str = "http://www.gkv-datenaustausch.de/XML-Schema/EDFC0_Pruefung/3.0";
const VERSION: &str = "003.000.000";
const VALID_FROM: &str = "2022-08-25";
const ROOT: &str = "Pruefung_Freischaltcode";
/// Largest message that is read, in bytes.
pub const LARGEST: usize = 64 * 1024;

/// Digits of a fixed length: an IK has nine, a DiGA-ID five, a DiGA-VE-ID eight.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digits<const N: usize>(String);

impl<const N: usize> Digits<N> {
    /// Reads exactly `N` digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() == N && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| Self(text.to_owned()))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn test(digit: char) -> Self {
        Self(std::iter::repeat_n(digit, N).collect())
    }
}

/// Institutionskennzeichen.
pub type Ik = Digits<9>;
/// DiGA-ID of the listing.
pub type DigaId = Digits<5>;

/// Whether a message is about real prescriptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Procedure {
    /// `EDFC0`
    Real,
    /// `TDFC0`
    Test,
}

impl Procedure {
    /// The code on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Real => "EDFC0",
            Self::Test => "TDFC0",
        }
    }
}

/// The question about one code.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// The manufacturer, who asks.
    pub manufacturer: Ik,
    /// The insurer that issued the code.
    pub insurer: Ik,
    /// The application.
    pub diga_id: DigaId,
    /// The code.
    pub code: ActivationCode,
    /// Real or test.
    pub procedure: Procedure,
}

/// Number of an error. Source: Anhang 5, Fehlerausgaben.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorNumber(pub u16);

impl ErrorNumber {
    /// The code is expired (100), cancelled (101) or not found (102); all others concern request or insurer.
    #[must_use]
    pub const fn concerns_the_code(self) -> bool {
        self.0 >= 100 && self.0 < 200
    }
}

/// What the insurer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The code may be redeemed.
    Valid(Confirmation),
    /// It may not, or could not be checked.
    Refused(ErrorNumber),
}

/// Bytes that are no such message, or not the answer to this question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the message has not the form of Pruefung_Freischaltcode 3.0.0")]
pub struct NotAMessage;

impl Question {
    /// A question to the test insurer.
    #[must_use]
    pub fn test(code: &ActivationCode) -> Self {
        Self {
            manufacturer: Ik::test('9'),
            insurer: Ik::test('7'),
            diga_id: DigaId::test('0'),
            code: code.clone(),
            procedure: Procedure::Test,
        }
    }

    /// The message. Nothing in it needs escaping: digits, and a code of capitals and digits.
    #[must_use]
    pub fn to_xml(&self) -> String {
        let inner = format!(
            "<Anfrage><IK_DiGA_Hersteller>{}</IK_DiGA_Hersteller><IK_Krankenkasse>{}</IK_Krankenkasse>\
             <DiGAID>{}</DiGAID><Freischaltcode>{}</Freischaltcode></Anfrage>",
            self.manufacturer.as_str(),
            self.insurer.as_str(),
            self.diga_id.as_str(),
            self.code.expose()
        );
        frame("ANF", self.procedure, &self.manufacturer, &self.insurer, &inner)
    }

    /// Reads what [`Self::to_xml`] wrote.
    ///
    /// # Errors
    /// [`NotAMessage`]
    pub fn read(xml: &str) -> Result<Self, NotAMessage> {
        let message = Fields::read(xml, "ANF")?;
        let procedure = match message.attribute("verfahrenskennung")? {
            "EDFC0" => Procedure::Real,
            "TDFC0" => Procedure::Test,
            _ => return Err(NotAMessage),
        };
        Ok(Self {
            manufacturer: Ik::parse(message.get("IK_DiGA_Hersteller")?).ok_or(NotAMessage)?,
            insurer: Ik::parse(message.get("IK_Krankenkasse")?).ok_or(NotAMessage)?,
            diga_id: DigaId::parse(message.get("DiGAID")?).ok_or(NotAMessage)?,
            code: ActivationCode::parse(message.get("Freischaltcode")?).map_err(|_| NotAMessage)?,
            procedure,
        })
    }
}

impl Answer {
    /// The message with this answer to a question.
    #[must_use]
    pub fn to_xml(&self, question: &Question) -> String {
        let (kind, inner) = match self {
            Self::Valid(confirmation) => (
                "ANT",
                format!(
                    "<Antwort><IK_DiGA_Hersteller>{}</IK_DiGA_Hersteller><IK_Krankenkasse>{}</IK_Krankenkasse>\
                     <DiGAVEID>{}</DiGAVEID><Freischaltcode>{}</Freischaltcode>\
                     <Tag_der_Leistungserbringung>{}</Tag_der_Leistungserbringung></Antwort>",
                    question.manufacturer.as_str(),
                    question.insurer.as_str(),
                    confirmation.diga_ve_id,
                    question.code.expose(),
                    confirmation.day
                ),
            ),
            Self::Refused(number) => (
                "FEH",
                format!("<Fehlerinformation><Fehlernummer>{}</Fehlernummer></Fehlerinformation>", number.0),
            ),
        };
        frame(kind, question.procedure, &question.insurer, &question.manufacturer, &inner)
    }

    /// Reads the answer to a question; one about another code is none.
    ///
    /// # Errors
    /// [`NotAMessage`]
    pub fn read(xml: &str, question: &Question) -> Result<Self, NotAMessage> {
        if let Ok(message) = Fields::read(xml, "FEH") {
            let number = message.get("Fehlernummer")?.parse().map_err(|_| NotAMessage)?;
            return Ok(Self::Refused(ErrorNumber(number)));
        }
        let message = Fields::read(xml, "ANT")?;
        if message.get("Freischaltcode")? != question.code.expose() {
            return Err(NotAMessage);
        }
        let diga_ve_id = Digits::<8>::parse(message.get("DiGAVEID")?).ok_or(NotAMessage)?;
        let day: Date = message.get("Tag_der_Leistungserbringung")?.parse().map_err(|_| NotAMessage)?;
        Ok(Self::Valid(Confirmation { diga_ve_id: diga_ve_id.0, day }))
    }
}

fn frame(kind: &str, procedure: Procedure, sender: &Ik, receiver: &Ik, inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{ROOT} xmlns=\"{NAMESPACE}\" version=\"{VERSION}\" \
         gueltigab=\"{VALID_FROM}\" verfahrenskennung=\"{}\" nachrichtentyp=\"{kind}\" absender=\"{}\" \
         empfaenger=\"{}\">{inner}</{ROOT}>\n",
        procedure.as_str(),
        sender.as_str(),
        receiver.as_str()
    )
}

/// A message as names and texts: no element of it occurs twice but errors, of which the first counts.
struct Fields {
    attributes: BTreeMap<String, String>,
    texts: BTreeMap<String, String>,
}

impl Fields {
    fn read(xml: &str, kind: &str) -> Result<Self, NotAMessage> {
        if xml.len() > LARGEST {
            return Err(NotAMessage);
        }
        let mut reader = Reader::from_str(xml);
        let mut fields = Self { attributes: BTreeMap::new(), texts: BTreeMap::new() };
        let (mut open, mut root) = (None::<String>, false);
        loop {
            match reader.read_event().map_err(|_| NotAMessage)? {
                Event::Start(element) => {
                    let name = element.local_name().as_ref().to_owned();
                    if name == ROOT {
                        root = true;
                        for attribute in element.attributes() {
                            let attribute = attribute.map_err(|_| NotAMessage)?;
                            let name = attribute.key.as_ref().to_owned();
                            fields.attributes.insert(name, attribute.value.into_owned());
                        }
                    }
                    open = Some(name);
                }
                Event::Text(text) => {
                    if let Some(name) = &open {
                        let text = text.trim();
                        if !text.is_empty() {
                            fields.texts.entry(name.clone()).or_insert_with(|| text.to_owned());
                        }
                    }
                }
                Event::End(_) => open = None,
                // Entities and document types have no place in these messages.
                Event::DocType(_) | Event::GeneralRef(_) | Event::PI(_) => return Err(NotAMessage),
                Event::Eof => break,
                _ => {}
            }
        }
        let fits = root
            && fields.attributes.get("xmlns").is_some_and(|it| it == NAMESPACE)
            && fields.attributes.get("version").is_some_and(|it| it == VERSION)
            && fields.attributes.get("nachrichtentyp").is_some_and(|it| it == kind);
        if fits { Ok(fields) } else { Err(NotAMessage) }
    }

    fn get(&self, name: &str) -> Result<&str, NotAMessage> {
        self.texts.get(name).map(String::as_str).ok_or(NotAMessage)
    }

    fn attribute(&self, name: &str) -> Result<&str, NotAMessage> {
        self.attributes.get(name).map(String::as_str).ok_or(NotAMessage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question() -> Question {
        Question::test(&ActivationCode::parse("77AAAAAAAAAAAAAX").unwrap())
    }

    fn confirmation() -> Confirmation {
        Confirmation { diga_ve_id: "12345000".to_owned(), day: jiff::civil::date(2026, 3, 1) }
    }

    #[test]
    fn question_and_answers_read_back() {
        let question = question();
        assert!(Question::read(&question.to_xml()).unwrap() == question);
        for answer in [Answer::Valid(confirmation()), Answer::Refused(ErrorNumber(101))] {
            assert_eq!(Answer::read(&answer.to_xml(&question), &question), Ok(answer));
        }
    }

    #[test]
    fn the_question_has_the_form_of_the_schema() {
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<Pruefung_Freischaltcode xmlns="http://www.gkv-datenaustausch.de/XML-Schema/EDFC0_Pruefung/3.0" version="003.000.000" gueltigab="2022-08-25" verfahrenskennung="TDFC0" nachrichtentyp="ANF" absender="999999999" empfaenger="777777777"><Anfrage><IK_DiGA_Hersteller>999999999</IK_DiGA_Hersteller><IK_Krankenkasse>777777777</IK_Krankenkasse><DiGAID>00000</DiGAID><Freischaltcode>77AAAAAAAAAAAAAX</Freischaltcode></Anfrage></Pruefung_Freischaltcode>
"#;
        assert_eq!(question().to_xml(), expected);
    }

    #[test]
    fn an_answer_about_another_code_or_of_another_version_is_none() {
        let other = Question::test(&ActivationCode::parse("77AAAAAAAAAAADEV").unwrap());
        let answer = Answer::Valid(confirmation()).to_xml(&question());
        assert_eq!(Answer::read(&answer, &other), Err(NotAMessage));
        for (from, to) in
            [("003.000.000", "002.000.000"), ("/3.0", "/2.0"), ("ANT", "ANF"), ("-03-01", "-03-41")]
        {
            assert_eq!(Answer::read(&answer.replace(from, to), &question()), Err(NotAMessage), "{from}");
        }
    }

    #[test]
    fn entities_and_anything_else_are_refused() {
        let bomb = format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{}", question().to_xml());
        for text in ["", "<a/>", "nothing", &bomb, &"<a>".repeat(LARGEST)] {
            assert_eq!(Answer::read(text, &question()), Err(NotAMessage));
            assert!(Question::read(text).is_err());
        }
    }
}
