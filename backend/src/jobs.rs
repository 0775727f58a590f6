//! What the server does by itself, over and over. How each job went last is kept in memory, for the operator.

use std::sync::{Mutex, PoisonError};

use heilsam_storage::StoreError;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::account::contact;
use crate::contract::{self, certificates, invoices};
use crate::notify::dispatch;
use crate::proof::applications;
use crate::serve;
use crate::{ApiError, AppState};

/// A job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Forgets what is over: sessions, consultations, contents of shares, accounts that were never proven, and the like.
    Retention,
    /// Tells whose trusted person asks, and ends what was used.
    Contacts,
    /// Makes the invoices that are due.
    Invoices,
    /// Ends contracts, and erases their accounts.
    Contracts,
    /// Reminds of certificates of the service that end; once a day.
    Certificates,
    /// Sends messages that are due.
    Notifications,
}

/// How a job went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LastRun {
    /// When it began.
    pub started_at: Timestamp,
    /// How long it took.
    pub millis: u64,
    /// How much was deleted, made, ended or sent.
    pub count: u64,
    /// Why it failed. Absent: it went well.
    pub failed: Option<String>,
}

/// Why a job failed.
#[derive(Debug, thiserror::Error)]
enum JobError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Api(#[from] ApiError),
}

/// What is remembered about the jobs of this process.
#[derive(Default)]
pub struct Jobs {
    retention: Slot,
    contacts: Slot,
    invoices: Slot,
    contracts: Slot,
    certificates: Slot,
    notifications: Slot,
    /// The last day on which certificates were reminded of.
    reminded: tokio::sync::Mutex<Option<Date>>,
}

#[derive(Default)]
struct Slot {
    /// Held while the job runs.
    running: tokio::sync::Mutex<()>,
    last: Mutex<Option<LastRun>>,
}

impl Job {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Retention,
        Self::Contacts,
        Self::Invoices,
        Self::Contracts,
        Self::Certificates,
        Self::Notifications,
    ];
    /// Those that run every minute, one after the other.
    pub const EVERY_MINUTE: [Self; 5] =
        [Self::Retention, Self::Contacts, Self::Invoices, Self::Contracts, Self::Certificates];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Retention => "retention",
            Self::Contacts => "contacts",
            Self::Invoices => "invoices",
            Self::Contracts => "contracts",
            Self::Certificates => "certificates",
            Self::Notifications => "notifications",
        }
    }

    /// The job of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|job| job.as_str() == name)
    }
}

impl Jobs {
    /// How a job went last; `None` if it has not run since the start.
    #[must_use]
    pub fn last(&self, job: Job) -> Option<LastRun> {
        self.slot(job).last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    const fn slot(&self, job: Job) -> &Slot {
        match job {
            Job::Retention => &self.retention,
            Job::Contacts => &self.contacts,
            Job::Invoices => &self.invoices,
            Job::Contracts => &self.contracts,
            Job::Certificates => &self.certificates,
            Job::Notifications => &self.notifications,
        }
    }
}

/// Runs a job now and says how it went; `None` if it is running already.
pub async fn run(state: &AppState, job: Job) -> Option<LastRun> {
    let slot = state.jobs.slot(job);
    let _turn = slot.running.try_lock().ok()?;
    let started_at = state.clock.now();
    let done = work(state, job).await;
    let millis = started_at.duration_until(state.clock.now()).as_millis();
    let (count, failed) = match done {
        Ok(count) => {
            tracing::debug!(job = job.as_str(), count, millis, "job done");
            (count, None)
        }
        Err(error) => {
            tracing::warn!(job = job.as_str(), %error, "a job failed, it is tried again by itself");
            (0, Some(error.to_string()))
        }
    };
    let run = LastRun { started_at, millis: u64::try_from(millis).unwrap_or_default(), count, failed };
    *slot.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(run.clone());
    Some(run)
}

async fn work(state: &AppState, job: Job) -> Result<u64, JobError> {
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    match job {
        Job::Retention => {
            let swept = serve::sweep(state).await?;
            let lapsed = applications::erase_lapsed(state).await?;
            Ok(swept.sessions + swept.expired + swept.deleted + swept.shares + lapsed)
        }
        Job::Contacts => {
            contact::look_after(state).await?;
            Ok(0)
        }
        Job::Invoices => Ok(invoices::make_due(state).await?),
        Job::Contracts => Ok(contract::end_what_is_over(state).await?),
        Job::Certificates => {
            let mut reminded = state.jobs.reminded.lock().await;
            Ok(count(certificates::remind(state, &mut reminded).await))
        }
        Job::Notifications => Ok(count(dispatch::send_due(state).await?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_is_found_by_its_name_and_nothing_else_is() {
        for job in Job::ALL {
            assert_eq!(Job::from_name(job.as_str()), Some(job));
        }
        assert_eq!(Job::from_name("everything"), None);
        assert!(Job::EVERY_MINUTE.iter().all(|job| Job::ALL.contains(job)));
    }

    #[test]
    fn what_is_over_is_forgotten_every_minute() {
        assert!(Job::EVERY_MINUTE.contains(&Job::Retention));
    }
}
