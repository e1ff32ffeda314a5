//! What an attacker does next: a word says which move, and with what.

use makerstake_testkit::{
    clock::DAY,
    equity::{GrantPlan, SHARE},
    governance::{CONSTITUTION, DATA, DEFENCE, GRANTS, LARGE, RECALL, RULES, TREASURY},
    model::governance::{Act, Asset, Payload, ProposalRequest, RuleText, Status, Stream, Terms, To},
};

use crate::{
    scene::{Call, Scene},
    setup::{SILENT, SOL, WALLETS, WATCHED},
};

/// The track that a founder makes.
const MADE: u8 = 60;
/// A hash of some text.
const TEXT: [u8; 32] = [6; 32];

/// Bits of a word, from `at` on, below `below`.
fn part(word: u64, at: u32, below: usize) -> usize {
    (word >> at) as usize % 4_096 % below
}

/// A track and actions on it.
fn menu(scene: &Scene, word: u64) -> (u8, Vec<Act>) {
    let model = &scene.model;
    let pay = |millionths: u64| Act::Pay {
        asset: Asset::Sol,
        to: To::Payee(WALLETS[0]),
        amount: (u128::from(model.treasury) * u128::from(millionths) / 1_000_000) as u64,
    };
    let track = |id: u8| model.tracks[&id].clone();
    let rewrite = |id: u8, terms: Terms| (CONSTITUTION, vec![Act::SetTrack { id, terms }]);
    match part(word, 16, 18) {
        0 => (GRANTS, vec![pay(2_400)]),
        1 => (GRANTS, vec![pay(2_400); 4]),
        2 => (GRANTS, dust(model.tokens[0])),
        3 => (TREASURY, vec![pay(90_000)]),
        4 => (LARGE, vec![pay(1_000_000)]),
        5 => {
            let stream = Stream { per_day: 100 * SOL, cap: 50 * SOL, lasts: 9 * DAY };
            let id = model.proposals.len() as u32;
            (
                TREASURY,
                vec![Act::OpenBudget {
                    id,
                    asset: Asset::Sol,
                    team: WALLETS[0],
                    stream,
                    report_every: 9 * DAY,
                }],
            )
        }
        6 | 7 => (RULES, vec![Act::Say { text: TEXT }]),
        8 => {
            let rule = RuleText {
                id: 1,
                domain: 1,
                version: 1,
                text: TEXT,
                notice: 14 * DAY,
                lasts: 0,
                params: [(0, 0); 8],
                widens: true,
            };
            (DATA, vec![Act::SetRule(rule)])
        }
        9 => rewrite(
            CONSTITUTION,
            Terms { voting_delay: 7 * DAY, voting_period: 14 * DAY, ..track(CONSTITUTION) },
        ),
        10 => {
            let easy = Terms { propose: 25, voting_period: 3 * DAY, timelock: DAY, ..track(LARGE) };
            let houses = [[1, 5_000, 0], easy.houses[1]];
            rewrite(LARGE, Terms { houses, ..easy })
        }
        11 => (DEFENCE, vec![Act::SetGuardian { who: None, lasts: 0 }]),
        12 => (RULES, vec![Act::SetScorer { who: WALLETS[0] }]),
        13 => (LARGE, vec![Act::Issue { amount: 1_000_000 * SHARE }]),
        14 => {
            let now = model.now();
            let plan = GrantPlan {
                total: 1_000_000 * SHARE,
                start: now,
                cliff: now,
                end: now + 365 * DAY,
                is_revocable: false,
                is_transferable: true,
            };
            (LARGE, vec![Act::Grant { to: WALLETS[0], id: model.proposals.len() as u32, plan }])
        }
        15 => (RECALL, vec![Act::Revoke { id: 1 }]),
        16 => (CONSTITUTION, vec![Act::SetConstitution { text: TEXT }]),
        _ => (if model.tracks.contains_key(&MADE) { MADE } else { TREASURY }, vec![pay(1_000_000)]),
    }
}

fn request(scene: &Scene, word: u64, by: usize, nonce: u32) -> ProposalRequest {
    let (track, acts) = menu(scene, word);
    ProposalRequest { by, nonce, track, acts, payload: Payload::Inline }
}

/// Four payments of all that a track may spend in an epoch, of something that is worth nothing.
fn dust(mut left: u64) -> Vec<Act> {
    let mut pay = || {
        let amount = (left / 400).max(1);
        left -= amount.min(left);
        Act::Pay { asset: Asset::Token(0), to: To::Payee(WALLETS[0]), amount }
    };
    (0..4).map(|_| pay()).collect()
}

impl Scene {
    /// Does what a word stands for, and says it.
    pub fn play(&mut self, word: u64) -> String {
        let wallets = self.wallets();
        let by = wallets[part(word, 40, wallets.len())];
        match word % 16 {
            0 | 1 => self.propose(word, by, 1),
            2 => self.propose(word, by, 16),
            3 => self.vote_all(),
            4 => self.withdraw_all(),
            5..=7 => self.wait(word),
            8 | 9 => self.carry(),
            10 => {
                let done = self.execute_all();
                format!("execute what can be: {done} actions")
            }
            11 => self.move_shares(word, by),
            12 => self.replace(word),
            13 => self.play_role(word, by),
            14 => self.empty(),
            _ => match self.borrow() {
                Ok(()) => "borrow shares over the boundary of an epoch, for a second".into(),
                Err(_) => "find nobody who lends shares for a second".into(),
            },
        }
    }

    /// Proposals of the attacker's that are not closed.
    fn mine(&self) -> Vec<usize> {
        let all = self.model.proposals.iter().enumerate();
        all.filter(|(_, p)| Self::is_hostile(p) && !p.is_closed).map(|(n, _)| n).collect()
    }

    fn propose(&mut self, word: u64, by: usize, most: usize) -> String {
        self.close_all();
        let mut made = 0;
        let request = request(self, word, by, 0);
        for _ in 0..most {
            let nonce = self.fresh();
            if self.price(request.track) > *self.purse()
                || self.call(Call::Propose(ProposalRequest { nonce, ..request.clone() })).is_err()
            {
                break;
            }
            made += 1;
        }
        format!("{}: propose {}, {made} times", name(by), words(&request))
    }

    /// Yes to everything of one's own that is open to votes, and no to everything of the others', with every wallet.
    fn vote_all(&mut self) -> String {
        let (now, mut cast) = (self.model.now(), 0);
        for n in 0..self.model.proposals.len() {
            let p = &self.model.proposals[n];
            let [from, _, until, ..] = p.instants();
            if p.status != Status::Open || now < from || now >= until {
                continue;
            }
            let choice = if Self::is_hostile(p) { 1 } else { 2 };
            for by in self.wallets() {
                if !self.model.proposals[n].ballots.contains_key(&by) {
                    cast += usize::from(self.call(Call::Vote { by, n, choice, signed: n }).is_ok());
                }
            }
        }
        format!("vote for one's own: {cast} ballots")
    }

    fn withdraw_all(&mut self) -> String {
        let mine = self.mine();
        let cancelled = mine.into_iter().filter(|n| self.call(Call::Cancel(*n)).is_ok()).count();
        self.close_all();
        format!("withdraw {cancelled} proposals before voting")
    }

    fn close_all(&mut self) {
        for n in self.mine() {
            if self.model.proposals[n].is_over(self.model.now()) {
                let _closed = self.call(Call::Close(n));
            }
        }
    }

    fn wait(&mut self, word: u64) -> String {
        let now = self.model.now();
        let ends = self.mine().into_iter().filter(|n| self.model.proposals[*n].status == Status::Open);
        let ends = ends.map(|n| self.model.proposals[n].instants()[3]).filter(|end| *end > now);
        let to = match part(word, 16, 4) {
            0 => ends.min().unwrap_or_else(|| self.next_instant()),
            1 => self.next_instant(),
            2 => now + 36 * 3_600,
            _ => now + DAY * (1 + part(word, 24, 9) as i64),
        };
        self.pass_time(to);
        format!("wait for {:.1} days", (self.model.now() - now) as f64 / DAY as f64)
    }

    /// Votes for everything of one's own, waits until it can be executed, and executes it.
    fn carry(&mut self) -> String {
        let began = self.model.now();
        let done = loop {
            self.vote_all();
            let done = self.execute_all();
            let is_pending = self.mine().into_iter().any(|n| {
                let p = &self.model.proposals[n];
                matches!(p.status, Status::Open | Status::Passed)
                    && p.cursor < p.acts.len()
                    && !p.is_over(self.model.now())
            });
            if done > 0 || !is_pending || self.model.now() >= self.start + WATCHED {
                break done;
            }
            self.pass_time(self.next_instant());
        };
        let days = (self.model.now() - began) as f64 / DAY as f64;
        format!("vote, wait for {days:.1} days, and execute {done} actions")
    }

    fn execute_all(&mut self) -> usize {
        let mut done = 0;
        for n in self.mine() {
            while self.model.proposals[n].status == Status::Passed
                && self.model.proposals[n].cursor < self.model.proposals[n].acts.len()
                && self.execute(n).is_ok()
            {
                done += 1;
            }
        }
        done
    }

    /// Delegates, or takes shares out and puts them into another wallet.
    fn move_shares(&mut self, word: u64, by: usize) -> String {
        let to = WALLETS[part(word, 52, 3)];
        let held = |who: usize| u64::try_from(self.model.equity.holders[who].own.last()).expect("shares fit");
        match part(word, 16, 4) {
            0 => {
                let done = to != by && self.call(Call::Delegate { from: by, to }).is_ok();
                format!("{}: delegate to {}: {done}", name(by), name(to))
            }
            1 => {
                let amount = held(by);
                let done = self.call(Call::Request { from: by, amount }).is_ok();
                format!("{}: ask for its shares back: {done}", name(by))
            }
            2 => {
                let done = self.call(Call::CancelWithdrawal(by)).is_ok();
                format!("{}: keep its shares: {done}", name(by))
            }
            _ => {
                let done = self.call(Call::Withdraw(by)).is_ok();
                let amount = u64::try_from(&self.model.equity.holders[by].liquid).expect("shares fit");
                if amount > 0 {
                    let _passed = self.call(Call::Pass { from: by, to, amount });
                    let _there = self.call(Call::Deposit { to, amount });
                }
                format!("{}: move {amount} to {}: {done}", name(by), name(to))
            }
        }
    }

    /// Withdraws a proposal and makes another at its address.
    fn replace(&mut self, word: u64) -> String {
        let open = self.mine().into_iter().rev().find(|n| self.call(Call::Cancel(*n)).is_ok());
        let Some(n) = open else { return "nothing to replace".into() };
        let _closed = self.call(Call::Close(n));
        let (by, nonce) = (self.model.proposals[n].by, self.model.proposals[n].nonce);
        let request = request(self, word, by, nonce);
        let said = format!("{}: put in its place {}", name(by), words(&request));
        if self.price(request.track) > *self.purse() || self.call(Call::Propose(request)).is_err() {
            return "withdraw a proposal, and fail to replace it".into();
        }
        said
    }

    fn play_role(&mut self, word: u64, by: usize) -> String {
        let roles = self.budget.roles;
        if roles.founder && part(word, 16, 2) == 0 {
            let amount = 1_000_000 * SHARE;
            let done = self.call(Call::Issue(amount)).is_ok();
            return format!("founder: issue shares of the treasury's bucket: {done}");
        }
        if roles.founder {
            let easy = Terms {
                kinds: vec![0],
                voting_period: 3 * DAY,
                timelock: DAY,
                propose: 25,
                is_blockable: false,
                houses: [[1_000, 5_000, 0], [0; 3]],
                ..self.model.tracks[&LARGE].clone()
            };
            let done = self.call(Call::Track { id: MADE, terms: easy }).is_ok();
            return format!("founder: make a track with low bars: {done}");
        }
        if roles.scorer || part(word, 28, 2) == 0 {
            return self.meddle(WALLETS[part(word, 52, 3)]);
        }
        if by == SILENT {
            return self.move_shares(word | 1 << 16, by);
        }
        "nothing".into()
    }

    /// Takes the last lamports out of a wallet that is about to be paid.
    fn empty(&mut self) -> String {
        let _emptied = self.call(Call::Empty);
        "empty a wallet that is to be paid".into()
    }
}

fn name(person: usize) -> String {
    match WALLETS.iter().position(|wallet| *wallet == person) {
        Some(at) => format!("wallet {}", at + 1),
        None if person == SILENT => "the stolen key".into(),
        None => "the founder".into(),
    }
}

/// What is proposed, in words.
fn words(request: &ProposalRequest) -> String {
    let act = match &request.acts[0] {
        Act::Pay { asset: Asset::Sol, amount, .. } => {
            format!("to be paid {:.1} SOL", *amount as f64 / SOL as f64)
        }
        Act::Pay { .. } => "to be paid dust".into(),
        Act::OpenBudget { .. } => "a budget".into(),
        Act::Say { .. } => "mere words".into(),
        Act::SetRule(_) => "wider data".into(),
        Act::SetTrack { id, terms } => {
            format!("track {id} with a voting period of {} days", terms.voting_period / DAY)
        }
        Act::SetGuardian { .. } => "no guardian".into(),
        Act::SetScorer { .. } => "itself as scorer".into(),
        Act::Issue { .. } => "shares for the treasury".into(),
        Act::Grant { .. } => "a grant to itself".into(),
        Act::Revoke { .. } => "to revoke a budget".into(),
        _ => "another constitution".into(),
    };
    format!("{act} on track {} ({} actions)", request.track, request.acts.len())
}
