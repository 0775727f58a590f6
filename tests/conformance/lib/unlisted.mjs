// Value sets of required bindings that nobody can list from what is there: codes against them are not checked. It may only
// grow together with the README.

export const UNLISTED = [
  // Every media type of the internet.
  "http://hl7.org/fhir/ValueSet/mimetypes",
  // Of fhir.de, which the reference folder does not hold.
  "http://fhir.de/ValueSet/UcumVitalsCommonDE",
  "http://fhir.de/ValueSet/VitalSignDE_Body_Height_Loinc",
  "http://fhir.de/ValueSet/VitalSignDE_Body_Length_UCUM",
  "http://fhir.de/ValueSet/VitalSignDE_Body_Weight_Loinc",
  "http://fhir.de/ValueSet/VitalSignDE_Body_Weigth_UCUM",
  "http://fhir.de/ValueSet/pflegegrad-de",
  // Of KBV: key tables and parts of SNOMED CT that are not in the folder either.
  "https://fhir.kbv.de/ValueSet/KBV_VS_Base_Allergy_Substance_SNOMED_CT",
  "https://fhir.kbv.de/ValueSet/KBV_VS_Base_Diagnosis_SNOMED_CT",
  "https://fhir.kbv.de/ValueSet/KBV_VS_Base_Procedure_SNOMED_CT",
  "https://fhir.kbv.de/ValueSet/KBV_VS_SFHIR_BAR2_ARZTNRFACHGRUPPE",
  "https://fhir.kbv.de/ValueSet/KBV_VS_SFHIR_KBV_DARREICHUNGSFORM",
];
