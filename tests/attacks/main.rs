//! The substitution matrix: every account of every instruction replaced by what an attacker might pass. INVARIANT 20.

mod allowed;
mod cases;
mod idl;
mod matrix;
