//! Tests of governance_model on the real programs.
