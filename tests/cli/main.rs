//! The command line: help, output, and what every bad input is answered.

mod bad_input;
mod batch;
mod governance;
mod identity;
mod proposals;
mod shape;
