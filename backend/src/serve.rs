//! Running the server: opening what it needs, listening, ending in order.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use heilsam_domain::Nameplate;
use heilsam_storage::{Store, StoreError};
use jiff::SignedDuration;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::account::{Accounts, codes};
use crate::admin::Administration;
use crate::audit::anchor::AnchorKey;
use crate::audit::outside::Outside;
use crate::audit::{Audit, Event};
use crate::clock::{Clock, Entropy};
use crate::config::Config;
use crate::connections::{self, Bounds};
use crate::consultation::{Consultations, bus, entries, relays};
use crate::dossier::Dossiers;
use crate::gateway::Gateway;
use crate::jobs::{self, Job, Jobs};
use crate::keys::Keys;
use crate::limiter::Limiter;
use crate::metrics::Metrics;
use crate::notify::{Notifier, dispatch};
use crate::proof::Proofs;
use crate::state::Shared;
use crate::statics::Pages;
use crate::{AppState, admin, consultation, outcome, router};

/// How long running requests and open sockets may take after the signal to end.
const FAREWELL: Duration = Duration::from_secs(10);
/// How often what is over is forgotten.
const SWEEPING: Duration = Duration::from_secs(60);

/// Opens database, keys and pages.
///
/// # Errors
/// What to change, in words.
pub async fn open(
    config: Config,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
) -> anyhow::Result<AppState> {
    let data = &config.server.data;
    make_data_folder(data)?;
    let keys = Keys::open(data, entropy.as_ref())?;
    let store = Store::open(&config.server.database_url).await.context("the database cannot be opened")?;
    let pages = match &config.server.dist {
        Some(folder) => Pages::load(folder, &config.profiles_base()).context("the pages cannot be read")?,
        None => Pages::default(),
    };
    let pages = pages.after(config.server.dist_before.clone());
    let outside = Outside::from_config(&config.audit, AnchorKey::derive(&keys));
    let accounts = Accounts::from_config(&config, &keys)?;
    let gateway = Gateway::from_config(&config)?;
    let notifier = Notifier::from_config(&config, &keys)?;
    let proofs = Proofs::from_config(&config)?;
    let admin = Administration::from_config(&config, clock.now())?;
    let consultations = Consultations::from_config(&config, &keys, Arc::clone(&clock)).await?;
    Ok(AppState::new(Shared {
        audit: Audit::new(store.clone(), Arc::clone(&clock), outside),
        limiter: Limiter::new(config.limits.clone()),
        metrics: Metrics::default(),
        store,
        config,
        clock,
        entropy,
        keys,
        pages,
        accounts,
        consultations,
        gateway,
        notifier,
        proofs,
        dossiers: Dossiers::default(),
        jobs: Jobs::default(),
        admin,
    }))
}

/// Makes the data folder; what is made is closed to other users of the machine.
///
/// # Errors
/// Why it cannot be made.
pub fn make_data_folder(data: &Path) -> anyhow::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(data).with_context(|| format!("the data folder {} cannot be made", data.display()))
}

/// Serves until `ended` resolves, then lets running requests finish and closes the sockets of calls. `commit` is what the
/// program was built from.
///
/// # Errors
/// What to change, in words.
pub async fn run(
    state: AppState,
    commit: &str,
    ended: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let public = listen(state.config.server.listen).await?;
    let address = public.local_addr()?;
    let (tell, told) = watch::channel(false);
    let admin = match state.config.server.admin_listen {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    let (version, commit) = (env!("CARGO_PKG_VERSION"), commit.to_owned());
    state.audit.record(Event::ServerStarted { version, commit }).await?;
    state.audit.anchor().await?;
    let bus = bus::start(&state);
    tracing::info!(port = address.port(), engine = state.store.engine_name(), "serving");
    let entries = tokio::spawn(entries::write_down_often(state.clone()));
    let sweeper = tokio::spawn(sweep_often(state.clone(), told.clone()));
    let relays = tokio::spawn(relays::look_often(state.clone()));
    let dispatcher = tokio::spawn(dispatch::send_often(state.clone()));
    let bounds = Bounds::of(&state.config);
    let admin = admin.map(|listener| {
        tokio::spawn(connections::serve(listener, admin::router(&state), bounds, told.clone()))
    });
    let server = tokio::spawn(connections::serve(public, router::router(&state), bounds, told));
    ended.await;
    tracing::info!("ending");
    tell.send_replace(true);
    let over = async { tokio::join!(server, state.consultations.close_sockets()) };
    if tokio::time::timeout(FAREWELL, over).await.is_err() {
        tracing::warn!("requests were still running, or sockets open, at the end");
    }
    sweeper.abort();
    // A message that is cut here is known as begun, and not sent by e-mail again.
    dispatcher.abort();
    entries.abort();
    relays.abort();
    entries::write_down(&state).await?;
    if let Some(admin) = admin {
        admin.abort();
    }
    if let Some(bus) = bus {
        bus.end().await;
    }
    state.audit.record(Event::ServerStopped).await?;
    state.audit.anchor().await?;
    state.consultations.close().await;
    state.store.close().await;
    Ok(())
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!(
            "port {} cannot be used: end the program that uses it, or choose another with --listen",
            address.port()
        )
    })
}

/// Resolves when it is told.
pub(crate) async fn wait(mut told: watch::Receiver<bool>) {
    while !*told.borrow_and_update() {
        if told.changed().await.is_err() {
            return;
        }
    }
}

/// Runs the jobs of every minute.
async fn sweep_often(state: AppState, told: watch::Receiver<bool>) {
    let mut end = std::pin::pin!(wait(told));
    loop {
        for job in Job::EVERY_MINUTE {
            jobs::run(&state, job).await;
        }
        tokio::select! {
            () = tokio::time::sleep(SWEEPING) => {}
            () = &mut end => return,
        }
    }
}

/// How much was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swept {
    /// Sessions that had ended.
    pub sessions: u64,
    /// Consultations whose time ran out.
    pub expired: u64,
    /// Consultations that were kept long enough.
    pub deleted: u64,
    /// Shares whose time ran out: their keys and pages are gone.
    pub shares: u64,
}

/// Days for which is shown what happened to an account.
const EVENT_DAYS: i64 = 90;

/// How long grants wait for the change of a practice's members that they are for.
const PREPARED: SignedDuration = SignedDuration::from_hours(1);

/// Forgets registrations, sessions, seats, consultations and contents of shares that are over, addresses that nobody confirmed,
/// what happened to accounts long ago and who took part in outcome reporting; asks again about codes that wait; closes rooms
/// here whose consultation another server ended. The nameplates of what is over go to rooms that have none.
///
/// Source: Anlage 31b BMV-Ä § 2(4): metadata of consultations are deleted after three months at the latest.
///
/// # Errors
/// If the database fails.
pub async fn sweep(state: &AppState) -> Result<Swept, StoreError> {
    let now = state.clock.now();
    state.store.purge_registrations(now).await?;
    state.store.purge_joinings(now).await?;
    state.store.purge_prepared_grants(now.saturating_sub(PREPARED).unwrap_or(now)).await?;
    codes::ask_again(state).await?;
    state.consultations.forget_gone(now);
    consultation::close_what_ended(state).await?;
    state.store.purge_waiting_mail(now).await?;
    let events = SignedDuration::from_hours(24 * EVENT_DAYS);
    state.store.purge_security_events(now.saturating_sub(events).unwrap_or(now)).await?;
    outcome::forget_closed(state).await?;
    let kept = SignedDuration::from_hours(24 * i64::from(state.config.video.retention_days));
    let swept = Swept {
        sessions: state.store.purge_sessions(now).await?,
        expired: state.store.expire_consultations(now).await?,
        deleted: state.store.purge_consultations(now.saturating_sub(kept).unwrap_or(now)).await?,
        shares: state.store.close_past_shares(now).await?,
    };
    consultation::give_what_is_free(state, Nameplate::COUNT).await?;
    Ok(swept)
}
