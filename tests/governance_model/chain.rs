//! One world played on the chain and in the model at once.

use std::collections::BTreeMap;

use makerstake_testkit::{
    equity::{self, Holder, SHARE},
    governance::*,
    model::governance::{Expected, Fate, History, Model, Person, Track as Terms},
    Outcome, World,
};
use rand::{seq::IndexedRandom, Rng};
use rand_chacha::ChaCha20Rng;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::names::error_name;

const SOL: u64 = 1_000_000_000;
/// People with a wallet, after the scorer and two creators.
const WALLETS: usize = 6;
const TEXT: [u8; 32] = [9; 32];

/// The chain and its model.
pub struct Play {
    world: World,
    realm: Realm,
    keys: Vec<Keypair>,
    holders: Vec<Holder>,
    model: Model,
    /// The address of each proposal, while it is not closed.
    open: BTreeMap<usize, Pubkey>,
    proposers: Vec<usize>,
    payee: Pubkey,
    nonce: u32,
    /// Transactions sent.
    pub sent: usize,
    /// What was answered how often.
    pub answers: BTreeMap<String, usize>,
}

impl Play {
    pub fn new(seed: u64) -> Self {
        let mut world = World::with_seed(seed);
        let realm = world.realm();
        let mut keys = vec![realm.f.scorer.insecure_clone()];
        let mut holders = vec![Holder::wallet(&realm.f.scorer)];
        for _ in 0..2 {
            let maker = world.maker(&realm, 3 * SEAT_BAR);
            holders.push(maker.holder);
            keys.push(maker.key);
        }
        for n in 0..WALLETS {
            let citizen = world.citizen(&realm, (n as u64 + 1) * 400 * SHARE);
            holders.push(citizen.holder);
            keys.push(citizen.key);
        }
        let scorer = holders[0].address;
        world.enrol(&realm, &scorer);
        world.next_epoch(&realm);
        let payee = world.actor().pubkey();
        for key in &keys {
            world.fund(&key.pubkey(), 20_000 * SOL);
        }
        let epoch = world.epoch(&realm);
        let people = holders.iter().map(|holder| {
            let mut own = History::default();
            own.set(epoch, world.position(&realm.f, &holder.address).own[0]);
            Person { own, ..Person::default() }
        });
        let model = Model {
            genesis: realm.f.terms.power_genesis,
            epoch_seconds: i64::from(realm.f.terms.power_epoch_seconds),
            guardian_until: world.platform(&realm).guardian_until,
            tracks: starting_tracks().into_iter().map(|(_, terms)| of(&terms)).collect(),
            people: people.collect(),
            proposals: vec![],
            mask: 0,
            treasury: world.lamports(&realm.treasury) - world.rent(0),
            spent: BTreeMap::new(),
        };
        let (open, answers) = (BTreeMap::new(), BTreeMap::new());
        let play = Self {
            world,
            realm,
            keys,
            holders,
            model,
            open,
            proposers: vec![],
            payee,
            nonce: 0,
            sent: 0,
            answers,
        };
        play.compare();
        play
    }

    /// One random step.
    pub fn step(&mut self, rng: &mut ChaCha20Rng) {
        let now = self.world.now();
        let roll = rng.random_range(0..100);
        // Mostly where the step can matter; sometimes anywhere, to be refused.
        let fits = |n: &usize| {
            let p = &self.model.proposals[*n];
            let [from, _, _, closes, executable, late] = self.model.instants(p);
            match roll {
                16..62 => p.fate == Fate::Open && (from..closes).contains(&now),
                62..70 => p.fate == Fate::Open && now >= closes,
                70..78 => p.fate == Fate::Passed && (executable..late).contains(&now),
                _ => true,
            }
        };
        let fitting: Vec<usize> = self.open.keys().copied().filter(fits).collect();
        let all: Vec<usize> = self.open.keys().copied().collect();
        let from = if fitting.is_empty() || rng.random_ratio(1, 8) { &all } else { &fitting };
        let open = from.choose(rng).map(|n| (*n, self.open[n]));
        match (roll, open) {
            (0..8, _) => self.pass_time(rng, now),
            (8..16, _) | (_, None) => self.create(rng, now),
            (16..62, Some((n, p))) => self.vote(rng, n, &p, now),
            (62..70, Some((n, p))) => {
                let expected = self.model.finalize(n, now);
                let outcome = self.world.send(&[finalize_proposal(&self.realm, &p)], &[]);
                self.settle("finalize", expected, outcome);
            }
            (70..78, Some((n, p))) => self.execute(n, &p, now),
            (78..88, Some((n, p))) => self.close(n, &p, now),
            (88..90, Some((n, p))) => {
                let expected = self.model.cancel(n, now);
                let by = self.proposers[n];
                let ix = cancel_proposal(&self.realm, &self.holders[by], &p);
                let outcome = self.world.send(&[ix], &[&self.keys[by]]);
                self.settle("cancel", expected, outcome);
            }
            (90..92, Some((n, p))) => {
                let expected = self.model.block(n, now);
                let ix = block_proposal(&self.realm, &self.realm.guardian.pubkey(), &p);
                let outcome = self.world.send(&[ix], &[&self.realm.guardian]);
                self.settle("block", expected, outcome);
            }
            (92..95, _) => self.shares(rng, now),
            (95..98, _) => self.delegate(rng, now),
            _ => self.seat(rng, now),
        }
    }

    /// To an exact boundary of some proposal, a second before it, or anywhere.
    fn pass_time(&mut self, rng: &mut ChaCha20Rng, now: i64) {
        let instants: Vec<i64> = self
            .open
            .keys()
            .flat_map(|n| self.model.instants(&self.model.proposals[*n]))
            .flat_map(|at| [at - 1, at])
            .filter(|at| *at > now && *at < now + 5 * 86_400)
            .collect();
        let to = match (instants.iter().min(), instants.choose(rng)) {
            (Some(at), _) if rng.random_ratio(3, 5) => *at,
            (_, Some(at)) if rng.random_ratio(2, 5) => *at,
            _ => now + rng.random_range(1..2 * 86_400),
        };
        self.world.set_time(to);
    }

    fn create(&mut self, rng: &mut ChaCha20Rng, now: i64) {
        let by = rng.random_range(0..self.holders.len());
        let (track, count) =
            *[(GRANTS, 1), (GRANTS, 3), (TREASURY, 1), (TREASURY, 10), (RULES, 0), (RECALL, 0)]
                .choose(rng)
                .expect("choices");
        let largest = self.model.treasury * 27 / 10_000;
        let amounts: Vec<u64> = (0..count).map(|_| rng.random_range(1..largest)).collect();
        let mut actions: Vec<Action<'_>> = amounts.iter().map(|amount| pay(&self.payee, *amount)).collect();
        match track {
            RULES => actions.push(Action::Resolve { text_hash: &TEXT }),
            RECALL => actions.push(Action::RevokeBudget { id: 1 }),
            _ => {}
        }
        self.nonce += 1;
        let draft = Draft::new(self.nonce, track, encode(&actions));
        let mut ix = create_proposal(&self.realm, &self.keys[by].pubkey(), &self.holders[by], &draft);
        ix.accounts.extend(balances(&self.realm, &actions, &self.world));
        let expected = self.model.propose(by, usize::from(track), amounts.clone(), now);
        let outcome = self.world.send(&[ix], &[&self.keys[by]]);
        if expected.is_ok() {
            let n = self.model.proposals.len() - 1;
            self.proposers.push(by);
            self.open.insert(n, self.realm.proposal(&self.holders[by].address, self.nonce));
        }
        self.settle("create", expected, outcome);
    }

    fn vote(&mut self, rng: &mut ChaCha20Rng, n: usize, p: &Pubkey, now: i64) {
        let by = rng.random_range(0..self.holders.len());
        let choice = rng.random_range(1..=3);
        let epoch = self.model.proposals[n].epoch;
        let delegate = self.model.people[by].delegate.at(epoch);
        let holder = Holder { delegate: delegate.map(|to| self.holders[to].address), ..self.holders[by] };
        let expected = self.model.vote(by, n, choice, now);
        let outcome = self.world.send(&[cast_vote(&self.realm, &holder, p, choice)], &[&self.keys[by]]);
        self.settle(if delegate.is_some() { "vote override" } else { "vote" }, expected, outcome);
    }

    fn execute(&mut self, n: usize, p: &Pubkey, now: i64) {
        let track = self.model.proposals[n].track as u8;
        let ix = match track {
            RULES => execute_platform(&self.realm, p),
            RECALL => return,
            _ => execute_transfer(&self.realm, p, track, &self.payee, &[]),
        };
        let expected = self.model.execute(n, now);
        let outcome = self.world.send(&[ix], &[]);
        self.settle("execute", expected, outcome);
    }

    fn close(&mut self, n: usize, p: &Pubkey, now: i64) {
        let payer = self.keys[self.proposers[n]].pubkey();
        let (held, before) = (self.world.lamports(p), self.world.lamports(&payer));
        let expected = self.model.close(n, now);
        let outcome = self.world.send(&[close_proposal(&self.realm, p, &payer)], &[]);
        if let Ok(forfeited) = expected {
            assert_eq!(self.world.lamports(&payer), before + held - forfeited, "rent and bond");
            assert!(self.world.account(p).is_none());
            self.open.remove(&n);
        }
        self.settle("close", expected.map(drop), outcome);
    }

    /// Gives or takes shares of a wallet, from the next epoch on.
    fn shares(&mut self, rng: &mut ChaCha20Rng, now: i64) {
        let who = rng.random_range(3..self.holders.len());
        let from = self.model.epoch(now) + 1;
        let person = &mut self.model.people[who];
        let has = person.own.latest();
        let delegate = person.delegate.latest().map(|to| self.holders[to].address);
        let holder = Holder { delegate, ..self.holders[who] };
        if has < SHARE || rng.random() {
            let shares = rng.random_range(1..500 * SHARE);
            self.world.give(&self.realm.f, &holder, shares);
            person.own.set(from, has + shares);
        } else {
            let shares = rng.random_range(1..=has);
            let ix = equity::request_withdrawal(&self.realm.f, &holder, shares);
            self.world.send(&[ix], &[&self.keys[who]]).expect("request_withdrawal");
            person.own.set(from, has - shares);
        }
        self.settled("shares: ok");
    }

    /// Delegates or takes back; equity's own rules about it are tested with equity.
    fn delegate(&mut self, rng: &mut ChaCha20Rng, now: i64) {
        let (who, to) = (rng.random_range(3..self.holders.len()), rng.random_range(0..self.holders.len()));
        let from = self.model.epoch(now) + 1;
        let former = self.model.people[who].delegate.latest();
        if who == to || former == Some(to) {
            return;
        }
        let (holder, next) = (self.holders[who], self.holders[to].address);
        let (ix, delegate) = match former {
            Some(former) => (equity::undelegate(&self.realm.f, &holder, &self.holders[former].address), None),
            None => (equity::delegate(&self.realm.f, &holder, &next), Some(to)),
        };
        let is_done = self.world.send(&[ix], &[&self.keys[who]]).is_ok();
        if is_done {
            self.model.people[who].delegate.set(from, delegate);
        }
        self.settled(if is_done { "delegate: ok" } else { "delegate: too fresh" });
    }

    fn seat(&mut self, rng: &mut ChaCha20Rng, now: i64) {
        let who = rng.random_range(1..3);
        let from = self.model.epoch(now) + 1;
        let has = self.model.people[who].seat.latest();
        let (ix, expected, next) = if rng.random() {
            (take_seat(&self.realm, &self.holders[who]), if has { Err("SeatTaken") } else { Ok(()) }, true)
        } else {
            (leave_seat(&self.realm, &self.holders[who]), if has { Ok(()) } else { Err("NoSeat") }, false)
        };
        if expected.is_ok() {
            self.model.people[who].seat.set(from, next);
        }
        let outcome = self.world.send(&[ix], &[&self.keys[who]]);
        self.settle("seat", expected, outcome);
    }

    /// Compares the answer, and then everything.
    fn settle(&mut self, step: &str, expected: Expected, outcome: Outcome) {
        let said = match &outcome {
            Ok(_) => "ok".to_owned(),
            Err(refusal) => {
                let code = refusal.code.unwrap_or_else(|| panic!("{step}: {refusal:?}"));
                let named = error_name(code);
                assert_eq!(refusal.program, Some(GOVERNANCE), "{step}: {refusal:?}");
                named
            }
        };
        assert_eq!(
            said,
            expected.map_or_else(str::to_owned, |()| "ok".to_owned()),
            "{step} at {}",
            self.sent
        );
        self.settled(&format!("{step}: {said}"));
    }

    fn settled(&mut self, answer: &str) {
        *self.answers.entry(answer.to_owned()).or_default() += 1;
        self.sent += 1;
        self.compare();
    }

    /// Everything that the program keeps, against the model; the counts are made anew from every ballot (INVARIANT 10).
    fn compare(&self) {
        let at = self.sent;
        assert_eq!(self.world.platform(&self.realm).slot_mask, self.model.mask, "slots at {at}");
        let spendable = self.world.lamports(&self.realm.treasury) - self.world.rent(0);
        assert_eq!(spendable, self.model.treasury, "treasury at {at}");
        for (n, address) in &self.open {
            let (chain, model) = (self.world.proposal(address), &self.model.proposals[*n]);
            let tally = self.model.tally(model);
            assert_eq!([chain.yes, chain.no, chain.abstain], tally, "tally of {n} at {at}");
            for house in 0..2 {
                let cast: u64 = tally.iter().map(|choice| choice[house]).sum();
                assert!(cast <= chain.eligible[house], "more votes than there are");
            }
            let fate =
                [Fate::Open, Fate::Passed, Fate::Defeated, Fate::Cancelled, Fate::Blocked, Fate::Executed];
            assert_eq!(fate[usize::from(chain.status)], model.fate, "fate of {n} at {at}");
            assert_eq!(chain.eligible, model.eligible, "eligible of {n} at {at}");
            assert_eq!(
                (chain.voting_from, chain.voting_until),
                (model.voting_from, model.voting_until),
                "{n} at {at}"
            );
            assert_eq!(
                (chain.is_extended == 1, usize::from(chain.cursor)),
                (
                    model.is_extended,
                    if model.actions.is_empty() {
                        usize::from(model.fate == Fate::Executed)
                    } else {
                        model.cursor
                    }
                )
            );
        }
    }
}

/// A track's terms as the model reads them.
fn of(terms: &TrackTerms) -> Terms {
    let house =
        |house: HouseTerms| [house.quorum_bps, house.approval_bps, house.objection_bps].map(u128::from);
    Terms {
        lead: terms.lead.into(),
        voting: terms.voting.into(),
        cool_off: terms.cool_off.into(),
        hold_up: terms.hold_up.into(),
        grace: terms.grace.into(),
        houses: [house(terms.token), house(terms.creator)],
        propose_bps: terms.propose_bps.into(),
        spam_bps: terms.spam_bps.into(),
        bond: terms.bond,
        is_blockable: terms.is_blockable(),
        is_defence: Kinds::from_bits(terms.kinds).expect("kinds").is_within(Kinds::DEFENCE),
        limits: [terms.each_ppm.into(), terms.epoch_ppm.into()],
    }
}
