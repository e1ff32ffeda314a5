//! Tests of equity_model on the real programs.
