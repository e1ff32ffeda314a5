//! Tests of equity on the real programs.
