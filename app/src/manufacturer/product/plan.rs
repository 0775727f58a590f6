//! Release of the product and planned day of filing. What others save meanwhile is shown, and nobody's is overwritten unseen.

use dioxus::prelude::*;
use heilsam_compliance::evidence::Release;
use heilsam_compliance::workspace::Action;
use heilsam_compliance::{Message, Workspace};
use jiff::civil::Date;

use super::typed::Typed;
use crate::components::{Button, ButtonKind, DateField, DateKind, Field, Kind, Notice, optional_day};
use crate::i18n::Words;
use crate::manufacturer::acting::{Refusal, use_acting};
use crate::manufacturer::desk::{Open, day, use_desk};
use crate::{browser, t};

/// Version and commit: one value, because only together they name a release.
type ReleaseText = (String, String);

/// What stands, as the fields write it; empty where nothing does.
fn written(workspace: Option<&Workspace>) -> (ReleaseText, String) {
    let release = workspace.and_then(Workspace::release);
    let release = release.map(|it| (it.version.clone(), it.commit.clone())).unwrap_or_default();
    let filing = workspace.and_then(Workspace::filing).map(|it| it.to_string()).unwrap_or_default();
    (release, filing)
}

/// What stands now in words, where it is another than the person saw.
fn release_now(release: &ReleaseText) -> String {
    let (version, commit) = release.clone();
    if version.is_empty() {
        return t!("product-no-release");
    }
    t!("product-release-now", version = version, commit = commit)
}

fn filing_now(filing: &str) -> String {
    match filing.parse::<Date>() {
        Ok(date) => t!("product-filing-now", day = day(date)),
        Err(_) => t!("product-no-filing"),
    }
}

/// Release and planned filing.
#[component]
pub(super) fn Plan() -> Element {
    let acting = use_acting();
    let desk = use_desk();
    let first = use_hook(|| written(desk.open().as_ref().map(Open::workspace)));
    let (first_release, first_filing) = first;
    let mut release = use_signal(move || Typed::of(first_release));
    let mut filing = use_signal(move || Typed::of(first_filing));
    // What others saved comes into the fields in which nothing was typed.
    use_effect(move || {
        let Some(open) = desk.open() else { return };
        let (release_stands, filing_stands) = written(Some(open.workspace()));
        let (old, new) = (release.peek().clone(), release.peek().clone().following(&release_stands));
        if old != new {
            release.set(new);
        }
        let (old, new) = (filing.peek().clone(), filing.peek().clone().following(&filing_stands));
        if old != new {
            filing.set(new);
        }
    });
    let Some(open) = desk.open() else { return rsx! {} };
    let author = open.is_author();
    let known = (open.workspace().release().cloned(), open.workspace().filing());
    let (release_stands, filing_stands) = written(Some(open.workspace()));
    let others_release = release.read().is_contested(&release_stands).then(|| release_now(&release_stands));
    let others_filing = filing.read().is_contested(&filing_stands).then(|| filing_now(&filing_stands));
    let contested = others_release.is_some() || others_filing.is_some();
    let keep_mine = {
        let (release_stands, filing_stands) = (release_stands.clone(), filing_stands.clone());
        move |()| {
            let (mine, day) = (release.peek().clone(), filing.peek().clone());
            release.set(mine.kept(&release_stands));
            filing.set(day.kept(&filing_stands));
        }
    };
    let take_theirs = move |()| {
        if release.peek().is_contested(&release_stands) {
            release.set(Typed::of(release_stands.clone()));
        }
        if filing.peek().is_contested(&filing_stands) {
            filing.set(Typed::of(filing_stands.clone()));
        }
    };
    rsx! {
        form {
            class: "card",
            "aria-labelledby": "plan-title",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                if contested {
                    return browser::focus("plan-keep-mine");
                }
                let mut actions = Vec::new();
                let (version, commit) = release.peek().typed().clone();
                let (version, commit) = (version.trim().to_owned(), commit.trim().to_owned());
                if version.is_empty() != commit.is_empty() {
                    return acting.refuse(vec![Message::new("compliance-change-release").into()]);
                }
                let on = match optional_day(filing.peek().typed()) {
                    Ok(on) => on,
                    Err(wanted) => {
                        let words = move || format!("{}: {}", t!("product-filing"), wanted.wanted());
                        return acting.refuse(vec![Words::new(words)]);
                    }
                };
                // As it will stand: then it is nobody else's change.
                release.write().type_in((version.clone(), commit.clone()));
                let named = !version.is_empty();
                let wanted = Release { version, commit };
                if named && known.0.as_ref() != Some(&wanted) {
                    actions.push(Action::SetRelease { release: wanted });
                }
                if on != known.1 {
                    actions.push(Action::SetFiling { on });
                }
                acting.run(actions, || t!("product-plan-saved"), || {});
            },
            h2 { id: "plan-title", {t!("product-plan")} }
            Fields { release, filing, enabled: author }
            if contested {
                Notice { kind: Kind::Warning, announce: true, id: "plan-changed", title: t!("product-changed"),
                    if let Some(text) = others_release {
                        p { "{text}" }
                    }
                    if let Some(text) = others_filing {
                        p { "{text}" }
                    }
                    p { {t!("product-changed-choose")} }
                    div { class: "row",
                        Button { id: "plan-keep-mine", kind: ButtonKind::Second, onpress: keep_mine, {t!("product-keep-mine")} }
                        Button { id: "plan-take-theirs", kind: ButtonKind::Second, onpress: take_theirs, {t!("product-take-theirs")} }
                    }
                }
            }
            Refusal { acting, id: "plan-refused" }
            if author {
                div { class: "row",
                    Button { id: "plan-save", submit: true, busy: acting.busy(), waits_for: contested.then(|| t!("product-choose-first")),
                        {t!("product-plan-save")}
                    }
                }
            }
        }
    }
}

/// Version, commit and planned day.
#[component]
fn Fields(release: Signal<Typed<ReleaseText>>, filing: Signal<Typed<String>>, enabled: bool) -> Element {
    let (mut release, mut filing) = (release, filing);
    let version = use_memo(move || release.read().typed().0.clone());
    let commit = use_memo(move || release.read().typed().1.clone());
    let day_text = use_memo(move || filing.read().typed().clone());
    rsx! {
        fieldset { class: "field-row", disabled: !enabled,
            legend { class: "visually-hidden", {t!("product-plan")} }
            Field { id: "plan-version", label: t!("product-version"), hint: t!("product-version-hint"), value: version,
                oninput: move |it| {
                    let (_, commit) = release.peek().typed().clone();
                    release.write().type_in((it, commit));
                },
            }
            Field { id: "plan-commit", label: t!("product-commit"), hint: t!("product-commit-hint"), value: commit,
                oninput: move |it| {
                    let (version, _) = release.peek().typed().clone();
                    release.write().type_in((version, it));
                },
            }
            DateField { id: "plan-filing", label: t!("product-filing"), hint: t!("product-filing-hint"), kind: DateKind::Day, value: day_text,
                oninput: move |it| filing.write().type_in(it),
            }
        }
    }
}
