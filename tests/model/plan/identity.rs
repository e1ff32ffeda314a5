//! Identities: profiles, authorities, recovery keys.

use makerstake_core::handle;
use makerstake_testkit::creators::{self, Creator, CreatorError as E};
use solana_pubkey::Pubkey;

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::Harness,
};

const NONE: u8 = 0;
const OFFER: u8 = 1;
const RECOVERY: u8 = 2;
const RECOVERY_KEY: u8 = 3;
/// Most creators that register during the play.
const GUESTS: usize = 4;

fn refuse(error: E) -> Expect {
    Expect::Refuse(error as u32)
}

/// What comes of a change that only both keys can make at once: nothing where another one is pending.
fn is_free(creator: &Creator, cosigned: bool) -> Result<(), E> {
    if cosigned && creator.recovery == Pubkey::default() {
        return Err(E::NoRecoveryKey);
    }
    match creator.succession {
        _ if cosigned => Ok(()),
        NONE => Ok(()),
        RECOVERY => Err(E::RecoveryPending),
        _ => Err(E::OfferPending),
    }
}

fn is_fit(creator: &Creator, successor: &Pubkey) -> Result<(), E> {
    if *successor == Pubkey::default() {
        Err(E::ZeroKey)
    } else if *successor == creator.authority {
        Err(E::UnchangedKey)
    } else if *successor == creator.recovery {
        Err(E::SameAsRecoveryKey)
    } else {
        Ok(())
    }
}

fn expect(verdict: Result<(), E>) -> Expect {
    verdict.map_or_else(refuse, |()| Expect::Accept)
}

impl Harness {
    /// A step of an identity.
    pub(super) fn plan_identity(&mut self, entropy: Entropy) -> Vec<Call> {
        let address = self.creators[entropy.pick(1, self.creators.len())];
        let Some(creator) = self.books.creator(&address).cloned() else { return Vec::new() };
        let cosigned = entropy.once_in(3, 3);
        let cosigner = cosigned.then_some(creator.recovery).filter(|key| *key != Pubkey::default());
        let cosigned = cosigner.is_some();
        let authority = creator.authority;
        let (instruction, expect) = match entropy.byte(2) % 20 {
            0 => return self.plan_registration(entropy),
            1 => {
                let hash = if entropy.once_in(3, 4) { [0; 32] } else { self.bytes() };
                let uri = if entropy.once_in(4, 4) { "" } else { "https://example.org/profile.json" };
                let verdict =
                    if uri.is_empty() == (hash == [0; 32]) { Ok(()) } else { Err(E::ProfileIncomplete) };
                (creators::update_profile(&authority, &address, uri, hash), expect(verdict))
            }
            2..=4 => {
                let successor = self.some_key(&creator, entropy);
                let verdict = is_free(&creator, cosigned).and_then(|()| is_fit(&creator, &successor));
                (creators::offer_authority(&authority, cosigner, &address, &successor), expect(verdict))
            }
            5..=7 => {
                let signer = self.some_successor(&creator, entropy);
                let verdict = self.is_offered(&creator, OFFER, &signer);
                (creators::accept_authority(&signer, &address), expect(verdict))
            }
            8 => {
                let signer = if entropy.once_in(3, 2) { authority } else { creator.recovery };
                let is_pending = [OFFER, RECOVERY_KEY].contains(&creator.succession);
                let verdict = if is_pending { Ok(()) } else { Err(E::NoOffer) };
                (creators::withdraw_offer(&signer, &address), expect(verdict))
            }
            9..=10 => {
                let key =
                    if entropy.once_in(4, 6) { Pubkey::default() } else { self.some_key(&creator, entropy) };
                let verdict = if key == creator.authority {
                    Err(E::SameAsRecoveryKey)
                } else if key == creator.recovery {
                    Err(E::UnchangedKey)
                } else {
                    is_free(&creator, cosigned)
                };
                let waits = !cosigned && creator.recovery != Pubkey::default();
                let verdict = match verdict {
                    Ok(()) if waits && key == Pubkey::default() => Err(E::RecoveryKeyMustSign),
                    other => other,
                };
                (creators::set_recovery_key(&authority, cosigner, &address, &key), expect(verdict))
            }
            11..=12 => {
                let signer = self.some_successor(&creator, entropy);
                let verdict = self.is_offered(&creator, RECOVERY_KEY, &signer);
                (creators::accept_recovery_key(&signer, &address), expect(verdict))
            }
            13..=15 => {
                let successor = self.some_key(&creator, entropy);
                let verdict = if creator.succession == RECOVERY {
                    Err(E::RecoveryPending)
                } else {
                    is_fit(&creator, &successor)
                };
                if creator.recovery == Pubkey::default() {
                    return Vec::new();
                }
                (creators::begin_recovery(&creator.recovery, &address, &successor), expect(verdict))
            }
            16 => {
                let signer = if entropy.once_in(3, 2) { authority } else { creator.recovery };
                let verdict = if creator.succession == RECOVERY { Ok(()) } else { Err(E::NoRecovery) };
                (creators::cancel_recovery(&signer, &address), expect(verdict))
            }
            _ => {
                let signer = self.some_successor(&creator, entropy);
                let verdict = if creator.succession != RECOVERY {
                    Err(E::NoRecovery)
                } else if signer != creator.successor {
                    Err(E::NotSuccessor)
                } else if self.now < creator.succeeds_at {
                    Err(E::RecoveryNotDue)
                } else {
                    Ok(())
                };
                (creators::finish_recovery(&signer, &address), expect(verdict))
            }
        };
        // A key of zeros has no hand to sign with.
        if instruction.accounts.iter().any(|meta| meta.is_signer && meta.pubkey == Pubkey::default()) {
            return Vec::new();
        }
        vec![Call::new(instruction).expecting(expect)]
    }

    fn is_offered(&self, creator: &Creator, succession: u8, signer: &Pubkey) -> Result<(), E> {
        if creator.succession == RECOVERY {
            Err(E::RecoveryPending)
        } else if creator.succession != succession {
            Err(E::NoOffer)
        } else if *signer != creator.successor {
            Err(E::NotSuccessor)
        } else if creator.succeeds_at != 0 && self.now < creator.succeeds_at {
            Err(E::OfferNotDue)
        } else {
            Ok(())
        }
    }

    /// Mostly a new key, sometimes one that is in use.
    fn some_key(&mut self, creator: &Creator, entropy: Entropy) -> Pubkey {
        match entropy.byte(4) % 12 {
            0 => creator.recovery,
            1 => creator.authority,
            2 => self.actors[entropy.pick(5, 4)].address,
            _ => self.key(),
        }
    }

    /// Mostly the successor.
    fn some_successor(&self, creator: &Creator, entropy: Entropy) -> Pubkey {
        if entropy.once_in(4, 8) {
            self.stranger
        } else {
            creator.successor
        }
    }

    fn plan_registration(&mut self, entropy: Entropy) -> Vec<Call> {
        let guests = self.creators.len() - (crate::harness::ACTORS - crate::harness::WALLETS);
        if guests >= GUESTS {
            return Vec::new();
        }
        let genesis = self.guest_key(guests);
        let address = creators::creator_address(&genesis);
        if self.books.creator(&address).is_some() {
            self.creators.push(address);
            return Vec::new();
        }
        let recovery = if entropy.once_in(3, 2) { self.key() } else { Pubkey::default() };
        let (name, is_free) = match self.some_handle(entropy) {
            name if entropy.once_in(4, 2) => (name, !self.is_taken(&name)),
            _ => (handle::NONE, true),
        };
        let register = creators::register(&self.sponsor(entropy), &genesis, name, recovery);
        // The system program's error of an account that exists.
        let expect = if is_free { Expect::Accept } else { Expect::Refuse(0) };
        vec![Call::new(register).expecting(expect)]
    }

    /// The genesis key of the next guest: known beforehand, so that its address can be given lamports.
    pub(super) fn guest_key(&self, guest: usize) -> Pubkey {
        let mut bytes = self.stranger.to_bytes();
        bytes[0] ^= 1 + u8::try_from(guest).expect("few guests");
        Pubkey::new_from_array(bytes)
    }
}
