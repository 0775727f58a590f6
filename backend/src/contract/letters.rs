//! Confirmations by e-mail: subject and text.

use heilsam_domain::contract::Cancellation;
use heilsam_protocol::contract::ContractData;
use jiff::civil::Date;

use crate::gateway::day;

/// Notice arrived.
pub(super) fn cancelled(operator: &str, data: &ContractData, cancellation: Cancellation) -> (String, String) {
    let Cancellation { given_on, ends_on } = cancellation;
    let text = format!(
        "Guten Tag,\n\nwir bestätigen die Kündigung des Vertrags über die Videosprechstunde für {}.\n\nEingegangen am: {}\nLetzter Tag \
         des Vertrags: {}\n\nBis dahin können Sie alles weiter benutzen und die Kündigung unter „Konto“, „Vertrag“ zurücknehmen. \
         Danach werden das Konto und alles, was dazu gespeichert ist, gelöscht; nur Rechnungen bewahren wir auf, weil das Steuerrecht \
         es verlangt.\n\n{operator}\n",
        data.practice,
        day(given_on),
        day(ends_on)
    );
    ("Bestätigung Ihrer Kündigung".to_owned(), text)
}

/// There is a new invoice: what it is about stands on it, and not here.
pub(super) fn invoice(operator: &str) -> (String, String) {
    let text = format!(
        "Guten Tag,\n\neine neue Rechnung liegt für Sie bereit. Sie finden sie in der Praxis-App unter „Konto“, „Vertrag“. Bitte \
         speichern Sie sie bei Ihren Unterlagen.\n\n{operator}\n"
    );
    ("Eine neue Rechnung".to_owned(), text)
}

/// Notice was taken back.
pub(super) fn revoked(operator: &str, data: &ContractData, today: Date) -> (String, String) {
    let text = format!(
        "Guten Tag,\n\nwir bestätigen, dass die Kündigung des Vertrags über die Videosprechstunde für {} am {} zurückgenommen wurde. Der \
         Vertrag läuft weiter.\n\n{operator}\n",
        data.practice,
        day(today)
    );
    ("Bestätigung: Kündigung zurückgenommen".to_owned(), text)
}
