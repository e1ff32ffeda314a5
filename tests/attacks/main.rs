//! The substitution matrix: every account of every instruction replaced by what an attacker might pass. INVARIANT 20. And the
//! incidents of others that nothing here has room for.

mod allowed;
mod cases;
mod idl;
mod incidents;
mod matrix;
