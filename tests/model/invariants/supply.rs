//! What there is of the shares, and what backs them.

use std::collections::HashMap;

use solana_pubkey::Pubkey;

use super::{hold, Held, Scope};

/// Gifts to vaults, by the vault's address.
#[derive(Clone, Default)]
pub struct Gifts(HashMap<Pubkey, u64>);

impl Gifts {
    /// Remembers the gifts of a transaction.
    pub fn remember(&mut self, scope: &Scope<'_>) {
        for (_, to, amount) in scope.executed.calls.iter().filter_map(crate::call::Call::tokens) {
            *self.0.entry(to).or_default() += amount;
        }
    }

    /// What was given to this account.
    pub fn to(&self, account: &Pubkey) -> u64 {
        self.0.get(account).copied().unwrap_or_default()
    }
}

const FINAL: u8 = 3;
const VOID: u8 = 4;

/// INVARIANT 1: minted supply ≤ Σ buckets' emitted ≤ cap; each bucket within its own cap.
///
/// Nobody burns shares in these sequences, so the supply is known exactly: all that is emitted, less what the open
/// distribution has not minted yet.
pub fn invariant_1_supply_within_caps(scope: &Scope<'_>) -> Held {
    for address in &scope.pools {
        let Some(pool) = scope.books.pool(address) else { continue };
        let buckets = [
            (pool.contributions_emitted, pool.contributions_cap),
            (pool.grants_emitted, pool.grants_cap),
            (pool.treasury_emitted, pool.treasury_cap),
        ];
        for (emitted, cap) in buckets {
            hold!(emitted <= cap, "INVARIANT 1: a bucket of {address} emitted {emitted} of {cap}");
        }
        let emitted: u128 = buckets.iter().map(|(emitted, _)| u128::from(*emitted)).sum();
        let open = scope.books.distributions(address).filter(|(_, dist)| dist.status < FINAL);
        let open: u128 = open.map(|(_, dist)| u128::from(dist.allocation)).sum();
        let Some(mint) = scope.books.mint(&pool.mint) else { continue };
        let supply = u128::from(mint.supply);
        hold!(supply + open == emitted, "INVARIANT 1: supply {supply}, open {open}, emitted {emitted}");
        hold!(mint.authority == Some(*address), "INVARIANT 1: the mint's authority is {:?}", mint.authority);
        let before = scope.executed.diff(address).and_then(|diff| diff.before.pool());
        if let Some(before) = before {
            let caps = |pool: &makerstake_testkit::equity::Pool| {
                (
                    pool.contributions_cap,
                    pool.grants_cap,
                    pool.treasury_cap,
                    pool.decay_bps,
                    pool.mint,
                    pool.vault,
                )
            };
            hold!(caps(before) == caps(pool), "INVARIANT 1: the terms of {address} changed");
        }
    }
    Ok(())
}

/// INVARIANT 4: vault = Σ shares + Σ cooling + Σ over final distributions (allocation − claimed − swept) +
/// Σ unreleased grants (gifts only add). The pool's own books say the same of each.
pub fn invariant_4_vault_backs_everything(gifts: &mut Gifts, scope: &Scope<'_>) -> Held {
    gifts.remember(scope);
    let books = scope.books;
    for address in &scope.pools {
        let Some(pool) = books.pool(address) else { continue };
        let sum = |values: &mut dyn Iterator<Item = u64>| values.map(u128::from).sum::<u128>();
        let shares = sum(&mut books.positions(address).map(|(_, position)| position.own[0]));
        let cooling = sum(&mut books.positions(address).map(|(_, position)| position.cooling));
        let dists = || books.distributions(address).map(|(_, dist)| dist);
        let unclaimed =
            sum(&mut dists().filter(|d| d.status == FINAL).map(|d| d.allocation - d.claimed - d.swept));
        let unreleased = sum(&mut books.grants(address).map(|(_, grant)| grant.total - grant.released));
        let held = u128::from(books.tokens(&pool.vault));
        let given = u128::from(gifts.to(&pool.vault));
        let backed = shares + cooling + unclaimed + unreleased;
        hold!(
            held == backed + given,
            "INVARIANT 4: the vault of {address} holds {held}; shares {shares}, cooling {cooling}, unclaimed \
             {unclaimed}, unreleased {unreleased}, gifts {given}"
        );
        let written = [pool.total[0], pool.cooling, pool.unclaimed, pool.unreleased].map(u128::from);
        let counted = [shares, cooling, unclaimed, unreleased];
        hold!(written == counted, "INVARIANT 4: the pool wrote {written:?}, but there are {counted:?}");
        let kept = dists().filter(|dist| dist.status != VOID);
        let emitted = sum(&mut kept.map(|dist| dist.allocation - dist.swept));
        hold!(
            u128::from(pool.contributions_emitted) == emitted,
            "INVARIANT 7: emitted {} for distributions of {emitted}",
            pool.contributions_emitted
        );
    }
    Ok(())
}
