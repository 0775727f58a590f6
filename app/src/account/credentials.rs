//! What one logs in with: the list, one more, another passphrase, one less.

use dioxus::prelude::*;
use heilsam_domain::CredentialId;
use heilsam_protocol::credential::{Credential, CredentialKind};

use super::access::use_account;
use super::fresh::FreshLogin;
use super::passkey;
use super::protect::{PassphraseForm, ProtectWith, SecondStep, TotpForm};
use super::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Dialog, ErrorState, Loading, Shape, use_toasts};
use crate::{format, t};

/// What somebody wants to change, complete enough to be tried again after a fresh login.
#[derive(Clone, PartialEq)]
enum Wanted {
    Set(ProtectWith),
    Remove(CredentialId),
}

/// What is open below the list.
#[derive(Clone, PartialEq)]
enum Form {
    Passphrase,
    /// The login name and the secret for the authenticator app are shown.
    Totp(SecondStep),
}

/// The ways into the account. Each change asks for a fresh login when the last one is minutes ago.
#[component]
pub fn WaysIn() -> Element {
    let account = use_account();
    let mut toasts = use_toasts();
    let mut ways = use_resource(move || async move { account.ways_in().await });
    let mut name = use_resource(move || async move { account.login_name().await });
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut form = use_signal(|| None::<Form>);
    let mut leaving = use_signal(|| None::<Credential>);
    let mut refused = use_signal(|| None::<Wanted>);
    let has_passkeys = use_hook(passkey::is_supported);
    let change = move |wanted: Wanted| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            let done = match wanted.clone() {
                Wanted::Set(with) => account.set_way_in(with).await,
                Wanted::Remove(credential) => account.remove_way_in(credential).await.map(|()| None),
            };
            busy.set(false);
            match done {
                Ok(Some(step)) => form.set(Some(Form::Totp(step))),
                Ok(None) => {
                    form.set(None);
                    toasts.say(move || said(&wanted));
                    ways.restart();
                    name.restart();
                }
                Err(Trouble::NotFresh) => refused.set(Some(wanted)),
                Err(error) => {
                    if error == Trouble::StartAgain && matches!(*form.peek(), Some(Form::Totp(_))) {
                        form.set(Some(Form::Passphrase));
                    }
                    trouble.set(Some(error));
                }
            }
        });
    };
    let list = match &*ways.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! { ErrorState { text: error.text(), onretry: move |()| ways.restart() } },
        Some(Ok(list)) => {
            let has_passphrase = list.iter().any(|way| way.kind == CredentialKind::Passphrase);
            rsx! {
                ul { class: "card-list", id: "ways-list",
                    for way in list.clone() {
                        li { key: "{way.credential_id}", class: "card",
                            Way { way: way.clone(), name: name().flatten(), removable: list.len() > 1, onremove: move |()| leaving.set(Some(way.clone())) }
                        }
                    }
                }
                match form() {
                    None => rsx! {
                        if !has_passkeys {
                            p { class: "soft", {t!("credentials-no-passkey")} }
                        }
                        div { class: "row",
                            if has_passkeys {
                                Button { id: "ways-passkey", kind: ButtonKind::Second, icon: Shape::Key, busy: busy(),
                                    onpress: move |()| change(Wanted::Set(ProtectWith::Passkey)),
                                    {t!("credentials-add-passkey")}
                                }
                            }
                            Button { id: "ways-passphrase", kind: ButtonKind::Second, onpress: move |()| form.set(Some(Form::Passphrase)),
                                if has_passphrase { {t!("credentials-change-passphrase")} } else { {t!("credentials-set-passphrase")} }
                            }
                        }
                    },
                    Some(Form::Passphrase) => rsx! {
                        PassphraseForm { text: t!("credentials-passphrase-text"), busy: busy(), onprotect: move |with| change(Wanted::Set(with)) }
                    },
                    Some(Form::Totp(step)) => rsx! {
                        TotpForm { step, finish: t!("credentials-finish"), busy: busy(), onprotect: move |with| change(Wanted::Set(with)) }
                    },
                }
                if form().is_some() {
                    div { class: "row",
                        Button { id: "ways-cancel", kind: ButtonKind::Quiet, onpress: move |()| { form.set(None); trouble.set(None) }, {t!("action-cancel")} }
                    }
                }
            }
        }
    };
    rsx! {
        section { class: "stack", id: "ways",
            h2 { {t!("credentials-title")} }
            p { {t!("credentials-lead")} }
            TroubleNotice { trouble: trouble() }
            {list}
        }
        if let Some(way) = leaving() {
            Dialog { id: "ways-remove", title: t!("credentials-remove-title"), onclose: move |()| leaving.set(None),
                p { {kind_text(way.kind)} }
                p { {t!("credentials-remove-text")} }
                Button { id: "ways-remove-yes", wide: true, kind: ButtonKind::Danger,
                    onpress: move |()| { leaving.set(None); change(Wanted::Remove(way.credential_id)) },
                    {t!("credentials-remove")}
                }
                Button { wide: true, kind: ButtonKind::Second, onpress: move |()| leaving.set(None), {t!("action-cancel")} }
            }
        }
        if let Some(wanted) = refused() {
            FreshLogin {
                onclose: move |()| refused.set(None),
                onconfirmed: move |()| { refused.set(None); change(wanted.clone()) },
            }
        }
    }
}

/// One way in; `name` is the login name of the passphrase, where this device knows it.
#[component]
fn Way(way: Credential, name: Option<String>, removable: bool, onremove: EventHandler<()>) -> Element {
    let name = name.filter(|_| way.kind == CredentialKind::Passphrase);
    rsx! {
        h3 { {kind_text(way.kind)} }
        if let Some(name) = &name {
            p { id: "ways-name", {t!("credentials-name", name = name.clone())} }
        }
        p { class: "soft", {t!("credentials-since", when = format::moment(way.created_at))} }
        if let Some(used) = way.last_used_at {
            p { class: "soft", {t!("credentials-used", when = format::moment(used))} }
        }
        if removable {
            div { class: "row",
                Button { id: "ways-remove-{way.credential_id}", kind: ButtonKind::Second, onpress: move |()| onremove.call(()),
                    {t!("credentials-remove")}
                    span { class: "visually-hidden", ": {kind_text(way.kind)}" }
                }
            }
        }
    }
}

fn kind_text(kind: CredentialKind) -> String {
    match kind {
        CredentialKind::Passkey => t!("credentials-kind-passkey"),
        CredentialKind::Passphrase => t!("credentials-kind-passphrase"),
    }
}

fn said(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Set(ProtectWith::Passkey) => t!("credentials-passkey-added"),
        Wanted::Set(ProtectWith::Passphrase { .. } | ProtectWith::Code(_)) => {
            t!("credentials-passphrase-set")
        }
        Wanted::Remove(_) => t!("credentials-removed"),
    }
}
