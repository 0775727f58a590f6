//! Outcome reporting: counting the use, agreeing to exactly these numbers, handing them in without a session.

mod courses;

use heilsam_crypto::CryptoError;
use heilsam_crypto::blind_token::BlindToken;
use heilsam_crypto::keys::CollectionKind;
use heilsam_domain::outcome::{Contribution, Quarter};
use heilsam_domain::{Purpose, RecordId};
use heilsam_protocol::ProblemCode;
use heilsam_protocol::outcome::{AskForToken, HandIn, QuarterReport};
use heilsam_therapy::outcome::{ContributionError, UsageLog, contribution, survey, to_report};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::Client;
use crate::environment::{self, Environment, random};
use crate::error::ClientError;
use crate::outcome::{Agreed, Asked, OUTCOME, OutcomeRecord, Step, Token};
use crate::store::{Change, LocalStore};
use crate::transport::Transport;
use crate::vault::Vault;

/// Name of the note with use that is not added yet.
const PENDING: &str = "outcome/use";
/// How the names of the questionnaires of Anlage 3 begin.
const SURVEY: &str = "digav-anlage-3-";
/// Earliest and latest time between asking for a token and handing in: a moment between them is drawn by lot.
const SOONEST: SignedDuration = SignedDuration::from_hours(6);
const LATEST: SignedDuration = SignedDuration::from_hours(14 * 24);

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// The use that was counted on all devices, as far as this one knows.
    #[must_use]
    pub fn usage(&self) -> UsageLog {
        self.outcome().usage
    }

    /// Use that this device counted and did not add to the record yet.
    ///
    /// # Errors
    /// [`ClientError::Store`] when the device cannot read.
    pub async fn pending_use(&self) -> Result<UsageLog, ClientError> {
        let kept = self.device_note(PENDING).await?;
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// Notes a sign of the patient at a moment of a local day. With `add`, what was counted goes from this device's note to the
    /// record, in one step: whatever ends in between, nothing is counted twice.
    ///
    /// # Errors
    /// [`ClientError::Store`]: nothing was noted and nothing added.
    pub async fn count_use(&self, at: Timestamp, today: Date, add: bool) -> Result<(), ClientError> {
        let mut pending = self.pending_use().await?;
        pending.sign(at, today);
        let counted = add.then(|| pending.take());
        let text = serde_json::to_string(&pending).map_err(|_| ClientError::Answer("use"))?;
        let note = self.device_note_change(PENDING, &text)?;
        let mut changes = match counted {
            Some(counted) => self.written_outcome(&self.with_use(&counted)).await?,
            None => Vec::new(),
        };
        changes.push(note);
        self.store_or_reload(changes).await
    }

    /// Adds use to the record; [`Self::sync`] brings it to the server, sealed.
    ///
    /// # Errors
    /// [`ClientError::Store`]: nothing was added.
    pub async fn add_use(&self, counted: &UsageLog) -> Result<(), ClientError> {
        self.put_outcome(&self.with_use(counted)).await
    }

    /// How far the hand-in of a quarter is; `None`: the patient has not decided.
    ///
    /// # Errors
    /// [`ClientError::Store`] when the device cannot read.
    pub async fn outcome_step(&self, quarter: Quarter) -> Result<Option<Step>, ClientError> {
        let step = self.outcome().steps.get(&quarter).cloned();
        match step {
            Some(Step::Agreed(agreed)) if self.handed_in_at(quarter).await?.is_some() => {
                Ok(Some(Step::HandedIn(agreed.contribution)))
            }
            step => Ok(step),
        }
    }

    /// The numbers that would be handed in on this day, of one of [`Self::courses`].
    ///
    /// # Errors
    /// [`ContributionError`] says why there are none.
    pub fn outcome_numbers(
        &self,
        today: Date,
        day_of: impl Fn(Timestamp) -> Date,
    ) -> Result<Contribution, ContributionError> {
        let course = to_report(&self.courses(&day_of), today).ok_or(ContributionError::NotEnded)?;
        // The one that was changed last comes first.
        let mut done = self.assessments();
        done.retain(|it| {
            let answered = || day_of(it.assessment.state.changed_at);
            it.assessment.completed()
                && it.assessment.questionnaire.starts_with(SURVEY)
                && (course.first_use..=course.last_day()).contains(&answered())
        });
        let answers = survey(|item| {
            done.iter().find_map(|it| it.assessment.state.answers.get(item)).and_then(|given| given.first())
        });
        contribution(&course, &self.usage(), answers, &self.consents(), today)
    }

    /// Agrees to hand exactly these numbers in, at a moment drawn by lot, and gets the token for it. `first_use` is the first day of
    /// their course.
    ///
    /// # Errors
    /// [`ClientError::Offline`]: the decision is kept, the token is asked for again later.
    /// A refusal with `conflict`: another device of this account agreed. [`ClientError::NotFound`]: the quarter closes within
    /// the hour.
    pub async fn agree_to_hand_in(&self, numbers: Contribution, first_use: Date) -> Result<(), ClientError> {
        let mut rng = environment::rng(&self.environment);
        let now = environment::now(&self.environment);
        let drawn = moment(now, end_of(numbers.quarter()), u64::from_be_bytes(random(&mut rng)));
        let not_before = drawn.ok_or(ClientError::NotFound)?;
        let quarter = numbers.quarter();
        // One token in a quarter: who declined before goes on with what the server was asked with then.
        let asked = match self.outcome().asked(quarter) {
            Some(asked) => asked,
            None => Asked { blinding: BlindToken::begin(&mut rng)?.to_bytes().to_vec().into(), token: None },
        };
        let is_there = asked.token.is_some();
        let Asked { blinding, token } = asked;
        let agreed =
            Agreed { contribution: numbers, first_use: Some(first_use), not_before, blinding, token };
        self.keep_step(quarter, Step::Agreed(agreed)).await?;
        if is_there { Ok(()) } else { self.fetch_token(quarter).await }
    }

    /// Does not hand the numbers of the course with this first day in, or takes the agreement back as long as nothing was handed
    /// in: then those of the course for which was agreed are declined.
    ///
    /// # Errors
    /// [`ClientError::Store`]: nothing was changed.
    pub async fn decline_to_hand_in(&self, quarter: Quarter, first_use: Date) -> Result<(), ClientError> {
        match self.outcome_step(quarter).await? {
            Some(Step::HandedIn(_)) => Ok(()),
            _ => {
                let mut record = self.outcome();
                record.decline(quarter, first_use);
                self.put_outcome(&record).await
            }
        }
    }

    /// Hands in what the patient agreed to and whose time has come; `true`: something was handed in.
    ///
    /// # Errors
    /// [`ClientError::Offline`]: tried again later.
    pub async fn hand_in_what_is_due(&self) -> Result<bool, ClientError> {
        let (mut any, mut refused) = (false, None);
        for (quarter, step) in self.outcome().steps {
            let Step::Agreed(agreed) = step else { continue };
            match self.hand_in_one(quarter, agreed).await {
                Ok(handed_in) => any |= handed_in,
                // Two quarters may be open: one must not hold back the other.
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        match refused {
            Some(error) if !any => Err(error),
            _ => Ok(any),
        }
    }

    async fn hand_in_one(&self, quarter: Quarter, agreed: Agreed) -> Result<bool, ClientError> {
        let now = self.now();
        if let Some(at) = self.handed_in_at(quarter).await? {
            // Written to the synchronised record much later: an upload right after a hand-in would say whose it was.
            if now.duration_since(at) >= SOONEST {
                self.keep_step(quarter, Step::HandedIn(agreed.contribution)).await?;
            }
            return Ok(false);
        }
        if !quarter.is_open(now.to_zoned(TimeZone::UTC).date())
            || !self.has_consent(Purpose::OutcomeReporting)
        {
            return Ok(false);
        }
        let Some(token) = agreed.token.clone() else {
            self.fetch_token(quarter).await?;
            return Ok(false);
        };
        if now < agreed.not_before {
            return Ok(false);
        }
        // Once more without the session, days later: a key that was shown to one person only would be another one now.
        if self.api.token_key(quarter).await?.public_key != token.key {
            return Err(CryptoError::Rejected("public key of a quarter").into());
        }
        let begun = BlindToken::read(&agreed.blinding.0)?;
        let serial = begun.serial().to_vec().into();
        let hand_in = HandIn { serial, token: token.value, contribution: agreed.contribution.clone() };
        match self.api.hand_in(&hand_in).await {
            Ok(()) => {}
            // It went before, from another device or without an answer.
            Err(error) if error.code() == Some(ProblemCode::Conflict) => {}
            Err(error) => return Err(error),
        }
        self.keep_device_note(&note(quarter), &now.to_string()).await?;
        Ok(true)
    }

    /// The statistics of each quarter, newest first; for the manufacturer.
    ///
    /// # Errors
    /// [`ClientError::Offline`]
    pub async fn outcome_reports(&self) -> Result<Vec<QuarterReport>, ClientError> {
        self.api.outcome_reports().await
    }

    /// Asks for the token with what was kept, so that a lost answer costs nothing. The key is fetched without the session: it
    /// is the one that everybody sees.
    async fn fetch_token(&self, quarter: Quarter) -> Result<(), ClientError> {
        let Some(Step::Agreed(mut agreed)) = self.outcome().steps.get(&quarter).cloned() else {
            return Ok(());
        };
        let begun = BlindToken::read(&agreed.blinding.0)?;
        let key = self.api.token_key(quarter).await?;
        let asked = AskForToken { quarter, blinded: begun.blinded().into() };
        let answer = self.api.ask_for_token(&asked).await?;
        let value = begun.finish(&answer.evaluated.0, &answer.proof.0, &key.public_key.0)?.into();
        agreed.token = Some(Token { value, key: key.public_key });
        self.keep_step(quarter, Step::Agreed(agreed)).await
    }

    /// When this device handed in, as long as the synchronised record does not say it.
    async fn handed_in_at(&self, quarter: Quarter) -> Result<Option<Timestamp>, ClientError> {
        let kept = self.device_note(&note(quarter)).await?;
        Ok(kept.and_then(|text| text.parse().ok()))
    }

    fn outcome(&self) -> OutcomeRecord {
        let read = || {
            let session = self.session.borrow();
            let session = session.as_ref()?;
            let id = session.secrets.amk.derive_id(session.secrets.scope, OUTCOME).ok()?;
            let newest = session.engine.versions(CollectionKind::Outcome, RecordId::from_bytes(id));
            OutcomeRecord::read(newest.last()?)
        };
        read().unwrap_or_default()
    }

    fn with_use(&self, counted: &UsageLog) -> OutcomeRecord {
        let mut record = self.outcome();
        record.usage = UsageLog::merged(&UsageLog::default(), counted, &record.usage);
        record
    }

    async fn keep_step(&self, quarter: Quarter, step: Step) -> Result<(), ClientError> {
        let mut record = self.outcome();
        record.steps.insert(quarter, step);
        self.put_outcome(&record).await
    }

    async fn put_outcome(&self, record: &OutcomeRecord) -> Result<(), ClientError> {
        let changes = self.written_outcome(record).await?;
        self.store_or_reload(changes).await
    }

    async fn written_outcome(&self, record: &OutcomeRecord) -> Result<Vec<Change>, ClientError> {
        let id = self
            .with_session(|session| Ok(session.secrets.amk.derive_id(session.secrets.scope, OUTCOME)?))?;
        self.written(CollectionKind::Outcome, RecordId::from_bytes(id), &record.to_bytes()).await
    }
}

fn note(quarter: Quarter) -> String {
    format!("outcome/handed-in/{quarter}")
}

/// A moment between the soonest and the latest; `lot` is any number. Towards the end it comes sooner, so that half of the time
/// that is left stays for somebody to open the app. `None`: none is left.
fn moment(now: Timestamp, end: Timestamp, lot: u64) -> Option<Timestamp> {
    let left = end.duration_since(now).as_secs();
    if left <= 0 {
        return None;
    }
    let soonest = SOONEST.as_secs().min(left / 4);
    let latest = LATEST.as_secs().min(left / 2);
    let span = u64::try_from(latest - soonest).unwrap_or_default();
    let after = lot.checked_rem(span).and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or_default();
    now.saturating_add(SignedDuration::from_secs(soonest + after)).ok()
}

/// What moments are drawn until: an hour before the server takes no more numbers of a quarter.
fn end_of(quarter: Quarter) -> Timestamp {
    let end = quarter.closes().at(23, 0, 0, 0).to_zoned(TimeZone::UTC);
    end.map_or(Timestamp::MAX, |end| end.timestamp())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_moment_is_drawn_from_the_whole_window() {
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let end = end_of(Quarter::of(date(2026, 5, 1)));
        assert_eq!(end.to_string(), "2026-08-29T23:00:00Z");
        let days = |lot| moment(now, end, lot).unwrap().duration_since(now).as_hours();
        let lots: Vec<i64> =
            (0..200).map(|number: u64| days(number.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
        assert!(lots.iter().all(|hours| (6..14 * 24).contains(hours)), "{lots:?}");
        assert!(lots.iter().any(|hours| *hours < 48) && lots.iter().any(|hours| *hours > 12 * 24));
    }

    #[test]
    fn half_of_the_time_that_is_left_stays_however_late_somebody_agrees() {
        let quarter = Quarter::of(date(2026, 5, 1));
        let end = end_of(quarter);
        assert!(quarter.is_open(end.to_zoned(TimeZone::UTC).date()), "the server takes it an hour longer");
        let hour = 3_600;
        for left in [1, 2, 60, hour, 6 * hour - 1, 6 * hour, 6 * hour + 1, 24 * hour, 28 * 24 * hour] {
            let now = end - SignedDuration::from_secs(left);
            for lot in [0, 1, 77, u64::MAX] {
                let at = moment(now, end, lot).unwrap();
                assert!(at >= now, "{left}");
                assert!(end.duration_since(at).as_secs() >= left / 2, "{left}");
            }
        }
        assert_eq!(moment(end, end, 77), None);
        assert_eq!(moment(end + SignedDuration::from_secs(1), end, 77), None);
    }
}
