//! One question per screen; every answer is saved at once, so that one can stop anywhere.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_therapy::questionnaire::{Answer, Item, Problem, Session};

use super::Loaded;
use super::blocks::{Asked, Block, Blocks, Change};
use super::filling::{belongs, use_filling};
use super::help::HelpNow;
use super::item::Question;
use crate::components::{Button, ButtonKind, Kind, Notice, PageTitle, Progress, Shape};
use crate::patient::content::say;
use crate::patient::routes::Route;
use crate::record::AssessmentView;
use crate::t;

/// The open questionnaire, where it was left.
#[component]
pub fn Ask(loaded: ReadSignal<Rc<Loaded>>, view: ReadSignal<AssessmentView>) -> Element {
    let filling = use_filling(loaded, view);
    let loaded_now = loaded.read().clone();
    let Ok(session) = Session::resume(&loaded_now.questionnaire, filling.state()) else { return rsx! {} };
    let asked: Vec<Item> = session.steps().into_iter().cloned().collect();
    let place = filling.place_in(&asked);
    let Some(item) = asked.get(place).cloned() else { return rsx! {} };
    let group = group_of(&loaded_now, &item);
    let answers = session.answers(&item.link_id).to_vec();
    let blocks = if item.is_repeating_group() { Block::all(&session, &item) } else { Vec::new() };
    let alarming = is_alarming(&loaded_now, &session, &item);
    let answer = use_callback(move |(asked, given): (Asked, Result<Vec<Answer>, Problem>)| {
        filling.answer(asked, given);
    });
    let change = use_callback({
        let (group, count) = (item.link_id.clone(), blocks.len());
        move |change: Change| filling.change(&group, count, change)
    });
    let (whole, errors) = (filling.whole(), filling.errors(&item));
    let (is_saved, removed, typed) = (filling.is_saved(&item), filling.removed_of(&item), filling.typed());
    let (number, total) = (place + 1, asked.len());
    let go = {
        let blocks = blocks.clone();
        move |on: bool| filling.go(&asked, place, &blocks, on)
    };
    let (forward, back) = (go.clone(), go);
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    rsx! {
        PageTitle { title: say(&loaded_now.questionnaire.title) }
        form { class: "stack", novalidate: true,
            onsubmit: move |event| { event.prevent_default(); forward(true); },
            Progress { id: "assessment-progress", label: t!("assessment-number", number = number, total = total), done: small(place), total: small(total) }
            if let Some(group) = group {
                p { class: "lead", "{group}" }
            }
            if let Some(words) = whole {
                Notice { kind: Kind::Warning, id: "assessment-whole", announce: true, p { "{words}" } }
            }
            if item.is_repeating_group() {
                Blocks { key: "{item.link_id}", group: item.clone(), blocks, errors, removed, typed, onanswer: answer, onchange: change }
            } else {
                Question { key: "{item.link_id}", id: "question", place: item.link_id.clone(), item: item.clone(), answers: answers.clone(),
                    error: errors.into_iter().next().map(|(_, words)| words), typed,
                    onanswer: move |given| answer.call((Asked { place: item.link_id.clone(), item: item.clone(), answers: answers.clone() }, given)) }
            }
            if alarming {
                HelpNow {}
            }
            Button { id: "assessment-next", submit: true, wide: true, if number == total { {t!("assessment-finish")} } else { {t!("action-next")} } }
        }
        Foot { is_first: place == 0, is_saved, onback: move |()| back(false) }
    }
}

/// The way back and out, and whether the answer is kept.
#[component]
fn Foot(is_first: bool, is_saved: bool, onback: EventHandler<()>) -> Element {
    let navigator = use_navigator();
    rsx! {
        div { class: "actions",
            if !is_first {
                Button { kind: ButtonKind::Quiet, icon: Shape::Back, id: "assessment-previous", onpress: move |()| onback.call(()), {t!("action-back")} }
            }
            Button { kind: ButtonKind::Quiet, id: "assessment-stop", onpress: move |()| { navigator.push(Route::Assessments {}); }, {t!("assessment-stop")} }
        }
        p { class: "soft", id: "assessment-saved",
            if is_saved {
                {t!("assessment-saved")}
            } else {
                {t!("assessment-unsaved")}
            }
        }
    }
}

/// Whether help stands beside a question: it asks for what may alarm, and something alarming was answered.
fn is_alarming(loaded: &Loaded, session: &Session<'_>, item: &Item) -> bool {
    loaded.scoring.as_ref().is_some_and(|it| {
        it.alerts.iter().any(|alert| belongs(item, &alert.item)) && !it.alerts(&session.response()).is_empty()
    })
}

/// The words of a repeating group, of the group that a question lies in, or of the introduction before it.
fn group_of(loaded: &Loaded, item: &Item) -> Option<String> {
    if item.is_repeating_group() {
        return Some(say(&item.text)).filter(|text| !text.is_empty());
    }
    let around = |group: &&Item| group.items.iter().any(|it| it.link_id == item.link_id);
    let items = loaded.questionnaire.all_items();
    let group = items.into_iter().find(around).map(|group| say(&group.text));
    group.filter(|text| !text.is_empty())
}
