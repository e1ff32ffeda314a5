//! Actions of proposals: as objects, as bytes, and what the rules say about them.

mod convert;
mod convert_back;

use makerstake_core::action::payload::chain;
use makerstake_core::action::wire::encode_all;
use makerstake_core::action::{self, Actions, Kind, Metas};
use makerstake_core::hash::ZERO;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsValue;

use crate::border::{from_js, named, refusal, to_js, Address, Answer, Bytes, Hash};
use crate::hash::Sha2;
use crate::model::TrackTerms;

/// What a budget is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BudgetTerms {
    per_day: u64,
    cap: u64,
    lasts: u32,
}

/// A typed parameter of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Param {
    unit: u8,
    value: u64,
}

/// A version of a rule. Parameters end with the last that is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleTerms {
    id: u16,
    domain: u8,
    version: u32,
    text_hash: Hash,
    notice: u32,
    lasts: u32,
    params: Vec<Param>,
}

/// Which code a program must have when the action is executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Pin {
    /// Code that nobody can change.
    Immutable,
    /// Deployed in this slot.
    Slot { slot: u64 },
    /// Exactly these bytes.
    Code { bytes: u32, hash: Hash },
}

/// An account that a call gives to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallAccount {
    key: Address,
    is_writable: bool,
    is_signer: bool,
}

/// One action. Without an asset, it is in SOL. It crosses the border as `{ kind: fields }`: a tag among the fields would
/// have serde hold each in a form of its own first, which is a third of all code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
#[allow(missing_docs, reason = "each is named and described by makerstake_core::action::Action")]
pub enum Owned {
    Transfer {
        asset: Option<Address>,
        to: Address,
        amount: u64,
    },
    OpenBudget {
        id: u32,
        asset: Option<Address>,
        recipient: Address,
        terms: BudgetTerms,
        report_every: u32,
    },
    AmendBudget {
        id: u32,
        terms: BudgetTerms,
    },
    ReduceBudget {
        id: u32,
        terms: BudgetTerms,
    },
    RevokeBudget {
        id: u32,
    },
    SetRule(RuleTerms),
    WidenRule(RuleTerms),
    RepealRule {
        id: u16,
        version: u32,
        notice: u32,
    },
    SetTrack {
        id: u8,
        terms: TrackTerms,
    },
    SetConstitution {
        constitution_hash: Hash,
    },
    SetGuardian {
        guardian: Address,
        lasts: u32,
    },
    SetScorer {
        scorer: Address,
    },
    ResolveDistribution {
        distribution: Address,
        root: Hash,
        ruling: u8,
    },
    CreateGrant {
        holder: Address,
        id: u32,
        total: u64,
        start: i64,
        cliff: i64,
        end: i64,
        is_revocable: bool,
        is_transferable: bool,
    },
    RevokeGrant {
        grant: Address,
    },
    IssueTreasury {
        amount: u64,
    },
    Resolve {
        text_hash: Hash,
    },
    Upgrade {
        program: Address,
        pin: Pin,
        buffer: Address,
        code_hash: Hash,
        spill: Address,
    },
    Invoke {
        program: Address,
        pin: Pin,
        accounts: Vec<CallAccount>,
        data: Bytes,
    },
}

/// Reads a list of actions from its bytes.
///
/// # Errors
/// Bytes that are none.
#[wasm_bindgen(js_name = readActions)]
pub fn read_actions(bytes: &[u8]) -> Answer<JsValue> {
    let read = Actions::new(bytes).map(|action| action.map(Owned::from));
    to_js(&read.collect::<Result<Vec<_>, _>>().map_err(named)?)
}

/// Writes actions as the program reads them.
///
/// # Errors
/// A field that its bytes cannot hold.
#[wasm_bindgen(js_name = writeActions)]
pub fn write_actions(actions: JsValue) -> Answer<Vec<u8>> {
    let actions: Vec<Owned> = from_js(actions)?;
    with(&actions, encode)
}

/// Whether an action can ever be executed, whatever happens until then.
///
/// # Errors
/// What is no action.
#[wasm_bindgen(js_name = isSound)]
pub fn is_sound(action: JsValue) -> Answer<bool> {
    let action: Owned = from_js(action)?;
    with(&[action], |actions| actions.iter().all(action::Action::is_sound))
}

/// The digests of actions that are not on the chain: one for each with all that follow it, and zeros behind the last.
///
/// # Errors
/// What is no action.
#[wasm_bindgen(js_name = actionLinks)]
pub fn action_links(actions: JsValue) -> Answer<Vec<js_sys::Uint8Array>> {
    let actions: Vec<Owned> = from_js(actions)?;
    let links = links(&wires(&actions)?);
    Ok(links.iter().map(|link| js_sys::Uint8Array::from(link.as_slice())).collect())
}

/// What the execution of an action by hash takes along: the digest of what follows, and the action.
///
/// # Errors
/// What is no action, and a place behind the last.
#[wasm_bindgen(js_name = actionPayload)]
pub fn action_payload(actions: JsValue, at: usize) -> Answer<Vec<u8>> {
    let actions: Vec<Owned> = from_js(actions)?;
    let wires = wires(&actions)?;
    let links = links(&wires);
    let (Some(wire), Some(next)) = (wires.get(at), links.get(at.saturating_add(1))) else {
        return Err(refusal(format!("no action {at}")));
    };
    Ok([next.as_slice(), wire].concat())
}

/// The names of all kinds of action by number, as programs and files write them.
#[wasm_bindgen(js_name = kindNames)]
pub fn kind_names() -> Vec<String> {
    Kind::ALL.iter().map(|kind| kind.name().to_owned()).collect()
}

fn encode(actions: &[action::Action<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    encode_all(actions, &mut |field| bytes.extend_from_slice(field));
    bytes
}

/// Each action on the wire, by itself.
fn wires(actions: &[Owned]) -> Answer<Vec<Vec<u8>>> {
    actions.iter().map(|action| with(std::slice::from_ref(action), encode)).collect()
}

fn links(wires: &[Vec<u8>]) -> Vec<[u8; 32]> {
    let slices: Vec<&[u8]> = wires.iter().map(Vec::as_slice).collect();
    let mut links = vec![ZERO; slices.len().saturating_add(1)];
    chain::<Sha2>(&slices, |index, link| {
        if let Some(place) = links.get_mut(index) {
            *place = link;
        }
    });
    links
}

/// Runs something on actions as the rules have them, which borrow from ours.
pub fn with<T>(actions: &[Owned], run: impl FnOnce(&[action::Action<'_>]) -> T) -> Answer<T> {
    let metas: Vec<Vec<u8>> = actions.iter().map(convert_back::metas).collect();
    let borrowed = actions
        .iter()
        .zip(&metas)
        .map(|(action, metas)| {
            let metas = Metas::new(metas).ok_or_else(|| refusal("no accounts of a call"))?;
            convert_back::borrowed(action, metas).map_err(refusal)
        })
        .collect::<Answer<Vec<_>>>()?;
    Ok(run(&borrowed))
}
