//! Instructions with one account that has no business there (INVARIANT 20). What relation it breaks does not hang on the
//! state of anything, so the error is always the same.

use makerstake_testkit::{governance::*, model::governance::Asset};
use rand::{seq::IteratorRandom, Rng};
use rand_chacha::ChaCha8Rng;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::Said;
use crate::scene::{Play, PEOPLE};

/// The instruction with another account instead of one that is there.
fn with(mut ix: Instruction, instead_of: &Pubkey, another: Pubkey) -> Instruction {
    let meta = ix.accounts.iter_mut().find(|meta| meta.pubkey == *instead_of).expect("the account is there");
    meta.pubkey = another;
    ix
}

impl Play {
    /// One of them.
    pub fn foreign(&mut self, rng: &mut ChaCha8Rng) -> Said {
        let (by, other) = (rng.random_range(0..PEOPLE), rng.random_range(1..PEOPLE));
        let other = (by + other) % PEOPLE;
        let about_budget = rng.random_ratio(1, 3);
        let chosen = if about_budget { self.about_budget(rng) } else { self.about_proposal(rng, by, other) };
        let Some((what, ix, signer, error)) = chosen else { return Ok(()) };
        self.tell(format!("{what}, refused with {error:?}"));
        let outcome = self.world.send(&[ix], &[&signer]);
        self.settle(what, Err(error.into()), outcome)
    }

    fn about_proposal(
        &self,
        rng: &mut ChaCha8Rng,
        by: usize,
        other: usize,
    ) -> Option<(&'static str, Instruction, Keypair, GovernanceError)> {
        let (r, key) = (&self.realm, self.key(by));
        let n = self.open.iter().copied().choose(rng)?;
        let (p, payer) = (self.addresses[n], self.keys[self.model.proposals[n].by].pubkey());
        let vote = cast_vote(r, &self.people[by], &p, YES);
        Some(match rng.random_range(0..8) {
            0 => {
                let theirs = with(vote, &self.people[by].signer, self.keys[other].pubkey());
                ("foreign: vote for another", theirs, self.key(other), GovernanceError::NotHolder)
            }
            1 => {
                let position = |who: usize| r.f.position(&self.people[who].address);
                let ix = with(vote, &position(by), position(other));
                ("foreign: vote with another's shares", ix, key, GovernanceError::WrongPosition)
            }
            2 => {
                let ix = finalize_proposal(&self.sibling, &p);
                ("foreign: finalize elsewhere", ix, key, GovernanceError::WrongPlatform)
            }
            3 => {
                let thief = self.guardians[2].pubkey();
                let ix = with(close_proposal(r, &p, &payer), &payer, thief);
                ("foreign: close to another", ix, key, GovernanceError::WrongPayer)
            }
            4 => {
                let ix = with(close_proposal(r, &p, &payer), &r.treasury, self.sibling.treasury);
                ("foreign: close to another treasury", ix, key, GovernanceError::WrongTreasury)
            }
            5 => {
                let proposer = self.model.proposals[n].by;
                let who = (proposer + 1) % PEOPLE;
                let cancel = cancel_proposal(r, &self.people[proposer], &p);
                let ix = with(cancel, &self.people[proposer].signer, self.keys[who].pubkey());
                ("foreign: cancel another's", ix, self.key(who), GovernanceError::NotProposer)
            }
            6 => {
                let hand_over = with(hand_over_pool(r), &r.f.authority(), key.pubkey());
                ("foreign: hand over", hand_over, key, GovernanceError::NotFounder)
            }
            _ => {
                let draft = Draft::new(0, GRANTS, vec![]);
                let create = create_proposal(r, &key.pubkey(), &self.people[by], &draft);
                let ix = with(create, &r.f.pool, self.sibling.f.pool);
                ("foreign: propose on another pool", ix, key, GovernanceError::WrongPool)
            }
        })
    }

    fn about_budget(
        &self,
        rng: &mut ChaCha8Rng,
    ) -> Option<(&'static str, Instruction, Keypair, GovernanceError)> {
        let (r, key) = (&self.realm, self.key(0));
        let (id, budget) = self.model.budgets.iter().choose(rng)?;
        let team = self.payees[budget.team].pubkey();
        let stranger = self.guardians[1].insecure_clone();
        let draw = match budget.asset {
            Asset::Sol => draw(r, *id, &team),
            Asset::Token(token) => draw_tokens(r, *id, &self.route(token, &team)),
        };
        Some(match rng.random_range(0..4) {
            0 => {
                let ix = with(draw, &team, stranger.pubkey());
                ("foreign: draw to another", ix, key, GovernanceError::WrongRecipient)
            }
            1 => {
                let ix = with(draw, &r.treasury, self.sibling.treasury);
                ("foreign: draw from another treasury", ix, key, GovernanceError::WrongTreasury)
            }
            2 => {
                let ix = report(r, *id, &stranger.pubkey(), [1; 32]);
                ("foreign: report for another", ix, stranger, GovernanceError::WrongRecipient)
            }
            _ => {
                let ix = with(close_budget(r, *id), &r.treasury, self.sibling.treasury);
                ("foreign: close a budget to another treasury", ix, key, GovernanceError::WrongTreasury)
            }
        })
    }
}
