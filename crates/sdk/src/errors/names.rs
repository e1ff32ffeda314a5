//! The programs' own errors, by code.

use crate::programs::Program;

/// The name and message of a code.
pub fn of(_program: Program, _code: u32) -> Option<(String, String)> {
    None
}
