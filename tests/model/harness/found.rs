//! Founding: the cast, and platforms from their mints to their first shares.

use makerstake_testkit::{
    clock::DAY,
    creators,
    equity::{self, Founded, GrantPlan, Terms, SHARE},
    governance::{self, founding_tracks, PlatformFixture},
    model::{
        self,
        governance::{Address, Model, Rents},
    },
    tokens::{MintOptions, TOKEN, TOKEN_2022},
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;
use spl_token_2022_interface::instruction::{mint_to, transfer_checked};

use super::{Actor, Harness, Play, ACTORS, FOUNDED, REALMS, WALLETS};
use crate::{
    call::{Call, Expect},
    reference::{Reference, FOUNDER, TREASURY},
    state_machine::REPLACEABLE,
};

/// How long each founder governs.
const FOUNDER_DAYS: [i64; REALMS] = [90, 150, 366];
/// Lamports that a treasury begins with.
const FUNDS: u64 = 1_000_000_000_000;
/// Dividend tokens that a treasury begins with.
const INCOME: u64 = 900_000_000;

impl Harness {
    /// Actors, creators, and two platforms.
    pub(super) fn cast(&mut self) -> Result<(), String> {
        let mut scorers = Vec::new();
        for index in 0..ACTORS {
            let key = self.keypair();
            self.enrich(key.pubkey());
            let wallet = key.pubkey();
            if index < WALLETS {
                self.actors.push(Actor { address: wallet, wallet });
                scorers.push(key);
                continue;
            }
            let recovery = if index % 2 == 0 { self.key() } else { Pubkey::default() };
            let name = creators::name(["ada", "bo-1", "cyd", "dee"][index - WALLETS]);
            let register = creators::register(&self.sponsors[0], &wallet, name, recovery);
            self.send(vec![Call::new(register).expecting(Expect::Accept)])?;
            let address = creators::creator_address(&wallet);
            self.actors.push(Actor { address, wallet });
            self.creators.push(address);
        }
        for realm in 0..REALMS {
            let play = self.prepare(realm, scorers[realm % 2].insecure_clone());
            self.plays.push(play);
        }
        for realm in 0..2 {
            while self.found(realm)? {}
        }
        self.world.make_upgradeable(&REPLACEABLE, &self.plays[0].realm.treasury);
        let hand_over = governance::hand_over_pool(&self.plays[0].realm);
        self.send(vec![Call::new(hand_over).governed(0, Model::hand_over)])?;
        Ok(())
    }

    fn terms(&self, realm: usize) -> Terms {
        let (now, day) = (self.now, DAY as u32);
        let common = Terms {
            // So few that what a window pays wakes the house of makers, and what is withdrawn can put it to sleep.
            contributions_cap: 400_000 * SHARE,
            grants_cap: 2_000_000 * SHARE + 7,
            treasury_cap: 1_000_000 * SHARE + 3,
            bond: 1_000_000_001,
            dividend_min_shares: 40 * SHARE,
            windows_from: now,
            snapshot_genesis: now - 5,
            founder_until: now + FOUNDER_DAYS[realm] * DAY,
            snapshot_epoch_seconds: 7 * day,
            window_seconds: day,
            challenge_seconds: 3 * day + 2,
            decay_bps: 37,
            leaf_max_bps: 4_000,
        };
        match realm {
            0 => common,
            // Epochs of an odd length.
            1 => Terms { snapshot_epoch_seconds: 7 * day + 1, decay_bps: 900, ..common },
            _ => Terms {
                snapshot_epoch_seconds: 10 * day,
                window_seconds: 3 * day,
                leaf_max_bps: 10_000,
                ..common
            },
        }
    }

    /// Mints and token accounts of a platform that is about to be founded.
    fn prepare(&mut self, realm: usize, scorer: Keypair) -> Play {
        let (founder, guardian) = (self.keypair(), self.keypair());
        for key in [founder.pubkey(), guardian.pubkey()] {
            self.enrich(key);
        }
        let world = &mut self.world;
        let dividend_program = if realm == 0 { TOKEN } else { TOKEN_2022 };
        let (mint, program) = if realm == 1 {
            (world.mint(MintOptions::plain(TOKEN, founder.pubkey())), TOKEN)
        } else {
            let mint = world.mint_with_metadata(&founder, "Share", "SHR", "https://example.org/share.json");
            (mint, TOKEN_2022)
        };
        let dividend = world.mint(MintOptions::plain(dividend_program, founder.pubkey()));
        let terms = self.terms(realm);
        let keys = (founder.insecure_clone(), scorer);
        let f = Founded::on((mint, program), (dividend, dividend_program), keys, terms);
        let mut ours = PlatformFixture::on(f, guardian);
        ours.f.successor = ours.treasury;
        let owners: Vec<_> = self.actors.iter().map(|actor| actor.wallet).collect();
        let owners = owners.into_iter().chain([founder.pubkey(), ours.treasury]);
        let mut token_accounts = Vec::new();
        for owner in owners {
            let shares = self.world.token_account(&mint, &owner);
            token_accounts.push((shares, self.world.token_account(&dividend, &owner)));
        }
        let accounts: Vec<_> =
            token_accounts.iter().flat_map(|(shares, income)| [*shares, *income]).collect();
        for address in accounts.into_iter().chain([mint, dividend]) {
            self.look(address);
        }
        let mut model = Reference::new(terms, self.now, self.rents([dividend_program, program]));
        model.scorer = realm % 2;
        Play { realm: ours, model, token_accounts, fresh: 0, payloads: Default::default(), founded: 0 }
    }

    /// Takes the next step of a platform's foundation. Returns whether there was one.
    ///
    /// # Errors
    /// What was refused, or is wrong.
    pub fn found(&mut self, realm: usize) -> Result<bool, String> {
        let step = self.plays[realm].founded;
        if step >= FOUNDED {
            return Ok(false);
        }
        self.plays[realm].founded += 1;
        if step == 0 {
            let until = self.now + FOUNDER_DAYS[realm] * DAY;
            let play = &mut self.plays[realm];
            (play.realm.f.terms.founder_until, play.model.terms.founder_until) = (until, until);
        }
        let play = &self.plays[realm];
        let (r, f) = (&play.realm, &play.realm.f);
        let founder = f.authority();
        let must = |instruction| Call::new(instruction).expecting(Expect::Accept);
        match step {
            0 => {
                let scorer = self.actors[play.model.scorer].address;
                let call = must(equity::create_pool(f, &founder, &scorer, &f.terms));
                self.send(vec![call])?;
            }
            1 => {
                let mut config = governance::platform_config(r, self.now);
                config.guardian_until = self.now + [60, 365, 30][realm] * DAY;
                config.founder_until = f.terms.founder_until;
                let (create, empty) = (governance::create_platform_with(r, config.clone()), self.rent.empty);
                let create = must(create).with_op(realm, move |model| {
                    let model = &mut model.platform;
                    model.constitution = config.constitution_hash;
                    model.guardian = (Some(0), config.guardian_until);
                    model.founder_until = config.founder_until;
                    // Its treasury is given what it lacks to live on.
                    model.treasury = model.treasury.max(empty) - empty;
                    Ok(())
                });
                let gift =
                    self.lamports(realm, &self.sponsors[1], &self.plays[realm].realm.treasury, FUNDS, None);
                self.send(vec![gift, create])?;
            }
            2 => {
                let platform = self.books.platform(&r.platform);
                // Founded late, it has no time left for tracks.
                let tracks = match platform.filter(|platform| self.now < platform.founder_until) {
                    Some(_) => founding_tracks(),
                    None => Vec::new(),
                };
                for (id, terms) in tracks {
                    let create = governance::create_track(&self.plays[realm].realm, id, &terms);
                    let terms = model::governance::Terms::from(&terms);
                    let create =
                        Call::new(create).governed(realm, move |model| model.create_track(id, terms.clone()));
                    self.send(vec![create])?;
                }
            }
            3 => {
                for index in 0..ACTORS {
                    self.enter(realm, index)?;
                }
            }
            4 => {
                for index in 0..ACTORS {
                    self.endow(realm, index, (index as u64 + 2) * 1_000 * SHARE)?;
                }
            }
            _ => self.supply(realm)?,
        }
        Ok(true)
    }

    /// Opens an actor's position and voter account.
    fn enter(&mut self, realm: usize, index: usize) -> Result<(), String> {
        let r = &self.plays[realm].realm;
        let (payer, holder) = (self.sponsors[index % 3], self.actors[index].address);
        let position = equity::open_position(&r.f, &payer, &holder);
        let voter = governance::open_voter(r, &payer, &holder);
        let position = Call::new(position).modelled(realm, move |model| model.open(index));
        let voter = Call::new(voter).expecting(Expect::Accept);
        // On a platform that is founded during the play, somebody may have come before.
        let mut calls = Vec::new();
        if self.books.position(&r.f.position(&holder)).is_none() {
            calls.push(position);
        }
        if self.books.voter(&r.voter(&holder)).is_none() {
            calls.push(voter);
        }
        if !calls.is_empty() {
            self.send(calls)?;
        }
        Ok(())
    }

    /// Gives an actor shares: a grant that has vested, released and closed in one transaction.
    fn endow(&mut self, realm: usize, index: usize, total: u64) -> Result<(), String> {
        let Some(holder) = self.holder(realm, index) else { return Ok(()) };
        let (now, id) = (self.now, self.fresh(realm));
        let f = &self.plays[realm].realm.f;
        let plan =
            GrantPlan { total, start: now, cliff: now, end: now, is_revocable: false, is_transferable: true };
        let (grant, founder) = (f.grant(&holder.address, id), f.authority());
        let release = |model: &mut Reference| {
            let newest = model.grants.len() - 1;
            model.release(newest)
        };
        let calls = vec![
            Call::new(equity::create_grant(f, &founder, &holder.address, id, &plan))
                .expecting(Expect::Accept)
                .with_op(realm, move |model| model.make_grant(index, id, plan)),
            Call::new(equity::release_grant(f, &grant, &holder)).modelled(realm, release),
            Call::new(equity::close_grant(&grant, &founder)).expecting(Expect::Accept),
        ];
        self.send_as_successor(realm, calls)
    }

    /// Liquid shares in every wallet, and some of both kinds of tokens in the treasury.
    fn supply(&mut self, realm: usize) -> Result<(), String> {
        let f = &self.plays[realm].realm.f;
        let (founder, mint, program) = (f.authority(), f.mint, f.token_program);
        let token_accounts = self.plays[realm].token_accounts.clone();
        let (bank, _) = token_accounts[FOUNDER];
        let amount = 300_000 * SHARE;
        // As if the pool was handed over: a founder issues nothing, and these plays need liquid shares.
        let issue =
            Call::new(equity::issue_treasury(f, &founder, &bank, amount)).modelled(realm, move |model| {
                let was = std::mem::replace(&mut model.is_handed_over, true);
                let verdict = model.issue(FOUNDER, amount);
                model.is_handed_over = was;
                verdict
            });
        self.send_as_successor(realm, vec![issue])?;
        for (index, (shares, _)) in
            token_accounts.into_iter().enumerate().filter(|(index, _)| *index != FOUNDER)
        {
            let part = 20_000 * SHARE;
            let pass = transfer_checked(&program, &bank, &mint, &shares, &founder, &[], part, 6);
            let pass = Call::new(pass.map_err(|error| error.to_string())?)
                .expecting(Expect::Accept)
                .with_op(realm, move |model| model.pass(FOUNDER, index, part));
            self.send(vec![pass])?;
        }
        let dividends = self.mint_dividends(realm, TREASURY, INCOME)?;
        self.send(vec![dividends])?;
        // Long ones, that can be revoked, hastened and passed on.
        for index in [1, ACTORS - 1] {
            let plan = GrantPlan {
                total: 5_000 * SHARE,
                start: self.now,
                cliff: self.now + 20 * DAY,
                end: self.now + 300 * DAY,
                is_revocable: true,
                is_transferable: true,
            };
            let id = self.fresh(realm);
            let f = &self.plays[realm].realm.f;
            let grant = equity::create_grant(f, &founder, &self.actors[index].address, id, &plan);
            let grant = Call::new(grant)
                .expecting(Expect::Accept)
                .with_op(realm, move |model| model.make_grant(index, id, plan));
            self.send_as_successor(realm, vec![grant])?;
        }
        Ok(())
    }

    /// What accounts cost a treasury, by the programs of its tokens.
    fn rents(&self, token_programs: [Pubkey; 2]) -> Rents {
        // An associated account of the later program says that its owner cannot change.
        let bytes = |program: Pubkey| if program == TOKEN { 165 } else { 170 };
        Rents {
            budget: self.rent.of(governance::Budget::LEN),
            rule: self.rent.of(governance::Rule::LEN),
            track: self.rent.of(governance::Track::LEN),
            grant: self.rent.of(equity::Grant::LEN),
            wallet: self.rent.empty,
            tokens: token_programs.map(|program| self.rent.of(bytes(program))),
        }
    }

    /// Lamports from a wallet to any address; of a platform's treasury and its places the model counts them.
    pub fn lamports(
        &self,
        realm: usize,
        from: &Pubkey,
        to: &Pubkey,
        amount: u64,
        at: Option<Address>,
    ) -> Call {
        let call = Call::new(transfer(from, to, amount));
        let r = &self.plays[realm].realm;
        if *to == r.treasury {
            return call.with_op(realm, move |model| {
                model.platform.treasury += amount;
                Ok(())
            });
        }
        match at {
            Some(place) => call.with_op(realm, move |model| {
                model.platform.give(place, amount);
                Ok(())
            }),
            None => call,
        }
    }

    /// Sends calls as if the pool was handed over long ago: these plays need shares before a founder could give any, and when
    /// its time is over.
    fn send_as_successor(&mut self, realm: usize, calls: Vec<Call>) -> Result<(), String> {
        let (pool, is_founders) = (self.pool(realm).pool, self.is_ruled_by_founder(realm));
        if is_founders {
            self.mark_handed_over(pool, 1);
        }
        let sent = self.send(calls).map(drop);
        if is_founders {
            self.mark_handed_over(pool, 0);
        }
        sent
    }

    /// Writes into a pool that it was handed over, or was not.
    fn mark_handed_over(&mut self, pool: Pubkey, value: u8) {
        let mut account = self.world.account(&pool).expect("the pool exists");
        let at = account.data.len() - equity::HANDED_OVER_FROM_END;
        account.data[at] = value;
        self.world.svm.set_account(pool, account).expect("the pool");
        self.look(pool);
    }

    /// New dividend tokens for one of the token accounts.
    ///
    /// # Errors
    /// The token program's.
    pub fn mint_dividends(&self, realm: usize, wallet: usize, amount: u64) -> Result<Call, String> {
        let f = &self.plays[realm].realm.f;
        let (_, to) = self.plays[realm].token_accounts[wallet];
        let program = &f.dividend_token_program;
        let mint = mint_to(program, &f.dividend_mint, &to, &f.authority(), &[], amount);
        let mint = Call::new(mint.map_err(|error| error.to_string())?).expecting(Expect::Accept);
        Ok(mint.with_op(realm, move |model| {
            model.holders[wallet].income += amount;
            Ok(())
        }))
    }
}
