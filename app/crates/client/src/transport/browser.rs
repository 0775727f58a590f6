//! `fetch` in the browser: same origin only, the session cookie goes along by itself.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request as FetchRequest, RequestCredentials, RequestInit, Response};

use super::{ANSWER_BYTES, Answer, Request, Transport, TransportError};

/// The server that this page came from.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserTransport;

impl Transport for BrowserTransport {
    async fn send(&self, request: Request) -> Result<Answer, TransportError> {
        fetch(request).await.map_err(|_| TransportError)
    }
}

async fn fetch(request: Request) -> Result<Answer, JsValue> {
    let init = RequestInit::new();
    init.set_method(request.method.as_str());
    init.set_credentials(if request.anonymous {
        RequestCredentials::Omit
    } else {
        RequestCredentials::SameOrigin
    });
    init.set_signal(Some(&web_sys::AbortSignal::timeout_with_u32(super::ANSWER_SECONDS * 1_000)));
    if let Some(body) = &request.body {
        init.set_body(&Uint8Array::from(body.as_slice()));
    }
    let outgoing = FetchRequest::new_with_str_and_init(&request.path, &init)?;
    if request.body.is_some() {
        outgoing.headers().set("content-type", "application/json")?;
    }
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_request(&outgoing)).await?.dyn_into()?;
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    let bytes = Uint8Array::new(&buffer);
    if bytes.length() as usize > ANSWER_BYTES {
        return Err(JsValue::NULL);
    }
    Ok(Answer { status: response.status(), body: bytes.to_vec() })
}
