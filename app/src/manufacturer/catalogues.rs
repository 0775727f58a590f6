//! Catalogues that the manufacturer brings along as files: checked, added, and taken out again while nobody has answered.

use dioxus::prelude::*;
use heilsam_compliance::catalogue::{CatalogueId, Kind as CatalogueKind};
use heilsam_compliance::workspace::Action;

use super::acting::{Refusal, use_acting};
use super::desk::use_desk;
use super::routes::Route;
use crate::components::{Button, ButtonKind, FileField, Loading, PageTitle, Shape};
use crate::i18n::Words;
use crate::{browser, t};

/// A small catalogue that is valid, to begin with.
const EXAMPLE: &str = include_str!("../../../assets/examples/own-catalogue.json");

/// The page.
#[component]
pub fn Catalogues() -> Element {
    let acting = use_acting();
    let desk = use_desk();
    let mut reading = use_signal(|| false);
    let Some(open) = desk.open() else { return rsx! {} };
    let author = open.is_author();
    let own: Vec<(CatalogueId, String, usize)> = open
        .library
        .catalogues()
        .filter(|it| it.kind == CatalogueKind::Own)
        .map(|it| (it.id.clone(), it.title.clone(), it.items().count()))
        .collect();
    let add = move |event: FormEvent| async move {
        let Some(file) = event.files().into_iter().next() else { return };
        reading.set(true);
        acting.refuse(Vec::new());
        let name = file.name();
        let text = file.read_string().await;
        reading.set(false);
        match text {
            Ok(text) => {
                acting.run(vec![Action::AddCatalogue { file: name, text }], || t!("own-added"), || {});
            }
            Err(_) => acting.refuse(vec![Words::new(|| t!("evidence-file-unread"))]),
        }
    };
    rsx! {
        PageTitle { title: t!("own-title"), lead: t!("own-lead") }
        div { class: "stack-wide",
            section { class: "stack", "aria-labelledby": "own-list-title",
                h2 { id: "own-list-title", {t!("own-list")} }
                if own.is_empty() {
                    p { class: "soft", {t!("own-none")} }
                }
                ul { class: "items", id: "own-list",
                    for (id , title , count) in own {
                        li { key: "{id}",
                            div { class: "card-row-main",
                                p { Link { to: Route::CataloguePage { catalogue: id.to_string() }, lang: "de", "{title}" } }
                                p { class: "soft", {t!("overview-items", count = count)} }
                            }
                            if author {
                                Button { id: "own-remove-{id}", kind: ButtonKind::Quiet, busy: acting.busy(),
                                    onpress: {
                                        let catalogue = id.clone();
                                        move |()| acting.run(vec![Action::RemoveCatalogue { catalogue: catalogue.clone() }], || t!("own-removed"), || {})
                                    },
                                    {t!("own-remove")}
                                    span { class: "visually-hidden", ": {title}" }
                                }
                            }
                        }
                    }
                }
            }
            section { class: "card", "aria-labelledby": "own-add-title",
                h2 { id: "own-add-title", {t!("own-add")} }
                p { {t!("own-add-hint")} }
                div { class: "row",
                    Button { id: "own-example", kind: ButtonKind::Second, icon: Shape::Download,
                        onpress: move |()| { let _ = browser::offer_file("eigener-katalog.json", "application/json", EXAMPLE.as_bytes()); },
                        {t!("own-example")}
                    }
                }
                if author {
                    FileField { id: "own-file", label: t!("own-file"), hint: t!("own-file-hint"), accept: ".json", onchange: add }
                    if reading() || acting.busy() {
                        Loading {}
                    }
                } else {
                    p { class: "soft", {t!("dossier-read-only")} }
                }
                Refusal { acting, id: "own-refused" }
            }
        }
    }
}
