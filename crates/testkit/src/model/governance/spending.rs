//! What tracks with spending limits take: every spending there ever was, added up anew for each.

use super::{Asset, Model, Terms, Verdict};
use crate::{governance::GovernanceError, model::Hole};

/// A spending through a track with limits.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Spending {
    pub epoch: u32,
    pub asset: Asset,
    /// Whether it passed by silence.
    pub is_optimistic: bool,
    /// Parts of a million of what the treasury had of the asset, rounded up.
    pub share: u128,
}

/// A tenth: what all tracks with limits may take of an asset in an epoch together.
const TENTH: u128 = 100_000;

impl Model {
    /// What was spent of an asset in this epoch: by optimistic tracks, and by all with limits.
    pub fn spent(&self, asset: Asset) -> [u128; 2] {
        self.sums(&self.spendings, asset)
    }

    /// Books what an action takes of each asset, if every limit holds (INVARIANT 13).
    pub(super) fn spend(&mut self, track: u8, amounts: &[(Asset, u64)]) -> Verdict {
        let terms = &self.tracks[&track];
        if terms.is_limited() {
            let mut spendings = self.spendings.clone();
            self.count(terms, amounts, &mut spendings)?;
            self.spendings = spendings;
        }
        Ok(())
    }

    /// Adds what an action takes to what was spent.
    pub(super) fn count(
        &self,
        terms: &Terms,
        amounts: &[(Asset, u64)],
        spendings: &mut Vec<Spending>,
    ) -> Verdict {
        for (asset, amount) in amounts.iter().copied().filter(|(_, amount)| *amount > 0) {
            let balance = self.balance(asset);
            if amount > balance {
                return Err(GovernanceError::InsufficientTreasury.into());
            }
            let [each, epoch] = terms.limits;
            let share = (u128::from(amount) * 1_000_000).div_ceil(u128::from(balance));
            if share > each {
                return Err(GovernanceError::AboveActionLimit.into());
            }
            spendings.push(Spending {
                epoch: self.epoch(),
                asset,
                is_optimistic: terms.is_optimistic,
                share,
            });
            let [silent, all] = self.sums(spendings, asset);
            if (if terms.is_optimistic { silent } else { all }) > epoch || all > TENTH {
                return Err(GovernanceError::AboveEpochLimit.into());
            }
        }
        Ok(())
    }

    fn sums(&self, spendings: &[Spending], asset: Asset) -> [u128; 2] {
        let is_other = |spending: &Spending| spending.asset != asset && !self.has(Hole::Meter);
        let those =
            || spendings.iter().filter(|spending| spending.epoch == self.epoch() && !is_other(spending));
        [
            those().filter(|spending| spending.is_optimistic).map(|spending| spending.share).sum(),
            those().map(|spending| spending.share).sum(),
        ]
    }
}

/// What an action takes of each asset, with the rent of an account that the treasury pays.
pub(super) fn with_rent(asset: Asset, amount: u64, rent: u64) -> Vec<(Asset, u64)> {
    match asset {
        Asset::Sol => vec![(asset, amount.saturating_add(rent))],
        Asset::Token(_) => vec![(asset, amount), (Asset::Sol, rent)],
    }
}
