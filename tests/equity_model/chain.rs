//! The world and the model side by side: each action is one transaction, and one step of the model.

use std::collections::BTreeMap;

use makerstake_testkit::{
    clock::DAY,
    creators,
    equity::*,
    model::equity::{Model, Verdict, N},
    sequence::StateMachine,
    World,
};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{action::Action, compare};

/// Holders: the scorer, four wallets, three creators.
pub const HOLDERS: usize = 8;
const WALLETS: usize = 5;

/// A pool in a world, and its model.
pub struct Play {
    pub world: World,
    pub f: Founded,
    pub model: Model,
    /// The address of each holder.
    pub addresses: Vec<Pubkey>,
    /// The key that acts for each holder now.
    keys: Vec<Keypair>,
    /// Token accounts of the mint and the dividend mint: each holder's.
    pub wallets: Vec<(Pubkey, Pubkey)>,
    treasury: (Pubkey, Pubkey),
    sent: usize,
    last: Option<Action>,
    refusals: BTreeMap<String, usize>,
}

impl StateMachine for Play {
    fn new(seed: u64) -> Self {
        let mut world = World::with_seed(seed);
        let now = world.now();
        let terms = Terms {
            contributions_cap: 40_000_000 * SHARE,
            grants_cap: 1_000_000 * SHARE + 7,
            treasury_cap: 1_000_000 * SHARE + 3,
            bond: 17 * SHARE + 1,
            dividend_min_shares: 40 * SHARE,
            windows_from: now,
            snapshot_genesis: now - 5,
            snapshot_epoch_seconds: 2 * DAY as u32 + 1,
            window_seconds: DAY as u32,
            challenge_seconds: DAY as u32 + 2,
            decay_bps: 37,
            leaf_max_bps: 4_000,
        };
        let f = world.prepare(terms);
        world.send(&[create_pool(&f, &f.authority(), &f.scorer.pubkey(), &terms)], &[&f.founder]).unwrap();
        let (mut addresses, mut keys) = (vec![f.scorer.pubkey()], vec![f.scorer.insecure_clone()]);
        for _ in 1..WALLETS {
            let key = world.actor();
            addresses.push(key.pubkey());
            keys.push(key);
        }
        for _ in WALLETS..HOLDERS {
            let identity = world.register();
            addresses.push(identity.address);
            keys.push(identity.authority);
        }
        let wallets = keys
            .iter()
            .map(|key| {
                let owner = key.pubkey();
                (world.token_account(&f.mint, &owner), world.token_account(&f.dividend_mint, &owner))
            })
            .collect();
        let authority = f.authority();
        let treasury =
            (world.token_account(&f.mint, &authority), world.token_account(&f.dividend_mint, &authority));
        let model = Model::new(terms, now, HOLDERS);
        let (last, refusals) = (None, BTreeMap::new());
        let mut play = Self { world, f, model, addresses, keys, wallets, treasury, sent: 0, last, refusals };
        for holder in 0..HOLDERS as u8 - 2 {
            play.act(Action::Open { holder }).expect("positions open");
        }
        play.act(Action::Grant { holder: 0, part: 255, shape: 0 }).expect("the scorer has shares");
        play.act(Action::Release { grant: 0 }).expect("the scorer has shares");
        play
    }

    fn step(&mut self, entropy: u64) -> Result<(), String> {
        let action = Action::from_word(entropy);
        self.last = Some(action);
        self.act(action)
    }

    fn describe(&self) -> String {
        self.last.map_or_else(String::new, |action| format!("{action:?}"))
    }

    fn sent(&self) -> usize {
        self.sent
    }
}

impl Play {
    /// How many of them were refused with which error, as the model said.
    pub fn refusals(&self) -> &BTreeMap<String, usize> {
        &self.refusals
    }

    /// Distributions so far.
    pub fn epochs(&self) -> usize {
        self.model.distributions.len()
    }

    /// Does one action in both, and compares.
    fn act(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Wait { kind, early } => {
                self.wait(kind, early);
                return Ok(());
            }
            Action::Epoch { claims } => return self.epoch(claims),
            _ => {}
        }
        match self.plan(action) {
            Some((instructions, signers, verdict)) => self.send(&instructions, &signers, verdict),
            None => Ok(()),
        }
    }

    /// Sends, expects what the model said, and compares everything.
    pub fn send(&mut self, ixs: &[Instruction], signers: &[Keypair], verdict: Verdict) -> Result<(), String> {
        self.sent += 1;
        let signers: Vec<_> = signers.iter().collect();
        match (self.world.send(ixs, &signers), verdict) {
            (Ok(_), Ok(())) => {}
            (Err(refusal), Err(error)) => {
                *self.refusals.entry(format!("{error:?}")).or_default() += 1;
                if (refusal.program, refusal.code) != (Some(EQUITY), Some(error.clone() as u32)) {
                    return Err(format!("the model refused with {error:?}, the program with {refusal:?}"));
                }
            }
            (Ok(_), Err(error)) => return Err(format!("the model refused with {error:?}")),
            (Err(refusal), Ok(())) => return Err(format!("the program refused: {refusal:?}")),
        }
        compare::everything(self)
    }

    fn wait(&mut self, kind: u8, early: bool) {
        let now = self.model.now;
        let terms = self.model.terms;
        let last = self.model.distributions.last();
        let length = i64::from(terms.snapshot_epoch_seconds);
        let boundary = match kind % 7 {
            0 => terms.snapshot_genesis + (i64::from(self.model.snapshot_epoch()) + 1) * length,
            1 => last.map_or(now, |dist| dist.until),
            2 => self.model.covered_until() + i64::from(terms.window_seconds),
            3 => {
                let from = self.model.holders[usize::from(kind) % HOLDERS].cooling.1;
                terms.snapshot_genesis + i64::from(from) * length
            }
            4 => self.model.grants.last().map_or(now, |grant| grant.plan.cliff),
            5 => self.model.grants.last().map_or(now, |grant| grant.plan.end),
            _ => now + i64::from(kind) * 977,
        };
        self.set_time((boundary - i64::from(early)).max(now));
    }

    fn set_time(&mut self, time: i64) {
        self.model.now = time;
        self.world.set_time(time);
    }

    /// A whole epoch: what happens on a platform that is run well.
    fn epoch(&mut self, claims: u32) -> Result<(), String> {
        if !self.model.is_open() {
            let due = self.model.covered_until() + i64::from(self.model.terms.window_seconds);
            self.set_time(due.max(self.model.now));
            self.act(Action::Propose { claims, early: false })?;
        }
        let Some(dist) = self.model.distributions.last() else { return Ok(()) };
        let until = dist.until;
        self.set_time(until.max(self.model.now));
        self.act(Action::Resolve { outcome: claims as u8, back: 0 })?;
        self.act(Action::Finalize { back: 0 })?;
        self.act(Action::Bond { holder: 0, back: 0 })?;
        for leaf in 0..2 {
            self.act(Action::Claim { leaf, back: 0 })?;
        }
        Ok(())
    }

    /// The holder with its present key and delegate; none without a position, or when its delegate has none.
    pub fn holder(&self, index: usize) -> Option<Holder> {
        let state = &self.model.holders[index];
        let delegate = state.delegate();
        if !state.is_open || delegate.is_some_and(|to| !self.model.holders[to].is_open) {
            return None;
        }
        let delegate = delegate.map(|to| self.addresses[to]);
        Some(Holder { address: self.addresses[index], signer: self.keys[index].pubkey(), delegate })
    }

    /// The key that acts for a holder.
    pub fn key(&self, index: usize) -> Keypair {
        self.keys[index].insecure_clone()
    }

    /// Gives a creator another authority. Its tokens move to the new wallet.
    pub fn rotate(&mut self, index: usize) -> Option<(Vec<Instruction>, Vec<Keypair>, Verdict)> {
        if index < WALLETS {
            return None;
        }
        let (old, new) = (self.key(index), self.world.actor());
        let address = self.addresses[index];
        let instructions = vec![
            creators::offer_authority(&old.pubkey(), None, &address, &new.pubkey()),
            creators::accept_authority(&new.pubkey(), &address),
        ];
        let (liquid, income) = self.wallets[index];
        let next = (
            self.world.token_account(&self.f.mint, &new.pubkey()),
            self.world.token_account(&self.f.dividend_mint, &new.pubkey()),
        );
        for (mint, from, to) in [(self.f.mint, liquid, next.0), (self.f.dividend_mint, income, next.1)] {
            let amount = self.world.tokens(&from);
            self.world.transfer_tokens(&mint, &from, &to, &old, amount);
        }
        self.wallets[index] = next;
        self.keys[index] = new.insecure_clone();
        Some((instructions, vec![old, new], Ok(())))
    }

    /// The address of a grant.
    pub fn grant_address(&self, index: usize) -> Pubkey {
        let id = u32::try_from(index).expect("few grants");
        self.f.grant(&self.addresses[self.model.grants[index].first], id)
    }

    /// The treasury's token accounts.
    pub fn treasury(&self) -> (Pubkey, Pubkey) {
        self.treasury
    }
}

/// A part of 255 of some number, with the ends included.
pub fn part(of: &N, part: u8) -> u64 {
    u64::try_from(of * N::from(part) / N::from(255_u8)).expect("amounts fit")
}
