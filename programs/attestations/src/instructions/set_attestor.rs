//! Permit another creator, a platform for instance, to attest works in one's name. Each permission is an account of its
//! own that is never written again but to revoke it, so that what was done under it can always be judged by it.

use anchor_lang::{address_eq, prelude::*};
use makerstake_common::log_event;
use makerstake_creators::Creator;

use crate::{errors::AttestationError, events::AttestorSet, state::*};

#[derive(Accounts)]
#[instruction(number: u32)]
pub struct SetAttestor {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = creator.authority @ AttestationError::NotAuthority)]
    pub authority: Signer,
    #[account(constraint = creator.is_current() @ AttestationError::UnknownVersion)]
    pub creator: Account<Creator>,
    /// The creator that may attest from now on, whoever its authority is at a time.
    #[account(
        constraint = attestor.is_current() @ AttestationError::UnknownVersion,
        constraint = !address_eq(attestor.address(), creator.address()) @ AttestationError::SelfAttestor,
    )]
    pub attestor: Account<Creator>,
    #[account(init, payer = payer, seeds = [b"attestor", creator, attestor, number.to_le_bytes()], bump)]
    pub permission: Account<AttestorPermission>,
    pub system_program: Program<System>,
}

impl SetAttestor {
    /// Creates the permission. One that would begin in the past begins now.
    ///
    /// # Errors
    /// [`AttestationError::NotAuthority`], [`AttestationError::SelfAttestor`], those of [`AttestorPermission::init`],
    /// the system program's error 0 for a number that was used before.
    pub fn run(
        &mut self,
        number: u32,
        scope: u8,
        from: i64,
        until: i64,
        bumps: &SetAttestorBumps,
    ) -> Result<()> {
        let (creator, attestor) = (*self.creator.address(), *self.attestor.address());
        let now = Moment::now()?;
        let from = from.max(now.time);
        self.permission.init(creator, attestor, number, scope, from..until, now.slot, bumps.permission)?;
        self.permission.check()?;
        log_event!(AttestorSet {
            permission: *self.permission.address(),
            creator,
            attestor,
            slot: now.slot.into(),
            from: from.into(),
            until: until.into(),
            number: number.into(),
            scope,
        });
        Ok(())
    }
}
