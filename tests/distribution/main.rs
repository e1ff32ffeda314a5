//! Tests of distribution on the real programs.
