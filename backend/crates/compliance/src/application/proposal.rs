//! Rows of statements that the program knows itself: the browsers of its tests (number 21), and the data and standards of its
//! export (21a, 22).
//!
//! Both are data: the browser tests read the one file, the crate that exports keeps the other.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Application, FieldAddress};
use crate::catalogue::Library;
use crate::legal_date::LegalDate;
use crate::workspace::Action;

const FILES: [&str; 2] = [
    include_str!("../../../../../assets/dossier/compatibility.json"),
    include_str!("../../../../../assets/dossier/standards.json"),
];

/// One row that can be stated.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Part of the statement's form.
    pub group: String,
    /// Program of the browser tests that shows it.
    #[serde(default)]
    pub tested_with: Option<String>,
    /// Texts by field.
    pub fields: BTreeMap<String, String>,
}

/// What the program can state about a statement and does not stand there yet.
#[must_use]
pub fn proposals(
    library: &Library,
    legal: LegalDate,
    application: &Application,
    number: &str,
) -> Vec<Proposal> {
    let stands = |proposal: &Proposal| {
        application.rows(number, &proposal.group).into_iter().any(|row| {
            let mut fields = proposal.fields.iter();
            fields.all(|(field, text)| application.text(number, &proposal.group, row, field).trim() == text)
        })
    };
    let mut found = known(number);
    found.retain(|it| library.forms().group(number, &it.group, legal).is_some() && !stands(it));
    found
}

/// What writes proposals into rows of their own.
#[must_use]
pub fn writing(application: &Application, number: &str, proposals: &[Proposal]) -> Vec<Action> {
    let mut next: BTreeMap<&str, u16> = BTreeMap::new();
    let mut actions = Vec::new();
    for proposal in proposals {
        let row = next.entry(&proposal.group).or_insert_with(|| {
            application.rows(number, &proposal.group).into_iter().max().map_or(1, |last| last + 1)
        });
        actions.extend(proposal.fields.iter().map(|(field, text)| Action::SetField {
            field: FieldAddress::new(number, &proposal.group, *row, field),
            base: String::new(),
            text: text.clone(),
        }));
        *row += 1;
    }
    actions
}

fn known(number: &str) -> Vec<Proposal> {
    let read = |file| serde_json::from_str::<BTreeMap<String, Vec<Proposal>>>(file).unwrap_or_default();
    FILES.into_iter().filter_map(|file| read(file).remove(number)).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Workspace;
    use crate::catalogue::builtin;
    use crate::evidence::Moment;
    use crate::workspace::PersonId;

    #[test]
    fn every_row_fits_its_form() {
        let library = builtin::library().unwrap();
        for file in FILES {
            let read: BTreeMap<String, Vec<Proposal>> = serde_json::from_str(file).unwrap();
            for (number, proposal) in
                read.iter().flat_map(|(number, all)| all.iter().map(move |it| (number, it)))
            {
                let group = library.forms().group(number, &proposal.group, LegalDate::Of2026).unwrap();
                for (field, text) in &proposal.fields {
                    assert_eq!(group.field(field).unwrap().kind.check(text), Ok(()), "{number} {field}");
                }
                let lacking =
                    group.fields.iter().filter(|it| it.required && !proposal.fields.contains_key(&it.id));
                assert_eq!(lacking.count(), 0, "{number} {}", proposal.group);
            }
        }
    }

    #[test]
    fn what_was_taken_over_is_proposed_no_more_and_takes_no_row_of_others() {
        let library = builtin::library().unwrap();
        let mut workspace = Workspace::new(LegalDate::Of2026);
        let anna = PersonId::new("anna").unwrap();
        let now = Moment::in_germany("2026-05-01T00:00:00Z".parse().unwrap());
        let field = FieldAddress::new("21", "compatibility", 1, "platform");
        let own =
            Action::SetField {
                field: field.clone(), base: String::new(), text: "Blutdruckmessgerät".into()
            };
        workspace.act(&library, &anna, now, own).unwrap();
        let proposed =
            |workspace: &Workspace| proposals(&library, LegalDate::Of2026, workspace.application(), "21");
        let found = proposed(&workspace);
        assert!(found.len() >= 2);
        for action in writing(workspace.application(), "21", &found) {
            workspace.act(&library, &anna, now, action).unwrap();
        }
        assert_eq!(proposed(&workspace), []);
        assert_eq!(workspace.application().field(&field).unwrap().text, "Blutdruckmessgerät");
        assert_eq!(proposals(&library, LegalDate::Of2020, workspace.application(), "21a"), []);
    }
}
