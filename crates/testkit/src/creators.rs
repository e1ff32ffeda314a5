//! Creators: an identity to act with, its instructions one by one, and what the chain holds of it.

use makerstake_client::generated::creators::instructions as generated;
pub use makerstake_client::generated::creators::{
    accounts::{Creator, Handle},
    errors::MakerstakeCreatorsError as CreatorError,
    MAKERSTAKE_CREATORS_ID as CREATORS,
};
use makerstake_core::handle::{self, Padded};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use solana_signer::Signer;

use crate::{addresses::find, World};

/// Seconds that a change of keys signed by one key alone waits.
pub const KEY_DELAY: i64 = 7 * crate::clock::DAY;
/// Seconds that a released handle rests.
pub const HANDLE_REST: i64 = 30 * crate::clock::DAY;

/// A registered creator and the key that acts for it.
pub struct Identity {
    /// The creator's address, which never changes.
    pub address: Pubkey,
    /// Its authority.
    pub authority: Keypair,
}

impl Identity {
    /// The authority's address.
    pub fn key(&self) -> Pubkey {
        self.authority.pubkey()
    }
}

/// The address of the creator of a genesis key.
pub fn creator_address(genesis_key: &Pubkey) -> Pubkey {
    find(&[b"creator", genesis_key.as_ref()], &CREATORS)
}

/// The address of a handle, and its bump.
pub fn handle_address(name: &Padded) -> Pubkey {
    find(&[b"handle", name], &CREATORS)
}

/// A handle as accounts hold it.
///
/// # Panics
/// Where it breaks the rules.
pub fn name(text: &str) -> Padded {
    handle::pad(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// `register`; zeros for no name and no recovery key.
pub fn register(payer: &Pubkey, genesis_key: &Pubkey, name: Padded, recovery: Pubkey) -> Instruction {
    generated::Register {
        payer: *payer,
        genesis_key: *genesis_key,
        creator: creator_address(genesis_key),
        handle: (name != handle::NONE).then(|| handle_address(&name)),
        system_program: system_program::ID,
    }
    .instruction(generated::RegisterInstructionArgs { name, recovery })
}

/// `update_profile`.
pub fn update_profile(authority: &Pubkey, creator: &Pubkey, uri: &str, hash: [u8; 32]) -> Instruction {
    generated::UpdateProfile { authority: *authority, creator: *creator }
        .instruction(generated::UpdateProfileInstructionArgs { uri: uri.to_owned(), hash })
}

/// `offer_authority`, co-signed by the recovery key where one is given.
pub fn offer_authority(
    authority: &Pubkey,
    recovery: Option<Pubkey>,
    creator: &Pubkey,
    successor: &Pubkey,
) -> Instruction {
    generated::OfferAuthority { authority: *authority, recovery, creator: *creator }
        .instruction(generated::OfferAuthorityInstructionArgs { successor: *successor })
}

/// `accept_authority`.
pub fn accept_authority(successor: &Pubkey, creator: &Pubkey) -> Instruction {
    generated::AcceptAuthority { successor: *successor, creator: *creator }.instruction()
}

/// `withdraw_offer`.
pub fn withdraw_offer(signer: &Pubkey, creator: &Pubkey) -> Instruction {
    generated::WithdrawOffer { signer: *signer, creator: *creator }.instruction()
}

/// `set_recovery_key`, co-signed by the recovery key where one is given.
pub fn set_recovery_key(
    authority: &Pubkey,
    recovery: Option<Pubkey>,
    creator: &Pubkey,
    key: &Pubkey,
) -> Instruction {
    generated::SetRecoveryKey { authority: *authority, recovery, creator: *creator }
        .instruction(generated::SetRecoveryKeyInstructionArgs { key: *key })
}

/// `accept_recovery_key`.
pub fn accept_recovery_key(successor: &Pubkey, creator: &Pubkey) -> Instruction {
    generated::AcceptRecoveryKey { successor: *successor, creator: *creator }.instruction()
}

/// `begin_recovery`.
pub fn begin_recovery(recovery: &Pubkey, creator: &Pubkey, successor: &Pubkey) -> Instruction {
    generated::BeginRecovery { recovery: *recovery, creator: *creator }
        .instruction(generated::BeginRecoveryInstructionArgs { successor: *successor })
}

/// `cancel_recovery`.
pub fn cancel_recovery(signer: &Pubkey, creator: &Pubkey) -> Instruction {
    generated::CancelRecovery { signer: *signer, creator: *creator }.instruction()
}

/// `finish_recovery`.
pub fn finish_recovery(successor: &Pubkey, creator: &Pubkey) -> Instruction {
    generated::FinishRecovery { successor: *successor, creator: *creator }.instruction()
}

/// `claim_handle`.
pub fn claim_handle(payer: &Pubkey, authority: &Pubkey, creator: &Pubkey, name: Padded) -> Instruction {
    generated::ClaimHandle {
        payer: *payer,
        authority: *authority,
        creator: *creator,
        handle: handle_address(&name),
        system_program: system_program::ID,
    }
    .instruction(generated::ClaimHandleInstructionArgs { name })
}

/// `release_handle`.
pub fn release_handle(authority: &Pubkey, creator: &Pubkey, name: Padded) -> Instruction {
    generated::ReleaseHandle { authority: *authority, creator: *creator, handle: handle_address(&name) }
        .instruction()
}

/// `reclaim_handle`.
pub fn reclaim_handle(authority: &Pubkey, creator: &Pubkey, name: Padded) -> Instruction {
    generated::ReclaimHandle { authority: *authority, creator: *creator, handle: handle_address(&name) }
        .instruction(generated::ReclaimHandleInstructionArgs { name })
}

/// `free_handle`.
pub fn free_handle(name: Padded, rent_payer: &Pubkey) -> Instruction {
    generated::FreeHandle { handle: handle_address(&name), rent_payer: *rent_payer }.instruction()
}

impl World {
    /// Registers a new actor as a creator, without handle or recovery key.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn register(&mut self) -> Identity {
        self.register_with(handle::NONE, Pubkey::default())
    }

    /// Registers a new actor as a creator with a handle.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn register_as(&mut self, handle: &str) -> Identity {
        self.register_with(name(handle), Pubkey::default())
    }

    /// Registers a new actor as a creator; zeros for no name and no recovery key.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn register_with(&mut self, name: Padded, recovery: Pubkey) -> Identity {
        let authority = self.actor();
        let key = authority.pubkey();
        self.send(&[register(&key, &key, name, recovery)], &[&authority])
            .unwrap_or_else(|refusal| panic!("registering: {refusal:?}"));
        Identity { address: creator_address(&key), authority }
    }

    /// The creator at this address.
    ///
    /// # Panics
    /// Where there is none.
    pub fn creator(&self, address: &Pubkey) -> Creator {
        let account = self.account(address).unwrap_or_else(|| panic!("no creator at {address}"));
        assert_eq!(account.owner, CREATORS, "owner of {address}");
        Creator::from_bytes(&account.data).unwrap_or_else(|error| panic!("{address}: {error}"))
    }

    /// The account of a handle, unless it is free.
    ///
    /// # Panics
    /// Where something else is at its address.
    pub fn handle(&self, name: &Padded) -> Option<Handle> {
        let account = self.account(&handle_address(name)).filter(|account| account.owner == CREATORS)?;
        Some(Handle::from_bytes(&account.data).unwrap_or_else(|error| panic!("handle: {error}")))
    }
}
