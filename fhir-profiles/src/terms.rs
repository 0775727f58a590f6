//! Codes, versions and displays exactly as the profiles fix them.
//!
//! Source: KBV MIO DiGA 1.1.0 and KBV Basisprofile 1.3.0, fixed and pattern values.

pub(crate) mod diary;

/// Extension of the Composition: the reported period.
pub(crate) const REPORT_PERIOD: &str =
    "https://fhir.kbv.de/StructureDefinition/KBV_EX_MIO_DIGA_Betrachtungszeitraum";
/// Extension of a family name: the name without prefixes.
pub(crate) const OWN_NAME: &str = "http://hl7.org/fhir/StructureDefinition/humanname-own-name";
/// Extension of the gender `other`: the official German entry.
pub(crate) const OFFICIAL_GENDER: &str = "http://fhir.de/StructureDefinition/gender-amtlich-de";
/// Code system of that extension.
pub(crate) const OFFICIAL_GENDER_CODES: &str = "http://fhir.de/CodeSystem/gender-amtlich-de";
/// Naming system of the insurance number (KVNR).
pub(crate) const INSURANCE_NUMBER: &str = "http://fhir.de/sid/gkv/kvid-10";
/// Code system of the central pharmaceutical numbers.
pub(crate) const PZN: &str = "http://fhir.de/CodeSystem/ifa/pzn";
/// System of identifiers that are URNs.
pub(crate) const URN: &str = "urn:ietf:rfc:3986";

const SNOMED: &str = "http://snomed.info/sct";
pub(crate) const SNOMED_VERSION: &str = "http://snomed.info/sct/900000000000207008/version/20220331";
const LOINC: &str = "http://loinc.org";
pub(crate) const LOINC_VERSION: &str = "2.72";
pub(crate) const UCUM: &str = "http://unitsofmeasure.org";

/// One code of a code system; a part that the profile does not allow is empty.
#[derive(Clone, Copy)]
pub(crate) struct Coding {
    pub(crate) system: &'static str,
    pub(crate) version: &'static str,
    pub(crate) code: &'static str,
    pub(crate) display: &'static str,
}

const fn snomed(code: &'static str, display: &'static str) -> Coding {
    Coding { system: SNOMED, version: SNOMED_VERSION, code, display }
}

const fn loinc(code: &'static str, display: &'static str) -> Coding {
    Coding { system: LOINC, version: LOINC_VERSION, code, display }
}

pub(crate) const RESOURCE_IDENTIFIER: Coding = Coding {
    system: "http://terminology.hl7.org/CodeSystem/v2-0203",
    version: "2.9",
    code: "RI",
    display: "Resource identifier",
};
pub(crate) const STATUTORY_INSURANCE: Coding = Coding {
    system: "http://fhir.de/CodeSystem/identifier-type-de-basis",
    version: "",
    code: "GKV",
    display: "Gesetzliche Krankenversicherung",
};
pub(crate) const VITAL_SIGNS: Coding = Coding {
    system: "http://terminology.hl7.org/CodeSystem/observation-category",
    version: "4.0.1",
    code: "vital-signs",
    display: "Vital Signs",
};
pub(crate) const AUTHOR: Coding = Coding {
    system: "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
    version: "4.0.1",
    code: "author",
    display: "Author",
};

pub(crate) const HEALTH_REPORT: Coding = loinc("53576-5", "Personal health monitoring report Document");
pub(crate) const APPLICATION: Coding = snomed("706689003", "Application program software (physical object)");
pub(crate) const SOFTWARE: Coding = snomed("706687001", "Software (physical object)");

pub(crate) const PATIENT_NOTE: Coding = loinc("51855-5", "Patient Note");
pub(crate) const SURVEY: Coding = Coding {
    system: "http://terminology.hl7.org/CodeSystem/observation-category",
    version: "4.0.1",
    code: "survey",
    display: "Survey",
};
/// The range of a scale.
pub(crate) const NUMERICAL_RANGE: Coding = snomed("278492000", "Numerical range (qualifier value)");
/// Kind of an activity: whatever a DiGA asks for is looking after one's health.
pub(crate) const LOOKING_AFTER_HEALTH: Coding = Coding {
    system: "http://hl7.org/fhir/sid/icf",
    version: "",
    code: "d570",
    display: "Auf seine Gesundheit achten",
};
/// Kind of a problem that is an unwanted effect.
pub(crate) const COMPLAINT: Coding = snomed("409586006", "Complaint (finding)");
pub(crate) const PULSE_OXIMETER: Coding = snomed("448703006", "Pulse oximeter (physical object)");
/// Kind of a device; both are in `KBV_VS_Base_Device_SNOMED_CT`.
pub(crate) const BLOOD_PRESSURE_MONITOR: Coding =
    snomed("445949006", "Electronic sphygmomanometer (physical object)");
pub(crate) const PATIENT_SCALE: Coding = snomed("5042005", "Patient scale, device (physical object)");
/// What a definition of a device is about.
pub(crate) const DEVICE: Coding = snomed("49062001", "Device (physical object)");
pub(crate) const LANR: Coding = Coding {
    system: "http://terminology.hl7.org/CodeSystem/v2-0203",
    version: "",
    code: "LANR",
    display: "Lifelong physician number",
};
pub(crate) const BSNR: Coding = Coding {
    system: "http://terminology.hl7.org/CodeSystem/v2-0203",
    version: "",
    code: "BSNR",
    display: "Primary physician office number",
};
/// Naming system of the lifelong physician numbers.
pub(crate) const PHYSICIAN_NUMBER: &str = "https://fhir.kbv.de/NamingSystem/KBV_NS_Base_ANR";
/// Naming system of the numbers of practice sites.
pub(crate) const SITE_NUMBER: &str = "https://fhir.kbv.de/NamingSystem/KBV_NS_Base_BSNR";
/// Extension of a name's prefix: what kind of prefix it is.
pub(crate) const PREFIX_QUALIFIER: &str = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier";
/// Extension that refers to another resource of MIO DiGA.
pub(crate) const REFERENCE: &str = "https://fhir.kbv.de/StructureDefinition/KBV_EX_MIO_DIGA_Reference";

/// A code of one of FHIR's own code systems of version 4.0.1.
pub(crate) const fn core(system: &'static str, code: &'static str, display: &'static str) -> Coding {
    Coding { system, version: "4.0.1", code, display }
}

/// Class of an encounter.
pub(crate) const fn encounter_class(code: &'static str, display: &'static str) -> Coding {
    Coding {
        system: "http://terminology.hl7.org/CodeSystem/v3-ActCode",
        version: "2018-08-12",
        code,
        display,
    }
}

/// Severity of a condition; the profile asks for no version.
pub(crate) const fn severity(code: &'static str, display: &'static str) -> Coding {
    Coding { system: SNOMED, version: "", code, display }
}

pub(crate) const BODY_WEIGHT: [Coding; 2] =
    [snomed("27113001", "Body weight (observable entity)"), loinc("29463-7", "Body weight")];
pub(crate) const BODY_HEIGHT: [Coding; 2] =
    [snomed("1153637007", "Body height (observable entity)"), loinc("8302-2", "Body height")];
pub(crate) const BODY_TEMPERATURE: [Coding; 2] =
    [snomed("386725007", "Body temperature (observable entity)"), loinc("8310-5", "Body temperature")];
pub(crate) const OXYGEN_SATURATION: [Coding; 2] = [
    snomed("431314004", "Peripheral oxygen saturation (observable entity)"),
    loinc("2708-6", "Oxygen saturation in Arterial blood"),
];
pub(crate) const RESPIRATORY_RATE: [Coding; 2] =
    [snomed("86290005", "Respiratory rate (observable entity)"), loinc("9279-1", "Respiratory rate")];
pub(crate) const BLOOD_GLUCOSE: Coding =
    snomed("434912009", "Blood glucose concentration (observable entity)");
pub(crate) const TISSUE_GLUCOSE: Coding =
    snomed("434910001", "Interstitial fluid glucose concentration (observable entity)");
pub(crate) const BLOOD_GLUCOSE_MASS: Coding = loinc("2339-0", "Glucose [Mass/volume] in Blood");
pub(crate) const BLOOD_GLUCOSE_MOLES: Coding = loinc("15074-8", "Glucose [Moles/volume] in Blood");
pub(crate) const FLUID_GLUCOSE_MASS: Coding = loinc("2344-0", "Glucose [Mass/volume] in Body fluid");
pub(crate) const FLUID_GLUCOSE_MOLES: Coding = loinc("14745-4", "Glucose [Moles/volume] in Body fluid");

pub(crate) const RESULTS_SECTION: Coding = snomed("423100009", "Results section (record artifact)");
pub(crate) const VITAL_SIGNS_SECTION: Coding =
    snomed("1184593002", "Vital sign document section (record artifact)");

pub(crate) const PROBLEMS_SECTION: Coding = loinc("11450-4", "Problem list - Reported");
pub(crate) const MEDICATION_SECTION: Coding =
    snomed("721912009", "Medication summary document (record artifact)");
pub(crate) const ASSESSMENTS_SECTION: Coding = snomed("424836000", "Assessment section (record artifact)");

/// A section that has a code of MIO DiGA's own.
pub(crate) const fn section(code: &'static str, display: &'static str) -> Coding {
    Coding {
        system: "https://fhir.kbv.de/CodeSystem/KBV_CS_MIO_DIGA_Section_Codes",
        version: "1.1.0",
        code,
        display,
    }
}

pub(crate) const BLOOD_PRESSURE: [Coding; 2] = [
    snomed("75367002", "Blood pressure (observable entity)"),
    loinc("85354-9", "Blood pressure panel with all children optional"),
];
pub(crate) const SYSTOLIC: [Coding; 2] = [
    snomed("271649006", "Systolic blood pressure (observable entity)"),
    loinc("8480-6", "Systolic blood pressure"),
];
pub(crate) const DIASTOLIC: [Coding; 2] = [
    snomed("271650006", "Diastolic blood pressure (observable entity)"),
    loinc("8462-4", "Diastolic blood pressure"),
];
pub(crate) const HEART_RATE: [Coding; 2] =
    [snomed("364075005", "Heart rate (observable entity)"), loinc("8867-4", "Heart rate")];

/// A unit: what people read and its UCUM code.
#[derive(Clone, Copy)]
pub(crate) struct Unit {
    display: &'static str,
    code: &'static str,
}

impl Unit {
    /// What people read.
    pub(crate) const fn display(self) -> &'static str {
        self.display
    }

    /// The UCUM code.
    pub(crate) const fn code(self) -> &'static str {
        self.code
    }
}

/// Millimetres of mercury.
pub(crate) const MM_HG: Unit = Unit { display: "mm Hg", code: "mm[Hg]" };
/// Kilograms.
pub(crate) const KILOGRAMS: Unit = Unit { display: "kg", code: "kg" };
/// Centimetres.
pub(crate) const CENTIMETRES: Unit = Unit { display: "cm", code: "cm" };
/// Degrees Celsius.
pub(crate) const CELSIUS: Unit = Unit { display: "Celsius", code: "Cel" };
/// Percent.
pub(crate) const PERCENT: Unit = Unit { display: "%", code: "%" };
/// Milligrams in a decilitre.
pub(crate) const MG_PER_DL: Unit = Unit { display: "mg/dL", code: "mg/dL" };
/// Millimoles in a litre.
pub(crate) const MMOL_PER_L: Unit = Unit { display: "mmol/L", code: "mmol/L" };
/// Minutes.
pub(crate) const MINUTES: Unit = Unit { display: "min", code: "min" };
/// Points of a score.
pub(crate) const POINTS: Unit = Unit { display: "score", code: "{score}" };
/// Beats or breaths per minute.
pub(crate) const PER_MINUTE: Unit = Unit { display: "per minute", code: "/min" };
