//! Tests of cli on the real programs.
