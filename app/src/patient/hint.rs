//! Hints of the programme, where they help.

use dioxus::prelude::*;
use heilsam_therapy::advice::about_history;
use heilsam_therapy::content::Trigger;
use heilsam_therapy::hint::on_start_page;

use super::content::{say, use_content};
use super::period::is_over;
use super::routes::Route;
use crate::account::access::use_account;
use crate::components::Notice;
use crate::record::use_record;
use crate::today::today;
use crate::{format, t};

/// Beside something that is being done: words only, for a link would lead away from it.
#[component]
pub fn HintBeside(trigger: Trigger) -> Element {
    rsx! { Hint { trigger, linked: false } }
}

/// On the start page: at most one, and none while advice says what matters more.
#[component]
pub fn HintOfTheDay() -> Element {
    let account = use_account();
    let record = use_record();
    let Some(package) = use_content().package() else { return rsx! {} };
    let now = format::now();
    let lately: Vec<_> = record.lately(now).into_iter().map(|(entry, _)| entry).collect();
    if is_over(account) || !about_history(&lately, now).is_empty() {
        return rsx! {};
    }
    let course = record.course().filter(|course| course.pause(today()).is_none());
    let week = course.map(|course| (course.week(&package, today()), package.manifest.weeks));
    let Some(trigger) = on_start_page(&lately, week, now) else { return rsx! {} };
    rsx! { Hint { trigger, linked: true } }
}

#[component]
fn Hint(trigger: Trigger, linked: bool) -> Element {
    let Some(package) = use_content().package() else { return rsx! {} };
    let Some(hint) = package.hints.iter().find(|hint| hint.trigger == trigger) else { return rsx! {} };
    let module = hint.module.as_deref().filter(|_| linked).and_then(|name| package.module(name));
    rsx! {
        Notice { id: "hint", announce: true,
            p { {say(&hint.text)} }
            if let Some(module) = module {
                p { Link { to: Route::ModulePage { module: module.id.clone() }, {t!("hint-more", title = say(&module.title))} } }
            }
        }
    }
}
