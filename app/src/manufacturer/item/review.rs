//! The second pair of eyes: an author asks, somebody else approves exactly what was seen, or gives it back.

use dioxus::prelude::*;
use heilsam_compliance::catalogue::ItemRef;
use heilsam_compliance::workspace::Action;
use heilsam_compliance::workspace::item::Review;
use heilsam_compliance::workspace::status::{Gap, Status};

use super::find;
use crate::components::{Button, ButtonKind, Kind, Notice, Shape, TextArea};
use crate::manufacturer::acting::{Refusal, use_acting};
use crate::manufacturer::desk::use_desk;
use crate::manufacturer::drafts::Place as Typed;
use crate::{format, t};

/// Where the review stands, and what the reader can do about it.
#[component]
pub fn ReviewSection(reference: ItemRef) -> Element {
    let desk = use_desk();
    let acting = use_acting();
    let drafts = desk.drafts();
    let typed = Typed::Return(reference.clone());
    let reason = drafts.text(&typed);
    let opened = desk.open();
    let found = opened.as_ref().and_then(|open| find(open, &reference));
    let now = opened.as_ref().zip(found.as_ref());
    let now = now.map(|(open, found)| open.workspace().item_digest(found.item, &reference));
    // What the reader looked at when the page opened, or last said to have looked at.
    let mut looked_at = use_signal(|| now);
    let (Some(open), Some(found), Some(digest)) = (&opened, &found, now) else { return rsx! {} };
    let changed = looked_at().is_some_and(|seen| seen != digest);
    let stands = match &found.state.review {
        Review::Draft => t!("review-draft"),
        Review::Requested { by, at } => {
            t!("review-requested", name = open.name(by), when = format::short_moment(*at))
        }
        Review::Returned { by, at, .. } => {
            t!("review-returned", name = open.name(by), when = format::short_moment(*at))
        }
        Review::Approved { by, at, .. } if found.report.status == Status::Approved => {
            t!("review-approved", name = open.name(by), when = format::short_moment(*at))
        }
        Review::Approved { by, at, .. } => {
            t!("review-fell", name = open.name(by), when = format::short_moment(*at))
        }
    };
    let why = match &found.state.review {
        Review::Returned { reason, .. } => Some(reason.clone()),
        Review::Draft | Review::Requested { .. } | Review::Approved { .. } => None,
    };
    let requested = matches!(found.state.review, Review::Requested { .. });
    let approved = found.report.status == Status::Approved;
    let author = open.is_author();
    let own = found.state.contributors().contains(&open.view.person);
    let unsaved = drafts.answer(&reference).is_some();
    let blocked =
        found.report.gaps.iter().any(|gap| {
            gap.blocks() && !matches!(gap, Gap::ReviewMissing | Gap::Returned | Gap::ApprovalFell)
        });
    let waits = if unsaved { Some(t!("review-unsaved")) } else { blocked.then(|| t!("review-blocked")) };
    let (ask, approve, give_back) = (reference.clone(), reference.clone(), reference);
    rsx! {
        section { class: "card", "aria-labelledby": "review-title",
            h2 { id: "review-title", {t!("review-title")} }
            p { id: "review-stands", "{stands}" }
            if let Some(why) = why {
                blockquote { class: "written", "{why}" }
            }
            if author && !requested && !approved {
                div { class: "row",
                    Button { id: "review-request", icon: Shape::Person, busy: acting.busy(), waits_for: waits,
                        onpress: move |()| acting.run(vec![Action::RequestReview { item: ask.clone() }], || t!("review-asked"), || {}),
                        {t!("review-request")}
                    }
                }
            }
            if !author && requested {
                if own {
                    Notice { kind: Kind::Warning, p { {t!("review-own")} } }
                } else if changed {
                    Notice { kind: Kind::Warning, announce: true,
                        p { {t!("review-changed")} }
                        div { class: "row",
                            Button { kind: ButtonKind::Second, onpress: move |()| looked_at.set(Some(digest)), {t!("review-looked")} }
                        }
                    }
                } else {
                    p { class: "soft", {t!("review-what")} }
                    div { class: "row",
                        Button { id: "review-approve", icon: Shape::Check, busy: acting.busy(),
                            onpress: move |()| acting.run(vec![Action::Approve { item: approve.clone(), seen: digest }], || t!("review-done"), || {}),
                            {t!("review-approve")}
                        }
                    }
                }
                TextArea { id: "review-reason", label: t!("review-reason"), hint: t!("review-reason-hint"), value: reason.clone(), oninput: { let typed = typed.clone(); move |it| drafts.keep(&typed, it) } }
                div { class: "row",
                    Button { id: "review-return", kind: ButtonKind::Second, busy: acting.busy(),
                        onpress: move |()| {
                            let action = Action::Return { item: give_back.clone(), reason: reason.trim().to_owned() };
                            let typed = typed.clone();
                            acting.run(vec![action], || t!("review-given-back"), move || drafts.keep(&typed, String::new()));
                        },
                        {t!("review-return")}
                    }
                }
            }
            Refusal { acting, id: "review-refused" }
        }
    }
}
