//! The export worker, seen from the page.

use wasm_bindgen::prelude::*;

mod glue {
    use super::{Closure, JsValue, wasm_bindgen};

    #[wasm_bindgen(module = "/web/export.js")]
    extern "C" {
        #[wasm_bindgen(catch)]
        pub(super) async fn run(
            input: &str,
            format: &str,
            progress: &Closure<dyn FnMut(u32, u32)>,
        ) -> Result<JsValue, JsValue>;
        pub(super) fn cancel();
    }
}

/// One file to make.
pub struct Job {
    /// `ExportInput` as JSON.
    pub input: String,
    /// XML, else JSON.
    pub xml: bool,
}

impl Job {
    /// Makes the file; `Some` address of it, `None` when cancelled. `progress` gets entries written and in all.
    pub async fn run(self, progress: impl FnMut(u32, u32) + 'static) -> Result<Option<String>, ()> {
        let progress = Closure::new(progress);
        let format = if self.xml { "xml" } else { "json" };
        let answer = glue::run(&self.input, format, &progress).await.map_err(|_| ())?;
        Ok(answer.as_string())
    }
}

/// Cancels the running job.
pub fn stop() {
    if cfg!(target_arch = "wasm32") {
        glue::cancel();
    }
}
