//! Accounts from events.

use std::collections::{BTreeMap, BTreeSet};

use base64::{engine::general_purpose::STANDARD, Engine};
use makerstake_client::generated::attestations::{accounts as a, events::Event as Stated};
use makerstake_client::generated::creators::{accounts as c, events::Event as Named};
use makerstake_testkit::{
    attestations::{endorsement_address, ATTESTATIONS},
    creators::{handle_address, CREATORS, HANDLE_REST},
};
use solana_pubkey::Pubkey;

/// Every event of the two programs.
pub const ALL: [&str; 25] = [
    "CreatorRegistered",
    "ProfileUpdated",
    "AuthorityOffered",
    "OfferWithdrawn",
    "ChangeReplaced",
    "AuthorityRotated",
    "RecoveryBegun",
    "RecoveryCancelled",
    "AuthorityRecovered",
    "RecoveryKeyOffered",
    "RecoveryKeyChanged",
    "HandleClaimed",
    "HandleReleased",
    "HandleReclaimed",
    "HandleFreed",
    "Attested",
    "BatchAttested",
    "BatchRevoked",
    "Promoted",
    "Revoked",
    "Endorsed",
    "EndorsementWithdrawn",
    "EndorsementClosed",
    "AttestorSet",
    "AttestorRevoked",
];

const NOBODY: Pubkey = Pubkey::new_from_array([0; 32]);
const NONE: u8 = 0;
const OFFER: u8 = 1;
const RECOVERY: u8 = 2;
const RECOVERY_KEY: u8 = 3;

/// An account of either program.
#[derive(Clone, Debug, PartialEq)]
pub enum Account {
    Creator(c::Creator),
    Handle(c::Handle),
    Attestation(a::Attestation),
    Batch(a::Batch),
    Endorsement(a::Endorsement),
    Permission(a::AttestorPermission),
}

impl Account {
    /// Decodes what the chain holds.
    pub fn read(owner: &Pubkey, data: &[u8]) -> Option<Self> {
        if *owner == CREATORS {
            let creator = c::Creator::from_bytes(data).map(Self::Creator);
            return creator.or_else(|_| c::Handle::from_bytes(data).map(Self::Handle)).ok();
        }
        a::Attestation::from_bytes(data)
            .map(Self::Attestation)
            .or_else(|_| a::Batch::from_bytes(data).map(Self::Batch))
            .or_else(|_| a::Endorsement::from_bytes(data).map(Self::Endorsement))
            .or_else(|_| a::AttestorPermission::from_bytes(data).map(Self::Permission))
            .ok()
    }
}

/// What the events told so far.
#[derive(Default)]
pub struct Rebuilt {
    creators: BTreeMap<Pubkey, c::Creator>,
    handles: BTreeMap<Pubkey, c::Handle>,
    works: BTreeMap<Pubkey, a::Attestation>,
    batches: BTreeMap<Pubkey, a::Batch>,
    endorsements: BTreeMap<Pubkey, a::Endorsement>,
    permissions: BTreeMap<Pubkey, a::AttestorPermission>,
    /// The names of the events that were met.
    pub met: BTreeSet<String>,
}

impl Rebuilt {
    /// Reads the "Program data" lines of a transaction that went through.
    pub fn follow(&mut self, logs: &[String]) {
        for line in logs {
            let Some(text) = line.strip_prefix("Program data: ") else { continue };
            let data = STANDARD.decode(text).expect("base64");
            let name = if let Ok(event) = Named::from_bytes(&data) {
                let name = format!("{event:?}");
                self.creator(event);
                name
            } else {
                let event = Stated::from_bytes(&data).expect("an event of either program");
                let name = format!("{event:?}");
                self.work(event);
                name
            };
            self.met.insert(name.split('(').next().unwrap_or_default().to_owned());
        }
    }

    /// The accounts of one of the two programs.
    pub fn accounts(&self, owner: &Pubkey) -> BTreeMap<Pubkey, Account> {
        fn all<T: Clone>(
            of: &BTreeMap<Pubkey, T>,
            kind: fn(T) -> Account,
        ) -> impl Iterator<Item = (Pubkey, Account)> + '_ {
            of.iter().map(move |(address, account)| (*address, kind(account.clone())))
        }
        if *owner == CREATORS {
            all(&self.creators, Account::Creator).chain(all(&self.handles, Account::Handle)).collect()
        } else {
            all(&self.works, Account::Attestation)
                .chain(all(&self.batches, Account::Batch))
                .chain(all(&self.endorsements, Account::Endorsement))
                .chain(all(&self.permissions, Account::Permission))
                .collect()
        }
    }

    fn creator(&mut self, event: Named) {
        match event {
            Named::CreatorRegistered(event) => {
                let bump = bump(&[b"creator", event.authority.as_ref()], &CREATORS);
                let creator = c::Creator {
                    discriminator: c::CREATOR_DISCRIMINATOR,
                    authority: event.authority,
                    recovery: event.recovery,
                    successor: NOBODY,
                    handle: event.handle,
                    profile_hash: [0; 32],
                    created_at: event.created_at,
                    succeeds_at: 0,
                    profile_revision: 0,
                    succession: NONE,
                    bump,
                    version: 1,
                    reserved: [0; 33],
                };
                self.creators.insert(event.creator, creator);
                if event.handle != [0; 32] {
                    self.claimed(event.creator, event.handle, event.rent_payer);
                }
            }
            Named::ProfileUpdated(event) => {
                let creator = self.of(&event.creator);
                (creator.profile_hash, creator.profile_revision) = (event.hash, event.revision);
            }
            Named::AuthorityOffered(event) => self.pend(event.creator, event.successor, event.due_at, OFFER),
            Named::RecoveryBegun(event) => self.pend(event.creator, event.successor, event.due_at, RECOVERY),
            Named::RecoveryKeyOffered(event) => {
                self.pend(event.creator, event.successor, event.due_at, RECOVERY_KEY);
            }
            Named::OfferWithdrawn(event) => self.pend(event.creator, NOBODY, 0, NONE),
            Named::ChangeReplaced(event) => self.pend(event.creator, NOBODY, 0, NONE),
            Named::RecoveryCancelled(event) => self.pend(event.creator, NOBODY, 0, NONE),
            Named::AuthorityRotated(event) => {
                self.pend(event.creator, NOBODY, 0, NONE);
                self.of(&event.creator).authority = event.authority;
            }
            Named::AuthorityRecovered(event) => {
                self.pend(event.creator, NOBODY, 0, NONE);
                self.of(&event.creator).authority = event.authority;
            }
            Named::RecoveryKeyChanged(event) => {
                self.pend(event.creator, NOBODY, 0, NONE);
                self.of(&event.creator).recovery = event.recovery;
            }
            Named::HandleClaimed(event) => {
                self.of(&event.creator).handle = event.handle;
                self.claimed(event.creator, event.handle, event.rent_payer);
            }
            Named::HandleReleased(event) => {
                self.of(&event.creator).handle = [0; 32];
                self.named(&event.handle).released_at = event.free_at - HANDLE_REST;
            }
            Named::HandleReclaimed(event) => {
                self.of(&event.creator).handle = event.handle;
                self.named(&event.handle).released_at = 0;
            }
            Named::HandleFreed(event) => drop(self.handles.remove(&event.account)),
        }
    }

    fn work(&mut self, event: Stated) {
        match event {
            Stated::Attested(event) => {
                if event.parent != NOBODY {
                    self.works.get_mut(&event.parent).expect("a parent").is_revised = 1;
                }
                let work = a::Attestation {
                    discriminator: a::ATTESTATION_DISCRIMINATOR,
                    creator: event.creator,
                    content: event.content,
                    metadata: event.metadata,
                    parent: event.parent,
                    attestor: event.attestor,
                    slot: event.slot,
                    time: event.time,
                    revoked_slot: 0,
                    revision: event.revision,
                    kind: event.kind,
                    is_revised: 0,
                    version: 1,
                    reserved: [0; 11],
                };
                self.works.insert(event.attestation, work);
            }
            // The event of the attestation goes with it.
            Stated::Promoted(event) => assert!(self.batches.contains_key(&event.batch)),
            Stated::Revoked(event) => {
                self.works.get_mut(&event.attestation).expect("a work").revoked_slot = event.slot;
            }
            Stated::BatchAttested(event) => {
                let batch = a::Batch {
                    discriminator: a::BATCH_DISCRIMINATOR,
                    author: event.author,
                    root: event.root,
                    data_hash: event.data_hash,
                    slot: event.slot,
                    time: event.time,
                    revoked_at: 0,
                    leaves: event.leaves,
                    depth: makerstake_core::merkle::depth(event.leaves).expect("leaves"),
                    bump: bump(&[b"batch", event.author.as_ref(), &event.root], &ATTESTATIONS),
                    version: 1,
                    reserved: [0; 9],
                };
                self.batches.insert(event.batch, batch);
            }
            Stated::BatchRevoked(event) => {
                self.batches.get_mut(&event.batch).expect("a batch").revoked_at = event.revoked_at;
            }
            Stated::Endorsed(event) => {
                let seeds: [&[u8]; 3] = [b"endorsement", event.attestation.as_ref(), event.endorser.as_ref()];
                let endorsement = a::Endorsement {
                    discriminator: a::ENDORSEMENT_DISCRIMINATOR,
                    attestation: event.attestation,
                    endorser: event.endorser,
                    rent_payer: event.rent_payer,
                    slot: event.slot,
                    time: event.time,
                    withdrawn_at: 0,
                    bump: bump(&seeds, &ATTESTATIONS),
                    version: 1,
                    reserved: [0; 6],
                };
                self.endorsements
                    .insert(endorsement_address(&event.attestation, &event.endorser), endorsement);
            }
            Stated::EndorsementWithdrawn(event) => {
                let address = endorsement_address(&event.attestation, &event.endorser);
                self.endorsements.get_mut(&address).expect("given").withdrawn_at = event.withdrawn_at;
            }
            Stated::EndorsementClosed(event) => {
                let address = endorsement_address(&event.attestation, &event.endorser);
                self.endorsements.remove(&address);
            }
            Stated::AttestorSet(event) => {
                let number = event.number.to_le_bytes();
                let seeds: [&[u8]; 4] =
                    [b"attestor", event.creator.as_ref(), event.attestor.as_ref(), &number];
                let permission = a::AttestorPermission {
                    discriminator: a::ATTESTOR_PERMISSION_DISCRIMINATOR,
                    creator: event.creator,
                    attestor: event.attestor,
                    slot: event.slot,
                    from: event.from,
                    until: event.until,
                    revoked_slot: 0,
                    number: event.number,
                    scope: event.scope,
                    bump: bump(&seeds, &ATTESTATIONS),
                    version: 1,
                    reserved: [0; 9],
                };
                self.permissions.insert(event.permission, permission);
            }
            Stated::AttestorRevoked(event) => {
                self.permissions.get_mut(&event.permission).expect("a permission").revoked_slot = event.slot;
            }
        }
    }

    fn of(&mut self, creator: &Pubkey) -> &mut c::Creator {
        self.creators.get_mut(creator).expect("a creator")
    }

    fn named(&mut self, handle: &[u8; 32]) -> &mut c::Handle {
        self.handles.get_mut(&handle_address(handle)).expect("a handle")
    }

    fn pend(&mut self, creator: Pubkey, successor: Pubkey, succeeds_at: i64, succession: u8) {
        let creator = self.of(&creator);
        (creator.successor, creator.succeeds_at, creator.succession) = (successor, succeeds_at, succession);
    }

    fn claimed(&mut self, creator: Pubkey, name: [u8; 32], rent_payer: Pubkey) {
        let handle = c::Handle {
            discriminator: c::HANDLE_DISCRIMINATOR,
            creator,
            rent_payer,
            released_at: 0,
            bump: bump(&[b"handle", &name], &CREATORS),
            version: 1,
            reserved: [0; 6],
        };
        self.handles.insert(handle_address(&name), handle);
    }
}

fn bump(seeds: &[&[u8]], program: &Pubkey) -> u8 {
    Pubkey::find_program_address(seeds, program).1
}
