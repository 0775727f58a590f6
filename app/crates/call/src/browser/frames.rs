//! The second layer in the browser: a worker that seals and opens every frame (`app/web/frame-worker.js`).

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, RtcRtpTransceiver, Worker, WorkerOptions, WorkerType};

use super::js;

/// Milliseconds the worker may take to start or to answer.
const LIMIT: i32 = 5_000;
/// The page names the worker's address here: it contains a hash.
const ADDRESS: &str = "meta[name=\"heilsam:frame-worker\"]";
const TRANSFORM: &str = "RTCRtpScriptTransform";

/// The worker of one peer connection; ends when dropped.
pub(super) struct Frames {
    worker: Worker,
    transform: Function,
    /// Who waits for an answer; the worker answers in order.
    waiting: Rc<RefCell<VecDeque<Function>>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

/// Whether this browser, on this page, can encrypt frames.
pub(super) fn supported() -> bool {
    transform().is_some() && address().is_some()
}

impl Frames {
    /// Starts the worker and gives it its keys; `None` when it does not start.
    pub async fn start(send: &[u8; 64], receive: &[u8; 64]) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&address()?, &options).ok()?;
        let waiting = Rc::<RefCell<VecDeque<Function>>>::default();
        let answered = Rc::clone(&waiting);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let next = answered.borrow_mut().pop_front();
            if let Some(resolve) = next {
                let _ = resolve.call1(&JsValue::NULL, &event.data());
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let frames = Self { worker, transform: transform()?, waiting, _on_message: on_message };
        let keys = js::object(&[
            ("type", "keys".into()),
            ("send", Uint8Array::from(send.as_slice()).into()),
            ("receive", Uint8Array::from(receive.as_slice()).into()),
        ]);
        let answer = frames.ask(&keys).await;
        answer.is_some().then_some(frames)
    }

    /// Puts the worker between encoder and network, and between network and decoder.
    pub fn attach(&self, transceiver: &RtcRtpTransceiver) -> Result<(), JsValue> {
        let kind = transceiver.receiver().track().kind();
        let (sender, receiver) = (transceiver.sender(), transceiver.receiver());
        let ends: [(&JsValue, &str); 2] = [(sender.as_ref(), "seal"), (receiver.as_ref(), "open")];
        for (end, operation) in ends {
            let options = js::object(&[("operation", operation.into()), ("kind", (&kind).into())]);
            let made = Reflect::construct(&self.transform, &Array::of2(self.worker.as_ref(), &options))?;
            Reflect::set(end, &"transform".into(), &made)?;
        }
        Ok(())
    }

    /// What the worker counted, as it says it; `None` when it does not answer: then it passes no frame on either. It is not
    /// asked again before it has answered.
    pub async fn counts(&self) -> Option<JsValue> {
        if !self.waiting.borrow().is_empty() {
            return None;
        }
        self.ask(&js::object(&[("type", "count".into())])).await
    }

    async fn ask(&self, message: &JsValue) -> Option<JsValue> {
        self.worker.post_message(message).ok()?;
        let answer = Promise::new(&mut |resolve, _| self.waiting.borrow_mut().push_back(resolve));
        let either = Array::of2(&answer, &js::timer(LIMIT));
        js::wait(Promise::race(&either)).await.ok().filter(JsValue::is_object)
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.terminate();
    }
}

fn transform() -> Option<Function> {
    let window = web_sys::window()?;
    js::get(&window, TRANSFORM).dyn_into().ok()
}

fn address() -> Option<String> {
    let meta = web_sys::window()?.document()?.query_selector(ADDRESS).ok()??;
    meta.get_attribute("content").filter(|address| !address.is_empty())
}
