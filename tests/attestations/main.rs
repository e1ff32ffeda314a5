//! Tests of attestations on the real programs.
