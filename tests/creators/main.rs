//! Tests of creators on the real programs.
