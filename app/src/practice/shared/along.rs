//! Taking along what a patient shared: as FHIR for a program, as PDF for people. Both are made in this browser.

use dioxus::prelude::*;
use heilsam_client::client::Batches;
use heilsam_client::sharing::{SharedContent, SharedResult};
use heilsam_report::{Document, Period};
use heilsam_therapy::diary::Kind as EntryKind;
use serde_json::Value;

use crate::account::access::{Account, use_account};
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, Kind, Notice, Shape};
use crate::entry_words::say;
use crate::report::compose::{Wish, compose};
use crate::report::saving::use_saving;
use crate::report::{SavedView, ScoreLine, ScoreValue, worker};
use crate::transfer::files::{Problem, Stage, StageView, collect};
use crate::transfer::{self, MadeFile, Person, Place, Work};
use crate::{t, today};

/// Two buttons, what they do, and what became of it; nothing where nothing is shared yet.
#[component]
pub fn TakeAlong(content: ReadSignal<SharedContent>) -> Element {
    let account = use_account();
    let mut stage = use_signal(|| Stage::Asking);
    let saving = use_saving();
    // What a patient wrote does not stay in memory after the page.
    use_drop(|| {
        transfer::leave();
        worker::leave();
    });
    if content.read().entries.is_empty() && content.read().results.is_empty() {
        return rsx! {};
    }
    let fhir = move |()| {
        if matches!(stage(), Stage::Working(_)) {
            return;
        }
        spawn(async move {
            let shared = content.peek().clone();
            let made = make(account, &shared, move |progress| stage.set(Stage::Working(progress))).await;
            stage.set(Stage::of(made));
        });
    };
    let pdf = move |()| {
        let document = paper(&content.peek());
        let file = t!("print-file", day = document.made_at.date().to_string());
        saving.begin(Some(document), file);
    };
    rsx! {
        section { class: "card stack", id: "take-along",
            h2 { {t!("shared-along-title")} }
            p { {t!("shared-along-text")} }
            Notice { kind: Kind::Warning, p { {t!("shared-along-warning")} } }
            p { {t!("shared-along-fhir-text")} }
            p { {t!("shared-along-pdf-text")} }
            div { class: "row",
                Button { id: "along-fhir", kind: ButtonKind::Second, icon: Shape::Download, busy: matches!(stage(), Stage::Working(_)), onpress: fhir,
                    {t!("shared-along-fhir")}
                }
                Button { id: "along-pdf", kind: ButtonKind::Second, icon: Shape::Download, busy: saving.is_busy(), onpress: pdf,
                    {t!("shared-along-pdf")}
                }
            }
            StageView { stage: stage() }
            SavedView { stage: saving.said(), failed: t!("shared-along-pdf-failed") }
        }
    }
}

/// Makes the FHIR file; `None` when it was stopped. It has no name: the share has one text where the format wants given and
/// family name, and a guess has no place in a record.
async fn make(
    account: Account,
    content: &SharedContent,
    mut progress: impl FnMut([u32; 4]),
) -> Result<Option<Vec<MadeFile>>, Problem> {
    progress([0; 4]);
    let birth = content.cover.birth.map(|day| day.to_string()).unwrap_or_default();
    let person = Person { birth, ..Person::default() };
    let (first, last) = content.moments();
    let wish = transfer::wish(Some(&(first.to_string(), last.to_string())), &person);
    let prepared = prepared(account, content, &wish);
    let running = transfer::begin_at(Place::Page, Work::Shared, prepared).await.map_err(Problem::Trouble)?;
    collect(running, progress).await
}

async fn prepared(
    account: Account,
    content: &SharedContent,
    wish: &Value,
) -> Result<(String, Batches), Trouble> {
    let device = account.device()?;
    let head = device.shared_head(content).await.map_err(|error| account.trouble(error))?;
    let site = device.site().await.map_err(|error| account.trouble(error))?;
    let frame = transfer::frame(&head, content.name_scope(), wish, site.profiles)?;
    Ok((frame, content.batches(say, &t!("export-words-no-time"))))
}

/// The report of everything that is shared. Its days end with the state that is shown.
fn paper(content: &SharedContent) -> Document {
    let (cover, choice) = (&content.cover, &content.cover.choice);
    let made = today::local(cover.made_at).date();
    let last = choice.last.map_or(made, |last| last.min(made)).max(choice.first);
    let wish = Wish {
        period: Period { first: choice.first, last },
        name: cover.name.clone(),
        birth: cover.birth,
        values: true,
        scores: true,
        notes: choice.notes || choice.kinds.contains(&EntryKind::FreeNote),
        photos: 0,
    };
    compose(&content.views(), &lines(&content.results), None, &wish)
}

/// The results of each scale; only whole questionnaires are shared. Results come newest first, and so do the scales.
fn lines(results: &[SharedResult]) -> Vec<ScoreLine> {
    let mut lines: Vec<ScoreLine> = Vec::new();
    for it in results {
        let name = say(&it.scale);
        let value =
            ScoreValue { day: it.day, value: it.value, range: it.range, band: it.meaning.as_ref().map(say) };
        match lines.iter_mut().find(|line| line.name == name) {
            Some(line) => line.results.push(value),
            None => lines.push(ScoreLine {
                questionnaire: it.questionnaire.as_ref().map(say).unwrap_or_default(),
                name,
                is_main: true,
                results: vec![value],
                before: None,
            }),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rust_decimal::Decimal;

    use super::*;

    const SHARED: &str = r#"{"v":1,"name":"Erika Muster","birth":null,"choice":{"kinds":["blood-pressure"],
        "notes":false,"results":true,"first":"2026-11-02","last":null},"made_at":"2026-11-05T10:00:00Z",
        "entries":1,"pages":1}"#;
    const READING: &str = r#"{"measured_at":"2026-11-03T08:00:00Z","measurement":{"kind":"blood-pressure",
        "systolic":151,"diastolic":94,"pulse":null},"utc_offset_minutes":60}"#;

    fn result(scale: &str, day: i8, value: u8) -> SharedResult {
        let scale = heilsam_therapy::text::Text { de: scale.to_owned(), en: scale.to_owned() };
        SharedResult::new(date(2026, 11, day), scale, Decimal::from(value), None)
    }

    #[test]
    fn of_each_scale_all_results_are_told_the_newest_first() {
        let results =
            [result("PHQ-9", 4, 8), result("GAD-7", 4, 5), result("PHQ-9", 3, 12), result("PHQ-9", 2, 15)];
        let lines = lines(&results);
        let values = |it: &ScoreLine| it.results.iter().map(|it| it.value.to_string()).collect::<Vec<_>>();
        let told: Vec<_> = lines.iter().map(|it| (it.name.as_str(), values(it).join(" "))).collect();
        assert_eq!(told, [("PHQ-9", "8 12 15".to_owned()), ("GAD-7", "5".to_owned())]);
        assert!(lines.iter().all(|it| it.is_main && it.questionnaire.is_empty()), "as older versions share");
    }

    #[test]
    fn title_and_range_come_with_the_result() {
        let title = Some(heilsam_therapy::text::Text { de: "Stimmung".to_owned(), en: "Mood".to_owned() });
        let range = Some((Decimal::ZERO, Decimal::from(27)));
        let line = lines(&[SharedResult { questionnaire: title, range, ..result("PHQ-9", 4, 8) }]).remove(0);
        assert_eq!((line.questionnaire.as_str(), line.results[0].range), ("Stimmung", range));
    }

    #[test]
    fn the_report_of_a_share_has_the_name_and_what_was_shared() {
        let content = SharedContent {
            patient: heilsam_domain::AccountId::from_bytes([7; 16]),
            cover: serde_json::from_str(SHARED).unwrap(),
            entries: vec![serde_json::from_str(READING).unwrap()],
            results: vec![result("PHQ-9", 4, 8)],
        };
        let document = format!("{:?}", paper(&content));
        for part in ["Erika Muster", "151", "PHQ-9"] {
            assert!(document.contains(part), "{part} in {document}");
        }
        assert!(!document.contains("print-column-note"), "remarks were not shared");
    }
}
