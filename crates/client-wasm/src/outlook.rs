//! What actions would do: in words, whether anything would stop them, and the instruction that executes one.
//!
//! Nothing here asks a node: each question says first which accounts decide it, and takes them from whoever has fetched them.

use makerstake_client::actions::preflight::{preflight, remarks, wanted, Problem};
use makerstake_client::actions::{describe, execute, owners_wanted};
use makerstake_client::message::Message;
use makerstake_client::platform::Addresses;
use makerstake_client::snapshot::{base, Snapshot};
use serde::{Deserialize, Serialize};
use solana_account::Account;
use solana_pubkey::Pubkey;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsValue;

use crate::action::{with, Owned};
use crate::border::{address, from_js, refusal, to_js, Address, Answer, Bytes};

/// An account as a node tells it.
#[derive(Deserialize)]
struct Given {
    address: Address,
    owner: Address,
    lamports: u64,
    data: Bytes,
    executable: bool,
}

/// What would stop a proposal, and of each action what is worth knowing though it stops nothing.
#[derive(Serialize)]
struct Outlook {
    problems: Vec<Problem>,
    remarks: Vec<Vec<Message>>,
}

/// An instruction, with the roles that @solana/kit numbers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Made {
    program_address: Address,
    accounts: Vec<Role>,
    data: Bytes,
}

#[derive(Serialize)]
struct Role {
    address: Address,
    role: u8,
}

/// What an action does: a key of the catalogue with typed values.
///
/// # Errors
/// What is no action.
#[wasm_bindgen(js_name = describeAction)]
pub fn describe_action(action: JsValue) -> Answer<JsValue> {
    one(action, |action| to_js(&describe(action)))
}

/// The accounts that decide whether these actions can be executed.
///
/// # Errors
/// What is no mint, and what is no action.
#[wasm_bindgen(js_name = accountsWanted)]
pub fn accounts_wanted(mint: &str, track: u8, actions: JsValue) -> Answer<Vec<String>> {
    let at = addresses(mint)?;
    let actions: Vec<Owned> = from_js(actions)?;
    let mut accounts = base(&at).to_vec();
    accounts.push(at.track(track));
    accounts.extend(with(&actions, |actions| wanted(&at, actions))?);
    accounts.sort_unstable();
    accounts.dedup();
    Ok(accounts.iter().map(Pubkey::to_string).collect())
}

/// What would stop a proposal of these actions if they were executed now. `failing` has the reason of each call that a
/// simulation refused, by the place of its action.
///
/// # Errors
/// What is no mint, no action or no account, and accounts that are not those of a platform.
#[wasm_bindgen(js_name = preflight)]
pub fn preflight_actions(
    mint: &str,
    track: u8,
    actions: JsValue,
    accounts: JsValue,
    failing: JsValue,
) -> Answer<JsValue> {
    let actions: Vec<Owned> = from_js(actions)?;
    let failing: Vec<Option<String>> = from_js(failing)?;
    let accounts = given(accounts)?;
    let snapshot = Snapshot::from_accounts(addresses(mint)?, accounts);
    let mut snapshot = snapshot.map_err(|error| refusal(error.to_string()))?;
    let failing = failing.into_iter().enumerate();
    snapshot.failing_calls = failing.filter_map(|(action, reason)| Some((action, reason?))).collect();
    let outlook = with(&actions, |actions| Outlook {
        problems: preflight(&snapshot, track, actions),
        remarks: actions.iter().map(|action| remarks(&snapshot, action)).collect(),
    })?;
    to_js(&outlook)
}

/// The accounts whose owners the execution of an action depends on.
///
/// # Errors
/// What is no mint, and what is no action.
#[wasm_bindgen(js_name = ownersWanted)]
pub fn owners_wanted_for(mint: &str, action: JsValue) -> Answer<Vec<String>> {
    let at = addresses(mint)?;
    one(action, |action| Ok(owners_wanted(&at, action).iter().map(Pubkey::to_string).collect()))
}

/// The instruction that executes an action of a proposal. `payload` is empty for an action that is on the chain.
///
/// # Errors
/// What is no address, no action or no account, and a mint whose token program is not among the accounts.
#[wasm_bindgen(js_name = executeAction)]
pub fn execute_action(
    mint: &str,
    proposal: &str,
    track: u8,
    action: JsValue,
    payload: Vec<u8>,
    accounts: JsValue,
) -> Answer<JsValue> {
    let at = addresses(mint)?;
    let proposal = Pubkey::new_from_array(address(proposal)?);
    let accounts = given(accounts)?;
    let owner = |key: &Pubkey| {
        let found = accounts.iter().find(|(address, _)| address == key);
        found.and_then(|(_, account)| account.as_ref()).map(|account| account.owner)
    };
    // A wallet that was never used has no account.
    let is_wallet = |key: &Pubkey| owner(key).is_none_or(|owner| owner == solana_sdk_ids::system_program::ID);
    one(action, |action| {
        let made = execute(&at, &proposal, track, action, payload, owner, is_wallet);
        let made = made.map_err(|error| refusal(error.to_string()))?;
        let role = |meta: &solana_instruction::AccountMeta| Role {
            address: Address(meta.pubkey.to_bytes()),
            role: u8::from(meta.is_writable) | u8::from(meta.is_signer) << 1,
        };
        to_js(&Made {
            program_address: Address(made.program_id.to_bytes()),
            accounts: made.accounts.iter().map(role).collect(),
            data: Bytes(made.data),
        })
    })
}

fn addresses(mint: &str) -> Answer<Addresses> {
    Ok(Addresses::of(&Pubkey::new_from_array(address(mint)?)))
}

fn given(accounts: JsValue) -> Answer<Vec<(Pubkey, Option<Account>)>> {
    let accounts: Vec<Given> = from_js(accounts)?;
    let account = |given: Given| {
        let Given { address, owner, lamports, data, executable } = given;
        let owner = Pubkey::new_from_array(owner.0);
        let account = Account { lamports, data: data.0, owner, executable, ..Account::default() };
        (Pubkey::new_from_array(address.0), Some(account))
    };
    Ok(accounts.into_iter().map(account).collect())
}

/// Runs something on one action.
fn one<T>(action: JsValue, run: impl FnOnce(&makerstake_core::action::Action<'_>) -> Answer<T>) -> Answer<T> {
    let action: Owned = from_js(action)?;
    with(&[action], |actions| match actions {
        [action] => run(action),
        _ => Err(refusal("not one action")),
    })?
}
