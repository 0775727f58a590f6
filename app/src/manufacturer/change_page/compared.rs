//! What a release changes: in the dossier since an entry of its history, and in the bill of materials.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use heilsam_compliance::application::edition::{Edition, edition};
use heilsam_compliance::change::compare::{changed_items, changed_statements};
use heilsam_compliance::change::sbom::{self, ComponentChange, Components, SbomRefused};
use heilsam_compliance::workspace::{Action, Workspace};

use super::ChangeDraft;
use crate::components::{Button, ButtonKind, Field, FileField, Kind, Notice, Select};
use crate::manufacturer::desk::{Open, say, use_desk};
use crate::manufacturer::item::{find, heading, to};
use crate::manufacturer::routes::Route;
use crate::{format, t};

/// Components that are listed by name; there can be thousands.
const LISTED: usize = 50;

/// Entries from which a comparison can begin, newest first: named releases and kept assessments.
fn bases(open: &Open) -> Vec<(u64, String)> {
    let named = open.workspace().history().iter().rev().filter_map(|entry| {
        let when = format::short_moment(entry.at);
        match &entry.action {
            Action::SetRelease { release } => Some((
                entry.number,
                t!("change-since-release", version = release.version.clone(), when = when),
            )),
            Action::AssessChange { change } => {
                let version = change.release.version.clone();
                Some((entry.number, t!("change-since-assessed", version = version, when = when)))
            }
            _ => None,
        }
    });
    named.chain([(0, t!("change-since-begin"))]).collect()
}

/// Where a comparison begins unless somebody chooses: the newest assessment, else the newest release.
pub(super) fn last_base(open: &Open) -> u64 {
    let history = open.workspace().history();
    let assessed = history.iter().rev().find(|it| matches!(it.action, Action::AssessChange { .. }));
    let released = history.iter().rev().find(|it| matches!(it.action, Action::SetRelease { .. }));
    assessed.or(released).map_or(0, |entry| entry.number)
}

/// Release, comparison, bill of materials.
#[component]
pub fn Compared(draft: ChangeDraft, keep: Callback<ChangeDraft>) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let since = draft.since.unwrap_or_else(|| last_base(&open));
    let options: Vec<(String, String)> =
        bases(&open).into_iter().map(|(number, text)| (number.to_string(), text)).collect();
    let (for_version, for_commit, for_since) = (draft.clone(), draft.clone(), draft.clone());
    let author = open.is_author();
    rsx! {
        fieldset { class: "card stack", disabled: !author,
            legend { class: "field-label", {t!("change-release")} }
            div { class: "field-row",
                Field { id: "change-version", label: t!("product-version"), value: draft.version.clone(), oninput: move |version| keep.call(ChangeDraft { version, ..for_version.clone() }) }
                Field { id: "change-commit", label: t!("product-commit"), value: draft.commit.clone(), oninput: move |commit| keep.call(ChangeDraft { commit, ..for_commit.clone() }) }
            }
            Select { id: "change-since", label: t!("change-since"), hint: t!("change-since-hint"), value: since.to_string(), options,
                onchange: move |since: String| keep.call(ChangeDraft { since: since.parse().ok(), ..for_since.clone() }),
            }
            Differences { draft: draft.clone(), since, keep }
            Materials { draft, keep }
        }
    }
}

/// Numbers of statements as § 2 counts them: 2 before 10, 21 before 21a.
pub(super) fn in_order(numbers: &BTreeSet<String>) -> Vec<String> {
    let mut all: Vec<String> = numbers.iter().cloned().collect();
    let counted = |number: &str| number.trim_end_matches(|it: char| !it.is_ascii_digit()).parse::<u32>();
    all.sort_by_key(|number| counted(number).unwrap_or(u32::MAX));
    all
}

/// What changed in the dossier.
#[component]
fn Differences(draft: ChangeDraft, since: u64, keep: Callback<ChangeDraft>) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let now = open.workspace();
    let before = now.as_of(&open.library, since);
    let entries =
        |workspace: &Workspace| edition(&open.library, now.legal(), workspace.application(), Edition::Full);
    let statements = changed_statements(&entries(&before), &entries(now));
    let items: Vec<_> = changed_items(&before, now)
        .into_iter()
        .map(|item| {
            let title = find(&open, &item).map_or_else(|| item.to_string(), |found| heading(found.item));
            (to(&item), title)
        })
        .collect();
    let missing = !statements.is_subset(&draft.answers.directory_entries);
    let links = in_order(&statements);
    rsx! {
        section { class: "stack", "aria-labelledby": "change-differences-title",
            h3 { id: "change-differences-title", {t!("change-differences")} }
            if links.is_empty() && items.is_empty() {
                p { class: "soft", id: "change-same", {t!("change-same")} }
            }
            if !links.is_empty() {
                p { id: "change-statements", class: "statement-links", {t!("change-statements", count = links.len())}
                    for (place , number) in links.into_iter().enumerate() {
                        span { key: "{number}",
                            if place > 0 { "," }
                            " "
                            Link { to: Route::EntryPage { number: number.clone() }, {t!("application-statement", number = number.clone())} }
                        }
                    }
                }
                if missing {
                    div { class: "row",
                        Button { id: "change-take-statements", kind: ButtonKind::Second,
                            onpress: move |()| {
                                let mut draft = draft.clone();
                                draft.answers.directory_entries.extend(statements.iter().cloned());
                                keep.call(draft);
                            },
                            {t!("change-take-statements")}
                        }
                    }
                }
            }
            if !items.is_empty() {
                details { id: "change-items",
                    summary { {t!("change-items", count = items.len())} }
                    ul { lang: "de",
                        for (route , title) in items {
                            li { key: "{route}", Link { to: route, "{title}" } }
                        }
                    }
                }
            }
        }
    }
}

/// Two bills of materials: the one that was published, and the new one.
#[component]
fn Materials(draft: ChangeDraft, keep: Callback<ChangeDraft>) -> Element {
    let before = use_signal(|| None::<Result<Components, SbomRefused>>);
    let after = use_signal(|| None::<Result<Components, SbomRefused>>);
    let held = draft.clone();
    let compare = use_callback(move |draft: ChangeDraft| {
        if let (Some(Ok(before)), Some(Ok(after))) = (&*before.peek(), &*after.peek()) {
            keep.call(ChangeDraft { components: sbom::difference(before, after), ..draft });
        }
    });
    let refused: Vec<String> = [before, after]
        .iter()
        .filter_map(|file| Some(say(&file.read().as_ref()?.as_ref().err()?.message())))
        .collect();
    let both = matches!((&*before.read(), &*after.read()), (Some(Ok(_)), Some(Ok(_))));
    let changes = draft.components;
    rsx! {
        section { class: "stack", "aria-labelledby": "change-materials-title",
            h3 { id: "change-materials-title", {t!("change-materials")} }
            div { class: "field-row",
                Bill { id: "change-sbom-before", label: t!("change-sbom-before"), into: before, draft: held.clone(), compare }
                Bill { id: "change-sbom-after", label: t!("change-sbom-after"), into: after, draft: held, compare }
            }
            for why in refused {
                Notice { key: "{why}", kind: Kind::Danger, announce: true, id: "change-sbom-refused", p { "{why}" } }
            }
            if !changes.is_empty() {
                ComponentList { changes }
            } else if both {
                p { role: "status", {t!("change-sbom-same")} }
            }
        }
    }
}

/// A file with a bill of materials.
#[component]
fn Bill(
    id: String,
    label: String,
    into: Signal<Option<Result<Components, SbomRefused>>>,
    draft: ChangeDraft,
    compare: Callback<ChangeDraft>,
) -> Element {
    let mut into = into;
    rsx! {
        FileField { id, label, accept: ".json",
            onchange: move |event: FormEvent| {
                let draft = draft.clone();
                async move {
                    let Some(file) = event.files().into_iter().next() else { return };
                    let read = file.read_string().await.map_err(|_| SbomRefused::NotCycloneDx);
                    into.set(Some(read.and_then(|text| sbom::components(&text))));
                    compare.call(draft);
                }
            },
        }
    }
}

/// Components that are new, gone or in another version.
#[component]
pub fn ComponentList(changes: Vec<ComponentChange>) -> Element {
    let count = changes.len();
    let joined = |versions: &BTreeSet<String>| versions.iter().cloned().collect::<Vec<_>>().join(", ");
    let lines: Vec<String> = changes
        .iter()
        .take(LISTED)
        .map(|it| match (it.before.is_empty(), it.after.is_empty()) {
            (true, _) => t!("change-component-new", name = it.name.clone(), version = joined(&it.after)),
            (_, true) => t!("change-component-gone", name = it.name.clone(), version = joined(&it.before)),
            _ => t!(
                "change-component",
                name = it.name.clone(),
                before = joined(&it.before),
                after = joined(&it.after)
            ),
        })
        .collect();
    let more = count.saturating_sub(lines.len());
    rsx! {
        details { class: "change-components",
            summary { {t!("change-components", count = count)} }
            ul {
                for line in lines {
                    li { key: "{line}", "{line}" }
                }
            }
            if more > 0 {
                p { class: "soft", {t!("change-components-more", count = more)} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_stand_in_the_order_of_the_ordinance() {
        let numbers = BTreeSet::from(["10", "2", "21a", "1", "21", "4a"].map(str::to_owned));
        assert_eq!(in_order(&numbers), ["1", "2", "4a", "10", "21", "21a"]);
    }
}
