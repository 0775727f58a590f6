//! The keys of one collection, one per epoch, and which collection it is.
//!
//! ```text
//! plaintext v1: kind u16 | count u16 | (epoch u32 | key 32) * count      sealed under the AMK, bound to the collection id
//! ```

use heilsam_domain::CollectionId;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{AccountMasterKey, Kind};
use crate::bytes::Reader;
use crate::{CryptoError, Scope, rng};

const FORMAT: &str = "collection keys";

secret_bytes!(
    /// Protects the record keys of one collection in one epoch.
    CollectionKey,
    32
);

impl CollectionKey {
    /// A new random key.
    pub fn make(rng: &mut impl rand_core::CryptoRng) -> Self {
        Self::from_bytes(rng::random(rng))
    }
}

/// Which collection: the unit of choice when sharing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CollectionKind {
    /// Diary entries.
    Diary = 1,
    /// Questionnaires to the patient.
    Assessments = 2,
    /// Therapy content and progress.
    Therapy = 3,
    /// Medication.
    Medication = 4,
    /// Documents.
    Documents = 5,
    /// Texts that belong to consents.
    Consents = 6,
    /// A practice's appointments and invitations.
    PracticeCalendar = 7,
    /// What is shown to a practice; there may be many, each with an id of its own.
    Share = 8,
    /// Use of the app, and what was handed in for outcome reporting.
    Outcome = 9,
    /// Pictures that belong to diary entries.
    Photos = 10,
    /// Appointments as the patient keeps them.
    Appointments = 11,
}

impl CollectionKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Diary,
        Self::Assessments,
        Self::Therapy,
        Self::Medication,
        Self::Documents,
        Self::Consents,
        Self::PracticeCalendar,
        Self::Share,
        Self::Outcome,
        Self::Photos,
        Self::Appointments,
    ];

    fn from_number(number: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u16 == number)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Diary => "diary",
            Self::Assessments => "assessments",
            Self::Therapy => "therapy",
            Self::Medication => "medication",
            Self::Documents => "documents",
            Self::Consents => "consents",
            Self::PracticeCalendar => "practice-calendar",
            Self::Share => "share",
            Self::Outcome => "outcome",
            Self::Photos => "photos",
            Self::Appointments => "appointments",
        }
    }

    /// The id of this collection in an account: the same on every device, meaningless to the server.
    ///
    /// # Errors
    /// Never in practice: the size is fixed.
    pub fn id(self, scope: Scope, amk: &AccountMasterKey) -> Result<CollectionId, CryptoError> {
        amk.derive_id(scope, self.name()).map(CollectionId::from_bytes)
    }
}

/// The keys of all epochs of one collection, oldest first; never empty.
#[derive(Debug)]
pub struct CollectionKeys {
    kind: CollectionKind,
    older: Vec<(u32, CollectionKey)>,
    current: (u32, CollectionKey),
}

impl CollectionKeys {
    /// Keys of a new collection: epoch 1.
    pub fn make(kind: CollectionKind, rng: &mut impl rand_core::CryptoRng) -> Self {
        Self { kind, older: Vec::new(), current: (1, CollectionKey::make(rng)) }
    }

    /// Which collection.
    #[must_use]
    pub fn kind(&self) -> CollectionKind {
        self.kind
    }

    /// The epoch that new records are sealed in, and its key.
    #[must_use]
    pub fn current(&self) -> (u32, &CollectionKey) {
        (self.current.0, &self.current.1)
    }

    /// The key of an epoch; `None` when this list does not hold it (an older list shown by the server).
    #[must_use]
    pub fn get(&self, epoch: u32) -> Option<&CollectionKey> {
        core::iter::once(&self.current)
            .chain(&self.older)
            .find(|(number, _)| *number == epoch)
            .map(|(_, key)| key)
    }

    /// Whether this list holds all keys of an older one, unchanged: anything else is a list rolled back or replaced.
    #[must_use]
    pub fn extends(&self, older: &Self) -> bool {
        self.kind == older.kind
            && older.older.iter().chain(core::iter::once(&older.current)).all(|(epoch, key)| {
                self.get(*epoch).is_some_and(|held| bool::from(held.expose().ct_eq(key.expose())))
            })
    }

    /// Begins a new epoch, after a grant was taken back.
    pub fn begin_epoch(&mut self, rng: &mut impl rand_core::CryptoRng) {
        let next = (self.current.0.saturating_add(1), CollectionKey::make(rng));
        self.older.push(core::mem::replace(&mut self.current, next));
    }

    /// Seals the list for its collection.
    ///
    /// # Errors
    /// [`CryptoError::TooLarge`] for more than 65,535 epochs.
    pub fn seal(
        &self,
        scope: Scope,
        id: CollectionId,
        amk: &AccountMasterKey,
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<Vec<u8>, CryptoError> {
        let count = u16::try_from(self.older.len() + 1).map_err(|_| CryptoError::TooLarge(FORMAT))?;
        let mut plaintext = Zeroizing::new(Vec::with_capacity(4 + 36 * usize::from(count)));
        plaintext.extend_from_slice(&(self.kind as u16).to_be_bytes());
        plaintext.extend_from_slice(&count.to_be_bytes());
        for (epoch, key) in self.older.iter().chain(core::iter::once(&self.current)) {
            plaintext.extend_from_slice(&epoch.to_be_bytes());
            plaintext.extend_from_slice(key.expose());
        }
        amk.seal(scope, Kind::Collection, id.to_bytes(), &plaintext, rng)
    }

    /// Opens the list of a collection; another collection's or account's list is refused.
    ///
    /// # Errors
    /// [`CryptoError::Rejected`] when it belongs elsewhere or was changed.
    pub fn open(
        scope: Scope,
        id: CollectionId,
        amk: &AccountMasterKey,
        sealed: &[u8],
    ) -> Result<Self, CryptoError> {
        let plaintext = amk.open(scope, Kind::Collection, id.to_bytes(), sealed)?;
        let mut reader = Reader::new(&plaintext, FORMAT);
        let kind = CollectionKind::from_number(reader.u16()?).ok_or(CryptoError::Malformed(FORMAT))?;
        let count = reader.u16()?;
        let mut keys = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            keys.push((reader.u32()?, CollectionKey::from_bytes(reader.array()?)));
        }
        reader.finish()?;
        let current = keys.pop().ok_or(CryptoError::Malformed(FORMAT))?;
        Ok(Self { kind, older: keys, current })
    }
}
