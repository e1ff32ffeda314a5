//! What several files need.

use makerstake_testkit::{creators::*, World};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// Zeros: no key.
pub const NOBODY: Pubkey = Pubkey::new_from_array([0; 32]);

/// `Creator::succeeds_at` of a change that need not wait.
pub const AT_ONCE: i64 = 0;

/// The values of `Creator::succession`.
pub const NONE: u8 = 0;
pub const OFFER: u8 = 1;
pub const RECOVERY: u8 = 2;
pub const RECOVERY_KEY: u8 = 3;

/// A creator with a recovery key, and two keys that others hold.
pub struct Keys {
    pub world: World,
    pub ada: Identity,
    pub recovery: Keypair,
    pub successor: Keypair,
    pub stranger: Keypair,
}

impl Keys {
    pub fn new() -> Self {
        let mut world = World::new();
        let recovery = world.actor();
        let ada = world.register_with([0; 32], recovery.pubkey());
        let (successor, stranger) = (world.actor(), world.actor());
        Self { world, ada, recovery, successor, stranger }
    }

    /// The creator as the chain holds it.
    pub fn creator(&self) -> Creator {
        self.world.creator(&self.ada.address)
    }

    /// Offers the authority to the successor, with or without the recovery key's signature.
    pub fn offer(&mut self, co_signed: bool) {
        let recovery = co_signed.then(|| self.recovery.pubkey());
        let offer = offer_authority(&self.ada.key(), recovery, &self.ada.address, &self.successor.pubkey());
        self.world.send(&[offer], &[&self.ada.authority, &self.recovery]).unwrap();
    }

    /// Begins to put the successor in the authority's place.
    pub fn begin(&mut self) {
        let begin = begin_recovery(&self.recovery.pubkey(), &self.ada.address, &self.successor.pubkey());
        self.world.send(&[begin], &[&self.recovery]).unwrap();
    }

    /// Offers the recovery key's place to the successor, by the authority alone.
    pub fn offer_recovery_key(&mut self) {
        let set = set_recovery_key(&self.ada.key(), None, &self.ada.address, &self.successor.pubkey());
        self.world.send(&[set], &[&self.ada.authority]).unwrap();
    }
}
