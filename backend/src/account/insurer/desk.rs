//! The test insurer with the prefix 77: accepts its codes, and answers the published error codes with their errors.
//!
//! Source: Anhang 6, DiGA-Pseudocodes: day of service is today, the DiGA-VE-ID ends with 000.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Confirmation;
use super::message::{Answer, ErrorNumber, Question};

/// Answers questions.
#[derive(Debug, Clone, Copy, Default)]
pub struct Desk;

/// The published codes that are not accepted, with their error numbers.
const PUBLISHED: [(&str, u16); 6] = [
    ("77AAAAAAAAAAADEV", 100),
    ("77AAAAAAAAAAADFF", 101),
    ("77AAAAAAAAAAADGE", 102),
    ("77AAAAAAAAAAAGIS", 200),
    ("77AAAAAAAAAAAGJC", 201),
    ("77AAAAAAAAAAAGKD", 202),
];
const NOT_FOUND: ErrorNumber = ErrorNumber(102);
const UNREADABLE: ErrorNumber = ErrorNumber(200);

impl Desk {
    /// The answer to a message, as a message.
    #[must_use]
    pub fn answer(self, xml: &str, now: Timestamp) -> String {
        let Ok(question) = Question::read(xml) else {
            // Whoever wrote this is not known: the answer goes to the test manufacturer.
            let nobody = heilsam_domain::ActivationCode::from_parts(*b"77", [0; 12]);
            return nobody.map_or_else(
                |_| String::new(),
                |code| Answer::Refused(UNREADABLE).to_xml(&Question::test(&code)),
            );
        };
        self.judge(&question, now).to_xml(&question)
    }

    fn judge(self, question: &Question, now: Timestamp) -> Answer {
        let code = question.code.expose();
        if question.code.insurer_prefix() != "77" {
            return Answer::Refused(NOT_FOUND);
        }
        match PUBLISHED.iter().find(|(published, _)| *published == code) {
            Some((_, number)) => Answer::Refused(ErrorNumber(*number)),
            None => Answer::Valid(Confirmation {
                diga_ve_id: format!("{}000", question.diga_id.as_str()),
                day: now.to_zoned(TimeZone::UTC).date(),
            }),
        }
    }
}
