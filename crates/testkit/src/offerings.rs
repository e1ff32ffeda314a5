//! Offerings: something to sell, investors, the instructions one by one, and what the chain holds of it.

mod instructions;

pub use instructions::*;
pub use makerstake_client::generated::offerings::{
    accounts::{Commitment, Offering, OfferingBook},
    errors::MakerstakeOfferingsError as OfferingError,
    programs::MAKERSTAKE_OFFERINGS_ID as OFFERINGS,
};

use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{
    addresses,
    clock::DAY,
    creators::Identity,
    equity::SHARE,
    governance::PlatformFixture,
    tokens::{MintOptions, TOKEN},
    Outcome, World,
};

/// One whole quote token, in base units.
pub const QUOTE: u64 = 1_000_000;
/// An offering that is decided.
pub const FILLED: u8 = 1;
#[allow(missing_docs)]
pub const FAILED: u8 = 2;

/// The gates.
pub const ANYBODY: u8 = 0;
#[allow(missing_docs)]
pub const LIST: u8 = 1;
#[allow(missing_docs)]
pub const CREDENTIAL: u8 = 2;
#[allow(missing_docs)]
pub const RIGHTS: u8 = 3;

/// What an offering is opened with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Terms {
    pub shares: u64,
    pub price: u64,
    pub min_raise: u64,
    pub per_person_max: u64,
    pub open_for: u32,
    pub settle_for: u32,
    pub cliff: u32,
    pub vests: u32,
    pub gate: u8,
    pub gate_data: [u8; 64],
    pub disclosure: [u8; 32],
}

impl Terms {
    /// 200,000 shares at half a token, a quarter of it at the least, a fifth at the most from one; two weeks to commit and thirty
    /// days to settle; everything vests at once.
    pub fn open() -> Self {
        Self {
            shares: 200_000 * SHARE,
            price: QUOTE / 2,
            min_raise: 25_000 * QUOTE,
            per_person_max: 20_000 * QUOTE,
            open_for: 14 * DAY as u32,
            settle_for: 30 * DAY as u32,
            cliff: 0,
            vests: 0,
            gate: ANYBODY,
            gate_data: [0; 64],
            disclosure: [7; 32],
        }
    }

    /// The same for the wallets of a list.
    pub fn list(root: [u8; 32], depth: u8) -> Self {
        let mut gate_data = [0; 64];
        gate_data[..32].copy_from_slice(&root);
        gate_data[32] = depth;
        Self { gate: LIST, gate_data, ..Self::open() }
    }

    /// The same for who holds a credential.
    pub fn credential(credential: &Pubkey, schema: &Pubkey) -> Self {
        let mut gate_data = [0; 64];
        gate_data[..32].copy_from_slice(credential.as_ref());
        gate_data[32..].copy_from_slice(schema.as_ref());
        Self { gate: CREDENTIAL, gate_data, ..Self::open() }
    }

    /// The same for the present owners, each its part, in a week.
    pub fn rights() -> Self {
        Self { gate: RIGHTS, per_person_max: 0, open_for: 7 * DAY as u32, ..Self::open() }
    }
}

/// A platform that sells, in which mint, and the accounts of its treasury.
pub struct SaleFixture {
    /// The platform.
    pub realm: PlatformFixture,
    /// The quote mint.
    pub quote: Pubkey,
    /// Its program.
    pub quote_program: Pubkey,
    /// Who mints it, and may freeze it if it was made so.
    pub issuer: Keypair,
    /// The treasury's shares.
    pub shares: Pubkey,
    /// The treasury's quote tokens.
    pub proceeds: Pubkey,
    /// The number of the offering that is meant.
    pub number: u32,
}

impl SaleFixture {
    /// The platform's book.
    pub fn book(&self) -> Pubkey {
        address(&[b"offerings", self.realm.platform.as_ref()])
    }

    /// The offering.
    pub fn offering(&self) -> Pubkey {
        address(&[b"offering", self.realm.platform.as_ref(), &self.number.to_le_bytes()])
    }

    /// Its purse.
    pub fn purse(&self) -> Pubkey {
        address(&[b"purse", self.offering().as_ref()])
    }

    /// Its stock.
    pub fn stock(&self) -> Pubkey {
        address(&[b"stock", self.offering().as_ref()])
    }

    /// An investor's commitment.
    pub fn commitment(&self, investor: &Pubkey) -> Pubkey {
        address(&[b"commitment", self.offering().as_ref(), investor.as_ref()])
    }
}

/// An address of the offerings program.
pub fn address(seeds: &[&[u8]]) -> Pubkey {
    addresses::find(seeds, &OFFERINGS)
}

/// Somebody who buys: a key, the wallet or creator that it acts for, and its quote tokens.
pub struct Investor {
    /// The key that signs.
    pub key: Keypair,
    /// The wallet or the creator.
    pub address: Pubkey,
    /// The key's quote tokens, where refunds go too.
    pub account: Pubkey,
}

impl Investor {
    /// The creator's account, where it is one.
    pub fn creator(&self) -> Option<Pubkey> {
        (self.address != self.key.pubkey()).then_some(self.address)
    }
}

impl World {
    /// A platform whose treasury has a million shares, and a quote mint with a freeze authority, as the large stable coins have.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn sale(&mut self) -> SaleFixture {
        let issuer = self.actor();
        let freeze = Some(issuer.pubkey());
        let quote = self.mint(MintOptions { freeze, ..MintOptions::plain(TOKEN, issuer.pubkey()) });
        self.sale_in(quote, issuer)
    }

    /// The same in this mint.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn sale_in(&mut self, quote: Pubkey, issuer: Keypair) -> SaleFixture {
        let realm = self.realm();
        let quote_program = self.account(&quote).expect("the mint exists").owner;
        let shares = self.issue(&realm.f, &realm.treasury, 1_000_000 * SHARE);
        let proceeds = self.token_account(&quote, &realm.treasury);
        SaleFixture { realm, quote, quote_program, issuer, shares, proceeds, number: 0 }
    }

    /// Opens an offering under the number that is meant, by decree of the treasury.
    ///
    /// # Errors
    /// The refusal.
    pub fn offer(&mut self, sale: &SaleFixture, terms: &Terms) -> Outcome {
        self.decree(&[open_offering(sale, terms)])
    }

    /// A wallet with quote tokens.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn investor(&mut self, sale: &SaleFixture, tokens: u64) -> Investor {
        let key = self.actor();
        let address = key.pubkey();
        self.investor_of(sale, key, address, tokens)
    }

    /// A creator whose authority has quote tokens.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn creating_investor(&mut self, sale: &SaleFixture, tokens: u64) -> Investor {
        let Identity { address, authority } = self.register();
        self.investor_of(sale, authority, address, tokens)
    }

    /// Somebody with a key of its own, and quote tokens.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn investor_of(
        &mut self,
        sale: &SaleFixture,
        key: Keypair,
        address: Pubkey,
        tokens: u64,
    ) -> Investor {
        let account = self.token_account(&sale.quote, &key.pubkey());
        if tokens > 0 {
            self.mint_to(&sale.quote, &account, &sale.issuer, tokens);
        }
        Investor { key, address, account }
    }

    /// Commits.
    ///
    /// # Errors
    /// The refusal.
    pub fn commit(&mut self, sale: &SaleFixture, by: &Investor, amount: u64) -> Outcome {
        self.send(&[commit(sale, by, amount)], &[&by.key])
    }

    /// Goes to the first second after the window.
    pub fn until_window_over(&mut self, sale: &SaleFixture) {
        let at = self.offering(sale).closes_at;
        self.set_time(at.max(self.now()));
    }

    /// Goes to the first second in which the offering can be decided, and decides it. Returns its state.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn close_sale(&mut self, sale: &SaleFixture) -> u8 {
        let at = self.offering(sale).closes_at + DAY;
        self.set_time(at.max(self.now()));
        self.send(&[close_offering(sale)], &[]).expect("close_offering");
        self.offering(sale).state
    }

    /// The offering.
    ///
    /// # Panics
    /// Where there is none.
    pub fn offering(&self, sale: &SaleFixture) -> Offering {
        let account = self.account(&sale.offering()).expect("the offering exists");
        Offering::from_bytes(&account.data).expect("an offering")
    }

    /// The book.
    ///
    /// # Panics
    /// Where there is none.
    pub fn book(&self, sale: &SaleFixture) -> OfferingBook {
        OfferingBook::from_bytes(&self.account(&sale.book()).expect("the book exists").data).expect("a book")
    }

    /// A commitment.
    ///
    /// # Panics
    /// Where there is none.
    pub fn commitment(&self, sale: &SaleFixture, investor: &Pubkey) -> Commitment {
        let account = self.account(&sale.commitment(investor)).expect("the commitment exists");
        Commitment::from_bytes(&account.data).expect("a commitment")
    }
}
