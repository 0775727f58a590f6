//! Papers of the video consultation: hand-out and consent for patients, what the association wants, all as PDF made here.

mod compose;
mod declaration;
mod dental;
mod for_association;
pub mod making;
mod master;
mod region_card;
mod regions;
mod request;
mod sharing;
mod sheet;
mod website;

use dioxus::prelude::*;
use heilsam_client::client::MasterData;
use heilsam_domain::physician::WrongNumber;
use heilsam_domain::{Bsnr, Lanr};
use heilsam_protocol::contract::ContractPage;
use heilsam_report::Document;

pub use self::compose::LINE;
use self::for_association::ForAssociation;
use self::making::{Made, use_making};
pub use self::master::Master;
use self::region_card::RegionCard;
use self::regions::Region;
use self::sharing::ForThePractice;
pub use self::sheet::blank;
use super::desk::{Keeper, Kept, use_desk};
use crate::account::access::use_account;
use crate::account::trouble::Trouble;
use crate::components::{
    Button, ButtonKind, ErrorState, Field, FieldKind, Loading, PageTitle, Select, Shape,
};
use crate::i18n::Words;
use crate::{browser, t};

/// What can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paper {
    HandOut,
    Consent,
    Notice,
    Request,
    Declaration,
}

/// The page: reads what was typed the last time and the contract, then shows the form.
#[component]
pub fn Papers() -> Element {
    let (desk, account) = (use_desk(), use_account());
    let mut known = use_resource(move || async move {
        let kept = desk.kept_master().await?;
        // Without an answer the letter has lines to write on; so it would have before one.
        let contract = match account.device() {
            Ok(device) => device.contract().await.ok(),
            Err(_) => None,
        };
        Ok::<_, Trouble>((kept, contract))
    });
    match &*known.read() {
        None => rsx! {
            Loading {}
        },
        Some(Err(error)) => rsx! {
            PageTitle { title: t!("papers-title") }
            ErrorState { text: error.text(), onretry: move |()| known.restart() }
        },
        Some(Ok((kept, contract))) => rsx! {
            PageTitle { title: t!("papers-title"), lead: t!("papers-lead") }
            Form { kept: kept.clone(), contract: contract.clone() }
        },
    }
}

#[component]
fn Form(kept: Kept, contract: Option<ContractPage>) -> Element {
    let Kept { master: known, shared, by } = kept;
    let desk = use_desk();
    let contract = use_signal(move || contract);
    let mut master = use_signal(move || known);
    let shared = use_signal(move || shared);
    let mut errors = use_signal(Vec::<(&'static str, Words)>::new);
    let making = use_making();
    let mut wanted = use_signal(|| None::<Paper>);
    let busy = move |paper: Paper| making.is_busy() && wanted() == Some(paper);
    let error =
        move |field: &str| errors.read().iter().find(|(name, _)| *name == field).map(|(_, why)| why.text());
    let mut change = move |change: &dyn Fn(&mut Master)| {
        change(&mut master.write());
        errors.set(Vec::new());
        making.forget();
        let (typed, shared) = (master.peek().clone(), shared.peek().clone());
        dioxus::core::spawn_forever(async move {
            // A device that cannot keep it still makes the papers.
            let _ = desk.keep_master(&typed, shared.as_ref()).await;
        });
    };
    let mut make = move |paper: Paper| {
        let typed = master.peek().clone();
        let wrong = check(&typed, paper);
        if let Some((first, _)) = wrong.first() {
            browser::focus(&format!("paper-{first}"));
            errors.set(wrong);
            return;
        }
        wanted.set(Some(paper));
        let known = contract.peek().clone();
        let (document, file) = compose(&typed, paper, known.as_ref());
        making.begin(document, file);
    };
    let list = regions::all();
    let mut options = vec![(String::new(), t!("papers-choose"))];
    options.extend(list.regions.iter().map(|region| (region.id.clone(), region.name.clone())));
    let region = list.regions.iter().find(|region| region.id == master.read().region).cloned();
    let operator_email = match &*contract.read() {
        Some(page) if !page.operator.email.is_empty() => Some(page.operator.email.clone()),
        _ => None,
    };
    rsx! {
        div { class: "stack-wide",
            section { class: "stack", "aria-labelledby": "papers-practice",
                h2 { id: "papers-practice", {t!("papers-practice")} }
                p { class: "soft", id: "papers-kept", {where_kept(&by, shared.read().is_some())} }
                Field { id: "paper-practice", label: t!("doc-practice"), value: master.read().practice.clone(), error: error("practice"), required: true,
                    oninput: move |typed: String| change(&|it| it.practice.clone_from(&typed)) }
                Field { id: "paper-address", label: t!("doc-address"), value: master.read().address.clone(), error: error("address"),
                    oninput: move |typed: String| change(&|it| it.address.clone_from(&typed)) }
                Field { id: "paper-phone", label: t!("doc-phone"), hint: t!("doc-phone-hint"), value: master.read().phone.clone(), error: error("phone"), required: true,
                    oninput: move |typed: String| change(&|it| it.phone.clone_from(&typed)) }
            }
            if by == Keeper::Own {
                ForThePractice { master, shared,
                    ontake: move |now: MasterData| change(&|it| *it = it.clone().replaced_by(&now)) }
            }
            section { class: "stack", "aria-labelledby": "papers-patients",
                h2 { id: "papers-patients", {t!("papers-patients")} }
                p { {t!("papers-patients-text")} }
                div { class: "row",
                    Button { id: "make-hand-out", kind: ButtonKind::Second, icon: Shape::Download, busy: busy(Paper::HandOut), onpress: move |()| make(Paper::HandOut), {t!("papers-make-hand-out")} }
                    Button { id: "make-consent", kind: ButtonKind::Second, icon: Shape::Download, busy: busy(Paper::Consent), onpress: move |()| make(Paper::Consent), {t!("papers-make-consent")} }
                }
            }
            p {
                {t!("papers-manual")}
                " "
                a { id: "papers-manual", href: t!("papers-manual-file"), {t!("papers-manual-link")} }
            }
            website::Website { practice: master.read().practice.clone() }
            section { class: "stack", "aria-labelledby": "papers-region",
                h2 { id: "papers-region", {t!("papers-region")} }
                p { {t!("papers-region-text")} }
                p { id: "papers-without", {t!("papers-region-without")} }
                Select { id: "paper-region", label: t!("papers-region-label"), value: master.read().region.clone(), options, error: error("region"),
                    onchange: move |id: String| change(&|it| it.region.clone_from(&id)) }
                if let Some(region) = region.clone() {
                    RegionCard { region, source: list.source, operator_email }
                }
                Field { id: "paper-doctor", label: t!("doc-doctor"), value: master.read().doctor.clone(), error: error("doctor"),
                    oninput: move |typed: String| change(&|it| it.doctor.clone_from(&typed)) }
                Field { id: "paper-lanr", label: t!("doc-lanr"), hint: t!("doc-lanr-hint"), kind: FieldKind::Code, value: master.read().lanr.clone(), error: error("lanr"),
                    oninput: move |typed: String| change(&|it| it.lanr.clone_from(&typed)) }
                Field { id: "paper-bsnr", label: t!("doc-bsnr"), hint: t!("doc-bsnr-hint"), kind: FieldKind::Code, value: master.read().bsnr.clone(), error: error("bsnr"),
                    oninput: move |typed: String| change(&|it| it.bsnr.clone_from(&typed)) }
                ForAssociation { region, contract: contract(), busy: wanted().filter(|_| making.is_busy()), onmake: make }
            }
            Made { making, id: "paper-made" }
            dental::Dental {}
        }
    }
}

/// Where what is typed stays, and for whom.
fn where_kept(by: &Keeper, shared: bool) -> String {
    match by {
        Keeper::Device => t!("papers-kept"),
        Keeper::Own => t!("papers-kept-own"),
        Keeper::MainUser(name) if shared => t!("papers-kept-member", name = name.clone()),
        Keeper::MainUser(name) => t!("papers-kept-not-yet", name = name.clone()),
    }
}

fn compose(master: &Master, paper: Paper, contract: Option<&ContractPage>) -> (Option<Document>, String) {
    match paper {
        Paper::HandOut => (Some(compose::hand_out(master)), file_for(paper, None)),
        Paper::Consent => (Some(compose::consent(master)), file_for(paper, None)),
        Paper::Notice | Paper::Request | Paper::Declaration => {
            let region = regions::all().regions.into_iter().find(|region| region.id == master.region);
            let document = region.as_ref().and_then(|region| of_association(master, paper, region, contract));
            (document, file_for(paper, region.as_ref()))
        }
    }
}

fn of_association(
    master: &Master,
    paper: Paper,
    region: &Region,
    contract: Option<&ContractPage>,
) -> Option<Document> {
    match paper {
        Paper::HandOut | Paper::Consent => None,
        Paper::Notice => {
            let certificates = contract.map(|page| page.certificates.as_slice()).unwrap_or_default();
            Some(compose::letter(master, region, certificates))
        }
        Paper::Request => request::request(master, region, contract),
        Paper::Declaration => declaration::declaration(master, region, contract),
    }
}

fn file_for(paper: Paper, region: Option<&Region>) -> String {
    match paper {
        Paper::HandOut => t!("doc-hand-out-file"),
        Paper::Consent => t!("doc-consent-file"),
        Paper::Notice if region.is_some_and(Region::is_asked) => t!("doc-application-file"),
        Paper::Notice => t!("doc-notice-file"),
        Paper::Request => t!("doc-request-file"),
        Paper::Declaration => t!("doc-declaration-file"),
    }
}

/// What a paper cannot do without, in the order of the form.
fn check(master: &Master, paper: Paper) -> Vec<(&'static str, Words)> {
    let mut wrong = Vec::new();
    let mut needs = |name, value: &str| {
        if value.trim().is_empty() {
            wrong.push((name, Words::new(|| t!("field-missing"))));
        }
    };
    needs("practice", &master.practice);
    match paper {
        Paper::HandOut => needs("phone", &master.phone),
        Paper::Consent => {}
        Paper::Notice | Paper::Request | Paper::Declaration => {
            needs("address", &master.address);
            needs("region", &master.region);
            needs("doctor", &master.doctor);
            wrong.extend(Lanr::parse(&master.lanr).err().map(|why| ("lanr", explain(why))));
            wrong.extend(Bsnr::parse(&master.bsnr).err().map(|why| ("bsnr", explain(why))));
        }
    }
    wrong
}

/// What is wrong with a number of a doctor or a place.
pub fn explain(why: WrongNumber) -> Words {
    Words::new(move || match why {
        WrongNumber::Length => t!("doc-number-length"),
        WrongNumber::CheckDigit => t!("doc-number-check"),
    })
}
