//! Who the practice is, and which plan it takes.

use dioxus::prelude::*;
use heilsam_domain::contract::Iban;
use heilsam_protocol::contract::{ContractData, ContractPage};

use super::{Office, Refusal, day, price};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, Choice, ChoiceKind, Field, FieldKind, use_toasts};
use crate::i18n::Words;
use crate::practice::desk::use_desk;
use crate::{browser, t};

/// The form; it begins with what is known of the practice.
#[component]
pub(super) fn ContractForm(page: ContractPage, office: Office, onchange: EventHandler<()>) -> Element {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let contract = page.contract.clone();
    let first_plan = page.plans.first().map(|plan| plan.id.clone()).unwrap_or_default();
    let known = contract.as_ref().map(|it| it.data.clone());
    let concluded = known.is_some();
    let mut data = use_signal(move || {
        known.unwrap_or(ContractData {
            practice: String::new(),
            address: String::new(),
            doctor: String::new(),
            email: String::new(),
            phone: String::new(),
            plan: first_plan,
            iban: String::new(),
        })
    });
    // What stands on the papers of the practice is proposed.
    use_future(move || async move {
        if concluded {
            return;
        }
        if let Ok(master) = desk.master().await {
            let mut known = data.write();
            let known = &mut *known;
            for (field, proposal) in [
                (&mut known.practice, master.practice),
                (&mut known.address, master.address),
                (&mut known.doctor, master.doctor),
                (&mut known.phone, master.phone),
            ] {
                if field.is_empty() {
                    *field = proposal;
                }
            }
        }
    });
    let mut errors = use_signal(Vec::<(String, Words)>::new);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut busy = use_signal(|| false);
    let error =
        move |field: &str| errors.read().iter().find(|(name, _)| name == field).map(|(_, why)| why.text());
    let paid = page.plans.iter().any(|plan| plan.id == data.read().plan && plan.cents_per_month > 0);
    let save = move |event: FormEvent| {
        event.prevent_default();
        let typed = data();
        let wrong = check(&typed, paid);
        if let Some((first, _)) = wrong.first() {
            browser::focus(&format!("contract-{first}"));
            errors.set(wrong);
            return;
        }
        errors.set(Vec::new());
        trouble.set(None);
        busy.set(true);
        spawn(async move {
            match office.put(&typed).await {
                Ok(_) => {
                    toasts
                        .say(move || if concluded { t!("contract-saved") } else { t!("contract-concluded") });
                    onchange.call(());
                }
                Err(Refusal::Field(field)) => {
                    browser::focus(&format!("contract-{field}"));
                    errors.set(vec![(field, Words::new(|| t!("contract-wrong")))]);
                }
                Err(Refusal::Trouble(why)) => trouble.set(Some(why)),
            }
            busy.set(false);
        });
    };
    let read = data.read().clone();
    rsx! {
        form { class: "stack", id: "contract-form", novalidate: true, onsubmit: save,
            if let Some(contract) = contract {
                p { id: "contract-since", {t!("contract-since", day = day(contract.begun_on), operator = page.operator.name.clone())} }
            }
            h2 { {t!("contract-practice")} }
            p { class: "soft", {t!("contract-practice-text")} }
            Field { id: "contract-practice", label: t!("doc-practice"), value: read.practice, error: error("practice"), required: true, oninput: move |it| data.write().practice = it }
            Field { id: "contract-address", label: t!("doc-address"), value: read.address, error: error("address"), required: true, oninput: move |it| data.write().address = it }
            Field { id: "contract-doctor", label: t!("doc-doctor"), value: read.doctor, error: error("doctor"), required: true, oninput: move |it| data.write().doctor = it }
            Field { id: "contract-email", label: t!("contract-email"), hint: t!("contract-email-hint"), value: read.email, error: error("email"), required: true, oninput: move |it| data.write().email = it }
            Field { id: "contract-phone", label: t!("doc-phone"), value: read.phone, error: error("phone"), oninput: move |it| data.write().phone = it }
            fieldset { class: "choices", id: "contract-plan",
                legend { class: "field-label", {t!("contract-plan")} }
                for plan in page.plans.iter().cloned() {
                    Choice {
                        key: "{plan.id}",
                        id: "plan-{plan.id}",
                        name: "contract-plan",
                        kind: ChoiceKind::Radio,
                        label: t!("contract-plan-name", name = plan.name.clone(), price = price(&plan)),
                        detail: (!plan.about.is_empty()).then(|| plan.about.clone()),
                        checked: read.plan == plan.id,
                        onchange: { let id = plan.id.clone(); move |_| data.write().plan.clone_from(&id) },
                    }
                }
            }
            if paid {
                Field { id: "contract-iban", label: t!("contract-iban"), hint: t!("contract-iban-hint"), kind: FieldKind::Code, value: read.iban, error: error("iban"), required: true, oninput: move |it| data.write().iban = it }
                if !page.operator.creditor_id.is_empty() {
                    p { class: "soft", id: "contract-mandate",
                        {t!("contract-mandate", operator = page.operator.name.clone(), creditor = page.operator.creditor_id.clone())}
                    }
                }
            }
            TroubleNotice { trouble: trouble() }
            div { class: "actions",
                Button { id: "contract-save", submit: true, busy: busy(),
                    if concluded { {t!("contract-save")} } else { {t!("contract-conclude")} }
                }
            }
        }
    }
}

/// What is missing or wrong, in the order of the form.
fn check(data: &ContractData, paid: bool) -> Vec<(String, Words)> {
    let mut wrong = Vec::new();
    for (name, value) in [
        ("practice", &data.practice),
        ("address", &data.address),
        ("doctor", &data.doctor),
        ("email", &data.email),
    ] {
        if value.trim().is_empty() {
            wrong.push((name.to_owned(), Words::new(|| t!("field-missing"))));
        }
    }
    if paid && Iban::parse(&data.iban).is_err() {
        wrong.push(("iban".to_owned(), Words::new(|| t!("contract-iban-wrong"))));
    }
    wrong
}
