//! Mapping between the domain and FHIR.
