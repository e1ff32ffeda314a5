//! Execute the next action of a proposal that passed, where it replaces a program's code by that of a buffer: anyone may.
//! The treasury is the authority of both.

use anchor_lang::{
    cpi::{InstructionAccount, InstructionView},
    prelude::*,
};
use makerstake_common::log::log;
use makerstake_core::action::{code::LOADER_UPGRADE, Action, Kind};

use super::accounts::log_execution;
use crate::{
    clock::now,
    code::{self, UpgradeableLoader},
    errors::GovernanceError,
    events::ProgramUpgraded,
    state::{
        proposal::{action_at, ProposalAccount},
        Platform,
    },
    treasury::call,
};

#[derive(Accounts)]
pub struct ExecuteUpgrade {
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    /// The upgrade authority.
    #[account(address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    /// The account of the program's code; its address is in the program's account.
    #[account(mut)]
    pub program_data: UncheckedAccount,
    /// The program that was voted on.
    #[account(mut)]
    pub program: UncheckedAccount,
    /// The buffer that was voted on.
    #[account(mut)]
    pub buffer: UncheckedAccount,
    /// Gets the buffer's rent, as voted; may be the treasury.
    #[account(mut, unsafe(dup))]
    pub spill: UncheckedAccount,
    /// The loader checks which.
    pub rent: UncheckedAccount,
    /// The loader checks which.
    pub clock: UncheckedAccount,
    pub loader: Program<UpgradeableLoader>,
}

impl ExecuteUpgrade {
    /// Replaces the code. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`, `SlotNotPast`, `ProgramHashMismatch`,
    /// `NotUpgradeAuthority`, `BufferHashMismatch`; the loader's.
    pub fn run(&mut self, payload: &[u8]) -> Result<()> {
        let index = self.proposal.advance(payload, now()?)?;
        let Action::Upgrade(upgrade) = action_at(&self.proposal, index, payload)? else {
            return Err(GovernanceError::WrongAction.into());
        };
        let is_voted = *upgrade.program == *self.program.address().as_array()
            && *upgrade.buffer == *self.buffer.address().as_array()
            && *upgrade.spill == *self.spill.address().as_array();
        require!(is_voted, GovernanceError::WrongTarget);
        let (data, buffer) = (self.program_data.account(), self.buffer.account());
        code::check_past(&upgrade.pin, self.proposal.pinned_before)?;
        code::check(&upgrade.pin, self.program.account(), Some(data))?;
        code::check_buffer(self.treasury.address(), data, buffer, upgrade.code_hash)?;
        let (program, code_hash) = (*self.program.address(), *upgrade.code_hash);
        let views = [
            *data,
            *self.program.account(),
            *buffer,
            *self.spill.account(),
            *self.rent.account(),
            *self.clock.account(),
            *self.treasury.account(),
        ];
        let [data, target, buffer, spill, rent, clock, authority] = &views;
        let accounts = [
            InstructionAccount::writable(data.address()),
            InstructionAccount::writable(target.address()),
            InstructionAccount::writable(buffer.address()),
            InstructionAccount::writable(spill.address()),
            InstructionAccount::readonly(rent.address()),
            InstructionAccount::readonly(clock.address()),
            InstructionAccount::readonly_signer(authority.address()),
        ];
        let upgrade =
            InstructionView { program_id: &code::LOADER, accounts: &accounts, data: &LOADER_UPGRADE };
        call(&self.platform, &upgrade, &views)?;
        log(&ProgramUpgraded { proposal: *self.proposal.address(), program, code_hash });
        log_execution(self.proposal.address(), index, Kind::Upgrade);
        Ok(())
    }
}
