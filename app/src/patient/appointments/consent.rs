//! The consent to video consultations: without it the app leads nobody into a waiting room.

use dioxus::prelude::*;
use heilsam_domain::Purpose;

use crate::account::access::use_account;
use crate::components::{Kind, Notice};
use crate::patient::consents::card::ConsentCard;
use crate::record::use_record;
use crate::t;

const PURPOSE: Purpose = Purpose::VideoConsultation;

/// Whether the app may lead into a waiting room. A preview has no place for this consent; the guest page asks for its own.
pub fn use_may_join() -> Memo<bool> {
    let (account, record) = (use_account(), use_record());
    use_memo(move || account.is_preview() || record.has_consent(PURPOSE))
}

/// Stands in place of the way in: why it is held, and the consent that opens it.
#[component]
pub fn ConsentFirst() -> Element {
    let withdrawn = use_record().was_withdrawn(PURPOSE);
    rsx! {
        Notice { id: "appointment-held", kind: Kind::Warning,
            p { if withdrawn { {t!("appointment-held-withdrawn")} } else { {t!("appointment-held")} } }
        }
        ConsentCard { purpose: PURPOSE, id: "appointment-consent" }
    }
}
