//! The way into the telematics infrastructure.

use crate::check::Finding;
use crate::document::Submission;
use serde::{Deserialize, Serialize};

/// What a record says after it took the documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Names of the documents that are in the record now.
    pub documents: Vec<String>,
}

/// Why nothing was handed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EpaError {
    /// No way to the telematics client, or from it to the record: later again.
    #[error("the patient record cannot be reached now")]
    Unreachable,
    /// There is no record for this number, or its owner lets no DiGA write: the insurer's app shows it.
    #[error("the patient record does not let this DiGA write")]
    NotAllowed,
    /// The documents are not as they have to be; nothing of them was kept.
    #[error("the patient record refused the documents")]
    Refused(Vec<Finding>),
    /// The answer makes no sense.
    #[error("the answer of the telematics client cannot be read")]
    Answer,
}

/// A telematics client: takes documents on the patient's side and puts them into the patient's record.
///
/// What an implementation has to bring along, which software alone cannot:
///
/// - **Identity**: an institution card of the kind SMC-B for DiGA manufacturers, or its successor (SM-B in a hardware
///   module), for signing and for TLS towards the infrastructure.
/// - **Way**: access to the telematics infrastructure through a certified gateway, the localisation of the record system
///   that holds the record of the insured number, and the encrypted channel into its trusted execution environment (VAU).
///   The documents are decrypted there and nowhere before: a gateway that the DiGA's own server runs must not see them.
/// - **Right**: the insured person lets the DiGA write, in the app of the insurer; a DiGA never gets the right to read.
/// - **Operation**: IHE XDS `ProvideAndRegisterDocumentSet-b` (ITI-41) with the metadata of each document; all documents
///   or none. A document with a known `unique_id` replaces nothing: each transfer brings complete documents with new names.
/// - **Answer**: the names of the registered documents, or one of the errors of [`EpaError`]. `NotAllowed` must not say
///   whether a record exists.
/// - **Privacy**: neither numbers nor contents nor titles in logs.
///
/// The device calls it directly; the server of the DiGA is not on the way.
#[expect(async_fn_in_trait, reason = "single-threaded in the browser; no caller needs Send")]
pub trait TelematicsClient {
    /// Puts all documents into the record, or none.
    ///
    /// # Errors
    /// [`EpaError`]; nothing was kept.
    async fn submit(&self, submission: &Submission) -> Result<Receipt, EpaError>;
}
