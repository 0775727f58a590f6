//! The main user keeps what stands on the papers for everybody in the practice.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_client::client::MasterData;

use super::master::Master;
use super::regions;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Kind, Notice, use_toasts};
use crate::practice::desk::team::use_team;
use crate::practice::desk::use_desk;
use crate::still_there::{read_if_there, write_if_there};
use crate::{browser, t};

/// The button, what is not kept yet, and what somebody at another device kept meanwhile. `ontake`: that shall stand in the
/// fields, as if it was typed.
#[component]
pub(super) fn ForThePractice(
    master: Signal<Master>,
    shared: Signal<Option<MasterData>>,
    ontake: EventHandler<MasterData>,
) -> Element {
    let (desk, team) = (use_desk(), use_team());
    let mut toasts = use_toasts();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let save = move |()| {
        if busy() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        let (seen, new) = (shared.peek().clone(), master.peek().shared());
        // Also when the page is left: the next time it shows what the practice keeps, and no longer what was typed.
        spawn_forever(async move {
            let refused = match desk.share_master(seen.as_ref(), &new).await {
                Ok(()) => {
                    write_if_there(shared, |shared| *shared = Some(new.clone()));
                    toasts.say(|| t!("papers-shared"));
                    team.reload();
                    let mut typed = None;
                    read_if_there(master, |master| typed = Some(master.clone()));
                    if let Some(typed) = typed {
                        // Else this device would show a part of it where the practice cannot be read.
                        let _ = desk.keep_master(&typed, Some(&new)).await;
                    }
                    None
                }
                // It is told when it can be shown; what was typed stands.
                Err(Trouble::ChangedMeanwhile) => match desk.shared_master().await {
                    Ok(now) => {
                        write_if_there(shared, |shared| *shared = now);
                        Some(Trouble::ChangedMeanwhile)
                    }
                    Err(error) => Some(error),
                },
                Err(error) => Some(error),
            };
            if let Some(error) = refused {
                let mut is_told = false;
                write_if_there(trouble, |trouble| {
                    *trouble = Some(error.clone());
                    is_told = true;
                });
                if !is_told {
                    toasts.tell(error.into());
                }
            }
            write_if_there(busy, |busy| *busy = false);
        });
    };
    let take = move |()| {
        let now = shared.peek().clone().unwrap_or_default();
        ontake.call(now);
        trouble.set(None);
        // The button that was pressed goes.
        browser::focus("papers-share");
    };
    let typed = master.read().shared();
    let kept = shared.read().clone().unwrap_or_default();
    let other = differences(&kept, &typed);
    let changed = trouble() == Some(Trouble::ChangedMeanwhile) && !other.is_empty();
    rsx! {
        div { class: "stack",
            if changed {
                Notice { id: "papers-changed", kind: Kind::Warning, announce: true,
                    p { {t!("papers-changed")} }
                    dl { class: "facts",
                        for (label , value) in other.clone() {
                            dt { key: "{label}", {label.clone()} }
                            dd { if value.is_empty() { {t!("papers-changed-empty")} } else { {value} } }
                        }
                    }
                    div { class: "row",
                        Button { id: "papers-take", kind: ButtonKind::Second, onpress: take, {t!("papers-take")} }
                    }
                }
            } else {
                TroubleNotice { trouble: trouble() }
            }
            if !other.is_empty() {
                p { class: "soft", id: "papers-unshared", role: "status", {t!("papers-unshared")} }
            }
            div { class: "row",
                Button { id: "papers-share", kind: ButtonKind::Second, busy: busy(), onpress: save, {t!("papers-share")} }
            }
        }
    }
}

/// What is kept otherwise than it was typed: the name of the field, and what is kept.
fn differences(kept: &MasterData, typed: &MasterData) -> Vec<(String, String)> {
    let region = |id: &str| {
        let found = regions::all().regions.into_iter().find(|region| region.id == id);
        found.map_or_else(|| id.to_owned(), |region| region.name)
    };
    let fields = [
        (t!("doc-practice"), kept.practice.clone(), kept.practice == typed.practice),
        (t!("doc-address"), kept.address.clone(), kept.address == typed.address),
        (t!("doc-phone"), kept.phone.clone(), kept.phone == typed.phone),
        (t!("doc-bsnr"), kept.bsnr.clone(), kept.bsnr == typed.bsnr),
        (t!("papers-region-label"), region(&kept.region), kept.region == typed.region),
    ];
    fields.into_iter().filter(|(_, _, same)| !same).map(|(label, value, _)| (label, value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_somebody_kept_otherwise_is_shown() {
        let kept =
            MasterData { phone: "030 1".to_owned(), region: "kv-03".to_owned(), ..MasterData::default() };
        assert!(differences(&kept, &kept).is_empty());
        let typed = MasterData { phone: "030 2".to_owned(), ..kept.clone() };
        let shown = differences(&kept, &typed);
        assert_eq!(shown.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>(), ["030 1"]);
        let elsewhere = MasterData { region: "kv-05".to_owned(), ..kept.clone() };
        let named = differences(&kept, &elsewhere);
        assert!(named[0].1.contains("Berlin"), "a region is shown with its name: {named:?}");
    }
}
