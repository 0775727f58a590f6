//! Handing results into the dossier: one entry per check, written by the checks themselves and by nobody else.

use heilsam_compliance::catalogue::builtin;
use heilsam_compliance::checks::{self, Check, RUNNER, overview};
use heilsam_compliance::evidence::{CheckRun, Evidence, EvidenceId, Moment, Outcome, Release, Standing};
use heilsam_compliance::workspace::{Action, Entry, PersonId};
use heilsam_compliance::{LegalDate, Library, Workspace};
use heilsam_domain::DeploymentId;
use heilsam_protocol::limit;
use heilsam_storage::Store;
use heilsam_storage::dossiers::EntryAppended;
use jiff::Timestamp;

use super::result::{CheckResult, Colour, Results};

/// How often an entry is tried again because somebody appended in between.
const TRIES: u32 = 20;
/// Longest finding that is kept in the dossier; the file keeps all of it.
const FINDING: usize = 4_000;

/// What was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recorded {
    /// Entries written.
    pub entries: usize,
    /// Results that could not look and would have replaced one that still counts: left out.
    pub kept: usize,
}

/// The dossier as the database holds it.
pub struct Desk<'a> {
    store: &'a Store,
    dossier: DeploymentId,
    library: Library,
    /// What stands.
    pub workspace: Workspace,
}

impl<'a> Desk<'a> {
    /// Opens the dossier of an installation; a new one begins with the law in force.
    ///
    /// # Errors
    /// If the database fails or the history is broken.
    pub async fn open(store: &'a Store, dossier: DeploymentId, now: Timestamp) -> anyhow::Result<Self> {
        let library = builtin::library()?;
        let in_force = LegalDate::on(Moment::in_germany(now).today).unwrap_or(LegalDate::Of2026);
        let row = store.dossier(dossier).await?;
        let begun = row.map_or(in_force, |row| {
            let found = LegalDate::ALL.into_iter().find(|legal| legal.date().to_string() == row.legal_date);
            found.unwrap_or(in_force)
        });
        let mut desk = Self { store, dossier, library, workspace: Workspace::new(begun) };
        desk.follow().await?;
        Ok(desk)
    }

    /// The intended purpose as the application states it; `None` while it is not written.
    #[must_use]
    pub fn purpose(&self) -> Option<String> {
        let text = self.workspace.application().text("2", "purpose", 1, "text").trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Hands results over.
    ///
    /// # Errors
    /// If the database fails or a rule refuses an entry.
    pub async fn record(&mut self, results: &Results, now: Timestamp) -> anyhow::Result<Recorded> {
        let known = checks::builtin()?;
        let mut recorded = Recorded::default();
        for result in &results.checks {
            let Some(check) = known.iter().find(|check| check.id == result.check) else { continue };
            if result.outcome == Colour::NotChecked && self.still_counts(check, now, &results.release) {
                recorded.kept += 1;
                continue;
            }
            self.append(check, result, &results.release, now).await?;
            recorded.entries += 1;
        }
        Ok(recorded)
    }

    /// Whether an earlier run of the same release still proves something.
    fn still_counts(&self, check: &Check, now: Timestamp, release: &Release) -> bool {
        let latest = overview::latest(&self.workspace, &check.id);
        latest.is_some_and(|(_, run)| {
            let standing = Evidence::Check(run.clone()).standing(Moment::in_germany(now), Some(release));
            matches!(standing, Standing::Valid { .. } | Standing::Red)
        })
    }

    async fn append(
        &mut self,
        check: &Check,
        result: &CheckResult,
        release: &Release,
        now: Timestamp,
    ) -> anyhow::Result<()> {
        let runner = PersonId::new(RUNNER)?;
        for _ in 0..TRIES {
            let items = check.items_of(&self.library, self.workspace.legal());
            let id = EvidenceId(format!("{}-{}", check.id, result.ended.as_millisecond()));
            let action = Action::RecordRun { id, run: run(result, release), items };
            let begun = self.workspace.legal().date().to_string();
            let mut next = self.workspace.clone();
            let entry: Entry = next.act(&self.library, &runner, Moment::in_germany(now), action)?.clone();
            let text = serde_json::to_string(&entry)?;
            match self.store.append_dossier_entries(self.dossier, &begun, entry.number, &[text], now).await? {
                EntryAppended::Stored => {
                    self.workspace = next;
                    return Ok(());
                }
                EntryAppended::Moved => self.follow().await?,
            }
        }
        anyhow::bail!("the dossier changes all the time: try again")
    }

    async fn follow(&mut self) -> anyhow::Result<()> {
        loop {
            let after = self.workspace.history().last().map_or(0, |entry| entry.number);
            let texts = self.store.dossier_entries(self.dossier, after, limit::DOSSIER_PAGE).await?;
            if texts.is_empty() {
                return Ok(());
            }
            let entries: Result<Vec<Entry>, _> =
                texts.iter().map(|text| serde_json::from_str(text)).collect();
            self.workspace.follow(&self.library, entries?)?;
        }
    }
}

fn run(result: &CheckResult, release: &Release) -> CheckRun {
    let finding: String = result.findings.join(" ").chars().take(FINDING).collect();
    CheckRun {
        check: result.check.clone(),
        check_version: result.check_version.clone(),
        release: release.clone(),
        started: Some(result.started),
        at: result.ended,
        outcome: match result.outcome {
            Colour::Passed => Outcome::Passed,
            Colour::Failed => Outcome::Failed { finding },
            Colour::NotChecked => Outcome::NotChecked { reason: finding },
        },
        seen: result.seen.clone(),
        expires: result.expires,
    }
}
