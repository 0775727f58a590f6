//! The product: what it is and has, its release, the planned day of filing.

mod plan;
mod typed;

use dioxus::prelude::*;
use heilsam_compliance::property::Property;
use heilsam_compliance::workspace::Action;

use self::plan::Plan;
use self::typed::Ticked;
use super::acting::{Refusal, use_acting};
use super::desk::{day, say, use_desk};
use super::routes::Route;
use crate::components::{Button, Choice, Kind, Notice, PageTitle};
use crate::t;

/// The page.
#[component]
pub fn Product() -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let law = day(open.workspace().legal().date());
    rsx! {
        PageTitle { title: t!("product-title"), lead: t!("product-lead") }
        div { class: "stack-wide",
            if !open.is_author() {
                p { class: "soft", {t!("dossier-read-only")} }
            }
            Properties {}
            Plan {}
            section { class: "card", "aria-labelledby": "product-law",
                h2 { id: "product-law", {t!("product-law")} }
                p { {t!("product-law-now", law = law)} }
                p { class: "row",
                    Link { class: "button button-second", to: Route::Law {}, {t!("product-to-law")} }
                    Link { class: "button button-second", to: Route::Protection {}, {t!("product-to-protection")} }
                }
            }
        }
    }
}

/// What the product has; each property says what it brings along.
#[component]
fn Properties() -> Element {
    let acting = use_acting();
    let mut ticked = use_signal(|| None::<Ticked<Property>>);
    let Some(open) = use_desk().open() else { return rsx! {} };
    let stands = open.workspace().properties().clone();
    let typed = ticked().unwrap_or_else(|| Ticked::of(stands.clone()));
    let now = typed.over(&stands);
    let (added, gone) = typed.changed_by_others(&stands);
    let names = |list: &[Property]| list.iter().map(|it| say(&it.name())).collect::<Vec<_>>().join(", ");
    let (added, gone) = (names(&added), names(&gone));
    let followed = open.library.properties().follow(&now);
    let author = open.is_author();
    let changed = now != stands;
    let choices: Vec<(Property, String, Option<String>, bool)> = open
        .library
        .properties()
        .all()
        .map(|property| {
            let implied =
                followed.get(property).filter(|chain| chain.len() > 1).and_then(|chain| chain.first());
            let because = implied.map(|from| t!("product-implied", from = say(&from.name())));
            (property.clone(), say(&property.name()), because, now.contains(property))
        })
        .collect();
    let saved = now.clone();
    rsx! {
        form {
            class: "card",
            "aria-labelledby": "properties-title",
            onsubmit: move |event| {
                event.prevent_default();
                let properties = saved.clone();
                acting.run(vec![Action::SetProperties { properties }], || t!("product-properties-saved"), move || ticked.set(None));
            },
            h2 { id: "properties-title", {t!("product-properties")} }
            p { class: "soft", {t!("product-properties-hint")} }
            fieldset { class: "choice-grid", disabled: !author,
                legend { class: "visually-hidden", {t!("product-properties")} }
                for (property , name , because , checked) in choices {
                    Choice { key: "{property}", id: "property-{property}", name: "property-{property}", label: name, detail: because, checked,
                        onchange: {
                            let typed = typed.clone();
                            move |on: bool| {
                                let mut next = typed.clone();
                                next.tick(property.clone(), on);
                                ticked.set(Some(next));
                            }
                        },
                    }
                }
            }
            if !added.is_empty() || !gone.is_empty() {
                Notice { kind: Kind::Warning, announce: true, id: "properties-changed", title: t!("product-changed"),
                    if !added.is_empty() {
                        p { {t!("product-properties-added", names = added)} }
                    }
                    if !gone.is_empty() {
                        p { {t!("product-properties-gone", names = gone)} }
                    }
                    p { {t!("product-properties-both")} }
                }
            }
            Refusal { acting, id: "properties-refused" }
            if author {
                div { class: "row", Button { id: "properties-save", submit: true, busy: acting.busy(), waits_for: (!changed).then(|| t!("answer-unchanged")), {t!("product-properties-save")} } }
            }
        }
    }
}
