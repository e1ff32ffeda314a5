//! Tests of rpc_faults on the real programs.
