//! Programs under the upgradeable loader, and the instructions that replace and call them.

use makerstake_client::{
    addresses::program_data,
    generated::governance::instructions as generated,
    loader::{Deployed, BUFFER_CODE_AT, LOADER, PROGRAM_DATA_CODE_AT},
};
use makerstake_core::action::{Invoke, Meta, Metas, Pin, Upgrade};
use solana_account::Account;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;
use solana_sdk_ids::{system_program, sysvar};

use super::PlatformFixture;
use crate::World;

/// A call with everything that it borrows elsewhere.
#[derive(Clone, Debug)]
pub struct Call {
    program: Pubkey,
    metas: Vec<u8>,
    data: Vec<u8>,
}

impl Call {
    /// The call that makes this instruction.
    pub fn of(instruction: &Instruction) -> Self {
        let meta = |meta: &AccountMeta| {
            let (is_writable, is_signer) = (meta.is_writable, meta.is_signer);
            Meta { key: meta.pubkey.as_array(), is_writable, is_signer }.bytes()
        };
        Self {
            program: instruction.program_id,
            metas: instruction.accounts.iter().flat_map(meta).collect(),
            data: instruction.data.clone(),
        }
    }

    /// The action.
    ///
    /// # Panics
    /// Never: the accounts were written by [`Self::of`].
    pub fn action<'a>(&'a self, pin: Pin<'a>) -> super::Action<'a> {
        let accounts = Metas::new(&self.metas).expect("accounts");
        super::Action::Invoke(Invoke { program: self.program.as_array(), pin, accounts, data: &self.data })
    }
}

/// `execute_invoke` of an instruction; the treasury does not sign outside.
pub fn execute_invoke(
    r: &PlatformFixture,
    proposal: &Pubkey,
    call: &Instruction,
    code: Option<Pubkey>,
) -> Instruction {
    let mut accounts = call.accounts.clone();
    accounts.iter_mut().filter(|meta| meta.pubkey == r.treasury).for_each(|meta| meta.is_signer = false);
    generated::ExecuteInvoke {
        platform: r.platform,
        proposal: *proposal,
        treasury: r.treasury,
        program: call.program_id,
        program_data: code,
    }
    .instruction_with_remaining_accounts(
        generated::ExecuteInvokeInstructionArgs { payload: Vec::new() },
        &accounts,
    )
}

/// `execute_upgrade`.
pub fn execute_upgrade(r: &PlatformFixture, proposal: &Pubkey, upgrade: &Upgrade<'_>) -> Instruction {
    let program = Pubkey::new_from_array(*upgrade.program);
    generated::ExecuteUpgrade {
        platform: r.platform,
        proposal: *proposal,
        treasury: r.treasury,
        program_data: program_data(&program),
        program,
        buffer: Pubkey::new_from_array(*upgrade.buffer),
        spill: Pubkey::new_from_array(*upgrade.spill),
        rent: sysvar::rent::ID,
        clock: sysvar::clock::ID,
        loader: LOADER,
    }
    .instruction(generated::ExecuteUpgradeInstructionArgs { payload: Vec::new() })
}

/// The loader's instructions that people send, by themselves.
pub mod loader {
    use super::*;

    /// Gives a program or a buffer to another authority.
    pub fn set_authority(account: &Pubkey, from: &Pubkey, to: &Pubkey) -> Instruction {
        let accounts = vec![
            AccountMeta::new(*account, false),
            AccountMeta::new_readonly(*from, true),
            AccountMeta::new_readonly(*to, false),
        ];
        Instruction { program_id: LOADER, accounts, data: 4_u32.to_le_bytes().to_vec() }
    }

    /// Replaces a program's code.
    pub fn upgrade(program: &Pubkey, buffer: &Pubkey, authority: &Pubkey) -> Instruction {
        let accounts = vec![
            AccountMeta::new(program_data(program), false),
            AccountMeta::new(*program, false),
            AccountMeta::new(*buffer, false),
            AccountMeta::new(*authority, false),
            AccountMeta::new_readonly(sysvar::rent::ID, false),
            AccountMeta::new_readonly(sysvar::clock::ID, false),
            AccountMeta::new_readonly(*authority, true),
        ];
        Instruction { program_id: LOADER, accounts, data: 3_u32.to_le_bytes().to_vec() }
    }

    /// Makes room behind a program's code, which anybody may pay for.
    pub fn extend(program: &Pubkey, payer: &Pubkey, bytes: u32) -> Instruction {
        let accounts = vec![
            AccountMeta::new(program_data(program), false),
            AccountMeta::new(*program, false),
            AccountMeta::new_readonly(system_program::ID, false),
            AccountMeta::new(*payer, true),
        ];
        let data = [6_u32.to_le_bytes(), bytes.to_le_bytes()].concat();
        Instruction { program_id: LOADER, accounts, data }
    }
}

impl World {
    /// Gives a program an upgrade authority, as if it had been deployed with one.
    ///
    /// # Panics
    /// Where the program is not deployed under the upgradeable loader.
    pub fn make_upgradeable(&mut self, program: &Pubkey, authority: &Pubkey) {
        let at = program_data(program);
        let mut account = self.account(&at).expect("a deployed program");
        account.data[12] = 1;
        account.data[13..PROGRAM_DATA_CODE_AT].copy_from_slice(authority.as_ref());
        self.svm.set_account(at, account).expect("an account of code");
    }

    /// A buffer with this code.
    ///
    /// # Panics
    /// Never.
    pub fn buffer(&mut self, code: &[u8], authority: &Pubkey) -> Pubkey {
        let buffer = Pubkey::new_from_array(self.bytes32());
        let data = [&[1, 0, 0, 0, 1], authority.as_ref(), code].concat();
        let lamports = self.rent(BUFFER_CODE_AT + code.len());
        let account = Account { lamports, data, owner: LOADER, ..Account::default() };
        self.svm.set_account(buffer, account).expect("a buffer");
        buffer
    }

    /// The slot in which a program was deployed last.
    ///
    /// # Panics
    /// Where the program is not deployed under the upgradeable loader.
    pub fn deployed_in(&self, program: &Pubkey) -> u64 {
        let account = self.account(&program_data(program)).expect("a deployed program");
        Deployed::read(&account.data).expect("deployed code").slot
    }
}
