//! Somebody asked with the sheet of the trusted person: above every page, until the patient has answered.

use dioxus::prelude::*;
use heilsam_client::client::ContactView;
use heilsam_domain::Purpose;

use crate::account::access::use_account;
use crate::account::device::Device;
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, Kind, Notice, use_toasts};
use crate::record::use_record;
use crate::{browser, format, t};

/// What is known of the trusted person.
#[derive(Clone, Copy)]
pub struct Trusted {
    view: Signal<Option<Result<Option<ContactView>, Trouble>>>,
    /// The patient knows of it.
    agreed: Signal<bool>,
}

/// Provides it to all views below.
pub fn use_trusted_provider() -> Trusted {
    use_context_provider(|| Trusted { view: Signal::new(None), agreed: Signal::new(false) })
}

/// What is known of the trusted person.
pub fn use_trusted() -> Trusted {
    use_context()
}

impl Trusted {
    /// What the server said last; `None` before it was asked.
    pub fn view(self) -> Option<Result<Option<ContactView>, Trouble>> {
        (self.view)()
    }

    /// Asks the server.
    pub async fn refresh(mut self, device: &Device) {
        let view = device.contact().await.map_err(Trouble::from);
        self.view.set(Some(view));
    }

    /// Asks again behind any page, where there is a trusted person: without an answer what was known stays.
    async fn look_again(mut self, device: &Device) {
        if !self.is_there() {
            return;
        }
        let Ok(contact) = device.contact().await else { return };
        // Taken back meanwhile: what this answer says is over.
        if !self.is_there() {
            return;
        }
        if contact.as_ref().is_none_or(|contact| contact.opens_at.is_none()) {
            // Whoever asks the next time is asked about anew.
            self.agreed.set(false);
        }
        self.view.set(Some(Ok(contact)));
    }

    fn is_there(self) -> bool {
        matches!(&*self.view.peek(), Some(Ok(Some(_))))
    }

    /// Forgets what belongs to whoever was logged in before.
    fn forget(mut self) {
        self.view.set(None);
        self.agreed.set(false);
    }
}

/// The question, while somebody waits.
#[component]
pub fn ContactAsked() -> Element {
    let account = use_account();
    let record = use_record();
    let mut trusted = use_trusted();
    let mut toasts = use_toasts();
    let mut trouble = use_signal(|| None::<Trouble>);
    use_hook(|| trusted.forget());
    // On a device that is new to the account the consents come a moment later. What is known already stays: a fresh look
    // would take the sheet away from somebody who is just choosing.
    let has_consent = record.has_consent(Purpose::RecoveryContact);
    use_effect(use_reactive!(|has_consent| {
        if has_consent {
            spawn(async move {
                let Ok(device) = account.device() else { return };
                if trusted.view.peek().is_none() && !device.is_preview() {
                    trusted.refresh(&device).await;
                }
            });
        }
    }));
    // A message that is tapped brings an app that is open already to the front, and nothing else.
    use_future(move || async move {
        loop {
            browser::comes_back().await;
            if let Ok(device) = account.device() {
                trusted.look_again(&device).await;
            }
        }
    });
    let Some(Ok(Some(ContactView { name, opens_at: Some(opens_at), .. }))) = trusted.view() else {
        return rsx! {};
    };
    if (trusted.agreed)() {
        return rsx! {};
    }
    let object = move |()| {
        spawn(async move {
            let Ok(device) = account.device() else { return };
            match device.remove_contact().await.map_err(|error| account.trouble(error)) {
                Ok(()) | Err(Trouble::Gone) => toasts.say(|| t!("asked-objected")),
                Err(error) => trouble.set(Some(error)),
            }
            trusted.refresh(&device).await;
        });
    };
    rsx! {
        Notice { kind: Kind::Danger, id: "contact-asked", announce: true, title: t!("asked-title"),
            p { {t!("asked-text", name = name, when = format::moment(opens_at))} }
            if let Some(trouble) = trouble() {
                p { {trouble.text()} }
            }
            div { class: "row",
                Button { id: "contact-object", kind: ButtonKind::Danger, onpress: object, {t!("asked-object")} }
                Button { id: "contact-agree", kind: ButtonKind::Second, onpress: move |()| trusted.agreed.set(true), {t!("asked-agree")} }
            }
        }
    }
}
