//! What an action does, in plain words, so that nobody votes on bytes.

use makerstake_core::action::{Action, Asset, Kind, Kinds, Ruling};
use makerstake_core::proposal::State;
use solana_pubkey::Pubkey;

use super::{calls, terms};

/// Base units of a mint with six decimals.
pub struct Shares(
    /// Base units.
    pub u64,
);

impl std::fmt::Display for Shares {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Decimal(self.0, 6).fmt(f)
    }
}

pub(super) struct Lamports(pub(super) u64);

impl std::fmt::Display for Lamports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Decimal(self.0, 9).fmt(f)
    }
}

/// A number with so many digits behind the point, of which it shows no more than it needs.
pub(super) struct Decimal(pub(super) u64, pub(super) u32);

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self(amount, decimals) = *self;
        let unit = 10_u64.pow(decimals);
        let (whole, part) = (amount / unit, amount % unit);
        if part == 0 {
            write!(f, "{whole}")
        } else {
            let digits = format!("{part:0width$}", width = decimals as usize);
            write!(f, "{whole}.{}", digits.trim_end_matches('0'))
        }
    }
}

/// One sentence that says what an action does.
pub fn describe(action: &Action<'_>) -> String {
    match action {
        Action::Transfer(transfer) => {
            format!(
                "pay {} from the treasury to {}",
                money(&transfer.asset, transfer.amount),
                key(transfer.to)
            )
        }
        Action::OpenBudget(open) => format!(
            "open budget {}: {} a day to {}, at most {} in all, for {}; a report every {}",
            open.id,
            money(&open.asset, open.terms.per_day),
            key(open.recipient),
            money(&open.asset, open.terms.cap),
            span(open.terms.lasts),
            span(open.report_every)
        ),
        Action::AmendBudget { id, terms } | Action::ReduceBudget { id, terms } => format!(
            "{} budget {id}: {} base units a day from now on, at most {} in all, for {}",
            if action.kind() == Kind::ReduceBudget { "reduce" } else { "amend" },
            terms.per_day,
            terms.cap,
            span(terms.lasts)
        ),
        Action::RevokeBudget { id } => format!("stop budget {id} for good"),
        Action::SetRule(rule) => terms::rule(rule, false),
        Action::WidenRule(rule) => terms::rule(rule, true),
        Action::RepealRule { id, version, notice } => {
            format!("repeal rule {id} (as its version {version}), {} after execution", span(*notice))
        }
        Action::SetTrack { id, terms } => terms::track(*id, terms),
        Action::SetPlatform { constitution_hash, seat_min_earned, seat_min_age } => format!(
            "set the constitution to {}; a creator seat asks for {} earned shares and an age of {}",
            hex(*constitution_hash),
            Shares(*seat_min_earned),
            span(*seat_min_age)
        ),
        Action::SetGuardian { guardian, lasts } if *lasts == 0 && **guardian == [0; 32] => {
            "have no guardian".into()
        }
        Action::SetGuardian { guardian, lasts } => {
            format!("make {} guardian for {}", key(guardian), span(*lasts))
        }
        Action::SetScorer { scorer } => format!("let {} propose distributions", key(scorer)),
        Action::ResolveDistribution { distribution, outcome } => {
            let outcome = match outcome {
                Ruling::Proposed => "the proposed root stands, the challenger loses its stake",
                Ruling::Rival => "the rival root stands, the proposer loses its stake",
                Ruling::Void => "it is void, both stakes go back",
            };
            format!("decide distribution {}: {outcome}", key(distribution))
        }
        Action::CreateGrant(grant) => format!(
            "grant {} shares to {} (grant {}), vesting from {} to {}, nothing before {}; {}, {}",
            Shares(grant.total),
            key(grant.holder),
            grant.id,
            grant.start,
            grant.end,
            grant.cliff,
            if grant.is_revocable { "revocable" } else { "not revocable" },
            if grant.is_transferable { "transferable" } else { "not transferable" }
        ),
        Action::RevokeGrant { grant } => format!("take back what has not vested of grant {}", key(grant)),
        Action::IssueTreasury { amount } => format!("mint {} shares to the treasury", Shares(*amount)),
        Action::Upgrade(upgrade) => calls::upgrade(upgrade),
        Action::Invoke(invoke) => calls::invoke(invoke),
        Action::Resolve { text_hash } => format!("resolve the text {}, and do nothing", hex(*text_hash)),
    }
}

/// What a state means for a voter.
pub fn describe_state(state: State) -> &'static str {
    match state {
        State::Pending => "voting has not begun; the proposer may withdraw it",
        State::Voting => "every ballot counts",
        State::CoolOff => "only ballots against count",
        State::Decided => "the vote is over; anyone may finalise it",
        State::Timelock => "passed; the timelock runs",
        State::Executable => "passed; anyone may execute it",
        State::Executing => "passed; some actions are executed, anyone may execute the next",
        State::Executed => "every action was executed",
        State::Defeated => "did not pass",
        State::Cancelled => "withdrawn by its proposer",
        State::Blocked => "blocked by the guardian",
        State::Expired => "passed, but was not executed in time",
    }
}

/// The names of a set of kinds, by its bits.
pub fn kind_names(bits: u32) -> Vec<&'static str> {
    let kinds = Kinds::from_bits(bits).unwrap_or_default();
    Kind::ALL.into_iter().filter(|kind| kinds.has(*kind)).map(Kind::name).collect()
}

fn money(asset: &Asset<'_>, amount: u64) -> String {
    match asset {
        Asset::Sol => format!("{} SOL", Lamports(amount)),
        Asset::Token(mint) => format!("{amount} base units of token {}", key(mint)),
    }
}

pub(super) fn key(bytes: &[u8; 32]) -> Pubkey {
    Pubkey::new_from_array(*bytes)
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn span(seconds: u32) -> String {
    match (seconds / 86_400, seconds % 86_400) {
        (days, 0) if days > 0 => format!("{days} days"),
        (0, seconds) => format!("{seconds} seconds"),
        (days, seconds) => format!("{days} days and {seconds} seconds"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use makerstake_core::action::Transfer;

    #[test]
    fn a_transfer_says_what_goes_where() {
        let to = [7; 32];
        let action = Action::Transfer(Transfer { asset: Asset::Sol, to: &to, amount: 1_500_000_000 });
        assert_eq!(describe(&action), format!("pay 1.5 SOL from the treasury to {}", key(&to)));
    }
}
