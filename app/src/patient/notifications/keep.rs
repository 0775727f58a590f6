//! Keeps what the server knows in step with this device: when messages are wanted, and whether this browser gets them.

use dioxus::prelude::*;
use heilsam_client::ClientError;
use heilsam_client::client::NotificationsView;
use heilsam_domain::AccountId;
use jiff::Timestamp;

use super::browser_push;
use super::known::{Choice, Known, Question};
use super::times::{Reasons, Wall, of_those_to_come, times};
use crate::account::access::{Access, use_account};
use crate::account::device::Device;
use crate::account::trouble::Trouble;
use crate::i18n::Words;
use crate::patient::alone::Turn;
use crate::patient::assessments::list::answered;
use crate::patient::content::use_content;
use crate::record::use_record;
use crate::{browser, format, t, today};

/// What those take turns at who say when messages are wanted.
const TURN: &str = "heilsam.messages";
/// What those take turns at who say what messages are wanted for.
const CHOICES: &str = "heilsam.message-choices";
/// Set while push messages were switched on here.
const ON_HERE: &str = "heilsam.push";
/// The newest event that somebody has looked at here.
const SEEN: &str = "heilsam.events-seen";

/// The clock of this device.
const WALL: Wall = Wall { local: today::local, moment: today::moment_of };

/// What is known of messages; shared by the page and what works behind every page.
#[derive(Clone, Copy)]
pub struct Messages {
    known: Signal<Known>,
    asked: Signal<Question>,
    seen: Signal<Option<Timestamp>>,
}

/// Provides it to all views below.
pub fn use_messages_provider() -> Messages {
    use_context_provider(|| Messages {
        known: Signal::new(Known::default()),
        asked: Signal::new(0),
        seen: Signal::new(browser::preference(SEEN).and_then(|at| at.parse().ok())),
    })
}

/// What is known of messages.
pub fn use_messages() -> Messages {
    use_context()
}

impl Messages {
    /// What the server said last; `None` before it was asked, the trouble as long as it never said anything.
    pub fn view(self) -> Option<Result<NotificationsView, Trouble>> {
        let known = self.known.read();
        match (known.view(), known.trouble()) {
            (Some(view), _) => Some(Ok(view.clone())),
            (None, Some(trouble)) => Some(Err(trouble.clone())),
            (None, None) => None,
        }
    }

    /// Why what is shown may be out of date.
    pub fn trouble(self) -> Option<Trouble> {
        let known = self.known.read();
        known.view().and(known.trouble()).cloned()
    }

    /// Asks the server.
    pub async fn refresh(mut self, device: &Device) {
        let question = self.ask(device);
        let answer = device.notifications().await.map_err(Trouble::from);
        self.known.write().hear(question, answer);
    }

    /// Asks again behind a page that somebody may be using: without an answer nothing is said.
    async fn look_again(mut self, device: &Device) {
        let question = self.ask(device);
        if let Ok(view) = device.notifications().await {
            self.known.write().hear(question, Ok(view));
        }
    }

    fn ask(mut self, device: &Device) -> (Question, Option<AccountId>) {
        (self.count(), device.account().map(|account| account.account_id))
    }

    fn count(&mut self) -> Question {
        let number = *self.asked.peek() + 1;
        self.asked.set(number);
        number
    }

    /// Takes a choice as made before the server has answered: the next one builds on it. Gives its number.
    pub fn suppose(mut self, choice: Choice) -> Question {
        let number = self.count();
        self.known.write().suppose(number, choice);
        number
    }

    /// Sends a choice, unless a newer one is there, which holds this one: they go one after the other, also those of other tabs.
    /// Nothing where the newer one has the word.
    pub async fn choose(
        mut self,
        device: &Device,
        number: Question,
        choice: Choice,
    ) -> Option<Result<(), ClientError>> {
        let _turn = Turn::wait(CHOICES).await;
        if !self.known.peek().is_newest(number) {
            return None;
        }
        let (security, settings) = choice;
        let answer = device.choose_notifications(security, &settings).await;
        let is_newest = self.known.peek().is_newest(number);
        let now = self.count();
        self.known.write().decided(number, choice, now, answer.is_ok());
        if is_newest {
            self.refresh(device).await;
        }
        (is_newest || answer.is_err()).then_some(answer)
    }

    /// Switches push messages on in this browser.
    ///
    /// # Errors
    /// Why not.
    pub async fn switch_on(self, device: &Device, key: &[u8]) -> Result<(), Words> {
        let subscription = browser_push::subscribe(key).await.map_err(|why| match why {
            browser_push::NoPush::Denied => Words::new(|| t!("notify-push-denied")),
            browser_push::NoPush::Failed => Words::new(|| t!("notify-push-failed")),
        })?;
        if let Err(error) = device.add_push(&subscription).await {
            browser_push::unsubscribe().await;
            return Err(Trouble::from(error).into());
        }
        browser_push::keep_words(&t!("notify-message-title"), &t!("notify-message-text")).await;
        browser::keep_preference(ON_HERE, "1");
        self.refresh(device).await;
        Ok(())
    }

    /// Forgets the subscription of this browser; the server has been told.
    pub async fn switched_off_here(self) {
        // First: the card that asked for this may be gone before the push service has answered, and this task with it. What is
        // still wanted here would be switched on again at the next start.
        browser::forget_preference(ON_HERE);
        browser_push::unsubscribe().await;
    }

    /// After a login in between: this browser belongs to the session of now. Without an answer the next start says so.
    pub async fn bind_here(self, device: &Device) {
        if let Some(found) = browser_push::here().await {
            let _ = device.is_push_known(&found.endpoint).await;
        }
    }

    /// After a login: a subscription that the server ended is ended here as well, one that the browser lost is made again.
    async fn settle(self, device: &Device, key: Option<&[u8]>) {
        let wanted = browser::preference(ON_HERE).is_some();
        match (browser_push::here().await, key) {
            (Some(found), _) => {
                match device.is_push_known(&found.endpoint).await {
                    Ok(true) => {
                        browser_push::keep_words(&t!("notify-message-title"), &t!("notify-message-text"))
                            .await;
                    }
                    Ok(false) => self.switched_off_here().await,
                    Err(_) => return,
                }
                // Which browser is this one, the server knows only now.
                self.refresh(device).await;
            }
            (None, Some(key)) if wanted && browser_push::is_allowed() => {
                let _ = self.switch_on(device, key).await;
            }
            (None, _) => {}
        }
    }

    /// Events that nobody has looked at here.
    pub fn unseen(self) -> usize {
        let known = self.known.read();
        let (Some(view), Some(seen)) = (known.view(), (self.seen)()) else { return 0 };
        view.page.events.iter().filter(|event| event.at > seen).count()
    }

    /// Somebody looks at the events now.
    pub fn look(mut self) {
        let newest = |view: &NotificationsView| view.page.events.iter().map(|event| event.at).max();
        let Some(newest) = self.known.peek().view().and_then(newest) else { return };
        if *self.seen.peek() != Some(newest) {
            browser::keep_preference(SEEN, &newest.to_string());
            self.seen.set(Some(newest));
        }
    }
}

/// Works behind every page of somebody who is logged in.
#[component]
pub fn KeepMessages() -> Element {
    let account = use_account();
    let record = use_record();
    let messages = use_messages();
    let content = use_content();
    let mut sent = use_signal(|| None::<Vec<Timestamp>>);
    use_future(move || async move {
        let Ok(device) = account.device() else { return };
        if account.current() != Access::In || device.is_preview() {
            return;
        }
        messages.refresh(&device).await;
        if messages.seen.peek().is_none() {
            messages.look();
        }
        let key = messages.known.peek().view().and_then(|view| view.page.push_key.clone());
        messages.settle(&device, key.as_ref().map(|key| key.0.as_slice())).await;
    });
    // A message that is tapped brings an app that is open already to the front, and nothing else.
    use_future(move || async move {
        loop {
            browser::comes_back().await;
            match account.device() {
                Ok(device) if !device.is_preview() => messages.look_again(&device).await,
                Ok(_) | Err(_) => {}
            }
        }
    });
    use_effect(move || {
        let Some(Ok(view)) = messages.view() else { return };
        let course = record.course();
        let (settings, now) = (view.settings, format::now());
        let mut reasons = Reasons::default();
        if let (true, Some(course), Some(package)) = (settings.questionnaires, &course, content.package()) {
            let mine = record.assessments();
            for plan in &package.manifest.assessments {
                let done = answered(&mine, &plan.questionnaire);
                let windows = plan.schedule.windows(course.first_day, record.last_day()).into_iter();
                let open = windows.filter(|it| !done.iter().any(|day| (it.opens..=it.closes).contains(day)));
                reasons.questionnaires.extend(open.map(|it| it.opens));
            }
        }
        if let Some(course) = course.filter(|_| settings.reminders) {
            reasons.reminders = course.reminders;
        }
        if settings.appointments {
            reasons.appointments = of_those_to_come(&record.appointments(), now);
        }
        let wanted = if view.has_channel() { times(&reasons, settings.quiet, now, WALL) } else { Vec::new() };
        let known = sent.peek().clone().unwrap_or_else(|| view.page.wake_ups.clone());
        if known == wanted {
            return;
        }
        sent.set(Some(wanted.clone()));
        spawn(async move {
            // One after the other: an older list that arrives last would stay.
            let _turn = Turn::wait(TURN).await;
            if sent.peek().as_ref().is_some_and(|newest| *newest != wanted) {
                return;
            }
            let Ok(device) = account.device() else { return };
            if device.plan_messages(wanted).await.is_err() {
                // Tried again with the next change, and at the next start.
                sent.set(None);
            }
        });
    });
    rsx! {}
}
