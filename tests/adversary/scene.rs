//! A scene that is played: the models, what the attacker's wallets are called, what time costs whom, and the calls.

use makerstake_testkit::{
    clock::DAY,
    equity::EquityError,
    governance::{GovernanceError, GRANTS},
    model::{
        governance::{Act, Asset, Model, No, Proposal, ProposalRequest, Status, Terms, Verdict, Way},
        Hole,
    },
};

use crate::setup::{Budget, Start, ACTIVE, EMPTY, FOUNDER, LENDER, LENT, SILENT, SOL, WALLETS, WATCHED};

/// One instruction, by somebody.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Call {
    Propose(ProposalRequest),
    /// A ballot; `signed` is the proposal that it was prepared for.
    Vote {
        by: usize,
        n: usize,
        choice: u8,
        signed: usize,
    },
    Cancel(usize),
    Block(usize),
    Finalize(usize),
    /// The next action, which is this one.
    Execute {
        n: usize,
        act: Act,
        track: u8,
    },
    Close(usize),
    Delegate {
        from: usize,
        to: usize,
    },
    Request {
        from: usize,
        amount: u64,
    },
    CancelWithdrawal(usize),
    Withdraw(usize),
    Deposit {
        to: usize,
        amount: u64,
    },
    /// By the scorer, of the next window.
    ProposeEpoch {
        end: i64,
        total: u64,
        claims: Vec<(usize, u64)>,
    },
    Challenge {
        by: usize,
        epoch: usize,
    },
    FinalizeEpoch(usize),
    Claim {
        epoch: usize,
        leaf: usize,
    },
    /// What somebody is due of the bonds of a distribution.
    Collect {
        payee: usize,
        epoch: usize,
    },
    /// Liquid shares change wallets.
    Pass {
        from: usize,
        to: usize,
        amount: u64,
    },
    /// The attacker's wallet on the payroll gives all it has to the purse.
    Empty,
    /// By the founder.
    Track {
        id: u8,
        terms: Terms,
    },
    /// By the founder, of the treasury's bucket.
    Issue(u64),
}

/// A call, when it was made, and how it ended.
#[derive(Clone, Debug)]
pub struct Done {
    #[allow(missing_docs)]
    pub at: i64,
    #[allow(missing_docs)]
    pub call: Call,
    #[allow(missing_docs)]
    pub verdict: Verdict,
}

/// What time passed in which state, in seconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clocked {
    /// Slots that the attacker held, each counted.
    pub held: i64,
    /// No ordinary slot was free, and most of them were the attacker's.
    pub locked: i64,
    /// Nothing could be paid through the grants track any more in this epoch, though the honest had paid nothing.
    pub starved: i64,
    /// When that was so first.
    pub starved_from: i64,
    /// No epoch could be paid, because of a dispute.
    pub disputed: i64,
    /// No track could replace tracks.
    pub ended: i64,
}

/// A scene.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Governance with equity in it.
    pub model: Model,
    /// Who attacks.
    pub budget: Budget,
    /// When the attack began.
    pub start: i64,
    /// What was clocked.
    pub clocked: Clocked,
    /// Ballots that the honest signed before voting began: proposer, nonce, and which proposal they meant.
    pub signed: Vec<(usize, u32, usize)>,
    /// Every call, where they are kept.
    pub log: Option<Vec<Done>>,
    nonce: u32,
}

impl Scene {
    /// A scene at its beginning.
    pub fn new(budget: Budget, start: Start, hole: Option<Hole>) -> Self {
        let model = budget.found(start, hole);
        let start = model.now();
        Self { model, budget, start, clocked: Clocked::default(), signed: Vec::new(), log: None, nonce: 100 }
    }

    /// A nonce that was never used.
    pub fn fresh(&mut self) -> u32 {
        self.nonce += 1;
        self.nonce
    }

    /// Whether the attacker signs for a person.
    pub fn is_mine(&self, person: usize) -> bool {
        let roles = self.budget.roles;
        WALLETS.contains(&person)
            || roles.founder && person == FOUNDER
            || roles.scorer && person == 0
            || roles.thief && person == SILENT && self.model.now() < self.start + 7 * DAY
    }

    /// Whether a proposal is the attacker's, whoever's key made it.
    pub fn is_hostile(p: &Proposal) -> bool {
        p.by != ACTIVE
    }

    /// Who has shares and signs for the attacker now. A founder has no position.
    pub fn wallets(&self) -> Vec<usize> {
        let mut all = WALLETS.to_vec();
        all.extend(Some(SILENT).filter(|person| self.is_mine(*person)));
        all
    }

    /// The attacker's lamports at hand.
    pub fn purse(&mut self) -> &mut u64 {
        &mut self.model.payees[WALLETS[0]].lamports
    }

    /// What a proposal in a track costs whoever makes it now.
    pub fn price(&self, track: u8) -> u64 {
        let taken = self.model.slots[..14].iter().flatten().count() as u32 + 1;
        let is_added = (9..=14).contains(&taken) && !self.model.has(Hole::Slots);
        self.model.tracks[&track].bond + if is_added { (1 << (taken - 9)) * SOL } else { 0 }
    }

    /// Makes a call.
    pub fn call(&mut self, call: Call) -> Verdict {
        let verdict = self.perform(&call);
        if let Some(log) = &mut self.log {
            log.push(Done { at: self.model.now(), call, verdict: verdict.clone() });
        }
        verdict
    }

    fn perform(&mut self, call: &Call) -> Verdict {
        let model = &mut self.model;
        match call {
            Call::Propose(request) => {
                model.propose(request.clone())?;
                let p = &self.model.proposals[self.model.proposals.len() - 1];
                let (by, paid) = (p.by, p.terms.bond + p.added_bond);
                if by != ACTIVE {
                    *self.purse() -= paid;
                }
                Ok(())
            }
            Call::Vote { by, n, choice, signed } => {
                if n != signed && !model.has(Hole::Ballots) {
                    return Err(GovernanceError::WrongNumber.into());
                }
                let delegate = model.delegate(*by, model.proposals[*n].epoch);
                model.vote(*by, *n, *choice, delegate)
            }
            Call::Cancel(n) => model.cancel(*n),
            Call::Block(n) => model.block(*n, 0),
            Call::Finalize(n) => model.finalize(*n),
            Call::Execute { n, .. } => model.execute(*n, Way::Right),
            Call::Close(n) => {
                let before = model.treasury;
                model.close(*n)?;
                let kept = model.treasury - before;
                let p = &model.proposals[*n];
                let (by, paid) = (p.by, p.terms.bond + p.added_bond);
                if by != ACTIVE {
                    *self.purse() += paid - kept;
                }
                Ok(())
            }
            Call::Delegate { from, to } => Ok(model.equity.delegate(*from, *to)?),
            Call::Request { from, amount } => Ok(model.equity.request_withdrawal(*from, *amount)?),
            Call::CancelWithdrawal(of) => Ok(model.equity.cancel_withdrawal(*of)?),
            Call::Withdraw(of) => Ok(model.equity.withdraw(*of)?),
            Call::Deposit { to, amount } => Ok(model.equity.deposit(*to, *amount)?),
            Call::Pass { from, to, amount } => {
                model.equity.holders[*from].liquid -= *amount;
                model.equity.holders[*to].liquid += *amount;
                Ok(())
            }
            Call::ProposeEpoch { end, total, claims } => {
                let scorer = model.equity.scorer;
                model.equity.propose(*end, *total, claims.clone())?;
                let bond = model.equity.distributions.last().map_or(0, |dist| dist.bond);
                self.stake(scorer, bond);
                Ok(())
            }
            Call::Challenge { by, epoch } => {
                model.equity.challenge(*by, *epoch)?;
                let bond = model.equity.distributions[*epoch].bond;
                self.stake(*by, bond);
                Ok(())
            }
            Call::FinalizeEpoch(epoch) => Ok(model.equity.finalize(*epoch)?),
            Call::Claim { epoch, leaf } => Ok(model.equity.claim(*epoch, *leaf)?),
            Call::Collect { payee, epoch } => {
                let due = model.equity.collect_bond(Some(*payee), *epoch)?;
                if self.is_mine(*payee) {
                    *self.purse() += due;
                }
                Ok(())
            }
            Call::Empty => {
                let lamports = std::mem::take(&mut model.payees[EMPTY].lamports);
                *self.purse() += lamports;
                Ok(())
            }
            Call::Track { id, terms } => model.create_track(*id, terms.clone()),
            Call::Issue(amount) => {
                if model.is_handed_over {
                    return Err(EquityError::NotAuthority.into());
                }
                Ok(model.equity.issue(FOUNDER, *amount)?)
            }
        }
    }

    /// Takes a bond out of the attacker's purse, if it is the attacker's.
    fn stake(&mut self, by: usize, bond: u64) {
        if self.is_mine(by) {
            *self.purse() -= bond;
        }
    }

    /// Executes the next action of a proposal.
    pub fn execute(&mut self, n: usize) -> Verdict {
        let p = &self.model.proposals[n];
        let (act, track) = (p.acts[p.cursor.min(p.acts.len() - 1)].clone(), p.track);
        self.call(Call::Execute { n, act, track })
    }

    /// Lets time pass until `to`, or the end of what is watched; the honest do what they do at every instant between.
    pub fn pass_time(&mut self, to: i64) {
        let to = to.min(self.start + WATCHED);
        while self.model.now() < to {
            self.honest();
            self.honest_epochs();
            let next = self.next_instant().min(to);
            self.clock(next - self.model.now());
            self.model.equity.now = next;
        }
    }

    /// The next second at which something changes by itself.
    pub fn next_instant(&self) -> i64 {
        let now = self.model.now();
        let terms = &self.model.equity.terms;
        let epoch = i64::from(terms.snapshot_epoch_seconds);
        let boundary = terms.snapshot_genesis + (i64::from(self.model.epoch()) + 1) * epoch;
        let open = self.model.proposals.iter().filter(|p| !p.is_closed && !p.is_over(now));
        let instants = open.flat_map(Proposal::instants).filter(|instant| *instant > now);
        instants.fold(boundary, i64::min)
    }

    fn clock(&mut self, seconds: i64) {
        let model = &self.model;
        let hostile = |slots: &[Option<usize>]| {
            slots.iter().flatten().filter(|n| Self::is_hostile(&model.proposals[**n])).count() as i64
        };
        let held = hostile(&model.slots);
        self.clocked.held += held * seconds;
        if model.slots[..14].iter().all(Option::is_some) && hostile(&model.slots[..14]) > 7 {
            self.clocked.locked += seconds;
        }
        let [spent, _] = model.spent(Asset::Sol);
        let [each, epoch] = model.tracks[&GRANTS].limits;
        if spent + each > epoch {
            if self.clocked.starved == 0 {
                self.clocked.starved_from = model.now();
            }
            self.clocked.starved += seconds;
        }
        if self.is_disputed() {
            self.clocked.disputed += seconds;
        }
        let writers = model.tracks.values().filter(|terms| terms.writes_tracks());
        if writers.into_iter().all(|terms| model.outlasts_memory(terms)) {
            self.clocked.ended += seconds;
        }
    }

    /// After what is watched: everything ends, and bonds come back to whoever is due them.
    pub fn settle(&mut self) {
        self.pass_time(self.start + WATCHED);
        for n in 0..self.model.proposals.len() {
            let p = &self.model.proposals[n];
            if p.is_closed {
                continue;
            }
            if p.status == Status::Open {
                let closes = p.instants()[3];
                self.model.equity.now = self.model.now().max(closes);
                let _decided = self.call(Call::Finalize(n));
            }
        }
        let last = self.model.proposals.iter().map(|p| p.instants()[5]).max().unwrap_or_default();
        self.model.equity.now = self.model.now().max(last);
        for n in 0..self.model.proposals.len() {
            if !self.model.proposals[n].is_closed {
                let _closed = self.call(Call::Close(n));
            }
        }
        for epoch in 0..self.model.equity.distributions.len() {
            let dist = &self.model.equity.distributions[epoch];
            for payee in [Some(dist.proposer), dist.challenger].into_iter().flatten() {
                let _collected = self.call(Call::Collect { payee, epoch });
            }
        }
    }

    /// Shares for a second, over the boundary of an epoch: lent only if they can be given back at once after it.
    pub fn borrow(&mut self) -> Result<(), No> {
        let mut tried = self.clone();
        let terms = &tried.model.equity.terms;
        let epoch = i64::from(terms.snapshot_epoch_seconds);
        let boundary = terms.snapshot_genesis + (i64::from(tried.model.epoch()) + 1) * epoch;
        if boundary >= self.start + WATCHED {
            return Ok(());
        }
        let me = WALLETS[0];
        tried.pass_time(boundary - 1);
        tried.call(Call::Pass { from: LENDER, to: me, amount: LENT })?;
        tried.call(Call::Deposit { to: me, amount: LENT })?;
        tried.pass_time(boundary);
        tried.call(Call::Request { from: me, amount: LENT })?;
        let back = tried.call(Call::Withdraw(me));
        back?;
        tried.call(Call::Pass { from: me, to: LENDER, amount: LENT })?;
        *self = tried;
        Ok(())
    }
}
