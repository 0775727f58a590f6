//! Codes of IEEE 11073-10101 for what devices measure; for FHIR, system `urn:iso:std:iso:11073:10101`.

/// The system of the codes in FHIR.
pub const SYSTEM: &str = "urn:iso:std:iso:11073:10101";

/// A code and its reference name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Partition times 65,536 plus the code in the partition.
    pub code: u32,
    /// Reference identifier.
    pub name: &'static str,
}

const fn code(partition: u16, code: u16, name: &'static str) -> Code {
    Code { code: ((partition as u32) << 16) + code as u32, name }
}

const SCADA: u16 = 2;
const DIMENSIONS: u16 = 4;

/// Systolic pressure, non-invasive.
pub const SYSTOLIC: Code = code(SCADA, 18_949, "MDC_PRESS_BLD_NONINV_SYS");
/// Diastolic pressure, non-invasive.
pub const DIASTOLIC: Code = code(SCADA, 18_950, "MDC_PRESS_BLD_NONINV_DIA");
/// Mean pressure, non-invasive.
pub const MEAN: Code = code(SCADA, 18_951, "MDC_PRESS_BLD_NONINV_MEAN");
/// Pulse rate, non-invasive.
pub const PULSE: Code = code(SCADA, 18_474, "MDC_PULS_RATE_NON_INV");
/// Body mass.
pub const BODY_MASS: Code = code(SCADA, 57_664, "MDC_MASS_BODY_ACTUAL");
/// Body height.
pub const BODY_HEIGHT: Code = code(SCADA, 57_668, "MDC_LEN_BODY_ACTUAL");
/// Body mass index.
pub const BODY_MASS_INDEX: Code = code(SCADA, 57_680, "MDC_RATIO_MASS_BODY_LEN_SQ");
/// Millimetres of mercury.
pub const MMHG: Code = code(DIMENSIONS, 3_872, "MDC_DIM_MMHG");
/// Kilopascal.
pub const KILOPASCAL: Code = code(DIMENSIONS, 3_843, "MDC_DIM_KILO_PASCAL");
/// Beats per minute.
pub const BEATS_PER_MINUTE: Code = code(DIMENSIONS, 2_720, "MDC_DIM_BEAT_PER_MIN");
/// Kilograms.
pub const KILOGRAM: Code = code(DIMENSIONS, 1_731, "MDC_DIM_KILO_G");
/// Pounds.
pub const POUND: Code = code(DIMENSIONS, 1_760, "MDC_DIM_LB");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        let found =
            [SYSTOLIC, DIASTOLIC, MEAN, PULSE, BODY_MASS, MMHG, KILOPASCAL, BEATS_PER_MINUTE, KILOGRAM]
                .map(|it| it.code);
        assert_eq!(found, [150_021, 150_022, 150_023, 149_546, 188_736, 266_016, 265_987, 264_864, 263_875]);
    }
}
