//! What the messages say: who invites, when, the link, and how to cancel. Never why, and nobody's name but the practice's.

use heilsam_protocol::gateway::Invite;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// Subject of an invitation or a reminder.
pub(super) const fn subject(invite: &Invite) -> &'static str {
    if invite.reminder { "Erinnerung an die Videosprechstunde" } else { "Einladung zur Videosprechstunde" }
}

/// The text of an invitation or a reminder by e-mail.
pub(super) fn letter(invite: &Invite) -> String {
    let why = if invite.reminder {
        "erinnert Sie an Ihre Videosprechstunde"
    } else {
        "lädt Sie zu einer Videosprechstunde ein"
    };
    let mut text = format!(
        "Guten Tag,\n\n{} {why}: {} (deutsche Zeit).\n\nBitte öffnen Sie zum Termin diesen Link im \
         Browser. Sie brauchen kein Konto und keine App.\n\n{}\n\nZu Beginn vergleichen Sie mit der Praxis sechs Ziffern. So wissen \
         beide, dass niemand dazwischen ist.\n",
        invite.practice,
        moment(invite.begins_at),
        invite.link
    );
    if let Some(link) = &invite.cancel_link {
        text.push_str(&format!("\nWenn Sie nicht können, sagen Sie hier ab:\n\n{link}\n"));
    }
    text.push_str(
        "\nDiese Nachricht wurde im Auftrag der Praxis gesendet. Bitte antworten Sie nicht darauf.\n",
    );
    text
}

/// The text of an invitation or a reminder by SMS. Both links together leave few characters for words: two SMS are 306.
pub(super) fn short(invite: &Invite) -> String {
    let what = if invite.reminder { "Erinnerung: " } else { "" };
    let at = local(invite.begins_at);
    let day = format!("{:02}.{:02}.{}", at.day(), at.month(), at.year());
    let mut text = format!(
        "{}: {what}Videosprechstunde {day}, {}:{:02} Uhr: {}",
        invite.practice,
        at.hour(),
        at.minute(),
        invite.link
    );
    if let Some(link) = &invite.cancel_link {
        text.push_str(&format!(" Absagen: {link}"));
    }
    text
}

/// `10. März 2026`.
pub(crate) fn day(date: Date) -> String {
    let month = usize::try_from(date.month() - 1).ok().and_then(|index| MONTHS.get(index)).copied();
    format!("{}. {} {}", date.day(), month.unwrap_or_default(), date.year())
}

/// `10. März 2026, 9:30 Uhr`, by the clock in Germany.
fn moment(at: Timestamp) -> String {
    let at = local(at);
    format!("{}, {}:{:02} Uhr", day(at.date()), at.hour(), at.minute())
}

fn local(at: Timestamp) -> Zoned {
    // As the calendar of the practice has it: the rule of the time zone, which needs no database.
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC);
    at.to_zoned(zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invite() -> Invite {
        Invite {
            to: "erika@example.org".to_owned(),
            practice: "Praxis Dr. Weber".to_owned(),
            link: "https://heilsam.example/v#1.a.b.c".to_owned(),
            cancel_link: Some("https://heilsam.example/cancel#1.a.b".to_owned()),
            begins_at: "2026-07-10T07:30:00Z".parse().unwrap(),
            minutes: 15,
            moved: 0,
            reminder: false,
        }
    }

    #[test]
    fn a_letter_says_who_when_and_where_and_nothing_else() {
        let text = letter(&invite());
        for part in
            ["Praxis Dr. Weber", "10. Juli 2026, 9:30 Uhr", "/v#1.a.b.c", "/cancel#1.a.b", "sechs Ziffern"]
        {
            assert!(text.contains(part), "{part} is missing in {text}");
        }
        assert!(!text.contains("erika"), "{text}");
    }

    /// An SMS with links as long as the practice app writes them: room, secret and hash; room, token and moment.
    fn whole(practice: &str, reminder: bool) -> String {
        let link =
            format!("https://heilsam.example/v#1.{}.{}.{}", "x".repeat(22), "x".repeat(27), "x".repeat(43));
        let cancel =
            format!("https://heilsam.example/cancel#{}.{}.1783668600", "x".repeat(36), "x".repeat(22));
        let begins_at = "2026-10-12T10:30:00Z".parse().unwrap();
        let practice = practice.to_owned();
        short(&Invite { practice, link, cancel_link: Some(cancel), begins_at, reminder, ..invite() })
    }

    #[test]
    fn a_short_message_with_the_way_to_cancel_fits_into_two() {
        for (practice, reminder) in [("Hausarztpraxis Weber & Sommer", false), ("Praxis Dr. Weber", true)] {
            let text = whole(practice, reminder);
            assert!(text.contains(" Absagen: https://heilsam.example/cancel#x"), "{text}");
            assert!(text.chars().count() <= 306, "{}", text.chars().count());
        }
    }

    #[test]
    fn a_short_message_of_a_practice_with_the_longest_name_fits_into_three() {
        // 80 characters are the most. Rather a third SMS than somebody who cannot cancel.
        for reminder in [false, true] {
            let text = whole(&"x".repeat(80), reminder);
            assert!(text.contains(" Absagen: "), "{text}");
            assert!(text.chars().count() <= 459, "{}", text.chars().count());
        }
    }

    #[test]
    fn a_short_message_without_a_way_to_cancel_names_none() {
        let text = short(&Invite { cancel_link: None, ..invite() });
        assert_eq!(
            text,
            "Praxis Dr. Weber: Videosprechstunde 10.07.2026, 9:30 Uhr: https://heilsam.example/v#1.a.b.c"
        );
    }

    #[test]
    fn a_reminder_says_that_it_is_one_and_no_more_than_the_invitation() {
        let reminder = Invite { reminder: true, ..invite() };
        assert_eq!(subject(&reminder), "Erinnerung an die Videosprechstunde");
        assert_eq!(subject(&invite()), "Einladung zur Videosprechstunde");
        let text = letter(&reminder);
        assert!(
            text.contains("Praxis Dr. Weber erinnert Sie an Ihre Videosprechstunde: 10. Juli 2026, 9:30 Uhr")
        );
        assert!(
            text.contains("/v#1.a.b.c") && text.contains("/cancel#1.a.b") && !text.contains("lädt"),
            "{text}"
        );
        assert_eq!(
            short(&reminder),
            "Praxis Dr. Weber: Erinnerung: Videosprechstunde 10.07.2026, 9:30 Uhr: https://heilsam.example/v#1.a.b.c \
             Absagen: https://heilsam.example/cancel#1.a.b"
        );
    }
}
