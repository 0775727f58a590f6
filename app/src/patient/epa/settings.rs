//! What the patient sets on this device: the insurance number, and how often. Kept sealed, never sent to our server.

use dioxus::prelude::*;
use heilsam_epa::insurant::InsurantError;
use heilsam_epa::{Every, Insurant, Settings};

use crate::account::access::{Account, use_account};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Choice, ChoiceKind, Field, FieldKind, use_toasts};
use crate::{browser, t};

/// Under which name the device keeps them.
const NOTE: &str = "epa";

/// What was set on this device; nothing set is not an error.
pub async fn load(account: Account) -> Result<Settings, Trouble> {
    let device = account.device()?;
    let text = device.device_note(NOTE).await.map_err(|error| account.trouble(error))?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Changes something, and leaves what was set elsewhere meanwhile; returns all of it.
///
/// # Errors
/// [`Trouble::Storage`]: nothing was kept.
pub async fn change(account: Account, change: impl FnOnce(&mut Settings)) -> Result<Settings, Trouble> {
    let mut settings = load(account).await?;
    change(&mut settings);
    let device = account.device()?;
    let text = serde_json::to_string(&settings).map_err(|_| Trouble::Storage)?;
    device.keep_device_note(NOTE, &text).await.map_err(|error| account.trouble(error))?;
    Ok(settings)
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
        spawn(async move {
            let set =
                |settings: &mut Settings| (settings.insurant, settings.every) = (Some(insurant), every());
            match change(account, set).await {
                Ok(changed) => {
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
