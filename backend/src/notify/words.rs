//! What an e-mail to a patient says: that there is something. Never what, for whom, or of which product.

/// Subject of a message.
pub(super) const SUBJECT: &str = "Heilsam hat eine Nachricht für Sie";

/// Subject of a message with a code.
pub(super) const CODE_SUBJECT: &str = "Heilsam: Ihr Code";

/// A message; `origin` is where the app lies.
pub(super) fn message(origin: &str) -> String {
    format!(
        "Guten Tag,\n\nHeilsam hat eine Nachricht für Sie. Bitte öffnen Sie die App:\n\n{origin}/app/\n\nZum Schutz Ihrer Daten steht in \
         E-Mails nicht, worum es geht. Diese Nachrichten schalten Sie in der App unter „Konto“, „Benachrichtigungen“ aus.\n\n--\n\nHello,\n\n\
         Heilsam has a message for you. Please open the app:\n\n{origin}/app/\n\nTo protect your data, e-mails do not say what it is about. \
         You can switch these messages off in the app under “Account”, “Notifications”.\n"
    )
}

/// The message that proves an address.
pub(super) fn code(code: &str) -> String {
    format!(
        "Guten Tag,\n\nmit diesem Code bestätigen Sie Ihre E-Mail-Adresse: {code}\n\nEr gilt 15 Minuten. Wenn Sie ihn nicht angefordert haben, \
         brauchen Sie nichts zu tun: Ohne den Code schreiben wir Ihnen nicht.\n\n--\n\nHello,\n\nthis code confirms your e-mail address: \
         {code}\n\nIt is valid for 15 minutes. If you did not ask for it, there is nothing to do: without the code we do not write to you.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_where_and_nothing_else() {
        let text = message("https://heilsam.example");
        assert!(text.contains("https://heilsam.example/app/"));
        for word in ["Blutdruck", "blood", "Erinnerung", "reminder", "Anmeldung", "messen"] {
            assert!(!text.contains(word) && !SUBJECT.contains(word), "{word}");
        }
    }
}
