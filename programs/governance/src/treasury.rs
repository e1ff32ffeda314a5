//! Money leaving the treasury. Only execution and draws come here (INVARIANT 14), after they changed what they change.

use anchor_lang::{
    cpi::{rent_exempt_lamports, CpiSeed, CpiSigner, InstructionAccount, InstructionView},
    prelude::*,
};
use anchor_spl::{associated_token, token_2022_cpi::instructions::TransferChecked};
use makerstake_common::{create_pda::bump, token_state};
use makerstake_equity::pool_cpi::PoolCpi;
use pinocchio::cpi::{invoke_signed, invoke_signed_with_slice};
use pinocchio_system::instructions::Transfer;

use crate::{errors::GovernanceError, instructions::TokenTransfer, recipient, state::Platform};

/// First seed of the treasury's address; the second is the platform.
pub const TREASURY_SEED: &[u8] = b"treasury";
/// The associated token program's `create`.
const CREATE: u8 = 0;
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

/// The treasury's signature: what its address is derived from.
pub struct Signature {
    platform: Address,
    bump: [u8; 1],
}

impl Signature {
    /// That of a platform's treasury.
    pub fn of(platform: &Account<Platform>) -> Self {
        Self { platform: *platform.address(), bump: [platform.treasury_bump] }
    }

    /// The seeds that sign.
    pub fn seeds(&self) -> [CpiSeed<'_>; 3] {
        [CpiSeed::from(TREASURY_SEED), CpiSeed::from(self.platform.as_ref()), CpiSeed::from(&self.bump)]
    }

    /// Calls equity as the authority of the pool.
    ///
    /// # Errors
    /// Those of the call.
    pub fn call_equity(
        &self,
        pool: &AccountView,
        treasury: &AccountView,
        call: impl FnOnce(&PoolCpi<'_>) -> Result<()>,
    ) -> Result<()> {
        let seeds = self.seeds();
        call(&PoolCpi { pool, authority: treasury, signers: &[CpiSigner::from(&seeds)] })
    }
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
    let signature = Signature::of(platform);
    Transfer { from: treasury.account(), to: to.account(), lamports: amount }
        .invoke_signed(&[CpiSigner::from(&signature.seeds())])
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
    invoke_signed_with_slice(call, views, &[CpiSigner::from(&Signature::of(platform).seeds())])
}

/// A payment in tokens.
pub struct TokenPayment<'a> {
    /// The platform that pays.
    pub platform: &'a Account<Platform>,
    /// Its treasury: owns the source.
    pub treasury: &'a SystemAccount,
    /// The other accounts.
    pub token_transfer: &'a TokenTransfer,
    /// Whether [`Self::is_refused`] was asked, which derives a wallet's destination: doing so twice would cost twice.
    pub is_checked: bool,
}

impl TokenPayment<'_> {
    /// Base units in the source, after checking that it is the treasury's and of the mint.
    ///
    /// # Errors
    /// `WrongMint`, `WrongSource`.
    pub fn balance(&self) -> Result<u64> {
        let TokenTransfer { mint, source, token_program, .. } = self.token_transfer;
        require!(mint.account().owned_by(token_program.address()), GovernanceError::WrongMint);
        treasury_tokens(self.platform, source.account(), mint.address(), token_program.address())
    }

    /// Whether what was voted on refuses it. Accounts that an executor chose are no reason: they are errors.
    ///
    /// # Errors
    /// `WrongMint`, `WrongDestination`.
    pub fn is_refused(&self) -> Result<bool> {
        let TokenTransfer { mint, source, recipient, destination, token_program, .. } = self.token_transfer;
        if recipient::refuses_payments(mint.account())? {
            return Ok(true);
        }
        require!(mint.account().owned_by(token_program.address()), GovernanceError::WrongMint);
        if recipient::is_frozen_source(self.platform, source.account(), mint.account())? {
            return Ok(true);
        }
        if recipient.account().owned_by(token_program.address()) {
            return recipient::refuses_tokens(self.platform, recipient.account(), mint.address(), None);
        }
        let is_wallet = recipient.account().owned_by(&System::id());
        if !is_wallet || *recipient.address() == self.platform.treasury {
            return Ok(true);
        }
        self.check_destination()?;
        if destination.account().owned_by(&System::id()) {
            return recipient::opens_frozen(mint.account());
        }
        let owner = Some(recipient.address());
        recipient::refuses_tokens(self.platform, destination.account(), mint.address(), owner)
    }

    /// That the destination is the wallet's associated account.
    fn check_destination(&self) -> Result<()> {
        let TokenTransfer { mint, recipient, destination, token_program, .. } = self.token_transfer;
        let seeds = [recipient.address().as_ref(), token_program.address().as_ref(), mint.address().as_ref()];
        bump(destination.account(), &seeds, &associated_token::ID)
            .map_err(|_| GovernanceError::WrongDestination)?;
        Ok(())
    }

    /// Pays. The destination must be there.
    ///
    /// # Errors
    /// `WrongMint`, `RecipientRefused`, `WrongDestination`; the token program's.
    pub fn pay(&self, amount: u64) -> Result<()> {
        let TokenTransfer { mint, source, recipient, destination, token_program, .. } = self.token_transfer;
        let decimals = {
            let data = mint.account().try_borrow()?;
            token_state::mint(&data, mint.address().as_array()).ok_or(GovernanceError::WrongMint)?.decimals
        };
        if recipient.account().owned_by(token_program.address()) {
            // A token account; a mint, or an account of another mint, is refused.
            require!(destination.address() == recipient.address(), GovernanceError::WrongDestination);
            let owner = self.destination_owner().map_err(|_| GovernanceError::RecipientRefused)?;
            require!(owner != self.platform.treasury, GovernanceError::RecipientRefused);
        } else {
            check_wallet(self.platform, recipient)?;
            if !self.is_checked {
                self.check_destination()?;
            }
            require!(self.destination_owner()? == *recipient.address(), GovernanceError::WrongDestination);
        }
        TransferChecked {
            from: source.account(),
            mint: mint.account(),
            to: destination.account(),
            authority: self.treasury.account(),
            amount,
            decimals,
            token_program: token_program.address(),
        }
        .invoke_signed(&[CpiSigner::from(&Signature::of(self.platform).seeds())])
    }

    /// Who owns the destination, a token account of the mint that can receive.
    fn destination_owner(&self) -> Result<Address> {
        let TokenTransfer { mint, destination, token_program, .. } = self.token_transfer;
        let view = destination.account();
        require!(view.owned_by(token_program.address()), GovernanceError::WrongDestination);
        let facts = token_state::account(&view.try_borrow()?).ok_or(GovernanceError::WrongDestination)?;
        require!(facts.mint == *mint.address().as_array(), GovernanceError::WrongDestination);
        Ok(Address::new_from_array(facts.owner))
    }

    /// Opens a wallet's destination where it is missing, and returns the rent that the treasury paid. Only what a vote pays comes
    /// here: a draw, which anyone repeats whenever the team has closed its account to itself, would spend what nobody voted on
    /// (INVARIANT 14).
    ///
    /// # Errors
    /// The associated token program's.
    pub fn open_destination(&self) -> Result<u64> {
        let TokenTransfer { mint, recipient, destination, token_program, system_program, .. } =
            self.token_transfer;
        if recipient.account().owned_by(token_program.address())
            || !destination.account().owned_by(&System::id())
        {
            return Ok(0);
        }
        let before = self.treasury.account().lamports();
        let views = [
            self.treasury.account(),
            destination.account(),
            recipient.account(),
            mint.account(),
            system_program.account(),
            token_program.account(),
        ];
        let accounts = [
            InstructionAccount::writable_signer(self.treasury.address()),
            InstructionAccount::writable(destination.address()),
            InstructionAccount::readonly(recipient.address()),
            InstructionAccount::readonly(mint.address()),
            InstructionAccount::readonly(system_program.address()),
            InstructionAccount::readonly(token_program.address()),
        ];
        let instruction =
            InstructionView { program_id: &associated_token::ID, accounts: &accounts, data: &[CREATE] };
        invoke_signed(&instruction, &views, &[CpiSigner::from(&Signature::of(self.platform).seeds())])?;
        Ok(before.saturating_sub(self.treasury.account().lamports()))
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
    let facts = token_state::account(&data).ok_or(GovernanceError::WrongSource)?;
    let is_ours = facts.mint == *mint.as_array() && facts.owner == *platform.treasury.as_array();
    require!(is_ours, GovernanceError::WrongSource);
    let amount = data.get(TOKEN_AMOUNT_AT..).and_then(|rest| rest.first_chunk());
    Ok(u64::from_le_bytes(*amount.ok_or(GovernanceError::WrongSource)?))
}
