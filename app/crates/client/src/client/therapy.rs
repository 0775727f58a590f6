//! The programme and the questionnaires of the person who is logged in. Writing needs no connection.

use heilsam_crypto::keys::CollectionKind;
use heilsam_domain::RecordId;
use heilsam_therapy::programme::Course;

use super::Client;
use crate::assessment::{Assessment, AssessmentRecord, AssessmentView};
use crate::environment::{self, Environment, millis, random};
use crate::error::ClientError;
use crate::store::{Change, LocalStore};
use crate::therapy::{COURSE, TherapyRecord};
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// The way through the programme; `None` before it began.
    #[must_use]
    pub fn course(&self) -> Option<Course> {
        let session = self.session.borrow();
        let session = session.as_ref()?;
        let id = session.secrets.amk.derive_id(session.secrets.scope, COURSE).ok()?;
        let newest = session.engine.versions(CollectionKind::Therapy, RecordId::from_bytes(id));
        TherapyRecord::read(newest.last()?).map(|record| record.course)
    }

    /// Saves the way through the programme on this device; [`Self::sync`] brings it to the server.
    ///
    /// # Errors
    /// [`ClientError::Store`]: nothing was saved.
    pub async fn save_course(&self, course: &Course) -> Result<(), ClientError> {
        let id =
            self.with_session(|session| Ok(session.secrets.amk.derive_id(session.secrets.scope, COURSE)?))?;
        let payload = TherapyRecord::new(course.clone()).to_bytes();
        self.put(CollectionKind::Therapy, RecordId::from_bytes(id), &payload).await
    }

    /// Questionnaires that were begun or finished, the one that was changed last first.
    #[must_use]
    pub fn assessments(&self) -> Vec<AssessmentView> {
        let session = self.session.borrow();
        let Some(session) = session.as_ref() else { return Vec::new() };
        let mut found: Vec<AssessmentView> = session
            .engine
            .records(CollectionKind::Assessments)
            .into_iter()
            .filter_map(|(id, payload, waits)| {
                let assessment = AssessmentRecord::read(payload)?.assessment?;
                Some(AssessmentView { id, assessment, waits })
            })
            .collect();
        found.sort_by(|a, b| {
            let changed = |it: &AssessmentView| it.assessment.state.changed_at;
            changed(b).cmp(&changed(a)).then(b.id.cmp(&a.id))
        });
        found
    }

    /// Saves a questionnaire, a new one without `id`, as far as it is filled in.
    ///
    /// # Errors
    /// [`ClientError::Store`]: nothing was saved.
    pub async fn save_assessment(
        &self,
        id: Option<RecordId>,
        assessment: &Assessment,
    ) -> Result<RecordId, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let now = environment::now(&self.environment);
        let record = id.unwrap_or_else(|| RecordId::from_parts(millis(now), random(&mut rng)));
        let payload = AssessmentRecord::new(Some(assessment.clone())).to_bytes();
        self.put(CollectionKind::Assessments, record, &payload).await?;
        Ok(record)
    }

    /// Takes a questionnaire back.
    ///
    /// # Errors
    /// As [`Self::save_assessment`].
    pub async fn discard_assessment(&self, id: RecordId) -> Result<(), ClientError> {
        let payload = AssessmentRecord::new(None).to_bytes();
        self.put(CollectionKind::Assessments, id, &payload).await
    }

    /// Writes a version of a record; the collection is made where it is missing.
    pub(super) async fn put(
        &self,
        kind: CollectionKind,
        record: RecordId,
        payload: &[u8],
    ) -> Result<(), ClientError> {
        let changes = self.written(kind, record, payload).await?;
        self.store_or_reload(changes).await
    }

    /// The same as changes that count once they are stored: to be stored next, with whatever belongs to them.
    pub(super) async fn written(
        &self,
        kind: CollectionKind,
        record: RecordId,
        payload: &[u8],
    ) -> Result<Vec<Change>, ClientError> {
        self.ensure_collection(kind).await?;
        let (mut rng, now) = (environment::rng(&self.environment), self.environment.now());
        self.with_session(|session| {
            let engine = &mut session.engine;
            Ok(engine.write(&session.secrets, kind, record, payload, now, &mut rng)?)
        })
    }
}
