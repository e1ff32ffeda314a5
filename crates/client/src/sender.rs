//! Sends transactions exactly once, over a network that loses, repeats and delays.
//!
//! A transaction is simulated, given its compute limit and price, signed **once**, written to the journal, and
//! then the same bytes are sent again and again until the cluster knows the signature. Sending the same bytes
//! twice is harmless: a cluster executes a signature at most once. Danger lies only in signing *again*, so that
//! is done only when the first can no longer land: the finalized block height has passed the last block in which
//! it was valid, and every node asked, at that height or later, still does not know the signature.
//!
//! What can be said at the end is one of five things ([`Outcome`]), and none of them is a guess:
//! it landed, it was rejected (and why), it expired without landing, it is unknown, or nothing was ever sent.
//!
//! The rules are in [`in_flight`], which does no input or output; [`Sender`] carries them out on a [`Node`].

mod budget;
mod bulk;
mod drive;
pub mod in_flight;
mod intent;
mod journal;
mod limiter;
mod node;
mod outcome;

pub use budget::{Price, Units};
pub use bulk::{Progress, Summary};
pub use drive::{Policy, Sender};
pub use intent::{Intent, SignatureFault};
pub use journal::{Entry, FileJournal, Journal, JournalError, NoJournal, Pending};
pub(crate) use node::rpc_error;
pub use node::{Height, Lifetime, Node, RpcError, Simulation, Statuses};
pub use outcome::{Outcome, Receipt, Rejection, Stage};
