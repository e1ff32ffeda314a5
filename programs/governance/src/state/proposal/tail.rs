//! What stands behind a proposal's fields: its title, its document's address and its actions.

use anchor_lang::{accounts::Slab, prelude::*};
use bytemuck::bytes_of;
use makerstake_common::create_pda;
use makerstake_core::{
    action::{Action, Actions, Kinds},
    hash::Digest,
};

use super::Proposal;
use crate::errors::GovernanceError;

/// A proposal with its tail: title, document address and actions, one after another, in pieces of 32 bytes.
pub type ProposalAccount = Slab<Proposal, [u8; 32]>;

/// Most pieces of a tail.
const MAX_PIECES: u32 = 64;

/// The action at `index`, out of the proposal or out of what an execution's payload has (checked by [`Proposal::advance`]).
///
/// # Errors
/// `WrongAction` past the end; those of bytes that are no action; `KindNotInTrack` and those of [`check_sound`] for those of a payload.
pub fn action_at<'a>(proposal: &'a ProposalAccount, index: u8, payload: &'a [u8]) -> Result<Action<'a>> {
    let (bytes, index) = if proposal.is_by_hash == 0 {
        (inline_actions(proposal)?, usize::from(index))
    } else {
        (payload.get(size_of::<Digest>()..).ok_or(GovernanceError::PayloadMismatch)?, 0)
    };
    let action = Actions::new(bytes).nth(index).ok_or(GovernanceError::WrongAction)?;
    let action = action.map_err(GovernanceError::from)?;
    if proposal.is_by_hash != 0 {
        // Inline actions were looked through at creation; these are seen for the first time (INVARIANT 13).
        let is_voted = Kinds::from_bits(proposal.kinds).is_some_and(|kinds| kinds.has(action.kind()));
        require!(is_voted, GovernanceError::KindNotInTrack);
        check_sound(&action)?;
    }
    Ok(action)
}

/// That an action can be executed, whatever else there is.
///
/// # Errors
/// The compiled floor that a track's terms break; `InvalidActionParameters`.
pub fn check_sound(action: &Action<'_>) -> Result<()> {
    if let Action::SetTrack { terms, .. } = action {
        return Ok(terms.check().map_err(GovernanceError::from)?);
    }
    require!(action.is_sound(), GovernanceError::InvalidActionParameters);
    Ok(())
}

/// The bytes of a proposal's inline actions.
fn inline_actions(proposal: &ProposalAccount) -> Result<&[u8]> {
    let from = usize::from(proposal.title_bytes).saturating_add(usize::from(proposal.uri_bytes));
    let to = from.saturating_add(usize::from(proposal.action_bytes));
    Ok(proposal.as_slice().as_flattened().get(from..to).ok_or(GovernanceError::OutOfRange)?)
}

/// Pieces of 32 bytes that title, document address and actions take, one after another.
fn pieces(parts: [&[u8]; 3]) -> u32 {
    let bytes = parts.iter().fold(0usize, |bytes, part| bytes.saturating_add(part.len()));
    // A transaction of 1,232 bytes has no room for more than 39 pieces.
    u32::try_from(bytes.div_ceil(32)).unwrap_or(MAX_PIECES).min(MAX_PIECES)
}

/// Bytes of account data for a proposal with this title, document address and these actions.
pub fn space(parts: [&[u8]; 3]) -> usize {
    ProposalAccount::space_for(pieces(parts))
}

/// Writes a proposal that was just opened, and behind it title, document address and actions.
///
/// # Errors
/// `AccountDataTooSmall` when there is no room.
pub fn write_new(account: &AccountView, proposal: &Proposal, parts: [&[u8]; 3]) -> Result<()> {
    let [title, uri, actions] = parts;
    let count = pieces(parts).to_le_bytes();
    create_pda::put(account, Proposal::DISCRIMINATOR, &[bytes_of(proposal), &count, title, uri, actions])
}
