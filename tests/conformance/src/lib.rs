//! Independent checks of the FHIR export; the only package that compiles the typed FHIR model.
