//! Execute the next action of a proposal that passed, where it calls any program: anyone may. The call is the one that was
//! voted on to the byte, and the treasury signs where the vote says so. The cursor has moved before, so whatever the callee
//! does comes after the decision is used up (INVARIANT 12).

use anchor_lang::{
    cpi::{InstructionAccount, InstructionView},
    prelude::*,
};
use makerstake_common::log::log;
use makerstake_core::action::{Action, Kind, Metas};

use super::accounts::log_execution;
use crate::{
    clock::now,
    code,
    errors::GovernanceError,
    events::ProgramInvoked,
    state::{
        proposal::{action_at, ProposalAccount},
        Platform,
    },
    treasury::call,
};

#[derive(Accounts)]
pub struct ExecuteInvoke {
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    /// Signs where it was voted to. It may be writable among the accounts of the call.
    #[account(address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    /// The program that was voted on.
    pub program: UncheckedAccount,
    /// The account of its code, if the upgradeable loader has one for it.
    pub program_data: Option<UncheckedAccount>,
}

impl ExecuteInvoke {
    /// Calls. `payload` is empty for a proposal with inline actions; `views` are the accounts of the call.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`, `SelfTarget`, `SlotNotPast`, `ProgramHashMismatch`,
    /// `AccountsMismatch`, `FlagMissing`, `GovernanceWritable`, `TreasuryTaken`; the callee's.
    pub fn run(&mut self, payload: &[u8], views: &[AccountView]) -> Result<()> {
        let index = self.proposal.advance(payload, now()?)?;
        let Action::Invoke(invoke) = action_at(&self.proposal, index, payload)? else {
            return Err(GovernanceError::WrongAction.into());
        };
        let program = *self.program.address();
        require!(*invoke.program == *program.as_array(), GovernanceError::WrongTarget);
        require!(program != crate::ID, GovernanceError::SelfTarget);
        let data = self.program_data.as_ref().map(|data| data.account());
        code::check_past(&invoke.pin, self.proposal.pinned_before)?;
        code::check(&invoke.pin, self.program.account(), data)?;
        let accounts = self.accounts(&invoke.accounts, views)?;
        let instruction = InstructionView { program_id: &program, accounts: &accounts, data: invoke.data };
        call(&self.platform, &instruction, views)?;
        // It lives on as what signs for everything else; the system program alone keeps it so.
        let treasury = self.treasury.account();
        let is_wallet = treasury.owned_by(&System::id()) && treasury.data_len() == 0;
        require!(is_wallet, GovernanceError::TreasuryTaken);
        log(&ProgramInvoked { proposal: *self.proposal.address(), program });
        log_execution(self.proposal.address(), index, Kind::Invoke);
        Ok(())
    }

    /// The accounts as voted, after comparing them with those that were given: as many, in that order. The callee gets the
    /// flags of the vote, whatever the transaction gives besides.
    fn accounts<'a>(
        &self,
        voted: &Metas<'_>,
        views: &'a [AccountView],
    ) -> Result<Vec<InstructionAccount<'a>>> {
        require!(voted.len() == views.len(), GovernanceError::AccountsMismatch);
        let mut accounts = Vec::with_capacity(views.len());
        for (meta, view) in voted.iter().zip(views) {
            let key = view.address();
            require!(*meta.key == *key.as_array(), GovernanceError::AccountsMismatch);
            let signs = view.is_signer() || *key == self.platform.treasury;
            let has_flags = (signs || !meta.is_signer) && (view.is_writable() || !meta.is_writable);
            require!(has_flags, GovernanceError::FlagMissing);
            let is_ours = meta.is_writable && view.owned_by(&crate::ID);
            require!(!is_ours, GovernanceError::GovernanceWritable);
            accounts.push(InstructionAccount::new(key, meta.is_writable, meta.is_signer));
        }
        Ok(accounts)
    }
}
