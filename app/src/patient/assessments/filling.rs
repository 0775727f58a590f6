//! A questionnaire while it is filled in: answers, repetitions, the way from question to question.

use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_therapy::questionnaire::occurrence::split;
use heilsam_therapy::questionnaire::{Answer, AnswerError, Item, Problem, Removed, Session, State};

use super::Loaded;
use super::blocks::{Asked, Block, Change, asked_at};
use super::fault::{self, Fault};
use super::written::{TypedTexts, wrong_input};
use crate::components::use_toasts;
use crate::record::{Assessment, AssessmentView, use_record};
use crate::today::today;
use crate::{browser, format};

/// What is on the screen counts; the record follows. Copies share everything.
#[derive(Clone, Copy)]
pub struct Filling {
    loaded: ReadSignal<Rc<Loaded>>,
    view: ReadSignal<AssessmentView>,
    state: Signal<State>,
    /// The step that is asked.
    at: Signal<String>,
    /// What stands against going on.
    stands: Signal<Option<Fault>>,
    /// Per place, what stands against what was typed: that is no answer yet.
    unfit: Signal<BTreeMap<String, (Item, AnswerError)>>,
    typed: TypedTexts,
    /// The repetition that was taken away last, as long as its group is on the screen.
    removed: Signal<Option<Removed>>,
    /// What gets the focus once it is there.
    wanted: Signal<Option<String>>,
    store: Callback<Assessment>,
}

/// The open questionnaire, where it was left.
pub fn use_filling(loaded: ReadSignal<Rc<Loaded>>, view: ReadSignal<AssessmentView>) -> Filling {
    let record = use_record();
    let mut toasts = use_toasts();
    let state = use_signal(|| view.peek().assessment.state.clone());
    let at = use_signal(|| first(&loaded.peek(), &view.peek().assessment));
    let stands = use_signal(|| None::<Fault>);
    let unfit = use_signal(BTreeMap::<String, (Item, AnswerError)>::new);
    let typed: TypedTexts = use_signal(BTreeMap::new);
    let removed = use_signal(|| None::<Removed>);
    let wanted = use_signal(|| None::<String>);
    use_effect(move || {
        if let Some(id) = wanted() {
            browser::focus(&id);
        }
    });
    let store = use_callback(move |assessment: Assessment| {
        let id = view.peek().id;
        spawn_forever(async move {
            if let Err(error) = record.save_assessment(Some(id), &assessment).await {
                toasts.say(move || error.text());
            }
        });
    });
    Filling { loaded, view, state, at, stands, unfit, typed, removed, wanted, store }
}

impl Filling {
    /// What was answered so far.
    pub fn state(self) -> State {
        (self.state)()
    }

    /// What was typed at each place.
    pub const fn typed(self) -> TypedTexts {
        self.typed
    }

    /// The place of the step that is asked among all, from 0.
    pub fn place_in(self, asked: &[Item]) -> usize {
        let at = self.at.read();
        asked.iter().position(|item| item.link_id == *at).unwrap_or_default()
    }

    /// What stands against the questionnaire as a whole, in words.
    pub fn whole(self) -> Option<String> {
        (self.stands)().filter(|it| it.question.is_none()).map(|it| it.words())
    }

    /// What stands against the answers of a step, by place and in words; what was typed and does not fit comes first.
    pub fn errors(self, step: &Item) -> Vec<(String, String)> {
        let here = (self.stands)().filter(|it| it.question.as_ref() == Some(&step.link_id));
        let here = here.map(|it| (it.place.clone(), it.words()));
        let unfit = self.unfit.read().clone();
        let misfits = unfit.into_iter().filter(|(place, _)| belongs(step, place));
        let misfits = misfits.map(|(place, (asked, error))| (place, fault::refusal(&asked, &error)));
        misfits.chain(here).collect()
    }

    /// Whether the answers of a step are stored as they are on the screen.
    pub fn is_saved(self, step: &Item) -> bool {
        let (view, now) = (self.view.read(), self.state.read());
        let kept = &view.assessment.state;
        let is_same = |place: &String| kept.answers.get(place) == now.answers.get(place);
        let mut places = kept.answers.keys().chain(now.answers.keys()).filter(|place| belongs(step, place));
        let is_kept =
            kept.repetitions.get(&step.link_id) == now.repetitions.get(&step.link_id) && places.all(is_same);
        is_kept && !self.unfit.read().keys().any(|place| belongs(step, place))
    }

    /// The place of the repetition of a step that was taken away last, from 0.
    pub fn removed_of(self, step: &Item) -> Option<usize> {
        (self.removed)().filter(|it| it.group == step.link_id).map(|it| it.place)
    }

    /// Takes an answer, or what is wrong with what was typed.
    pub fn answer(mut self, asked: Asked, given: Result<Vec<Answer>, Problem>) {
        let Asked { place, item, .. } = asked;
        let loaded = self.loaded.peek().clone();
        let taken = given.map_err(AnswerError::Problem).and_then(|given| {
            let session = Session::resume(&loaded.questionnaire, self.state.peek().clone());
            let mut session = session.map_err(|_| AnswerError::NotAsked)?;
            session.answer(&place, given, format::now())?;
            Ok(session.state().clone())
        });
        match taken {
            Ok(changed) => {
                self.unfit.write().remove(&place);
                self.keep(changed);
            }
            Err(error) => {
                self.unfit.write().insert(place, (item, error));
            }
        }
    }

    /// Changes the repetitions of a group; `count`: how many there are.
    pub fn change(mut self, group: &str, count: usize, change: Change) {
        let loaded = self.loaded.peek().clone();
        let Ok(mut session) = Session::resume(&loaded.questionnaire, self.state.peek().clone()) else {
            return;
        };
        let now = format::now();
        let undone = self.removed.peek().clone();
        let focus = match (change, &undone) {
            (Change::Add, _) => format!("block-title-{count}"),
            (Change::Restore, Some(it)) => format!("block-title-{}", it.place),
            (Change::Remove(_) | Change::Restore, _) => "block-undo".to_owned(),
        };
        let (done, gone) = match change {
            Change::Add => (session.repeat(group, now).map(|_| ()), undone),
            Change::Remove(number) => match session.remove(group, number, now) {
                Ok(it) => {
                    // What was typed in it and fits nowhere goes with it.
                    let is_its = |place: &String| split(place).1 == Some(number);
                    self.unfit.write().retain(|place, _| !is_its(place));
                    self.typed.write().retain(|place, _| !is_its(place));
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
            self.removed.set(gone);
            self.keep(session.state().clone());
            self.wanted.set(Some(focus));
        }
    }

    /// Goes one step on or back from the one at a place; stays where something stands against it. Behind the last step it
    /// finishes.
    pub fn go(mut self, asked: &[Item], place: usize, blocks: &[Block], forward: bool) {
        let Some(item) = asked.get(place) else { return };
        if forward && self.stays(item, blocks) {
            return;
        }
        self.stands.set(None);
        self.removed.set(None);
        let next = if forward { place + 1 } else { place.saturating_sub(1) };
        // What was typed elsewhere and does not fit is not left behind in silence.
        let left = || asked.iter().find(|step| self.is_unfit(step));
        if let Some(item) = asked.get(next).or_else(left) {
            return self.show(item.link_id.clone());
        }
        let fault = finish(&self.loaded.peek(), &self.name(), &self.state.peek(), self.store);
        if let Some(fault) = fault {
            if let Some(question) = fault.question.clone() {
                self.show(question);
            }
            self.stands.set(Some(fault));
        }
    }

    /// Whether something stands against going on from a step; then it is shown, with the focus where it needs a hand.
    fn stays(mut self, item: &Item, blocks: &[Block]) -> bool {
        let fault = lacks(&self.loaded.peek(), &self.state.peek(), item);
        if !self.is_unfit(item) && fault.is_none() {
            return false;
        }
        let first = self.unfit.peek().keys().find(|place| belongs(item, place)).cloned();
        let at = first.or_else(|| fault.as_ref().map(|it| it.place.clone())).unwrap_or_default();
        self.stands.set(fault);
        let (name, place, question) = match asked_at(blocks, &at) {
            Some((name, asked)) => (name, asked.place.clone(), &asked.item),
            None => ("question".to_owned(), item.link_id.clone(), item),
        };
        let lines = self.typed.peek().get(&place).cloned().unwrap_or_default();
        browser::focus(&wrong_input(&name, question, &lines));
        true
    }

    fn is_unfit(self, step: &Item) -> bool {
        self.unfit.peek().keys().any(|place| belongs(step, place))
    }

    fn show(mut self, question: String) {
        self.at.set(question);
        browser::scroll_to_top();
        browser::focus("page-title");
    }

    /// What was changed is on the screen at once, and stored.
    fn keep(mut self, changed: State) {
        self.stands.set(None);
        self.state.set(changed.clone());
        self.store.call(Assessment { questionnaire: self.name(), state: changed, result: None });
    }

    fn name(self) -> String {
        self.view.peek().assessment.questionnaire.clone()
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

/// Whether a place is that of a question, or lies in a repeating group.
pub fn belongs(step: &Item, place: &str) -> bool {
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
