//! Declarations in CycloneDX 1.6: which requirement is claimed to be met, by which evidence.
//!
//! Source: ECMA-424 (CycloneDX 1.6), `definitions.standards` and `declarations`.

use serde_json::{Value, json};

use super::ids::id;
use super::{Export, Row};
use crate::answer::{Answer, Content};
use crate::evidence::{Evidence, EvidenceId};
use crate::workspace::status::Status;

/// Version of the format.
pub const VERSION: &str = "1.6";
const ASSESSOR: &str = "assessor:manufacturer";
const TARGET: &str = "target:product";

impl Export<'_> {
    /// The declarations of all items that were worked on. Conformance is 1 for an approved item without gaps, else 0.
    #[must_use]
    pub fn cyclonedx(&self) -> Value {
        let rows: Vec<Row<'_>> = self.rows().filter(Row::is_worked_on).collect();
        let manufacturer = self.workspace.application().text("1", "manufacturer", 1, "name");
        let manufacturer = if manufacturer.is_empty() { "Hersteller" } else { manufacturer };
        let component = json!({
            "type": "application", "bom-ref": TARGET, "name": self.product(), "version": self.version(),
        });
        let standards: Vec<Value> = self
            .library
            .answered(self.workspace.legal())
            .map(|catalogue| {
                let requirements: Vec<Value> = catalogue
                    .items()
                    .map(|(_, item)| {
                        json!({
                            "bom-ref": format!("requirement:{}", catalogue.reference(item)),
                            "identifier": item.number, "text": item.text, "descriptions": item.points,
                        })
                    })
                    .collect();
                json!({
                    "bom-ref": format!("standard:{}", catalogue.id),
                    "name": catalogue.title,
                    "version": catalogue.source.version,
                    "description": catalogue.source.citation,
                    "requirements": requirements,
                })
            })
            .collect();
        let bound: Vec<Value> = self
            .workspace
            .all_evidence()
            .filter(|(id, _)| rows.iter().any(|row| row.state.evidence.contains_key(*id)))
            .map(|(id, evidence)| self.declared(id, evidence))
            .collect();
        json!({
            "bomFormat": "CycloneDX",
            "specVersion": VERSION,
            "serialNumber": format!("urn:uuid:{}", id(&["cyclonedx", &self.workspace.head().to_string()])),
            "version": 1,
            "metadata": { "timestamp": self.now.at, "component": component },
            "definitions": { "standards": standards },
            "declarations": {
                "assessors": [{
                    "bom-ref": ASSESSOR, "thirdParty": false, "organization": { "name": manufacturer },
                }],
                "targets": { "components": [{
                    "type": "application", "bom-ref": "target:component", "name": self.product(), "version": self.version(),
                }] },
                "claims": rows.iter().map(claim).collect::<Vec<_>>(),
                "evidence": bound,
                "attestations": [{
                    "summary": "Erklärungen zu den Fragebögen der DiGAV und weiteren Katalogen",
                    "assessor": ASSESSOR,
                    "map": rows.iter().map(mapped).collect::<Vec<_>>(),
                }],
            },
        })
    }

    fn declared(&self, name: &EvidenceId, evidence: &Evidence) -> Value {
        let kind = match evidence {
            Evidence::Check(_) => "check",
            Evidence::Document(_) => "document",
            Evidence::Statement(_) => "statement",
        };
        let mut declared = json!({
            "bom-ref": format!("evidence:{}", name.0),
            "propertyName": format!("heilsam:evidence:{kind}"),
            "description": crate::canonical::canonical_value(&evidence.bound()),
        });
        if let (Evidence::Check(run), Some(members)) = (evidence, declared.as_object_mut()) {
            members.insert("created".to_owned(), json!(run.at));
            members.insert("expires".to_owned(), json!(run.expires));
        }
        declared
    }
}

fn claim(row: &Row<'_>) -> Value {
    let content = row.state.content();
    let evidence: Vec<String> = row.state.evidence.keys().map(|id| format!("evidence:{}", id.0)).collect();
    json!({
        "bom-ref": format!("claim:{}", row.reference),
        "target": "target:component",
        "predicate": predicate(&content),
        "reasoning": content.explanation,
        "evidence": evidence,
    })
}

fn predicate(content: &Content) -> String {
    let texts: Vec<String> = content
        .answers
        .values()
        .map(|answer| match answer {
            Answer::Met => "zutreffend".to_owned(),
            Answer::NotApplicable { reason } => format!("nicht zutreffend: {reason}"),
            Answer::Deviation { equivalence } => format!("Abweichung: {equivalence}"),
            Answer::Count { value } => value.to_string(),
        })
        .collect();
    if texts.is_empty() { "offen".to_owned() } else { texts.join("; ") }
}

fn mapped(row: &Row<'_>) -> Value {
    let approved = row.report.status == Status::Approved;
    let gaps: Vec<String> =
        row.report.gaps.iter().filter(|gap| gap.blocks()).map(|gap| gap.message().german()).collect();
    let rationale = if gaps.is_empty() { "Freigegeben, keine Lücke.".to_owned() } else { gaps.join(" ") };
    json!({
        "requirement": format!("requirement:{}", row.reference),
        "claims": [format!("claim:{}", row.reference)],
        "conformance": { "score": u8::from(approved), "rationale": rationale },
    })
}
