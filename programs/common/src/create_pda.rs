//! Opening accounts at derived addresses. Anchor's `init` does the same by a copy of the code in every instruction, and a
//! deposit on top of the rent takes another call.

use anchor_lang::{
    cpi::{find_and_verify_program_address, rent_exempt_lamports, CpiSeed, CpiSigner},
    prelude::*,
};
use core::array::from_fn;

use bytemuck::{bytes_of, try_from_bytes_mut, Pod};
use pinocchio_system::instructions::{Allocate, Assign, CreateAccount, Transfer};

/// Most seeds of an address or of a payer, the bump included.
const MAX_SEEDS: usize = 5;

/// An account about to be opened.
pub struct CreatePda<'a> {
    /// Pays.
    pub payer: &'a AccountView,
    /// What the payer's address is derived from, bump included; empty if it has signed.
    pub payer_seeds: &'a [&'a [u8]],
    /// The account.
    pub account: &'a AccountView,
    /// What its address is derived from.
    pub seeds: &'a [&'a [u8]],
    /// The program whose account it becomes.
    pub program: &'a Address,
    /// Bytes of data.
    pub space: usize,
    /// Lamports on top of the rent.
    pub deposit: u64,
}

impl CreatePda<'_> {
    /// Derives the address, which must be the account's, and creates the account. Returns the bump.
    ///
    /// Compiled with the program that calls it: as code of this crate alone it would cost each call 65 units more.
    ///
    /// # Errors
    /// `ConstraintSeeds` for another address; the system program's error 0 if the account exists.
    #[inline]
    pub fn open(&self) -> Result<u8> {
        let bump = bump(self.account, self.seeds, self.program)?;
        let (bump_seed, count) = ([bump], self.seeds.len());
        let own: [_; MAX_SEEDS] = from_fn(|at| CpiSeed::from(*self.seeds.get(at).unwrap_or(&&bump_seed[..])));
        let payers: [_; MAX_SEEDS] =
            from_fn(|at| CpiSeed::from(self.payer_seeds.get(at).copied().unwrap_or_default()));
        let (Some(own), Some(payers)) = (own.get(..=count), payers.get(..self.payer_seeds.len())) else {
            return Err(ProgramError::MaxSeedLengthExceeded);
        };
        let signers = [CpiSigner::from(own), CpiSigner::from(payers)];
        let [own, _] = &signers;
        let signers = if payers.is_empty() { core::slice::from_ref(own) } else { &signers[..] };
        self.create(signers)?;
        Ok(bump)
    }

    #[inline]
    fn create(&self, signers: &[CpiSigner<'_, '_>]) -> Result<()> {
        let Self { payer: from, account, program: owner, .. } = *self;
        let (rent, space, found) = (rent_exempt_lamports(self.space)?, self.space as u64, account.lamports());
        if found == 0 {
            let lamports = rent.checked_add(self.deposit).ok_or(ProgramError::ArithmeticOverflow)?;
            return CreateAccount { from, to: account, lamports, space, owner }.invoke_signed(signers);
        }
        // Somebody has sent lamports there before: they count towards the rent, never towards the deposit.
        let missing = rent.saturating_sub(found);
        let lamports = missing.checked_add(self.deposit).ok_or(ProgramError::ArithmeticOverflow)?;
        if lamports > 0 {
            Transfer { from, to: account, lamports }.invoke_signed(signers)?;
        }
        Allocate { account, space }.invoke_signed(signers)?;
        Assign { account, owner }.invoke_signed(signers)
    }
}

/// The bump of an account whose address is derived from these seeds.
///
/// # Errors
/// `ConstraintSeeds` for another address.
#[inline(never)]
pub fn bump(account: &AccountView, seeds: &[&[u8]], program: &Address) -> Result<u8> {
    find_and_verify_program_address(seeds, program, account.address())
        .map_err(|_| ErrorCode::ConstraintSeeds.into())
}

/// Writes the whole of an account that was just opened.
///
/// # Errors
/// `AccountDataTooSmall`.
pub fn write<T: Pod + Discriminator>(account: &AccountView, value: &T) -> Result<()> {
    put(account, T::DISCRIMINATOR, &[bytes_of(value)])
}

/// Writes an account that was just opened: discriminator, then the parts one after another.
///
/// # Errors
/// `AccountDataTooSmall`.
#[inline(never)]
pub fn put(account: &AccountView, discriminator: &[u8], parts: &[&[u8]]) -> Result<()> {
    let mut view = *account;
    let mut data = view.try_borrow_mut()?;
    let mut rest = &mut data[..];
    for part in [discriminator].iter().chain(parts) {
        let (here, behind) =
            rest.split_at_mut_checked(part.len()).ok_or(ProgramError::AccountDataTooSmall)?;
        here.copy_from_slice(part);
        rest = behind;
    }
    Ok(())
}

/// The fields of an account of this program, in its borrowed data.
///
/// # Errors
/// `IllegalOwner`, `InvalidAccountData` for another kind of account, `AccountDataTooSmall`.
pub fn fields<'a, T: Pod + Discriminator + Owner>(
    account: &AccountView,
    data: &'a mut [u8],
) -> Result<&'a mut T> {
    require!(account.owned_by(&T::OWNER), ProgramError::IllegalOwner);
    let (discriminator, rest) =
        data.split_at_mut_checked(T::DISCRIMINATOR.len()).ok_or(ProgramError::AccountDataTooSmall)?;
    require!(*discriminator == *T::DISCRIMINATOR, ProgramError::InvalidAccountData);
    let fields = rest.get_mut(..size_of::<T>()).ok_or(ProgramError::AccountDataTooSmall)?;
    try_from_bytes_mut(fields).map_err(|_| ProgramError::InvalidAccountData)
}
