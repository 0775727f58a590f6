//! One question per screen; every answer is saved at once, so that one can stop anywhere.

use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_therapy::questionnaire::occurrence::split;
use heilsam_therapy::questionnaire::{Answer, AnswerError, Item, Problem, Removed, Session, State};

use super::Loaded;
use super::blocks::{Asked, Block, Blocks, Change, asked_at};
use super::fault::{self, Fault};
use super::help::HelpNow;
use super::item::Question;
use super::written::{TypedTexts, wrong_input};
use crate::components::{Button, ButtonKind, Kind, Notice, PageTitle, Progress, Shape, use_toasts};
use crate::patient::content::say;
use crate::patient::routes::Route;
use crate::record::{Assessment, AssessmentView, use_record};
use crate::today::today;
use crate::{browser, format, t};

/// The open questionnaire, where it was left.
#[component]
pub fn Ask(loaded: ReadSignal<Rc<Loaded>>, view: ReadSignal<AssessmentView>) -> Element {
    let record = use_record();
    let mut toasts = use_toasts();
    // What is on the screen counts; the record follows.
    let mut state = use_signal(|| view.peek().assessment.state.clone());
    let mut at = use_signal(|| first(&loaded.peek(), &view.peek().assessment));
    // What stands against going on; and per question, what stands against what was typed: that is no answer yet.
    let mut stands = use_signal(|| None::<Fault>);
    let mut unfit = use_signal(BTreeMap::<String, (Item, AnswerError)>::new);
    let mut typed: TypedTexts = use_signal(BTreeMap::new);
    // The repetition that was taken away last, as long as its group is on the screen.
    let mut removed = use_signal(|| None::<Removed>);
    // What gets the focus once it is there.
    let mut wanted = use_signal(|| None::<String>);
    use_effect(move || {
        if let Some(id) = wanted() {
            browser::focus(&id);
        }
    });
    let (id, name) = {
        let view = view.read();
        (view.id, view.assessment.questionnaire.clone())
    };
    let loaded_now = loaded.read().clone();
    let Ok(session) = Session::resume(&loaded_now.questionnaire, state()) else { return rsx! {} };
    let asked: Vec<Item> = session.steps().into_iter().cloned().collect();
    let place = asked.iter().position(|item| item.link_id == at()).unwrap_or_default();
    let Some(item) = asked.get(place).cloned() else { return rsx! {} };
    let group = group_of(&loaded_now, &item);
    let answers = session.answers(&item.link_id).to_vec();
    let blocks = if item.is_repeating_group() { Block::all(&session, &item) } else { Vec::new() };
    let alarming = is_alarming(&loaded_now, &session, &item);
    let store = use_callback(move |assessment: Assessment| {
        spawn_forever(async move {
            if let Err(error) = record.save_assessment(Some(id), &assessment).await {
                toasts.say(move || error.text());
            }
        });
    });
    // What was changed is on the screen at once, and stored.
    let keep = use_callback({
        let name = name.clone();
        move |changed: State| {
            stands.set(None);
            state.set(changed.clone());
            store.call(Assessment { questionnaire: name.clone(), state: changed, result: None });
        }
    });
    let answer = use_callback({
        let loaded = loaded_now.clone();
        move |(asked, given): (Asked, Result<Vec<Answer>, Problem>)| {
            let Asked { place, item, .. } = asked;
            let taken = given.map_err(AnswerError::Problem).and_then(|given| {
                let session = Session::resume(&loaded.questionnaire, state.peek().clone());
                let mut session = session.map_err(|_| AnswerError::NotAsked)?;
                session.answer(&place, given, format::now())?;
                Ok(session.state().clone())
            });
            match taken {
                Ok(changed) => {
                    unfit.write().remove(&place);
                    keep.call(changed);
                }
                Err(error) => {
                    unfit.write().insert(place, (item, error));
                }
            }
        }
    });
    let change = use_callback({
        let (loaded, group, count) = (loaded_now.clone(), item.link_id.clone(), blocks.len());
        move |change: Change| {
            let Ok(mut session) = Session::resume(&loaded.questionnaire, state.peek().clone()) else {
                return;
            };
            let now = format::now();
            let undone = removed.peek().clone();
            let focus = match (change, &undone) {
                (Change::Add, _) => format!("block-title-{count}"),
                (Change::Restore, Some(it)) => format!("block-title-{}", it.place),
                (Change::Remove(_) | Change::Restore, _) => "block-undo".to_owned(),
            };
            let (done, gone) = match change {
                Change::Add => (session.repeat(&group, now).map(|_| ()), undone),
                Change::Remove(number) => match session.remove(&group, number, now) {
                    Ok(it) => {
                        // What was typed in it and fits nowhere goes with it.
                        let is_its = |place: &String| split(place).1 == Some(number);
                        unfit.write().retain(|place, _| !is_its(place));
                        typed.write().retain(|place, _| !is_its(place));
                        (Ok(()), Some(it))
                    }
                    Err(error) => (Err(error), None),
                },
                Change::Restore => match undone {
                    Some(it) => (session.restore(it, now), None),
                    None => (Ok(()), None),
                },
            };
            if done.is_ok() {
                removed.set(gone);
                keep.call(session.state().clone());
                wanted.set(Some(focus));
            }
        }
    });
    let go = {
        let (asked, item, blocks) = (asked.clone(), item.clone(), blocks.clone());
        move |forward: bool| {
            let is_unfit = |step: &Item| unfit.peek().keys().any(|place| belongs(step, place));
            if forward {
                let fault = lacks(&loaded.peek(), &state.peek(), &item);
                if is_unfit(&item) || fault.is_some() {
                    let first = unfit.peek().keys().find(|place| belongs(&item, place)).cloned();
                    let at = first.or_else(|| fault.as_ref().map(|it| it.place.clone())).unwrap_or_default();
                    stands.set(fault);
                    let (name, place, question) = match asked_at(&blocks, &at) {
                        Some((name, asked)) => (name, asked.place.clone(), &asked.item),
                        None => ("question".to_owned(), item.link_id.clone(), &item),
                    };
                    let lines = typed.peek().get(&place).cloned().unwrap_or_default();
                    return browser::focus(&wrong_input(&name, question, &lines));
                }
            }
            stands.set(None);
            removed.set(None);
            let next = if forward { place + 1 } else { place.saturating_sub(1) };
            let mut show = |question: String| {
                at.set(question);
                browser::scroll_to_top();
                browser::focus("page-title");
            };
            // What was typed elsewhere and does not fit is not left behind in silence.
            let left = || asked.iter().find(|step| is_unfit(step));
            if let Some(item) = asked.get(next).or_else(left) {
                return show(item.link_id.clone());
            }
            if let Some(fault) = finish(&loaded.peek(), &name, &state.peek(), store) {
                if let Some(question) = fault.question.clone() {
                    show(question);
                }
                stands.set(Some(fault));
            }
        }
    };
    let mut back = go.clone();
    let mut forward = go;
    let whole = stands().filter(|it| it.question.is_none()).map(|it| it.words());
    // What stands against an answer, by place; what was typed and does not fit comes first.
    let here = stands().filter(|it| it.question.as_ref() == Some(&item.link_id));
    let here = here.map(|it| (it.place.clone(), it.words()));
    let unfit_now = unfit.read().clone();
    let misfits = unfit_now.into_iter().filter(|(place, _)| belongs(&item, place));
    let misfits = misfits.map(|(place, (asked, error))| (place, fault::refusal(&asked, &error)));
    let errors: Vec<(String, String)> = misfits.chain(here).collect();
    let is_kept = {
        let (view, now) = (view.read(), state.read());
        let kept = &view.assessment.state;
        let is_same = |place: &String| kept.answers.get(place) == now.answers.get(place);
        let mut places = kept.answers.keys().chain(now.answers.keys()).filter(|place| belongs(&item, place));
        kept.repetitions.get(&item.link_id) == now.repetitions.get(&item.link_id) && places.all(is_same)
    };
    let is_saved = is_kept && !unfit.read().keys().any(|place| belongs(&item, place));
    let place_removed = removed().filter(|it| it.group == item.link_id).map(|it| it.place);
    let (number, total) = (place + 1, asked.len());
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
                Blocks { key: "{item.link_id}", group: item.clone(), blocks, errors, removed: place_removed, typed, onanswer: answer, onchange: change }
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

/// Where to go on: at the first question without an answer, or at the end.
fn first(loaded: &Loaded, assessment: &Assessment) -> String {
    let Ok(session) = Session::resume(&loaded.questionnaire, assessment.state.clone()) else {
        return String::new();
    };
    let open = session.next_open().or_else(|| session.steps().pop());
    open.map(|item| item.link_id.clone()).unwrap_or_default()
}

/// Whether help stands beside a question: it asks for what may alarm, and something alarming was answered.
fn is_alarming(loaded: &Loaded, session: &Session<'_>, item: &Item) -> bool {
    loaded.scoring.as_ref().is_some_and(|it| {
        it.alerts.iter().any(|alert| belongs(item, &alert.item)) && !it.alerts(&session.response()).is_empty()
    })
}

/// Whether a place is that of a question, or lies in a repeating group.
fn belongs(step: &Item, place: &str) -> bool {
    let (name, _) = split(place);
    match step.is_repeating_group() {
        true => step.with_children().iter().any(|item| item.link_id == name),
        false => step.link_id == name,
    }
}

/// What a step still needs before the next one.
fn lacks(loaded: &Loaded, state: &State, step: &Item) -> Option<Fault> {
    let session = Session::resume(&loaded.questionnaire, state.clone()).ok()?;
    Fault::at(&session, step)
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

/// Finishes and scores; `Some`: what stands against it.
fn finish(loaded: &Loaded, name: &str, state: &State, store: Callback<Assessment>) -> Option<Fault> {
    let mut session = Session::resume(&loaded.questionnaire, state.clone()).ok()?;
    match session.complete(format::now(), today()) {
        Ok(response) => {
            let result = loaded.scoring.as_ref().and_then(|it| it.score(&loaded.questionnaire, &response));
            let state = session.state().clone();
            store.call(Assessment { questionnaire: name.to_owned(), state, result });
            None
        }
        Err(problems) => Fault::first(&session, &problems),
    }
}
