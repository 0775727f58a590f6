//! Import of readings from a table file.
