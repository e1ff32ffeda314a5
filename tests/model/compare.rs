//! What the chain holds against what the models hold, read from the books.

mod equity;
mod governance;

pub use equity::pool;
pub use governance::platform;

use std::fmt::Debug;

/// Whether two things are the same.
type Said = Result<(), String>;

/// Fails unless the chain and the model hold the same.
fn same<T: PartialEq + Debug>(what: &str, chain: T, model: T) -> Said {
    if chain == model {
        Ok(())
    } else {
        Err(format!("{what}: the chain has {chain:?}, the model {model:?}"))
    }
}
