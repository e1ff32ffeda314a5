//! Works: attested, revised, revoked, in batches, promoted, endorsed.

use makerstake_client::generated::attestations::instructions as make;
use makerstake_core::{hash::ZERO, work::Leaf};
use makerstake_testkit::attestations::{
    attestation_address, batch_address, endorsement_address, permission_address, promote_by,
    AttestationError as E, Tree, ENDORSEMENT_KEPT,
};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::Harness,
};

fn refuse(error: E) -> Expect {
    Expect::Refuse(error as u32)
}

impl Harness {
    fn works(&self, creator: &Pubkey) -> Vec<Pubkey> {
        self.books.attestations(creator).map(|(address, _)| *address).collect()
    }

    /// A step of somebody's works.
    pub(super) fn plan_work(&mut self, entropy: Entropy) -> Vec<Call> {
        let creator = self.creators[entropy.pick(1, self.creators.len())];
        let Some(authority) = self.books.creator(&creator).map(|creator| creator.authority) else {
            return Vec::new();
        };
        let payer = self.sponsor(entropy);
        let works = self.works(&creator);
        let work = works.get(entropy.pick(3, works.len())).copied();
        match (entropy.byte(2) % 16, work) {
            (0..=3, _) | (_, None) => {
                let content = if entropy.once_in(4, 16) { ZERO } else { self.bytes() };
                let kind = if entropy.once_in(5, 16) { entropy.byte(4) % 4 } else { entropy.byte(4) % 2 };
                let (authority, attestor, permission) = self.author(entropy, &creator, authority);
                let attest = make::Attest {
                    payer,
                    authority,
                    creator,
                    attestor,
                    permission,
                    attestation: attestation_address(&creator, &content),
                    system_program: system_program::ID,
                };
                let expect = match (content == ZERO, kind) {
                    (true, _) => refuse(E::ZeroContent),
                    (_, 3) => refuse(E::UnknownKind),
                    (_, 2) => refuse(E::RegistrationAlone),
                    _ => Expect::Accept,
                };
                let args = make::AttestInstructionArgs { content, metadata: self.bytes(), kind };
                // Whether a permission stands is judged by the invariants.
                let expect = if permission.is_some() { Expect::Either } else { expect };
                vec![Call::new(attest.instruction(args)).expecting(expect)]
            }
            (4..=6, Some(parent)) => self.plan_revision(entropy, creator, authority, parent),
            (7, Some(work)) => {
                let is_revoked = self.books.attestation(&work).is_some_and(|work| work.revoked_slot > 0);
                let expect = if is_revoked { refuse(E::AlreadyRevoked) } else { Expect::Accept };
                let revoke = make::Revoke { authority, creator, attestation: work };
                vec![Call::new(revoke.instruction()).expecting(expect)]
            }
            (8, _) => self.plan_batch(entropy, creator, authority),
            (9, _) => self.plan_attestor(entropy, creator, authority),
            (10..=12, _) => self.plan_promotion(entropy, creator),
            (_, Some(work)) => self.plan_endorsement(entropy, work),
        }
    }

    fn plan_revision(
        &mut self,
        entropy: Entropy,
        creator: Pubkey,
        authority: Pubkey,
        parent: Pubkey,
    ) -> Vec<Call> {
        let content = self.bytes();
        let Some(of) = self.books.attestation(&parent) else { return Vec::new() };
        let expect = if of.kind > 1 {
            Expect::Either
        } else if of.revoked_slot > 0 {
            refuse(E::ParentRevoked)
        } else if of.is_revised == 1 {
            refuse(E::ParentRevised)
        } else {
            Expect::Accept
        };
        let (authority, attestor, permission) = self.author(entropy, &creator, authority);
        let expect = if permission.is_some() { Expect::Either } else { expect };
        let revise = make::Revise {
            payer: self.sponsor(entropy),
            authority,
            creator,
            attestor,
            permission,
            parent,
            attestation: attestation_address(&creator, &content),
            system_program: system_program::ID,
        };
        let args = make::ReviseInstructionArgs { content, metadata: [3; 32] };
        vec![Call::new(revise.instruction(args)).expecting(expect)]
    }

    /// A batch of up to eleven leaves: the author's own works, others', and revisions.
    fn plan_batch(&mut self, entropy: Entropy, author: Pubkey, authority: Pubkey) -> Vec<Call> {
        let count = 1 + entropy.pick(4, 11);
        let mut leaves = Vec::new();
        for index in 0..count {
            let entropy = entropy.mixed(index as u64);
            let creator = if entropy.once_in(0, 3) {
                self.creators[entropy.pick(1, self.creators.len())]
            } else {
                author
            };
            let works = self.works(&creator);
            let parent = works.get(entropy.pick(2, works.len())).filter(|_| entropy.once_in(3, 3));
            let parent_kind = parent.and_then(|parent| self.books.attestation(parent)).map(|work| work.kind);
            let nonce = self.bytes();
            leaves.push(Leaf {
                author: author.to_bytes(),
                creator: creator.to_bytes(),
                content: self.bytes(),
                metadata: self.bytes(),
                parent: parent.map_or(ZERO, |parent| parent.to_bytes()),
                kind: parent_kind.unwrap_or(entropy.byte(4) % 3),
                nonce: *nonce.first_chunk().expect("32 bytes"),
            });
        }
        let root = Tree::new(&leaves).root();
        self.watch.claims.batches.insert(root, leaves);
        let batch = make::AttestBatch {
            payer: self.sponsor(entropy),
            authority,
            author,
            batch: batch_address(&author, &root),
            system_program: system_program::ID,
        };
        let data_hash = if entropy.once_in(3, 16) { ZERO } else { [6; 32] };
        let expect = if data_hash == ZERO { refuse(E::ZeroDataHash) } else { Expect::Accept };
        let args = make::AttestBatchInstructionArgs { root, data_hash, leaves: count as u32 };
        vec![Call::new(batch.instruction(args)).expecting(expect)]
    }

    /// Who signs for a creator: itself, or one of its attestors by whichever permission there is.
    fn author(
        &self,
        entropy: Entropy,
        creator: &Pubkey,
        authority: Pubkey,
    ) -> (Pubkey, Option<Pubkey>, Option<Pubkey>) {
        let given: Vec<_> = self.books.permissions(creator).collect();
        let Some((address, permission)) =
            given.get(entropy.pick(6, given.len())).filter(|_| entropy.once_in(7, 2))
        else {
            return (authority, None, None);
        };
        let attestor = permission.attestor;
        match self.books.creator(&attestor) {
            Some(acting) => (acting.authority, Some(attestor), Some(**address)),
            None => (authority, None, None),
        }
    }

    /// A permission given or revoked, or a batch revoked.
    fn plan_attestor(&mut self, entropy: Entropy, creator: Pubkey, authority: Pubkey) -> Vec<Call> {
        let given: Vec<_> =
            self.books.permissions(&creator).map(|(address, given)| (*address, given.revoked_slot)).collect();
        let own: Vec<_> =
            self.books.batches(&creator).map(|(address, batch)| (*address, batch.revoked_at)).collect();
        match entropy.byte(3) % 8 {
            0 if !own.is_empty() => {
                let (batch, revoked_at) = own[entropy.pick(4, own.len())];
                let revoke = make::RevokeBatch { authority, author: creator, batch };
                let expect = if revoked_at > 0 { refuse(E::AlreadyRevoked) } else { Expect::Accept };
                vec![Call::new(revoke.instruction()).expecting(expect)]
            }
            1..=2 if !given.is_empty() => {
                let (permission, revoked_slot) = given[entropy.pick(4, given.len())];
                let revoke = make::RevokeAttestor { signer: authority, creator, permission };
                let expect = if revoked_slot > 0 { refuse(E::AlreadyRevoked) } else { Expect::Accept };
                vec![Call::new(revoke.instruction()).expecting(expect)]
            }
            _ => {
                let attestor = self.creators[entropy.pick(4, self.creators.len())];
                let (number, scope) = (u32::from(entropy.byte(5) % 8), entropy.byte(6) % 9);
                let (from, until) = (self.now - 1_000, self.now + 86_400 * i64::from(entropy.byte(7)));
                let permission = permission_address(&creator, &attestor, number);
                let is_taken = self.books.permission(&permission).is_some();
                let expect = match (attestor == creator, is_taken, scope) {
                    (true, ..) | (_, true, _) => Expect::RefuseSomehow,
                    (_, _, 0 | 8) => refuse(E::UnknownScope),
                    _ if until <= self.now => refuse(E::NoPeriod),
                    _ => Expect::Accept,
                };
                let set = make::SetAttestor {
                    payer: self.sponsor(entropy),
                    authority,
                    creator,
                    attestor,
                    permission,
                    system_program: system_program::ID,
                };
                let args = make::SetAttestorInstructionArgs { number, scope, from, until };
                vec![Call::new(set.instruction(args)).expecting(expect)]
            }
        }
    }

    /// A leaf of a batch, sometimes with a field, a proof or a place that is not its own (INVARIANT 8).
    fn plan_promotion(&mut self, entropy: Entropy, author: Pubkey) -> Vec<Call> {
        let batches: Vec<_> = self.books.batches(&author).map(|(_, batch)| batch.root).collect();
        let Some(root) = batches.get(entropy.pick(3, batches.len())) else { return Vec::new() };
        let Some(leaves) = self.watch.claims.batches.get(root).cloned() else { return Vec::new() };
        let tree = Tree::new(&leaves);
        let index = entropy.pick(4, leaves.len());
        let (mut leaf, mut proof) = (leaves[index], tree.proof(index));
        let forgery = entropy.byte(2) / 16;
        match forgery {
            0 => leaf.metadata[0] ^= 1,
            1 => leaf.kind ^= 1,
            2 => proof.push([5; 32]),
            3 if proof.pop().is_none() => return Vec::new(),
            _ => {}
        }
        let creator = Pubkey::from(leaf.creator);
        let authority = self.books.creator(&creator).map(|creator| creator.authority);
        let permission = self.books.permissions(&creator).find(|(_, given)| given.attestor == author);
        let permission = permission.map(|(address, _)| *address).filter(|_| !entropy.once_in(6, 4));
        let signs = (leaf.creator != leaf.author && permission.is_none()) || entropy.once_in(5, 4);
        let payer = self.sponsor(entropy);
        let promote = promote_by(&payer, authority.filter(|_| signs), permission, &leaf, root, proof);
        let expect = if forgery < 4 { Expect::RefuseSomehow } else { Expect::Either };
        vec![Call::new(promote).expecting(expect)]
    }

    fn plan_endorsement(&mut self, entropy: Entropy, work: Pubkey) -> Vec<Call> {
        let endorser = self.creators[entropy.pick(4, self.creators.len())];
        let (Some(by), Some(of)) = (self.books.creator(&endorser), self.books.attestation(&work)) else {
            return Vec::new();
        };
        let endorsement = endorsement_address(&work, &endorser);
        let given = self.books.endorsement(&endorsement);
        if let Some(given) = given.filter(|_| !entropy.once_in(2, 5)) {
            if given.withdrawn_at > 0 {
                let is_kept = self.now - given.withdrawn_at < ENDORSEMENT_KEPT;
                let expect = if is_kept { refuse(E::EndorsementKept) } else { Expect::Accept };
                let close = make::CloseEndorsement { endorsement, rent_payer: given.rent_payer };
                return vec![Call::new(close.instruction()).expecting(expect)];
            }
            let withdraw = make::WithdrawEndorsement { authority: by.authority, endorser, endorsement };
            return vec![Call::new(withdraw.instruction()).expecting(Expect::Accept)];
        }
        let expect = if of.creator == endorser {
            refuse(E::SelfEndorsement)
        } else if given.is_some() {
            Expect::Refuse(0)
        } else if of.revoked_slot > 0 {
            refuse(E::AttestationRevoked)
        } else {
            Expect::Accept
        };
        let endorse = make::Endorse {
            payer: self.sponsor(entropy),
            authority: by.authority,
            endorser,
            attestation: work,
            endorsement,
            system_program: system_program::ID,
        };
        let reasons = [of.creator == endorser, given.is_some(), of.revoked_slot > 0];
        // Which of several errors comes first is the program's affair.
        let is_unsure = reasons.iter().filter(|reason| **reason).count() > 1;
        let expect = if is_unsure { Expect::Either } else { expect };
        vec![Call::new(endorse.instruction()).expecting(expect)]
    }
}
