//! Equity: a pool to play on, its instructions one by one, and what the chain holds of it.

mod distributions;
mod instructions;
mod tree;

pub use distributions::*;
pub use instructions::*;
pub use makerstake_client::generated::equity::{
    accounts::{Distribution, Grant, Pool, Position},
    errors::MakerstakeEquityError as EquityError,
    programs::MAKERSTAKE_EQUITY_ID as EQUITY,
    types::{Fault, Outcome, Place},
};
pub use tree::{deep, leaf, node, Tree};

use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{
    addresses,
    clock::DAY,
    creators::Identity,
    tokens::{MintOptions, TOKEN, TOKEN_2022},
    World,
};

/// Lamports of one SOL.
pub const SOL: u64 = 1_000_000_000;
/// One whole share, in base units.
pub const SHARE: u64 = 1_000_000;

/// Where a pool says that it was handed over, in bytes from its end.
pub const HANDED_OVER_FROM_END: usize = 62 + 7;

/// What a pool is founded with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Terms {
    pub contributions_cap: u64,
    pub grants_cap: u64,
    pub treasury_cap: u64,
    pub bond: u64,
    pub dividend_min_shares: u64,
    pub windows_from: i64,
    pub snapshot_genesis: i64,
    pub founder_until: i64,
    pub snapshot_epoch_seconds: u32,
    pub window_seconds: u32,
    pub challenge_seconds: u32,
    pub decay_bps: u16,
    pub leaf_max_bps: u16,
}

impl Terms {
    /// Weekly windows and snapshot epochs, three days to challenge.
    pub fn weekly(now: i64) -> Self {
        Self {
            contributions_cap: 40_000_000 * SHARE,
            grants_cap: 30_000_000 * SHARE,
            treasury_cap: 30_000_000 * SHARE,
            bond: SOL,
            dividend_min_shares: 10 * SHARE,
            windows_from: now,
            snapshot_genesis: now,
            founder_until: now + 180 * DAY,
            snapshot_epoch_seconds: 7 * DAY as u32,
            window_seconds: 7 * DAY as u32,
            challenge_seconds: 3 * DAY as u32,
            decay_bps: 50,
            leaf_max_bps: 5_000,
        }
    }
}

/// A holder, who acts for it, and whom it delegates to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The wallet or the creator.
    pub address: Pubkey,
    /// The key that signs.
    pub signer: Pubkey,
    /// The present delegate, where there is one.
    pub delegate: Option<Pubkey>,
}

impl Holder {
    /// A wallet without a delegate.
    pub fn wallet(key: &Keypair) -> Self {
        Self { address: key.pubkey(), signer: key.pubkey(), delegate: None }
    }

    /// A creator without a delegate.
    pub fn creator_of(identity: &Identity) -> Self {
        Self { address: identity.address, signer: identity.key(), delegate: None }
    }

    /// The same holder, delegating to `to`.
    pub fn delegating(self, to: &Pubkey) -> Self {
        Self { delegate: Some(*to), ..self }
    }

    /// The creator's account, where it is one.
    pub fn creator(&self) -> Option<Pubkey> {
        (self.address != self.signer).then_some(self.address)
    }
}

/// A pool and the keys that rule it.
pub struct Founded {
    /// The pool.
    pub pool: Pubkey,
    /// Its share mint.
    pub mint: Pubkey,
    /// Its vault.
    pub vault: Pubkey,
    /// Its dividend mint.
    pub dividend_mint: Pubkey,
    /// Its dividend vault.
    pub dividend_vault: Pubkey,
    /// The program of the share mint.
    pub token_program: Pubkey,
    /// The program of the dividend mint.
    pub dividend_token_program: Pubkey,
    /// Who governs the pool: whoever founded it, and after [`World::found`] its successor. Also the authority of the
    /// dividend mint.
    pub founder: Keypair,
    /// Who governs after the founder: after [`World::found`] whoever founded it, who has no power any more.
    pub other: Keypair,
    /// The pool's successor.
    pub successor: Pubkey,
    /// The scorer's wallet.
    pub scorer: Keypair,
    /// What it was founded with.
    pub terms: Terms,
}

impl Founded {
    /// The founder's key.
    pub fn authority(&self) -> Pubkey {
        self.founder.pubkey()
    }

    /// The position of a holder.
    pub fn position(&self, holder: &Pubkey) -> Pubkey {
        address(&[b"position", self.pool.as_ref(), holder.as_ref()])
    }

    /// The distribution of an epoch.
    pub fn distribution(&self, epoch: u32) -> Pubkey {
        address(&[b"distribution", self.pool.as_ref(), &epoch.to_le_bytes()])
    }

    /// A grant.
    pub fn grant(&self, holder: &Pubkey, id: u32) -> Pubkey {
        address(&[b"grant", self.pool.as_ref(), holder.as_ref(), &id.to_le_bytes()])
    }

    /// The position of the holder's delegate.
    pub fn delegate(&self, holder: &Holder) -> Option<Pubkey> {
        holder.delegate.map(|delegate| self.position(&delegate))
    }

    /// The scorer as a holder.
    pub fn scoring(&self) -> Holder {
        Holder::wallet(&self.scorer)
    }

    /// The key that governs after `founder` where nobody else does: one of its own for each founder, always the same.
    pub fn other(founder: &Keypair) -> Keypair {
        Keypair::new_from_array(tree::hash(&[b"successor", founder.pubkey().as_ref()]))
    }

    /// The accounts of a pool that is about to be founded on these mints.
    pub fn on(
        mint: (Pubkey, Pubkey),
        dividend: (Pubkey, Pubkey),
        (founder, scorer): (Keypair, Keypair),
        terms: Terms,
    ) -> Self {
        let pool = address(&[b"pool", mint.0.as_ref()]);
        let other = Self::other(&founder);
        Self {
            pool,
            mint: mint.0,
            vault: address(&[b"vault", pool.as_ref()]),
            dividend_mint: dividend.0,
            dividend_vault: address(&[b"dividends", pool.as_ref()]),
            token_program: mint.1,
            dividend_token_program: dividend.1,
            founder,
            successor: other.pubkey(),
            other,
            scorer,
            terms,
        }
    }
}

fn address(seeds: &[&[u8]]) -> Pubkey {
    addresses::find(seeds, &EQUITY)
}

impl World {
    /// A pool on a Token-2022 mint with metadata, dividends in a legacy mint, weekly terms, handed over to its successor;
    /// the scorer has a position with 1,000 shares.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn found(&mut self) -> Founded {
        let terms = Terms::weekly(self.now());
        self.found_with(terms)
    }

    /// The same on other terms.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn found_with(&mut self, terms: Terms) -> Founded {
        let mut f = self.prepare(terms);
        let founding = create_pool(&f, &f.authority(), &f.scorer.pubkey(), &terms);
        let handing = hand_over(&f, &f.authority(), true);
        self.send(&[founding, handing], &[&f.founder, &f.other]).expect("create_pool");
        std::mem::swap(&mut f.founder, &mut f.other);
        self.settle_in(&f);
        f
    }

    /// A pool that its founder governs, and `successor` after it, a day before its deadline or later.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn found_for(&mut self, terms: Terms, successor: impl FnOnce(&Pubkey) -> Pubkey) -> Founded {
        let mut f = self.prepare_by(terms, |founder, _| founder);
        f.successor = successor(&f.pool);
        let founding = create_pool(&f, &f.authority(), &f.scorer.pubkey(), &terms);
        self.send(&[founding], &[&f.founder]).expect("create_pool");
        self.settle_in(&f);
        f
    }

    fn settle_in(&mut self, f: &Founded) {
        let scorer = f.scoring();
        self.open(f, &scorer);
        self.give(f, &scorer, 1_000 * SHARE);
        self.fund(&f.scorer.pubkey(), 1_000 * SOL);
    }

    /// Lets the key that governs a pool do what only a successor may, as if the pool was handed over to it long ago: tests
    /// need shares that have vested before the founder could give any.
    fn as_successor(&mut self, f: &Founded, act: impl FnOnce(&mut Self)) {
        let is_founders = self.pool(f).is_handed_over == 0;
        let mark = |world: &mut Self, value: u8| {
            let mut account = world.account(&f.pool).expect("the pool exists");
            let at = account.data.len() - HANDED_OVER_FROM_END;
            account.data[at] = value;
            world.svm.set_account(f.pool, account).expect("the pool");
        };
        if is_founders {
            mark(self, 1);
        }
        act(self);
        if is_founders {
            mark(self, 0);
        }
    }

    /// Everything that `create_pool` needs, not yet founded.
    ///
    /// # Panics
    /// Where a token program refuses.
    pub fn prepare(&mut self, terms: Terms) -> Founded {
        self.prepare_by(terms, |_, other| other)
    }

    /// The same; dividends are minted by the founder or by the key that follows.
    fn prepare_by(&mut self, terms: Terms, who: impl FnOnce(Pubkey, Pubkey) -> Pubkey) -> Founded {
        let (founder, scorer) = (self.actor(), self.actor());
        let mint = self.mint_with_metadata(&founder, "Share", "SHR", "https://example.org/share.json");
        let other = Founded::other(&founder);
        self.fund(&other.pubkey(), 1_000 * SOL);
        let dividend = self.mint(MintOptions::plain(TOKEN, who(founder.pubkey(), other.pubkey())));
        Founded::on((mint, TOKEN_2022), (dividend, TOKEN), (founder, scorer), terms)
    }

    /// Opens a position, paid by the world's fee payer.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn open(&mut self, f: &Founded, holder: &Holder) -> Pubkey {
        let payer = self.fee_payer.pubkey();
        self.send(&[open_position(f, &payer, &holder.address)], &[]).expect("open_position");
        f.position(&holder.address)
    }

    /// Gives shares: a grant that has vested, released.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn give(&mut self, f: &Founded, holder: &Holder, shares: u64) {
        let now = self.now();
        let plan = GrantPlan {
            total: shares,
            start: now,
            cliff: now,
            end: now,
            is_revocable: false,
            is_transferable: true,
        };
        let (grant, founder) = (f.grant(&holder.address, u32::MAX), f.authority());
        let instructions = [
            create_grant(f, &founder, &holder.address, u32::MAX, &plan),
            release_grant(f, &grant, holder),
            close_grant(&grant, &founder),
        ];
        self.as_successor(f, |world| {
            world.send(&instructions, &[&f.founder]).expect("a vested grant");
        });
    }

    /// A wallet with a position and this many shares.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn owner(&mut self, f: &Founded, shares: u64) -> (Keypair, Holder) {
        let key = self.actor();
        let holder = Holder::wallet(&key);
        self.open(f, &holder);
        if shares > 0 {
            self.give(f, &holder, shares);
        }
        (key, holder)
    }

    /// Liquid shares in a token account of `owner`, out of the treasury bucket.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn issue(&mut self, f: &Founded, owner: &Pubkey, amount: u64) -> Pubkey {
        let treasury = self.token_account(&f.mint, &f.authority());
        let account = self.token_account(&f.mint, owner);
        self.as_successor(f, |world| {
            let issuing = issue_treasury(f, &f.authority(), &treasury, amount);
            world.send(&[issuing], &[&f.founder]).expect("issue");
        });
        if account != treasury {
            self.transfer_tokens(&f.mint, &treasury, &account, &f.founder, amount);
        }
        account
    }

    /// Lets a window pass and proposes this root for it. Returns the epoch.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn propose(&mut self, f: &Founded, tree: impl FnOnce(u32) -> Root) -> u32 {
        let pool = self.pool(f);
        let end = pool.covered_until + i64::from(pool.window_seconds);
        if self.now() < end {
            self.set_time(end);
        }
        let epoch = pool.next_epoch;
        self.send(&[propose(f, &f.scorer.pubkey(), epoch, end, &tree(epoch))], &[&f.scorer])
            .expect("propose");
        epoch
    }

    /// A final distribution of these claims. Returns its epoch and tree.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn distribute(&mut self, f: &Founded, claims: &[(Pubkey, u64)]) -> (u32, Tree) {
        let tree = Tree::new(&f.pool, self.pool(f).next_epoch, claims);
        let epoch = self.propose(f, |_| tree.root());
        self.settle(f, epoch);
        (epoch, tree)
    }

    /// Lets the challenge window pass, finalizes, and brings the scorer's bond back.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn settle(&mut self, f: &Founded, epoch: u32) {
        let until = self.distribution(f, epoch).challenge_until;
        if self.now() < until {
            self.set_time(until);
        }
        self.send(&[finalize(f, epoch)], &[]).expect("finalize");
        self.send(&[collect_bond(f, epoch, &f.scorer.pubkey())], &[]).expect("collect_bond");
    }

    /// The pool.
    ///
    /// # Panics
    /// Where there is none.
    pub fn pool(&self, f: &Founded) -> Pool {
        Pool::from_bytes(&self.account(&f.pool).expect("the pool exists").data).expect("a pool")
    }

    /// A holder's position.
    ///
    /// # Panics
    /// Where there is none.
    pub fn position(&self, f: &Founded, holder: &Pubkey) -> Position {
        let account = self.account(&f.position(holder)).expect("the position exists");
        Position::from_bytes(&account.data).expect("a position")
    }

    /// A distribution.
    ///
    /// # Panics
    /// Where there is none.
    pub fn distribution(&self, f: &Founded, epoch: u32) -> Distribution {
        let account = self.account(&f.distribution(epoch)).expect("the distribution exists");
        Distribution::from_bytes(&account.data).expect("a distribution")
    }

    /// A grant.
    ///
    /// # Panics
    /// Where there is none.
    pub fn grant(&self, grant: &Pubkey) -> Grant {
        Grant::from_bytes(&self.account(grant).expect("the grant exists").data).expect("a grant")
    }
}
