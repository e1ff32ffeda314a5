//! Limits that the suite holds itself to: what instructions cost, how large programs are, which errors tests name.

mod ceilings;
mod errors;
mod records;
mod suite;
