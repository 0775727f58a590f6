//! The contract with the operator: data of the practice, plan, papers, notice and taking it back.

pub(super) mod agreement;
pub(super) mod confirmation;
mod ending;
mod form;
mod invoices;
mod papers;
mod validity;

use dioxus::prelude::*;
use heilsam_client::ClientError;
use heilsam_protocol::ProblemCode;
use heilsam_protocol::contract::{Contract, ContractChanged, ContractData, ContractPage as Page, Plan};
use heilsam_protocol::invoice::Invoices;
use jiff::civil::Date;

use self::ending::{Banner, Ending};
use self::form::ContractForm;
use self::invoices::InvoiceList;
use self::papers::ContractPapers;
use self::validity::Reminder;
use super::calendar::words;
use crate::account::access::{Account, use_account};
use crate::account::trouble::Trouble;
use crate::components::{ErrorState, Kind, Loading, Notice, PageTitle};
use crate::{format, t};

/// Acting on the contract; copies share everything.
#[derive(Clone, Copy, PartialEq)]
struct Office {
    account: Account,
}

/// A step that the server did not take.
enum Refusal {
    /// This field of the form.
    Field(String),
    /// Anything else.
    Trouble(Trouble),
}

impl Office {
    async fn read(self) -> Result<Page, Trouble> {
        let device = self.account.device()?;
        device.contract().await.map_err(|error| self.account.trouble(error))
    }

    async fn put(self, data: &ContractData) -> Result<Contract, Refusal> {
        let device = self.account.device().map_err(Refusal::Trouble)?;
        device.put_contract(data).await.map_err(|error| match error {
            ClientError::Refused(problem) if problem.code == ProblemCode::InvalidField => {
                Refusal::Field(problem.detail.unwrap_or_default())
            }
            other => Refusal::Trouble(self.account.trouble(other)),
        })
    }

    async fn cancel(self) -> Result<ContractChanged, Trouble> {
        let device = self.account.device()?;
        device.cancel_contract().await.map_err(|error| self.account.trouble(error))
    }

    async fn revoke(self) -> Result<ContractChanged, Trouble> {
        let device = self.account.device()?;
        device.revoke_cancellation().await.map_err(|error| self.account.trouble(error))
    }

    async fn invoices(self) -> Result<Invoices, Trouble> {
        let device = self.account.device()?;
        device.invoices().await.map_err(|error| self.account.trouble(error))
    }

    async fn certificate(self, number: usize) -> Result<Vec<u8>, Trouble> {
        let device = self.account.device()?;
        device.certificate(number).await.map_err(|error| self.account.trouble(error))
    }
}

/// The page.
#[component]
pub fn ContractPage() -> Element {
    let office = Office { account: use_account() };
    let mut page = use_resource(move || async move { office.read().await });
    let content = match &*page.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! {
            ErrorState { text: error.text(), onretry: move |()| page.restart() }
        },
        Some(Ok(page_now)) => rsx! {
            div { class: "stack-wide",
                if let Some(cancellation) = page_now.contract.as_ref().and_then(|it| it.cancellation) {
                    Banner { cancellation, office, onchange: move |()| page.restart() }
                }
                if page_now.save_again {
                    Notice { kind: Kind::Info, id: "contract-agree", p { {t!("contract-agree")} } }
                }
                ContractForm { page: page_now.clone(), office, onchange: move |()| page.restart() }
                if let Some(contract) = &page_now.contract {
                    InvoiceList {
                        office,
                        charged: !page_now.operator.creditor_id.is_empty(),
                        ends_on: contract.cancellation.map(|it| it.ends_on),
                    }
                    ContractPapers { page: page_now.clone(), office }
                }
                if let Some(contract) = page_now.contract.clone().filter(|it| it.cancellation.is_none()) {
                    Ending { contract, mails: page_now.mails, office, onchange: move |()| page.restart() }
                }
            }
        },
    };
    rsx! {
        PageTitle { title: t!("contract-title"), lead: t!("contract-lead") }
        {content}
    }
}

/// Says on other pages when the contract ends, and when a certificate of the service does; nothing as long as neither is so.
#[component]
pub fn ContractBanner() -> Element {
    let office = Office { account: use_account() };
    let mut page = use_resource(move || async move { office.read().await });
    let known = match &*page.read() {
        Some(Ok(page)) => page.contract.as_ref().map(|it| (it.cancellation, page.certificates.clone())),
        _ => None,
    };
    let Some((cancellation, certificates)) = known else { return rsx! {} };
    rsx! {
        if let Some(cancellation) = cancellation {
            Banner { cancellation, office, onchange: move |()| page.restart() }
        }
        Reminder { certificates }
    }
}

/// A day in words.
fn day(date: Date) -> String {
    words::full_day(date)
}

/// What a plan costs.
fn price(plan: &Plan) -> String {
    if plan.cents_per_month == 0 {
        return t!("contract-free");
    }
    t!("contract-price", price = format::euros(plan.cents_per_month.into()))
}
