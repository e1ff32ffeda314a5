//! The two instructions of equity that this program calls to release shares. Discriminators are compared with equity's names in
//! the test below.

use anchor_lang::{
    cpi::{CpiSigner, InstructionAccount, InstructionView},
    pinocchio::cpi::invoke_signed_with_bounds,
    prelude::*,
};

const OPEN_POSITION: [u8; 8] = [135, 128, 47, 77, 15, 152, 240, 49];
const DEPOSIT: [u8; 8] = [242, 35, 198, 137, 82, 225, 242, 182];

/// Most accounts of a call.
const MAX_ACCOUNTS: usize = 8;

/// What the called instruction may do with an account.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Reads,
    Signs,
    Writes,
    Pays,
}

/// `open_position`: payer, pool, holder, position, system program.
///
/// # Errors
/// Equity's.
pub fn open_position(accounts: [&AccountView; 5]) -> Result<()> {
    let roles = [Role::Pays, Role::Reads, Role::Reads, Role::Writes, Role::Reads];
    call(&OPEN_POSITION, &accounts, &roles, &[])
}

/// `deposit`: owner, pool, position, delegate or equity itself for none, source, mint, vault, token program.
///
/// # Errors
/// Equity's.
pub fn deposit(accounts: [&AccountView; 8], amount: u64, signers: &[CpiSigner<'_, '_>]) -> Result<()> {
    let [_, _, _, delegate, ..] = accounts;
    let delegates = if *delegate.address() == makerstake_equity::ID { Role::Reads } else { Role::Writes };
    let roles = [
        Role::Signs,
        Role::Writes,
        Role::Writes,
        delegates,
        Role::Writes,
        Role::Reads,
        Role::Writes,
        Role::Reads,
    ];
    let mut data = [0; 16];
    let (name, argument) = data.split_at_mut(DEPOSIT.len());
    name.copy_from_slice(&DEPOSIT);
    argument.copy_from_slice(&amount.to_le_bytes());
    call(&data, &accounts, &roles, signers)
}

#[inline(never)]
fn call(data: &[u8], views: &[&AccountView], roles: &[Role], signers: &[CpiSigner<'_, '_>]) -> Result<()> {
    let mut metas = [const { InstructionAccount::readonly(&makerstake_equity::ID) }; MAX_ACCOUNTS];
    for (meta, (view, role)) in metas.iter_mut().zip(views.iter().zip(roles)) {
        let writes = matches!(role, Role::Writes | Role::Pays);
        let signs = matches!(role, Role::Signs | Role::Pays);
        *meta = InstructionAccount::new(view.address(), writes, signs);
    }
    let accounts = metas.get(..views.len()).ok_or(ProgramError::InvalidArgument)?;
    let instruction = InstructionView { program_id: &makerstake_equity::ID, accounts, data };
    invoke_signed_with_bounds::<MAX_ACCOUNTS, &AccountView>(&instruction, views, signers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::solana_program::hash::hashv;

    #[test]
    fn discriminators_are_those_of_the_names() {
        let of = |name: &str| hashv(&[b"global:", name.as_bytes()]).to_bytes()[..8].to_vec();
        assert_eq!(of("open_position"), OPEN_POSITION);
        assert_eq!(of("deposit"), DEPOSIT);
    }
}
