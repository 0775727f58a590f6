//! `GET /admin/status`: what this server is, what it is connected to, and how its jobs went. Names nobody.

use std::sync::atomic::Ordering;

use axum::extract::State;
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::config::CertificateDraft;
use crate::extract::Json;
use crate::jobs::{Job, LastRun};
use crate::{ApiError, AppState};

/// The answer.
#[derive(Serialize)]
pub(super) struct Status {
    version: &'static str,
    started_at: Timestamp,
    now: Timestamp,
    draining: bool,
    database: Database,
    hosting_country: String,
    /// Absent on a database that one server has for itself.
    other_servers: Option<OtherServers>,
    audit: AuditEnd,
    jobs: Vec<JobStatus>,
    /// Open signalling sockets.
    sockets: usize,
    /// Rooms with a seat that is taken or kept.
    rooms: usize,
    relay: Relay,
    certificates: Vec<CertificateStatus>,
}

#[derive(Serialize)]
struct Database {
    engine: &'static str,
    schema: i64,
}

#[derive(Serialize)]
struct OtherServers {
    connected: bool,
    count: usize,
}

/// As in anchors: how many rows, and the hash of the last one.
#[derive(Serialize)]
struct AuditEnd {
    rows: i64,
    hash: String,
}

#[derive(Serialize)]
struct JobStatus {
    name: &'static str,
    last: Option<LastRun>,
}

/// What relays media.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Relay {
    Embedded { port: u16 },
    Others { count: usize },
    None,
}

/// A certificate of the service.
#[derive(Serialize)]
struct CertificateStatus {
    title: String,
    valid_until: Date,
}

/// `GET`: the status.
pub(super) async fn show(State(state): State<AppState>) -> Result<Json<Status>, ApiError> {
    let head = state.store.audit_head().await?;
    let others = state.consultations.others().map(|counts| OtherServers {
        connected: counts.connected.load(Ordering::Relaxed),
        count: counts.servers.load(Ordering::Relaxed),
    });
    Ok(Json(Status {
        version: env!("CARGO_PKG_VERSION"),
        started_at: state.admin.started_at,
        now: state.clock.now(),
        draining: state.admin.is_draining(),
        database: Database { engine: state.store.engine_name(), schema: state.store.schema_step().await? },
        hosting_country: state.config.operator.hosting_country.to_string(),
        other_servers: others,
        audit: AuditEnd { rows: head.rows, hash: HEXLOWER.encode(&head.hash) },
        jobs: Job::ALL.map(|job| JobStatus { name: job.as_str(), last: state.jobs.last(job) }).into(),
        sockets: state.consultations.sockets(),
        rooms: state.consultations.rooms(),
        relay: relay(&state),
        certificates: state.config.contract.certificates.iter().map(certificate).collect(),
    }))
}

fn relay(state: &AppState) -> Relay {
    match (state.consultations.turn_port(), state.config.video.turn_urls.len()) {
        (Some(port), _) => Relay::Embedded { port },
        (None, 0) => Relay::None,
        (None, count) => Relay::Others { count },
    }
}

fn certificate(draft: &CertificateDraft) -> CertificateStatus {
    CertificateStatus { title: draft.title.clone(), valid_until: draft.valid_until }
}
