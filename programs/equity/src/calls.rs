//! The instructions that a pool's authority calls from another program: data and account metas, without this program's
//! code. Discriminators are compared with the program's own in the tests below.

use anchor_lang::{
    prelude::*,
    solana_program::instruction::{AccountMeta, Instruction},
};

use crate::state::{grant::GrantTerms, Outcome};

/// The accounts that a call names, in the order of the instruction.
#[derive(Clone, Copy)]
pub struct PoolAccounts {
    /// The pool.
    pub pool: Address,
    /// Its authority, which must sign.
    pub authority: Address,
}

/// The token side of a call.
#[derive(Clone, Copy)]
pub struct TokenAccounts {
    /// The share mint.
    pub mint: Address,
    /// The vault, or where issued tokens go.
    pub account: Address,
    /// The token program of the mint.
    pub program: Address,
}

const SET_SCORER: [u8; 8] = [80, 33, 222, 168, 232, 44, 41, 241];
const RESOLVE_DISTRIBUTION: [u8; 8] = [20, 144, 138, 76, 245, 3, 155, 174];
const CREATE_GRANT: [u8; 8] = [19, 119, 176, 223, 45, 142, 225, 156];
const REVOKE_GRANT: [u8; 8] = [134, 180, 57, 39, 152, 7, 154, 98];
const ACCELERATE_GRANT: [u8; 8] = [89, 143, 32, 150, 201, 217, 46, 223];
const ISSUE_TREASURY: [u8; 8] = [229, 159, 6, 102, 218, 171, 62, 158];
const HAND_OVER: [u8; 8] = [59, 160, 205, 88, 81, 224, 99, 237];

/// `set_scorer`.
pub fn set_scorer(on: PoolAccounts, scorer: &Address) -> Instruction {
    call(SET_SCORER, &[scorer.as_ref()], &[signer(on.authority), writable(on.pool)])
}

/// `resolve_distribution`.
pub fn resolve_distribution(on: PoolAccounts, distribution: Address, outcome: Outcome) -> Instruction {
    let metas = [signer(on.authority), writable(on.pool), writable(distribution)];
    call(RESOLVE_DISTRIBUTION, &[&[outcome.number()]], &metas)
}

/// `create_grant`; `payer` pays the rent and must sign.
pub fn create_grant(
    on: PoolAccounts,
    payer: Address,
    tokens: TokenAccounts,
    grant: Address,
    (holder, id, terms): (&Address, u32, &GrantTerms),
) -> Instruction {
    let data: [&[u8]; 7] = [
        holder.as_ref(),
        &id.to_le_bytes(),
        &terms.total.to_le_bytes(),
        &terms.start.to_le_bytes(),
        &terms.cliff.to_le_bytes(),
        &terms.end.to_le_bytes(),
        &[u8::from(terms.is_revocable)],
    ];
    let metas = [
        AccountMeta::new(payer, true),
        signer(on.authority),
        writable(on.pool),
        writable(tokens.mint),
        writable(tokens.account),
        writable(grant),
        AccountMeta::new_readonly(tokens.program, false),
        AccountMeta::new_readonly(System::id(), false),
    ];
    call(CREATE_GRANT, &data, &metas)
}

/// `revoke_grant`.
pub fn revoke_grant(on: PoolAccounts, grant: Address, tokens: TokenAccounts) -> Instruction {
    let metas = [
        signer(on.authority),
        writable(on.pool),
        writable(grant),
        writable(tokens.mint),
        writable(tokens.account),
        AccountMeta::new_readonly(tokens.program, false),
    ];
    call(REVOKE_GRANT, &[], &metas)
}

/// `accelerate_grant`; `end` in unix seconds.
pub fn accelerate_grant(on: PoolAccounts, grant: Address, end: i64) -> Instruction {
    let metas = [signer(on.authority), AccountMeta::new_readonly(on.pool, false), writable(grant)];
    call(ACCELERATE_GRANT, &[&end.to_le_bytes()], &metas)
}

/// `issue_treasury`; `tokens.account` is a token account of the authority.
pub fn issue_treasury(on: PoolAccounts, tokens: TokenAccounts, amount: u64) -> Instruction {
    let metas = [
        signer(on.authority),
        writable(on.pool),
        writable(tokens.mint),
        writable(tokens.account),
        AccountMeta::new_readonly(tokens.program, false),
    ];
    call(ISSUE_TREASURY, &[&amount.to_le_bytes()], &metas)
}

/// `hand_over`; the new authority must sign too.
pub fn hand_over(on: PoolAccounts, new_authority: Address) -> Instruction {
    call(HAND_OVER, &[], &[signer(on.authority), signer(new_authority), writable(on.pool)])
}

fn signer(address: Address) -> AccountMeta {
    AccountMeta::new_readonly(address, true)
}

fn writable(address: Address) -> AccountMeta {
    AccountMeta::new(address, false)
}

fn call(discriminator: [u8; 8], args: &[&[u8]], metas: &[AccountMeta]) -> Instruction {
    let data = core::iter::once(&discriminator[..]).chain(args.iter().copied()).flatten().copied().collect();
    Instruction { program_id: crate::ID, accounts: metas.to_vec(), data }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instruction as own;
    use anchor_lang::InstructionData;

    const ON: PoolAccounts =
        PoolAccounts { pool: Address::new_from_array([1; 32]), authority: Address::new_from_array([2; 32]) };
    const TOKENS: TokenAccounts = TokenAccounts {
        mint: Address::new_from_array([3; 32]),
        account: Address::new_from_array([4; 32]),
        program: Address::new_from_array([5; 32]),
    };

    #[test]
    fn calls_carry_the_bytes_of_the_program() {
        let (key, grant) = (Address::new_from_array([6; 32]), Address::new_from_array([7; 32]));
        let terms = GrantTerms { total: 9, start: -1, cliff: 2, end: 3, is_revocable: true };
        assert_eq!(set_scorer(ON, &key).data, own::SetScorer { scorer: key }.data());
        for outcome in [Outcome::Proposed, Outcome::Rival, Outcome::Void] {
            let data = own::ResolveDistribution { outcome }.data();
            assert_eq!(resolve_distribution(ON, key, outcome).data, data);
        }
        let made = create_grant(ON, key, TOKENS, grant, (&key, 8, &terms));
        assert_eq!(made.data, own::CreateGrant { holder: key, id: 8, terms }.data());
        assert_eq!(revoke_grant(ON, grant, TOKENS).data, own::RevokeGrant {}.data());
        assert_eq!(accelerate_grant(ON, grant, -4).data, own::AccelerateGrant { end: -4 }.data());
        assert_eq!(issue_treasury(ON, TOKENS, 11).data, own::IssueTreasury { amount: 11 }.data());
        assert_eq!(hand_over(ON, key).data, own::HandOver {}.data());
    }
}
