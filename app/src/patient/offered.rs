//! What the operator offers beside the app itself: a way into the patient record, recorders of devices.

use dioxus::prelude::*;
use heilsam_protocol::site::Site;

use crate::account::access::use_account;

/// What this installation is; `None` until that is known, and when it cannot be asked.
pub fn use_site() -> Option<Site> {
    let account = use_account();
    let site = use_resource(move || async move { account.device().ok()?.site().await.ok() });
    site().flatten()
}
