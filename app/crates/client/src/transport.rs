//! One request, one answer. Cookies are the transport's business; the session's secret never reaches this crate's code.

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(all(feature = "native", not(target_arch = "wasm32")))]
pub mod native;

/// HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Make, do.
    Post,
    /// Put in place.
    Put,
    /// Change in part.
    Patch,
    /// Remove.
    Delete,
}

impl Method {
    /// The name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A request to the server this program came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Method.
    pub method: Method,
    /// Path and query, beginning with `/`.
    pub path: String,
    /// JSON body, if there is one.
    pub body: Option<Vec<u8>>,
    /// Whether it goes without the session, so that the server cannot tell whose it is.
    pub anonymous: bool,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Body; at most [`ANSWER_BYTES`].
    pub body: Vec<u8>,
}

/// Largest answer that is read.
pub const ANSWER_BYTES: usize = 32 * 1024 * 1024;
/// Longest wait for an answer, in seconds.
pub const ANSWER_SECONDS: u32 = 30;

/// No answer came: no connection, too slow, or too large. The request may have been carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no answer from the server")]
pub struct TransportError;

/// The way to the server.
#[expect(async_fn_in_trait, reason = "single-threaded in the browser; no caller needs Send")]
pub trait Transport {
    /// Sends a request and waits for its answer.
    ///
    /// # Errors
    /// [`TransportError`] when no answer came.
    async fn send(&self, request: Request) -> Result<Answer, TransportError>;
}
