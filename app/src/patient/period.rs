//! The ninety days of a prescription: counted, extended by a follow-up code, and read-only when they are over.

use dioxus::prelude::*;
use heilsam_protocol::account::{Account as Facts, CodeCheck};
use jiff::Timestamp;

use super::arrival::code_step::CodeStep;
use super::routes::Route;
use crate::account::access::{Account, RegistrationCode, use_account};
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, Kind, Notice, PageTitle, Progress, Shape, use_toasts};
use crate::{format, t};

/// Days of a prescription.
const PRESCRIPTION: i64 = 90;
/// From so many days before the end on, the app says how to go on.
const SOON: i64 = 14;
const DAY: i64 = 86_400;

/// Where in the period somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// This many days are left, today counted.
    Runs {
        /// Days.
        left: i64,
    },
    /// Over: what is there can be read, taken along and deleted.
    Over,
}

impl Period {
    /// The period of an account; none where nothing is known of one.
    #[must_use]
    pub fn of(until: Option<Timestamp>, now: Timestamp) -> Option<Self> {
        let seconds = until?.as_second() - now.as_second();
        let left = (seconds + DAY - 1).div_euclid(DAY);
        Some(if seconds > 0 { Self::Runs { left } } else { Self::Over })
    }
}

fn facts(account: Account) -> Option<Facts> {
    account.watched()?.account()
}

/// The period of whoever is logged in.
#[must_use]
pub fn period(account: Account) -> Option<Period> {
    Period::of(facts(account)?.entitled_until, format::now())
}

/// Whether nothing new can be written any more.
#[must_use]
pub fn is_over(account: Account) -> bool {
    period(account) == Some(Period::Over)
}

/// Whether what is on the screen can only be read, because the period is over: every page that writes asks this.
#[must_use]
pub fn use_read_only() -> bool {
    is_over(use_account())
}

/// Above what could be changed before: nothing while the period runs, else that it can only be read, and how to go on.
#[component]
pub fn ReadOnlyNotice() -> Element {
    if !use_read_only() {
        return rsx! {};
    }
    rsx! {
        Notice { kind: Kind::Warning, id: "read-only", title: t!("period-over-title"),
            p { {t!("period-over")} }
            p { Link { to: Route::FurtherCode {}, {t!("period-further")} } }
        }
    }
}

/// On the start page, when there is something to know or to do.
#[component]
pub fn PeriodNotice() -> Element {
    let account = use_account();
    let check = facts(account).and_then(|facts| facts.code_check);
    let link = rsx! {
        p { Link { to: Route::FurtherCode {}, {t!("period-further")} } }
    };
    match (period(account), check) {
        (Some(Period::Over), Some(CodeCheck::Refused)) => rsx! {
            Notice { kind: Kind::Warning, id: "period", title: t!("period-refused-title"), p { {t!("period-refused")} } {link} }
        },
        (Some(Period::Over), _) => rsx! {
            Notice { kind: Kind::Warning, id: "period", title: t!("period-over-title"), p { {t!("period-over")} } {link} }
        },
        (_, Some(CodeCheck::Waiting)) => rsx! {
            Notice { id: "period", title: t!("period-waiting-title"), p { {t!("period-waiting")} } }
        },
        (Some(Period::Runs { left }), _) if left <= SOON => rsx! {
            Notice { id: "period", title: t!("period-soon-title", days = left), p { {t!("period-soon")} } {link} }
        },
        _ => rsx! {},
    }
}

/// The count, on the account page.
#[component]
pub fn PeriodCard() -> Element {
    let account = use_account();
    let navigator = use_navigator();
    let until = account.entitled_until();
    let (Some(period), Some(until)) = (period(account), until) else { return rsx! {} };
    rsx! {
        section { class: "card", id: "period-card",
            h2 { {t!("period-title")} }
            match period {
                Period::Runs { left } if left <= PRESCRIPTION => rsx! {
                    Progress { id: "period-days", label: t!("period-day", day = PRESCRIPTION - left + 1, all = PRESCRIPTION),
                        done: u32::try_from(PRESCRIPTION - left + 1).unwrap_or_default(), total: u32::try_from(PRESCRIPTION).unwrap_or(1) }
                    p { {t!("account-until", when = format::day(until))} }
                },
                Period::Runs { left } => rsx! {
                    p { {t!("period-left", days = left)} }
                    p { {t!("account-until", when = format::day(until))} }
                },
                Period::Over => rsx! {
                    p { {t!("period-over")} }
                },
            }
            div { class: "row",
                Button { id: "period-further", kind: ButtonKind::Second, icon: Shape::Key, onpress: move |()| { navigator.push(Route::FurtherCode {}); },
                    {t!("period-further")}
                }
            }
        }
    }
}

/// In place of a page that writes, when the period is over.
#[component]
pub fn ReadOnly() -> Element {
    rsx! {
        PageTitle { title: t!("period-over-title"), lead: t!("period-over") }
        div { class: "stack",
            p { Link { to: Route::FurtherCode {}, {t!("period-further")} } }
            p { Link { to: Route::History {}, {t!("nav-history")} } }
            p { Link { to: Route::Export {}, {t!("export-title")} } }
        }
    }
}

/// Typing a follow-up code.
#[component]
pub fn FurtherCode() -> Element {
    let account = use_account();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let typed = use_signal(String::new);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let redeem = move |code: RegistrationCode| {
        // A code for free access makes an account; it does not make the time of one longer.
        let RegistrationCode::Activation(code) = code else {
            trouble.set(Some(Trouble::CodeRefused));
            return;
        };
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.redeem(code).await {
                Ok(()) => {
                    navigator.replace(Route::AccountPage {});
                    toasts.say(|| t!("period-extended"));
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        PageTitle { title: t!("period-further"), lead: t!("period-further-lead") }
        CodeStep { typed, busy: busy(), trouble: trouble(), oncode: redeem }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_until_the_last_second() {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let of = |left: i64| Period::of(Some(at(left)), at(0));
        assert_eq!(of(90 * DAY), Some(Period::Runs { left: 90 }));
        assert_eq!(of(90 * DAY - 1), Some(Period::Runs { left: 90 }));
        assert_eq!(of(1), Some(Period::Runs { left: 1 }));
        assert_eq!(of(0), Some(Period::Over));
        assert_eq!(Period::of(None, at(0)), None);
    }
}
