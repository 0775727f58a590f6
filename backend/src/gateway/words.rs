//! What the messages say: who invites, when, and the link. Never why, and nobody's name but the practice's.

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

/// The text of an invitation or a reminder by SMS.
pub(super) fn short(invite: &Invite) -> String {
    let what = if invite.reminder { "Erinnerung an " } else { "" };
    format!(
        "{}: {what}Videosprechstunde {}. Link: {}",
        invite.practice,
        moment(invite.begins_at),
        invite.link
    )
}

/// `10. März 2026`.
pub(crate) fn day(date: Date) -> String {
    let month = usize::try_from(date.month() - 1).ok().and_then(|index| MONTHS.get(index)).copied();
    format!("{}. {} {}", date.day(), month.unwrap_or_default(), date.year())
}

/// `10. März 2026, 9:30 Uhr`, by the clock in Germany.
fn moment(at: Timestamp) -> String {
    // As the calendar of the practice has it: the rule of the time zone, which needs no database.
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC);
    let local: Zoned = at.to_zoned(zone);
    format!("{}, {}:{:02} Uhr", day(local.date()), local.hour(), local.minute())
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

    #[test]
    fn a_short_message_fits_into_two() {
        for reminder in [false, true] {
            let link = format!("https://heilsam.example/v#1.{}", "x".repeat(120));
            let text = short(&Invite { link, reminder, ..invite() });
            assert!(text.chars().count() <= 306, "{}", text.chars().count());
        }
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
            "Praxis Dr. Weber: Erinnerung an Videosprechstunde 10. Juli 2026, 9:30 Uhr. Link: https://heilsam.example/v#1.a.b.c"
        );
    }
}
