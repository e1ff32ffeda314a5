//! What of a platform is on the chain.

use crate::generated::equity::accounts::Pool;
use solana_account::Account;
use solana_pubkey::Pubkey;

use super::{
    document::{base_units, seconds, PoolTerms},
    mint::TOKEN_2022,
    Addresses, Chain, Founding, Keys, MigrationError, Step,
};

mod governance;

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is on the chain, as the founding document says.
    Done,
    /// It is not on the chain.
    Missing,
    /// Something else is on the chain: the value says what.
    Conflict(String),
}

/// How far each of these steps is: the record of what ran, read from the chain.
///
/// # Errors
/// [`MigrationError::Rpc`].
pub fn status(
    chain: &impl Chain,
    founding: &Founding,
    keys: &Keys,
    steps: &[Step],
) -> Result<Vec<(Step, State)>, MigrationError> {
    steps.iter().map(|step| Ok((*step, of(chain, founding, keys, step)?))).collect()
}

/// How far one step is.
pub(crate) fn of(
    chain: &impl Chain,
    founding: &Founding,
    keys: &Keys,
    step: &Step,
) -> Result<State, MigrationError> {
    let addresses = Addresses::of(&keys.mint);
    let at = |address: &Pubkey| chain.account(address);
    Ok(match step {
        Step::Program(program) => match at(&program.id())? {
            Some(account) if account.executable => State::Done,
            _ => State::Missing,
        },
        Step::Mint => mint(at(&addresses.mint)?.as_ref()),
        Step::Pool => match at(&addresses.pool)? {
            None => State::Missing,
            Some(account) => pool(&account, &founding.pool),
        },
        Step::Platform => governance::platform(at(&addresses.platform)?.as_ref()),
        Step::Track(id) => governance::track(at(&addresses.track(*id))?.as_ref(), *id),
        Step::HandOver => match at(&addresses.pool)?.map(|account| Pool::from_bytes(&account.data)) {
            Some(Ok(pool)) if pool.authority == addresses.treasury => State::Done,
            _ => State::Missing,
        },
    })
}

fn mint(account: Option<&Account>) -> State {
    match account {
        None => State::Missing,
        Some(account) if account.owner == TOKEN_2022 => State::Done,
        Some(account) => State::Conflict(format!("the mint's address belongs to {}", account.owner)),
    }
}

fn pool(account: &Account, terms: &PoolTerms) -> State {
    let Ok(pool) = Pool::from_bytes(&account.data) else {
        return State::Conflict("the pool's address holds something else".into());
    };
    let wanted = [
        ("contributions", base_units(terms.contributions), pool.contributions_cap),
        ("grants", base_units(terms.grants), pool.grants_cap),
        ("treasury", base_units(terms.treasury), pool.treasury_cap),
        ("bond", Some(terms.bond), pool.bond),
        ("dividend_min_shares", base_units(terms.dividend_min_shares), pool.dividend_min_shares),
        (
            "snapshot_epoch_days",
            Some(seconds(terms.snapshot_epoch_days).into()),
            pool.snapshot_epoch_seconds.into(),
        ),
        ("window_days", Some(seconds(terms.window_days).into()), pool.window_seconds.into()),
        ("challenge_days", Some(seconds(terms.challenge_days).into()), pool.challenge_seconds.into()),
        ("decay_bps", Some(terms.decay_bps.into()), pool.decay_bps.into()),
        ("leaf_max_bps", Some(terms.leaf_max_bps.into()), pool.leaf_max_bps.into()),
    ];
    match wanted.into_iter().find(|(_, wanted, found)| *wanted != Some(*found)) {
        None => State::Done,
        Some((name, wanted, found)) => State::Conflict(format!(
            "{name} on chain is {found}, the document says {}",
            wanted.unwrap_or_default()
        )),
    }
}
