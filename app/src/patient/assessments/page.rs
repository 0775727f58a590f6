//! One questionnaire: why it is asked, the questions, the result.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_therapy::questionnaire::{Session, State};

use super::ask::Ask;
use super::result::Results;
use super::{Loaded, QuestionnairesWait, use_questionnaires};
use crate::components::{Button, ButtonKind, Kind, Notice, PageTitle, Shape, use_toasts};
use crate::format;
use crate::patient::content::{say, use_content};
use crate::patient::period::{ReadOnlyNotice, use_read_only};
use crate::patient::routes::Route;
use crate::record::{Assessment, AssessmentView, use_record};
use crate::t;

/// The questionnaire with this name.
#[component]
pub fn AssessmentPage(name: String) -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let questionnaires = use_questionnaires();
    let read_only = use_read_only();
    let loaded = questionnaires.get(&name);
    let back = rsx! {
        div { class: "actions",
            Button { kind: ButtonKind::Quiet, icon: Shape::Back, id: "assessment-back", onpress: move |()| { navigator.push(Route::Assessments {}); }, {t!("assessments-all")} }
        }
    };
    if loaded.is_none() && !questionnaires.is_there() {
        return rsx! { QuestionnairesWait {} };
    }
    let Some(loaded) = loaded else {
        return rsx! {
            PageTitle { title: t!("assessments-title") }
            Notice { kind: Kind::Warning, p { {t!("assessment-gone")} } }
            {back}
        };
    };
    let mine: Vec<AssessmentView> =
        record.assessments().into_iter().filter(|it| it.assessment.questionnaire == name).collect();
    let fits = |it: &&AssessmentView| {
        !it.assessment.completed()
            && Session::resume(&loaded.questionnaire, it.assessment.state.clone()).is_ok()
    };
    let open = mine.iter().find(fits).cloned();
    let done: Vec<AssessmentView> = mine.into_iter().filter(|it| it.assessment.completed()).collect();
    let begun = open.is_some();
    if let Some(view) = open.filter(|_| !read_only) {
        return rsx! {
            Ask { key: "{view.id}", loaded, view }
        };
    }
    rsx! {
        PageTitle { title: say(&loaded.questionnaire.title) }
        div { class: "stack-wide",
            ReadOnlyNotice {}
            if read_only && begun {
                p { id: "assessment-kept", {t!("assessment-kept")} }
            }
            if !done.is_empty() {
                Results { loaded: loaded.clone(), done: done.clone() }
            }
            if !read_only {
                Begin { name, loaded, again: !done.is_empty() }
            }
            {back}
        }
    }
}

#[component]
fn Begin(name: String, loaded: ReadSignal<Rc<Loaded>>, again: bool) -> Element {
    let record = use_record();
    let mut toasts = use_toasts();
    let package = use_content().package();
    let plan = package
        .as_ref()
        .and_then(|package| package.manifest.assessments.iter().find(|it| it.questionnaire == name));
    let loaded = loaded.read().clone();
    let questions = loaded.questionnaire.all_items().into_iter().filter(|item| item.is_asked()).count();
    let copyright = loaded.questionnaire.copyright.clone();
    let mut busy = use_signal(|| false);
    let begin = move |()| {
        let state: State = Session::start(&loaded.questionnaire, format::now()).state().clone();
        let assessment = Assessment { questionnaire: name.clone(), state, result: None };
        // A second press must not begin a second one.
        busy.set(true);
        spawn(async move {
            if let Err(error) = record.save_assessment(None, &assessment).await {
                toasts.say(move || error.text());
            }
            busy.set(false);
        });
    };
    let label = if again { t!("assessment-again") } else { t!("assessment-start") };
    rsx! {
        section { class: "stack",
            if !again {
                if let Some(plan) = plan {
                    p { class: "lead", {say(&plan.why)} }
                }
                p { {t!("assessment-about", count = questions)} }
                Notice { p { {t!("assessment-private")} } }
            }
            Button { id: "assessment-begin", wide: true, kind: if again { ButtonKind::Second } else { ButtonKind::Primary }, busy: busy(), onpress: begin, "{label}" }
            if let Some(copyright) = copyright {
                p { class: "soft", "{copyright}" }
            }
        }
    }
}
