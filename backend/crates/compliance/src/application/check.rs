//! Whether the application is complete and fits together: rules over several fields, each with its provision.

mod rules;

use serde::Serialize;

use super::form::Rows;
use super::state::{FieldAddress, Listing};
use crate::catalogue::Library;
use crate::evidence::{EvidenceId, Moment};
use crate::message::Message;
use crate::workspace::Workspace;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// The application cannot be filed so.
    Blocks,
    /// Somebody should look at it.
    Hint,
}

/// Something missing or inconsistent in the application.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// How much it weighs.
    pub weight: Weight,
    /// Number of the statement.
    pub entry: String,
    /// The field, if it is one.
    pub field: Option<FieldAddress>,
    /// What is wrong and what to do.
    pub message: Message,
    /// The rule.
    pub provision: String,
}

/// Checks the application at a moment; blocking findings first, then by statement.
#[must_use]
pub fn check(library: &Library, workspace: &Workspace, now: Moment) -> Vec<Finding> {
    let mut findings = Vec::new();
    let application = workspace.application();
    if application.listing().is_none() {
        findings.push(blocks("p3", None, Message::new("compliance-check-listing"), "§ 2 Absatz 3 DiGAV"));
    }
    completeness(library, workspace, now, &mut findings);
    rules::check(workspace, now, &mut findings);
    findings.sort();
    findings.dedup();
    findings
}

fn blocks(entry: &str, field: Option<FieldAddress>, message: Message, provision: &str) -> Finding {
    Finding {
        weight: Weight::Blocks,
        entry: entry.to_owned(),
        field,
        message,
        provision: provision.to_owned(),
    }
}

/// Every statement is made, every row whole, every value one of its field, every document there and valid.
fn completeness(library: &Library, workspace: &Workspace, now: Moment, findings: &mut Vec<Finding>) {
    let application = workspace.application();
    let legal = workspace.legal();
    for number in library.forms().numbers(legal) {
        if application.is_not_applicable(number) {
            continue;
        }
        let provision = provision(library, workspace, number);
        for group in library.forms().groups(number, legal) {
            let mut rows = application.rows(number, &group.id);
            let optional = group.fields.iter().all(|field| !field.required);
            if rows.is_empty() && group.rows == Rows::Some {
                let message = Message::new("compliance-check-no-row").with("part", &group.label);
                findings.push(blocks(number, None, message, &provision));
            }
            if group.rows == Rows::Once && !optional {
                rows.insert(1);
            }
            for row in rows {
                for field in &group.fields {
                    let address = FieldAddress::new(number, &group.id, row, &field.id);
                    let text = application.text(number, &group.id, row, &field.id);
                    let disputed = application.field(&address).is_some_and(|state| !state.other.is_empty());
                    if disputed {
                        let message = Message::new("compliance-conflict-open");
                        findings.push(blocks(number, Some(address.clone()), message, &provision));
                    }
                    if text.is_empty() {
                        if field.required {
                            let message =
                                Message::new("compliance-check-missing").with("field", &field.label);
                            findings.push(blocks(number, Some(address), message, &provision));
                        }
                    } else if let Err(refused) = field.kind.check(text) {
                        findings.push(blocks(number, Some(address), refused.message(), &provision));
                    } else if field.kind == super::FieldKind::Evidence {
                        document(workspace, now, number, address, text, &provision, findings);
                    }
                }
            }
        }
    }
}

fn document(
    workspace: &Workspace,
    now: Moment,
    number: &str,
    address: FieldAddress,
    id: &str,
    provision: &str,
    findings: &mut Vec<Finding>,
) {
    use crate::evidence::Standing;

    let id = EvidenceId(id.to_owned());
    let standing = workspace.evidence(&id).map(|evidence| evidence.standing(now, workspace.release()));
    let message = match standing {
        None => Message::new("compliance-unknown-evidence"),
        Some(Standing::Expired) => Message::new("compliance-bound-expired").with("evidence", &id.0),
        Some(Standing::Stale) => Message::new("compliance-bound-stale").with("evidence", &id.0),
        Some(Standing::Red) => Message::new("compliance-gap-red").with("evidence", &id.0),
        Some(Standing::NotChecked) => Message::new("compliance-bound-not-checked").with("evidence", &id.0),
        Some(Standing::Valid { .. }) => return,
    };
    findings.push(blocks(number, Some(address), message, provision));
}

fn provision(library: &Library, workspace: &Workspace, number: &str) -> String {
    let statements = library.statements(workspace.legal());
    let found =
        statements.and_then(|statements| statements.entries.iter().find(|known| known.number == number));
    found.map_or_else(|| "§ 2 Absatz 4 DiGAV".to_owned(), |statement| statement.provision.clone())
}

/// Whether a trial is applied for.
fn is_trial(workspace: &Workspace) -> bool {
    workspace.application().listing() == Some(Listing::Trial)
}
