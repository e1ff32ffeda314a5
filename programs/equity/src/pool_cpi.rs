//! The instructions that a pool's authority calls from another program, without this program's code. Discriminators are
//! compared with the program's own in the tests below.

use anchor_lang::{
    cpi::{CpiSigner, InstructionAccount, InstructionView},
    pinocchio::cpi::invoke_signed_with_bounds,
    prelude::*,
};

use crate::state::{grant::GrantTerms, Ruling};

const SET_SCORER: [u8; 8] = [80, 33, 222, 168, 232, 44, 41, 241];
const RESOLVE_DISTRIBUTION: [u8; 8] = [20, 144, 138, 76, 245, 3, 155, 174];
const CREATE_GRANT: [u8; 8] = [19, 119, 176, 223, 45, 142, 225, 156];
const REVOKE_GRANT: [u8; 8] = [134, 180, 57, 39, 152, 7, 154, 98];
const ISSUE_TREASURY: [u8; 8] = [229, 159, 6, 102, 218, 171, 62, 158];
const CONTEST_DISTRIBUTION: [u8; 8] = [188, 92, 21, 162, 239, 211, 250, 16];
const HAND_OVER: [u8; 8] = [59, 160, 205, 88, 81, 224, 99, 237];

/// Most accounts of a call.
const MAX_ACCOUNTS: usize = 8;

/// Who calls, and on which pool.
#[derive(Clone, Copy)]
pub struct PoolCpi<'a> {
    /// The pool, which the call writes.
    pub pool: &'a AccountView,
    /// Its authority.
    pub authority: &'a AccountView,
    /// How the authority signs; empty if it has signed the transaction.
    pub signers: &'a [CpiSigner<'a, 'a>],
}

/// The token side of a call.
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    /// The share mint.
    pub mint: &'a AccountView,
    /// The vault, or where issued tokens go.
    pub account: &'a AccountView,
    /// The token program of the mint.
    pub program: &'a AccountView,
}

/// What the called instruction may do with an account.
#[derive(Clone, Copy)]
enum Role {
    Reads,
    Signs,
    Writes,
    Pays,
}

/// `set_scorer`.
///
/// # Errors
/// The program's, as those of all calls here.
pub fn set_scorer(by: &PoolCpi<'_>, scorer: &Address) -> Result<()> {
    by.call(&data::set_scorer(scorer), &[(by.authority, Role::Signs), (by.pool, Role::Writes)])
}

/// `resolve_distribution`.
///
/// # Errors
/// The program's.
pub fn resolve_distribution(by: &PoolCpi<'_>, distribution: &AccountView, ruling: Ruling) -> Result<()> {
    let accounts = [(by.authority, Role::Signs), (by.pool, Role::Writes), (distribution, Role::Writes)];
    by.call(&data::resolve_distribution(ruling), &accounts)
}

/// `create_grant`; the authority pays the rent.
///
/// # Errors
/// The program's.
pub fn create_grant(
    by: &PoolCpi<'_>,
    tokens: &Tokens<'_>,
    (grant, system_program): (&AccountView, &AccountView),
    (holder, id, terms): (&Address, u32, &GrantTerms),
) -> Result<()> {
    let accounts = [
        (by.authority, Role::Pays),
        (by.authority, Role::Signs),
        (by.pool, Role::Writes),
        (tokens.mint, Role::Writes),
        (tokens.account, Role::Writes),
        (grant, Role::Writes),
        (tokens.program, Role::Reads),
        (system_program, Role::Reads),
    ];
    by.call(&data::create_grant(holder, id, terms), &accounts)
}

/// `revoke_grant`.
///
/// # Errors
/// The program's.
pub fn revoke_grant(by: &PoolCpi<'_>, tokens: &Tokens<'_>, grant: &AccountView) -> Result<()> {
    let accounts = [
        (by.authority, Role::Signs),
        (by.pool, Role::Writes),
        (grant, Role::Writes),
        (tokens.mint, Role::Writes),
        (tokens.account, Role::Writes),
        (tokens.program, Role::Reads),
    ];
    by.call(&REVOKE_GRANT, &accounts)
}

/// `issue_treasury`; `tokens.account` is a token account of the authority.
///
/// # Errors
/// The program's.
pub fn issue_treasury(by: &PoolCpi<'_>, tokens: &Tokens<'_>, amount: u64) -> Result<()> {
    let accounts = [
        (by.authority, Role::Signs),
        (by.pool, Role::Writes),
        (tokens.mint, Role::Writes),
        (tokens.account, Role::Writes),
        (tokens.program, Role::Reads),
    ];
    by.call(&data::issue_treasury(amount), &accounts)
}

/// `contest_distribution`, by the successor: `by.authority` is the successor here.
///
/// # Errors
/// The program's.
pub fn contest_distribution(by: &PoolCpi<'_>, distribution: &AccountView) -> Result<()> {
    let accounts = [(by.authority, Role::Signs), (by.pool, Role::Writes), (distribution, Role::Writes)];
    by.call(&CONTEST_DISTRIBUTION, &accounts)
}

/// `hand_over` to the successor. Before the founder's deadline both sign, from then on neither has to.
///
/// # Errors
/// The program's.
pub fn hand_over(by: &PoolCpi<'_>, successor: &AccountView, have_both_signed: bool) -> Result<()> {
    let role = if have_both_signed { Role::Signs } else { Role::Reads };
    by.call(&HAND_OVER, &[(by.authority, role), (successor, role), (by.pool, Role::Writes)])
}

impl PoolCpi<'_> {
    #[inline(never)]
    fn call(&self, data: &[u8], accounts: &[(&AccountView, Role)]) -> Result<()> {
        let mut metas = [const { InstructionAccount::readonly(&crate::ID) }; MAX_ACCOUNTS];
        let mut views = [self.pool; MAX_ACCOUNTS];
        for ((meta, view), (account, role)) in metas.iter_mut().zip(&mut views).zip(accounts) {
            let (writes, signs) =
                (matches!(role, Role::Writes | Role::Pays), matches!(role, Role::Signs | Role::Pays));
            *meta = InstructionAccount::new(account.address(), writes, signs);
            *view = account;
        }
        let count = accounts.len();
        let (Some(metas), Some(views)) = (metas.get(..count), views.get(..count)) else {
            return Err(ProgramError::InvalidArgument);
        };
        let instruction = InstructionView { program_id: &crate::ID, accounts: metas, data };
        invoke_signed_with_bounds::<MAX_ACCOUNTS, &AccountView>(&instruction, views, self.signers)
    }
}

/// The bytes of the calls that have arguments.
mod data {
    use super::*;

    pub fn set_scorer(scorer: &Address) -> [u8; 40] {
        joined(&[&SET_SCORER, scorer.as_ref()])
    }

    pub fn resolve_distribution(ruling: Ruling) -> [u8; 10] {
        joined(&[&RESOLVE_DISTRIBUTION, &[ruling.outcome.number(), ruling.fault.number()]])
    }

    pub fn create_grant(holder: &Address, id: u32, terms: &GrantTerms) -> [u8; 78] {
        joined(&[
            &CREATE_GRANT,
            holder.as_ref(),
            &id.to_le_bytes(),
            &terms.total.to_le_bytes(),
            &terms.start.to_le_bytes(),
            &terms.cliff.to_le_bytes(),
            &terms.end.to_le_bytes(),
            &[u8::from(terms.is_revocable), u8::from(terms.is_transferable)],
        ])
    }

    pub fn issue_treasury(amount: u64) -> [u8; 16] {
        joined(&[&ISSUE_TREASURY, &amount.to_le_bytes()])
    }

    fn joined<const LENGTH: usize>(parts: &[&[u8]]) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        for (byte, part) in bytes.iter_mut().zip(parts.iter().copied().flatten()) {
            *byte = *part;
        }
        bytes
    }
}

// A sibling that links this as a library gets no `instruction` module to compare with.
#[cfg(all(test, not(feature = "library")))]
mod tests {
    use super::*;
    use crate::{
        instruction as own,
        state::{Fault, Outcome},
    };
    use anchor_lang::InstructionData;

    #[test]
    fn calls_carry_the_bytes_of_the_program() {
        let key = Address::new_from_array([6; 32]);
        let terms =
            GrantTerms { total: 9, start: -1, cliff: 2, end: 3, is_revocable: true, is_transferable: false };
        assert_eq!(data::set_scorer(&key)[..], own::SetScorer { scorer: key }.data());
        for outcome in [Outcome::AsProposed, Outcome::Void] {
            for fault in [Fault::Nobody, Fault::Proposer, Fault::Challenger] {
                let ruling = Ruling { outcome, fault };
                let expected = own::ResolveDistribution { ruling }.data();
                assert_eq!(data::resolve_distribution(ruling)[..], expected);
            }
        }
        assert_eq!(CONTEST_DISTRIBUTION[..], own::ContestDistribution {}.data());
        let expected = own::CreateGrant { holder: key, id: 8, terms }.data();
        assert_eq!(data::create_grant(&key, 8, &terms)[..], expected);
        assert_eq!(data::issue_treasury(11)[..], own::IssueTreasury { amount: 11 }.data());
        assert_eq!(REVOKE_GRANT[..], own::RevokeGrant {}.data());
        assert_eq!(HAND_OVER[..], own::HandOver {}.data());
    }
}
