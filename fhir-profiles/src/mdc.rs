//! Second names of values that a device measured: those that devices themselves use.
//!
//! They stand beside the codes of the profiles, whose slicing of `code.coding` is open. `heilsam-therapy` keeps the same codes
//! with each reading (`device::mdc`). Source: ISO/IEEE 11073-10101; KBV Basisprofile 1.3.0.

use crate::input::{Author, Entry};
use crate::terms::Coding;

const NOMENCLATURE: &str = "urn:iso:std:iso:11073:10101";

pub(crate) const BLOOD_PRESSURE: Coding = term("150020", "MDC_PRESS_BLD_NONINV");
pub(crate) const SYSTOLIC: Coding = term("150021", "MDC_PRESS_BLD_NONINV_SYS");
pub(crate) const DIASTOLIC: Coding = term("150022", "MDC_PRESS_BLD_NONINV_DIA");
pub(crate) const PULSE_RATE: Coding = term("149546", "MDC_PULS_RATE_NON_INV");
pub(crate) const BODY_MASS: Coding = term("188736", "MDC_MASS_BODY_ACTUAL");

const fn term(code: &'static str, display: &'static str) -> Coding {
    Coding { system: NOMENCLATURE, version: "", code, display }
}

/// The codings of a value: the usual ones, and the device's behind them where a device measured it.
pub(crate) fn codings(entry: &Entry, usual: [Coding; 2], device: Option<Coding>) -> Vec<Coding> {
    let measured = matches!(entry.author, Author::Device(_));
    usual.into_iter().chain(device.filter(|_| measured)).collect()
}
