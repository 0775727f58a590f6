//! The second listener: metrics and health for the operator's own network, and the administration for whoever has its token.

mod actions;
mod gate;
mod status;
pub mod token;

use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, delete, get, post};
use jiff::Timestamp;

use self::token::{AdminToken, TokenError};
use crate::config::Config;
use crate::route::Verb;
use crate::{AppState, health};

/// `GET`: counts in the text form of Prometheus.
pub const METRICS: &str = "/metrics";
/// `GET`: what this server is and how its jobs went.
pub const STATUS: &str = "/admin/status";
/// `POST`: runs a job now.
pub const JOB_RUN: &str = "/admin/jobs/{name}/run";
/// `POST`: says "not ready" from now on. `DELETE`: takes that back.
pub const DRAIN: &str = "/admin/drain";
/// `POST`: verifies the audit log.
pub const AUDIT_VERIFY: &str = "/admin/audit/verify";

/// A route of the administration. All of them stand behind one gate.
#[derive(Clone, Copy)]
pub struct AdminRoute {
    /// Method.
    pub verb: Verb,
    /// Pattern.
    pub path: &'static str,
    handler: fn() -> MethodRouter<AppState>,
}

/// All routes of the administration.
pub const ROUTES: &[AdminRoute] = &[
    AdminRoute { verb: Verb::Get, path: STATUS, handler: || get(status::show) },
    AdminRoute { verb: Verb::Post, path: JOB_RUN, handler: || post(actions::run_job) },
    AdminRoute { verb: Verb::Post, path: DRAIN, handler: || post(actions::drain) },
    AdminRoute { verb: Verb::Delete, path: DRAIN, handler: || delete(actions::resume) },
    AdminRoute { verb: Verb::Post, path: AUDIT_VERIFY, handler: || post(actions::verify_audit) },
];

/// What the administration keeps in memory.
pub struct Administration {
    token: Option<AdminToken>,
    started_at: Timestamp,
    draining: AtomicBool,
    /// Held while the audit log is verified.
    verifying: tokio::sync::Mutex<()>,
}

impl Administration {
    /// As the configuration says; `now` is when the server started.
    ///
    /// # Errors
    /// [`TokenError`] says what to change.
    pub fn from_config(config: &Config, now: Timestamp) -> Result<Self, TokenError> {
        Ok(Self {
            token: config.server.admin_token_file.as_deref().map(AdminToken::read).transpose()?,
            started_at: now,
            draining: AtomicBool::new(false),
            verifying: tokio::sync::Mutex::default(),
        })
    }

    /// Whether the server asks to get no new visitors.
    #[must_use]
    pub fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Relaxed)
    }

    /// Whether a request carries the token.
    fn knows(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given = given.and_then(|value| value.split_once(' '));
        match (&self.token, given) {
            (Some(token), Some((scheme, given))) => {
                scheme.eq_ignore_ascii_case("bearer") && token.is(given.trim())
            }
            _ => false,
        }
    }
}

/// All that the second listener serves. Metrics and health ask nobody who they are: only the operator's network may reach them.
/// Without a token file there is no administration.
pub fn router(state: &AppState) -> Router {
    let mut router = Router::new()
        .route(METRICS, get(metrics))
        .route(health::LIVE, get(health::live))
        .route(health::READY, get(health::ready));
    let routes = if state.admin.token.is_some() { ROUTES } else { &[] };
    for route in routes {
        let gate = middleware::from_fn_with_state(state.clone(), gate::gate);
        router = router.route(route.path, (route.handler)().route_layer(gate));
    }
    router.with_state(state.clone())
}

async fn metrics(State(state): State<AppState>) -> impl IntoResponse {
    let mut text = state.metrics.render();
    if let Some(others) = state.consultations.others() {
        text.push_str(&others.render());
    }
    text.push_str(&state.consultations.relays().render());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text)
}
