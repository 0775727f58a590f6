//! Invoices of a contract on the wire. They concern the practice and no patient.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// All invoices of a contract, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Invoices {
    /// At most 240, which are those of twenty years.
    pub invoices: Vec<Invoice>,
}

/// An invoice with everything that stands on it. Source: § 14(4) UStG. `Debug` shows its number only.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Invoice {
    /// Its number; the last digits grow by one from invoice to invoice.
    pub number: String,
    /// The day on which it was made.
    pub made_on: Date,
    /// First day that it is about.
    pub from: Date,
    /// Last day that it is about.
    pub until: Date,
    /// The day on which the amount is collected at the earliest.
    pub due_on: Date,
    /// Who made it.
    pub seller: Seller,
    /// Who pays.
    pub buyer: Buyer,
    /// What for.
    pub lines: Vec<InvoiceLine>,
    /// Euro cents without value added tax.
    pub net_cents: u32,
    /// Value added tax in per cent.
    pub tax_percent: u32,
    /// Value added tax in euro cents.
    pub tax_cents: u32,
    /// Euro cents to pay.
    pub gross_cents: u32,
    /// Reference of the mandate for the direct debit.
    pub mandate: String,
    /// Beginning and end of the account that is charged.
    pub account: String,
}

/// The operator on an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Seller {
    /// Name.
    pub name: String,
    /// Street, postcode and town.
    pub address: String,
    /// Tax number or number for value added tax.
    pub tax_number: String,
    /// Why there is no value added tax; empty if there is.
    pub tax_note: String,
    /// Creditor identifier for direct debits.
    pub creditor_id: String,
}

/// The practice on an invoice.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Buyer {
    /// Name of the practice.
    pub name: String,
    /// Street, postcode, town.
    pub address: String,
}

/// A plan and its days, or SMS of those days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct InvoiceLine {
    /// Name of the plan; empty for SMS.
    pub plan: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Euro cents, value added tax included.
    pub cents: u32,
    /// The SMS, if the line is about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms: Option<SmsLine>,
}

/// How many SMS were sent at which price. To whom is kept nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SmsLine {
    /// How many.
    pub messages: u32,
    /// Euro cents for each, value added tax included.
    pub cents_each: u32,
}

impl std::fmt::Debug for Invoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Invoice({})", self.number)
    }
}
