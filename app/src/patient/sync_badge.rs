//! Where the entries are, in words.

use dioxus::prelude::*;

use crate::components::{Badge, Kind, Shape};
use crate::record::SyncView;
use crate::t;

/// One line that never lies about where the entries are.
#[component]
pub fn SyncBadge(sync: SyncView) -> Element {
    let (kind, icon, text) = match sync {
        SyncView::Local => (Kind::Info, Shape::Device, t!("sync-saved")),
        SyncView::Done => (Kind::Success, Shape::Cloud, t!("sync-done")),
        SyncView::Working => (Kind::Info, Shape::Cloud, t!("sync-working")),
        SyncView::Waiting => (Kind::Warning, Shape::CloudOff, t!("sync-waiting")),
        SyncView::Problem => (Kind::Warning, Shape::CloudOff, t!("sync-problem")),
        SyncView::Held => (Kind::Warning, Shape::Device, t!("sync-held")),
        SyncView::Frozen => (Kind::Danger, Shape::Stop, t!("sync-frozen")),
    };
    rsx! {
        p { id: "sync-state", role: "status", Badge { kind, icon, "{text}" } }
    }
}
