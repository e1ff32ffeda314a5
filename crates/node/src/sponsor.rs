//! Pays for a creator's first steps: whoever holds a voucher of the registrar needs no SOL.
//!
//! A transaction is read whole before the node signs, last, and sends it itself. It may register, permit an attestor, claim a
//! handle, attest, open a position and open a voter, for the one creator of its voucher, and nothing else: no other program, no
//! account that an instruction does not name, no lookup table, no nonce. The node's key pays and stands nowhere else.

mod desk;
mod transaction;

use std::collections::HashSet;

use base64::prelude::{Engine as _, BASE64_STANDARD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::Deserialize;
use solana_pubkey::Pubkey;

use crate::idl;
use crate::store::Platform;

pub use desk::{Caps, Desk, DeskError};
pub use transaction::{Instruction, Unsigned};

/// What is paid for: the program, the instruction, and the account that it makes.
const PAID: [(&str, &str, Option<&str>); 6] = [
    ("creators", "register", Some("Creator")),
    ("creators", "claim_handle", Some("Handle")),
    ("attestations", "set_attestor", Some("AttestorPermission")),
    ("attestations", "attest", Some("Attestation")),
    ("equity", "open_position", Some("Position")),
    ("governance", "open_voter", Some("Voter")),
];
/// The most calls of a transaction.
const MOST_CALLS: usize = 8;
/// The most units of a transaction; each call of the list takes a small part of it.
const MOST_UNITS: u64 = 400_000;
/// Units unless a transaction says otherwise, each call.
const USUAL_UNITS: u64 = 200_000;
/// What a signature costs, in lamports.
const SIGNATURE: u64 = 5_000;
const COMPUTE_BUDGET: Pubkey = Pubkey::from_str_const("ComputeBudget111111111111111111111111111111");

/// The registrar's word that a creator's first steps are paid for.
#[derive(Clone, Debug, Deserialize)]
pub struct Voucher {
    /// The creator's genesis key, base58.
    pub genesis_key: String,
    /// Until when it counts, unix seconds.
    pub expires: i64,
    /// The registrar's authority's signature over [`voucher_message`], base64.
    pub signature: String,
}

/// What is signed for a voucher.
pub fn voucher_message(platform: &Pubkey, genesis_key: &Pubkey, expires: i64) -> String {
    format!("makerstake voucher\nplatform {platform}\ngenesis {genesis_key}\nexpires {expires}\n")
}

/// Whose steps are paid for, and up to which price.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// The platform.
    pub platform: Platform,
    /// Who pays.
    pub payer: Pubkey,
    /// The most micro-lamports a unit.
    pub unit_price: u64,
}

/// Why a transaction is not paid for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not a transaction that can be read whole.
    #[error("not a whole transaction without lookup tables")]
    Bytes,
    /// The voucher does not count.
    #[error("the voucher {0}")]
    Voucher(&'static str),
    /// The node does not pay first, or somebody else signs for it.
    #[error("{0}")]
    Payer(&'static str),
    /// A signature is missing or wrong.
    #[error("the signature of {0} is missing or wrong")]
    Signature(Pubkey),
    /// Something else is called.
    #[error("{0} is not paid for")]
    Call(String),
    /// An account is another than it must be.
    #[error("{instruction}: {name} must be {expected}")]
    Account {
        /// The instruction.
        instruction: String,
        /// The account's name.
        name: String,
        /// What it must be.
        expected: String,
    },
    /// Too dear.
    #[error("{0}")]
    Price(String),
}

impl Voucher {
    /// Checks it, and gives the creator's genesis key.
    ///
    /// # Errors
    /// [`Refusal::Voucher`].
    pub fn check(&self, platform: &Pubkey, registrar: &Pubkey, now: i64) -> Result<Pubkey, Refusal> {
        let genesis: Pubkey = self.genesis_key.parse().map_err(|_| Refusal::Voucher("names no key"))?;
        if self.expires < now {
            return Err(Refusal::Voucher("expired"));
        }
        let signature = BASE64_STANDARD.decode(&self.signature).ok().and_then(|bytes| bytes.try_into().ok());
        let signature: [u8; 64] = signature.ok_or(Refusal::Voucher("has no signature"))?;
        let text = voucher_message(platform, &genesis, self.expires);
        if is_signed(registrar, text.as_bytes(), &signature) {
            Ok(genesis)
        } else {
            Err(Refusal::Voucher("is not signed by the registrar's authority"))
        }
    }
}

/// Reads a transaction, and says what it costs at most, in lamports, if it is one to pay for.
///
/// # Errors
/// See [`Refusal`].
pub fn check(bytes: &[u8], terms: &Terms, genesis: &Pubkey) -> Result<(Unsigned, u64), Refusal> {
    let transaction = Unsigned::read(bytes).ok_or(Refusal::Bytes)?;
    let payer = terms.payer;
    if transaction.keys.first() != Some(&payer) {
        return Err(Refusal::Payer("the node must pay: its key comes first"));
    }
    if transaction.signatures.first() != Some(&[0; 64]) {
        return Err(Refusal::Payer("the node signs last: its signature must be empty"));
    }
    if transaction.keys.iter().collect::<HashSet<_>>().len() != transaction.keys.len() {
        return Err(Refusal::Bytes);
    }
    for (key, signature) in transaction.keys.iter().zip(&transaction.signatures).skip(1) {
        if !is_signed(key, &transaction.message, signature) {
            return Err(Refusal::Signature(*key));
        }
    }
    if transaction.instructions.len() > MOST_CALLS {
        return Err(Refusal::Call(format!("more than {MOST_CALLS} calls")));
    }
    let creator = Pubkey::find_program_address(&[b"creator", genesis.as_ref()], &idl::id("creators")).0;
    let (mut limit, mut price, mut rent, mut calls) = (None, None, 0_u64, 0_u64);
    for call in &transaction.instructions {
        if call.program == COMPUTE_BUDGET {
            let value = budget(call)?;
            let place = if value.0 == 2 { &mut limit } else { &mut price };
            if place.replace(value.1).is_some() {
                return Err(Refusal::Call("a budget that is set twice".into()));
            }
        } else {
            rent = rent.saturating_add(paid(call, terms, genesis, &creator)?);
            calls += 1;
        }
    }
    if calls == 0 {
        return Err(Refusal::Call("a transaction that does nothing".into()));
    }
    let units = limit.unwrap_or(USUAL_UNITS.saturating_mul(calls));
    let price = price.unwrap_or_default();
    if limit.is_some_and(|limit| limit > MOST_UNITS) {
        return Err(Refusal::Price(format!("at most {MOST_UNITS} units are paid for")));
    }
    if price > terms.unit_price {
        return Err(Refusal::Price(format!(
            "at most {} micro-lamports a unit are paid for",
            terms.unit_price
        )));
    }
    let fee = SIGNATURE.saturating_mul(transaction.signers as u64);
    let priority =
        u64::try_from((u128::from(units) * u128::from(price)).div_ceil(1_000_000)).unwrap_or(u64::MAX);
    Ok((transaction, fee.saturating_add(priority).saturating_add(rent)))
}

/// Signs in the node's place. The transaction must be one that [`check`] let through.
pub fn sign(mut transaction: Unsigned, key: &SigningKey) -> Vec<u8> {
    if let Some(first) = transaction.signatures.first_mut() {
        *first = key.sign(&transaction.message).to_bytes();
    }
    transaction.bytes()
}

/// A limit (2) or price (3) of units.
fn budget(call: &Instruction) -> Result<(u8, u64), Refusal> {
    let refused = || Refusal::Call("a budget other than units and their price".into());
    if !call.accounts.is_empty() {
        return Err(refused());
    }
    match call.data.split_first() {
        Some((2, rest)) => {
            rest.try_into().map(|bytes| (2, u64::from(u32::from_le_bytes(bytes)))).map_err(|_| refused())
        }
        Some((3, rest)) => rest.try_into().map(|bytes| (3, u64::from_le_bytes(bytes))).map_err(|_| refused()),
        _ => Err(refused()),
    }
}

/// Checks one call of the suite; gives the rent of what it makes.
fn paid(call: &Instruction, terms: &Terms, genesis: &Pubkey, creator: &Pubkey) -> Result<u64, Refusal> {
    let program = idl::at(&call.program).ok_or_else(|| Refusal::Call(format!("program {}", call.program)))?;
    let called = program.whole_instruction(&call.data, &call.accounts);
    let called =
        called.ok_or_else(|| Refusal::Call(format!("a call of {} that is not whole", program.name)))?;
    let known = PAID.iter().find(|(of, name, _)| *of == program.name && *name == called.name);
    let (.., made) = known.ok_or_else(|| Refusal::Call(format!("{} of {}", called.name, program.name)))?;
    let expected = |name: &str| match name {
        "payer" => Some(terms.payer),
        "genesis_key" => Some(*genesis),
        "creator" | "holder" => Some(*creator),
        "pool" => Some(terms.platform.pool),
        "platform" => Some(terms.platform.platform),
        "system_program" => Some(Pubkey::default()),
        _ => None,
    };
    for (name, address) in &called.accounts {
        let address = address.as_str().unwrap_or_default();
        let wrong = |expected: String| Refusal::Account {
            instruction: called.name.clone(),
            name: name.clone(),
            expected,
        };
        match expected(name) {
            Some(expected) if address != expected.to_string() => return Err(wrong(expected.to_string())),
            // The node's key signs: anywhere else it would permit what nobody asked it.
            None if address == terms.payer.to_string() => return Err(wrong("another than who pays".into())),
            _ => {}
        }
    }
    let mut rent = made.and_then(|name| program.size(name)).map_or(0, rent_of);
    // Registering can claim a handle at once.
    if called.name == "register" && called.accounts.contains_key("handle") {
        rent = rent.saturating_add(program.size("Handle").map_or(0, rent_of));
    }
    Ok(rent)
}

/// Rent as on every cluster: 6,960 lamports a byte for two years, with 128 bytes of overhead.
fn rent_of(size: usize) -> u64 {
    (size as u64).saturating_add(128).saturating_mul(6_960)
}

fn is_signed(key: &Pubkey, bytes: &[u8], signature: &[u8; 64]) -> bool {
    let key = VerifyingKey::from_bytes(&key.to_bytes());
    key.is_ok_and(|key| key.verify_strict(bytes, &Signature::from_bytes(signature)).is_ok())
}

#[cfg(test)]
mod tests;
