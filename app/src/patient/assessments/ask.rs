//! One question per screen; every answer is saved at once, so that one can stop anywhere.

use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_therapy::questionnaire::check::missing;
use heilsam_therapy::questionnaire::{Item, Problem, Session, State};

use super::Loaded;
use super::fault::{self, Fault};
use super::help::HelpNow;
use super::item::Question;
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
    let mut unfit = use_signal(BTreeMap::<String, String>::new);
    let typed = use_signal(BTreeMap::<String, String>::new);
    let (id, name) = {
        let view = view.read();
        (view.id, view.assessment.questionnaire.clone())
    };
    let loaded_now = loaded.read().clone();
    let Ok(session) = Session::resume(&loaded_now.questionnaire, state()) else { return rsx! {} };
    let asked: Vec<Item> = session.visible().into_iter().filter(|item| item.is_asked()).cloned().collect();
    let place = asked.iter().position(|item| item.link_id == at()).unwrap_or_default();
    let Some(item) = asked.get(place).cloned() else { return rsx! {} };
    let group = group_of(&loaded_now, &item);
    let answers = session.answers(&item.link_id).to_vec();
    let alarming = is_alarming(&loaded_now, &session, &item);
    let store = use_callback(move |assessment: Assessment| {
        spawn_forever(async move {
            if let Err(error) = record.save_assessment(Some(id), &assessment).await {
                toasts.show(error.text());
            }
        });
    });
    let answer = {
        let (loaded, item, name) = (loaded_now.clone(), item.clone(), name.clone());
        move |given: Result<Vec<_>, String>| {
            let mut refuse = |words: String| {
                unfit.write().insert(item.link_id.clone(), words);
            };
            let given = match given {
                Ok(given) => given,
                Err(words) => return refuse(words),
            };
            let Ok(mut session) = Session::resume(&loaded.questionnaire, state.peek().clone()) else {
                return;
            };
            match session.answer(&item.link_id, given, format::now()) {
                Ok(()) => {
                    unfit.write().remove(&item.link_id);
                    stands.set(None);
                    state.set(session.state().clone());
                    store.call(Assessment {
                        questionnaire: name.clone(),
                        state: session.state().clone(),
                        result: None,
                    });
                }
                Err(error) => refuse(fault::refusal(&item, &error)),
            }
        }
    };
    let go = {
        let (asked, item) = (asked.clone(), item.clone());
        move |forward: bool| {
            if forward {
                let fault = lacks(&loaded.peek(), &state.peek(), &item).map(|it| Fault::at(&item, &it));
                let is_unfit = unfit.peek().contains_key(&item.link_id);
                if is_unfit || fault.is_some() {
                    stands.set(fault);
                    return browser::focus("question-0");
                }
            }
            stands.set(None);
            let next = if forward { place + 1 } else { place.saturating_sub(1) };
            let mut show = |question: String| {
                at.set(question);
                browser::scroll_to_top();
                browser::focus("page-title");
            };
            // What was typed elsewhere and does not fit is not left behind in silence.
            let left = || asked.iter().find(|item| unfit.peek().contains_key(&item.link_id));
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
    let whole = stands().filter(|it| it.question.is_none()).map(|it| it.words);
    let here = stands().filter(|it| it.question.as_ref() == Some(&item.link_id)).map(|it| it.words);
    let misfit = unfit.read().get(&item.link_id).cloned();
    let is_kept =
        view.read().assessment.state.answers.get(&item.link_id) == state.read().answers.get(&item.link_id);
    let is_saved = misfit.is_none() && is_kept;
    let error = misfit.or(here);
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
            Question { key: "{item.link_id}", item: item.clone(), answers, error, typed, onanswer: answer }
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
    let open = session.next_open().or_else(|| session.visible().into_iter().rfind(|item| item.is_asked()));
    open.map(|item| item.link_id.clone()).unwrap_or_default()
}

/// Whether help stands beside a question: it asks for what may alarm, and something alarming was answered.
fn is_alarming(loaded: &Loaded, session: &Session<'_>, item: &Item) -> bool {
    loaded.scoring.as_ref().is_some_and(|it| {
        it.alerts.iter().any(|alert| alert.item == item.link_id) && !it.alerts(&session.response()).is_empty()
    })
}

/// What a question still needs before the next one.
fn lacks(loaded: &Loaded, state: &State, item: &Item) -> Option<Problem> {
    let session = Session::resume(&loaded.questionnaire, state.clone()).ok()?;
    missing(item, session.answers(&item.link_id))
}

/// The words of the group that an item lies in, or of the introduction before it.
fn group_of(loaded: &Loaded, item: &Item) -> Option<String> {
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
