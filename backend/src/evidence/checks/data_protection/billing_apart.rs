//! Billing data and health data share no table: what a prescription was paid with stands apart from what was recorded.

use heilsam_storage::inspect::Column;

use crate::evidence::{Findings, Outcome, Subject};

/// Tables that hold what patients record, sealed.
const HEALTH: [&str; 3] = ["collections", "records", "consultations"];
/// Words in names of columns that speak of billing.
const BILLING: [&str; 12] = [
    "insurer",
    "insurance",
    "invoice",
    "price",
    "payment",
    "iban",
    "kvnr",
    "prescription",
    "activation",
    "code_hash",
    "billing",
    "ik_number",
];

/// Reads the schema of the database.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    of_schema(&subject.store.schema().await?)
}

/// Looks at a schema.
///
/// # Errors
/// [`crate::evidence::Obstacle`] for one without tables of health data.
pub fn of_schema(schema: &[Column]) -> Outcome {
    let mut findings = Findings::new();
    let mut tables = 0;
    for table in HEALTH {
        let columns: Vec<&Column> = schema.iter().filter(|column| column.table == table).collect();
        tables += usize::from(!columns.is_empty());
        for column in columns {
            if let Some(word) = BILLING.iter().find(|word| column.column.contains(**word)) {
                findings.red(format!(
                    "{}.{} steht bei Gesundheitsdaten und spricht von Abrechnung („{word}“).",
                    column.table, column.column
                ));
            }
        }
    }
    if tables > 0 {
        findings.saw(format!("{} Spalten, davon {tables} Tabellen mit Gesundheitsdaten.", schema.len()));
    }
    findings.verdict()
}
