//! Rows that the program can state itself: browsers of its tests, data and standards of its export.

use dioxus::prelude::*;
use heilsam_compliance::application::FieldKind;
use heilsam_compliance::application::proposal::{Proposal, proposals, writing};

use crate::components::{Button, ButtonKind, Shape};
use crate::manufacturer::acting::Acting;
use crate::manufacturer::desk::{Open, use_desk};
use crate::t;

/// A row in one line, in the order of its form.
fn line(open: &Open, number: &str, proposal: &Proposal) -> String {
    let group = open.library.forms().group(number, &proposal.group, open.workspace().legal());
    let fields = group.into_iter().flat_map(|group| &group.fields);
    let texts = fields.filter(|field| !matches!(field.kind, FieldKind::Flag | FieldKind::Url));
    let texts = texts.filter_map(|field| {
        let text = proposal.fields.get(&field.id)?;
        Some(field.kind.words(text).unwrap_or_else(|| text.clone()))
    });
    texts.collect::<Vec<_>>().join(", ")
}

/// What can be taken over; nothing where all of it stands already.
#[component]
pub fn Proposed(number: String, acting: Acting) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let application = open.workspace().application();
    let found = proposals(&open.library, open.workspace().legal(), application, &number);
    if found.is_empty() || !open.is_author() {
        return rsx! {};
    }
    let actions = writing(application, &number, &found);
    let lines: Vec<String> = found.iter().map(|proposal| line(&open, &number, proposal)).collect();
    rsx! {
        section { class: "card", "aria-labelledby": "proposed-title",
            h2 { id: "proposed-title", {t!("application-proposed")} }
            p { class: "soft", {t!("application-proposed-text")} }
            ul { lang: "de", id: "proposed",
                for line in lines {
                    li { key: "{line}", "{line}" }
                }
            }
            div { class: "row",
                Button { id: "proposed-take", kind: ButtonKind::Second, icon: Shape::Check, busy: acting.busy(),
                    onpress: move |()| acting.run(actions.clone(), || t!("application-saved"), || {}),
                    {t!("application-proposed-take", count = found.len())}
                }
            }
        }
    }
}
