//! The same scene on the real ELFs, and every call as an instruction.

mod wire;

use makerstake_testkit::{
    clock::{DAY, START},
    equity::{self, Holder, Tree},
    governance::*,
    model::governance::ProposalRequest,
    outcome::Outcome,
    World,
};
use solana_account::Account;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use wire::written;

use crate::{
    scene::Call,
    setup::{
        self, Budget, Start, ACTIVE, EMPTY, FOUNDER, LENDER, LENT, PEOPLE, SOL, STAFF, TRUSTING, WALLETS,
    },
};

/// What accounts of proposals cost the attacker beside bonds, at the most at once: it is lent, and comes back.
const RENTS: u64 = 2 * SOL;

/// A platform with the scene's people.
pub struct Chain {
    pub world: World,
    pub realm: PlatformFixture,
    people: Vec<VoterFixture>,
    /// The attacker's key on the payroll.
    empty: Keypair,
    staff: Vec<Pubkey>,
    /// The tree of each distribution, and who its leaves are for.
    trees: Vec<(Tree, Vec<(usize, u64)>)>,
    /// Address and number of each proposal, in the model's order.
    proposals: Vec<(Pubkey, u32)>,
}

impl Chain {
    /// Founds it as [`Budget::found`] does the model.
    pub fn found(budget: Budget, start: Start) -> Self {
        let mut world = World::new();
        let realm = world.realm();
        assert_eq!(world.now(), START);
        let mut people =
            vec![VoterFixture { key: realm.f.scorer.insecure_clone(), holder: realm.f.scoring() }];
        for person in 1..PEOPLE {
            people.push(match person {
                FOUNDER => VoterFixture {
                    key: realm.f.founder.insecure_clone(),
                    holder: Holder::wallet(&realm.f.founder),
                },
                _ => world.citizen(&realm, 0),
            });
        }
        let empty = world.actor();
        let purse = people[WALLETS[0]].key.pubkey();
        let account = Account { lamports: budget.sol * SOL + RENTS, ..Account::default() };
        world.svm.set_account(purse, account).expect("the purse is filled");
        let staff = (0..9).map(|_| world.actor().pubkey()).collect();
        let proposals = Vec::new();
        let mut chain = Self { world, realm, people, empty, staff, trees: Vec::new(), proposals };
        chain.supply();
        if start.is_young {
            let parts = budget.parts(setup::ALL, start);
            WALLETS.into_iter().for_each(|wallet| chain.give(wallet, parts[wallet]));
            chain.world.set_time(START + 7 * DAY);
            (1..=TRUSTING).for_each(|person| chain.give(person, parts[person]));
        } else {
            chain.found_grown(budget, start);
        }
        chain
    }

    /// Tokens: what the lender has, and dividends that are worth nothing.
    fn supply(&mut self) {
        let f = &self.realm.f;
        let lender = self.people[LENDER].key.pubkey();
        self.world.issue(f, &lender, LENT);
        for wallet in WALLETS {
            let wallet = self.people[wallet].key.pubkey();
            self.world.token_account(&f.mint, &wallet);
            self.world.token_account(&f.dividend_mint, &wallet);
        }
        self.world.token_account(&f.mint, &self.realm.treasury);
        let dividends = self.world.token_account(&f.dividend_mint, &self.realm.treasury);
        self.world.mint_to(&f.dividend_mint, &dividends, &f.founder, setup::WORTHLESS);
    }

    fn found_grown(&mut self, budget: Budget, start: Start) {
        let earned = budget.parts(setup::ALL_EARNED, start);
        let claims: Vec<(usize, u64)> =
            (0..PEOPLE).map(|person| (person, earned[person])).filter(|(_, part)| *part > 0).collect();
        let leaves: Vec<(Pubkey, u64)> =
            claims.iter().map(|(person, part)| (self.people[*person].holder.address, *part)).collect();
        let (epoch, tree) = self.world.distribute(&self.realm.f, &leaves);
        for (leaf, (person, part)) in claims.iter().enumerate() {
            let claim =
                equity::claim(&self.realm.f, &self.people[*person].holder, epoch, *part, tree.proof(leaf));
            self.world.send(&[claim], &[]).expect("claim");
        }
        self.trees.push((tree, claims));
        let parts = budget.parts(setup::ALL, start);
        (1..PEOPLE).for_each(|person| self.give(person, parts[person] - earned[person]));
        let is_done = |outcome: Outcome| assert!(outcome.is_ok(), "{outcome:?}");
        if budget.roles.delegate {
            is_done(self.perform(&Call::Delegate { from: TRUSTING, to: WALLETS[0] }));
        }
        self.world.set_time(START + 14 * DAY);
        is_done(self.perform(&Call::Propose(setup::payroll())));
        let (payroll, _) = self.proposals[0];
        self.world.until_voting(&payroll);
        is_done(self.perform(&Call::Vote { by: ACTIVE, n: 0, choice: YES, signed: 0 }));
        self.world.until_decided(&payroll);
        is_done(self.perform(&Call::Finalize(0)));
        self.world.until_executable(&payroll);
        if !budget.roles.founder {
            self.world.send(&[hand_over_pool(&self.realm)], &[&self.realm.f.founder]).expect("hand_over");
        }
    }

    fn give(&mut self, person: usize, shares: u64) {
        if shares > 0 {
            self.world.give(&self.realm.f, &self.people[person].holder, shares);
        }
    }

    /// What the treasury can spend.
    pub fn treasury(&self) -> u64 {
        self.world.lamports(&self.realm.treasury) - self.world.rent(0)
    }

    /// Whether the honest can be paid a little by silence.
    pub fn can_grant(&mut self) -> bool {
        let (to, amount) = (self.staff[0], self.treasury() / 1_000);
        let (world, realm, honest) = (&mut self.world, &self.realm, &self.people[ACTIVE]);
        world.create_proposal(realm, honest, GRANTS, &[pay(&to, amount)]).is_ok()
    }

    fn wallet(&self, payee: usize) -> Pubkey {
        match payee {
            EMPTY => self.empty.pubkey(),
            STAFF.. => self.staff[payee - STAFF],
            _ => self.people[payee].key.pubkey(),
        }
    }

    /// Sends a call.
    pub fn perform(&mut self, call: &Call) -> Outcome {
        let (r, f) = (&self.realm, &self.realm.f);
        let person = |who: &usize| &self.people[*who];
        let mut signers = Vec::new();
        let instruction = match call {
            Call::Propose(request) => return self.propose(request),
            Call::Vote { by, n, choice, signed } => {
                signers.push(&person(by).key);
                let (address, number) = (self.proposals[*n].0, self.proposals[*signed].1);
                cast_vote(r, &person(by).holder, (&address, number), *choice)
            }
            Call::Cancel(n) => {
                let (address, _) = self.proposals[*n];
                let by =
                    self.people.iter().find(|by| by.holder.address == self.world.proposal(&address).proposer);
                let by = by.expect("somebody here proposed it");
                signers.push(&by.key);
                cancel_proposal(r, &by.holder, &address)
            }
            Call::Block(n) => {
                signers.push(&r.guardian);
                block_proposal(r, &r.guardian.pubkey(), &self.proposals[*n].0)
            }
            Call::Finalize(n) => finalize_proposal(r, &self.proposals[*n].0),
            Call::Execute { n, act, track } => self.execute(&self.proposals[*n].0, act, *track),
            Call::Close(n) => {
                let (address, _) = self.proposals[*n];
                close_proposal(r, &address, &self.world.proposal(&address).payer)
            }
            Call::Delegate { from, to } => {
                signers.push(&person(from).key);
                equity::delegate(f, &person(from).holder, &person(to).holder.address)
            }
            Call::Request { from, amount } => {
                signers.push(&person(from).key);
                equity::request_withdrawal(f, &person(from).holder, *amount)
            }
            Call::CancelWithdrawal(of) => {
                signers.push(&person(of).key);
                equity::cancel_withdrawal(f, &person(of).holder)
            }
            Call::Withdraw(of) => {
                signers.push(&person(of).key);
                equity::withdraw(f, &person(of).holder, &self.shares_of(*of))
            }
            Call::Deposit { to, amount } => {
                signers.push(&person(to).key);
                let key = person(to).key.pubkey();
                equity::deposit(f, &key, &self.shares_of(*to), &person(to).holder, *amount)
            }
            Call::Pass { from, to, amount } => {
                signers.push(&person(from).key);
                let (source, target) = (self.shares_of(*from), self.shares_of(*to));
                let owner = person(from).key.pubkey();
                spl_token_2022_interface::instruction::transfer_checked(
                    &f.token_program,
                    &source,
                    &f.mint,
                    &target,
                    &owner,
                    &[],
                    *amount,
                    6,
                )
                .expect("a token program")
            }
            Call::ProposeEpoch { end, claims, .. } => return self.propose_epoch(*end, claims),
            Call::Challenge { by, epoch } => {
                signers.push(&person(by).key);
                equity::challenge(f, &person(by).key.pubkey(), *epoch as u32, [9; 32])
            }
            Call::FinalizeEpoch(epoch) => equity::finalize(f, *epoch as u32),
            Call::Claim { epoch, leaf } => {
                let (tree, claims) = &self.trees[*epoch];
                let (holder, amount) = claims[*leaf];
                equity::claim(f, &person(&holder).holder, *epoch as u32, amount, tree.proof(*leaf))
            }
            Call::Collect { payee, epoch } => {
                equity::collect_bond(f, *epoch as u32, &person(payee).key.pubkey())
            }
            Call::Empty => {
                signers.push(&self.empty);
                let from = self.empty.pubkey();
                transfer(&from, &self.people[WALLETS[0]].key.pubkey(), self.world.lamports(&from))
            }
            Call::Track { id, terms } => {
                signers.push(&f.founder);
                create_track(r, *id, &written(terms))
            }
            Call::Issue(amount) => {
                signers.push(&f.founder);
                equity::issue_treasury(f, &f.authority(), &self.shares_of(FOUNDER), *amount)
            }
        };
        let outcome = self.world.send(&[instruction], &signers);
        if let (Call::Delegate { from, to }, true) = (call, outcome.is_ok()) {
            let to = self.people[*to].holder.address;
            self.people[*from].holder = self.people[*from].holder.delegating(&to);
        }
        outcome
    }

    fn shares_of(&self, person: usize) -> Pubkey {
        associated(&self.people[person].key.pubkey(), &self.realm.f.mint, &self.realm.f.token_program)
    }

    fn propose(&mut self, request: &ProposalRequest) -> Outcome {
        let actions: Vec<u8> = request.acts.iter().flat_map(|act| self.encoded(act)).collect();
        let by = &self.people[request.by];
        let draft = Draft::new(request.nonce, request.track, actions.clone());
        let payer = if request.by == ACTIVE { &by.key } else { &self.people[WALLETS[0]].key };
        let mut create = create_proposal(&self.realm, &payer.pubkey(), &by.holder, &draft);
        let read: Vec<Action<'_>> = action::Actions::new(&actions).filter_map(Result::ok).collect();
        create.accounts.extend(balances(&self.realm, &read, &self.world));
        let outcome = self.world.send(&[create], &[&by.key, payer]);
        if outcome.is_ok() {
            let address = self.realm.proposal(&by.holder.address, request.nonce);
            self.proposals.push((address, self.world.proposal(&address).number));
        }
        outcome
    }

    fn propose_epoch(&mut self, end: i64, claims: &[(usize, u64)]) -> Outcome {
        let (f, pool) = (&self.realm.f, self.world.pool(&self.realm.f));
        let scorer = self.people.iter().find(|scorer| scorer.key.pubkey() == pool.scorer);
        let scorer = scorer.expect("the scorer is somebody here");
        let leaves: Vec<(Pubkey, u64)> =
            claims.iter().map(|(person, part)| (self.people[*person].holder.address, *part)).collect();
        let tree = Tree::new(&f.pool, pool.next_epoch, &leaves);
        let propose = equity::propose(f, &pool.scorer, pool.next_epoch, end, &tree.root());
        let outcome = self.world.send(&[propose], &[&scorer.key]);
        if outcome.is_ok() {
            self.trees.push((tree, claims.to_vec()));
        }
        outcome
    }
}
