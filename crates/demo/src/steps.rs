//! The chapters of the story, one file each, and what they pass on to each other.

mod attest;
mod dividend;
mod found;
mod govern;
mod register;
mod score;
mod shares;

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use anyhow::Result;
use makerstake_migrations::{Addresses, Founding, Keys, TOKEN_2022};
use solana_commitment_config::CommitmentConfig;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program::ID as SYSTEM;
use solana_signer::Signer;
// The dividend is paid in a token of the program that everybody knows.
use spl_token_interface::ID as TOKEN;
use tempfile::TempDir;

use crate::{
    accounts,
    cast::{key, Creator},
    harness::Harness,
    messages,
    papers::Papers,
    works::{self, Work},
    Options,
};

/// How many creators register on chain at once; the others are leaves of one registration batch until they need more.
const ON_CHAIN: usize = 40;
/// What the sponsor starts with, in lamports.
const SPONSOR: u64 = 5_000_000_000_000;

/// Those who play besides the creators. Keys are shared so that a chapter can sign while it changes the story.
pub struct Crew {
    /// Founds the platform.
    pub founder: Rc<Keypair>,
    /// Proposes distributions.
    pub scorer: Rc<Keypair>,
    /// Builds the platform, for a grant that vests over four years.
    pub team: Rc<Keypair>,
    /// Put money in early, for shares at once.
    pub investor: Rc<Keypair>,
    /// Posts a false root.
    pub forger: Rc<Keypair>,
    /// Pays the dividend, and issues the money it is paid in.
    pub patron: Rc<Keypair>,
}

/// The story, as far as it has come.
pub struct Story {
    harness: Harness,
    founding: Founding,
    keys: Keys,
    mint: Rc<Keypair>,
    dividend_mint: Rc<Keypair>,
    addresses: Addresses,
    crew: Crew,
    /// Everybody who made a work, those with the most votes first.
    creators: Arc<Vec<Creator>>,
    /// The platform's own creator account: author of the batches that nobody else writes.
    archive: Arc<Creator>,
    /// Files that the story makes: trees, tables, the epoch's folder.
    files: TempDir,
    /// The documents whose hashes are on chain.
    papers: Papers,
    /// The pictures of works that become accounts, by their content.
    thumbnails: HashMap<[u8; 32], [u8; 32]>,
    /// Nonce of the last proposal.
    nonce: u32,
}

impl Story {
    /// Sets the stage; nothing has happened on the chain yet.
    ///
    /// # Errors
    /// When the node does not answer or a founding document is broken.
    pub fn new(url: &str, works: Vec<Work>, options: &Options) -> Result<Self> {
        let harness = Harness::open(url, key("sponsor"), SPONSOR)?;
        let founding = Founding::read(&options.platform, &options.tracks)?;
        let (mint, dividend_mint) = (key("share mint"), key("dividend mint"));
        let crew = Crew {
            founder: Rc::new(key("founder")),
            scorer: Rc::new(key("scorer")),
            team: Rc::new(key("core team")),
            investor: Rc::new(key("investor")),
            forger: Rc::new(key("forger")),
            patron: Rc::new(key("patron")),
        };
        let keys = Keys {
            payer: harness.sponsor.pubkey(),
            mint: mint.pubkey(),
            founder: crew.founder.pubkey(),
            scorer: crew.scorer.pubkey(),
            guardian: key("guardian").pubkey(),
            dividend_mint: dividend_mint.pubkey(),
            dividend_token_program: TOKEN,
        };
        let creators =
            works::creators(&works).into_iter().map(|(name, works)| Creator::new(&name, works)).collect();
        Ok(Self {
            harness,
            founding,
            keys,
            addresses: Addresses::of(&mint.pubkey()),
            mint: Rc::new(mint),
            dividend_mint: Rc::new(dividend_mint),
            crew,
            creators: Arc::new(creators),
            archive: Arc::new(Creator::new("Reelhouse archive", Vec::new())),
            files: TempDir::with_prefix("makerstake-demo-")?,
            papers: Papers::default(),
            thumbnails: HashMap::new(),
            nonce: 0,
        })
    }

    /// The addresses of the platform.
    pub fn addresses(&self) -> Addresses {
        self.addresses
    }

    /// The platform's own creator account.
    pub fn archive(&self) -> Pubkey {
        self.archive.address
    }

    /// The documents whose hashes are on chain, as far as the story has come.
    pub fn papers(&self) -> &Papers {
        &self.papers
    }

    /// The slot in which the network is: the story ended there, or before.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn slot(&self) -> Result<u64> {
        Ok(self.harness.rpc().get_slot_with_commitment(CommitmentConfig::processed())?)
    }

    /// What the platform is called.
    pub fn name(&self) -> &str {
        &self.founding.name
    }

    /// Everybody who plays on chain, by role or handle.
    pub fn cast(&self) -> impl Iterator<Item = (String, &Keypair)> {
        let crew = &self.crew;
        let roles = [
            ("founder", &crew.founder),
            ("scorer", &crew.scorer),
            ("core-team", &crew.team),
            ("investor", &crew.investor),
            ("patron", &crew.patron),
        ];
        let roles = roles.into_iter().map(|(name, key)| (name.to_string(), &**key));
        roles.chain(self.creators.iter().take(ON_CHAIN).map(|creator| (creator.handle.clone(), &creator.key)))
    }

    /// Plays every chapter, and checks at the end that every balance adds up.
    ///
    /// # Errors
    /// The first thing that did not go as the story says.
    pub fn play(&mut self) -> Result<()> {
        self.register()?;
        self.found()?;
        self.attest()?;
        self.share_out()?;
        self.score()?;
        self.govern()?;
        self.dividend()?;
        messages::title("Balance", "the cap table, to the base unit");
        accounts::balance(&self.harness, &self.addresses, &self.dividend_mint.pubkey(), &TOKEN_2022)?;
        let totals = self.harness.totals;
        messages::note(&format!(
            "the story took {} transactions and {} compute units, created {} bytes of accounts, and {} attempts were refused",
            messages::grouped(totals.transactions),
            messages::grouped(totals.units),
            messages::grouped(totals.created),
            totals.refused
        ));
        Ok(())
    }
}
