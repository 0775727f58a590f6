//! Export of decrypted records as a MIO DiGA 1.1.0 document bundle, in XML and JSON, and import of such bundles.
//!
//! The crate does no IO: [`BundleExport`] hands out the file piece by piece, the caller stores the pieces.
//! The same input gives the same bytes; only the export time, an argument, changes between two exports.
//!
//! Source: KBV MIO DiGA Toolkit 1.1.0 (FHIR R4 4.0.1); DiGAV § 6.

mod bundle;
mod consents;
mod decimal;
mod gather;
mod identity;
mod import;
mod input;
mod kept;
mod mdc;
mod reader;
mod resource;
pub mod sample;
pub mod standards;
mod terms;
mod text;
mod writer;

pub use bundle::{BundleExport, EPA_LIMIT, Format, PartPiece, PartsExport, Progress};
pub use consents::{ConsentFile, ConsentReceipt, DEFAULT_BASE};
pub use decimal::{Decimal, DecimalError};
pub use import::{
    Import, ImportError, ImportProblem, ImportTarget, ImportedPatient, KindCount, Sender, document_identity,
    identities, identity, import, possible_identities,
};
pub use input::{
    Achievement, Activity, Amount, AnswerValue, AnsweredItem, Appointment, AppointmentStatus, Assessment,
    AssessmentAnswers, AssessmentItem, Author, Authors, CarePlan, Code, Coded, Contact, DayTime, Device,
    DeviceKind, Diga, Document, Dosage, Entry, EntryValue, ExportError, ExportInput, Gender, GlucoseSample,
    GlucoseUnit, Goal, GoalStatus, GoalTarget, Imported, Ingredient, Intake, ItemKind, Kept, Manufacturer,
    Medication, MedicationStatus, Mood, NoStep, Patient, PersonName, PlanStatus, PlannedActivity, Practice,
    ReportPeriod, Score, ScoreRange, Severity, SideEffect, SkipReason, SkippedDose, Sleep, Step, Strength,
    Visit, Vital,
};
pub use terms::diary::diary_code;
