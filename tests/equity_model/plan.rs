//! What an action means now: its transaction, and the model's verdict.

use makerstake_testkit::{
    clock::DAY,
    equity::*,
    model::equity::{Verdict, N},
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use spl_token_2022_interface::instruction::transfer_checked;

use crate::{
    action::Action,
    chain::{part, Play, HOLDERS},
};

/// Instructions, who signs, and what the model says.
pub type Plan = (Vec<Instruction>, Vec<Keypair>, Verdict);

impl Play {
    /// The plan of an action, where it makes sense.
    pub fn plan(&mut self, action: Action) -> Option<Plan> {
        match action {
            Action::Wait { .. } | Action::Epoch { .. } => None,
            Action::Propose { .. }
            | Action::Challenge { .. }
            | Action::Resolve { .. }
            | Action::Finalize { .. }
            | Action::Bond { .. }
            | Action::Claim { .. } => self.plan_distribution(action),
            Action::Grant { .. }
            | Action::Release { .. }
            | Action::Revoke { .. }
            | Action::Accelerate { .. }
            | Action::Hand { .. } => self.plan_grant(action),
            Action::Open { holder } => {
                let index = usize::from(holder) % HOLDERS;
                if self.model.holders[index].is_open {
                    return None;
                }
                let payer = self.f.founder.insecure_clone();
                let ix = open_position(&self.f, &self.f.authority(), &self.addresses[index]);
                Some((vec![ix], vec![payer], self.model.open(index)))
            }
            Action::PayIn { part } => {
                let amount = u64::from(part).pow(3) + u64::from(part);
                let source = self.treasury().1;
                if amount > 0 {
                    self.world.mint_to(&self.f.dividend_mint, &source, &self.f.founder, amount);
                }
                let ix = deposit_dividend(&self.f, &self.f.authority(), &source, amount);
                let verdict = self.model.pay_in(amount);
                if verdict.is_err() && amount > 0 {
                    // The tokens stay with the founder.
                    let sink = self.wallets[0].1;
                    let founder = self.f.founder.insecure_clone();
                    let outcome = self.world.send(std::slice::from_ref(&ix), &[&founder]);
                    assert!(outcome.is_err(), "the model refused {verdict:?}");
                    self.world.transfer_tokens(&self.f.dividend_mint, &source, &sink, &founder, amount);
                    self.model.holders[0].income += amount;
                    return None;
                }
                Some((vec![ix], vec![self.f.founder.insecure_clone()], verdict))
            }
            Action::Issue { holder, part: share } => {
                let index = usize::from(holder) % HOLDERS;
                let amount = part(&N::from(9_000 * SHARE), share);
                let (treasury, _) = self.treasury();
                let (to, founder) = (self.wallets[index].0, self.f.founder.insecure_clone());
                let authority = self.f.authority();
                let mut ixs = vec![issue_treasury(&self.f, &authority, &treasury, amount)];
                let program = &self.f.token_program;
                ixs.push(
                    transfer_checked(program, &treasury, &self.f.mint, &to, &authority, &[], amount, 6)
                        .ok()?,
                );
                Some((ixs, vec![founder], self.model.issue(index, amount)))
            }
            _ => self.plan_owner(action),
        }
    }

    /// What a holder with a position does.
    fn plan_owner(&mut self, action: Action) -> Option<Plan> {
        let holder = match action {
            Action::Close { holder }
            | Action::Give { holder, .. }
            | Action::Deposit { holder, .. }
            | Action::Request { holder, .. }
            | Action::Withdraw { holder }
            | Action::Delegate { holder, .. }
            | Action::Undelegate { holder }
            | Action::Collect { holder }
            | Action::Rotate { holder } => holder,
            _ => return None,
        };
        let index = usize::from(holder) % HOLDERS;
        if let Action::Rotate { .. } = action {
            return self.rotate(index);
        }
        let who = self.holder(index)?;
        let key = self.key(index);
        let (liquid, income) = self.wallets[index];
        let f = &self.f;
        let (ix, verdict) = match action {
            Action::Close { .. } => (close_position(f, &who, &f.authority()), self.model.close(index)),
            Action::Give { part: share, .. } => {
                let amount = part(&self.model.holders[index].liquid, share) / 16;
                let program = &f.token_program;
                let (to, owner) = (f.vault, key.pubkey());
                let ix = transfer_checked(program, &liquid, &f.mint, &to, &owner, &[], amount, 6).ok()?;
                (ix, self.model.give(index, amount))
            }
            Action::Deposit { part: share, .. } => {
                let amount = part(&self.model.holders[index].liquid, share);
                (deposit(f, &key.pubkey(), &liquid, &who, amount), self.model.deposit(index, amount))
            }
            Action::Request { part: share, .. } => {
                // Sometimes one more than there is, often everything.
                let own = u64::try_from(self.model.holders[index].own.last()).expect("shares fit");
                let amount = match share % 8 {
                    0 => own + 1,
                    1 | 2 => own,
                    _ => part(&N::from(own), share),
                };
                (request_withdrawal(f, &who, amount), self.model.request_withdrawal(index, amount))
            }
            Action::Withdraw { .. } => (withdraw(f, &who, &liquid), self.model.withdraw(index)),
            Action::Delegate { to, .. } => {
                let to = usize::from(to) % HOLDERS;
                self.model.holders[to].is_open.then_some(())?;
                (delegate(f, &who, &self.addresses[to]), self.model.delegate(index, to))
            }
            Action::Undelegate { .. } => {
                let from = who.delegate.unwrap_or(self.addresses[(index + 1) % HOLDERS]);
                let slot = self.addresses.iter().position(|address| *address == from)?;
                self.model.holders[slot].is_open.then_some(())?;
                (undelegate(f, &who, &from), self.model.undelegate(index))
            }
            Action::Collect { .. } => (collect_dividend(f, &who, &income), self.model.collect(index)),
            _ => return None,
        };
        Some((vec![ix], vec![key], verdict))
    }

    fn plan_grant(&mut self, action: Action) -> Option<Plan> {
        let founder = self.f.founder.insecure_clone();
        let authority = self.f.authority();
        if let Action::Grant { holder, part: share, shape } = action {
            let index = usize::from(holder) % HOLDERS;
            let now = self.model.now;
            let length = i64::from(shape % 16) * DAY / 2;
            let start = now - i64::from(shape >> 6) * DAY;
            let plan = GrantPlan {
                total: part(&N::from(2_000 * SHARE), share),
                start,
                cliff: start + length / 3 - i64::from(shape == 255),
                end: start + length,
                is_revocable: shape & 16 != 0,
            };
            let id = u32::try_from(self.model.grants.len()).ok()?;
            let ix = create_grant(&self.f, &authority, &self.addresses[index], id, &plan);
            return Some((vec![ix], vec![founder], self.model.grant(index, plan)));
        }
        let grants = self.model.grants.len();
        let chosen = match action {
            Action::Release { grant }
            | Action::Revoke { grant }
            | Action::Accelerate { grant, .. }
            | Action::Hand { grant, .. } => {
                grants.checked_sub(1 + usize::from(grant) % grants.clamp(1, 24))?
            }
            _ => return None,
        };
        let address = self.grant_address(chosen);
        let owner = self.model.grants[chosen].holder;
        match action {
            Action::Release { .. } => {
                let who = self.holder(owner)?;
                let ix = release_grant(&self.f, &address, &who);
                Some((vec![ix], vec![], self.model.release(chosen)))
            }
            Action::Revoke { .. } => {
                let ix = revoke_grant(&self.f, &authority, &address);
                Some((vec![ix], vec![founder], self.model.revoke(chosen)))
            }
            Action::Accelerate { part, .. } => {
                let end = self.model.grants[chosen].plan.end + (i64::from(part) - 200) * 3_600;
                let ix = accelerate_grant(&self.f, &authority, &address, end);
                Some((vec![ix], vec![founder], self.model.accelerate(chosen, end)))
            }
            Action::Hand { to, .. } => {
                let to = usize::from(to) % HOLDERS;
                let who = Holder {
                    address: self.addresses[owner],
                    signer: self.key(owner).pubkey(),
                    delegate: None,
                };
                let ix = transfer_grant(&who, &address, &self.addresses[to]);
                Some((vec![ix], vec![self.key(owner)], self.model.hand(chosen, to)))
            }
            _ => None,
        }
    }

    fn plan_distribution(&mut self, action: Action) -> Option<Plan> {
        let newest = self.model.distributions.len();
        let epoch = |back: u8, span: usize| newest.checked_sub(1 + usize::from(back) % span);
        match action {
            Action::Propose { claims, early } => {
                let who = self.holder(0)?;
                let due = self.model.covered_until() + i64::from(self.model.terms.window_seconds);
                let end = if early { due - 1 } else { due.max(self.model.now - i64::from(claims % 1_000)) };
                let claims = self.claims(claims);
                let tree = self.tree(newest, &claims);
                let ix = propose(&self.f, &who, u32::try_from(newest).ok()?, end, &tree.root());
                Some((vec![ix], vec![self.key(0)], self.model.propose(end, claims)))
            }
            Action::Challenge { holder, claims } => {
                let (index, epoch) = (usize::from(holder) % HOLDERS, epoch(0, 1)?);
                let who = self.holder(index)?;
                // Sometimes the very root that was proposed.
                let rival = match claims % 5 {
                    0 => self.model.distributions[epoch].claims.clone(),
                    _ => self.claims(claims),
                };
                let tree = self.tree(epoch, &rival);
                let ix = challenge(&self.f, &who, u32::try_from(epoch).ok()?, &tree.root());
                Some((vec![ix], vec![self.key(index)], self.model.challenge(index, epoch, rival)))
            }
            Action::Resolve { outcome, back } => {
                let epoch = epoch(back, 2)?;
                let outcome = [Outcome::Proposed, Outcome::Rival, Outcome::Void][usize::from(outcome) % 3];
                let ix = resolve(&self.f, &self.f.authority(), u32::try_from(epoch).ok()?, outcome);
                let founder = self.f.founder.insecure_clone();
                Some((vec![ix], vec![founder], self.model.resolve(epoch, outcome)))
            }
            Action::Finalize { back } => {
                let epoch = epoch(back, 2)?;
                let ix = finalize(&self.f, u32::try_from(epoch).ok()?);
                Some((vec![ix], vec![], self.model.finalize(epoch)))
            }
            Action::Bond { holder, back } => {
                let (index, epoch) = (usize::from(holder) % HOLDERS, epoch(back, 5)?);
                let who = self.holder(index)?;
                let ix = collect_bond(&self.f, &who, u32::try_from(epoch).ok()?);
                Some((vec![ix], vec![], self.model.collect_bond(index, epoch)))
            }
            Action::Claim { leaf, back } => {
                let epoch = epoch(back, 140)?;
                let claims = self.model.distributions[epoch].standing().to_vec();
                let leaf = usize::from(leaf) % claims.len();
                let (index, amount) = claims[leaf];
                let who = self.holder(index)?;
                let proof = self.tree(epoch, &claims).proof(leaf);
                let ix = claim(&self.f, &who, u32::try_from(epoch).ok()?, amount, proof);
                Some((vec![ix], vec![], self.model.claim(epoch, leaf)))
            }
            _ => None,
        }
    }

    /// Claims of a distribution, some above the leaf maximum, some zero, some twice for one holder.
    fn claims(&self, entropy: u32) -> Vec<(usize, u64)> {
        let count = 1 + entropy as usize % 9;
        let amount = |index: u32| match (entropy >> (index % 20)) % 16 {
            0 => 0,
            1 => 90_000_000_000,
            2 => 50_000_000_000,
            part => u64::from(part) * 3_000_000_000 + u64::from(index),
        };
        (0..count as u32)
            .map(|index| ((entropy.rotate_left(index * 3) as usize) % HOLDERS, amount(index)))
            .collect()
    }

    fn tree(&self, epoch: usize, claims: &[(usize, u64)]) -> Tree {
        let claims: Vec<_> =
            claims.iter().map(|(holder, amount)| (self.addresses[*holder], *amount)).collect();
        Tree::new(&self.f.pool, epoch as u32, &claims)
    }
}
