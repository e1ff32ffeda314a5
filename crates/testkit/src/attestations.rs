//! Attestations: works, batches with their proofs, endorsements, instruction by instruction.

use std::ops::Range;

use makerstake_client::generated::attestations::instructions as generated;
pub use makerstake_client::generated::attestations::{
    accounts::{Attestation, AttestorPermission, Batch, Endorsement},
    errors::MakerstakeAttestationsError as AttestationError,
    MAKERSTAKE_ATTESTATIONS_ID as ATTESTATIONS,
};
use makerstake_core::{
    attestor,
    hash::{Digest, Sha256, ZERO},
    merkle,
    work::Leaf,
};
use sha2::Digest as _;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use crate::{addresses::find, creators::Identity, World};

/// Seconds that a withdrawn endorsement is kept.
pub const ENDORSEMENT_KEPT: i64 = 90 * crate::clock::DAY;

/// SHA-256 of the `sha2` crate.
pub struct Sha2;

impl Sha256 for Sha2 {
    fn hashv(parts: &[&[u8]]) -> Digest {
        let mut hasher = sha2::Sha256::new();
        parts.iter().for_each(|part| hasher.update(part));
        hasher.finalize().into()
    }
}

/// The address of a creator's attestation of these bytes.
pub fn attestation_address(creator: &Pubkey, content: &Digest) -> Pubkey {
    find(&[b"attestation", creator.as_ref(), content], &ATTESTATIONS)
}

/// The address of an author's batch.
pub fn batch_address(author: &Pubkey, root: &Digest) -> Pubkey {
    find(&[b"batch", author.as_ref(), root], &ATTESTATIONS)
}

/// The address of a creator's endorsement.
pub fn endorsement_address(attestation: &Pubkey, endorser: &Pubkey) -> Pubkey {
    find(&[b"endorsement", attestation.as_ref(), endorser.as_ref()], &ATTESTATIONS)
}

/// The address of a creator's permission for an attestor.
pub fn permission_address(creator: &Pubkey, attestor: &Pubkey, number: u32) -> Pubkey {
    find(&[b"attestor", creator.as_ref(), attestor.as_ref(), &number.to_le_bytes()], &ATTESTATIONS)
}

/// `set_attestor` with the number 0, the authority paying.
pub fn set_attestor(who: &Identity, attestor: &Pubkey, scope: u8, period: Range<i64>) -> Instruction {
    set_attestor_again(who, attestor, 0, scope, period)
}

/// `set_attestor`, the authority paying.
pub fn set_attestor_again(
    who: &Identity,
    attestor: &Pubkey,
    number: u32,
    scope: u8,
    period: Range<i64>,
) -> Instruction {
    generated::SetAttestor {
        payer: who.key(),
        authority: who.key(),
        creator: who.address,
        attestor: *attestor,
        permission: permission_address(&who.address, attestor, number),
        system_program: system_program::ID,
    }
    .instruction(generated::SetAttestorInstructionArgs {
        number,
        scope,
        from: period.start,
        until: period.end,
    })
}

/// `revoke_attestor`, signed by either key of the creator.
pub fn revoke_attestor(signer: &Pubkey, creator: &Pubkey, permission: &Pubkey) -> Instruction {
    generated::RevokeAttestor { signer: *signer, creator: *creator, permission: *permission }.instruction()
}

/// `attest` by an attestor for a creator, by its permission of the number 0, the attestor's authority paying.
pub fn attest_for(attestor: &Identity, creator: &Pubkey, content: Digest, kind: u8) -> Instruction {
    generated::Attest {
        payer: attestor.key(),
        authority: attestor.key(),
        creator: *creator,
        attestor: Some(attestor.address),
        permission: Some(permission_address(creator, &attestor.address, 0)),
        attestation: attestation_address(creator, &content),
        system_program: system_program::ID,
    }
    .instruction(generated::AttestInstructionArgs { content, metadata: [2; 32], kind })
}

/// `revise` by an attestor for a creator, by its permission of the number 0, the attestor's authority paying.
pub fn revise_for(attestor: &Identity, creator: &Pubkey, parent: &Pubkey, content: Digest) -> Instruction {
    generated::Revise {
        payer: attestor.key(),
        authority: attestor.key(),
        creator: *creator,
        attestor: Some(attestor.address),
        permission: Some(permission_address(creator, &attestor.address, 0)),
        parent: *parent,
        attestation: attestation_address(creator, &content),
        system_program: system_program::ID,
    }
    .instruction(generated::ReviseInstructionArgs { content, metadata: [2; 32] })
}

/// `attest`, the authority paying.
pub fn attest(who: &Identity, content: Digest, metadata: Digest, kind: u8) -> Instruction {
    generated::Attest {
        payer: who.key(),
        authority: who.key(),
        creator: who.address,
        attestor: None,
        permission: None,
        attestation: attestation_address(&who.address, &content),
        system_program: system_program::ID,
    }
    .instruction(generated::AttestInstructionArgs { content, metadata, kind })
}

/// `revise`, the authority paying.
pub fn revise(who: &Identity, parent: &Pubkey, content: Digest, metadata: Digest) -> Instruction {
    generated::Revise {
        payer: who.key(),
        authority: who.key(),
        creator: who.address,
        attestor: None,
        permission: None,
        parent: *parent,
        attestation: attestation_address(&who.address, &content),
        system_program: system_program::ID,
    }
    .instruction(generated::ReviseInstructionArgs { content, metadata })
}

/// `revoke`.
pub fn revoke(who: &Identity, attestation: &Pubkey) -> Instruction {
    generated::Revoke { authority: who.key(), creator: who.address, attestation: *attestation }.instruction()
}

/// `attest_batch`, the authority paying.
pub fn attest_batch(author: &Identity, root: Digest, data_hash: Digest, leaves: u32) -> Instruction {
    generated::AttestBatch {
        payer: author.key(),
        authority: author.key(),
        author: author.address,
        batch: batch_address(&author.address, &root),
        system_program: system_program::ID,
    }
    .instruction(generated::AttestBatchInstructionArgs { root, data_hash, leaves })
}

/// `revoke_batch`.
pub fn revoke_batch(author: &Identity, root: &Digest) -> Instruction {
    generated::RevokeBatch {
        authority: author.key(),
        author: author.address,
        batch: batch_address(&author.address, root),
    }
    .instruction()
}

/// `promote` of a leaf of the batch with this root, signed by `authority` where one is given.
pub fn promote(
    payer: &Pubkey,
    authority: Option<Pubkey>,
    leaf: &Leaf,
    root: &Digest,
    proof: Vec<Digest>,
) -> Instruction {
    promote_by(payer, authority, None, leaf, root, proof)
}

/// `promote` of a leaf, unsigned, by the permission of the number 0 that its creator gave to the batch's author.
pub fn promote_permitted(payer: &Pubkey, leaf: &Leaf, root: &Digest, proof: Vec<Digest>) -> Instruction {
    let permission = permission_address(&Pubkey::from(leaf.creator), &Pubkey::from(leaf.author), 0);
    promote_by(payer, None, Some(permission), leaf, root, proof)
}

/// `promote`, signed by `authority` and by a permission where they are given.
pub fn promote_by(
    payer: &Pubkey,
    authority: Option<Pubkey>,
    permission: Option<Pubkey>,
    leaf: &Leaf,
    root: &Digest,
    proof: Vec<Digest>,
) -> Instruction {
    let creator = Pubkey::from(leaf.creator);
    generated::Promote {
        payer: *payer,
        authority,
        creator,
        batch: batch_address(&Pubkey::from(leaf.author), root),
        permission,
        parent: (leaf.parent != ZERO).then(|| Pubkey::from(leaf.parent)),
        attestation: attestation_address(&creator, &leaf.content),
        system_program: system_program::ID,
    }
    .instruction(generated::PromoteInstructionArgs {
        content: leaf.content,
        metadata: leaf.metadata,
        kind: leaf.kind,
        nonce: leaf.nonce,
        proof,
    })
}

/// `endorse`, the authority paying.
pub fn endorse(who: &Identity, attestation: &Pubkey) -> Instruction {
    generated::Endorse {
        payer: who.key(),
        authority: who.key(),
        endorser: who.address,
        attestation: *attestation,
        endorsement: endorsement_address(attestation, &who.address),
        system_program: system_program::ID,
    }
    .instruction()
}

/// `withdraw_endorsement`.
pub fn withdraw_endorsement(who: &Identity, attestation: &Pubkey) -> Instruction {
    generated::WithdrawEndorsement {
        authority: who.key(),
        endorser: who.address,
        endorsement: endorsement_address(attestation, &who.address),
    }
    .instruction()
}

/// `close_endorsement`.
pub fn close_endorsement(endorsement: &Pubkey, rent_payer: &Pubkey) -> Instruction {
    generated::CloseEndorsement { endorsement: *endorsement, rent_payer: *rent_payer }.instruction()
}

/// A tree of leaves with every level kept, to take proofs and inner nodes from.
pub struct Tree {
    /// The levels, leaves first; the last has the root alone.
    pub levels: Vec<Vec<Digest>>,
}

impl Tree {
    /// The tree of these leaves.
    pub fn new(leaves: &[Leaf]) -> Self {
        Self::of_hashes(leaves.iter().map(Leaf::hash::<Sha2>).collect())
    }

    /// The tree of these hashes of leaves.
    pub fn of_hashes(leaves: Vec<Digest>) -> Self {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let above =
                below.chunks(2).map(|pair| merkle::node::<Sha2>(&pair[0], pair.get(1).unwrap_or(&ZERO)));
            let above = above.collect();
            levels.push(above);
        }
        Self { levels }
    }

    /// The root.
    pub fn root(&self) -> Digest {
        self.levels[self.levels.len() - 1][0]
    }

    /// The siblings of a leaf, lowest first.
    pub fn proof(&self, index: usize) -> Vec<Digest> {
        let below_root = &self.levels[..self.levels.len() - 1];
        let sibling =
            |(level, nodes): (usize, &Vec<Digest>)| *nodes.get((index >> level) ^ 1).unwrap_or(&ZERO);
        below_root.iter().enumerate().map(sibling).collect()
    }
}

impl World {
    /// A leaf of random content in a batch of `author`, for the work of `creator`.
    pub fn leaf(&mut self, author: &Pubkey, creator: &Pubkey) -> Leaf {
        let nonce = self.bytes32();
        let mut leaf = Leaf {
            author: author.to_bytes(),
            creator: creator.to_bytes(),
            content: self.bytes32(),
            metadata: self.bytes32(),
            parent: ZERO,
            kind: 0,
            nonce: [0; 16],
        };
        leaf.nonce.copy_from_slice(&nonce[..16]);
        leaf
    }

    /// Attests random bytes for `who` and returns the attestation's address.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn attested(&mut self, who: &Identity) -> Pubkey {
        let (content, metadata) = (self.bytes32(), self.bytes32());
        self.send(&[attest(who, content, metadata, 0)], &[&who.authority])
            .unwrap_or_else(|refusal| panic!("attesting: {refusal:?}"));
        attestation_address(&who.address, &content)
    }

    /// Submits a batch of `author` and returns its tree.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn batched(&mut self, author: &Identity, leaves: &[Leaf]) -> Tree {
        let tree = Tree::new(leaves);
        let count = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
        self.send(&[attest_batch(author, tree.root(), [1; 32], count)], &[&author.authority])
            .unwrap_or_else(|refusal| panic!("submitting: {refusal:?}"));
        tree
    }

    /// The attestation at this address.
    ///
    /// # Panics
    /// Where there is none.
    pub fn attestation(&self, address: &Pubkey) -> Attestation {
        Attestation::from_bytes(&self.attestations_data(address)).unwrap_or_else(|e| panic!("{address}: {e}"))
    }

    /// The batch at this address.
    ///
    /// # Panics
    /// Where there is none.
    pub fn batch(&self, address: &Pubkey) -> Batch {
        Batch::from_bytes(&self.attestations_data(address)).unwrap_or_else(|e| panic!("{address}: {e}"))
    }

    /// Permits an attestor everything for a year from now on, one slot later, and returns the permission's address.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn permitted(&mut self, creator: &Identity, attestor: &Pubkey) -> Pubkey {
        let now = self.now();
        let period = now..now + 365 * crate::clock::DAY;
        self.send(&[set_attestor(creator, attestor, attestor::ALL, period)], &[&creator.authority])
            .unwrap_or_else(|refusal| panic!("permitting: {refusal:?}"));
        self.set_slot(self.slot() + 1);
        permission_address(&creator.address, attestor, 0)
    }

    /// The permission at this address.
    ///
    /// # Panics
    /// Where there is none.
    pub fn permission(&self, address: &Pubkey) -> AttestorPermission {
        AttestorPermission::from_bytes(&self.attestations_data(address))
            .unwrap_or_else(|e| panic!("{address}: {e}"))
    }

    /// The endorsement at this address.
    ///
    /// # Panics
    /// Where there is none.
    pub fn endorsement(&self, address: &Pubkey) -> Endorsement {
        Endorsement::from_bytes(&self.attestations_data(address)).unwrap_or_else(|e| panic!("{address}: {e}"))
    }

    fn attestations_data(&self, address: &Pubkey) -> Vec<u8> {
        let account = self.account(address).unwrap_or_else(|| panic!("nothing at {address}"));
        assert_eq!(account.owner, ATTESTATIONS, "owner of {address}");
        account.data
    }
}
