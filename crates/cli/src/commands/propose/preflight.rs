//! What would stop an action if it were executed now. A proposal is checked before it is made, because nobody reads bytes
//! and a vote for something impossible is a week lost.

mod code;

use makerstake_client::generated::equity::accounts::{Distribution, Grant, Pool};
use makerstake_client::generated::governance::accounts::{Budget, Rule, Track};
use makerstake_client::platform::Addresses;
use makerstake_client::query;
use makerstake_core::action::{Action, Asset};
use makerstake_core::budget::OPTIMISTIC_IDS;
use makerstake_core::track::OPTIMISTIC;
use solana_account::Account;
use solana_pubkey::Pubkey;
use spl_associated_token_account_interface::address::get_associated_token_address_with_program_id;

use crate::commands::platform_arg;
use crate::context::Context;
use crate::failure::Failure;

/// Everything that would stop this action now, one sentence each.
///
/// # Errors
/// When the node does not answer.
pub fn problems(
    context: &Context,
    at: &Addresses,
    track: u8,
    action: &Action<'_>,
) -> Result<Vec<String>, Failure> {
    let mut problems = Vec::new();
    match action {
        Action::Transfer(transfer) => {
            let to = Pubkey::new_from_array(*transfer.to);
            problems.extend(payment(context, at, &transfer.asset, transfer.amount)?);
            problems.extend(recipient(context, at, &to, &transfer.asset)?);
        }
        Action::OpenBudget(open) => {
            problems.extend(budget_id(context, at, track, open.id)?);
            if find(context, &at.budget(open.id))?.is_some() {
                problems.push(format!("budget {} exists already: take another id", open.id));
            }
            problems.extend(payment(context, at, &open.asset, open.terms.cap)?);
            problems.extend(recipient(context, at, &Pubkey::new_from_array(*open.recipient), &Asset::Sol)?);
        }
        Action::AmendBudget { id, .. } | Action::ReduceBudget { id, .. } | Action::RevokeBudget { id } => {
            let budget =
                find(context, &at.budget(*id))?.and_then(|account| Budget::from_bytes(&account.data).ok());
            match budget {
                None => problems.push(format!("there is no budget {id}")),
                Some(budget) if budget.is_revoked != 0 => {
                    problems.push(format!("budget {id} is revoked already"))
                }
                Some(_) => {}
            }
        }
        Action::SetRule(rule) | Action::WidenRule(rule) => {
            problems.extend(version(context, at, rule.id, rule.version)?)
        }
        Action::RepealRule { id, version: next, .. } => problems.extend(version(context, at, *id, *next)?),
        Action::CreateGrant(grant) => {
            problems.extend(handed_over(context, at)?);
            let pool = pool(context, at)?;
            let left = pool.grants_cap.saturating_sub(pool.grants_emitted);
            if grant.total > left {
                problems.push(format!(
                    "the grants bucket has {left} base units left, the grant asks for {}",
                    grant.total
                ));
            }
            let address = at.grant(&Pubkey::new_from_array(*grant.holder), grant.id);
            if find(context, &address)?.is_some() {
                problems.push(format!("this holder has a grant {} already: take another id", grant.id));
            }
        }
        Action::RevokeGrant { grant } => {
            problems.extend(handed_over(context, at)?);
            let address = Pubkey::new_from_array(**grant);
            match find(context, &address)?.and_then(|account| Grant::from_bytes(&account.data).ok()) {
                None => problems.push(format!("{address} is no grant")),
                Some(grant) if grant.is_revocable == 0 => {
                    problems.push(format!("grant {address} is not revocable"))
                }
                Some(_) => {}
            }
        }
        Action::IssueTreasury { amount } => {
            problems.extend(handed_over(context, at)?);
            let pool = pool(context, at)?;
            let left = pool.treasury_cap.saturating_sub(pool.treasury_emitted);
            if *amount > left {
                problems
                    .push(format!("the treasury bucket has {left} base units left, {amount} are asked for"));
            }
        }
        Action::ResolveDistribution { distribution, .. } => {
            problems.extend(handed_over(context, at)?);
            let address = Pubkey::new_from_array(**distribution);
            match find(context, &address)?.and_then(|account| Distribution::from_bytes(&account.data).ok()) {
                None => problems.push(format!("{address} is no distribution")),
                Some(distribution) if distribution.pool != at.pool => {
                    problems.push(format!("distribution {address} is another pool's"));
                }
                Some(_) => {}
            }
        }
        Action::SetScorer { .. } => problems.extend(handed_over(context, at)?),
        Action::Upgrade(upgrade) => problems.extend(code::upgrade(context, at, upgrade)?),
        Action::Invoke(invoke) => problems.extend(code::invoke(context, at, invoke)?),
        Action::SetTrack { .. }
        | Action::SetPlatform { .. }
        | Action::SetGuardian { .. }
        | Action::Resolve { .. } => {}
    }
    Ok(problems)
}

/// The treasury's account of each asset that is spent.
///
/// # Errors
/// When the node does not answer.
pub fn balances(context: &Context, at: &Addresses, actions: &[Action<'_>]) -> Result<Vec<Pubkey>, Failure> {
    let mut accounts = Vec::new();
    for action in actions {
        let asset = match action {
            Action::Transfer(transfer) => &transfer.asset,
            Action::OpenBudget(open) => &open.asset,
            _ => continue,
        };
        let account = match asset {
            Asset::Sol => at.treasury,
            Asset::Token(mint) => token_account(context, at, &Pubkey::new_from_array(**mint))?,
        };
        if !accounts.contains(&account) {
            accounts.push(account);
        }
    }
    Ok(accounts)
}

fn payment(
    context: &Context,
    at: &Addresses,
    asset: &Asset<'_>,
    amount: u64,
) -> Result<Option<String>, Failure> {
    let has = match asset {
        Asset::Sol => {
            let floor = context.rpc().get_minimum_balance_for_rent_exemption(0).unwrap_or_default();
            find(context, &at.treasury)?.map_or(0, |account| account.lamports.saturating_sub(floor))
        }
        Asset::Token(mint) => {
            let account = find(context, &token_account(context, at, &Pubkey::new_from_array(**mint))?)?;
            account.and_then(|account| amount_of(&account)).unwrap_or_default()
        }
    };
    Ok((has < amount).then(|| format!("the treasury has {has} base units of it, {amount} are asked for")))
}

/// Which ids a track's budgets have.
fn budget_id(context: &Context, at: &Addresses, track: u8, id: u32) -> Result<Option<String>, Failure> {
    let terms = find(context, &at.track(track))?.and_then(|account| Track::from_bytes(&account.data).ok());
    let is_optimistic = terms.is_some_and(|terms| terms.flags & OPTIMISTIC != 0);
    let other = id ^ OPTIMISTIC_IDS;
    Ok(((id >= OPTIMISTIC_IDS) != is_optimistic).then(|| {
        let (what, ids) = if is_optimistic { ("optimistic", "from") } else { ("not optimistic", "below") };
        format!(
            "track {track} is {what}, so its budgets have ids {ids} {OPTIMISTIC_IDS}: take {other}, not {id}"
        )
    }))
}

fn recipient(
    context: &Context,
    at: &Addresses,
    to: &Pubkey,
    asset: &Asset<'_>,
) -> Result<Option<String>, Failure> {
    if *to == at.treasury {
        return Ok(Some("the treasury cannot pay itself".into()));
    }
    let Some(account) = find(context, to)? else { return Ok(None) };
    let is_wallet = account.owner == solana_sdk_ids::system_program::ID && !account.executable;
    let is_token_account = matches!(asset, Asset::Token(_)) && amount_of(&account).is_some();
    Ok((!is_wallet && !is_token_account)
        .then(|| format!("{to} is neither a wallet nor a token account (it belongs to {})", account.owner)))
}

fn version(context: &Context, at: &Addresses, id: u16, next: u32) -> Result<Option<String>, Failure> {
    let rule = find(context, &at.rule(id))?.and_then(|account| Rule::from_bytes(&account.data).ok());
    let newest = rule.map_or(0, |rule| rule.numbers.into_iter().max().unwrap_or_default());
    let expected = newest.saturating_add(1);
    Ok((next != expected).then(|| format!("the next version of rule {id} is {expected}, not {next}")))
}

/// Actions on the pool need its authority, which is the treasury only after the hand-over.
fn handed_over(context: &Context, at: &Addresses) -> Result<Option<String>, Failure> {
    let pool = pool(context, at)?;
    Ok((pool.authority != at.treasury).then(|| {
        "the pool is not handed over to the treasury yet: its founder decides (`makerstake platform hand-over`)".into()
    }))
}

fn pool(context: &Context, at: &Addresses) -> Result<Pool, Failure> {
    platform_arg::pool_of(&at.pool, &platform_arg::required(context, &at.pool, "pool")?)
}

fn token_account(context: &Context, at: &Addresses, mint: &Pubkey) -> Result<Pubkey, Failure> {
    let program = platform_arg::required(context, mint, "mint")?.owner;
    Ok(get_associated_token_address_with_program_id(&at.treasury, mint, &program))
}

fn find(context: &Context, address: &Pubkey) -> Result<Option<Account>, Failure> {
    context.ask(query::account(context.rpc(), address))
}

/// The amount in a token account of either token program; nothing for anything else.
fn amount_of(account: &Account) -> Option<u64> {
    let is_token = [spl_token_2022_interface::ID, spl_token_interface::ID].contains(&account.owner);
    let is_account = account.data.len() == 165 || account.data.get(165) == Some(&2);
    let bytes = account.data.get(64..)?.first_chunk()?;
    (is_token && is_account).then(|| u64::from_le_bytes(*bytes))
}
