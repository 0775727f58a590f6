//! The recovery sheet: made, printed, and proven readable by scanning it or typing a group of it.

use dioxus::prelude::*;
use heilsam_domain::RecoveryCode;

use super::access::use_account;
use super::fresh::FreshLogin;
use super::trouble::{Trouble, TroubleNotice};
use crate::components::{
    Badge, Button, ButtonKind, Field, FieldKind, Kind, Notice, PageTitle, QrCode, Shape,
};
use crate::{browser, format, t};

/// Two pictures of the screen: a dialog that was closed is gone then, in milliseconds.
const CLOSED: i32 = 60;

/// Draws the way to read the code of a sheet with the camera, where a program has one; what was read goes to the handler.
pub type Scanner = Callback<EventHandler<RecoveryCode>, Element>;

/// Makes a sheet and shows it until it is confirmed. `page` is the address that the sheet names, such as `/app/`.
#[component]
pub fn SheetPage(page: String, scanner: Option<Scanner>, ondone: EventHandler<()>) -> Element {
    let account = use_account();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut code = use_signal(|| None::<RecoveryCode>);
    let mut name = use_signal(|| None::<String>);
    let mut confirmed = use_signal(|| false);
    let mut not_fresh = use_signal(|| false);
    let make = move |()| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.make_sheet().await {
                Ok(made) => {
                    code.set(Some(made));
                    name.set(account.login_name().await);
                }
                Err(Trouble::NotFresh) => not_fresh.set(true),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    if confirmed() {
        return rsx! {
            PageTitle { title: t!("sheet-done-title") }
            Notice { kind: Kind::Success, p { {t!("sheet-done-text")} } }
            div { class: "actions",
                Button { id: "sheet-home", onpress: move |()| ondone.call(()), {t!("action-next")} }
            }
        };
    }
    rsx! {
        PageTitle { title: t!("sheet-title"), lead: t!("sheet-lead") }
        match code() {
            None => rsx! {
                div { class: "stack",
                    TroubleNotice { trouble: trouble() }
                    p { {t!("sheet-why")} }
                    if account.has_sheet() {
                        Notice { kind: Kind::Warning, p { {t!("sheet-make-again")} } }
                    }
                }
                div { class: "actions",
                    Button { id: "sheet-make", busy: busy(), onpress: make, {t!("sheet-make")} }
                    Button { kind: ButtonKind::Quiet, onpress: move |()| ondone.call(()), {t!("sheet-later")} }
                }
            },
            Some(code) => rsx! {
                Paper { code: code.expose_grouped(), page: page.clone(), name: name() }
                Confirm { code: code.expose_grouped(), scanner, onconfirmed: move |()| { account.confirm_sheet(); confirmed.set(true) } }
            },
        }
        if not_fresh() {
            FreshLogin {
                onclose: move |()| not_fresh.set(false),
                onconfirmed: move |()| { not_fresh.set(false); make(()) },
            }
        }
    }
}

/// The sheet among the settings of an account.
#[component]
pub fn SheetCard(onopen: EventHandler<()>) -> Element {
    let account = use_account();
    rsx! {
        section { class: "card",
            div { class: "row-apart",
                h2 { {t!("account-sheet")} }
                if account.has_sheet() {
                    Badge { kind: Kind::Success, icon: Shape::Check, {t!("about-sheet-made")} }
                }
            }
            p { {t!("account-sheet-text")} }
            div { class: "row",
                Button { id: "account-sheet", kind: ButtonKind::Second, icon: Shape::Printer, onpress: move |()| onopen.call(()), {t!("sheet-make")} }
            }
        }
    }
}

/// What is printed.
#[component]
fn Paper(code: String, page: String, name: Option<String>) -> Element {
    let shown = code.clone();
    let text = use_memo(move || code.clone());
    let address = browser::origin();
    rsx! {
        section { class: "stack",
            p { class: "print-only", {t!("sheet-why")} }
            p { class: "field-label", {t!("sheet-code")} }
            code { class: "code-block", id: "sheet-code", "{shown}" }
            QrCode { text, label: t!("sheet-qr") }
            p { class: "print-only", {t!("sheet-print-where")} " {address}{page}" }
            if let Some(name) = &name {
                p { class: "print-only", id: "sheet-name", {t!("sheet-print-name", name = name.clone())} }
            }
            p { class: "print-only", {t!("sheet-print-date", when = format::day(format::now()))} }
        }
        div { class: "actions",
            Button { id: "sheet-print", icon: Shape::Printer, onpress: |()| browser::print(), {t!("sheet-print")} }
        }
    }
}

/// The group asked back: fixed for a code, different between codes.
fn group_to_ask(code: &str) -> (usize, String) {
    let groups: Vec<&str> =
        code.split(|c: char| !c.is_alphanumeric()).filter(|group| group.len() == 4).collect();
    let sum: usize = code.bytes().map(usize::from).sum();
    let index = sum % groups.len().max(1);
    (index + 1, groups.get(index).copied().unwrap_or_default().to_owned())
}

fn same(typed: &str, group: &str) -> bool {
    let plain = |text: &str| -> String {
        let kept = text.chars().filter(|c| c.is_alphanumeric());
        kept.map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
    };
    plain(typed) == plain(group)
}

#[component]
fn Confirm(code: String, scanner: Option<Scanner>, onconfirmed: EventHandler<()>) -> Element {
    let (number, group) = group_to_ask(&code);
    let mut typed = use_signal(String::new);
    let mut wrong = use_signal(|| false);
    let mut judge = move |is_right: bool| {
        if is_right {
            onconfirmed.call(());
        } else {
            wrong.set(true);
            browser::focus("sheet-group");
        }
    };
    let onread = use_callback(move |read: RecoveryCode| {
        judge(read.expose_grouped() == code);
        if wrong() {
            // The camera's dialog is still there, and gives the focus back to its button when it goes.
            spawn(async {
                browser::sleep(CLOSED).await;
                browser::focus("sheet-group");
            });
        }
    });
    rsx! {
        form {
            class: "card no-print",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                judge(same(&typed(), &group));
            },
            h2 { {t!("sheet-confirm-title")} }
            p {
                if scanner.is_some() {
                    {t!("sheet-confirm-text-scan", group = number)}
                } else {
                    {t!("sheet-confirm-text", group = number)}
                }
            }
            Field {
                id: "sheet-group",
                label: t!("sheet-confirm-label", group = number),
                kind: FieldKind::Code,
                value: typed,
                oninput: move |it| { wrong.set(false); typed.set(it) },
                error: wrong().then(|| t!("sheet-confirm-error")),
            }
            Button { id: "sheet-confirm", submit: true, {t!("sheet-confirm")} }
            if let Some(scanner) = scanner {
                {scanner.call(onread)}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_asked_is_one_of_the_code() {
        let (number, group) = group_to_ask("ABCD-1234-WXYZ-99");
        assert_eq!(group, ["ABCD", "1234", "WXYZ"][number - 1]);
    }

    #[test]
    fn look_alikes_and_small_letters_are_forgiven() {
        assert!(same("a0 l-o", "A010"));
        assert!(!same("A011", "A010"));
    }
}
