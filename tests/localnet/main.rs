//! Tests of localnet on the real programs.
