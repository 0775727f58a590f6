//! Consultation session and its drivers.
