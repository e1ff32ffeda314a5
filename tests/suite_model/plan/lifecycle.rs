//! Proposals pushed through their lives: ballots, decision, execution, end; each at its time, and around it.

use makerstake_client::{platform::Addresses, proposals};
use makerstake_core::action::{Action, Actions, Asset, Ruling};
use makerstake_testkit::{
    equity::{GrantPlan, Holder, Outcome},
    governance::{self, GovernanceError as E, Proposal, NO, YES},
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, ACTORS},
    invariants::due,
    pooled::{Pooled, ELSEWHERE, TREASURY},
};

/// A step of the model.
pub(super) type Step = Box<dyn Fn(&mut Pooled) -> Result<(), u32>>;

fn refuse(error: E) -> Expect {
    Expect::Refuse(error as u32)
}

impl Harness {
    /// Takes a proposal one step on, or tries to.
    ///
    /// # Errors
    /// As [`Harness::send`].
    pub(super) fn push(&mut self, entropy: Entropy) -> Result<(), String> {
        let realm = self.some_realm(entropy);
        let all = self.proposals(realm);
        let Some(address) = all.get(entropy.pick(1, all.len())).copied() else { return Ok(()) };
        let Some(head) = self.books.proposal(&address).map(|of| of.head.clone()) else { return Ok(()) };
        let (from, until) = due(&head);
        let closes = head.voting_until + i64::from(head.cool_off);
        let now = self.now;
        let calls = match head.status {
            _ if entropy.byte(2) < 16 => self.plan_any_end(realm, &address, &head, entropy),
            0 if now < head.voting_from => return self.hasten(head.voting_from, entropy),
            0 if now < head.voting_until && !entropy.once_in(3, 8) => {
                let calls = self.rally(realm, &address, &head, entropy);
                if calls.is_empty() {
                    return self.hasten(closes, entropy);
                }
                calls
            }
            0 if now < closes => return self.hasten(closes, entropy),
            0 => self.plan_decision(realm, &address, &head),
            1 if now < from && !entropy.once_in(3, 8) => return self.hasten(from, entropy),
            1 if now < until => self.plan_execution(realm, &address, &head, entropy),
            _ => self.plan_end(realm, &address, &head),
        };
        self.enqueue(calls, entropy)
    }

    /// To an instant, or the second before.
    fn hasten(&mut self, to: i64, entropy: Entropy) -> Result<(), String> {
        self.flush()?;
        if !entropy.once_in(6, 4) {
            if let Some(ballots) = self.forgotten(entropy) {
                return self.enqueue(ballots, entropy);
            }
        }
        self.go_to(to - i64::from(entropy.once_in(4, 6)));
        Ok(())
    }

    /// Ballots on a proposal that would otherwise see its vote end without them.
    fn forgotten(&mut self, entropy: Entropy) -> Option<Vec<Call>> {
        for realm in 0..self.plays.len() {
            for address in self.proposals(realm) {
                let Some(head) = self.books.proposal(&address).map(|of| of.head.clone()) else { continue };
                if head.status == 0 && (head.voting_from..head.voting_until).contains(&self.now) {
                    let ballots = self.rally(realm, &address, &head, entropy);
                    if !ballots.is_empty() {
                        return Some(ballots);
                    }
                }
            }
        }
        None
    }

    /// The ballots of those who have not voted yet, as many as go into one transaction.
    fn rally(&mut self, realm: usize, address: &Pubkey, head: &Proposal, entropy: Entropy) -> Vec<Call> {
        let slot = usize::from(head.slot);
        let choice = if entropy.once_in(5, 9) { NO } else { YES };
        let r = &self.plays[realm].realm;
        let waits = |index: &usize| {
            let voter = self.books.voter(&r.voter(&self.actors[*index].address));
            voter.is_some_and(|voter| voter.numbers[slot] != head.number || voter.choices[slot] == 0)
        };
        let ballots =
            (0..ACTORS).filter(waits).filter_map(|index| self.ballot(realm, index, address, choice));
        let mut ballots: Vec<_> = ballots.filter(|ballot| ballot.expect == Expect::Accept).take(4).collect();
        // An override before it takes votes out of the next one's ballot.
        for ballot in ballots.iter_mut().skip(1) {
            ballot.expect = Expect::Either;
        }
        ballots
    }

    /// Any of the instructions that end something, whether it is time or not.
    fn plan_any_end(
        &mut self,
        realm: usize,
        address: &Pubkey,
        head: &Proposal,
        entropy: Entropy,
    ) -> Vec<Call> {
        match entropy.byte(2) % 8 {
            0 | 1 => self.plan_cancellation(realm, address, head),
            2 | 3 => self.plan_block(realm, address, head),
            4 => self.plan_decision(realm, address, head),
            5 => self.plan_end(realm, address, head),
            _ => self.plan_execution(realm, address, head, entropy),
        }
    }

    fn plan_decision(&self, realm: usize, address: &Pubkey, head: &Proposal) -> Vec<Call> {
        let closes = head.voting_until + i64::from(head.cool_off);
        let expect = match head.status {
            0 if self.now < closes => refuse(E::VoteNotOver),
            0 => Expect::Accept,
            _ => refuse(E::AlreadyDecided),
        };
        vec![Call::new(governance::finalize_proposal(&self.plays[realm].realm, address)).expecting(expect)]
    }

    fn plan_cancellation(&self, realm: usize, address: &Pubkey, head: &Proposal) -> Vec<Call> {
        let holder = Holder { address: head.proposer, signer: self.signer(&head.proposer), delegate: None };
        let expect = match head.status {
            0 if self.now < head.voting_from => Expect::Accept,
            0 => refuse(E::VotingBegun),
            _ => refuse(E::AlreadyDecided),
        };
        let cancel = governance::cancel_proposal(&self.plays[realm].realm, &holder, address);
        vec![Call::new(cancel).expecting(expect)]
    }

    fn plan_block(&self, realm: usize, address: &Pubkey, head: &Proposal) -> Vec<Call> {
        let r = &self.plays[realm].realm;
        let Some(platform) = self.books.platform(&r.platform) else { return Vec::new() };
        let guardian = r.guardian.pubkey();
        let (_, until) = due(head);
        let is_over = head.status > 1 || (head.status == 1 && self.now >= until);
        let expect = if platform.guardian != guardian {
            refuse(E::NotGuardian)
        } else if self.now >= platform.guardian_until {
            refuse(E::GuardianExpired)
        } else if head.flags & 2 == 0 {
            refuse(E::NotBlockable)
        } else if is_over {
            refuse(E::AlreadyDecided)
        } else {
            Expect::Accept
        };
        vec![Call::new(governance::block_proposal(r, &guardian, address)).expecting(expect)]
    }

    fn plan_end(&self, realm: usize, address: &Pubkey, head: &Proposal) -> Vec<Call> {
        let (_, until) = due(head);
        let is_over = head.status > 1 || (head.status == 1 && self.now >= until);
        let expect = if is_over { Expect::Accept } else { refuse(E::NotTerminal) };
        let close = governance::close_proposal(&self.plays[realm].realm, address, &head.payer);
        vec![Call::new(close).expecting(expect)]
    }

    /// The next action; sometimes other bytes, or another action's instruction.
    fn plan_execution(
        &mut self,
        realm: usize,
        address: &Pubkey,
        head: &Proposal,
        entropy: Entropy,
    ) -> Vec<Call> {
        let cursor = usize::from(head.cursor);
        let Some(bytes) = self.action_bytes(realm, address, cursor.min(usize::from(head.actions) - 1)) else {
            return Vec::new();
        };
        let forged = entropy.once_in(5, 24).then(|| self.forged(&bytes, entropy)).flatten();
        let play = &self.plays[realm];
        let (r, f) = (&play.realm, &play.realm.f);
        let at = Addresses {
            mint: f.mint,
            pool: f.pool,
            vault: f.vault,
            dividend_vault: f.dividend_vault,
            platform: r.platform,
            treasury: r.treasury,
        };
        let Some(Ok(action)) = Actions::new(forged.as_ref().unwrap_or(&bytes)).next() else {
            return Vec::new();
        };
        let owner = |of: &Pubkey| Some(self.owner_of(realm, of));
        let is_wallet = |address: &Pubkey| self.books.token(address).is_none();
        let mut payload = Vec::new();
        if head.is_by_hash == 1 {
            let rest = &play.payloads[address];
            let rest: Vec<&[u8]> = rest.iter().skip(cursor + 1).map(Vec::as_slice).collect();
            let mut next = [0; 32];
            makerstake_core::action::payload::chain::<makerstake_testkit::attestations::Sha2>(
                &rest,
                |index, link| {
                    if index == 0 {
                        next = link;
                    }
                },
            );
            payload = [&next, forged.as_ref().unwrap_or(&bytes).as_slice()].concat();
        }
        let Ok(execute) = proposals::execute(&at, address, head.track, &action, payload, owner, is_wallet)
        else {
            return Vec::new();
        };
        let (from, until) = due(head);
        let expect = match head.status {
            _ if forged.is_some() => Expect::RefuseSomehow,
            1 if self.now < from => refuse(E::TimelockNotOver),
            1 if self.now >= until => refuse(E::GraceOver),
            // Nothing can stand in the way of these (INVARIANT 15: least of all of a revocation).
            1 if head.is_by_hash == 0 && Self::is_sure(&action) => Expect::Accept,
            1 => Expect::Either,
            _ => refuse(E::NotPassed),
        };
        // Its accounts may be refused before its time is.
        let expect = if matches!(expect, Expect::Refuse(_)) { Expect::RefuseNow } else { expect };
        let call = Call::new(execute).expecting(expect);
        vec![match self.model_of(realm, &action) {
            Some(op) => call.with_op(realm, op),
            None => call,
        }]
    }

    /// Whether an action that was voted can always be executed in its time.
    fn is_sure(action: &Action<'_>) -> bool {
        use Action::{ReduceBudget, Resolve, RevokeBudget, SetGuardian, SetPlatform};
        matches!(
            action,
            Resolve { .. }
                | SetPlatform { .. }
                | SetGuardian { .. }
                | RevokeBudget { .. }
                | ReduceBudget { .. }
        )
    }

    /// Action `index` of a proposal, as bytes.
    fn action_bytes(&self, realm: usize, address: &Pubkey, index: usize) -> Option<Vec<u8>> {
        let proposal = self.books.proposal(address)?;
        if proposal.head.is_by_hash == 1 {
            return self.plays[realm].payloads.get(address)?.get(index).cloned();
        }
        let action = Actions::new(&proposal.actions).nth(index)?.ok()?;
        Some(governance::encode(&[action]))
    }

    /// The action with its last byte, or its recipient, changed: never what was voted.
    fn forged(&self, bytes: &[u8], entropy: Entropy) -> Option<Vec<u8>> {
        let mut bytes = bytes.to_vec();
        match Actions::new(&bytes).next()?.ok()? {
            // Inline, the amount is read from the proposal; only the accounts can lie.
            Action::Transfer(transfer) => {
                let to = *transfer.to;
                let at = bytes.windows(32).position(|window| window == to)?;
                bytes.get_mut(at..at + 32)?.copy_from_slice(&self.stranger.to_bytes());
            }
            Action::RevokeGrant { .. } | Action::ResolveDistribution { .. } => {
                bytes[1] ^= 1 + entropy.byte(6) % 7
            }
            _ => return None,
        }
        Some(bytes)
    }

    /// What an action does to the pool, in the model.
    fn model_of(&self, realm: usize, action: &Action<'_>) -> Option<Step> {
        let f = self.pool(realm);
        let actor = |key: &[u8; 32]| self.actor_of(&Pubkey::new_from_array(*key));
        Some(match action {
            Action::Transfer(transfer) => match transfer.asset {
                Asset::Token(mint) if *mint == f.mint.to_bytes() => {
                    let (to, amount) = (
                        self.token_account_of(realm, &Pubkey::new_from_array(*transfer.to)),
                        transfer.amount,
                    );
                    Box::new(move |model| model.pass(TREASURY, to, amount))
                }
                _ => return None,
            },
            Action::IssueTreasury { amount } => {
                let amount = *amount;
                Box::new(move |model| model.issue(TREASURY, amount).map_err(|error| error as u32))
            }
            Action::CreateGrant(grant) => {
                let (holder, id) = (actor(grant.holder).unwrap_or(ELSEWHERE), grant.id);
                let plan = GrantPlan {
                    total: grant.total,
                    start: grant.start,
                    cliff: grant.cliff,
                    end: grant.end,
                    is_revocable: grant.is_revocable,
                };
                Box::new(move |model| model.make_grant(holder, id, plan))
            }
            Action::RevokeGrant { grant } => {
                let address = Pubkey::new_from_array(**grant);
                let (index, _) = self.grants(realm).into_iter().find(|(_, at)| *at == address)?;
                Box::new(move |model| match model.has_vested(index) {
                    true => Ok(()),
                    false => model.revoke(index).map_err(|error| error as u32),
                })
            }
            Action::ResolveDistribution { distribution, outcome } => {
                let address = Pubkey::new_from_array(**distribution);
                let epoch = self.books.distribution(&address)?.epoch as usize;
                let outcome = *outcome;
                Box::new(move |model| {
                    let outcome = match outcome {
                        Ruling::Proposed => Outcome::Proposed,
                        Ruling::Rival => Outcome::Rival,
                        Ruling::Void => Outcome::Void,
                    };
                    model.resolve(epoch, outcome).map_err(|error| error as u32)
                })
            }
            Action::SetScorer { scorer } => {
                let index = actor(scorer).unwrap_or(ELSEWHERE);
                Box::new(move |model| {
                    model.scorer = index;
                    Ok(())
                })
            }
            Action::Invoke(invoke) => return self.model_of_call(realm, invoke),
            _ => return None,
        })
    }
}
