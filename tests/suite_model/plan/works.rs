//! Works: attested, revised, revoked, in batches, promoted, endorsed.

use makerstake_domain::{hash::ZERO, work::Leaf};
use makerstake_sdk::generated::attestations::instructions as make;
use makerstake_testkit::attestations::{
    attestation_address, batch_address, endorsement_address, promote, AttestationError as E, Tree,
};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use crate::{
    call::{Call, Expect},
    stage::Stage,
    word::Word,
};

fn refuse(error: E) -> Expect {
    Expect::Refuse(error as u32)
}

impl Stage {
    fn works(&self, creator: &Pubkey) -> Vec<Pubkey> {
        self.books.attestations(creator).map(|(address, _)| *address).collect()
    }

    /// A step of somebody's works.
    pub(super) fn plan_work(&mut self, word: Word) -> Vec<Call> {
        let creator = self.creators[word.pick(1, self.creators.len())];
        let Some(authority) = self.books.creator(&creator).map(|creator| creator.authority) else {
            return Vec::new();
        };
        let payer = self.sponsor(word);
        let works = self.works(&creator);
        let work = works.get(word.pick(3, works.len())).copied();
        match (word.byte(2) % 16, work) {
            (0..=3, _) | (_, None) => {
                let content = if word.once_in(4, 16) { ZERO } else { self.bytes() };
                let kind = if word.once_in(5, 16) { word.byte(4) % 4 } else { word.byte(4) % 2 };
                let attest = make::Attest {
                    payer,
                    authority,
                    creator,
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
                vec![Call::new(attest.instruction(args)).expecting(expect)]
            }
            (4..=6, Some(parent)) => self.plan_revision(word, creator, authority, parent),
            (7, Some(work)) => {
                let is_revoked = self.books.attestation(&work).is_some_and(|work| work.revoked_slot > 0);
                let expect = if is_revoked { refuse(E::AlreadyRevoked) } else { Expect::Accept };
                let revoke = make::Revoke { authority, creator, attestation: work };
                vec![Call::new(revoke.instruction()).expecting(expect)]
            }
            (8..=9, _) => self.plan_batch(word, creator, authority),
            (10..=12, _) => self.plan_promotion(word, creator),
            (_, Some(work)) => self.plan_endorsement(word, work),
        }
    }

    fn plan_revision(&mut self, word: Word, creator: Pubkey, authority: Pubkey, parent: Pubkey) -> Vec<Call> {
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
        let revise = make::Revise {
            payer: self.sponsor(word),
            authority,
            creator,
            parent,
            attestation: attestation_address(&creator, &content),
            system_program: system_program::ID,
        };
        let args = make::ReviseInstructionArgs { content, metadata: [3; 32] };
        vec![Call::new(revise.instruction(args)).expecting(expect)]
    }

    /// A batch of up to eleven leaves: the author's own works, others', and revisions.
    fn plan_batch(&mut self, word: Word, author: Pubkey, authority: Pubkey) -> Vec<Call> {
        let count = 1 + word.pick(4, 11);
        let mut leaves = Vec::new();
        for index in 0..count {
            let word = word.mixed(index as u64);
            let creator =
                if word.once_in(0, 3) { self.creators[word.pick(1, self.creators.len())] } else { author };
            let works = self.works(&creator);
            let parent = works.get(word.pick(2, works.len())).filter(|_| word.once_in(3, 3));
            let parent_kind = parent.and_then(|parent| self.books.attestation(parent)).map(|work| work.kind);
            let nonce = self.bytes();
            leaves.push(Leaf {
                author: author.to_bytes(),
                creator: creator.to_bytes(),
                content: self.bytes(),
                metadata: self.bytes(),
                parent: parent.map_or(ZERO, |parent| parent.to_bytes()),
                kind: parent_kind.unwrap_or(word.byte(4) % 3),
                nonce: *nonce.first_chunk().expect("32 bytes"),
            });
        }
        let root = Tree::new(&leaves).root();
        self.watch.claims.batches.insert(root, leaves);
        let batch = make::AttestBatch {
            payer: self.sponsor(word),
            authority,
            author,
            batch: batch_address(&author, &root),
            system_program: system_program::ID,
        };
        let data_hash = if word.once_in(3, 16) { ZERO } else { [6; 32] };
        let expect = if data_hash == ZERO { refuse(E::ZeroDataHash) } else { Expect::Accept };
        let args = make::AttestBatchInstructionArgs { root, data_hash, leaves: count as u32 };
        vec![Call::new(batch.instruction(args)).expecting(expect)]
    }

    /// A leaf of a batch, sometimes with a field, a proof or a place that is not its own (INVARIANT 8).
    fn plan_promotion(&mut self, word: Word, author: Pubkey) -> Vec<Call> {
        let batches: Vec<_> = self.books.batches(&author).map(|(_, batch)| batch.root).collect();
        let Some(root) = batches.get(word.pick(3, batches.len())) else { return Vec::new() };
        let Some(leaves) = self.watch.claims.batches.get(root).cloned() else { return Vec::new() };
        let tree = Tree::new(&leaves);
        let index = word.pick(4, leaves.len());
        let (mut leaf, mut proof) = (leaves[index], tree.proof(index));
        let forgery = word.byte(2) / 16;
        match forgery {
            0 => leaf.metadata[0] ^= 1,
            1 => leaf.kind ^= 1,
            2 => proof.push([5; 32]),
            3 if proof.pop().is_none() => return Vec::new(),
            _ => {}
        }
        let creator = Pubkey::from(leaf.creator);
        let authority = self.books.creator(&creator).map(|creator| creator.authority);
        let signs = leaf.creator != leaf.author || word.once_in(5, 4);
        let promote = promote(&self.sponsor(word), authority.filter(|_| signs), &leaf, root, proof);
        let expect = if forgery < 4 { Expect::RefuseSomehow } else { Expect::Either };
        vec![Call::new(promote).expecting(expect)]
    }

    fn plan_endorsement(&mut self, word: Word, work: Pubkey) -> Vec<Call> {
        let endorser = self.creators[word.pick(4, self.creators.len())];
        let (Some(by), Some(of)) = (self.books.creator(&endorser), self.books.attestation(&work)) else {
            return Vec::new();
        };
        let endorsement = endorsement_address(&work, &endorser);
        let given = self.books.endorsement(&endorsement);
        if let Some(given) = given.filter(|_| !word.once_in(2, 5)) {
            let (authority, rent_payer) = (by.authority, given.rent_payer);
            let withdraw = make::WithdrawEndorsement { authority, endorser, endorsement, rent_payer };
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
            payer: self.sponsor(word),
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
