//! The world and its model, side by side from the first second.

use std::collections::{BTreeMap, BTreeSet};

use makerstake_client::{errors::lookup, programs::Program};
use makerstake_testkit::{
    equity::{self, GrantPlan, Holder, Tree, EQUITY, SHARE},
    governance::*,
    model::{
        equity as shares,
        governance::{History, Model, No, Payee, Rents, Verdict},
    },
    sequence::StateMachine,
    tokens::{MintOptions, TOKEN},
    Outcome, World,
};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use solana_signer::Signer;

use crate::{compare, messages};

const SOL: u64 = 1_000_000_000;
/// People: the scorer's wallet, two creators, six more wallets.
pub const PEOPLE: usize = 9;
/// The creators among them.
pub const CREATORS: std::ops::Range<usize> = 1..3;
/// Wallets that are paid.
pub const PAYEES: usize = 4;

/// The chain and its model.
pub struct Play {
    pub world: World,
    pub realm: PlatformFixture,
    /// Another platform, whose accounts have no business here.
    pub sibling: PlatformFixture,
    /// Who acts for each person.
    pub keys: Vec<Keypair>,
    /// The people, without their delegates.
    pub people: Vec<Holder>,
    /// Each person's liquid shares.
    pub liquid: Vec<Pubkey>,
    pub guardians: Vec<Keypair>,
    pub payees: Vec<Keypair>,
    pub minter: Keypair,
    /// A plain mint of the legacy program, and the shares'; with their programs.
    pub mints: [(Pubkey, Pubkey); 2],
    pub model: Model,
    /// The address of each proposal, closed ones too.
    pub addresses: Vec<Pubkey>,
    /// Those that are not closed.
    pub open: BTreeSet<usize>,
    /// The address of each grant that a proposal made, by its number in the model.
    pub grants: BTreeMap<usize, Pubkey>,
    /// Numbers that are used once.
    pub fresh: u32,
    /// The last state that was seen of each open proposal.
    pub states: BTreeMap<usize, State>,
    told: String,
    sent: usize,
    seen: BTreeMap<String, usize>,
}

impl StateMachine for Play {
    fn new(seed: u64) -> Self {
        let mut world = World::with_seed(seed);
        let realm = world.realm();
        let sibling = world.realm();
        let mut cast = Cast::new(&mut world, &realm);
        cast.earn(&mut world, &realm);
        let (keys, people, liquid, equity) = cast.endow(&mut world, &realm);
        let minter = world.actor();
        let plain = world.mint(MintOptions::plain(TOKEN, minter.pubkey()));
        let mints = [(plain, TOKEN), (realm.f.mint, realm.f.token_program)];
        let [token_account, _] = mints.map(|(mint, _)| world.token_account(&mint, &realm.treasury));
        world.mint_to(&plain, &token_account, &minter, 1_000 * SOL);
        let payees: Vec<_> = (0..PAYEES).map(|_| world.keypair()).collect();
        for payee in &payees {
            world.fund(&payee.pubkey(), world.rent(0));
        }
        let guardians = vec![realm.guardian.insecure_clone(), world.actor(), world.actor()];
        let platform = world.platform(&realm);
        let created = |who: usize| world.creator(&people[who].address).created_at;
        let model = Model {
            rents: Rents {
                budget: world.rent(240),
                rule: world.rent(392),
                track: world.rent(144),
                grant: world.rent(184),
                distribution: world.rent(432),
                tokens: [world.rent(165), world.rent(170)],
            },
            creators: CREATORS.map(|who| (who, created(who))).collect(),
            guardian: (Some(0), platform.guardian_until),
            constitution: platform.constitution_hash,
            seat_rule: (platform.seat_min_earned, platform.seat_min_age.into()),
            founder_until: platform.founder_until,
            is_handed_over: false,
            tracks: starting_tracks().into_iter().map(|(id, terms)| (id, messages::terms(&terms))).collect(),
            spent: BTreeMap::new(),
            seats: vec![History::default(); PEOPLE],
            wallets: keys.iter().map(|key| world.lamports(&key.pubkey())).collect(),
            proposals: vec![],
            slots: [None; 16],
            treasury: world.lamports(&realm.treasury) - world.rent(0),
            tokens: [1_000 * SOL, 0],
            payees: vec![Payee { lamports: world.rent(0), tokens: [None; 2] }; PAYEES],
            budgets: BTreeMap::new(),
            rules: BTreeMap::new(),
            ahead: BTreeMap::new(),
            equity,
        };
        let play = Self {
            world,
            realm,
            sibling,
            keys,
            people,
            liquid,
            guardians,
            payees,
            minter,
            mints,
            model,
            addresses: vec![],
            open: BTreeSet::new(),
            grants: BTreeMap::new(),
            fresh: 100,
            states: BTreeMap::new(),
            told: "the beginning".to_owned(),
            sent: 0,
            seen: BTreeMap::new(),
        };
        compare::everything(&play).unwrap_or_else(|what| panic!("at the beginning: {what}"));
        play
    }

    fn step(&mut self, entropy: u64) -> Result<(), String> {
        self.take(&mut ChaCha8Rng::seed_from_u64(entropy))
    }

    fn describe(&self) -> String {
        self.told.clone()
    }

    fn sent(&self) -> usize {
        self.sent
    }
}

impl Play {
    /// What was answered how often, and which states were reached.
    pub fn seen(&self) -> &BTreeMap<String, usize> {
        &self.seen
    }

    /// Says what the step is.
    pub fn tell(&mut self, told: String) {
        self.told = told;
    }

    /// Counts something that was reached.
    pub fn count(&mut self, what: String) {
        *self.seen.entry(what).or_default() += 1;
    }

    /// The key that acts for a person.
    pub fn key(&self, who: usize) -> Keypair {
        self.keys[who].insecure_clone()
    }

    /// A person with the delegate it has now.
    pub fn person(&self, who: usize) -> Holder {
        let delegate = self.model.equity.holders[who].delegate();
        Holder { delegate: delegate.map(|to| self.people[to].address), ..self.people[who] }
    }

    /// To a time that is not past.
    pub fn set_time(&mut self, time: i64) {
        let time = time.max(self.model.now());
        self.model.equity.now = time;
        self.world.set_time(time);
    }

    /// Compares the answer with the verdict, and then everything.
    pub fn settle(&mut self, step: &str, verdict: Verdict, outcome: Outcome) -> Result<(), String> {
        self.sent += 1;
        let expected = match &verdict {
            Ok(()) => None,
            Err(No::Governance(error)) => Some((GOVERNANCE, error.clone() as u32, format!("{error:?}"))),
            Err(No::Equity(error)) => Some((EQUITY, error.clone() as u32, format!("equity {error:?}"))),
            Err(No::TwiceWritten) => Some((GOVERNANCE, 2040, "TwiceWritten".to_owned())),
            Err(No::AlreadyInUse) => Some((system_program::ID, 0, "AlreadyInUse".to_owned())),
        };
        let said = match (&outcome, &expected) {
            (Ok(_), None) => "ok".to_owned(),
            (Err(refusal), Some((program, code, name)))
                if (refusal.program, refusal.code) == (Some(*program), Some(*code)) =>
            {
                name.clone()
            }
            (Ok(_), Some((_, _, name))) => return Err(format!("it went through; the model says {name}")),
            (Err(refusal), expected) => {
                let model = expected.as_ref().map_or("ok", |(_, _, name)| name);
                let name = refusal
                    .program
                    .zip(refusal.code)
                    .and_then(|(program, code)| lookup(Program::at(&program)?, code).map(|(name, _)| name));
                return Err(format!("the chain says {name:?} ({:?}), the model {model}", refusal.error));
            }
        };
        self.count(format!("{step}: {said}"));
        self.watch();
        compare::everything(self)
    }

    /// Notes which states open proposals have come to.
    fn watch(&mut self) {
        for n in self.open.clone() {
            let state = self.world.state(&self.addresses[n]);
            if self.states.insert(n, state) != Some(state) {
                self.count(format!("state {}", state.name()));
            }
        }
    }
}

/// The people, as they come to their shares.
struct Cast {
    keys: Vec<Keypair>,
    people: Vec<Holder>,
    equity: shares::Model,
}

impl Cast {
    /// The scorer has a position with ten bonds already; everybody gets one.
    fn new(world: &mut World, realm: &PlatformFixture) -> Self {
        let mut equity = shares::Model::new(realm.f.terms, world.now(), PEOPLE);
        let (mut keys, mut people) = (vec![realm.f.scorer.insecure_clone()], vec![realm.f.scoring()]);
        for who in 1..PEOPLE {
            if CREATORS.contains(&who) {
                let identity = world.register();
                people.push(Holder::creator_of(&identity));
                keys.push(identity.authority);
            } else {
                let key = world.actor();
                people.push(Holder::wallet(&key));
                keys.push(key);
            }
            world.open(&realm.f, &people[who]);
        }
        for (who, person) in people.iter().enumerate() {
            equity.open(who).expect("a position");
            let given = match who {
                0 => 10 * realm.f.terms.bond,
                who if CREATORS.contains(&who) => continue,
                who => who as u64 * 300 * SHARE,
            };
            if who > 0 {
                world.give(&realm.f, person, given);
            }
            let now = world.now();
            let plan = GrantPlan { total: given, start: now, cliff: now, end: now, is_revocable: false };
            equity.grant(who, plan).expect("a grant");
            equity.release(equity.grants.len() - 1).expect("shares");
        }
        Self { keys, people, equity }
    }

    /// The creators earn their shares in a distribution.
    fn earn(&mut self, world: &mut World, realm: &PlatformFixture) {
        let claims: Vec<_> = CREATORS.map(|who| (who, who as u64 * 3 * SEAT_BAR)).collect();
        let leaves: Vec<_> =
            claims.iter().map(|(who, amount)| (self.people[*who].address, *amount)).collect();
        let tree = Tree::new(&realm.f.pool, 0, &leaves);
        world.propose(&realm.f, |_| tree.root());
        self.equity.now = world.now();
        self.equity.propose(world.now(), claims.clone()).expect("proposed");
        world.settle(&realm.f, 0);
        self.equity.now = world.now();
        self.equity.finalize(0).expect("final");
        self.equity.collect_bond(0, 0).expect("the bond");
        for (leaf, (who, amount)) in claims.into_iter().enumerate() {
            let claim = equity::claim(&realm.f, &self.people[who], 0, amount, tree.proof(leaf));
            world.send(&[claim], &[]).expect("claim");
            self.equity.claim(0, leaf).expect("claim");
        }
    }

    /// Lamports, liquid shares and a voter account for everybody; and an epoch in which the shares count.
    fn endow(
        mut self,
        world: &mut World,
        realm: &PlatformFixture,
    ) -> (Vec<Keypair>, Vec<Holder>, Vec<Pubkey>, shares::Model) {
        let mut liquid = Vec::new();
        for (who, key) in self.keys.iter().enumerate() {
            world.fund(&key.pubkey(), 20_000 * SOL);
            liquid.push(world.issue(&realm.f, &key.pubkey(), 5_000 * SHARE));
            self.equity.issue(who, 5_000 * SHARE).expect("issued");
            let open = open_voter(realm, &key.pubkey(), &self.people[who].address);
            world.send(&[open], &[key]).expect("open_voter");
        }
        world.next_epoch(realm);
        self.equity.now = world.now();
        (self.keys, self.people, liquid, self.equity)
    }
}
