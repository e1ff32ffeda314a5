//! Which creators had permitted the author of a batch to attest for them when it was submitted.

use std::collections::HashMap;

use makerstake_client::addresses;
use makerstake_client::generated::attestations::accounts::{AttestorPermission, Batch};
use makerstake_client::query::{self, Keyed};
use makerstake_core::hash::is_zero;
use makerstake_core::work::Leaf;
use solana_pubkey::Pubkey;

use super::folder::Summary;
use crate::context::Context;
use crate::failure::Failure;

/// The permissions of one author, and when its batch was submitted.
pub struct Permissions {
    by_creator: HashMap<Pubkey, Vec<Keyed<AttestorPermission>>>,
    slot: u64,
    time: i64,
}

impl Permissions {
    /// Reads the permissions that the author of a batch on chain has. Two requests.
    ///
    /// # Errors
    /// When the node does not answer, or the batch is not on chain.
    pub fn at_batch(context: &Context, summary: &Summary, author: Pubkey) -> Result<Self, Failure> {
        let root = summary.root().map_err(Failure::input)?;
        let address = addresses::batch(&author, &root);
        let account = context.ask(query::account(context.rpc(), &address))?;
        let batch = account.and_then(|account| Batch::from_bytes(&account.data).ok()).ok_or_else(|| {
            Failure::input("the batch is not on chain")
                .value(address)
                .remedy("submit it first: `makerstake batch submit`")
        })?;
        Self::read(context, &author, &batch)
    }

    /// Reads the permissions that the author of this batch has. One request.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn read(context: &Context, author: &Pubkey, batch: &Batch) -> Result<Self, Failure> {
        let mut by_creator: HashMap<Pubkey, Vec<_>> = HashMap::new();
        for permission in context.ask(query::permissions(context.rpc(), None, Some(author)))? {
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
