//! What would stop a proposal's actions if they were executed now. A proposal is checked before it is made, because nobody
//! reads bytes and a vote for something impossible is a week lost.
//!
//! [`wanted`] says which accounts decide it; [`preflight`] is pure, so both clients and the tests give the same answer.

mod code;

use makerstake_core::action::{Action, Asset, Kinds};
use makerstake_core::budget::OPTIMISTIC_IDS;
use makerstake_core::track::{Terms, OPEN_EPOCHS, OPTIMISTIC};
use serde::Serialize;
use solana_account::Account;
use solana_pubkey::Pubkey;
use spl_associated_token_account_interface::address::get_associated_token_address_with_program_id;
use spl_generic_token::{generic_token, is_known_spl_token_id, token, token_2022};

use super::describe::kind_list;
use super::track::terms_of;
use crate::addresses::program_data;
use crate::generated::equity::accounts::{
    Distribution, Grant, DISTRIBUTION_DISCRIMINATOR, GRANT_DISCRIMINATOR,
};
use crate::message::{Message, Value};
use crate::platform::Addresses;
use crate::programs::Program;
use crate::snapshot::{read, Snapshot};

/// Something that would stop a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The action, counted from 0; none if it is the proposal as a whole.
    pub action: Option<usize>,
    /// What would stop it.
    pub message: Message,
}

/// The accounts that decide whether actions can be executed.
pub fn wanted(at: &Addresses, actions: &[Action<'_>]) -> Vec<Pubkey> {
    let mut wanted = Vec::new();
    let asset = |wanted: &mut Vec<Pubkey>, asset: &Asset<'_>| {
        if let Asset::Token(mint) = asset {
            let mint = key(mint);
            // Which of the two programs the mint is of, only its account tells.
            wanted.extend([
                mint,
                token_account(at, &mint, &token::ID),
                token_account(at, &mint, &token_2022::ID),
            ]);
        }
    };
    for action in actions {
        match action {
            Action::Transfer(transfer) => {
                asset(&mut wanted, &transfer.asset);
                wanted.push(key(transfer.to));
            }
            Action::OpenBudget(open) => {
                asset(&mut wanted, &open.asset);
                wanted.extend([at.budget(open.id), key(open.recipient)]);
            }
            Action::AmendBudget { id, .. }
            | Action::ReduceBudget { id, .. }
            | Action::RevokeBudget { id } => {
                wanted.push(at.budget(*id));
            }
            Action::SetRule(rule) | Action::WidenRule(rule) => wanted.push(at.rule(rule.id)),
            Action::RepealRule { id, .. } => wanted.push(at.rule(*id)),
            Action::CreateGrant(grant) => wanted.push(at.grant(&key(grant.holder), grant.id)),
            Action::RevokeGrant { grant } => wanted.push(key(grant)),
            Action::ResolveDistribution { distribution, .. } => wanted.push(key(distribution)),
            Action::Upgrade(upgrade) => {
                let program = key(upgrade.program);
                wanted.extend([program, program_data(&program), key(upgrade.buffer)]);
            }
            Action::Invoke(invoke) => {
                let program = key(invoke.program);
                wanted.extend([program, program_data(&program)]);
                wanted.extend(invoke.accounts.iter().map(|meta| key(meta.key)));
            }
            Action::SetTrack { id, .. } => wanted.push(at.track(*id)),
            Action::SetConstitution { .. }
            | Action::SetGuardian { .. }
            | Action::SetScorer { .. }
            | Action::IssueTreasury { .. }
            | Action::Resolve { .. } => {}
        }
    }
    wanted
}

/// Everything that would stop a proposal of these actions on a track, one sentence each, in the order of the actions.
pub fn preflight(snapshot: &Snapshot, track: u8, actions: &[Action<'_>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(terms) = snapshot.track(track) {
        let kinds = actions.iter().fold(Kinds::NONE, |kinds, action| kinds.with(action.kind()));
        let others = kinds.bits() & !terms.kinds;
        if others != 0 {
            let message = Message::new("problem.kind_not_in_track")
                .with("track", Value::number(track))
                .with("kinds", kind_list(others));
            problems.push(Problem { action: None, message });
        }
        if terms.flags & OPTIMISTIC != 0 && !snapshot.hears_silence() {
            let message = Message::new("problem.optimistic_closed").with("track", Value::number(track));
            problems.push(Problem { action: None, message });
        }
    }
    for (index, action) in actions.iter().enumerate() {
        let found = of_action(snapshot, track, index, action);
        problems.extend(found.into_iter().map(|message| Problem { action: Some(index), message }));
    }
    problems
}

/// What is worth knowing about actions though it stops nothing.
pub fn remarks(snapshot: &Snapshot, action: &Action<'_>) -> Vec<Message> {
    code::remarks(snapshot, action)
}

/// The treasury's account of each asset that is spent, by which a track's limits are measured.
pub fn balances(snapshot: &Snapshot, actions: &[Action<'_>]) -> Vec<Pubkey> {
    let mut accounts = Vec::new();
    for action in actions {
        let (asset, has_rent) = match action {
            Action::Transfer(transfer) => (&transfer.asset, false),
            Action::OpenBudget(open) => (&open.asset, true),
            _ => continue,
        };
        let account = match asset {
            Asset::Sol => Some(snapshot.at.treasury),
            Asset::Token(mint) => treasury_purse(snapshot, &key(mint)),
        };
        // The treasury pays for the budget's account, in lamports.
        let rent = has_rent.then_some(snapshot.at.treasury);
        for account in account.into_iter().chain(rent) {
            if !accounts.contains(&account) {
                accounts.push(account);
            }
        }
    }
    accounts
}

fn of_action(snapshot: &Snapshot, track: u8, index: usize, action: &Action<'_>) -> Vec<Message> {
    match action {
        Action::Transfer(transfer) => {
            let mut problems = payment(snapshot, &transfer.asset, transfer.amount);
            problems.extend(recipient(snapshot, &key(transfer.to), &transfer.asset));
            problems
        }
        Action::OpenBudget(open) => {
            let mut problems: Vec<Message> = budget_id(snapshot, track, open.id).into_iter().collect();
            if snapshot.account(&snapshot.at.budget(open.id)).is_some() {
                problems.push(Message::new("problem.budget_exists").with("id", Value::number(open.id)));
            }
            problems.extend(payment(snapshot, &open.asset, open.terms.cap));
            problems.extend(recipient(snapshot, &key(open.recipient), &Asset::Sol));
            problems
        }
        Action::AmendBudget { id, .. } | Action::ReduceBudget { id, .. } | Action::RevokeBudget { id } => {
            let problem = match snapshot.budget(*id) {
                None => "problem.budget_missing",
                Some(budget) if budget.is_revoked != 0 => "problem.budget_revoked",
                Some(_) => return Vec::new(),
            };
            vec![Message::new(problem).with("id", Value::number(*id))]
        }
        Action::SetRule(rule) | Action::WidenRule(rule) => version(snapshot, rule.id, rule.version),
        Action::RepealRule { id, version: next, .. } => version(snapshot, *id, *next),
        Action::CreateGrant(grant) => {
            let pool = &snapshot.pool;
            let mut problems = handed_over(snapshot);
            let left = pool.grants_cap.saturating_sub(pool.grants_emitted);
            problems.extend(bucket("problem.grants_bucket", left, grant.total));
            if snapshot.account(&snapshot.at.grant(&key(grant.holder), grant.id)).is_some() {
                problems.push(Message::new("problem.grant_exists").with("id", Value::number(grant.id)));
            }
            problems
        }
        Action::RevokeGrant { grant } => {
            let mut problems = handed_over(snapshot);
            let account = snapshot.account(&key(grant));
            let found = read(account, Program::Equity, &GRANT_DISCRIMINATOR, Grant::from_bytes);
            let problem = match found.filter(|found| found.pool == snapshot.at.pool) {
                None => Some("problem.grant_missing"),
                Some(found) => (found.is_revocable == 0).then_some("problem.grant_final"),
            };
            problems.extend(problem.map(|problem| Message::new(problem).with("grant", Value::key(grant))));
            problems
        }
        Action::IssueTreasury { amount } => {
            let pool = &snapshot.pool;
            let mut problems = handed_over(snapshot);
            let left = pool.treasury_cap.saturating_sub(pool.treasury_emitted);
            problems.extend(bucket("problem.treasury_bucket", left, *amount));
            problems
        }
        Action::ResolveDistribution { distribution, root, .. } => {
            let mut problems = handed_over(snapshot);
            problems.extend(disputed(snapshot, &key(distribution), root));
            problems
        }
        Action::SetScorer { .. } => handed_over(snapshot),
        Action::Upgrade(upgrade) => code::upgrade(snapshot, upgrade),
        Action::Invoke(invoke) => code::invoke(snapshot, index, invoke),
        Action::SetTrack { id, terms } => {
            makers(snapshot, *id, terms).into_iter().chain(too_long(snapshot, *id, terms)).collect()
        }
        Action::SetConstitution { .. } | Action::SetGuardian { .. } | Action::Resolve { .. } => Vec::new(),
    }
}

fn payment(snapshot: &Snapshot, asset: &Asset<'_>, amount: u64) -> Vec<Message> {
    let (has, value): (u64, fn(u64) -> Value) = match asset {
        Asset::Sol => {
            let lamports = snapshot.account(&snapshot.at.treasury).map_or(0, |account| account.lamports);
            (lamports.saturating_sub(snapshot.rent_floor()), Value::sol)
        }
        Asset::Token(mint) => {
            let Some(token_account) = treasury_purse(snapshot, &key(mint)) else {
                return vec![Message::new("problem.mint_missing").with("mint", Value::key(mint))];
            };
            (snapshot.account(&token_account).and_then(amount_of).unwrap_or_default(), Value::units)
        }
    };
    if has >= amount {
        return Vec::new();
    }
    vec![Message::new("problem.treasury_short").with("has", value(has)).with("asked", value(amount))]
}

/// Checks which ids a track's budgets have.
fn budget_id(snapshot: &Snapshot, track: u8, id: u32) -> Option<Message> {
    let is_optimistic = snapshot.track(track).is_some_and(|terms| terms.flags & OPTIMISTIC != 0);
    if (id >= OPTIMISTIC_IDS) == is_optimistic {
        return None;
    }
    let key = if is_optimistic { "problem.budget_id.optimistic" } else { "problem.budget_id.approved" };
    let message = Message::new(key)
        .with("track", Value::number(track))
        .with("first", Value::number(OPTIMISTIC_IDS))
        .with("other", Value::number(id ^ OPTIMISTIC_IDS))
        .with("id", Value::number(id));
    Some(message)
}

/// A vote ends within two snapshot epochs, or its weights would be forgotten.
fn too_long(snapshot: &Snapshot, id: u8, terms: &Terms) -> Option<Message> {
    let epoch = snapshot.pool.snapshot_epoch_seconds;
    terms.check_length(epoch).err()?;
    let message = Message::new("problem.track_too_long")
        .with("id", Value::number(id))
        .with("open", Value::duration(terms.open_for().unwrap_or(u32::MAX)))
        .with("longest", Value::duration(epoch.saturating_mul(OPEN_EPOCHS)));
    Some(message)
}

/// While the house of makers is dormant, no track is written that takes something from it.
fn makers(snapshot: &Snapshot, id: u8, terms: &Terms) -> Option<Message> {
    let is_fair = snapshot.track(id).is_some_and(|track| terms.leaves_makers(&terms_of(&track)));
    (snapshot.makers().is_dormant && !is_fair)
        .then(|| Message::new("problem.makers_dormant").with("id", Value::number(id)))
}

fn recipient(snapshot: &Snapshot, to: &Pubkey, asset: &Asset<'_>) -> Option<Message> {
    if *to == snapshot.at.treasury {
        return Some(Message::new("problem.treasury_pays_itself"));
    }
    let account = snapshot.account(to)?;
    let is_wallet = account.owner == solana_sdk_ids::system_program::ID && !account.executable;
    let is_purse = matches!(asset, Asset::Token(_)) && amount_of(account).is_some();
    (!is_wallet && !is_purse)
        .then(|| Message::new("problem.recipient").with("to", *to).with("owner", account.owner))
}

fn version(snapshot: &Snapshot, id: u16, version: u32) -> Vec<Message> {
    let newest = snapshot.rule(id).map_or(0, |rule| rule.numbers.into_iter().max().unwrap_or_default());
    let next = newest.saturating_add(1);
    if version == next {
        return Vec::new();
    }
    vec![Message::new("problem.rule_version")
        .with("id", Value::number(id))
        .with("next", Value::number(next))
        .with("version", Value::number(version))]
}

/// Actions on the pool need its authority, which is the treasury only after the hand-over.
fn handed_over(snapshot: &Snapshot) -> Vec<Message> {
    if snapshot.pool.authority == snapshot.at.treasury {
        return Vec::new();
    }
    vec![Message::new("problem.not_handed_over")]
}

fn bucket(key: &'static str, left: u64, asked: u64) -> Option<Message> {
    (asked > left)
        .then(|| Message::new(key).with("left", Value::shares(left)).with("asked", Value::shares(asked)))
}

fn disputed(snapshot: &Snapshot, address: &Pubkey, root: &[u8; 32]) -> Option<Message> {
    let account = snapshot.account(address);
    let found = read(account, Program::Equity, &DISTRIBUTION_DISCRIMINATOR, Distribution::from_bytes);
    let problem = match found {
        None => "problem.distribution_missing",
        Some(found) if found.pool != snapshot.at.pool => "problem.distribution_foreign",
        Some(found) if found.root != *root => "problem.distribution_root",
        Some(_) => return None,
    };
    Some(Message::new(problem).with("distribution", *address))
}

/// The treasury's associated account of a mint, once the mint's own account says of which program it is.
fn treasury_purse(snapshot: &Snapshot, mint: &Pubkey) -> Option<Pubkey> {
    let program = snapshot.account(mint)?.owner;
    is_known_spl_token_id(&program).then(|| token_account(&snapshot.at, mint, &program))
}

fn token_account(at: &Addresses, mint: &Pubkey, program: &Pubkey) -> Pubkey {
    get_associated_token_address_with_program_id(&at.treasury, mint, program)
}

/// The amount in a token account of either token program; nothing for anything else.
fn amount_of(account: &Account) -> Option<u64> {
    generic_token::Account::unpack(&account.data, &account.owner).map(|account| account.amount)
}

fn key(bytes: &[u8; 32]) -> Pubkey {
    Pubkey::new_from_array(*bytes)
}

#[cfg(test)]
mod tests;
