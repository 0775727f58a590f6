//! § 2 DiGAV: the numbered statements of the application, word for word.

use super::Source;
use super::questionnaire::{id, source};
use super::read::{self, CatalogueErrors, Faults, Node};
use crate::legal_date::LegalDate;

/// The contents of an application by § 2 DiGAV.
#[derive(Debug, Clone)]
pub struct Statements {
    /// Id of the list.
    pub id: String,
    /// State of the law.
    pub legal: LegalDate,
    /// Where the text comes from.
    pub source: Source,
    /// What stands before the list.
    pub lead: String,
    /// The numbered statements, in order.
    pub entries: Vec<Statement>,
    /// The further paragraphs (marks, kind of listing, access, language).
    pub paragraphs: Vec<Statement>,
}

/// One numbered statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Number as printed, such as `21a`.
    pub number: String,
    /// What has to be stated.
    pub text: String,
    /// Provision.
    pub provision: String,
    /// "soweit zutreffend": may be declared not applicable.
    pub if_applicable: bool,
}

/// Reads the list of one legal date.
pub fn read(file: &str, text: &str, legal: LegalDate) -> Result<Statements, CatalogueErrors> {
    let value = read::json(file, text)?;
    let mut faults = Faults::default();
    let statements = Node::root(&value, &mut faults).map(|root| {
        let faults = &mut faults;
        root.only(&["id", "title", "source", "lead", "lead_provision", "entries", "paragraphs"], faults);
        Statements {
            id: id(&root, faults),
            legal,
            source: source(&root, faults),
            lead: root.text("lead", faults),
            entries: root
                .some_objects("entries", faults)
                .iter()
                .map(|node| statement(node, faults))
                .collect(),
            paragraphs: root
                .objects("paragraphs", faults)
                .iter()
                .map(|node| statement(node, faults))
                .collect(),
        }
    });
    faults.finish(file, statements)
}

fn statement(node: &Node<'_>, faults: &mut Faults) -> Statement {
    node.only(&["number", "text", "provision", "if_applicable"], faults);
    Statement {
        number: node.text("number", faults),
        text: node.text("text", faults),
        provision: node.text("provision", faults),
        if_applicable: node.flag("if_applicable", faults),
    }
}
