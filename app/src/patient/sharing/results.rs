//! Results of questionnaires as a practice reads them, and the shares that follow the diary.

use dioxus::prelude::*;
use heilsam_client::sharing::SharedResult;
use heilsam_domain::Purpose;
use jiff::Timestamp;

use crate::patient::alone::Turn;
use crate::patient::assessments::{Questionnaires, use_questionnaires};
use crate::record::{AssessmentView, SyncView, use_record};
use crate::today;

/// What renewals of shares take turns at.
const TURN: &str = "heilsam.shares";

/// All results, the newest first; `None` while the questionnaires are on their way.
#[must_use]
pub fn results(assessments: &[AssessmentView], questionnaires: Questionnaires) -> Option<Vec<SharedResult>> {
    let mut found = Vec::new();
    for it in assessments {
        let Some(result) = &it.assessment.result else { continue };
        let loaded = questionnaires.get(&it.assessment.questionnaire);
        if loaded.is_none() && !questionnaires.is_there() {
            return None;
        }
        let Some((loaded, scoring)) = loaded.as_ref().and_then(|it| Some((it, it.scoring.as_ref()?))) else {
            continue;
        };
        let Some(scale) = scoring.scales.first() else { continue };
        let Some(score) = result.scores.iter().find(|score| score.scale == scale.id) else { continue };
        let Some(value) = score.value else { continue };
        let band = scale.bands.iter().find(|it| Some(&it.id) == score.band.as_ref());
        found.push(SharedResult {
            day: today::local(result.authored).date(),
            scale: scale.name.clone(),
            value,
            meaning: band.map(|it| it.name.clone()),
            questionnaire: Some(loaded.questionnaire.title.clone()),
            range: scoring.bounds_of(result, scale, &loaded.questionnaire),
        });
    }
    found.sort_by_key(|it| std::cmp::Reverse(it.day));
    Some(found)
}

/// Brings open shares to what the diary holds, whenever everything is on the server and something is new.
#[component]
pub fn KeepShares() -> Element {
    let record = use_record();
    let questionnaires = use_questionnaires();
    let mut shown = use_signal(|| None::<(usize, Option<Timestamp>, Vec<SharedResult>)>);
    use_effect(move || {
        // What is held after the end of the prescription does not keep a deletion from the practice.
        let is_settled = matches!(record.sync(), SyncView::Done | SyncView::Held);
        if !is_settled || !record.has_consent(Purpose::Sharing) {
            return;
        }
        let entries = record.entries();
        let Some(results) = results(&record.assessments(), questionnaires) else { return };
        let now = Some((entries.len(), entries.iter().map(|it| it.recorded_at).max(), results.clone()));
        if *shown.peek() == now {
            return;
        }
        shown.set(now);
        spawn(async move {
            // Each looks at what the one before has sent, also one of another tab: of two that send the same version the later
            // one is refused, and the practice would not get the newest entry.
            let _turn = Turn::wait(TURN).await;
            if record.renew_shares(&results).await.is_err() {
                // Tried again with the next change, and at the next start.
                shown.set(None);
            }
        });
    });
    rsx! {}
}
