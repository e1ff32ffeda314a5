//! The program's accounts, and the rules by which they change.

pub mod docket;
pub mod label;
pub mod rule_version;

pub use docket::{By, Docket, DocketConfig, DocketRule};
pub use label::{Decision, Label, Subject};
pub use rule_version::{RuleVersion, VersionFields};

/// The layout of every account in this version of the program.
pub const VERSION: u8 = 1;
