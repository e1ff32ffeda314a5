//! Accounts with which several instructions begin, in the same order. What they are to one another is checked here, by
//! code that exists once and not for every instruction.
//!
//! An account that an instruction opens itself is unchecked here: `CreatePda` derives its address, once for all kinds. Its
//! seeds stand beside it for the IDL alone (feature `idl-build`), so that clients can derive it too.

use anchor_lang::prelude::*;
use anchor_spl::{associated_token::AssociatedToken, token_interface::TokenInterface};
use makerstake_common::{
    create_pda::{self, CreatePda},
    log_event,
};
use makerstake_core::action::{Action, Asset, Kind, Transfer};
use makerstake_equity::Pool;

use crate::{
    errors::GovernanceError,
    events::{ActionExecuted, ActionSkipped},
    state::{
        proposal::{action_at, ProposalAccount},
        Budget, Platform, Track,
    },
    treasury::TREASURY_SEED,
};

/// A proposal, and the platform on which it holds a ballot slot.
#[derive(Accounts)]
pub struct ProposalAccounts {
    #[account(mut)]
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
}

/// What is done to a pool in the treasury's name, because a proposal says so.
#[derive(Accounts)]
pub struct PoolAuthority {
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    /// Signs for the pool.
    #[account(address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    /// The pool: its address suffices, equity reads and writes it.
    #[account(mut, address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: UncheckedAccount,
}

/// What a proposal spends, in the limits of its track, which the platform's meters hold. Whoever is paid may be any of these
/// accounts, which is skipped: so they may stand twice among the accounts, and nothing is paid then.
#[derive(Accounts)]
pub struct Spending {
    #[account(address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
    #[account(mut, unsafe(dup))]
    pub platform: Account<Platform>,
    #[account(
        constraint = track.platform == *platform.address() @ GovernanceError::WrongPlatform,
        constraint = track.id == proposal.track @ GovernanceError::WrongTrack
    )]
    pub track: Account<Track>,
    #[account(
        mut, unsafe(dup),
        constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform
    )]
    pub proposal: ProposalAccount,
    /// Pays.
    #[account(mut, unsafe(dup), address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
}

/// A budget and the treasury that pays it.
#[derive(Accounts)]
pub struct Funds {
    pub platform: Account<Platform>,
    #[account(mut, constraint = budget.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub budget: Account<Budget>,
    /// Pays the budget, and gets its rent back.
    #[account(mut, address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
}

/// The accounts of a payment in tokens.
#[derive(Accounts)]
pub struct TokenTransfer {
    /// The mint that was voted on.
    pub mint: UncheckedAccount,
    /// A token account of the treasury; the payment checks whose it is. It may be what was voted on to be paid, which is skipped.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// The wallet or token account that was voted on.
    pub recipient: UncheckedAccount,
    /// The wallet's associated token account, or the recipient itself; the payment checks which.
    #[account(mut, unsafe(dup))]
    pub destination: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
    pub associated_token_program: Program<AssociatedToken>,
    pub system_program: Program<System>,
}

impl TokenTransfer {
    /// That it leads from the voted mint to the voted recipient.
    ///
    /// # Errors
    /// `WrongMint`, `WrongRecipient`.
    pub fn check(&self, mint: &Address, recipient: &Address) -> Result<()> {
        require!(self.mint.address() == mint, GovernanceError::WrongMint);
        require!(self.recipient.address() == recipient, GovernanceError::WrongRecipient);
        Ok(())
    }
}

/// Opens an account of this program at an address of the platform, empty but for its kind; the treasury pays. Returns the
/// bump.
///
/// # Errors
/// `ConstraintSeeds`; the system program's error 0 if the account exists.
#[inline(never)]
pub fn open_for_treasury(
    platform: &Account<Platform>,
    treasury: &SystemAccount,
    account: &AccountView,
    (kind, id): (&[u8], &[u8]),
    (discriminator, space): (&[u8], usize),
) -> Result<u8> {
    let bump = CreatePda {
        payer: treasury.account(),
        payer_seeds: &[TREASURY_SEED, platform.address().as_ref(), &[platform.treasury_bump]],
        account,
        seeds: &[kind, platform.address().as_ref(), id],
        program: &crate::ID,
        space,
        deposit: 0,
    }
    .open()?;
    create_pda::put(account, discriminator, &[])?;
    Ok(bump)
}

/// Moves a proposal's cursor over its next action and reads that action. Returns its index too.
///
/// # Errors
/// Those of a proposal that is not executable now, of the payload, and of the action.
pub fn next_action<'a>(
    proposal: &'a mut ProposalAccount,
    payload: &'a [u8],
    now: i64,
) -> Result<(u8, Action<'a>)> {
    let index = proposal.advance(payload, now)?;
    Ok((index, action_at(proposal, index, payload)?))
}

/// A payment that is due now.
#[derive(Clone, Copy)]
pub struct DuePayment {
    /// Which action of the proposal it is.
    pub index: u8,
    /// Lamports or base units.
    pub amount: u64,
}

/// Moves a proposal's cursor over its next action, where that is a payment in `mint` (none: lamports) to `recipient`; or takes
/// one up again that was skipped.
///
/// # Errors
/// Those of [`next_action`]; `WrongAction`, `WrongMint`, `WrongRecipient`.
pub fn next_payment(
    proposal: &mut ProposalAccount,
    (mint, recipient): (Option<&Address>, &Address),
    payload: &[u8],
    now: i64,
) -> Result<DuePayment> {
    proposal.check_executable(now)?;
    if let Some(due) = skipped_payment(proposal, mint, recipient)? {
        require!(payload.is_empty(), GovernanceError::UnexpectedPayload);
        proposal.retry(due.index);
        return Ok(due);
    }
    let (index, action) = next_action(proposal, payload, now)?;
    Ok(DuePayment { index, amount: amount_of(&action, mint, recipient)? })
}

/// The first payment to this recipient among what was skipped, where the next action is not one.
fn skipped_payment(
    proposal: &ProposalAccount,
    mint: Option<&Address>,
    recipient: &Address,
) -> Result<Option<DuePayment>> {
    let at = |index: u8| amount_of(&action_at(proposal, index, &[])?, mint, recipient);
    if proposal.skipped == 0 || proposal.cursor < proposal.actions && at(proposal.cursor).is_ok() {
        return Ok(None);
    }
    let skipped = (0..proposal.actions).filter(|index| proposal.skipped >> index & 1 == 1);
    Ok(skipped.filter_map(|index| Some(DuePayment { index, amount: at(index).ok()? })).next())
}

/// What an action pays to this recipient in this mint.
fn amount_of(action: &Action<'_>, mint: Option<&Address>, recipient: &Address) -> Result<u64> {
    let Action::Transfer(Transfer { asset, to, amount }) = action else {
        return Err(GovernanceError::WrongAction.into());
    };
    match (asset, mint) {
        (Asset::Sol, None) => {}
        (Asset::Token(voted), Some(mint)) => {
            require!(**voted == *mint.as_array(), GovernanceError::WrongMint);
        }
        _ => return Err(GovernanceError::WrongAction.into()),
    }
    require!(**to == *recipient.as_array(), GovernanceError::WrongRecipient);
    Ok(*amount)
}

/// Notes that a payment was skipped because its recipient refuses, and logs it.
#[inline(never)]
pub fn skip(proposal: &mut ProposalAccount, index: u8) {
    proposal.skip(index);
    log_event!(ActionSkipped {
        platform: proposal.platform,
        proposal: *proposal.address(),
        index,
        kind: Kind::Transfer as u8,
    });
}

/// Logs that an action of a proposal is executed.
#[inline(never)]
pub fn log_execution(proposal: &Address, index: u8, kind: Kind) {
    log_event!(ActionExecuted { proposal: *proposal, index, kind: kind as u8 });
}
