//! Pay out shares that have cooled down, to a token account that the holder names.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_creators::Creator;

use crate::{
    clock::now,
    errors::EquityError,
    events::Withdrawn,
    state::{pool::VAULT_SEED, Pool, Position},
    tokens::{self, Currency, Vault},
};

#[derive(Accounts)]
pub struct Withdraw {
    /// Acts for the holder.
    pub signer: Signer,
    /// The holder's creator account, if the holder is one.
    pub creator: Option<Account<Creator>>,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(
        mut,
        constraint = position.pool == *pool.address() @ EquityError::WrongPool,
        constraint = Creator::acts_for(&position.holder, signer.address(), creator.as_ref())
            @ EquityError::NotHolder
    )]
    pub position: Account<Position>,
    /// Where the tokens go: the signer names it, the token program checks that it is of this mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    /// The share mint: its address suffices.
    #[account(address = pool.mint @ EquityError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The vault: its address suffices.
    #[account(mut, address = pool.vault @ EquityError::WrongVault)]
    pub vault: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
}

impl Withdraw {
    /// Pays out all that has cooled down.
    ///
    /// # Errors
    /// `NothingCooling`, `Cooling`; the token program's.
    pub fn run(&mut self) -> Result<()> {
        let shares = self.position.take_cooled(now()?)?;
        self.pool.end_cooling(shares)?;
        let vault = Vault {
            account: &self.vault,
            seed: VAULT_SEED,
            pool: self.pool.address(),
            bump: self.pool.vault_bump,
        };
        let currency = Currency {
            mint: &self.mint,
            decimals: self.pool.decimals,
            program: self.token_program.address(),
        };
        tokens::push(&vault, &self.destination, &currency, shares)?;
        emit!(Withdrawn { position: *self.position.address(), shares });
        Ok(())
    }
}
