//! Who attacks with what, and how the scene is founded: the same on the model and, in [`crate::confirm`], on the real ELFs.

use makerstake_testkit::{
    clock::{DAY, START},
    equity::{self, GrantPlan, SHARE},
    governance::{starting_tracks, Budget as BudgetAccount, Rule, Track, EARNED, TREASURY},
    model::{
        equity as shares,
        governance::{Act, Asset, Model, Payee, Payload, ProposalRequest, Rents, To},
        Hole,
    },
};

/// Lamports of a SOL.
pub const SOL: u64 = 1_000_000_000;
/// All shares of the scene, and those of them that were earned.
pub const ALL: u64 = 100_000 * SHARE;
#[allow(missing_docs)]
pub const ALL_EARNED: u64 = 3 * EARNED;
/// What the treasury begins with.
pub const FUNDS: u64 = 1_000 * SOL;
/// Base units of dividends that it has besides, which are worth nothing.
pub const WORTHLESS: u64 = 1_000_000;
/// How long an attack is watched.
pub const WATCHED: i64 = 30 * DAY;

/// People: the honest owner who votes, with 60 % of the honest shares.
pub const ACTIVE: usize = 1;
/// The honest who never vote, with 20 %; a thief takes this one's key.
pub const SILENT: usize = 2;
/// The honest who never vote and delegate to whom they trust, with 20 %.
pub const TRUSTING: usize = 3;
/// The attacker's wallets.
pub const WALLETS: [usize; 3] = [4, 5, 6];
#[allow(missing_docs)]
pub const FOUNDER: usize = 7;
/// Who lends shares for a second.
pub const LENDER: usize = 8;
/// How many people there are.
pub const PEOPLE: usize = 9;
/// Among those who are paid: a wallet of the attacker that it can empty, and the nine whom the payroll pays besides.
pub const EMPTY: usize = PEOPLE;
#[allow(missing_docs)]
pub const STAFF: usize = PEOPLE + 1;
/// What the payroll pays the first of its ten, which is less than a wallet lives on.
pub const DUST: u64 = 500_000;
/// What the honest lend for a second.
pub const LENT: u64 = 2 * ALL;

/// Lamports of rent as the runtime asks for them.
const fn rent(bytes: u64) -> u64 {
    (128 + bytes) * 6_960
}

/// What accounts cost the treasury.
const RENTS: Rents = Rents {
    budget: rent(BudgetAccount::LEN as u64),
    rule: rent(Rule::LEN as u64),
    track: rent(Track::LEN as u64),
    grant: rent(equity::Grant::LEN as u64),
    wallet: rent(0),
    tokens: [rent(165); 2],
};

/// Roles that the attacker has besides its wallets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Roles {
    pub founder: bool,
    /// It does not block what it should.
    pub guardian: bool,
    pub delegate: bool,
    /// It has the key of an owner for seven days.
    pub thief: bool,
    /// It proposes distributions.
    pub scorer: bool,
    /// Nobody else looks at roots.
    pub watcher: bool,
}

/// What an attacker begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Per cent of both houses.
    pub percent: u64,
    /// SOL in its purse.
    pub sol: u64,
    #[allow(missing_docs)]
    pub roles: Roles,
}

/// When the attack begins, and over how many wallets its shares are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// Before anybody else's shares count, and before anything was earned.
    pub is_young: bool,
    #[allow(missing_docs)]
    pub wallets: u64,
}

impl Start {
    /// On a platform that runs.
    pub const GROWN: [Self; 2] = [Self { is_young: false, wallets: 1 }, Self { is_young: false, wallets: 3 }];
    /// On one that was just founded.
    pub const YOUNG: [Self; 2] = [Self { is_young: true, wallets: 1 }, Self { is_young: true, wallets: 3 }];
}

impl Budget {
    /// Everybody's part of `all`, by person.
    pub fn parts(&self, all: u64, start: Start) -> [u64; PEOPLE] {
        let mine = all / 100 * self.percent;
        let honest = all - mine;
        let mut parts = [0; PEOPLE];
        (parts[ACTIVE], parts[SILENT], parts[TRUSTING]) = (honest / 10 * 6, honest / 10 * 2, honest / 10 * 2);
        for wallet in WALLETS.into_iter().take(start.wallets as usize) {
            parts[wallet] = mine / start.wallets;
        }
        parts
    }

    /// The scene on the model.
    pub fn found(&self, start: Start, hole: Option<Hole>) -> Model {
        let caps = [100_000, 5_000_000, 5_000_000].map(|whole| whole * SHARE);
        let [contributions_cap, grants_cap, treasury_cap] = caps;
        let terms =
            equity::Terms { contributions_cap, grants_cap, treasury_cap, ..equity::Terms::weekly(START) };
        let mut equity = shares::Model::new(terms, START, PEOPLE);
        equity.hole = hole;
        let mut model = Model::new(equity, RENTS);
        model.payees = vec![Payee { lamports: SOL, ..Payee::default() }; STAFF + 9];
        model.payees[WALLETS[0]].lamports = self.sol * SOL;
        model.treasury = FUNDS;
        model.tokens[0] = WORTHLESS;
        for wallet in WALLETS {
            model.payees[wallet].tokens[0] = Some(0);
        }
        model.guardian = (Some(0), START + 365 * DAY);
        model.founder_until = terms.founder_until;
        for (id, starting) in starting_tracks() {
            model.tracks.insert(id, (&starting).into());
        }
        for person in 0..PEOPLE {
            accept(model.equity.open(person));
        }
        model.equity.holders[LENDER].liquid = LENT.into();
        model.equity.issued = LENT.into();
        // The scorer has some that never vote.
        give(&mut model, 0, 1_000 * SHARE);
        if start.is_young {
            self.found_young(&mut model, start);
        } else {
            self.found_grown(&mut model, start);
        }
        model
    }

    /// The attacker's shares count already; those of the others come now.
    fn found_young(&self, model: &mut Model, start: Start) {
        let parts = self.parts(ALL, start);
        for wallet in WALLETS {
            give(model, wallet, parts[wallet]);
        }
        model.equity.now = START + 7 * DAY;
        for honest in [ACTIVE, SILENT, TRUSTING] {
            give(model, honest, parts[honest]);
        }
    }

    /// Everybody has earned and been given shares, and a payroll is decided.
    fn found_grown(&self, model: &mut Model, start: Start) {
        model.equity.now = START + 7 * DAY;
        let earned = self.parts(ALL_EARNED, start);
        let claims: Vec<(usize, u64)> =
            (0..PEOPLE).map(|person| (person, earned[person])).filter(|(_, part)| *part > 0).collect();
        let leaves = claims.len();
        let total = model.equity.stated(&claims);
        accept(model.equity.propose(START + 7 * DAY, total, claims));
        model.equity.now += 3 * DAY;
        accept(model.equity.finalize(0));
        accept(model.equity.collect_bond(Some(0), 0).map(drop));
        for leaf in 0..leaves {
            accept(model.equity.claim(0, leaf));
        }
        let parts = self.parts(ALL, start);
        for person in 1..PEOPLE {
            give(model, person, parts[person] - earned[person]);
        }
        if self.roles.delegate {
            accept(model.equity.delegate(TRUSTING, WALLETS[0]));
        }
        model.equity.now = START + 14 * DAY;
        accept(model.propose(payroll()));
        model.equity.now = model.proposals[0].instants()[0];
        accept(model.vote(ACTIVE, 0, 1, None));
        model.equity.now = model.proposals[0].instants()[3];
        accept(model.finalize(0));
        model.equity.now = model.proposals[0].instants()[4];
        if !self.roles.founder {
            accept(model.hand_over());
        }
    }
}

/// What the honest owe ten people: the first is the attacker's.
pub fn payroll() -> ProposalRequest {
    let pay = |to, amount| Act::Pay { asset: Asset::Sol, to: To::Payee(to), amount };
    let mut acts = vec![pay(EMPTY, DUST)];
    acts.extend((0..9).map(|n| pay(STAFF + n, SOL)));
    ProposalRequest { by: ACTIVE, nonce: 0, track: TREASURY, acts, payload: Payload::Inline }
}

/// Shares by a grant that has vested.
fn give(model: &mut Model, to: usize, total: u64) {
    if total == 0 {
        return;
    }
    let now = model.now();
    let plan =
        GrantPlan { total, start: now, cliff: now, end: now, is_revocable: false, is_transferable: true };
    accept(model.equity.grant(to, plan));
    accept(model.equity.release(model.equity.grants.len() - 1));
}

fn accept<E: std::fmt::Debug>(verdict: Result<(), E>) {
    verdict.expect("the scene is founded");
}
