//! Which creators had permitted the author of a batch to attest for them when it was submitted.

use std::collections::HashMap;

use makerstake_core::hash::is_zero;
use makerstake_core::work::Leaf;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use crate::generated::attestations::accounts::{AttestorPermission, Batch};
use crate::query::{self, Keyed};
use crate::sender::RpcError;

/// The permissions of one author, and when its batch was submitted.
pub struct Permissions {
    by_creator: HashMap<Pubkey, Vec<Keyed<AttestorPermission>>>,
    slot: u64,
    time: i64,
}

impl Permissions {
    /// Reads the permissions that the author of this batch has. One request.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn read(rpc: &RpcClient, author: &Pubkey, batch: &Batch) -> Result<Self, RpcError> {
        let mut by_creator: HashMap<Pubkey, Vec<_>> = HashMap::new();
        for permission in query::permissions(rpc, None, Some(author))? {
            by_creator.entry(permission.account.creator).or_default().push(permission);
        }
        Ok(Self { by_creator, slot: batch.slot, time: batch.time })
    }

    /// The permission by which a leaf is its creator's own statement, if one stood at the batch's slot.
    pub fn of(&self, leaf: &Leaf) -> Option<Pubkey> {
        let given = self.by_creator.get(&Pubkey::new_from_array(leaf.creator))?;
        let is_revision = !is_zero(&leaf.parent);
        let stood = |permission: &&Keyed<AttestorPermission>| {
            query::terms(&permission.account).check_batch(is_revision, self.slot, self.time).is_ok()
        };
        given.iter().find(stood).map(|permission| permission.address)
    }
}
