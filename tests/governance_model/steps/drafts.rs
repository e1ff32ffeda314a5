//! Proposals: of every kind, in the right track and in others, inline and by hash, sound and not.

use makerstake_client::hash::Sha2;
use makerstake_core::action::payload;
use makerstake_core::budget::LIMITED_IDS;
use makerstake_testkit::{
    equity::{GrantPlan, Outcome, SHARE},
    governance::*,
    model::governance::{Act, Asset, Payload, ProposalRequest, RuleText, Stream, Terms, To, SHARES},
};
use rand::{
    seq::{IndexedRandom, IteratorRandom},
    Rng,
};
use rand_chacha::ChaCha8Rng;
use solana_signer::Signer;

use super::{
    invalid_proposals::{promise, spoil},
    Said, DAY,
};
use crate::{
    messages,
    scene::{Play, CREATORS, PAYEES, PEOPLE},
};

const SOL: u64 = 1_000_000_000;
/// Bytes of actions that fit into the transaction that proposes.
const ROOM: usize = 700;

impl Play {
    /// A proposal.
    pub fn propose(&mut self, rng: &mut ChaCha8Rng) -> Said {
        let by = self.proposer(rng);
        if rng.random_ratio(1, 12) {
            return self.propose_in_parts(rng, by);
        }
        let first = self.act(rng);
        let home = self.home(rng, &first);
        let track = if rng.random_ratio(1, 14) { rng.random_range(0..7) } else { home };
        let mut acts = vec![first];
        let wanted = *[1, 1, 1, 2, 3, 10, 11].choose(rng).expect("choices");
        for _ in 1..wanted * 4 {
            let act = self.act(rng);
            if acts.len() < wanted && self.home(rng, &act) == home {
                acts.push(act);
            }
        }
        let is_by_hash = rng.random_ratio(if track == GRANTS { 1 } else { 4 }, 12);
        if !is_by_hash {
            while acts.len() > 1 && self.bytes(&acts).len() > ROOM {
                acts.pop();
            }
        }
        if rng.random_ratio(1, 16) {
            let at = rng.random_range(0..acts.len());
            spoil(rng, &mut acts[at]);
        }
        let payload = if is_by_hash { promise(rng, &acts) } else { Payload::Inline };
        let last = self.model.proposals.iter().rev().find(|p| p.by == by).map(|p| p.nonce);
        let nonce = last.filter(|_| rng.random_ratio(1, 12)).unwrap_or_else(|| self.number());
        self.send_proposal(rng, ProposalRequest { by, nonce, track, acts, payload, rent: 0, ahead: 0 })
    }

    /// Somebody with the votes that the treasury track asks for; now and then anybody.
    fn proposer(&self, rng: &mut ChaCha8Rng) -> usize {
        let epoch = self.model.epoch();
        let own = |who: usize| {
            let is_free = self.model.delegate(who, epoch).is_none();
            if is_free {
                self.model.own(who, epoch)
            } else {
                0
            }
        };
        let all = self.model.all(epoch);
        let able = (0..PEOPLE).filter(|who| own(*who) * 200 > all).choose(rng);
        able.filter(|_| !rng.random_ratio(1, 10)).unwrap_or_else(|| rng.random_range(0..PEOPLE))
    }

    /// A big spend in small parts, to slip under the optimistic limit: in one proposal, and in another beside it.
    fn propose_in_parts(&mut self, rng: &mut ChaCha8Rng, by: usize) -> Said {
        let part = self.model.treasury / rng.random_range(401..440);
        for _ in 0..2 {
            let parts = rng.random_range(3..6);
            let pay = |n: usize| Act::Pay { asset: Asset::Sol, to: To::Payee(n % PAYEES), amount: part };
            let (acts, nonce) = ((0..parts).map(pay).collect(), self.number());
            let request = ProposalRequest {
                by,
                nonce,
                track: GRANTS,
                acts,
                payload: Payload::Inline,
                rent: 0,
                ahead: 0,
            };
            self.send_proposal(rng, request)?;
        }
        Ok(())
    }

    fn send_proposal(&mut self, rng: &mut ChaCha8Rng, mut request: ProposalRequest) -> Said {
        let (by, key) = (request.by, self.key(request.by));
        let address = self.realm.proposal(&self.people[by].address, request.nonce);
        let mut draft = Draft::new(request.nonce, request.track, vec![]);
        let label = match &request.payload {
            Payload::Inline => {
                draft.actions = self.bytes(&request.acts);
                "create inline"
            }
            Payload::Hash { kinds, count } => {
                let link = self.links(&request.acts)[0];
                let count = u8::try_from(*count).expect("a count");
                draft.by_hash = Some(ByHash { link, kinds: messages::bits(kinds), count });
                "create by hash"
            }
        };
        let text = draft.title.len() + draft.uri.len() + draft.actions.len();
        request.rent = self.world.rent(412 + text.div_ceil(32) * 32);
        if self.world.account(&address).is_none() && rng.random_ratio(1, 10) {
            // Somebody sends lamports ahead, to be in the way.
            self.world.fund(&address, self.world.rent(0) + rng.random_range(0..2 * request.rent));
        }
        request.ahead = self.world.lamports(&address);
        self.tell(format!("{label}: {request:?}"));
        let mut create = create_proposal(&self.realm, &key.pubkey(), &self.people[by], &draft);
        let accounts = self.in_words(&request.acts, |actions| balances(&self.realm, actions, &self.world));
        if self.model.tracks[&request.track].is_limited() && request.payload == Payload::Inline {
            create.accounts.extend(accounts);
        }
        let verdict = self.model.propose(request);
        let outcome = self.world.send(&[create], &[&key]);
        if verdict.is_ok() {
            let n = self.addresses.len();
            self.addresses.push(address);
            self.open.insert(n);
        }
        self.settle(label, verdict, outcome)
    }

    /// A number that was not used before.
    fn number(&mut self) -> u32 {
        self.fresh += 1;
        self.fresh
    }

    /// The links of actions by hash: to each of them and all after it, and zeros at the end.
    pub fn links(&self, acts: &[Act]) -> Vec<[u8; 32]> {
        let wires: Vec<_> = acts.iter().map(|act| self.bytes(std::slice::from_ref(act))).collect();
        let slices: Vec<&[u8]> = wires.iter().map(Vec::as_slice).collect();
        let mut links = vec![[0; 32]; acts.len() + 1];
        payload::chain::<Sha2>(&slices, |n, link| links[n] = link);
        links
    }

    /// The track that an action belongs to; the optimistic one for what is small, mostly.
    fn home(&self, rng: &mut ChaCha8Rng, act: &Act) -> u8 {
        let is_small = match act {
            Act::Pay { asset: Asset::Sol, amount, .. } => *amount < self.model.treasury / 300,
            Act::Pay { asset: Asset::Token(token), amount, .. } => *amount < self.model.tokens[*token] / 300,
            Act::OpenBudget { id, .. } => *id >= LIMITED_IDS,
            Act::Grant { plan, .. } => plan.total < 60_000 * SHARE,
            _ => false,
        };
        match act.kind() {
            0 | 1 | 13 if is_small && rng.random_ratio(9, 10) => GRANTS,
            0 | 1 | 2 | 13 | 15 => TREASURY,
            3 | 4 | 14 => RECALL,
            6 => DATA,
            8 | 9 => CONSTITUTION,
            10 => DEFENCE,
            _ => RULES,
        }
    }

    /// An action that may well be executed one day.
    fn act(&self, rng: &mut ChaCha8Rng) -> Act {
        let sol = self.model.treasury;
        match rng.random_range(0..40) {
            0..6 => {
                let part = *[300, 370, 1_000, 100_000].choose(rng).expect("choices");
                let amount = rng.random_range(1..sol / part + 2);
                Act::Pay { asset: Asset::Sol, to: self.payee(rng), amount }
            }
            6..9 => {
                let token = rng.random_range(0..2);
                let part = *[1, 50, 370, 1_000].choose(rng).expect("choices");
                let amount = rng.random_range(1..self.model.tokens[token] / part + 3);
                let to = To::Payee(rng.random_range(0..PAYEES));
                Act::Pay { asset: Asset::Token(token), to, amount }
            }
            9..12 => Act::OpenBudget {
                id: rng.random_range(1..7),
                asset: *[Asset::Sol, Asset::Sol, Asset::Token(0), Asset::Token(SHARES)]
                    .choose(rng)
                    .expect("choices"),
                team: rng.random_range(0..PAYEES),
                stream: stream(rng),
                report_every: rng.random_range(1..20) * DAY,
            },
            // One that an optimistic track may open, mostly.
            12 => Act::OpenBudget {
                id: LIMITED_IDS + rng.random_range(1..7),
                asset: Asset::Sol,
                team: rng.random_range(0..PAYEES),
                stream: Stream { cap: rng.random_range(1..sol / 300 + 2), ..stream(rng) },
                report_every: rng.random_range(1..20) * DAY,
            },
            13..15 => Act::Amend { id: self.budget_id(rng), stream: stream(rng) },
            15..18 => {
                let id = self.budget_id(rng);
                let mut less = stream(rng);
                if let Some(run) = self.model.budgets.get(&id).map(|budget| budget.run()) {
                    less.per_day = less.per_day.min(run.per_day);
                    less.cap = less.cap.min(run.cap);
                    less.lasts = rng.random_range(1..20) * DAY;
                    // Not downwards in one respect.
                    if rng.random_ratio(1, 3) {
                        less.per_day = run.per_day + 1;
                    }
                }
                Act::Reduce { id, stream: less }
            }
            18..20 => Act::Revoke { id: self.budget_id(rng) },
            20..24 => Act::SetRule(self.rule_text(rng, false)),
            24..26 => Act::SetRule(self.rule_text(rng, true)),
            26..28 => {
                let (id, version) = self.rule_to_end(rng);
                Act::Repeal { id, version, notice: rng.random_range(2..12) * DAY }
            }
            28 => {
                let id = rng.random_range(0..8);
                Act::SetTrack { id, terms: self.tweaked(rng, id.min(6)) }
            }
            29 => Act::SetPlatform {
                constitution: rng.random(),
                min_earned: rng.random_range(1..5) * SEAT_BAR,
                min_age: rng.random_range(0..60) * DAY,
            },
            30 => {
                let who = (!rng.random_ratio(1, 4)).then(|| rng.random_range(0..self.guardians.len()));
                let lasts = if who.is_some() { rng.random_range(1..90) * DAY } else { 0 };
                Act::SetGuardian { who, lasts }
            }
            31 => {
                let wallets = (0..PEOPLE).filter(|who| !CREATORS.contains(who));
                Act::SetScorer { who: wallets.choose(rng).expect("wallets") }
            }
            32..34 => {
                let outcomes = [Outcome::Proposed, Outcome::Rival, Outcome::Void];
                let newest = self.model.equity.distributions.len() - 1;
                let epoch = newest.saturating_sub(usize::from(rng.random_ratio(1, 6)));
                Act::Rule { epoch, outcome: *outcomes.choose(rng).expect("choices") }
            }
            34..36 => self.grant(rng),
            36..38 => match self.grant_to_revoke(rng) {
                Some(grant) => Act::RevokeGrant { grant },
                None => self.grant(rng),
            },
            38 => Act::Issue { amount: rng.random_range(1..9_000) * SHARE },
            _ => Act::Say { text: rng.random() },
        }
    }

    fn payee(&self, rng: &mut ChaCha8Rng) -> To {
        match rng.random_range(0..30) {
            0 => To::Treasury,
            1 => To::Vault,
            _ => To::Payee(rng.random_range(0..PAYEES)),
        }
    }

    fn budget_id(&self, rng: &mut ChaCha8Rng) -> u32 {
        let known = self.model.budgets.keys().copied().choose(rng);
        known.filter(|_| rng.random_ratio(7, 8)).unwrap_or_else(|| rng.random_range(1..7))
    }

    /// A grant of which something may be left, mostly.
    fn grant_to_revoke(&self, rng: &mut ChaCha8Rng) -> Option<usize> {
        let soon = self.model.now() + 5 * DAY;
        let plan = |grant: usize| &self.model.equity.grants[grant].plan;
        let is_left = |grant: &usize| plan(*grant).is_revocable && plan(*grant).end > soon;
        let left = self.grants.keys().copied().filter(is_left).choose(rng);
        left.filter(|_| rng.random_ratio(5, 6)).or_else(|| self.grants.keys().copied().choose(rng))
    }

    fn grant(&self, rng: &mut ChaCha8Rng) -> Act {
        let start = self.model.now() + rng.random_range(-5..30) * DAY;
        let cliff = start + rng.random_range(-1..20) * DAY;
        let plan = GrantPlan {
            total: rng.random_range(1..90_000) * SHARE,
            start,
            cliff,
            end: cliff + rng.random_range(0..60) * DAY,
            is_revocable: rng.random_ratio(3, 4),
        };
        Act::Grant { to: rng.random_range(0..PEOPLE), id: rng.random_range(0..500), plan }
    }

    /// The next version of a rule, mostly: of the rule of that number, about what it is about.
    fn rule_text(&self, rng: &mut ChaCha8Rng, widens: bool) -> RuleText {
        let id = if widens { 2 } else { rng.random_range(1..5) };
        let domain = match id {
            _ if rng.random_ratio(1, 16) => rng.random_range(0..4),
            2 => 1,
            4 => 3,
            id => id as u8 - 1,
        };
        let newest = self.model.rules.get(&id).map_or(0, |rule| rule.versions.len() as u32);
        let version = if rng.random_ratio(1, 8) { newest + 2 } else { newest + 1 };
        let mut params = [(0, 0); 8];
        for param in params.iter_mut().take(rng.random_range(0..4)) {
            *param = match rng.random_range(1..7) {
                2 => (2, rng.random_range(0..=10_000)),
                6 => (6, rng.random_range(0..2)),
                unit => (unit, rng.random_range(0..16)),
            };
        }
        let notice = if widens { 14 } else { 7 } + rng.random_range(0..5);
        RuleText {
            id,
            domain: if widens { 1 } else { domain },
            version,
            text: rng.random(),
            notice: notice * DAY,
            lasts: rng.random_range(0..3) * 40 * DAY,
            params,
            widens,
        }
    }

    fn rule_to_end(&self, rng: &mut ChaCha8Rng) -> (u16, u32) {
        let known = self.model.rules.iter().map(|(id, rule)| (*id, rule.versions.len() as u32 + 1));
        known.choose(rng).unwrap_or((1, 2))
    }

    /// A starting track's terms with one thing changed, mostly within the compiled floors.
    pub fn tweaked(&self, rng: &mut ChaCha8Rng, id: u8) -> Terms {
        let (_, terms) = starting_tracks().swap_remove(usize::from(id));
        let mut terms = messages::terms(&terms);
        match rng.random_range(0..14) {
            0 => terms.bond = rng.random_range(0..3) * SOL,
            1 => terms.voting_delay = rng.random_range(0..4) * DAY,
            2 => terms.voting_period = rng.random_range(2..8) * DAY,
            3 => terms.cool_off = rng.random_range(0..3) * DAY,
            4 => terms.timelock = rng.random_range(0..9) * DAY,
            5 => terms.grace = rng.random_range(0..20) * DAY,
            6 => terms.houses[0][0] = rng.random_range(0..3_000),
            7 => terms.houses[0][1] = rng.random_range(4_900..10_001),
            8 => terms.houses[1][2] = rng.random_range(0..4_000),
            9 => terms.propose = rng.random_range(0..1_050),
            10 => terms.spam = rng.random_range(0..1_050),
            11 => terms.is_blockable = !terms.is_blockable,
            12 => terms.limits = [rng.random_range(0..12_000), rng.random_range(5_000..60_000)],
            _ => {
                terms.kinds.retain(|kind| kind % 3 != 0 || *kind == 10);
                if terms.kinds.is_empty() {
                    terms.kinds.push(16);
                }
            }
        }
        terms
    }
}

fn stream(rng: &mut ChaCha8Rng) -> Stream {
    Stream {
        per_day: rng.random_range(1..3 * SOL),
        cap: rng.random_range(1..30) * SOL / 5,
        lasts: rng.random_range(20..90) * DAY,
    }
}
