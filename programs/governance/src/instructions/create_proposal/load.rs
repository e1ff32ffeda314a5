//! What a proposal carries: its actions looked through, or what their hash says of itself.

use anchor_lang::{cpi::rent_exempt_lamports, prelude::*};
use makerstake_common::sha256::Syscall;
use makerstake_core::{
    action::{Action, Actions, Asset, Kinds, MAX_ACTIONS},
    hash::{is_zero, Digest, Sha256},
    track::Terms,
};

use super::CreateProposal;
use crate::{
    clock::slot,
    code,
    errors::GovernanceError,
    state::{proposal::check_sound, Budget, Metered, Meters},
    treasury::{spendable, token_balance},
};

/// Actions that come with their execution.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct ByHash {
    /// The link to the first action and all after it.
    pub link: [u8; 32],
    /// Which kinds of action there are, bit n for kind n.
    pub kinds: u32,
    /// How many there are.
    pub count: u8,
}

/// What a proposal carries, after it was looked through.
pub(super) struct Load {
    /// Which kinds of action there are.
    pub kinds: Kinds,
    /// How many there are.
    pub count: u8,
    /// Inline: SHA-256 of all; by hash: the first link.
    pub payload: Digest,
    /// Whether they come with their execution.
    pub is_by_hash: bool,
}

impl ByHash {
    /// Actions that nobody has seen yet: their kinds are checked now and again at execution, their limits could not be.
    pub(super) fn check(&self, inline: &[u8], terms: &Terms) -> Result<Load> {
        require!(inline.is_empty(), GovernanceError::InvalidActionCount);
        require!(!terms.is_capped(), GovernanceError::HashedActionsNotMeasurable);
        require!((1..=MAX_ACTIONS).contains(&self.count), GovernanceError::InvalidActionCount);
        require!(!is_zero(&self.link), GovernanceError::PayloadMismatch);
        let kinds = Kinds::from_bits(self.kinds).filter(|kinds| !kinds.is_empty());
        let kinds = kinds.ok_or(GovernanceError::InvalidKinds)?;
        Ok(Load { kinds, count: self.count, payload: self.link, is_by_hash: true })
    }
}

impl CreateProposal {
    /// Reads inline actions: every one must be sound, and within the track's limits as things stand (INVARIANT 13).
    pub(super) fn validate_actions(
        &self,
        actions: &[u8],
        terms: &Terms,
        epoch: u32,
        balances: &[AccountView],
    ) -> Result<Load> {
        let (mut kinds, mut count) = (Kinds::NONE, 0u8);
        let mut meters = self.platform.meters.at(epoch);
        for action in Actions::new(actions) {
            let action = action.map_err(GovernanceError::from)?;
            check_sound(&action)?;
            self.check_action(&action)?;
            if terms.is_capped() {
                self.measure(&mut meters, &action, balances)?;
            }
            kinds = kinds.with(action.kind());
            count = count.saturating_add(1);
        }
        require!((1..=MAX_ACTIONS).contains(&count), GovernanceError::InvalidActionCount);
        Ok(Load { kinds, count, payload: Syscall::hashv(&[actions]), is_by_hash: false })
    }

    /// What an action may not be here, whatever happens until it is executed.
    fn check_action(&self, action: &Action<'_>) -> Result<()> {
        let is_own = |key: &[u8; 32]| *key == *self.platform.treasury.as_array();
        match action {
            Action::Transfer(transfer) => {
                require!(!is_own(transfer.to), GovernanceError::RecipientRefused);
            }
            Action::OpenBudget(open) => {
                require!(!is_own(open.recipient), GovernanceError::RecipientRefused);
                self.track.check_budget_id(open.id)?;
            }
            Action::Invoke(invoke) => {
                require!(*invoke.program != *crate::ID.as_array(), GovernanceError::SelfTarget);
                code::check_past(&invoke.pin, slot()?)?;
            }
            Action::Upgrade(upgrade) => code::check_past(&upgrade.pin, slot()?)?,
            Action::SetTrack { terms, .. } => {
                let length = terms.check_length(self.platform.snapshot_epoch_seconds);
                length.map_err(GovernanceError::from)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds what an action spends to what its epoch has spent already, if the limits hold. The rent of an account that a payment
    /// may open is seen when it does.
    fn measure(&self, meters: &mut Meters, action: &Action<'_>, balances: &[AccountView]) -> Result<()> {
        let (asset, amount, rent) = match action {
            Action::Transfer(transfer) => (&transfer.asset, transfer.amount, 0),
            Action::OpenBudget(open) => {
                let rent = rent_exempt_lamports(Account::<Budget>::INIT_SPACE)?;
                (&open.asset, open.terms.cap, rent)
            }
            _ => return Ok(()),
        };
        let mut lamports = rent;
        match asset {
            Asset::Sol => lamports = rent.checked_add(amount).ok_or(GovernanceError::OutOfRange)?,
            Asset::Token(mint) => {
                let mint = Address::new_from_array(**mint);
                let metered = Metered::of(&self.pool, &mint)?;
                // A smaller account of several only makes the limit tighter.
                let balance =
                    balances.iter().find_map(|view| token_balance(&self.platform, view, &mint).ok());
                let balance = balance.ok_or(GovernanceError::BalanceMissing)?;
                meters.spend(&self.track, metered, amount, balance)?;
            }
        }
        if lamports > 0 {
            let treasury = balances.iter().find(|view| *view.address() == self.platform.treasury);
            let balance = spendable(treasury.ok_or(GovernanceError::BalanceMissing)?)?;
            meters.spend(&self.track, Metered::Lamports, lamports, balance)?;
        }
        Ok(())
    }
}
