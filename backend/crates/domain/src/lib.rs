//! Ids, codes, consent rules and state machines: no IO, no clock, no randomness.
