//! The stage: eight actors on several platforms, everything they did, and what is known of it from outside.

mod found;
mod prediction;
mod send;
mod time;

use std::collections::{HashMap, VecDeque};

use litesvm::LiteSVM;
use makerstake_testkit::{
    equity::{Founded, Holder},
    governance::PlatformFixture,
    World,
};
use sha2::{Digest, Sha256};
use solana_account::Account;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use crate::{
    books::{Books, Entry},
    call::Call,
    executed::Rent,
    invariants::Watch,
    reference::Reference,
    report::Report,
};

/// Actors: the first half wallets, the second creators.
pub const ACTORS: usize = 8;
/// How many of them are wallets.
pub const WALLETS: usize = 4;
/// Platforms: one that its owners govern, one that its founder still rules, one that is founded during the play.
pub const REALMS: usize = 3;
/// What a platform's foundation consists of: so many steps.
pub const FOUNDED: usize = 6;
/// Transactions that are remembered to be sent again.
const MEMORY: usize = 64;

/// Somebody who plays.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The wallet or the creator that holds.
    pub address: Pubkey,
    /// The wallet that holds its liquid tokens.
    pub wallet: Pubkey,
}

/// A platform as it is played.
pub struct Play {
    pub realm: PlatformFixture,
    pub model: Reference,
    /// Accounts of shares and of dividends: of the actors' wallets, then of the founder and of the treasury.
    pub token_accounts: Vec<(Pubkey, Pubkey)>,
    /// Nonces and ids that were never used before.
    pub fresh: u32,
    /// The actions of proposals by hash, as bytes.
    pub payloads: HashMap<Pubkey, Vec<Vec<u8>>>,
    /// How far its foundation is.
    pub founded: usize,
}

/// All of it.
pub struct Harness {
    pub world: World,
    pub books: Books,
    pub watch: Watch,
    pub report: Report,
    pub actors: Vec<Actor>,
    /// The creators among the actors, and those who registered during the play.
    pub creators: Vec<Pubkey>,
    pub plays: Vec<Play>,
    /// Who pays rents, so that nobody else's lamports move by accident.
    pub sponsors: Vec<Pubkey>,
    /// Somebody without any right.
    pub stranger: Pubkey,
    pub now: i64,
    pub rent: Rent,
    seed: u64,
    keys: u64,
    /// Calls that wait to be sent in one transaction.
    pub pending: Vec<Call>,
    /// Transactions that went through.
    pub recent: VecDeque<Vec<Call>>,
    /// What the last step sent, in words.
    pub told: Vec<String>,
}

impl Harness {
    /// A stage with two platforms founded, deterministic in the seed.
    ///
    /// # Errors
    /// What went wrong on the way.
    pub fn found_on(machine: &LiteSVM, seed: u64) -> Result<Self, String> {
        let world = World::on(machine.clone(), seed);
        let empty = world.rent(0);
        let rent = Rent { empty, byte: world.rent(1) - empty };
        let now = world.now();
        let mut harness = Self {
            world,
            books: Books::default(),
            watch: Watch::default(),
            report: Report::default(),
            actors: Vec::new(),
            creators: Vec::new(),
            plays: Vec::new(),
            sponsors: Vec::new(),
            stranger: Pubkey::default(),
            now,
            rent,
            seed,
            keys: 0,
            pending: Vec::new(),
            recent: VecDeque::new(),
            told: Vec::new(),
        };
        harness.sponsors = (0..3).map(|_| harness.rich_key()).collect();
        harness.stranger = harness.rich_key();
        harness.cast()?;
        Ok(harness)
    }

    /// 32 bytes that never came before, the same in every run.
    pub fn bytes(&mut self) -> [u8; 32] {
        self.keys += 1;
        let mut hasher = Sha256::new();
        hasher.update(self.seed.to_le_bytes());
        hasher.update(self.keys.to_le_bytes());
        hasher.finalize().into()
    }

    /// A key that nobody had before.
    pub fn key(&mut self) -> Pubkey {
        Pubkey::new_from_array(self.bytes())
    }

    fn rich_key(&mut self) -> Pubkey {
        let key = self.key();
        self.enrich(key);
        key
    }

    /// Gives a wallet more than it can spend.
    fn enrich(&mut self, key: Pubkey) {
        let account = Account { lamports: 1 << 50, owner: system_program::ID, ..Account::default() };
        self.world.svm.set_account(key, account).expect("a wallet");
        self.look(key);
    }

    /// Reads an account that was written without being played.
    pub fn look(&mut self, address: Pubkey) {
        let entry = Entry::read(self.world.svm.accounts_db().inner.get(&address)).expect("an account");
        self.books.write(address, entry);
    }

    /// The key that acts for a holder.
    pub fn signer(&self, holder: &Pubkey) -> Pubkey {
        self.books.creator(holder).map_or(*holder, |creator| creator.authority)
    }

    /// An actor as a holder on a platform, with its key and its delegate of the moment; none without a position, or when its
    /// delegate has none.
    pub fn holder(&self, realm: usize, actor: usize) -> Option<Holder> {
        let f = &self.plays[realm].realm.f;
        let address = self.actors.get(actor)?.address;
        let position = self.books.position(&f.position(&address))?;
        let delegate = Some(position.delegate).filter(|delegate| *delegate != Pubkey::default());
        if let Some(delegate) = delegate {
            self.books.position(&f.position(&delegate))?;
        }
        Some(Holder { address, signer: self.signer(&address), delegate })
    }

    /// Which actor an address is.
    pub fn actor_of(&self, address: &Pubkey) -> Option<usize> {
        self.actors.iter().position(|actor| actor.address == *address)
    }

    /// The founder's pool.
    pub fn pool(&self, realm: usize) -> &Founded {
        &self.plays[realm].realm.f
    }

    fn keypair(&mut self) -> Keypair {
        Keypair::new_from_array(self.bytes())
    }
}
