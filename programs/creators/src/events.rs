//! What the program tells the world. Together the events of a creator rebuild its account and its history.
//! Times are unix seconds; zeros stand for "none"; handles are padded with zeros to 32 bytes.

use anchor_lang::prelude::*;
use makerstake_common::log_event;

use crate::state::creator::{Creator, NONE};

/// A creator exists.
#[event(bytemuck)]
pub struct CreatorRegistered {
    pub creator: Address,
    /// Its genesis key, from which its address follows.
    pub authority: Address,
    pub recovery: Address,
    pub handle: [u8; 32],
    /// Who paid the rent, and gets that of the handle back.
    pub rent_payer: Address,
    pub created_at: i64,
}

/// A profile was written or cleared. The address is here and nowhere on chain; the hash is in the account too, so
/// that a document from any place can be checked.
#[event]
pub struct ProfileUpdated {
    pub creator: Address,
    pub hash: [u8; 32],
    pub revision: u32,
    pub uri: String,
}

/// The authority was offered to a successor, who can accept from `due_at` on (0: at once).
#[event(bytemuck)]
pub struct AuthorityOffered {
    pub creator: Address,
    pub successor: Address,
    pub due_at: i64,
}

/// An offer, of the authority or of the recovery key's place, was taken back.
#[event(bytemuck)]
pub struct OfferWithdrawn {
    pub creator: Address,
    pub successor: Address,
    /// The key that took it back: the authority or the recovery key.
    pub signer: Address,
}

/// Another change took the place of the pending one, an offer or a recovery; the event of that change follows.
#[event(bytemuck)]
pub struct ChangeReplaced {
    pub creator: Address,
    /// Whom the replaced change was for.
    pub successor: Address,
}

impl ChangeReplaced {
    /// Logs that the pending change of a creator, if there is one, is about to be replaced: nothing falls silently.
    pub fn log(creator: &Account<Creator>) {
        if creator.succession != NONE {
            log_event!(ChangeReplaced { creator: *creator.address(), successor: creator.successor });
        }
    }
}

/// The successor accepted and is the authority.
#[event(bytemuck)]
pub struct AuthorityRotated {
    pub creator: Address,
    pub former: Address,
    pub authority: Address,
}

/// The recovery key asked to replace the authority, which its successor can finish from `due_at` on.
#[event(bytemuck)]
pub struct RecoveryBegun {
    pub creator: Address,
    pub successor: Address,
    pub due_at: i64,
}

/// A recovery ended without effect.
#[event(bytemuck)]
pub struct RecoveryCancelled {
    pub creator: Address,
    pub successor: Address,
    /// The key that cancelled it: the authority or the recovery key.
    pub signer: Address,
}

/// A recovery came to its end and the successor is the authority.
#[event(bytemuck)]
pub struct AuthorityRecovered {
    pub creator: Address,
    pub former: Address,
    pub authority: Address,
}

/// The authority alone named a new recovery key, which can accept from `due_at` on.
#[event(bytemuck)]
pub struct RecoveryKeyOffered {
    pub creator: Address,
    pub successor: Address,
    pub due_at: i64,
}

/// The recovery key was set, replaced or removed.
#[event(bytemuck)]
pub struct RecoveryKeyChanged {
    pub creator: Address,
    pub former: Address,
    pub recovery: Address,
}

/// A creator took a free handle.
#[event(bytemuck)]
pub struct HandleClaimed {
    pub creator: Address,
    pub handle: [u8; 32],
    /// Who paid the rent, and gets it back.
    pub rent_payer: Address,
}

/// A creator let its handle go.
#[event(bytemuck)]
pub struct HandleReleased {
    pub creator: Address,
    pub handle: [u8; 32],
    /// From when others may take it.
    pub free_at: i64,
}

/// A creator took back the handle that it had let go.
#[event(bytemuck)]
pub struct HandleReclaimed {
    pub creator: Address,
    pub handle: [u8; 32],
}

/// A released handle has rested and its account is closed: the name is free.
#[event(bytemuck)]
pub struct HandleFreed {
    /// Address of the closed account.
    pub account: Address,
    /// The creator that held the name last.
    pub creator: Address,
    pub rent_payer: Address,
}
