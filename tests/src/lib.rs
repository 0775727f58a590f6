//! Journeys, conformance and hostile-server suites.
