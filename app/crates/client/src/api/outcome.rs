//! Calls about outcome reporting. Two of them carry no session.

use heilsam_domain::outcome::Quarter;
use heilsam_protocol::outcome::{AskForToken, BlindToken, HandIn, QuarterReport, TokenKey};
use heilsam_protocol::path;

use super::{Api, Called, encode};
use crate::error::ClientError;
use crate::transport::{Method, Request, Transport};

impl<T: Transport> Api<T> {
    /// Without the session: the server cannot show one person another key than all others.
    pub(crate) async fn token_key(&self, quarter: Quarter) -> Called<TokenKey> {
        let path = path::fill(path::OUTCOME_KEY, quarter);
        let bytes = self.request(Request { method: Method::Get, path, body: None, anonymous: true }).await?;
        serde_json::from_slice(&bytes).map_err(|_| ClientError::Answer("body"))
    }

    pub(crate) async fn ask_for_token(&self, asked: &AskForToken) -> Called<BlindToken> {
        self.post(path::OUTCOME_TOKENS, asked).await
    }

    /// Without the session: nobody can tell whose numbers they are.
    pub(crate) async fn hand_in(&self, hand_in: &HandIn) -> Called<()> {
        let path = path::OUTCOME_HAND_INS.to_owned();
        let body = Some(encode(hand_in)?);
        self.request(Request { method: Method::Post, path, body, anonymous: true }).await.map(|_| ())
    }

    pub(crate) async fn outcome_reports(&self) -> Called<Vec<QuarterReport>> {
        self.get(path::OUTCOME_REPORTS).await
    }
}
