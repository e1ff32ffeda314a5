//! Open an offering: the treasury moves shares of its own into the stock. Only the treasury can, so only a vote can, and the terms
//! are compiled bounds for whoever asks.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::{
    create_pda::{self, fields, CreatePda},
    log_event, token_state,
};
use makerstake_core::checkpoints::EXIT_AFTER;
use makerstake_equity::Pool;
use makerstake_governance::Platform;

use crate::{
    clock::now,
    errors::OfferingError,
    events::OfferingOpened,
    state::{
        book::BOOK_SEED,
        terms::{OfferingInit, Snapshot},
        Offering, OfferingBook, OfferingTerms,
    },
    tokens::{self, Currency, VAULT_SPACE},
};

#[derive(Accounts)]
#[instruction(number: u32)]
pub struct OpenOffering {
    /// Sells, and pays the rent of what is opened.
    #[account(mut, address = platform.treasury @ OfferingError::NotTreasury)]
    pub treasury: Signer,
    pub platform: Account<Platform>,
    #[account(address = platform.pool @ OfferingError::WrongPool)]
    pub pool: Account<Pool>,
    /// The platform's book, opened with its first offering: `open_book` derives its address.
    #[account(mut)]
    pub book: UncheckedAccount,
    #[account(init, payer = treasury, seeds = [b"offering", platform.address(), number.to_le_bytes()], bump)]
    pub offering: Account<Offering>,
    /// The treasury's shares: the token program checks them.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// The share mint: its address suffices.
    #[account(address = pool.mint @ OfferingError::WrongMint)]
    pub mint: UncheckedAccount,
    /// Becomes the stock in `run`.
    #[account(
        init, payer = treasury, space = VAULT_SPACE, owner = *token_program.address(),
        seeds = [b"stock", offering.address()], bump
    )]
    pub stock: UncheckedAccount,
    /// The mint in which is paid. Read as a mint in `check_quote_mint`.
    pub quote_mint: UncheckedAccount,
    /// Becomes the purse in `run`.
    #[account(
        init, payer = treasury, space = VAULT_SPACE, owner = *quote_token_program.address(),
        seeds = [b"purse", offering.address()], bump
    )]
    pub purse: UncheckedAccount,
    /// The token program of the share mint.
    pub token_program: Interface<'static, TokenInterface>,
    /// The token program of the quote mint.
    pub quote_token_program: Interface<'static, TokenInterface>,
    pub system_program: Program<System>,
}

impl OpenOffering {
    /// Writes the offering and takes the shares.
    ///
    /// # Errors
    /// The rule of the book, of the terms or of the quote mint that is broken; the token program's.
    pub fn run(&mut self, number: u32, terms: &OfferingTerms, bumps: &OpenOfferingBumps) -> Result<()> {
        let now = now()?;
        let quote_decimals = self.check_quote_mint()?;
        self.note(number, terms.shares, now)?;
        let on = OfferingInit {
            platform: *self.platform.address(),
            pool: *self.pool.address(),
            mint: *self.mint.address(),
            quote_mint: *self.quote_mint.address(),
            decimals: self.pool.decimals,
            quote_decimals,
            number,
            bump: bumps.offering,
        };
        *self.offering = Offering::new(on, terms, &self.snapshot(now)?, now)?;
        self.offering.check()?;
        let quote = Currency {
            mint: &self.quote_mint,
            decimals: quote_decimals,
            program: self.quote_token_program.address(),
        };
        let shares = Currency {
            mint: &self.mint,
            decimals: self.pool.decimals,
            program: self.token_program.address(),
        };
        tokens::open_vault(&self.purse, &quote, self.offering.address())?;
        tokens::open_vault(&self.stock, &shares, self.offering.address())?;
        tokens::pull(&self.source, &self.stock, &shares, &self.treasury, terms.shares)?;
        self.log();
        Ok(())
    }

    /// Notes the opening in the book, which is opened with the first one.
    fn note(&self, number: u32, shares: u64, now: i64) -> Result<()> {
        let account = self.book.account();
        let platform = self.platform.address();
        if !account.owned_by(&crate::ID) {
            let bump = CreatePda {
                payer: self.treasury.account(),
                payer_seeds: &[],
                account,
                seeds: &[BOOK_SEED, platform.as_ref()],
                program: &crate::ID,
                space: Account::<OfferingBook>::INIT_SPACE,
                deposit: 0,
            }
            .open()?;
            create_pda::write(account, &OfferingBook::new(*platform, bump))?;
        }
        let caps = [self.pool.contributions_cap, self.pool.grants_cap, self.pool.treasury_cap];
        let caps = caps.into_iter().fold(0_u64, u64::saturating_add);
        let mut view = *account;
        let mut data = view.try_borrow_mut()?;
        let book = fields::<OfferingBook>(account, &mut data)?;
        require!(book.is_current(), OfferingError::UnknownVersion);
        require!(book.platform == *platform, OfferingError::WrongPlatform);
        book.open(number, (shares, caps), now)?;
        book.check()
    }

    /// The snapshot epoch of now, and until when positions remember it.
    fn snapshot(&self, now: i64) -> Result<Snapshot> {
        let epoch = self.pool.snapshot_epoch(now)?;
        let ends = i64::from(epoch).saturating_add(i64::from(EXIT_AFTER));
        let length = ends.saturating_mul(i64::from(self.pool.snapshot_epoch_seconds));
        Ok(Snapshot {
            epoch,
            total: self.pool.total_at(epoch)?,
            until: self.pool.snapshot_genesis.saturating_add(length),
        })
    }

    /// Checks that what is committed arrives whole and only its own holder can move it. A freeze authority, as the large stable
    /// coins have, is said in the vote. Returns the mint's decimals.
    fn check_quote_mint(&self) -> Result<u8> {
        require!(self.quote_mint.address() != self.mint.address(), OfferingError::QuoteIsShare);
        let view = *self.quote_mint.account();
        require!(view.owned_by(self.quote_token_program.address()), OfferingError::WrongTokenProgram);
        let address = view.address().as_array();
        let mint = token_state::mint(&view.try_borrow()?, address).ok_or(OfferingError::NotAMint)?;
        require!(mint.fits_dividends, OfferingError::QuoteMintExtension);
        Ok(mint.decimals)
    }

    fn log(&self) {
        let offering = &self.offering;
        log_event!(OfferingOpened {
            offering: *offering.address(),
            platform: offering.platform,
            pool: offering.pool,
            mint: offering.mint,
            quote_mint: offering.quote_mint,
            disclosure: offering.disclosure,
            gate_data: offering.gate_data,
            shares: offering.shares,
            price: offering.price,
            min_raise: offering.min_raise,
            per_person_max: offering.per_person_max,
            opened_at: offering.opened_at,
            closes_at: offering.closes_at,
            settle_by: offering.settle_by,
            cliff: offering.cliff,
            vests: offering.vests,
            number: offering.number,
            gate: offering.gate,
            decimals: offering.decimals,
            quote_decimals: offering.quote_decimals,
            bump: offering.bump,
        });
    }
}
