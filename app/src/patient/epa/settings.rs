//! What the patient sets on this device: the insurance number, and how often. Kept sealed, never sent to our server.

use dioxus::prelude::*;
use heilsam_epa::insurant::InsurantError;
use heilsam_epa::{Every, Insurant, Settings};

use super::kept;
use crate::account::access::{Account, use_account};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Choice, ChoiceKind, Field, FieldKind, use_toasts};
use crate::{browser, t};

/// What was set on this device; nothing set is not an error.
pub async fn load(account: Account) -> Result<Settings, Trouble> {
    let device = account.device()?;
    let mut notes = Vec::new();
    for name in kept::names() {
        let text = device.device_note(&name).await.map_err(|error| account.trouble(error))?;
        notes.extend(text.map(|text| (name, text)));
    }
    Ok(kept::read(notes))
}

/// Changes something, and leaves what was set elsewhere meanwhile, also in another tab: only what changed is written. Returns
/// all of it.
///
/// # Errors
/// [`Trouble::Storage`]: nothing was kept.
pub async fn change(account: Account, change: impl FnOnce(&mut Settings)) -> Result<Settings, Trouble> {
    let before = load(account).await?;
    let mut settings = before.clone();
    change(&mut settings);
    let device = account.device()?;
    let notes = kept::changes(&before, &settings);
    device.keep_device_notes(&notes).await.map_err(|error| account.trouble(error))?;
    load(account).await
}

const CHOICES: [(&str, Option<Every>); 3] =
    [("never", None), ("week", Some(Every::Week)), ("month", Some(Every::Month))];

fn name(every: Option<Every>) -> String {
    match every {
        None => t!("epa-by-hand"),
        Some(Every::Week) => t!("epa-weekly"),
        Some(Every::Month) => t!("epa-monthly"),
    }
}

fn wrong(error: InsurantError) -> String {
    match error {
        InsurantError::Shape => t!("epa-number-shape"),
        InsurantError::CheckDigit => t!("epa-number-check"),
    }
}

/// Number and rhythm.
#[component]
pub fn SettingsForm(settings: Settings, onkept: EventHandler<Settings>) -> Element {
    let account = use_account();
    let mut toasts = use_toasts();
    let begin = settings.insurant.as_ref().map(|it| it.expose().to_owned()).unwrap_or_default();
    let mut number = use_signal(move || begin);
    let mut every = use_signal(|| settings.every);
    let mut error = use_signal(|| None::<InsurantError>);
    let mut trouble = use_signal(|| None::<Trouble>);
    let opened = settings;
    let save = move |event: FormEvent| {
        event.prevent_default();
        let insurant = match Insurant::parse(&number()) {
            Ok(insurant) => insurant,
            Err(found) => {
                error.set(Some(found));
                return browser::focus("epa-number");
            }
        };
        error.set(None);
        trouble.set(None);
        let opened = opened.clone();
        spawn(async move {
            let (insurant, chosen) = (Some(insurant), every());
            // What the person left as it was may be another in the meantime.
            let set = |settings: &mut Settings| {
                if insurant != opened.insurant {
                    settings.insurant = insurant;
                }
                if chosen != opened.every {
                    settings.every = chosen;
                }
            };
            match change(account, set).await {
                Ok(changed) => {
                    number
                        .set(changed.insurant.as_ref().map(|it| it.expose().to_owned()).unwrap_or_default());
                    every.set(changed.every);
                    toasts.say(|| t!("epa-kept"));
                    onkept.call(changed);
                }
                Err(found) => trouble.set(Some(found)),
            }
        });
    };
    rsx! {
        form { class: "stack", novalidate: true, onsubmit: save,
            Field { id: "epa-number", label: t!("epa-number"), hint: t!("epa-number-hint"), kind: FieldKind::Code, value: number, error: error().map(wrong), maxlength: 14, oninput: move |it| { error.set(None); number.set(it) } }
            fieldset { class: "choices",
                legend { class: "field-label", {t!("epa-when")} }
                for (id , each) in CHOICES {
                    Choice { key: "{id}", id: "epa-{id}", name: "epa-every", kind: ChoiceKind::Radio, label: name(each), checked: every() == each, onchange: move |_| every.set(each) }
                }
            }
            TroubleNotice { trouble: trouble() }
            div { class: "row",
                Button { id: "epa-keep", kind: ButtonKind::Second, submit: true, {t!("epa-keep")} }
            }
        }
    }
}
