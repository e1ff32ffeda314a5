//! Whether what was voted on can be paid at all. Only facts of the voted accounts count, never what an executor brings: a
//! recipient that refuses is skipped, so that nobody holds up those behind it (INVARIANT 24).

use anchor_lang::{cpi::rent_exempt_lamports, prelude::*};
use anchor_spl::{associated_token, token, token_2022};
use makerstake_common::{create_pda::bump, token_state};

use crate::state::Platform;

/// Where the extensions of a mint or a token account begin: behind the longest of both and a byte that tells them apart.
const EXTENSIONS_AT: usize = 166;
/// A mint whose new accounts are frozen, or not.
const DEFAULT_STATE: u16 = 6;
/// A token account that wants a memo with each payment, or not.
const MEMO: u16 = 8;
/// A mint whose tokens stay where they are.
const NON_TRANSFERABLE: u16 = 9;
/// A mint whose payments call another program.
const HOOK: u16 = 14;
/// A mint whose payments can be paused.
const PAUSABLE: u16 = 26;
/// The state of a frozen account.
const FROZEN: u8 = 2;

/// Whether a wallet cannot take this many lamports: it is none, or the payment would leave it without the rent of an account,
/// which is `rent` for one without data.
///
/// # Errors
/// The runtime's, when it has no rent.
pub fn refuses_lamports(
    platform: &Platform,
    recipient: &AccountView,
    (amount, rent): (u64, u64),
) -> Result<bool> {
    // What the system program owns is never executable; it may be an account for a nonce, which has data.
    if !recipient.owned_by(&System::id()) || *recipient.address() == platform.treasury {
        return Ok(true);
    }
    let rent = if recipient.data_len() == 0 { rent } else { rent_exempt_lamports(recipient.data_len())? };
    Ok(recipient.lamports().saturating_add(amount) < rent)
}

/// Whether tokens of this mint cannot be paid to anybody: it is closed, paused, asks another program, or its tokens stay.
///
/// # Errors
/// Where the account is borrowed.
pub fn refuses_payments(mint: &AccountView) -> Result<bool> {
    if mint.owned_by(&token::ID) {
        return Ok(false);
    }
    if !mint.owned_by(&token_2022::ID) {
        return Ok(true);
    }
    let data = mint.try_borrow()?;
    // The hook is the second of two keys, and zeros where there is none.
    let has_hook = extension(&data, HOOK).and_then(|hook| hook.get(32..64)).is_some_and(|key| key != [0; 32]);
    let is_paused = extension(&data, PAUSABLE).is_some_and(|pause| pause.get(32) == Some(&1));
    Ok(has_hook || is_paused || extension(&data, NON_TRANSFERABLE).is_some())
}

/// Whether a token account cannot take tokens of this mint for `owner`, where one is named: it is frozen, of another mint or
/// owner, the treasury's own, or asks for a memo.
///
/// # Errors
/// Where the account is borrowed.
pub fn refuses_tokens(
    platform: &Platform,
    account: &AccountView,
    mint: &Address,
    owner: Option<&Address>,
) -> Result<bool> {
    let data = account.try_borrow()?;
    // `None` for what is frozen, too.
    let Some(facts) = token_state::account(&data) else { return Ok(true) };
    let is_owners = owner.is_none_or(|owner| facts.owner == *owner.as_array());
    let is_fit = facts.mint == *mint.as_array() && is_owners && facts.owner != *platform.treasury.as_array();
    Ok(!is_fit || extension(&data, MEMO).is_some_and(|memo| memo.first() == Some(&1)))
}

/// Whether an account of this mint that is opened now would be frozen.
///
/// # Errors
/// Where the account is borrowed.
pub fn opens_frozen(mint: &AccountView) -> Result<bool> {
    Ok(extension(&mint.try_borrow()?, DEFAULT_STATE).is_some_and(|state| state.first() == Some(&FROZEN)))
}

/// Whether this is the treasury's associated account of the mint, and frozen: the issuer of a token holds up nobody who is
/// paid in another.
///
/// # Errors
/// Where the account is borrowed.
pub fn is_frozen_source(platform: &Platform, source: &AccountView, mint: &AccountView) -> Result<bool> {
    let is_frozen = source.owned_by(mint.owner()) && source.try_borrow()?.get(108) == Some(&FROZEN);
    let seeds = [platform.treasury.as_ref(), mint.owner().as_ref(), mint.address().as_ref()];
    Ok(is_frozen && bump(source, &seeds, &associated_token::ID).is_ok())
}

/// The bytes of an extension of a mint or token account; `None` if it has none of this kind.
fn extension(data: &[u8], wanted: u16) -> Option<&[u8]> {
    let mut rest = data.get(EXTENSIONS_AT..)?;
    loop {
        let (kind, after) = rest.split_first_chunk::<2>()?;
        let (length, after) = after.split_first_chunk::<2>()?;
        let (value, next) = after.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
        match u16::from_le_bytes(*kind) {
            // Type 0 ends the list, for the token program too.
            0 => return None,
            kind if kind == wanted => return Some(value),
            _ => rest = next,
        }
    }
}
