//! Money leaving the treasury. Only execution and draws come here (INVARIANT 14), after they changed what they change.

use anchor_lang::{
    cpi::{rent_exempt_lamports, CpiSeed, CpiSigner, InstructionView},
    prelude::*,
};
use anchor_spl::{
    associated_token::{self, get_associated_token_address_with_program_id, AssociatedToken},
    token_2022_cpi::instructions::TransferChecked,
    token_interface::TokenInterface,
};
use makerstake_equity::token_facts;
use pinocchio::cpi::invoke_signed_with_slice;
use pinocchio_system::instructions::Transfer;

use crate::{errors::GovernanceError, state::Platform};

/// First seed of the treasury's address; the second is the platform.
pub const TREASURY_SEED: &[u8] = b"treasury";
/// Where the amount lies in a token account.
const TOKEN_AMOUNT_AT: usize = 64;

/// Lamports that the treasury can spend: all but what keeps its address alive.
///
/// # Errors
/// The runtime's, when it has no rent.
pub fn spendable(treasury: &AccountView) -> Result<u64> {
    Ok(treasury.lamports().saturating_sub(rent_exempt_lamports(0)?))
}

/// That lamports can go there without being lost: a wallet's address, and not the treasury's own. Programs and
/// mints and other programs' accounts are none.
///
/// # Errors
/// `RecipientRefused`.
pub fn check_wallet(platform: &Platform, recipient: &UncheckedAccount) -> Result<()> {
    // What the system program owns is never executable.
    let is_wallet = recipient.account().owned_by(&System::id());
    require!(is_wallet && *recipient.address() != platform.treasury, GovernanceError::RecipientRefused);
    Ok(())
}

/// Pays lamports; the caller has compared them with [`spendable`].
///
/// # Errors
/// The system program's.
pub fn pay_lamports(
    platform: &Account<Platform>,
    treasury: &SystemAccount,
    to: &UncheckedAccount,
    amount: u64,
) -> Result<()> {
    let bump = [platform.treasury_bump];
    let seeds =
        [CpiSeed::from(TREASURY_SEED), CpiSeed::from(platform.address().as_ref()), CpiSeed::from(&bump)];
    Transfer { from: treasury.account(), to: to.account(), lamports: amount }
        .invoke_signed(&[CpiSigner::from(&seeds)])
}

/// Calls a program with the treasury's signature, which it gives to nobody else.
///
/// # Errors
/// Where an account is borrowed. What the callee refuses ends the transaction.
#[inline(never)]
pub fn call(
    platform: &Account<Platform>,
    call: &InstructionView<'_, '_, '_, '_>,
    views: &[AccountView],
) -> Result<()> {
    let bump = [platform.treasury_bump];
    let seeds =
        [CpiSeed::from(TREASURY_SEED), CpiSeed::from(platform.address().as_ref()), CpiSeed::from(&bump)];
    invoke_signed_with_slice(call, views, &[CpiSigner::from(&seeds)])
}

/// The accounts of a payment in tokens.
pub struct TokenPayment<'a> {
    /// The platform that pays.
    pub platform: &'a Account<Platform>,
    /// Its treasury: owns the source, and pays for a new destination.
    pub treasury: &'a mut SystemAccount,
    /// The mint.
    pub mint: &'a UncheckedAccount,
    /// The treasury's token account.
    pub source: &'a mut UncheckedAccount,
    /// The wallet or token account that was voted on.
    pub recipient: &'a UncheckedAccount,
    /// The wallet's associated token account, or the recipient itself.
    pub destination: &'a mut UncheckedAccount,
    /// The token program of the mint.
    pub token_program: &'a Interface<'static, TokenInterface>,
    /// The associated token program.
    pub associated_token_program: &'a Program<AssociatedToken>,
    /// The system program.
    pub system_program: &'a Program<System>,
}

impl TokenPayment<'_> {
    /// Base units in the source, after checking that it is the treasury's and of the mint.
    ///
    /// # Errors
    /// `WrongMint`, `WrongSource`.
    pub fn balance(&self) -> Result<u64> {
        require!(self.mint.account().owned_by(self.token_program.address()), GovernanceError::WrongMint);
        treasury_tokens(
            self.platform,
            self.source.account(),
            self.mint.address(),
            self.token_program.address(),
        )
    }

    /// Pays, and opens the destination first if it is not there (the treasury pays its rent).
    ///
    /// # Errors
    /// `WrongMint`, `RecipientRefused`, `WrongDestination`; the token program's.
    pub fn pay(&mut self, amount: u64) -> Result<()> {
        let decimals = {
            let data = self.mint.account().try_borrow()?;
            token_facts::mint(&data).ok_or(GovernanceError::WrongMint)?.decimals
        };
        if self.recipient.account().owned_by(self.token_program.address()) {
            // A token account; a mint, or an account of another mint, is refused.
            require!(
                self.destination.address() == self.recipient.address(),
                GovernanceError::WrongDestination
            );
            let owner = self.destination_owner().map_err(|_| GovernanceError::RecipientRefused)?;
            require!(owner != self.platform.treasury, GovernanceError::RecipientRefused);
        } else {
            check_wallet(self.platform, self.recipient)?;
            let expected = get_associated_token_address_with_program_id(
                self.recipient.address(),
                self.mint.address(),
                self.token_program.address(),
            );
            require!(*self.destination.address() == expected, GovernanceError::WrongDestination);
            if self.destination.account().owned_by(&System::id()) {
                self.open_destination()?;
            }
            require!(
                self.destination_owner()? == *self.recipient.address(),
                GovernanceError::WrongDestination
            );
        }
        let bump = [self.platform.treasury_bump];
        let platform = self.platform.address();
        let seeds = [CpiSeed::from(TREASURY_SEED), CpiSeed::from(platform.as_ref()), CpiSeed::from(&bump)];
        TransferChecked {
            from: self.source.account(),
            mint: self.mint.account(),
            to: self.destination.account(),
            authority: self.treasury.account(),
            amount,
            decimals,
            token_program: self.token_program.address(),
        }
        .invoke_signed(&[CpiSigner::from(&seeds)])
    }

    /// Who owns the destination, a token account of the mint that can receive.
    fn destination_owner(&self) -> Result<Address> {
        let view = self.destination.account();
        require!(view.owned_by(self.token_program.address()), GovernanceError::WrongDestination);
        let facts = token_facts::account(&view.try_borrow()?).ok_or(GovernanceError::WrongDestination)?;
        require!(facts.mint == *self.mint.address().as_array(), GovernanceError::WrongDestination);
        Ok(Address::new_from_array(facts.owner))
    }

    fn open_destination(&mut self) -> Result<()> {
        let bump = [self.platform.treasury_bump];
        let seeds: &[&[u8]] = &[TREASURY_SEED, self.platform.address().as_ref(), &bump];
        let accounts = associated_token::Create {
            payer: self.treasury.cpi_handle_mut(),
            associated_token: self.destination.cpi_handle_mut(),
            authority: self.recipient.cpi_handle(),
            mint: self.mint.cpi_handle(),
            system_program: self.system_program.cpi_handle(),
            token_program: self.token_program.cpi_handle(),
        };
        let program = self.associated_token_program.address();
        associated_token::create(CpiContext::new_with_signer(program, accounts, &[seeds]))
    }
}

/// Base units in a token account of either token program, after checking that it is the treasury's and of the mint.
///
/// # Errors
/// `WrongSource`.
pub fn token_balance(platform: &Platform, account: &AccountView, mint: &Address) -> Result<u64> {
    let programs = [anchor_spl::token::ID, anchor_spl::token_2022::ID];
    let program =
        programs.iter().find(|program| account.owned_by(program)).ok_or(GovernanceError::WrongSource)?;
    treasury_tokens(platform, account, mint, program)
}

/// Base units in a token account, after checking that it is the treasury's and of the mint.
///
/// # Errors
/// `WrongSource`.
pub fn treasury_tokens(
    platform: &Platform,
    account: &AccountView,
    mint: &Address,
    token_program: &Address,
) -> Result<u64> {
    require!(account.owned_by(token_program), GovernanceError::WrongSource);
    let data = account.try_borrow()?;
    let facts = token_facts::account(&data).ok_or(GovernanceError::WrongSource)?;
    let is_ours = facts.mint == *mint.as_array() && facts.owner == *platform.treasury.as_array();
    require!(is_ours, GovernanceError::WrongSource);
    let amount = data.get(TOKEN_AMOUNT_AT..).and_then(|rest| rest.first_chunk());
    Ok(u64::from_le_bytes(*amount.ok_or(GovernanceError::WrongSource)?))
}
