//! The command line: help, output, and what every bad input is answered.

mod bad_input;
mod batch;
mod challenge;
mod cluster;
mod crash;
mod dist_bad_input;
mod earned;
mod epoch;
mod first_week;
mod governance;
mod identity;
mod inputs;
mod matrix;
mod ocf;
mod programs;
mod proposals;
mod shape;
mod signing;
