//! The WebSocket of the room.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BinaryType, MessageEvent, WebSocket};

use crate::event::Event;

/// An open or opening socket; closes without further events when dropped.
pub(super) struct Socket {
    socket: WebSocket,
    _on_change: [Closure<dyn FnMut()>; 2],
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Socket {
    pub fn open(path: &str, report: impl Fn(Event) + Clone + 'static) -> Option<Self> {
        let location = web_sys::window()?.location();
        let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
        let address = format!("{scheme}://{}{path}", location.host().ok()?);
        let socket = WebSocket::new(&address).ok()?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let opened = report.clone();
        let closed = report.clone();
        let on_open = Closure::<dyn FnMut()>::new(move || opened(Event::SignallingOpened));
        let on_close = Closure::<dyn FnMut()>::new(move || closed(Event::SignallingClosed));
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(event) = read(&event.data()) {
                report(event);
            }
        });
        socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Self { socket, _on_change: [on_open, on_close], _on_message: on_message })
    }

    pub fn send_text(&self, text: &str) {
        if self.is_open() {
            let _ = self.socket.send_with_str(text);
        }
    }

    pub fn send_binary(&self, bytes: &[u8]) {
        if self.is_open() {
            let _ = self.socket.send_with_u8_array(bytes);
        }
    }

    /// A browser drops what is given to any other socket, and complains of it in the console.
    fn is_open(&self) -> bool {
        self.socket.ready_state() == WebSocket::OPEN
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onclose(None);
        self.socket.set_onmessage(None);
        let _ = self.socket.close();
    }
}

fn read(data: &JsValue) -> Option<Event> {
    if let Some(text) = data.as_string() {
        return Some(Event::SignallingText(text));
    }
    let buffer = data.dyn_ref::<ArrayBuffer>()?;
    Some(Event::SignallingBinary(Uint8Array::new(buffer).to_vec()))
}
