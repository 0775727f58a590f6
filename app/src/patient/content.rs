//! The programme's content: loaded when it is first wanted, kept on the device by the service worker.
//!
//! What somebody in danger needs does not wait for any of it: [`crisis`](super::crisis) and the words to an advice are
//! compiled in.

use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_therapy::advice::Reason;
use heilsam_therapy::content::{AdviceText, Package};

pub use crate::entry_words::say;

use crate::browser;
use crate::components::{ErrorState, Loading};
use crate::later::Load;
use crate::t;

/// Text files by name.
pub type Files = BTreeMap<String, String>;

/// Text files that the page names in `meta`, put together when it was built.
pub async fn load_files(meta: &str) -> Option<Files> {
    let text = browser::fetch_text(&browser::meta(meta)?).await?;
    serde_json::from_str(&text).ok()
}

/// The content; copies share what was loaded.
#[derive(Clone, Copy)]
pub struct Content {
    programme: Signal<Load<(Rc<Package>, Rc<Files>)>>,
    asked: CopyValue<bool>,
}

/// Provides the content to all views below.
pub fn use_content_provider() {
    use_context_provider(|| Content { programme: Signal::default(), asked: CopyValue::new(false) });
}

/// The content of this program.
pub fn use_content() -> Content {
    use_context()
}

impl Content {
    /// The programme, once it is there; the first who asks has it loaded. See [`ContentWaits`].
    #[must_use]
    pub fn package(self) -> Option<Rc<Package>> {
        let mut asked = self.asked;
        if !asked() {
            asked.set(true);
            spawn_forever(self.load());
        }
        match &*self.programme.read() {
            Load::Ready((package, _)) => Some(package.clone()),
            Load::Waiting | Load::Failed => None,
        }
    }

    /// A picture of the programme. Those of a loaded package were checked: no scripts, styles or addresses.
    #[must_use]
    pub fn picture(self, name: &str) -> String {
        match &*self.programme.read() {
            Load::Ready((_, files)) => files.get(name).cloned().unwrap_or_default(),
            Load::Waiting | Load::Failed => String::new(),
        }
    }

    async fn load(mut self) {
        self.programme.set(Load::Waiting);
        let files = load_files("heilsam:programme").await;
        let loaded = files.and_then(|files| {
            let package = Package::load(|name| files.get(name).cloned()).ok()?;
            Some((Rc::new(package), Rc::new(files)))
        });
        self.programme.set(Load::of(loaded));
    }
}

/// In place of a page whose content is on its way, or cannot be had.
#[component]
pub fn ContentWaits() -> Element {
    let content = use_content();
    if *content.programme.read() == Load::Failed {
        return rsx! {
            ErrorState { text: t!("content-failed"), onretry: move |()| { spawn_forever(content.load()); } }
        };
    }
    rsx! { Loading {} }
}

/// The words to an advice: always there.
#[must_use]
pub fn advice_text(reason: Reason) -> Option<AdviceText> {
    let all: Vec<AdviceText> =
        serde_json::from_str(include_str!("../../../assets/content/hypertonie/advice.json")).ok()?;
    all.into_iter().find(|text| text.reason == reason)
}

/// A file below `assets/content`, as the bundles hold it.
#[cfg(test)]
pub fn shipped(name: &str) -> Option<String> {
    let folder = std::path::PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR")?).join("../assets/content");
    std::fs::read_to_string(folder.join(name)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programme_is_complete() {
        let package = Package::load(|name| shipped(&format!("hypertonie/{name}"))).unwrap();
        assert_eq!(package.modules.len(), 12);
    }

    #[test]
    fn every_advice_has_words_that_wait_for_nothing() {
        for reason in Reason::ALL {
            assert!(advice_text(reason).is_some(), "{reason:?}");
        }
    }
}
