//! Documents that are made from the configuration of the running server.

use dioxus::prelude::*;
use heilsam_compliance::export::generated::{self, Facts, RouteLine};
use heilsam_protocol::dossier::{DescribedRoute, RunningConfiguration};

use super::pdf;
use super::submission::moment;
use crate::components::{Button, ButtonKind, Kind, Notice, Shape};
use crate::i18n::Words;
use crate::manufacturer::desk::{Desk, Open, use_desk};
use crate::{browser, t};

fn line(route: DescribedRoute) -> RouteLine {
    let roles: Vec<&str> = route.roles.iter().map(|role| role.as_str()).collect();
    let who = match (route.session, roles.is_empty()) {
        (false, _) => t!("generated-everybody"),
        (true, true) => t!("generated-logged-in"),
        (true, false) => roles.join(", "),
    };
    RouteLine { way: format!("{} {}", route.method, route.path), summary: route.summary, who }
}

fn parts(running: RunningConfiguration) -> (Facts, Vec<RouteLine>) {
    (running.facts, running.routes.into_iter().map(line).collect())
}

async fn one(id: &str, open: &Open, facts: &Facts, routes: &[RouteLine]) -> Result<Vec<u8>, Words> {
    let failed = || Words::new(|| t!("output-failed"));
    let made = generated::document(id, facts, routes, moment(open).at).ok_or_else(failed)?;
    let document = made.map_err(|missing| Words::new(move || missing.to_string()))?;
    pdf::write(&document).await.map_err(|()| failed())
}

/// Makes one and offers it to the browser; gives the name of the file.
async fn save(desk: Desk, open: &Open, id: &str) -> Result<String, Words> {
    let (facts, routes) = parts(desk.running_configuration().await?);
    let bytes = one(id, open, &facts, &routes).await?;
    let name = format!("heilsam-{id}-{}.pdf", open.now.today);
    if browser::offer_file(&name, "application/pdf", &bytes) {
        Ok(name)
    } else {
        Err(Words::new(|| t!("output-failed")))
    }
}

/// All of them as PDF, by id.
///
/// # Errors
/// Why not, in one sentence.
pub async fn all(desk: Desk, open: &Open) -> Result<Vec<(&'static str, Vec<u8>)>, Words> {
    let (facts, routes) = parts(desk.running_configuration().await?);
    let mut made = Vec::new();
    for (id, _) in generated::all() {
        made.push((id, one(id, open, &facts, &routes).await?));
    }
    Ok(made)
}

/// The list.
#[component]
pub fn Generated() -> Element {
    let desk = use_desk();
    let mut busy = use_signal(|| false);
    let mut told = use_signal(|| None::<Result<String, Words>>);
    let make = use_callback(move |id: &'static str| {
        let Some(open) = desk.open() else { return };
        spawn(async move {
            busy.set(true);
            told.set(None);
            told.set(Some(save(desk, &open, id).await));
            busy.set(false);
        });
    });
    if desk.open().is_none() {
        return rsx! {};
    }
    let documents: Vec<(&'static str, &'static str)> = generated::all().collect();
    rsx! {
        section { class: "card", "aria-labelledby": "generated-title",
            h2 { id: "generated-title", {t!("generated-title")} }
            p { {t!("generated-text")} }
            match told() {
                None => rsx! {},
                Some(Ok(name)) => rsx! { Notice { kind: Kind::Success, announce: true, id: "generated-told", p { {t!("output-saved", name = name)} } } },
                Some(Err(why)) => rsx! { Notice { kind: Kind::Danger, announce: true, id: "generated-told", p { {why.text()} } } },
            }
            ul { class: "items", id: "generated",
                for (id , title) in documents {
                    li { key: "{id}",
                        strong { lang: "de", "{title}" }
                        Button { id: "generated-{id}", kind: ButtonKind::Second, icon: Shape::Download, busy: busy(), onpress: move |()| make.call(id),
                            {t!("output-save")}
                            span { class: "visually-hidden", ": {title}" }
                        }
                    }
                }
            }
        }
    }
}
