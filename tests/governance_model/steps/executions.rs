//! Executions: as voted, and in every way that is not.

use makerstake_testkit::{
    governance::*,
    model::governance::{Act, Asset, Payload, To, Way},
};
use rand::{seq::IndexedRandom, Rng};
use rand_chacha::ChaCha8Rng;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use super::Said;
use crate::{
    messages,
    scene::{Play, PAYEES},
};

impl Play {
    /// The next action of a proposal, rightly or wrongly.
    pub fn execute(&mut self, rng: &mut ChaCha8Rng, n: usize) -> Said {
        let wrong = [Way::OtherInstruction, Way::PayloadMismatch, Way::OtherTarget, Way::OtherTrack];
        let way = if rng.random_ratio(2, 3) { Way::Right } else { *wrong.choose(rng).expect("choices") };
        self.attempt(n, way)
    }

    /// The next action of a proposal in this way, or in one that there is.
    pub fn attempt(&mut self, n: usize, way: Way) -> Said {
        let p = &self.model.proposals[n];
        let (at, address) = (p.cursor.min(p.acts.len() - 1), self.addresses[n]);
        let (act, track, is_by_hash) = (p.acts[at].clone(), p.track, p.payload != Payload::Inline);
        let way = self.possible(&act, way);
        let mut execute = match way {
            Way::OtherInstruction if matches!(act.kind(), 9 | 10 | 16) => {
                execute_scorer(&self.realm, &address)
            }
            Way::OtherInstruction => execute_platform(&self.realm, &address),
            _ => self.instruction(&address, &act, track, way),
        };
        let payload = self.payload(n, at, is_by_hash, way);
        if !payload.is_empty() {
            execute = bringing(execute, &payload);
        }
        self.tell(format!("action {at} of proposal {n} is executed, {way:?}: {act:?}"));
        let verdict = self.model.execute(n, way);
        let outcome = self.world.send(&[execute], &[]);
        if let (Ok(()), Act::Grant { to, id, .. }) = (&verdict, &act) {
            let grant = self.realm.f.grant(&self.people[*to].address, *id);
            self.grants.insert(self.model.equity.grants.len() - 1, grant);
        }
        self.settle(&format!("execute {}", messages::name(&act)), verdict, outcome)
    }

    /// A way that exists for this action as things stand.
    fn possible(&self, act: &Act, way: Way) -> Way {
        let (is_there, is_other) = match act {
            Act::Amend { id, .. } | Act::Reduce { id, .. } | Act::Revoke { id } => {
                (true, self.model.budgets.keys().any(|other| other != id))
            }
            Act::Rule { .. } => (true, self.model.equity.distributions.len() > 1),
            Act::RevokeGrant { .. } => (true, self.grants.len() > 1),
            act => (true, act.has_target()),
        };
        match way {
            Way::OtherTrack if act.has_track() => way,
            Way::OtherInstruction => way,
            Way::OtherTarget if is_other => way,
            Way::PayloadMismatch if is_there => way,
            _ if is_there => Way::Right,
            _ if is_other => Way::OtherTarget,
            _ => Way::OtherInstruction,
        }
    }

    fn payload(&self, n: usize, at: usize, is_by_hash: bool, way: Way) -> Vec<u8> {
        match (is_by_hash, way) {
            (false, Way::PayloadMismatch) => vec![1],
            (false, _) => vec![],
            (true, way) => {
                let acts = &self.model.proposals[n].acts;
                let mut bytes = self.links(acts)[at + 1].to_vec();
                bytes.extend(self.bytes(std::slice::from_ref(&acts[at])));
                if way == Way::PayloadMismatch {
                    // Any byte, of the link or of the action; the number of transactions picks one.
                    let changed = self.fresh as usize * 31 % bytes.len();
                    bytes[changed] ^= 1 << (n % 8);
                }
                bytes
            }
        }
    }

    fn instruction(&self, p: &Pubkey, act: &Act, track: u8, way: Way) -> Instruction {
        let r = &self.realm;
        let is_other = way == Way::OtherTarget;
        let track = if way == Way::OtherTrack { (track + 1) % 7 } else { track };
        match act {
            Act::Pay { asset, to, .. } => {
                let to = match to {
                    To::Payee(payee) if is_other => To::Payee((payee + 1) % PAYEES),
                    _ if is_other => To::Payee(0),
                    to => *to,
                };
                let to = self.address_of(to);
                match asset {
                    Asset::Sol => execute_transfer(r, p, track, &to, &[]),
                    Asset::Token(token) => execute_token_transfer(r, p, track, &self.route(*token, &to)),
                }
            }
            Act::OpenBudget { id, asset, .. } => {
                let source = match asset {
                    Asset::Sol => None,
                    Asset::Token(token) => Some(self.route(*token, &r.treasury).source),
                };
                execute_open_budget(r, p, track, if is_other { id + 1_000 } else { *id }, source)
            }
            Act::Amend { id, .. } | Act::Reduce { id, .. } | Act::Revoke { id } => {
                let other = self.model.budgets.keys().find(|other| *other != id);
                execute_budget(r, p, *other.filter(|_| is_other).unwrap_or(id))
            }
            Act::SetRule(rule) => execute_rule(r, p, if is_other { rule.id + 10 } else { rule.id }),
            Act::Repeal { id, .. } => execute_rule(r, p, if is_other { id + 10 } else { *id }),
            Act::SetTrack { id, .. } => execute_track(r, p, if is_other { (id + 1) % 8 } else { *id }),
            Act::SetPlatform { .. } | Act::SetGuardian { .. } | Act::Say { .. } => execute_platform(r, p),
            Act::SetScorer { .. } => execute_scorer(r, p),
            Act::Rule { epoch, .. } => {
                let newest = self.model.equity.distributions.len() - 1;
                let other = if *epoch == newest { 0 } else { newest };
                execute_ruling(r, p, &r.f.distribution(if is_other { other } else { *epoch } as u32))
            }
            Act::Grant { to, id, .. } => {
                execute_create_grant(r, p, track, &r.f.grant(&self.people[*to].address, *id))
            }
            Act::RevokeGrant { grant } => {
                let other = self.grants.iter().find(|(other, _)| *other != grant);
                let other = other.map(|(_, address)| address).filter(|_| is_other);
                execute_revoke_grant(r, p, other.unwrap_or(&self.grants[grant]))
            }
            Act::Issue { .. } => execute_issue_treasury(
                r,
                p,
                &self.route(makerstake_testkit::model::governance::SHARES, &r.treasury).source,
            ),
        }
    }

    /// The way of a token from the treasury to a wallet.
    pub fn route(&self, token: usize, to: &Pubkey) -> TokenRoute {
        let (mint, program) = self.mints[token];
        TokenRoute::to_wallet(&self.realm, &mint, &program, to)
    }
}
