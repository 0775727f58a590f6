//! Invoices of the contract: a list, and each of them as PDF. Source: § 14(4) UStG.

use dioxus::prelude::*;
use heilsam_protocol::invoice::{Invoice, InvoiceLine};
use heilsam_report::Document;
use heilsam_report::document::{Block, Column, Fact, Section, Table};
use jiff::civil::Date;

use super::{Office, day};
use crate::components::{Button, ButtonKind, ErrorState, Loading, Shape};
use crate::practice::papers::blank;
use crate::practice::papers::making::{Made, use_making};
use crate::{format, i18n, t};

/// The list; nothing at all where the operator charges nothing and never did.
#[component]
pub(super) fn InvoiceList(office: Office, charged: bool, ends_on: Option<Date>) -> Element {
    let mut list = use_resource(move || async move { office.invoices().await });
    let content = match &*list.read() {
        None if !charged => return rsx! {},
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! {
            ErrorState { text: error.text(), onretry: move |()| list.restart() }
        },
        Some(Ok(list)) if list.invoices.is_empty() && !charged => return rsx! {},
        Some(Ok(list)) if list.invoices.is_empty() => rsx! {
            p { id: "no-invoices", {t!("invoice-none")} }
        },
        Some(Ok(list)) => rsx! {
            ul { class: "card-list", id: "invoices",
                for invoice in list.invoices.iter().cloned() {
                    li { key: "{invoice.number}", class: "card",
                        Entry { invoice }
                    }
                }
            }
        },
    };
    rsx! {
        section { class: "stack", "aria-labelledby": "contract-invoices",
            h2 { id: "contract-invoices", {t!("invoice-list")} }
            if let Some(last) = ends_on {
                p { {t!("invoice-last", day = day(last))} }
            }
            {content}
        }
    }
}

#[component]
fn Entry(invoice: Invoice) -> Element {
    let making = use_making();
    let number = invoice.number.clone();
    let (from, until, due) = (day(invoice.from), day(invoice.until), day(invoice.due_on));
    let amount = format::euros(invoice.gross_cents.into());
    let make = move |()| {
        making.begin(Some(compose(&invoice)), t!("invoice-file", number = invoice.number.clone()));
    };
    rsx! {
        p { strong { {t!("invoice-title", number = number.clone())} } }
        p { {t!("invoice-facts", from = from, until = until, amount = amount, due = due)} }
        div { class: "row",
            Button { id: "invoice-{number}", kind: ButtonKind::Second, icon: Shape::Download, busy: making.is_busy(), onpress: make, {t!("invoice-save")} }
        }
        Made { making, id: "invoice-made-{number}" }
    }
}

fn compose(invoice: &Invoice) -> Document {
    let (seller, buyer) = (&invoice.seller, &invoice.buyer);
    Document {
        language: i18n::language().tag().to_owned(),
        title: t!("invoice-title", number = invoice.number.clone()),
        about: vec![
            Fact::new(t!("invoice-made"), day(invoice.made_on)),
            Fact::new(t!("invoice-period"), days(day(invoice.from), day(invoice.until))),
        ],
        foot: [seller.name.as_str(), seller.address.as_str()].join(", "),
        sections: vec![
            section(
                t!("invoice-parties"),
                vec![Block::Facts(vec![
                    Fact::new(t!("invoice-seller"), seller.name.clone()),
                    Fact::new(t!("doc-address"), seller.address.clone()),
                    Fact::new(t!("invoice-tax-number"), seller.tax_number.clone()),
                    Fact::new(t!("invoice-buyer"), buyer.name.clone()),
                    Fact::new(t!("doc-address"), buyer.address.clone()),
                ])],
            ),
            section(t!("invoice-what"), charged(invoice)),
            section(
                t!("invoice-payment"),
                vec![
                    Block::Text(t!(
                        "invoice-payment-text",
                        amount = format::euros(invoice.gross_cents.into()),
                        account = invoice.account.clone(),
                        day = day(invoice.due_on)
                    )),
                    Block::Facts(vec![
                        Fact::new(t!("invoice-mandate"), invoice.mandate.clone()),
                        Fact::new(t!("invoice-creditor"), seller.creditor_id.clone()),
                    ]),
                ],
            ),
        ],
        ..blank()
    }
}

/// Plans with their days, and the sums.
fn charged(invoice: &Invoice) -> Vec<Block> {
    let rows = invoice.lines.iter().map(|line| {
        vec![what(line), days(day(line.from), day(line.until)), format::euros(line.cents.into())]
    });
    let table = Table {
        caption: t!("invoice-lines"),
        columns: vec![
            Column::words(t!("contract-plan"), 3),
            Column::words(t!("invoice-days"), 4),
            Column::numbers(t!("invoice-amount"), 2),
        ],
        rows: rows.collect(),
    };
    let sums = Block::Facts(vec![
        Fact::new(t!("invoice-net"), format::euros(invoice.net_cents.into())),
        Fact::new(t!("invoice-tax", percent = invoice.tax_percent), format::euros(invoice.tax_cents.into())),
        Fact::new(t!("invoice-gross"), format::euros(invoice.gross_cents.into())),
    ]);
    let note =
        (!invoice.seller.tax_note.is_empty()).then(|| Block::SmallPrint(invoice.seller.tax_note.clone()));
    [Block::Table(table), sums].into_iter().chain(note).collect()
}

/// A plan by its name, SMS by their number and price.
fn what(line: &InvoiceLine) -> String {
    match line.sms {
        Some(sms) => t!("invoice-sms", messages = sms.messages, price = format::euros(sms.cents_each.into())),
        None => line.plan.clone(),
    }
}

fn days(from: String, until: String) -> String {
    t!("invoice-from-until", from = from, until = until)
}

fn section(title: String, blocks: Vec<Block>) -> Section {
    Section { title, on_new_page: false, blocks }
}
