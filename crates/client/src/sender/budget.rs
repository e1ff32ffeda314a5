//! Compute limits and priority fees.

use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_instruction::Instruction;

/// The most compute units that a transaction can have.
pub const MAX_UNITS: u32 = 1_400_000;
/// What the instruction that sets a price uses itself.
const PRICE_UNITS: u64 = 150;

/// Where the compute limit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// What simulation used, and a tenth more.
    Simulated,
    /// A number that the caller knows to be enough; saves the simulation.
    Fixed(u32),
}

/// What to pay for priority, in micro-lamports a compute unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    /// This much.
    Fixed(u64),
    /// What three in four recent transactions on the same accounts paid less than, but never more than the cap.
    Auto {
        /// The most to pay, in micro-lamports a unit.
        cap: u64,
    },
}

impl Default for Price {
    /// Automatic, up to 0.1 lamports a unit: at most 20,000 lamports for 200,000 units.
    fn default() -> Self {
        Self::Auto { cap: 100_000 }
    }
}

impl Price {
    /// The price, given what was recently paid; nothing recent means nothing to pay.
    pub fn choose(&self, recent: &[u64]) -> u64 {
        match self {
            Self::Fixed(price) => *price,
            Self::Auto { cap } => percentile_75(recent).min(*cap),
        }
    }
}

/// The smallest value that at least three quarters of the others do not exceed.
fn percentile_75(values: &[u64]) -> u64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let index = sorted.len().saturating_mul(3).div_ceil(4).saturating_sub(1);
    sorted.get(index).copied().unwrap_or_default()
}

/// The limit for a transaction that used `simulated` units without a price, and is sent at `price`: a tenth more, rounded up,
/// at least 1,000.
pub fn limit(simulated: u64, price: u64) -> u32 {
    let used = if price > 0 { simulated.saturating_add(PRICE_UNITS) } else { simulated };
    let padded = used.saturating_add(used.div_ceil(10)).max(1_000);
    u32::try_from(padded).unwrap_or(MAX_UNITS).min(MAX_UNITS)
}

/// The instructions that set a limit and, unless it is zero, a price.
pub fn instructions(units: u32, price: u64) -> Vec<Instruction> {
    let mut instructions = vec![ComputeBudgetInstruction::set_compute_unit_limit(units)];
    if price > 0 {
        instructions.push(ComputeBudgetInstruction::set_compute_unit_price(price));
    }
    instructions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_a_tenth_above_what_was_used() {
        assert_eq!(limit(10_000, 0), 11_000);
        assert_eq!(limit(10_001, 0), 11_002, "rounds up");
        assert_eq!(limit(0, 0), 1_000);
        assert_eq!(limit(1_399_000, 0), MAX_UNITS);
        assert_eq!(limit(u64::MAX, 1), MAX_UNITS);
        // Without them a cheap instruction fails as soon as anybody pays for priority.
        assert_eq!(limit(900, 1), 1_155, "the price's own units");
    }

    #[test]
    fn an_automatic_price_follows_the_market_up_to_its_cap() {
        let price = Price::Auto { cap: 50 };
        assert_eq!(price.choose(&[]), 0);
        assert_eq!(price.choose(&[40]), 40);
        assert_eq!(price.choose(&[0, 10, 20, 30]), 20);
        assert_eq!(price.choose(&[100, 200, 300]), 50);
        assert_eq!(Price::Fixed(7).choose(&[100]), 7);
    }
}
