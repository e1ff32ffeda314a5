//! Tests of governance on the real programs.
