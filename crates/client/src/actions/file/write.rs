//! The file of a proposal, written as JSON; [`super::File::parse`] reads the same again.

use makerstake_core::action::{Action, Asset, BudgetTerms, Kind, Kinds, Pin, Ruling, SetRule};
use makerstake_core::rule::{Domain, Param, AMOUNT, BOOL, BPS, FLAGS, NUMBER, SECONDS};
use makerstake_core::track::{HouseTerms, Terms, BLOCKABLE, OPTIMISTIC};
use makerstake_core::units::DAY;
use serde_json::{json, Value};
use solana_pubkey::Pubkey;

use super::FileFault;

/// What a file says beside its actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// 1 to 64 bytes.
    pub title: String,
    /// Where the document that explains it is published.
    pub uri: String,
    /// That document's file.
    pub document: String,
    /// The id of the track.
    pub track: Option<u8>,
    /// Whether only a digest of the actions goes on chain.
    pub by_hash: bool,
}

/// The text of a file.
///
/// # Errors
/// The first field that the file has no form for: a period that is not a whole number of days, in which files count.
pub fn write(head: &Head, actions: &[Action<'_>]) -> Result<String, FileFault> {
    let fault = |index: usize, field: &str| FileFault {
        line: None,
        action: Some(index.saturating_add(1)),
        field: Some(field.into()),
        what: "it is not a whole number of days, in which the file of a proposal counts".into(),
    };
    let entries = actions.iter().enumerate();
    let entries = entries.map(|(index, action)| entry(action).map_err(|field| fault(index, field)));
    let file = without_nothing(json!({
        "title": head.title,
        "uri": head.uri,
        "document": head.document,
        "track": head.track,
        "by_hash": head.by_hash.then_some(true),
        "action": entries.collect::<Result<Vec<Value>, _>>()?,
    }));
    // Keys are text, so it can always be written.
    Ok(format!("{file:#}\n"))
}

/// A table without the fields that are left out.
fn without_nothing(mut table: Value) -> Value {
    if let Value::Object(fields) = &mut table {
        fields.retain(|_, field| !field.is_null());
    }
    table
}

fn days(field: &'static str, seconds: u32) -> Result<u32, &'static str> {
    if seconds.is_multiple_of(DAY) {
        Ok(seconds / DAY)
    } else {
        Err(field)
    }
}

/// One action as it stands in the file, or the field of it that has no form there.
fn entry(action: &Action<'_>) -> Result<Value, &'static str> {
    let kind = action.kind().name();
    let table = match action {
        Action::Transfer(of) => {
            json!({ "kind": kind, "to": key(of.to), "amount": of.amount, "mint": mint(&of.asset) })
        }
        Action::OpenBudget(of) => json!({
            "kind": kind,
            "id": of.id,
            "to": key(of.recipient),
            "per_day": of.terms.per_day,
            "cap": of.terms.cap,
            "days": days("days", of.terms.lasts)?,
            "report_every_days": days("report_every_days", of.report_every)?,
            "mint": mint(&of.asset),
        }),
        Action::AmendBudget { id, terms } | Action::ReduceBudget { id, terms } => {
            let BudgetTerms { per_day, cap, lasts } = terms;
            json!({ "kind": kind, "id": id, "per_day": per_day, "cap": cap, "days": days("days", *lasts)? })
        }
        Action::RevokeBudget { id } => json!({ "kind": kind, "id": id }),
        Action::SetRule(of) | Action::WidenRule(of) => rule(kind, of)?,
        Action::RepealRule { id, version, notice } => json!({
            "kind": kind,
            "id": id,
            "version": version,
            "notice_days": days("notice_days", *notice)?,
        }),
        Action::SetTrack { id, terms } => track(kind, *id, terms)?,
        Action::SetConstitution { constitution_hash } => json!({
            "kind": kind,
            "constitution_sha256": hex::encode(constitution_hash),
        }),
        Action::SetGuardian { guardian, lasts } => json!({
            "kind": kind,
            "guardian": (**guardian != [0; 32]).then(|| key(guardian)),
            "days": days("days", *lasts)?,
        }),
        Action::SetScorer { scorer } => json!({ "kind": kind, "scorer": key(scorer) }),
        Action::ResolveDistribution { distribution, root, ruling } => {
            let ruling = match ruling {
                Ruling::AsProposed => "as_proposed",
                Ruling::AsProposedAgainstChallenger => "as_proposed_against_challenger",
                Ruling::Void => "void",
                Ruling::VoidAgainstProposer => "void_against_proposer",
                Ruling::VoidAgainstChallenger => "void_against_challenger",
            };
            let root = hex::encode(root);
            json!({ "kind": kind, "distribution": key(distribution), "root": root, "ruling": ruling })
        }
        Action::CreateGrant(of) => json!({
            "kind": kind,
            "holder": key(of.holder),
            "id": of.id,
            "total": of.total,
            "start": of.start,
            "cliff": of.cliff,
            "end": of.end,
            "revocable": of.is_revocable,
            "transferable": of.is_transferable,
        }),
        Action::RevokeGrant { grant } => json!({ "kind": kind, "grant": key(grant) }),
        Action::IssueTreasury { amount } => json!({ "kind": kind, "amount": amount }),
        Action::Resolve { text_hash } => json!({ "kind": kind, "text_sha256": hex::encode(text_hash) }),
        Action::Upgrade(of) => json!({
            "kind": kind,
            "program": key(of.program),
            "pin": pin(&of.pin),
            "buffer": key(of.buffer),
            "code_sha256": hex::encode(of.code_hash),
            "spill": key(of.spill),
        }),
        Action::Invoke(of) => {
            let set = |is_set: bool| is_set.then_some(true);
            let accounts = of.accounts.iter().map(|meta| {
                let (writable, signer) = (set(meta.is_writable), set(meta.is_signer));
                without_nothing(json!({ "key": key(meta.key), "writable": writable, "signer": signer }))
            });
            json!({
                "kind": kind,
                "program": key(of.program),
                "pin": pin(&of.pin),
                "accounts": accounts.collect::<Vec<_>>(),
                "data": hex::encode(of.data),
            })
        }
    };
    Ok(without_nothing(table))
}

fn rule(kind: &str, of: &SetRule<'_>) -> Result<Value, &'static str> {
    let domain = match Domain::from_u8(of.domain) {
        Some(Domain::Moderation) => "moderation",
        Some(Domain::Data) => "data",
        Some(Domain::Product) => "product",
        Some(Domain::Economy) => "economy",
        None => return Err("domain"),
    };
    // A file has its parameters one after another; those behind the last are not set.
    let last = of.params.iter().rposition(|param| *param != Param::UNSET);
    let set = of.params.iter().take(last.map_or(0, |last| last.saturating_add(1)));
    let params = set.map(|param| match param.unit {
        NUMBER => Ok(json!({ "number": param.value })),
        BPS => Ok(json!({ "bps": param.value })),
        AMOUNT => Ok(json!({ "amount": param.value })),
        SECONDS => Ok(json!({ "seconds": param.value })),
        FLAGS => Ok(json!({ "flags": param.value })),
        BOOL => Ok(json!({ "bool": param.value == 1 })),
        _ => Err("params"),
    });
    Ok(json!({
        "kind": kind,
        "id": of.id,
        "domain": domain,
        "version": of.version,
        "text_sha256": hex::encode(of.text_hash),
        "notice_days": days("notice_days", of.notice)?,
        "lasts_days": (of.lasts > 0).then(|| days("lasts_days", of.lasts)).transpose()?,
        "params": params.collect::<Result<Vec<_>, _>>()?,
    }))
}

fn track(kind: &str, id: u8, of: &Terms) -> Result<Value, &'static str> {
    let kinds = Kinds::from_bits(of.kinds).ok_or("kinds")?;
    let names: Vec<_> = Kind::ALL.into_iter().filter(|kind| kinds.has(*kind)).map(Kind::name).collect();
    Ok(json!({
        "kind": kind,
        "id": id,
        // A name is for people, and only in the file.
        "name": format!("track {id}"),
        "kinds": names,
        "optimistic": of.flags & OPTIMISTIC != 0,
        "blockable": of.flags & BLOCKABLE != 0,
        "voting_delay": days("voting_delay", of.voting_delay)?,
        "voting_period": days("voting_period", of.voting_period)?,
        "cool_off": days("cool_off", of.cool_off)?,
        "timelock": days("timelock", of.timelock)?,
        "grace": days("grace", of.grace)?,
        "per_action_limit_ppm": of.per_action_limit_ppm,
        "per_epoch_limit_ppm": of.per_epoch_limit_ppm,
        "bond": of.bond,
        "proposal_threshold_bps": of.proposal_threshold_bps,
        "bond_refund_bps": of.bond_refund_bps,
        "token": house(&of.token),
        "creator": house(&of.creator),
    }))
}

/// What a house is asked for; nothing for one that is not asked.
fn house(of: &HouseTerms) -> Option<Value> {
    let asked = |bps: u16| (bps > 0).then_some(bps);
    let HouseTerms { quorum_bps, approval_bps, veto_bps } = *of;
    let table =
        json!({ "quorum": asked(quorum_bps), "approval": asked(approval_bps), "veto": asked(veto_bps) });
    let table = without_nothing(table);
    (table != json!({})).then_some(table)
}

fn pin(of: &Pin<'_>) -> Value {
    match of {
        Pin::Immutable => json!("immutable"),
        Pin::Slot(slot) => json!({ "slot": slot }),
        Pin::Code { bytes, hash } => json!({ "code": { "bytes": bytes, "sha256": hex::encode(hash) } }),
    }
}

fn mint(asset: &Asset<'_>) -> Option<String> {
    match asset {
        Asset::Sol => None,
        Asset::Token(mint) => Some(key(mint)),
    }
}

fn key(bytes: &[u8; 32]) -> String {
    Pubkey::new_from_array(*bytes).to_string()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::actions::file::{File, Format};

    #[test]
    fn what_is_read_is_written_again_to_the_letter() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/vectors/proposals");
        let vectors = ["every-kind-1", "every-kind-2", "every-kind-3", "every-kind-4"];
        for name in vectors {
            let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
            let file = File::parse(&text, Format::Json).unwrap();
            assert_eq!(write(&file.head(), &file.actions()).unwrap(), text, "{name}");
        }
    }

    #[test]
    fn a_period_that_is_no_whole_number_of_days_is_named() {
        let head = Head {
            title: "a".into(),
            uri: "https://a.example".into(),
            document: "a.md".into(),
            track: None,
            by_hash: false,
        };
        let terms = BudgetTerms { per_day: 1, cap: 2, lasts: 3 };
        let fault = write(&head, &[Action::RevokeBudget { id: 1 }, Action::ReduceBudget { id: 1, terms }]);
        let fault = fault.unwrap_err();
        assert_eq!((fault.action, fault.field.as_deref(), fault.line), (Some(2), Some("days"), None));
    }
}
