//! What practices may read: the list of shares, who read when, and the end of one.

pub mod met;
pub mod new;
mod results;

use dioxus::prelude::*;
use heilsam_client::sharing::ShareView;
use heilsam_domain::{Purpose, RecordId};
use heilsam_protocol::sharing::ShareRead;

use super::routes::Route;
use crate::account::access::{Access, use_account};
use crate::account::trouble::Trouble;
use crate::components::{
    Badge, Button, ButtonKind, Dialog, Empty, ErrorState, Kind, Loading, Notice, PageTitle, Shape, use_toasts,
};
use crate::record::use_record;
use crate::to_the_end::to_the_end;
use crate::{format, share_words, t};

pub use results::KeepShares;

/// All shares.
#[component]
pub fn Sharing() -> Element {
    let account = use_account();
    let record = use_record();
    let navigator = use_navigator();
    let mut shares = use_resource(move || record.shares());
    let content = match &*shares.read() {
        None => rsx! { Loading {} },
        Some(Err(trouble)) => {
            rsx! { ErrorState { text: trouble.text(), onretry: move |()| shares.restart() } }
        }
        Some(Ok(found)) if found.is_empty() => rsx! {
            Empty { shape: Shape::Person, title: t!("sharing-empty-title"), text: t!("sharing-empty-text"),
                Button { id: "sharing-new", icon: Shape::Add, onpress: move |()| { navigator.push(Route::NewShare {}); }, {t!("sharing-new")} }
            }
        },
        Some(Ok(found)) => rsx! {
            Button { id: "sharing-new", icon: Shape::Add, wide: true, onpress: move |()| { navigator.push(Route::NewShare {}); }, {t!("sharing-new")} }
            ul { class: "card-list", id: "shares",
                for share in found.clone() {
                    li { key: "{share.id}", class: "card",
                        ShareCard { share, onended: move |()| shares.restart() }
                    }
                }
            }
        },
    };
    rsx! {
        PageTitle { title: t!("sharing-title"), lead: t!("sharing-lead") }
        div { class: "stack-wide",
            if account.access() == Access::In && record.was_withdrawn(Purpose::Sharing) {
                Notice { kind: Kind::Warning, id: "sharing-withdrawn", p { {t!("sharing-consent-missing")} } }
            }
            {content}
            OwnCode {}
        }
    }
}

#[component]
fn ShareCard(share: ReadSignal<ShareView>, onended: EventHandler<()>) -> Element {
    let record = use_record();
    let mut toasts = use_toasts();
    let mut asking = use_signal(|| false);
    let it = share.read().clone();
    let open = it.is_open(format::now());
    let mut end = move |id: RecordId| {
        asking.set(false);
        spawn(async move {
            // Also when the page is left at once.
            match to_the_end(record.take_back(id)).await {
                // Somebody was quicker on another device: it has ended all the same.
                Ok(()) | Err(Trouble::Gone) => {
                    toasts.say(|| t!("sharing-ended-toast"));
                    onended.call(());
                }
                Err(trouble) => toasts.say(move || trouble.text()),
            }
        });
    };
    rsx! {
        div { class: "row-apart",
            h2 { class: "card-title", "{it.practice_name}" }
            State { share: it.clone(), open }
        }
        dl { class: "facts",
            dt { {t!("sharing-what")} }
            dd { {share_words::choice(&it.choice)} }
            dt { {t!("sharing-as-of")} }
            dd { {format::moment(it.changed_at)} }
            dt { {t!("sharing-reads")} }
            dd { class: "share-reads", Reads { count: it.read_count, reads: it.reads.iter().rev().copied().collect::<Vec<_>>(), version: it.version } }
            dt { {t!("sharing-code-of-practice")} }
            dd { code { "{it.code}" } }
        }
        if open {
            div { class: "row",
                Button { id: "share-end-{it.id}", kind: ButtonKind::Second, onpress: move |()| asking.set(true),
                    {t!("sharing-end")} span { class: "visually-hidden", ": {it.practice_name}" }
                }
            }
        }
        if asking() {
            Dialog { id: "share-end", title: t!("sharing-end-title", name = it.practice_name.clone()), onclose: move |()| asking.set(false),
                p { id: "share-end-text", {t!("sharing-end-text")} }
                div { class: "row",
                    Button { id: "share-end-yes", kind: ButtonKind::Danger, onpress: move |()| end(it.id), {t!("sharing-end-yes")} }
                    Button { kind: ButtonKind::Second, onpress: move |()| asking.set(false), {t!("action-cancel")} }
                }
            }
        }
    }
}

#[component]
fn State(share: ShareView, open: bool) -> Element {
    match share.ended_at {
        Some(at) => rsx! { Badge { {t!("sharing-ended", day = format::day(at))} } },
        None if open => rsx! {
            Badge { kind: Kind::Success, icon: Shape::Check, {t!("sharing-open", day = format::day(share.expires_at))} }
        },
        None => rsx! { Badge { {t!("sharing-past", day = format::day(share.expires_at))} } },
    }
}

/// The code that the practice compares.
#[component]
fn OwnCode() -> Element {
    let record = use_record();
    let Some(code) = record.sharing_code() else { return rsx! {} };
    rsx! {
        section { class: "card",
            h2 { {t!("sharing-own-code")} }
            p { code { id: "own-code", "{code}" } }
            p { class: "soft", {t!("sharing-own-code-text")} }
        }
    }
}

/// How often, when and what the practice fetched, the last time first; `version` is the newest state of what is shown.
#[component]
fn Reads(count: u64, reads: Vec<ShareRead>, version: u64) -> Element {
    let Some(last) = reads.first().map(|read| read.at) else {
        return rsx! { {t!("sharing-reads-none")} };
    };
    rsx! {
        p { {t!("sharing-reads-last", count = count, moment = format::moment(last))} }
        if count > 1 {
            details {
                summary { {t!("sharing-reads-all")} }
                ul {
                    for (index , read) in reads.iter().enumerate() {
                        li { key: "{index}", {read_text(*read, version)} }
                    }
                    if count > reads.len() as u64 {
                        li { {t!("sharing-reads-more", count = count - reads.len() as u64)} }
                    }
                }
            }
        }
    }
}

fn read_text(read: ShareRead, version: u64) -> String {
    let moment = format::moment(read.at);
    if read.version == version {
        t!("sharing-read-now", moment = moment)
    } else {
        t!("sharing-read-then", moment = moment)
    }
}
