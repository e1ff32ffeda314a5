//! One instruction a file: its accounts and their relations, its checks, what it does.

pub mod end_version;
pub mod enforce;
pub mod label_leaf;
pub mod lift;
pub mod note_version;
pub mod open_docket;
pub mod set_docket;
pub mod set_label;
pub mod setting;

pub use end_version::*;
pub use enforce::*;
pub use label_leaf::*;
pub use lift::*;
pub use note_version::*;
pub use open_docket::*;
pub use set_docket::*;
pub use set_label::*;
