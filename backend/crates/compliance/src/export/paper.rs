//! The dossier for paper: everything that BfArM reads, in German, in the form that the report module lays out as PDF.
//!
//! The same history on the same day gives the same bytes: the date of the file is that of the newest entry.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{Export, Row};
use crate::answer::{Answer, Place};
use crate::application::edition::{Edition, edition};
use crate::application::{Listing, Mark};
use crate::evidence::{Evidence, EvidenceId, Outcome, Standing};
use crate::message::Message;
use crate::protection::{ProtectionNeed, ProtectionResult};
use crate::workspace::PersonId;
use crate::workspace::item::Review;
use crate::workspace::status::Status;

/// Names of persons by their id.
pub type Names = BTreeMap<String, String>;

impl Export<'_> {
    /// The document, as JSON of the report module.
    #[must_use]
    pub fn paper(&self, names: &Names) -> Value {
        let workspace = self.workspace;
        let made = workspace.history().last().map_or(self.now.at, |entry| entry.at);
        let made_at = made.to_zoned(TimeZone::UTC).datetime();
        let mut sections = vec![self.application()];
        sections.push(self.protection());
        sections.extend(self.catalogues(names));
        sections.push(self.all_proof());
        sections.push(self.signatures(names));
        let release = workspace.release().map_or_else(dash, |it| format!("{} ({})", it.version, it.commit));
        let listing = match workspace.application().listing() {
            Some(Listing::Permanent) => say("compliance-paper-permanent"),
            Some(Listing::Trial) => say("compliance-paper-trial"),
            None => dash(),
        };
        let head: String = workspace.head().to_string().chars().take(32).collect();
        json!({
            "language": "de",
            "title": Message::new("compliance-paper-title").with("product", self.product()).german(),
            "about": [
                fact("compliance-paper-listing", listing),
                fact("compliance-paper-law", day(workspace.legal().date())),
                fact("compliance-paper-release", release),
                fact("compliance-paper-filing", workspace.filing().map_or_else(dash, day)),
                fact("compliance-paper-state", day(made_at.date())),
                fact("compliance-paper-checked", day(self.now.today)),
                fact("compliance-paper-entries", workspace.history().len().to_string()),
                fact("compliance-paper-head", head),
            ],
            "foot": Message::new("compliance-paper-foot").with("product", self.product()).german(),
            "page": say("compliance-paper-page"),
            "made_at": made_at,
            "utc_offset_minutes": 0,
            "made_by": "Heilsam",
            "contents": say("compliance-paper-contents"),
            "sections": sections,
        })
    }

    fn application(&self) -> Value {
        let workspace = self.workspace;
        let mut blocks = Vec::new();
        for entry in edition(self.library, workspace.legal(), workspace.application(), Edition::Full) {
            blocks.push(json!({ "heading": entry.provision }));
            blocks.push(json!({ "small-print": entry.statement }));
            if entry.not_applicable {
                blocks.push(json!({ "text": say("compliance-paper-entry-not-applicable") }));
            } else if entry.rows.is_empty() {
                blocks.push(json!({ "text": say("compliance-paper-open") }));
            }
            for row in entry.rows {
                let caption =
                    row.row.map_or_else(|| row.label.clone(), |number| format!("{} {number}", row.label));
                let lines = row.fields.into_iter().map(|field| {
                    let marks: Vec<String> =
                        field.marks.iter().map(|mark: &Mark| mark.name().german()).collect();
                    let marked =
                        if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join(", ")) };
                    vec![field.label + &marked, field.text]
                });
                blocks.push(table(
                    &caption,
                    &[("compliance-paper-statement", 30), ("compliance-paper-text", 70)],
                    lines.collect(),
                ));
            }
        }
        section(say("compliance-paper-application"), true, blocks)
    }

    fn protection(&self) -> Value {
        let analysis = self.workspace.protection();
        let need = match analysis.result() {
            ProtectionResult::Incomplete { .. } => say("compliance-paper-open"),
            ProtectionResult::Complete { need, .. } => level(need),
        };
        let rows = analysis.ratings.iter().map(|(scenario, rating)| {
            vec![
                scenario.name().german(),
                level(rating.confidentiality),
                level(rating.integrity),
                level(rating.availability),
                rating.reason.clone(),
            ]
        });
        let columns = [
            ("compliance-paper-scenario", 26),
            ("compliance-paper-confidentiality", 14),
            ("compliance-paper-integrity", 14),
            ("compliance-paper-availability", 14),
            ("compliance-paper-why", 40),
        ];
        let mut blocks = vec![json!({ "facts": [fact("compliance-paper-need", need)] })];
        if !analysis.ratings.is_empty() {
            blocks.push(table("", &columns, rows.collect()));
        }
        if let Some(cumulation) = &analysis.cumulation {
            let text = format!("{}: {}", level(cumulation.need), cumulation.reason);
            blocks.push(json!({ "text": text }));
        }
        section(say("compliance-paper-protection"), true, blocks)
    }

    /// One section for each group of a catalogue that concerns the product.
    fn catalogues(&self, names: &Names) -> Vec<Value> {
        let mut sections: Vec<(String, Vec<Value>)> = Vec::new();
        let mut first = true;
        for row in self.rows() {
            if !self.workspace.concerns(self.library, row.catalogue) {
                continue;
            }
            let title = format!("{}: {}", row.catalogue.title, row.group.title);
            if sections.last().is_none_or(|(known, _)| *known != title) {
                sections.push((title, Vec::new()));
            }
            if let Some((_, blocks)) = sections.last_mut() {
                blocks.extend(self.item_blocks(&row, names));
            }
        }
        let sections = sections.into_iter().map(|(title, blocks)| {
            let begins = std::mem::take(&mut first);
            section(title, begins, blocks)
        });
        sections.collect()
    }

    fn item_blocks(&self, row: &Row<'_>, names: &Names) -> Vec<Value> {
        let item = row.item;
        let topic = item.topic.as_ref().map_or_else(String::new, |topic| format!(" · {topic}"));
        let mut blocks = vec![json!({ "heading": format!("{} ({}){topic}", item.number, item.id) })];
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
        blocks.push(table(
            "",
            &[("compliance-paper-about", 22), ("compliance-paper-said", 78)],
            self.said(row, names),
        ));
        let proof: Vec<Vec<String>> = row
            .state
            .evidence
            .keys()
            .filter_map(|id| Some(self.proof(id, self.workspace.evidence(id)?)))
            .collect();
        if !proof.is_empty() {
            blocks.push(table(&say("compliance-paper-evidence"), &PROOF, proof));
        }
        blocks
    }

    fn said(&self, row: &Row<'_>, names: &Names) -> Vec<Vec<String>> {
        let content = row.state.content();
        let mut said = vec![vec![say("compliance-paper-status"), status(row.report.status)]];
        for (place, answer) in &content.answers {
            let name = match place {
                &Place::WHOLE => say("compliance-paper-answer"),
                Place(number) => {
                    Message::new("compliance-paper-answer-point").with("number", number).german()
                }
            };
            let (word, reason) = answer_words(answer);
            said.push(vec![name, word]);
            if let Some((id, reason)) = reason {
                said.push(vec![say(id), reason]);
            }
        }
        if !content.explanation.is_empty() {
            said.push(vec![say("compliance-paper-explanation"), content.explanation]);
        }
        if let Some(author) = &row.state.last_author {
            said.push(vec![say("compliance-paper-author"), name(names, author)]);
        }
        if let (Review::Approved { by, at, seen }, Status::Approved) = (&row.state.review, row.report.status)
        {
            let hash: String = seen.to_string().chars().take(32).collect();
            let approved = Message::new("compliance-paper-approval")
                .with("name", name(names, by))
                .with("day", day(at.to_zoned(TimeZone::UTC).date()))
                .with("hash", hash);
            said.push(vec![say("compliance-paper-approved"), approved.german()]);
        }
        let gaps = row.report.gaps.iter().filter(|gap| gap.blocks()).map(|gap| gap.message().german());
        let gaps: Vec<String> = gaps.collect();
        if !gaps.is_empty() {
            said.push(vec![say("compliance-paper-gaps"), gaps.join("\n")]);
        }
        said
    }

    /// One line of a table of evidence: id, what it is, until when it proves, and what it says.
    fn proof(&self, id: &EvidenceId, evidence: &Evidence) -> Vec<String> {
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
                    .with("check", &run.check)
                    .with("version", &run.check_version);
                (what.german(), format!("{found} – {}, {} ({when})", run.release.version, run.release.commit))
            }
            Evidence::Document(document) => {
                let what = Message::new("compliance-paper-document")
                    .with("name", &document.name)
                    .with("version", &document.version);
                (what.german(), format!("SHA-384 {}", document.digest))
            }
            Evidence::Statement(statement) => {
                let what = Message::new("compliance-paper-statement-of").with("role", &statement.role);
                (what.german(), format!("{} ({})", statement.text, day(statement.date)))
            }
        };
        vec![id.0.clone(), what, standing, detail]
    }

    fn all_proof(&self) -> Value {
        let rows: Vec<Vec<String>> =
            self.workspace.all_evidence().map(|(id, evidence)| self.proof(id, evidence)).collect();
        let blocks = if rows.is_empty() {
            vec![json!({ "text": say("compliance-paper-open") })]
        } else {
            vec![table("", &PROOF, rows)]
        };
        section(say("compliance-paper-all-evidence"), true, blocks)
    }

    /// Everybody who answered or approved, with room to sign.
    fn signatures(&self, names: &Names) -> Value {
        let mut answered: BTreeMap<&PersonId, (usize, usize)> = BTreeMap::new();
        for state in self.workspace.items.values() {
            for author in state.contributors() {
                answered.entry(author).or_default().0 += 1;
            }
            if let Review::Approved { by, .. } = &state.review {
                answered.entry(by).or_default().1 += 1;
            }
        }
        let rows = answered.into_iter().map(|(person, (answers, approvals))| {
            vec![name(names, person), answers.to_string(), approvals.to_string(), String::new()]
        });
        let columns = [
            ("compliance-paper-name", 30),
            ("compliance-paper-answers", 12),
            ("compliance-paper-approvals", 12),
            ("compliance-paper-signature", 46),
        ];
        let blocks = vec![
            json!({ "text": say("compliance-paper-signatures-text") }),
            table("", &columns, rows.collect()),
            json!({ "small-print": format!("{} {}", say("compliance-paper-head"), self.workspace.head()) }),
        ];
        section(say("compliance-paper-signatures"), true, blocks)
    }
}

const PROOF: [(&str, u16); 4] = [
    ("compliance-paper-id", 16),
    ("compliance-paper-what", 28),
    ("compliance-paper-worth", 18),
    ("compliance-paper-detail", 38),
];

pub(super) fn say(id: &str) -> String {
    Message::new(id).german()
}

fn dash() -> String {
    "–".to_owned()
}

pub(super) fn fact(name: &str, value: impl Into<String>) -> Value {
    let value: String = value.into();
    json!({ "name": say(name), "value": Value::String(value) })
}

pub(super) fn section(title: String, on_new_page: bool, blocks: Vec<Value>) -> Value {
    json!({ "title": Value::String(title), "on_new_page": on_new_page, "blocks": Value::Array(blocks) })
}

/// A table whose columns are named by sentences.
fn table(caption: &str, columns: &[(&str, u16)], rows: Vec<Vec<String>>) -> Value {
    let columns: Vec<(String, u16)> = columns.iter().map(|(name, share)| (say(name), *share)).collect();
    table_of(caption, &columns, rows)
}

pub(super) fn table_of(caption: &str, columns: &[(String, u16)], rows: Vec<Vec<String>>) -> Value {
    let columns: Vec<Value> = columns
        .iter()
        .map(|(name, share)| json!({ "name": name, "share": share, "numeric": false }))
        .collect();
    json!({ "table": { "caption": caption, "columns": columns, "rows": Value::from(rows) } })
}

/// `12. Mai 2026` as numbers: `12.05.2026`.
pub(super) fn day(day: Date) -> String {
    format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
}

fn name(names: &Names, person: &PersonId) -> String {
    let id = person.to_string();
    names.get(&id).cloned().unwrap_or(id)
}

fn level(need: ProtectionNeed) -> String {
    say(match need {
        ProtectionNeed::Normal => "compliance-paper-normal",
        ProtectionNeed::High => "compliance-paper-high",
        ProtectionNeed::VeryHigh => "compliance-paper-very-high",
    })
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
