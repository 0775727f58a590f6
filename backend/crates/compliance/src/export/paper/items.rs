//! The items on paper: what is asked, what is answered, and what proves it.

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{Names, fact, name, say, section, table};
use crate::answer::{Answer, Place};
use crate::checks;
use crate::evidence::{Evidence, EvidenceId, Outcome, Standing};
use crate::export::{Export, Row};
use crate::message::{Language, Message, german_day as day};
use crate::workspace::item::Review;
use crate::workspace::status::{Gap, Status};

/// Characters of a digest that tell it from others in a table.
const BEGINNING: usize = 32;

/// Columns of evidence, with their shares of the width.
pub(super) const PROOF: [(&str, u16); 4] = [
    ("compliance-paper-id", 16),
    ("compliance-paper-what", 28),
    ("compliance-paper-worth", 18),
    ("compliance-paper-detail", 38),
];

impl Export<'_> {
    /// One section for each group of a catalogue that concerns the product.
    pub(super) fn catalogues(&self, names: &Names) -> Vec<Value> {
        let mut sections = Vec::new();
        for catalogue in self.concerned() {
            for (number, group) in catalogue.groups.iter().enumerate() {
                let items = group.items.iter().map(|item| self.row(catalogue, group, item));
                let blocks = items.flat_map(|row| self.item_blocks(&row, names)).collect();
                sections.push(section(format!("{}: {}", catalogue.title, group.title), number == 0, blocks));
            }
        }
        sections
    }

    fn item_blocks(&self, row: &Row<'_>, names: &Names) -> Vec<Value> {
        let item = row.item;
        let topic = item.topic.as_ref().map_or_else(String::new, |topic| format!(" · {topic}"));
        // Some catalogues number their items by the id.
        let same = item.number.to_lowercase().replace(['.', '_'], "-") == item.id.as_str();
        let id = if same { String::new() } else { format!(" ({})", item.id) };
        let mut blocks = vec![json!({ "heading": format!("{}{id}{topic}", item.number) })];
        blocks.extend(item.provision.as_ref().map(|text| json!({ "small-print": text })));
        blocks.extend(item.question.as_ref().map(|text| json!({ "text": text })));
        blocks.push(json!({ "text": item.text }));
        blocks.extend(
            (1..).zip(&item.points).map(|(number, point)| json!({ "text": format!("{number}. {point}") })),
        );
        if row.report.status == Status::NotAsked {
            blocks.push(json!({ "small-print": say("compliance-paper-not-asked") }));
            return blocks;
        }
        blocks.push(json!({ "lines": self.said(row, names) }));
        let proof: Vec<Vec<String>> = row
            .state
            .evidence
            .keys()
            .filter_map(|id| Some(self.proof(id, self.workspace.evidence(id)?, false)))
            .collect();
        if !proof.is_empty() {
            blocks.push(table("", &PROOF, proof));
        }
        blocks
    }

    fn said(&self, row: &Row<'_>, names: &Names) -> Vec<Value> {
        let content = row.state.content();
        let mut said = vec![fact("compliance-paper-status", status(row.report.status))];
        for (place, answer) in &content.answers {
            let name = match place {
                &Place::WHOLE => say("compliance-paper-answer"),
                Place(number) => {
                    Message::new("compliance-paper-answer-point").with("number", number).german()
                }
            };
            let (word, reason) = answer_words(answer);
            said.push(json!({ "name": name, "value": word }));
            said.extend(reason.map(|(id, reason)| fact(id, reason)));
        }
        if !content.explanation.is_empty() {
            said.push(fact("compliance-paper-explanation", content.explanation));
        }
        if let Some(author) = &row.state.last_author {
            said.push(fact("compliance-paper-author", name(names, author)));
        }
        if let (Review::Approved { by, at, seen }, Status::Approved) = (&row.state.review, row.report.status)
        {
            let hash: String = seen.to_string().chars().take(BEGINNING).collect();
            let approved = Message::new("compliance-paper-approval")
                .with("name", name(names, by))
                .with("day", day(at.to_zoned(TimeZone::UTC).date()))
                .with("hash", hash);
            said.push(fact("compliance-paper-approved", approved.german()));
        }
        // "Open" says already that nothing is answered.
        let open = row.report.status == Status::Open;
        let told = |gap: &&Gap| gap.blocks() && !(open && matches!(gap, Gap::Unanswered { .. }));
        let gaps: Vec<String> =
            row.report.gaps.iter().filter(told).map(|gap| gap.message().german()).collect();
        if !gaps.is_empty() {
            said.push(fact("compliance-paper-gaps", gaps.join("\n")));
        }
        said
    }

    /// One line of a table of evidence: id, what it is, until when it proves, and what it says; with the whole digest of a file,
    /// or its beginning.
    pub(super) fn proof(&self, id: &EvidenceId, evidence: &Evidence, whole: bool) -> Vec<String> {
        let standing = match evidence.standing(self.now, self.workspace.release()) {
            Standing::Valid { until: Some(last) } => {
                Message::new("compliance-paper-valid-until").with("day", day(last)).german()
            }
            Standing::Valid { until: None } => say("compliance-paper-valid"),
            Standing::Red => say("compliance-paper-red"),
            Standing::Expired => say("compliance-paper-expired"),
            Standing::Stale => say("compliance-paper-stale"),
            Standing::NotChecked => say("compliance-paper-not-checked"),
        };
        let (what, detail) = match evidence {
            Evidence::Check(run) => {
                let found = match &run.outcome {
                    Outcome::Passed => say("compliance-paper-passed"),
                    Outcome::Failed { finding } => finding.clone(),
                    Outcome::NotChecked { reason } => reason.clone(),
                };
                let when = day(run.at.to_zoned(TimeZone::UTC).date());
                let what = Message::new("compliance-paper-check")
                    .with("check", check_name(&run.check))
                    .with("version", &run.check_version);
                (what.german(), format!("{found} – {}, {} ({when})", run.release.version, run.release.commit))
            }
            Evidence::Document(document) => {
                let what = Message::new("compliance-paper-document")
                    .with("name", &document.name)
                    .with("version", &document.version);
                let digest = document.digest.to_string();
                let beginning: String = digest.chars().take(BEGINNING).collect();
                let digest = if whole { digest } else { format!("{beginning} …") };
                (what.german(), format!("SHA-384 {digest}"))
            }
            Evidence::Statement(statement) => {
                let what = Message::new("compliance-paper-statement-of").with("role", &statement.role);
                (what.german(), format!("{} ({})", statement.text, day(statement.date)))
            }
        };
        vec![id.0.clone(), what, standing, detail]
    }
}

/// What a check is called, with its id; the id alone for one that this release does not know.
fn check_name(id: &str) -> String {
    let known = checks::known().iter().find(|check| check.id == id);
    known.map_or_else(|| id.to_owned(), |check| format!("{} ({id})", check.title.text(Language::German)))
}

fn status(status: Status) -> String {
    say(match status {
        Status::NotAsked => "compliance-paper-status-not-asked",
        Status::Open => "compliance-paper-open",
        Status::Partly => "compliance-paper-status-partly",
        Status::Answered => "compliance-paper-status-answered",
        Status::InReview => "compliance-paper-status-in-review",
        Status::Returned => "compliance-paper-status-returned",
        Status::Approved => "compliance-paper-status-approved",
    })
}

/// The answer, and its reason with what that is called.
fn answer_words(answer: &Answer) -> (String, Option<(&'static str, String)>) {
    match answer {
        Answer::Met => (say("compliance-paper-met"), None),
        Answer::NotApplicable { reason } => {
            let reason = (!reason.is_empty()).then(|| ("compliance-paper-reason", reason.clone()));
            (say("compliance-paper-not-applicable"), reason)
        }
        Answer::Deviation { equivalence } => {
            (say("compliance-paper-deviation"), Some(("compliance-paper-equivalence", equivalence.clone())))
        }
        Answer::Count { value } => (value.to_string(), None),
    }
}
