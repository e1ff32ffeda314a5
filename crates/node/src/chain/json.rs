//! JSON-RPC's answers, read strictly: what is missing is an error, never a default.

use std::collections::BTreeMap;

use base64::prelude::{Engine as _, BASE64_STANDARD};
use serde_json::Value;
use solana_pubkey::Pubkey;

use super::{Block, Call, Past, Raw, Read, TokenChange, Transaction};

/// What an answer lacks.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("no usable {0}")]
pub(super) struct Missing(&'static str);

type Found<T> = Result<T, Missing>;

fn part<'a>(value: &'a Value, name: &'static str) -> Found<&'a Value> {
    value.get(name).ok_or(Missing(name))
}

pub(super) fn text(value: &Value) -> Found<String> {
    value.as_str().map(str::to_string).ok_or(Missing("text"))
}

pub(super) fn number(value: &Value) -> Found<u64> {
    value.as_u64().ok_or(Missing("number"))
}

pub(super) fn list(value: &Value) -> Found<&Vec<Value>> {
    value.as_array().ok_or(Missing("list"))
}

fn address(value: &Value) -> Found<Pubkey> {
    value.as_str().and_then(|text| text.parse().ok()).ok_or(Missing("address"))
}

fn index(value: &Value) -> Found<usize> {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).ok_or(Missing("index"))
}

/// A list that may be left out or null.
fn optional<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

pub(super) fn block(slot: u64, value: &Value) -> Found<Block> {
    let transactions = list(part(value, "transactions")?)?;
    Ok(Block {
        slot,
        parent_slot: number(part(value, "parentSlot")?)?,
        blockhash: text(part(value, "blockhash")?)?,
        previous_blockhash: text(part(value, "previousBlockhash")?)?,
        time: value.get("blockTime").and_then(Value::as_i64),
        transactions: transactions.iter().map(transaction).collect::<Found<_>>()?,
    })
}

pub(super) fn past(value: &Value) -> Found<(u64, Option<i64>, Transaction)> {
    let time = value.get("blockTime").and_then(Value::as_i64);
    Ok((number(part(value, "slot")?)?, time, transaction(value)?))
}

pub(super) fn history(value: &Value) -> Found<Vec<Past>> {
    list(value)?
        .iter()
        .map(|one| Ok(Past { signature: text(part(one, "signature")?)?, slot: number(part(one, "slot")?)? }))
        .collect()
}

fn transaction(value: &Value) -> Found<Transaction> {
    let inside = part(value, "transaction")?;
    let message = part(inside, "message")?;
    let meta = part(value, "meta")?;
    let mut keys: Vec<Pubkey> =
        list(part(message, "accountKeys")?)?.iter().map(address).collect::<Found<_>>()?;
    // Accounts of lookup tables come after those that the message names: first what is written, then what is read.
    if let Some(loaded) = meta.get("loadedAddresses").filter(|loaded| !loaded.is_null()) {
        for kind in ["writable", "readonly"] {
            for one in optional(loaded, kind) {
                keys.push(address(one)?);
            }
        }
    }
    let mut inner: BTreeMap<usize, Vec<Call>> = BTreeMap::new();
    for group in optional(meta, "innerInstructions") {
        let calls = list(part(group, "instructions")?)?;
        let calls = calls.iter().map(|one| call(one, &keys, true)).collect::<Found<Vec<_>>>()?;
        inner.entry(index(part(group, "index")?)?).or_default().extend(calls);
    }
    let mut calls = Vec::new();
    for (position, one) in list(part(message, "instructions")?)?.iter().enumerate() {
        calls.push(call(one, &keys, false)?);
        calls.extend(inner.remove(&position).unwrap_or_default());
    }
    let before = list(part(meta, "preBalances")?)?;
    let after = list(part(meta, "postBalances")?)?;
    Ok(Transaction {
        signature: text(list(part(inside, "signatures")?)?.first().ok_or(Missing("signature"))?)?,
        failed: !part(meta, "err")?.is_null(),
        calls,
        logs: optional(meta, "logMessages").iter().map(text).collect::<Found<_>>()?,
        lamports: before
            .iter()
            .zip(after)
            .map(|(before, after)| Ok((number(before)?, number(after)?)))
            .collect::<Found<_>>()?,
        tokens: tokens(meta, &keys)?,
        keys,
    })
}

fn call(value: &Value, keys: &[Pubkey], is_inner: bool) -> Found<Call> {
    let key = |value: &Value| keys.get(index(value)?).copied().ok_or(Missing("account"));
    let data = text(part(value, "data")?)?;
    Ok(Call {
        program: key(part(value, "programIdIndex")?)?,
        accounts: list(part(value, "accounts")?)?.iter().map(key).collect::<Found<_>>()?,
        data: bs58::decode(data).into_vec().map_err(|_| Missing("data"))?,
        is_inner,
    })
}

fn tokens(meta: &Value, keys: &[Pubkey]) -> Found<Vec<TokenChange>> {
    let mut changes: BTreeMap<usize, TokenChange> = BTreeMap::new();
    for (name, is_after) in [("preTokenBalances", false), ("postTokenBalances", true)] {
        for one in optional(meta, name) {
            let place = index(part(one, "accountIndex")?)?;
            // Old ledgers name no owner; then nothing can be said.
            let Some(owner) = one.get("owner").and_then(|owner| address(owner).ok()) else { continue };
            let amount = part(part(one, "uiTokenAmount")?, "amount")?;
            let amount = amount.as_str().and_then(|text| text.parse().ok()).ok_or(Missing("amount"))?;
            let account = *keys.get(place).ok_or(Missing("account"))?;
            let mint = address(part(one, "mint")?)?;
            let change =
                changes.entry(place).or_insert(TokenChange { account, owner, mint, before: 0, after: 0 });
            if is_after {
                change.after = amount;
            } else {
                change.before = amount;
            }
        }
    }
    Ok(changes.into_values().collect())
}

pub(super) fn accounts(value: &Value) -> Found<Read> {
    let slot = number(part(part(value, "context")?, "slot")?)?;
    let accounts = list(part(value, "value")?)?;
    let accounts = accounts
        .iter()
        .map(|one| if one.is_null() { Ok(None) } else { raw(one).map(Some) })
        .collect::<Found<_>>()?;
    Ok(Read { slot, accounts })
}

pub(super) fn keyed(value: &Value) -> Found<Vec<(Pubkey, Raw)>> {
    list(value)?.iter().map(|one| Ok((address(part(one, "pubkey")?)?, raw(part(one, "account")?)?))).collect()
}

fn raw(value: &Value) -> Found<Raw> {
    let data = part(value, "data")?.get(0).and_then(Value::as_str).ok_or(Missing("data"))?;
    Ok(Raw {
        owner: address(part(value, "owner")?)?,
        lamports: number(part(value, "lamports")?)?,
        data: BASE64_STANDARD.decode(data).map_err(|_| Missing("data"))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn name(byte: u8) -> String {
        Pubkey::new_from_array([byte; 32]).to_string()
    }

    fn one() -> Value {
        json!({
            "transaction": {
                "signatures": ["sig"],
                "message": {
                    "accountKeys": [name(1), name(2), name(3)],
                    "instructions": [
                        { "programIdIndex": 2, "accounts": [0, 3], "data": "2" },
                        { "programIdIndex": 2, "accounts": [], "data": "" },
                    ],
                },
            },
            "meta": {
                "err": null,
                "preBalances": [10, 0, 1, 5],
                "postBalances": [7, 3, 1, 5],
                "loadedAddresses": { "writable": [name(4)], "readonly": [] },
                "innerInstructions": [
                    { "index": 0, "instructions": [{ "programIdIndex": 1, "accounts": [3], "data": "3" }] },
                ],
                "logMessages": ["Program log: x"],
                "preTokenBalances": [],
                "postTokenBalances": [{
                    "accountIndex": 3, "mint": name(9), "owner": name(8), "uiTokenAmount": { "amount": "77" },
                }],
            },
        })
    }

    #[test]
    fn calls_come_in_the_order_of_execution() {
        let read = transaction(&one()).unwrap();
        let shape: Vec<_> =
            read.calls.iter().map(|call| (call.program.to_bytes()[0], call.is_inner)).collect();
        assert_eq!(shape, [(3, false), (2, true), (3, false)]);
        assert_eq!(read.calls[0].accounts[1], Pubkey::new_from_array([4; 32]), "from a lookup table");
        assert_eq!(read.lamports[0], (10, 7));
        assert_eq!((read.tokens[0].before, read.tokens[0].after), (0, 77));
        assert!(!read.failed);
    }

    #[test]
    fn what_is_missing_is_an_error() {
        for lost in ["signatures", "message"] {
            let mut broken = one();
            broken["transaction"].as_object_mut().unwrap().remove(lost);
            assert_eq!(transaction(&broken), Err(Missing(lost)));
        }
        let mut broken = one();
        broken["transaction"]["message"]["instructions"][0]["accounts"][0] = json!(99);
        assert_eq!(transaction(&broken), Err(Missing("account")));
    }
}
