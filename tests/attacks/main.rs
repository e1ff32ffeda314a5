//! The substitution matrix: every account of every instruction replaced by what an attacker might pass. INVARIANT 20. And the
//! incidents of others that nothing here has room for. What every instruction leaves behind is also held against the IDLs.

mod allowed;
mod cases;
mod idl;
mod incidents;
mod layouts;
mod matrix;
mod recorded;
