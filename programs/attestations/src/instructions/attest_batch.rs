//! Attest any number of works, one's own or those of others, by the root of a tree of leaves.

use anchor_lang::prelude::*;
use makerstake_common::log_event;
use makerstake_core::hash::Digest;
use makerstake_creators::Creator;

use crate::{errors::AttestationError, events::BatchAttested, state::*};

#[derive(Accounts)]
#[instruction(root: [u8; 32])]
pub struct AttestBatch {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = author.authority @ AttestationError::NotAuthority)]
    pub authority: Signer,
    /// The creator that submits the batch.
    #[account(constraint = author.is_current() @ AttestationError::UnknownVersion)]
    pub author: Account<Creator>,
    #[account(init, payer = payer, seeds = [b"batch", author, root], bump)]
    pub batch: Account<Batch>,
    pub system_program: Program<System>,
}

impl AttestBatch {
    /// Creates the batch.
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], those of [`Batch::init`], the system program's error 0 if this author has
    /// submitted this root before.
    pub fn run(
        &mut self,
        root: Digest,
        data_hash: Digest,
        leaves: u32,
        bumps: &AttestBatchBumps,
    ) -> Result<()> {
        let author = *self.author.address();
        let now = Moment::now()?;
        self.batch.init(author, root, data_hash, leaves, now, bumps.batch)?;
        self.batch.check()?;
        log_event!(BatchAttested {
            batch: *self.batch.address(),
            author,
            root,
            data_hash,
            slot: now.slot.into(),
            time: now.time.into(),
            leaves: leaves.into(),
        });
        Ok(())
    }
}
