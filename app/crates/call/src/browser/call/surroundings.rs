//! What a call notices of the device around it: clock, network, visibility, the screen's sleep.

use std::cell::RefCell;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::EventTarget;

use super::{Driver, Listener};
use crate::browser::devices::DeviceKind;
use crate::browser::{js, stats};
use crate::event::{Event, Intent};

/// Milliseconds between two looks at the clock and the statistics.
const TICK: i32 = 200;

impl Driver {
    /// Keeps the screen on while somebody waits or talks. A browser lets it sleep again once the page was hidden.
    fn hold_awake(&self) {
        let Some(window) = web_sys::window() else { return };
        let is_on = |lock: &JsValue| js::get(lock, "released").as_bool() == Some(false);
        if self.wake_lock.borrow().as_ref().is_some_and(is_on) {
            return;
        }
        let lock = js::get(&window.navigator(), "wakeLock");
        let Some(promise) = js::call(&lock, "request", &["screen".into()]) else { return };
        let me = self.me.clone();
        spawn_local(async move {
            if let (Ok(held), Some(driver)) = (js::wait(promise.unchecked_into()).await, me.upgrade()) {
                driver.wake_lock.replace(Some(held));
            }
        });
    }

    pub(super) fn watch(&self) {
        let Some(window) = web_sys::window() else { return };
        self.certify();
        let report = self.reporter();
        self.listen(window.as_ref(), "online", move || report(Event::NetworkChanged));
        let connection = js::get(&window.navigator(), "connection");
        if let Some(target) = connection.dyn_ref::<EventTarget>() {
            let (report, network) = (self.reporter(), connection.clone());
            let known = RefCell::new(js::text(&network, "type"));
            // It also comes with every new estimate of delay and width, which is no reason to begin anew.
            self.listen(target, "change", move || {
                let kind = js::text(&network, "type");
                if known.replace(kind.clone()) != kind {
                    report(Event::NetworkChanged);
                }
            });
        }
        if let Some(document) = window.document() {
            let (report, page, me) = (self.reporter(), document.clone(), self.me.clone());
            self.listen(document.as_ref(), "visibilitychange", move || {
                report(Event::Intent(Intent::Background(page.hidden())));
                if !page.hidden()
                    && let Some(driver) = me.upgrade()
                {
                    driver.hold_awake();
                }
            });
        }
        self.hold_awake();
        let me = self.me.clone();
        let tick = Closure::<dyn FnMut()>::new(move || {
            if let Some(driver) = me.upgrade() {
                driver.tick();
            }
        });
        let id = window
            .set_interval_with_callback_and_timeout_and_arguments_0(tick.as_ref().unchecked_ref(), TICK)
            .unwrap_or_default();
        self.ticking.replace(Some((id, tick)));
    }

    fn tick(&self) {
        self.notice_ended();
        self.event(Event::Tick);
        if let Some(peer) = self.peer() {
            let report = self.reporter();
            spawn_local(async move {
                let Some(measured) = peer.stats().await else { return };
                let (received, line) = stats::received(&measured);
                if let Some(quality) = peer.fit(js::now(), line) {
                    report(Event::Outward(quality));
                }
                report(Event::Received(received));
                if let Some(counted) = peer.counted().await {
                    let [audio, video] = [DeviceKind::Microphone, DeviceKind::Camera]
                        .map(|kind| stats::frames(&measured, &counted, kind));
                    report(Event::Frames { audio, video });
                }
            });
        }
    }

    /// A device that was pulled out or taken away is one that this side does not have.
    fn notice_ended(&self) {
        for kind in [DeviceKind::Microphone, DeviceKind::Camera] {
            if self.devices.close_ended(kind) {
                let mut has = self.session.borrow().view().devices;
                match kind {
                    DeviceKind::Microphone => has.microphone = false,
                    DeviceKind::Camera => has.camera = false,
                }
                self.event(Event::MediaReady(has));
            }
        }
    }

    /// Makes the certificate early: ECDSA P-256, ready before it is needed.
    fn certify(&self) {
        let algorithm = js::object(&[("name", "ECDSA".into()), ("namedCurve", "P-256".into())]);
        let Ok(promise) = web_sys::RtcPeerConnection::generate_certificate_with_object(&algorithm) else {
            return;
        };
        let me = self.me.clone();
        spawn_local(async move {
            if let (Ok(made), Some(driver)) = (js::wait(promise).await, me.upgrade()) {
                driver.certificate.replace(Some(made));
            }
        });
    }

    fn listen(&self, target: &EventTarget, name: &'static str, action: impl Fn() + 'static) {
        let closure = Closure::<dyn FnMut()>::new(action);
        let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        self.listeners.borrow_mut().push(Listener { target: target.clone(), name, closure });
    }

    /// No more clock, no more events, devices off.
    pub(super) fn stop(&self) {
        if let (Some(window), Some((id, _))) = (web_sys::window(), self.ticking.borrow().as_ref()) {
            window.clear_interval_with_handle(*id);
        }
        for listener in self.listeners.borrow().iter() {
            let callback = listener.closure.as_ref().unchecked_ref();
            let _ = listener.target.remove_event_listener_with_callback(listener.name, callback);
        }
        if let Some(lock) = self.wake_lock.take() {
            let _ = js::call(&lock, "release", &[]);
        }
        self.devices.close_all();
    }
}
