//! What tests stand a client on: a line that nobody may use, and a clock that stands.

use jiff::Timestamp;

use crate::environment::Environment;
use crate::transport::{Answer, Request, Transport, TransportError};

/// Whoever asks the server fails the test.
#[derive(Debug)]
pub(super) struct Nowhere;

impl Transport for Nowhere {
    async fn send(&self, _: Request) -> Result<Answer, TransportError> {
        panic!("nobody asks the server here")
    }
}

/// Always the same moment, always the same seed.
#[derive(Debug)]
pub(super) struct Still;

impl Environment for Still {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn seed(&self) -> [u8; 32] {
        [7; 32]
    }
}
