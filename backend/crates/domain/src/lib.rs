//! Ids, codes, consent rules and state machines: no IO, no clock, no randomness.
//!
//! Everything here is a value or a pure function. Text enters as a draft or a `&str` and leaves as a type that
//! cannot be wrong.

pub mod activation_code;
pub mod blood_pressure;
pub mod bytes;
pub mod call_role;
pub mod consent;
pub mod consultation;
pub mod contract;
pub mod crockford;
pub mod document;
pub mod enrolment_code;
pub mod id;
pub mod invoice;
pub mod join_code;
pub mod login_name;
pub mod outcome;
pub mod physician;
pub mod prescription;
pub mod profession;
pub mod recovery_code;
pub mod role;
pub mod sharing_code;

pub use activation_code::ActivationCode;
pub use blood_pressure::{BloodPressure, BloodPressureDraft};
pub use call_role::CallRole;
pub use consent::{Consent, ConsentAction, Purpose};
pub use consultation::ConsultationState;
pub use enrolment_code::EnrolmentCode;
pub use id::{
    AccountId, CollectionId, CredentialId, DeploymentId, JoiningId, MembersChangeId, NameScope, PracticeId,
    PushDeviceId, RecordId, RoomId, SessionId, SlotId,
};
pub use join_code::{JoinCode, JoinPassword, Nameplate};
pub use login_name::{LoginName, WishedName};
pub use physician::{Bsnr, Lanr, ProofState};
pub use profession::Profession;
pub use recovery_code::RecoveryCode;
pub use role::Role;
pub use sharing_code::SharingCode;
