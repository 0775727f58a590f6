//! Messages by e-mail: the address counts once its code was typed.

use dioxus::prelude::*;
use heilsam_client::ClientError;
use heilsam_client::client::NotificationsView;

use super::FreshHere;
use super::keep::use_messages;
use crate::account::access::use_account;
use crate::account::digits;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Badge, Button, ButtonKind, Field, FieldKind, Kind, Shape, use_toasts};
use crate::{browser, t};

/// The address, a new one, and the code.
#[component]
pub fn MailCard(view: NotificationsView) -> Element {
    let mut changing = use_signal(|| false);
    let page = view.page;
    let inside = match (page.mail, page.mail_waits) {
        (earlier, Some(waits)) => {
            rsx! { CodeForm { address: waits, earlier, oncancel: move |()| changing.set(false) } }
        }
        (Some(address), None) if !changing() => {
            rsx! { Address { address, onchange: move |()| changing.set(true) } }
        }
        (address, None) => {
            rsx! { AddressForm { earlier: address.is_some(), oncancel: move |()| changing.set(false) } }
        }
    };
    rsx! {
        section { class: "card", id: "notify-mail", {inside} }
    }
}

#[component]
fn Title(on: bool) -> Element {
    rsx! {
        div { class: "row-apart",
            h2 { {t!("notify-mail-title")} }
            if on {
                Badge { kind: Kind::Success, icon: Shape::Check, {t!("notify-on")} }
            } else {
                Badge { {t!("notify-off")} }
            }
        }
    }
}

/// The confirmed address.
#[component]
fn Address(address: String, onchange: EventHandler<()>) -> Element {
    let account = use_account();
    let messages = use_messages();
    let mut toasts = use_toasts();
    let mut not_fresh = use_signal(|| false);
    let forget = move || {
        spawn(async move {
            let Ok(device) = account.device() else { return };
            match device.forget_mail().await.map_err(|error| account.trouble(error)) {
                Ok(()) => toasts.say(|| t!("notify-mail-forgotten")),
                Err(Trouble::NotFresh) => return not_fresh.set(true),
                Err(error) => toasts.say(move || error.text()),
            }
            messages.refresh(&device).await;
        });
    };
    rsx! {
        Title { on: true }
        p { {t!("notify-mail-goes")} " " strong { id: "notify-mail-address", "{address}" } }
        div { class: "row",
            Button { id: "notify-mail-change", kind: ButtonKind::Second, onpress: move |()| onchange.call(()), {t!("notify-mail-change")} }
            Button { id: "notify-mail-forget", kind: ButtonKind::Second, onpress: move |()| forget(), {t!("notify-mail-forget")} }
        }
        if not_fresh() {
            FreshHere {
                onclose: move |()| not_fresh.set(false),
                onconfirmed: move |()| { not_fresh.set(false); forget() },
            }
        }
    }
}

#[component]
fn AddressForm(earlier: bool, oncancel: EventHandler<()>) -> Element {
    let account = use_account();
    let messages = use_messages();
    let mut typed = use_signal(String::new);
    let mut asked = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut refused = use_signal(|| false);
    let mut not_fresh = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let wrong = use_memo(move || !looks_like_address(&typed()));
    let send = move || {
        spawn(async move {
            busy.set(true);
            if let Ok(device) = account.device() {
                match device.set_mail(&typed()).await.map_err(|error: ClientError| account.trouble(error)) {
                    Ok(()) => messages.refresh(&device).await,
                    // The server says so of a field that is impossible: here there is only one.
                    Err(Trouble::WrongDigits) => refused.set(true),
                    Err(Trouble::NotFresh) => not_fresh.set(true),
                    Err(error) => trouble.set(Some(error)),
                }
            }
            busy.set(false);
        });
    };
    let submit = move |event: FormEvent| {
        event.prevent_default();
        asked.set(true);
        if busy() {
            return;
        }
        if wrong() {
            return browser::focus("notify-mail-new");
        }
        send();
    };
    let error = if refused() {
        Some(t!("notify-mail-refused"))
    } else {
        (asked() && wrong()).then(|| t!("notify-mail-wrong"))
    };
    rsx! {
        Title { on: earlier }
        p { {t!("notify-mail-text")} }
        form { class: "stack", novalidate: true, onsubmit: submit,
            TroubleNotice { trouble: trouble() }
            Field { id: "notify-mail-new", label: t!("notify-mail-label"), hint: t!("notify-mail-hint"), kind: FieldKind::Mail, value: typed,
                oninput: move |it| { asked.set(false); refused.set(false); typed.set(it) }, error }
            div { class: "row",
                Button { id: "notify-mail-send", submit: true, kind: ButtonKind::Second, busy: busy(), {t!("notify-mail-send")} }
                if earlier {
                    Button { kind: ButtonKind::Quiet, onpress: move |()| oncancel.call(()), {t!("action-cancel")} }
                }
            }
        }
        if not_fresh() {
            FreshHere {
                onclose: move |()| not_fresh.set(false),
                onconfirmed: move |()| { not_fresh.set(false); send() },
            }
        }
    }
}

#[component]
fn CodeForm(address: String, earlier: Option<String>, oncancel: EventHandler<()>) -> Element {
    let account = use_account();
    let messages = use_messages();
    let mut toasts = use_toasts();
    let mut code = use_signal(String::new);
    let mut asked = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut wrong = use_signal(|| false);
    let mut not_fresh = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let digits = use_memo(move || digits::six(&code()));
    let submit = move |event: FormEvent| {
        event.prevent_default();
        asked.set(true);
        if busy() {
            return;
        }
        let Some(digits) = digits() else { return browser::focus("notify-mail-code") };
        spawn(async move {
            busy.set(true);
            if let Ok(device) = account.device() {
                match device.confirm_mail(&digits).await.map_err(|error| account.trouble(error)) {
                    Ok(()) => {
                        oncancel.call(());
                        toasts.say(|| t!("notify-mail-confirmed"));
                        messages.refresh(&device).await;
                    }
                    Err(Trouble::WrongDigits) => wrong.set(true),
                    Err(error) => trouble.set(Some(error)),
                }
            }
            busy.set(false);
        });
    };
    let shown = address.clone();
    let again = use_callback(move |()| {
        let address = address.clone();
        spawn(async move {
            let Ok(device) = account.device() else { return };
            match device.set_mail(&address).await.map_err(|error| account.trouble(error)) {
                Ok(()) => toasts.say(|| t!("notify-mail-sent-again")),
                Err(Trouble::NotFresh) => not_fresh.set(true),
                Err(error) => trouble.set(Some(error)),
            }
        });
    });
    let forget = move |()| {
        spawn(async move {
            let Ok(device) = account.device() else { return };
            match device.forget_waiting_mail().await.map_err(|error| account.trouble(error)) {
                Ok(()) | Err(Trouble::Gone) => {
                    oncancel.call(());
                    messages.refresh(&device).await;
                }
                Err(error) => trouble.set(Some(error)),
            }
        });
    };
    let error = if wrong() {
        Some(t!("notify-mail-code-wrong"))
    } else {
        (asked() && digits().is_none()).then(|| t!("notify-mail-code-short"))
    };
    rsx! {
        Title { on: earlier.is_some() }
        if let Some(earlier) = earlier {
            p { {t!("notify-mail-goes")} " " strong { id: "notify-mail-address", "{earlier}" } }
        }
        p { {t!("notify-mail-waits")} " " strong { id: "notify-mail-waiting", "{shown}" } }
        form { class: "stack", novalidate: true, onsubmit: submit,
            TroubleNotice { trouble: trouble() }
            Field { id: "notify-mail-code", label: t!("notify-mail-code"), hint: t!("notify-mail-code-hint"), kind: FieldKind::OneTimeCode, value: code,
                oninput: move |it| { asked.set(false); wrong.set(false); code.set(it) }, error }
            div { class: "row",
                Button { id: "notify-mail-confirm", submit: true, kind: ButtonKind::Second, busy: busy(), {t!("notify-mail-confirm")} }
                Button { id: "notify-mail-again", kind: ButtonKind::Quiet, onpress: move |()| again.call(()), {t!("notify-mail-again")} }
                Button { id: "notify-mail-other", kind: ButtonKind::Quiet, onpress: forget, {t!("notify-mail-other")} }
            }
        }
        if not_fresh() {
            FreshHere {
                onclose: move |()| not_fresh.set(false),
                onconfirmed: move |()| { not_fresh.set(false); again.call(()) },
            }
        }
    }
}

/// Enough to notice a slip; the server decides.
fn looks_like_address(text: &str) -> bool {
    let text = text.trim();
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    }) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::looks_like_address;

    #[test]
    fn slips_of_an_address_are_noticed() {
        assert!(looks_like_address(" erika@example.org "));
        for wrong in
            ["", "erika", "erika@", "@example.org", "erika@example", "erika@example.", "a b@example.org"]
        {
            assert!(!looks_like_address(wrong), "{wrong}");
        }
    }
}
