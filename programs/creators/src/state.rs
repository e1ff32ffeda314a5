//! The accounts of this program.

pub mod creator;
pub mod handle;

pub use creator::Creator;
pub use handle::Handle;
