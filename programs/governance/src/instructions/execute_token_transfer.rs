//! Execute the next action of a proposal that passed, where it is a transfer of tokens: anyone may.

use anchor_lang::prelude::*;
use anchor_spl::{associated_token::AssociatedToken, token_interface::TokenInterface};
use makerstake_domain::action::{Action, Asset, Kind, Transfer};
use makerstake_equity::Pool;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::ActionExecuted,
    state::{
        proposal::{action_at, ProposalAccount},
        Platform, Track,
    },
    treasury::TokenPayment,
};

#[derive(Accounts)]
pub struct ExecuteTokenTransfer {
    #[account(address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
    pub platform: Account<Platform>,
    #[account(
        mut,
        constraint = track.platform == *platform.address() @ GovernanceError::WrongPlatform,
        constraint = track.id == proposal.track @ GovernanceError::WrongTrack
    )]
    pub track: Account<Track>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    #[account(mut, address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    /// The mint that was voted on.
    pub mint: UncheckedAccount,
    /// A token account of the treasury; the payment checks whose it is.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// The wallet or token account that was voted on.
    pub recipient: UncheckedAccount,
    /// The wallet's associated token account, created if missing, or the recipient itself; the payment checks which.
    #[account(mut, unsafe(dup))]
    pub destination: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
    pub associated_token_program: Program<AssociatedToken>,
    pub system_program: Program<System>,
}

impl ExecuteTokenTransfer {
    /// Pays. `brought` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongMint`, `WrongRecipient`, `WrongSource`,
    /// `WrongDestination`, `RecipientRefused`, `AboveActionLimit`, `AboveEpochLimit`, `InsufficientTreasury`.
    pub fn run(&mut self, brought: &[u8]) -> Result<()> {
        let now = now()?;
        let index = self.proposal.advance(brought, now)?;
        let amount = match action_at(&self.proposal, index, brought)? {
            Action::Transfer(Transfer { asset: Asset::Token(mint), to, amount }) => {
                require!(*mint == *self.mint.address().as_array(), GovernanceError::WrongMint);
                require!(*to == *self.recipient.address().as_array(), GovernanceError::WrongRecipient);
                amount
            }
            _ => return Err(GovernanceError::WrongAction.into()),
        };
        let mut payment = TokenPayment {
            platform: &self.platform,
            treasury: &mut self.treasury,
            mint: &self.mint,
            source: &mut self.source,
            recipient: &self.recipient,
            destination: &mut self.destination,
            token_program: &self.token_program,
            associated_token_program: &self.associated_token_program,
            system_program: &self.system_program,
        };
        let balance = payment.balance()?;
        require!(amount <= balance, GovernanceError::InsufficientTreasury);
        self.track.spend(amount, balance, self.pool.power_epoch(now)?)?;
        payment.pay(amount)?;
        emit!(ActionExecuted { proposal: *self.proposal.address(), index, kind: Kind::Transfer as u8 });
        Ok(())
    }
}
