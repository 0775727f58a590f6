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
    /// The question that brought the view, or the choice that changed it.
    answered: Question,
    /// Why a later question has no answer.
    trouble: Option<(Question, Trouble)>,
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
            Ok(view) => {
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

    /// Takes a choice as made: answers to earlier questions do not undo it.
    pub fn suppose(&mut self, number: Question, security: bool, settings: NotificationSettings) {
        if let Some(view) = &mut self.view {
            view.page.choices.security = security;
            view.settings = settings;
            self.answered = number;
        }
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
        known.suppose(7, true, NotificationSettings::default());
        known.hear((6, ERIKA), Ok(view("before the choice")));
        assert_eq!(mail(&known), Some("newer"));
        assert!(known.view().is_some_and(|view| view.page.choices.security));
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
