//! What proves each item, as OSCAL assessment results.

use serde_json::{Value, json};

use super::catalog::control_id;
use super::prose;
use crate::evidence::{Evidence, EvidenceId, Outcome};
use crate::export::ids::id;
use crate::export::{Export, Row};
use crate::workspace::status::{Gap, Status};

impl Export<'_> {
    /// The assessment results: an observation per piece of bound evidence, a finding per item that was worked on.
    ///
    /// A finding is "satisfied" only for an item that was approved and has no gap that blocks.
    #[must_use]
    pub fn oscal_assessment_results(&self) -> Value {
        let rows: Vec<Row<'_>> = self.rows().filter(Row::is_worked_on).collect();
        let observations: Vec<Value> = self
            .workspace
            .all_evidence()
            .filter(|(id, _)| rows.iter().any(|row| row.state.evidence.contains_key(*id)))
            .map(|(id, evidence)| self.observation(id, evidence))
            .collect();
        let controls: Vec<Value> =
            rows.iter().map(|row| json!({ "control-id": control_id(row.catalogue, row.item) })).collect();
        let selection = if controls.is_empty() {
            json!({ "include-all": {} })
        } else {
            json!({ "include-controls": controls })
        };
        let start = self.workspace.history().first().map_or(self.now.at, |entry| entry.at);
        let mut result = json!({
            "uuid": id(&["result", &self.workspace.head().to_string()]),
            "title": "Stand der Nachweise",
            "description": "Antworten, Nachweise und Freigaben des Arbeitsbereichs.",
            "start": start,
            "end": self.now.at.max(start),
            "reviewed-controls": { "control-selections": [selection] },
        });
        if let Some(members) = result.as_object_mut() {
            if !observations.is_empty() {
                members.insert("observations".to_owned(), Value::Array(observations));
            }
            if !rows.is_empty() {
                members.insert("findings".to_owned(), rows.iter().map(finding).collect());
            }
        }
        let plan = id(&["plan", self.product()]);
        json!({ "assessment-results": {
            "uuid": id(&["assessment-results", self.product()]),
            "metadata": self.metadata(&format!("{}: Nachweise", self.product()), self.version()),
            "import-ap": { "href": format!("#{plan}") },
            "results": [result],
            "back-matter": { "resources": [
                { "uuid": plan, "title": "Prüfplan: alle Anforderungen der Fragebögen, im Arbeitsbereich gepflegt" },
            ] },
        } })
    }

    fn observation(&self, name: &EvidenceId, evidence: &Evidence) -> Value {
        let uuid = observation_id(name);
        let subject = json!([{ "subject-uuid": self.component_id(), "type": "component" }]);
        match evidence {
            Evidence::Check(run) => {
                let (result, finding) = match &run.outcome {
                    Outcome::Passed => ("bestanden", ""),
                    Outcome::Failed { finding } => ("fehlgeschlagen", finding.as_str()),
                    Outcome::NotChecked { reason } => ("nicht geprüft", reason.as_str()),
                };
                let separator = if finding.is_empty() { "" } else { ": " };
                json!({
                    "uuid": uuid,
                    "title": format!("Prüfung {} {}", run.check, run.check_version),
                    "description": format!("{result}{separator}{finding} (Version {}, Commit {})", run.release.version, run.release.commit),
                    "methods": ["TEST"],
                    "subjects": subject,
                    "collected": run.at,
                    "expires": run.expires,
                })
            }
            Evidence::Document(document) => json!({
                "uuid": uuid,
                "title": prose(&document.name),
                "description": format!("Dokument {}, Version {}, SHA-384 {}", document.name, document.version, document.digest),
                "methods": ["EXAMINE"],
                "subjects": subject,
                "collected": self.collected(name),
            }),
            Evidence::Statement(statement) => json!({
                "uuid": uuid,
                "title": format!("Erklärung: {}", prose(&statement.role)),
                "description": prose(&statement.text),
                "methods": ["INTERVIEW"],
                "subjects": subject,
                "collected": self.collected(name),
            }),
        }
    }

    /// When a piece of evidence came in.
    fn collected(&self, name: &EvidenceId) -> jiff::Timestamp {
        use crate::workspace::Action;
        let added = self
            .workspace
            .history()
            .iter()
            .find(|entry| matches!(&entry.action, Action::AddEvidence { id, .. } if id == name));
        added.map_or(self.now.at, |entry| entry.at)
    }
}

fn observation_id(name: &EvidenceId) -> String {
    id(&["observation", &name.0])
}

fn finding(row: &Row<'_>) -> Value {
    let control = control_id(row.catalogue, row.item);
    let satisfied = row.report.status == Status::Approved;
    let gaps: Vec<String> =
        row.report.gaps.iter().filter(|gap| gap.blocks()).map(|gap: &Gap| gap.message().german()).collect();
    let description = if gaps.is_empty() { "Freigegeben, keine Lücke.".to_owned() } else { gaps.join(" ") };
    let related: Vec<Value> =
        row.state.evidence.keys().map(|name| json!({ "observation-uuid": observation_id(name) })).collect();
    let mut finding = json!({
        "uuid": id(&["finding", &control]),
        "title": format!("{} {}", row.catalogue.id, row.item.number),
        "description": description,
        "target": {
            "type": "statement-id",
            "target-id": format!("{control}_smt"),
            "status": { "state": if satisfied { "satisfied" } else { "not-satisfied" } },
        },
    });
    if !related.is_empty()
        && let Some(members) = finding.as_object_mut()
    {
        members.insert("related-observations".to_owned(), Value::Array(related));
    }
    finding
}
