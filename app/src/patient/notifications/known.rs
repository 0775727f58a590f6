//! What is known of messages, when answers come late, in another order, or not at all.

use heilsam_client::client::{NotificationSettings, NotificationsView};
use heilsam_domain::AccountId;

use crate::account::trouble::Trouble;

/// Number of a question to the server: a later one has a larger number.
pub type Question = u64;

/// What the server said last, and why it said nothing since.
#[derive(Default)]
pub struct Known {
    view: Option<NotificationsView>,
    /// Whose it is.
    of: Option<AccountId>,
    /// The question that brought the view, or that a decision on a choice has overtaken.
    answered: Question,
    /// Why a later question has no answer.
    trouble: Option<(Question, Trouble)>,
    /// The newest choice, until the server has taken or refused it.
    chosen: Option<Chosen>,
}

/// When messages about the account are wanted, and when others are.
pub type Choice = (bool, NotificationSettings);

struct Chosen {
    number: Question,
    choice: Choice,
    /// What the server is known to have.
    said: Choice,
}

/// Shows a choice; gives what was shown before.
const fn show(view: &mut NotificationsView, (security, settings): Choice) -> Choice {
    let before = (view.page.choices.security, view.settings);
    view.page.choices.security = security;
    view.settings = settings;
    before
}

impl Known {
    /// What the server said last.
    pub const fn view(&self) -> Option<&NotificationsView> {
        self.view.as_ref()
    }

    /// Why it said nothing since.
    pub fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref().map(|(_, trouble)| trouble)
    }

    /// Hears the answer to a question of this account, unless a later one is here. Without an answer what was known stays, but
    /// nothing of another account does.
    pub fn hear(
        &mut self,
        (number, of): (Question, Option<AccountId>),
        answer: Result<NotificationsView, Trouble>,
    ) {
        if number <= self.answered {
            return;
        }
        if of != self.of {
            *self = Self { of, answered: number.saturating_sub(1), ..Self::default() };
        }
        match answer {
            Ok(mut view) => {
                if let Some(chosen) = &mut self.chosen {
                    chosen.said = show(&mut view, chosen.choice);
                }
                self.view = Some(view);
                self.answered = number;
                self.trouble = self.trouble.take().filter(|(failed, _)| *failed > number);
            }
            Err(trouble) => {
                if self.trouble.as_ref().is_none_or(|(failed, _)| *failed < number) {
                    self.trouble = Some((number, trouble));
                }
            }
        }
    }

    /// Takes a choice as made: no answer undoes it before [`Self::decided`].
    pub fn suppose(&mut self, number: Question, choice: Choice) {
        if let Some(view) = &mut self.view {
            let shown = show(view, choice);
            let said = self.chosen.take().map_or(shown, |before| before.said);
            self.chosen = Some(Chosen { number, choice, said });
        }
    }

    /// Whether no choice was made after this one, and none of another account.
    pub fn is_newest(&self, number: Question) -> bool {
        self.chosen.as_ref().is_some_and(|chosen| chosen.number == number)
    }

    /// The server has taken this choice, or refused it: then what it has is shown. Answers to questions before `now` tell of a
    /// time before that.
    pub fn decided(&mut self, number: Question, choice: Choice, now: Question, taken: bool) {
        let Some(mut chosen) = self.chosen.take() else { return };
        if taken {
            chosen.said = choice;
        }
        if chosen.number != number {
            self.chosen = Some(chosen);
            return;
        }
        if let Some(view) = &mut self.view {
            show(view, chosen.said);
        }
        self.answered = now;
    }
}

#[cfg(test)]
mod tests {
    use heilsam_protocol::notification::{NotificationChoices, Notifications};

    use super::*;

    const ERIKA: Option<AccountId> = Some(AccountId::from_bytes([1; 16]));
    const OTTO: Option<AccountId> = Some(AccountId::from_bytes([2; 16]));

    fn view(mail: &str) -> NotificationsView {
        let page = Notifications {
            push_key: None,
            mail_offered: true,
            choices: NotificationChoices::default(),
            devices: Vec::new(),
            mail: Some(mail.to_owned()),
            mail_waits: None,
            wake_ups: Vec::new(),
            events: Vec::new(),
        };
        NotificationsView { page, settings: NotificationSettings::default() }
    }

    fn mail(known: &Known) -> Option<&str> {
        known.view()?.page.mail.as_deref()
    }

    #[test]
    fn what_was_known_stays_beside_the_trouble() {
        let mut known = Known::default();
        known.hear((1, ERIKA), Err(Trouble::Offline));
        assert_eq!((mail(&known), known.trouble()), (None, Some(&Trouble::Offline)));
        known.hear((2, ERIKA), Ok(view("a")));
        assert_eq!((mail(&known), known.trouble()), (Some("a"), None));
        known.hear((3, ERIKA), Err(Trouble::Server));
        assert_eq!((mail(&known), known.trouble()), (Some("a"), Some(&Trouble::Server)));
    }

    #[test]
    fn an_answer_that_was_asked_for_earlier_overwrites_nothing_later() {
        let mut known = Known::default();
        known.hear((3, ERIKA), Ok(view("new")));
        known.hear((2, ERIKA), Ok(view("old")));
        known.hear((1, ERIKA), Err(Trouble::Offline));
        assert_eq!((mail(&known), known.trouble()), (Some("new"), None));
        known.hear((5, ERIKA), Err(Trouble::Offline));
        known.hear((4, ERIKA), Ok(view("newer")));
        assert_eq!((mail(&known), known.trouble()), (Some("newer"), Some(&Trouble::Offline)));
    }

    const NOTHING: Choice = (
        false,
        NotificationSettings { reminders: false, questionnaires: false, appointments: false, quiet: None },
    );
    const REMINDERS: Choice = (false, NotificationSettings { reminders: true, ..NOTHING.1 });
    const BOTH: Choice = (true, REMINDERS.1);

    fn shown(known: &Known) -> Choice {
        known.view().map(|view| (view.page.choices.security, view.settings)).unwrap()
    }

    /// Two boxes ticked one after the other, as questions 2 and 3.
    fn two_choices() -> Known {
        let mut known = Known::default();
        known.hear((1, ERIKA), Ok(view("a")));
        known.suppose(2, REMINDERS);
        known.suppose(3, BOTH);
        known
    }

    #[test]
    fn no_answer_undoes_a_choice_that_is_on_its_way() {
        let mut known = two_choices();
        assert!(!known.is_newest(2) && known.is_newest(3));
        known.decided(2, REMINDERS, 4, true);
        known.hear((5, ERIKA), Ok(view("b")));
        assert_eq!((mail(&known), shown(&known)), (Some("b"), BOTH), "what else is new is shown");
        known.decided(3, BOTH, 7, true);
        known.hear((6, ERIKA), Ok(view("asked before it was taken")));
        assert_eq!((mail(&known), shown(&known)), (Some("b"), BOTH));
        known.hear((8, ERIKA), Ok(view("c")));
        assert_eq!((mail(&known), shown(&known)), (Some("c"), NOTHING), "another device chose otherwise");
    }

    #[test]
    fn a_choice_that_is_refused_gives_way_to_what_the_server_has() {
        let mut known = two_choices();
        known.decided(2, REMINDERS, 4, true);
        known.decided(3, BOTH, 5, false);
        assert_eq!(shown(&known), REMINDERS);
        let mut known = two_choices();
        known.decided(2, REMINDERS, 4, false);
        known.decided(3, BOTH, 5, false);
        assert_eq!(shown(&known), NOTHING);
    }

    #[test]
    fn a_choice_of_somebody_else_is_shown_to_nobody() {
        let mut known = two_choices();
        known.hear((4, OTTO), Ok(view("otto")));
        assert!(!known.is_newest(3));
        known.decided(3, BOTH, 5, true);
        assert_eq!(shown(&known), NOTHING);
    }

    #[test]
    fn nobody_sees_what_was_known_of_somebody_else() {
        let mut known = Known::default();
        known.hear((1, ERIKA), Ok(view("erika")));
        known.hear((3, OTTO), Err(Trouble::Offline));
        known.hear((2, ERIKA), Ok(view("erika, late")));
        assert_eq!((mail(&known), known.trouble()), (None, Some(&Trouble::Offline)));
    }
}
