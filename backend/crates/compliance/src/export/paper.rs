//! The dossier for paper: everything that BfArM reads, in German, in the form that the report module lays out as PDF.
//!
//! The same history on the same day gives the same bytes: the date of the file is that of the newest entry.

mod items;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use self::items::PROOF;
use super::Export;
use crate::application::edition::{Edition, RowText, edition};
use crate::application::{FieldAddress, Listing, Mark, Weight};
use crate::catalogue::Catalogue;
use crate::message::{Message, german_day as day};
use crate::overview::overview;
use crate::protection::{ProtectionNeed, ProtectionResult};
use crate::workspace::PersonId;
use crate::workspace::item::Review;

/// Names of persons by their id.
pub type Names = BTreeMap<String, String>;

impl<'a> Export<'a> {
    /// The document, as JSON of the report module.
    #[must_use]
    pub fn paper(&self, names: &Names) -> Value {
        let mut sections = vec![self.overview(), self.application(Edition::Full)];
        sections.push(self.protection());
        sections.extend(self.catalogues(names));
        sections.push(self.all_proof());
        sections.push(self.signatures(names));
        self.document(Edition::Full, &sections)
    }

    /// The application without what is marked, for whoever may read it (§ 2(2) DiGAV).
    #[must_use]
    pub fn redacted_paper(&self) -> Value {
        self.document(Edition::Redacted, &[self.application(Edition::Redacted)])
    }

    fn document(&self, which: Edition, sections: &[Value]) -> Value {
        let (kind, foot) = match which {
            Edition::Full => ("compliance-paper-kind", "compliance-paper-foot"),
            Edition::Redacted => ("compliance-paper-kind-redacted", "compliance-paper-foot-redacted"),
        };
        let workspace = self.workspace;
        let made = workspace.history().last().map_or(self.now.at, |entry| entry.at);
        let made_at = made.to_zoned(TimeZone::UTC).datetime();
        let release = workspace.release().map_or_else(dash, |it| format!("{} ({})", it.version, it.commit));
        let listing = match workspace.application().listing() {
            Some(Listing::Permanent) => say("compliance-paper-permanent"),
            Some(Listing::Trial) => say("compliance-paper-trial"),
            None => dash(),
        };
        let product = |id| Message::new(id).with("product", self.product()).german();
        json!({
            "language": "de",
            "title": product("compliance-paper-title"),
            "cover": { "kind": say(kind), "by": self.manufacturer(which) },
            "about": [
                fact("compliance-paper-listing", listing),
                fact("compliance-paper-law", day(workspace.legal().date())),
                fact("compliance-paper-release", release),
                fact("compliance-paper-filing", workspace.filing().map_or_else(dash, day)),
                fact("compliance-paper-state", day(made_at.date())),
                fact("compliance-paper-checked", day(self.now.today)),
                fact("compliance-paper-entries", workspace.history().len().to_string()),
                fact("compliance-paper-head", workspace.head().to_string()),
            ],
            "foot": product(foot),
            "page": say("compliance-paper-page"),
            "made_at": made_at,
            "utc_offset_minutes": 0,
            "made_by": "Heilsam",
            "contents": say("compliance-paper-contents"),
            "sections": sections,
        })
    }

    /// Name and address of the manufacturer, line by line; without what is marked where that must not be read.
    fn manufacturer(&self, which: Edition) -> Vec<String> {
        let application = self.workspace.application();
        let text = |field| {
            let state = application.field(&FieldAddress::new("1", "manufacturer", 1, field));
            let open = state.filter(|it| which == Edition::Full || it.marks.is_empty());
            open.map_or("", |it| it.text.trim())
        };
        let place = format!("{} {}", text("postal-code"), text("city"));
        let lines = [text("name"), text("street"), place.trim()];
        lines.into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// How many items of each catalogue stand where.
    fn overview(&self) -> Value {
        let seen = overview(self.library, self.workspace, self.now);
        let rows = self.concerned().into_iter().map(|catalogue| {
            let counts = seen.of(&catalogue.id);
            let numbers = [
                counts.asked,
                counts.met,
                counts.deviating,
                counts.not_applicable,
                counts.open,
                counts.approved,
            ];
            std::iter::once(catalogue.title.clone()).chain(numbers.map(|it| it.to_string())).collect()
        });
        let columns = [
            ("compliance-paper-part", 40),
            ("compliance-paper-asked", 10),
            ("compliance-paper-met", 12),
            ("compliance-paper-deviation", 12),
            ("compliance-paper-not-applicable", 10),
            ("compliance-paper-open", 8),
            ("compliance-paper-status-approved", 12),
        ];
        let mut blocks = vec![table("", &columns, rows.collect())];
        let lacking = seen.application.iter().filter(|finding| finding.weight == Weight::Blocks).count();
        let says = match (seen.is_complete(), lacking) {
            (true, _) => Message::new("compliance-paper-complete"),
            (false, 0) => Message::new("compliance-paper-incomplete"),
            (false, _) => Message::new("compliance-paper-incomplete-application").with("count", lacking),
        };
        blocks.push(json!({ "text": says.german() }));
        section(say("compliance-paper-overview"), true, blocks)
    }

    /// Catalogues that concern the product: the ordinance first, then what it refers to.
    fn concerned(&self) -> Vec<&'a Catalogue> {
        let answered = self.library.answered(self.workspace.legal());
        let mut found: Vec<&'a Catalogue> =
            answered.filter(|it| self.workspace.concerns(self.library, it)).collect();
        found.sort_by_key(|catalogue| (catalogue.kind, &catalogue.id));
        found
    }

    fn application(&self, which: Edition) -> Value {
        let workspace = self.workspace;
        let mut blocks = Vec::new();
        for entry in edition(self.library, workspace.legal(), workspace.application(), which) {
            blocks.push(json!({ "heading": entry.provision }));
            blocks.push(json!({ "small-print": entry.statement }));
            if entry.not_applicable {
                blocks.push(json!({ "text": say("compliance-paper-entry-not-applicable") }));
            } else if entry.rows.iter().all(|row| row.fields.is_empty()) {
                blocks.push(json!({ "text": say("compliance-paper-entry-open") }));
            }
            let rows: Vec<RowText> = entry.rows.into_iter().filter(|row| !row.fields.is_empty()).collect();
            for group in rows.chunk_by(|one, next| one.group == next.group) {
                match side_by_side(group) {
                    Some(table) => blocks.push(table),
                    None => blocks.extend(group.iter().map(one_below_the_other)),
                }
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

    fn all_proof(&self) -> Value {
        let rows: Vec<Vec<String>> =
            self.workspace.all_evidence().map(|(id, evidence)| self.proof(id, evidence, true)).collect();
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
            json!({ "to-sign": columns_and_rows("", &named(&columns), rows.collect()) }),
            json!({ "small-print": format!("{} {}", say("compliance-paper-head"), self.workspace.head()) }),
        ];
        section(say("compliance-paper-signatures"), true, blocks)
    }
}

/// Most columns of rows side by side, and most characters of a cell.
const COLUMNS: usize = 4;
const CELL: usize = 120;

/// Several rows of short fields as one table whose columns are the fields; `None` for others.
fn side_by_side(rows: &[RowText]) -> Option<Value> {
    let (first, more) = rows.split_first()?;
    let same =
        |row: &RowText| row.fields.iter().map(|it| &it.field).eq(first.fields.iter().map(|it| &it.field));
    let short =
        |row: &RowText| row.fields.iter().all(|it| it.marks.is_empty() && it.read().chars().count() <= CELL);
    if more.is_empty() || first.fields.len() > COLUMNS || !rows.iter().all(|row| same(row) && short(row)) {
        return None;
    }
    let columns: Vec<(String, u16)> = first.fields.iter().map(|field| (field.label.clone(), 1)).collect();
    let cells = rows.iter().map(|row| row.fields.iter().map(|field| field.read().to_owned()).collect());
    Some(table_of(&first.label, &columns, cells.collect()))
}

/// One row as a table of its fields with their texts and marks.
fn one_below_the_other(row: &RowText) -> Value {
    let caption = row.row.map_or_else(|| row.label.clone(), |number| format!("{} {number}", row.label));
    let lines = row.fields.iter().map(|field| {
        let marks: Vec<String> = field.marks.iter().map(|mark: &Mark| mark.name().german()).collect();
        let marked = if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join(", ")) };
        vec![format!("{}{marked}", field.label), field.read().to_owned()]
    });
    let columns = [("compliance-paper-statement", 30), ("compliance-paper-text", 70)];
    table(&caption, &columns, lines.collect())
}

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
    table_of(caption, &named(columns), rows)
}

fn named(columns: &[(&str, u16)]) -> Vec<(String, u16)> {
    columns.iter().map(|(name, share)| (say(name), *share)).collect()
}

pub(super) fn table_of(caption: &str, columns: &[(String, u16)], rows: Vec<Vec<String>>) -> Value {
    json!({ "table": columns_and_rows(caption, columns, rows) })
}

fn columns_and_rows(caption: &str, columns: &[(String, u16)], rows: Vec<Vec<String>>) -> Value {
    let columns: Vec<Value> = columns
        .iter()
        .map(|(name, share)| json!({ "name": name, "share": share, "numeric": false }))
        .collect();
    json!({ "caption": caption, "columns": columns, "rows": Value::from(rows) })
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
