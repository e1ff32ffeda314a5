//! Questions to a node: accounts one by one, and lists by creator, content or batch.
//!
//! Each function says how many requests it makes. Lists use `getProgramAccounts` with filters on the server: one
//! request however many accounts match, but one that public nodes limit or refuse; a node of one's own, or one of
//! a provider, answers it. Where only addresses or hashes are wanted, a slice of each account is asked for.

mod handles;
mod landed;
mod offerings;
mod raw;
mod recoveries;
mod shares;
mod treasuries;
pub mod works;

pub use handles::handles;
pub use landed::{landed, OnChain};
pub use offerings::{commitment, commitments, next_offering, offerings, sale};
pub use raw::{account, accounts, chain_time, genesis, heads, rent, slices, slot, slot_time};
pub use recoveries::recoveries;
pub use shares::{desk, grant, grants, token};
pub use treasuries::treasuries;
pub use works::{
    attestations_by_content, attestations_by_creator, batches_by_author, first_attested, permissions, terms,
    Keyed,
};
