//! Invoices of the contract, and the direct debits that collect them.

use heilsam_domain::contract::Iban;
use heilsam_domain::invoice::is_creditor_id;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ConfigError;

/// Characters of what numbers begin with.
const PREFIX: usize = 16;

/// Section `invoice`. Absent: no invoices are made, and plans with a price are charged outside of this program.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Invoice {
    /// Tax number or number for value added tax of the operator (§ 14(4) UStG). Absent: no invoices are made. Set: `creditor_id`, `iban`, `operator.name` and `contract.address` are needed, too.
    pub tax_number: Option<String>,
    /// Creditor identifier of the operator for SEPA direct debits.
    pub creditor_id: String,
    /// Account of the operator to which direct debits go.
    pub iban: String,
    /// What invoice numbers begin with: at most 16 letters, digits and hyphens.
    pub prefix: String,
    /// Value added tax in per cent that the prices of plans contain, at most 99.
    pub tax_percent: u32,
    /// Why there is no value added tax, for example by § 19 UStG; stands on invoices. Needed if `tax_percent` is 0.
    pub tax_note: String,
    /// Days from an invoice to its direct debit, 1 to 90. The invoice announces it: fewer than 14 have to be agreed on.
    pub days_to_pay: u32,
}

impl Default for Invoice {
    fn default() -> Self {
        Self {
            tax_number: None,
            creditor_id: String::new(),
            iban: String::new(),
            prefix: "R-".to_owned(),
            tax_percent: 19,
            tax_note: String::new(),
            days_to_pay: 14,
        }
    }
}

impl Invoice {
    /// The creditor identifier, if invoices are made.
    #[must_use]
    pub fn creditor(&self) -> Option<&str> {
        self.tax_number.as_ref().map(|_| self.creditor_id.as_str())
    }
}

/// What the section must hold to. `name` and `address` are those of the operator.
pub(super) fn check(invoice: &Invoice, name: &str, address: &str) -> Result<(), ConfigError> {
    let Some(tax_number) = &invoice.tax_number else { return Ok(()) };
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let fits = !tax_number.trim().is_empty()
        && !name.trim().is_empty()
        && !address.trim().is_empty()
        && is_creditor_id(&invoice.creditor_id)
        && Iban::parse(&invoice.iban).is_ok()
        && invoice.prefix.len() <= PREFIX
        && invoice.prefix.chars().all(plain)
        && invoice.tax_percent < 100
        && (invoice.tax_percent > 0 || !invoice.tax_note.trim().is_empty())
        && (1..=90).contains(&invoice.days_to_pay);
    if fits { Ok(()) } else { Err(ConfigError::Invoice) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Invoice {
        Invoice {
            tax_number: Some("12/345/67890".to_owned()),
            creditor_id: "DE98ZZZ09999999999".to_owned(),
            iban: "DE89 3704 0044 0532 0130 00".to_owned(),
            ..Invoice::default()
        }
    }

    #[test]
    fn invoices_need_everything_that_stands_on_them() {
        assert!(check(&Invoice::default(), "", "").is_ok(), "none are made");
        assert!(check(&whole(), "Betreiber", "Serverweg 1").is_ok());
        let refused = |invoice: Invoice| {
            matches!(check(&invoice, "Betreiber", "Serverweg 1"), Err(ConfigError::Invoice))
        };
        assert!(matches!(check(&whole(), "Betreiber", " "), Err(ConfigError::Invoice)));
        assert!(matches!(check(&whole(), " ", "Serverweg 1"), Err(ConfigError::Invoice)));
        assert!(refused(Invoice { creditor_id: "DE97ZZZ09999999999".to_owned(), ..whole() }));
        assert!(refused(Invoice { iban: String::new(), ..whole() }));
        assert!(refused(Invoice { prefix: "R <1>".to_owned(), ..whole() }));
        assert!(refused(Invoice { tax_percent: 0, ..whole() }));
        assert!(refused(Invoice { days_to_pay: 0, ..whole() }));
        let free = Invoice { tax_percent: 0, tax_note: "§ 19 UStG".to_owned(), ..whole() };
        assert!(!refused(free));
    }
}
