//! What a network has from its first slot on, for whoever wants to begin at once: wallets with SOL, and a token to pay
//! dividends in.

use solana_pubkey::Pubkey;
use surfpool_types::AccountSnapshot;

use crate::ledger::base64;
use crate::programs::Accounts;

/// The token program.
const TOKEN: Pubkey = Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
/// The program that derives the usual token account of an owner.
const ASSOCIATED: Pubkey = Pubkey::from_str_const("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");
/// Lamports of each wallet.
const FUNDS: u64 = 1_000_000_000_000;
/// Base units of the token that its issuer has, of six decimals.
const ISSUED: u64 = 1_000_000_000_000;

/// Wallets, and the mint of a token that the first of them issues and has a million of.
#[derive(Clone, Debug)]
pub struct Seed {
    /// The wallets.
    pub wallets: Vec<Pubkey>,
    /// The mint.
    pub mint: Pubkey,
}

impl Seed {
    /// The accounts.
    pub fn accounts(&self) -> Accounts {
        let wallet = |key: &Pubkey| (key.to_string(), Some(account(FUNDS, &Pubkey::default(), &[])));
        let mut accounts: Accounts = self.wallets.iter().map(wallet).collect();
        let Some(issuer) = self.wallets.first() else { return accounts };
        // Mint: some authority, supply, decimals, is initialized, no freeze authority.
        let mint = [&1_u32.to_le_bytes(), issuer.as_ref(), &ISSUED.to_le_bytes(), &[6, 1], &[0; 36]].concat();
        // Account: mint, owner, amount, no delegate, initialized, not native, nothing delegated, no closing authority.
        let held = [self.mint.as_ref(), issuer.as_ref(), &ISSUED.to_le_bytes(), &[0; 36], &[1], &[0; 56]];
        let seeds = [issuer.as_ref(), TOKEN.as_ref(), self.mint.as_ref()];
        let (address, _) = Pubkey::find_program_address(&seeds, &ASSOCIATED);
        for (address, data) in [(self.mint, mint), (address, held.concat())] {
            let rent = (data.len() as u64).saturating_add(128).saturating_mul(6_960);
            accounts.insert(address.to_string(), Some(account(rent, &TOKEN, &data)));
        }
        accounts
    }
}

fn account(lamports: u64, owner: &Pubkey, data: &[u8]) -> AccountSnapshot {
    AccountSnapshot::new(lamports, owner.to_string(), false, 0, base64(data), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_accounts_of_a_token_have_their_sizes() {
        let [first, second, mint] = [1, 2, 3].map(|byte| Pubkey::new_from_array([byte; 32]));
        let accounts = Seed { wallets: vec![first, second], mint }.accounts();
        let mut sizes: Vec<usize> = accounts
            .values()
            .flatten()
            .map(|account| crate::ledger::from_base64(&account.data).unwrap().len())
            .collect();
        sizes.sort_unstable();
        assert_eq!(sizes, [0, 0, 82, 165]);
    }
}
