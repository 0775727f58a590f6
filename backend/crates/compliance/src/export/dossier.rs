//! The dossier as JSON: every item with answer, reason, evidence, and who approved it; the application; the analysis.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Export, Row};
use crate::application::check;
use crate::application::edition::{Edition, edition};
use crate::catalogue::CatalogueId;
use crate::evidence::{Evidence, EvidenceId, Standing};
use crate::protection::ProtectionResult;
use crate::workspace::item::Review;

/// Version of the format; a change of its shape raises it.
pub const FORMAT: u64 = 1;

impl Export<'_> {
    /// The dossier. The redacted edition holds the application only, without what is marked: answers, evidence and people
    /// are for BfArM.
    #[must_use]
    pub fn dossier(&self, which: Edition) -> Value {
        let workspace = self.workspace;
        let application = edition(self.library, workspace.legal(), workspace.application(), which);
        let mut dossier = json!({
            "format": "heilsam-dossier",
            "format_version": FORMAT,
            "edition": which,
            "generated": self.now.at,
            "legal_date": workspace.legal(),
            "product": { "name": self.product(), "version": self.version() },
            "application": { "listing": workspace.application().listing(), "statements": application },
        });
        if which == Edition::Full
            && let Some(members) = dossier.as_object_mut()
        {
            members.extend(self.internals());
        }
        dossier
    }

    fn internals(&self) -> Map<String, Value> {
        let workspace = self.workspace;
        let mut items: BTreeMap<CatalogueId, Vec<Value>> = BTreeMap::new();
        for row in self.rows() {
            items.entry(row.catalogue.id.clone()).or_default().push(self.item(&row));
        }
        let answered = self.library.answered(workspace.legal());
        let catalogues: Vec<Value> = answered
            .map(|catalogue| {
                let items = items.remove(&catalogue.id).unwrap_or_default();
                json!({ "id": catalogue.id, "title": catalogue.title, "source": catalogue.source, "items": items })
            })
            .collect();
        let evidence: Vec<Value> =
            workspace.all_evidence().map(|(id, evidence)| self.evidence(id, evidence)).collect();
        let findings = check::check(self.library, workspace, self.now);
        let need = match workspace.protection().result() {
            ProtectionResult::Complete { need, .. } => Some(need),
            ProtectionResult::Incomplete { .. } => None,
        };
        let members = [
            ("release", json!(workspace.release())),
            ("filing", json!(workspace.filing())),
            ("properties", json!(workspace.properties())),
            ("protection", json!({ "need": need, "analysis": workspace.protection() })),
            ("catalogues", Value::Array(catalogues)),
            ("evidence", Value::Array(evidence)),
            ("findings", json!(findings)),
            ("history", json!({ "entries": workspace.history().len(), "head": workspace.head() })),
        ];
        members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn item(&self, row: &Row<'_>) -> Value {
        let content = row.state.content();
        let gaps: Vec<_> = row
            .report
            .gaps
            .iter()
            .map(|gap| json!({"blocks": gap.blocks(), "message": gap.message()}))
            .collect();
        let conflicts: Vec<_> = row
            .state
            .conflicts
            .iter()
            .map(|conflict| json!({ "by": conflict.by, "at": conflict.at, "other": conflict.other }))
            .collect();
        json!({
            "id": row.item.id,
            "number": row.item.number,
            "group": row.group.id,
            "text": row.item.text,
            "points": row.item.points,
            "status": row.report.status,
            "answers": content.answers,
            "explanation": content.explanation,
            "evidence": row.state.evidence.keys().collect::<Vec<_>>(),
            "review": review(&row.state.review),
            "digest": self.workspace.item_digest(row.item, &row.reference),
            "assigned": row.state.assigned,
            "due": row.state.due,
            "conflicts": conflicts,
            "gaps": gaps,
        })
    }

    fn evidence(&self, id: &EvidenceId, evidence: &Evidence) -> Value {
        let standing = match evidence.standing(self.now, self.workspace.release()) {
            Standing::Valid { .. } => "valid",
            Standing::Red => "red",
            Standing::Expired => "expired",
            Standing::Stale => "stale",
            Standing::NotChecked => "not-checked",
        };
        json!({ "id": id, "standing": standing, "content": evidence, "items": self.workspace.items_with(id) })
    }
}

fn review(review: &Review) -> Value {
    match review {
        Review::Draft => json!({ "state": "draft" }),
        Review::Requested { by, at } => json!({ "state": "requested", "by": by, "at": at }),
        Review::Returned { by, at, reason } => {
            json!({ "state": "returned", "by": by, "at": at, "reason": reason })
        }
        Review::Approved { by, at, seen } => {
            json!({ "state": "approved", "by": by, "at": at, "digest": seen })
        }
    }
}
