//! What the running server is set to, for documents of the dossier. Secrets, paths and inner addresses stay inside.

use std::collections::BTreeMap;

use axum::extract::State;
use heilsam_protocol::dossier::{DescribedRoute, RunningConfiguration};

use crate::account::{INVITATION_TIME, REGISTRATION_TIME};
use crate::config::{Config, Proxy};
use crate::extract::Json;
use crate::{Access, AppState, route};

pub(super) async fn read(State(state): State<AppState>) -> Json<RunningConfiguration> {
    Json(RunningConfiguration { facts: facts(&state.config), routes: routes() })
}

/// Words are German, as the documents are.
fn facts(config: &Config) -> BTreeMap<String, String> {
    let yes = |yes: bool| if yes { "ja" } else { "nein" }.to_owned();
    let database = if config.server.database_url.starts_with("postgres") { "PostgreSQL" } else { "SQLite" };
    let proxy = match config.server.proxy {
        Proxy::None => "keiner",
        Proxy::ForwardedFor => "ein vertrauter Proxy",
    };
    let relay = match (config.video.turn_embedded, config.video.turn_urls.is_empty()) {
        (true, true) => "eigener TURN-Dienst im Server",
        // The server's own is off then, whatever `turn_embedded` says.
        (_, false) => "TURN-Dienste des Betreibers",
        (false, true) => "keine: nur unmittelbare Verbindungen",
    };
    let facts = [
        ("diga.manufacturer", config.diga.manufacturer.clone()),
        ("diga.name", config.diga.name.clone()),
        ("invitation.hours", INVITATION_TIME.as_hours().to_string()),
        ("limits.at_once", config.limits.requests_at_once.to_string()),
        ("limits.logins", config.limits.logins_per_minute.to_string()),
        ("limits.requests", config.limits.requests_per_minute.to_string()),
        ("limits.seconds", config.limits.request_seconds.to_string()),
        ("operator.country", config.operator.hosting_country.to_string()),
        ("operator.name", config.operator.name.clone()),
        ("program.version", env!("CARGO_PKG_VERSION").to_owned()),
        ("registration.minutes", REGISTRATION_TIME.as_mins().to_string()),
        (
            "server.admin",
            if config.server.admin_listen.is_some() { "eingerichtet" } else { "keine" }.to_owned(),
        ),
        ("server.database", database.to_owned()),
        ("server.encrypted", yes(config.server.public_origin.starts_with("https://"))),
        ("server.origin", config.server.public_origin.clone()),
        ("server.proxy", proxy.to_owned()),
        ("sessions.absolute", config.sessions.absolute_hours.to_string()),
        ("sessions.idle_others", config.sessions.idle_minutes_others.to_string()),
        ("sessions.idle_patient", config.sessions.idle_minutes_patient.to_string()),
        ("video.relay", relay.to_owned()),
        ("video.retention", config.video.retention_days.to_string()),
        ("audit.anchor", yes(config.audit.anchor_file.is_some())),
        ("audit.every", config.audit.anchor_every.to_string()),
    ];
    facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn routes() -> Vec<DescribedRoute> {
    let described = route::all().map(|route| {
        let (session, roles) = match route.access {
            Access::Public => (false, Vec::new()),
            Access::AnyRole => (true, Vec::new()),
            Access::Roles(roles) => (true, roles.to_vec()),
        };
        DescribedRoute {
            method: route.verb.as_str().to_uppercase(),
            path: route.path.to_owned(),
            summary: route.summary.to_owned(),
            roles,
            session,
        }
    });
    described.collect()
}
