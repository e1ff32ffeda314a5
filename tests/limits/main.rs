//! Tests of limits on the real programs.
