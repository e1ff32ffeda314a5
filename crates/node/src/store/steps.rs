//! What became of proposals: the steps of each, and what is left of one that closed before it was ever read.
//!
//! A closed account is gone from the chain, and a node that came later never sees it. Its history says who proposed what,
//! how each ballot moved the tally, and how it ended: from that its bytes are made again, as far as they are known.

use serde_json::{json, Map, Value};
use sqlx::{Any, Row as _, Transaction};

use super::history::Moment;
use super::{batch, signed, unsigned, Dialect, Past, Store, StoreError};
use crate::chain::Raw;
use crate::idl;
use crate::store::Stored;

/// What happened to a proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When and where.
    pub moment: Moment,
    /// The transaction.
    pub signature: String,
    /// The block's time, unix seconds.
    pub time: i64,
    /// The proposal.
    pub proposal: String,
    /// What: see [`STEPS`].
    pub step: &'static str,
    /// What the call said, and what it logged.
    pub detail: Value,
}

/// Which instruction is which step.
const STEPS: [(&str, &str); 5] = [
    ("create_proposal", "created"),
    ("finalize_proposal", "decided"),
    ("cancel_proposal", "cancelled"),
    ("block_proposal", "blocked"),
    ("close_proposal", "closed"),
];
/// The fields of a proposal that its history tells.
pub const TOLD: [&str; 19] = [
    "platform",
    "pool",
    "proposer",
    "payer",
    "document_hash",
    "payload",
    "yes",
    "no",
    "abstain",
    "number",
    "epoch",
    "nonce",
    "kinds",
    "track",
    "status",
    "title_bytes",
    "uri_bytes",
    "action_bytes",
    "version",
];

/// The step that a call is, if it is one.
pub fn of_call(past: &Past) -> Option<Step> {
    if past.program != "governance" {
        return None;
    }
    let events = past.events.as_array().map(Vec::as_slice).unwrap_or_default();
    let logged = |name: &str| events.iter().find(|event| event["name"] == name);
    let step = match STEPS.iter().find(|(instruction, _)| *instruction == past.instruction) {
        Some((_, step)) => step,
        None if !past.instruction.starts_with("execute_") => return None,
        // What a recipient refused is skipped; without its log a call counts for done.
        None if logged("ActionSkipped").is_some() => "skipped",
        None => "executed",
    };
    let proposal = past.accounts.get("proposal")?.as_str()?.to_string();
    let mut detail = Map::new();
    if step == "created" {
        detail.extend(past.args.as_object().cloned().unwrap_or_default());
        for name in ["platform", "pool", "payer"] {
            detail.extend(past.accounts.get(name).map(|value| (name.to_string(), value.clone())));
        }
    }
    let own = ["ProposalCreated", "ProposalDecided", "ProposalClosed", "ActionExecuted", "ActionSkipped"];
    for event in own.into_iter().filter_map(logged) {
        detail.extend(event["fields"].as_object().cloned().unwrap_or_default());
    }
    detail.remove("proposal");
    Some(Step {
        moment: past.moment,
        signature: past.signature.clone(),
        time: past.time,
        proposal,
        step,
        detail: Value::Object(detail),
    })
}

pub(super) async fn write_step(tx: &mut Transaction<'_, Any>, step: &Step) -> Result<(), StoreError> {
    let Moment { slot, place, part } = step.moment;
    sqlx::query(
        "INSERT INTO steps (slot, place, part, signature, time, proposal, step, detail) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
    )
    .bind(signed(slot))
    .bind(i64::from(place))
    .bind(i64::from(part))
    .bind(&step.signature)
    .bind(step.time)
    .bind(&step.proposal)
    .bind(step.step)
    .bind(step.detail.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Makes a proposal again from its history, if its account was never read.
pub(super) async fn rebuild(
    tx: &mut Transaction<'_, Any>,
    dialect: Dialect,
    proposal: &str,
) -> Result<(), StoreError> {
    let kept = sqlx::query("SELECT is_rebuilt FROM accounts WHERE address = $1")
        .bind(proposal)
        .fetch_optional(&mut **tx)
        .await?;
    if kept.map(|row| row.try_get::<i64, _>(0)).transpose()? == Some(0) {
        return Ok(());
    }
    let rows =
        sqlx::query("SELECT slot, step, detail FROM steps WHERE proposal = $1 ORDER BY slot, place, part")
            .bind(proposal)
            .fetch_all(&mut **tx)
            .await?;
    let mut fields = Map::new();
    let mut slots = (0, 0);
    for row in rows {
        let detail: Value = serde_json::from_str(&row.try_get::<String, _>(2)?).unwrap_or_default();
        let step: String = row.try_get(1)?;
        slots.1 = unsigned(row.try_get(0)?);
        match step.as_str() {
            // An address can be taken by another proposal once it is free.
            "created" => {
                fields = detail.as_object().cloned().unwrap_or_default();
                slots.0 = slots.1;
            }
            step => {
                let status = status(step, &detail);
                fields.extend(status.map(|status| ("status".to_string(), status.into())));
            }
        }
    }
    let Ok(address) = proposal.parse() else { return Ok(()) };
    let ballots = ballots(tx, proposal, slots.0).await?;
    for (name, votes) in ["yes", "no", "abstain"].into_iter().zip(tally(&ballots)) {
        fields.insert(name.into(), json!(votes.map(|votes| votes.to_string())));
    }
    // Without its beginning there is nothing to make it from.
    let Some(data) = bytes(fields) else { return Ok(()) };
    let raw = Raw { owner: idl::id("governance"), lamports: 0, data };
    batch::write_account(tx, dialect, &Stored { address, raw: Some(raw), slot: slots.1 }).await?;
    sqlx::query("UPDATE accounts SET is_rebuilt = 1, closed_slot = $2 WHERE address = $1")
        .bind(proposal)
        .bind(signed(slots.1))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The status a step leads to.
fn status(step: &str, detail: &Value) -> Option<u8> {
    match step {
        "decided" => Some(if detail["is_passed"] == 1 { 1 } else { 2 }),
        "cancelled" => Some(3),
        "blocked" => Some(4),
        "executed" => Some(5),
        _ => None,
    }
}

/// The account's bytes: its fields, and behind them title, address and actions. `None` without those.
fn bytes(mut fields: Map<String, Value>) -> Option<Vec<u8>> {
    let mut tail = vec![0; 4];
    for (name, length) in [("title", "title_bytes"), ("uri", "uri_bytes"), ("actions", "action_bytes")] {
        let text = fields.remove(name)?.as_str()?.to_string();
        let bytes = if name == "actions" { hex::decode(text).ok()? } else { text.into_bytes() };
        fields.insert(length.into(), bytes.len().into());
        tail.extend(bytes);
    }
    fields.retain(|name, _| TOLD.contains(&name.as_str()));
    let mut bytes = idl::named("governance")?.build("Proposal", &fields)?;
    bytes.extend(tail);
    Some(bytes)
}

/// A ballot as it moves the tally.
struct Ballot {
    voter: Option<String>,
    choice: i64,
    was: i64,
    weights: [u64; 2],
    /// Whose ballot its own shares left.
    delegate: Option<String>,
}

async fn ballots(
    tx: &mut Transaction<'_, Any>,
    proposal: &str,
    since: u64,
) -> Result<Vec<Ballot>, StoreError> {
    let rows = sqlx::query(
        "SELECT voter, choice, was, weight, makers, is_override, delegate_voter FROM votes \
         WHERE proposal = $1 AND slot >= $2 ORDER BY slot, place, part",
    )
    .bind(proposal)
    .bind(signed(since))
    .fetch_all(&mut **tx)
    .await?;
    let number = |text: Option<String>| text.and_then(|text| text.parse().ok()).unwrap_or_default();
    rows.iter()
        .map(|row| {
            let is_override = row.try_get::<Option<i64>, _>(5)? == Some(1);
            Ok(Ballot {
                voter: row.try_get(0)?,
                choice: row.try_get(1)?,
                was: row.try_get::<Option<i64>, _>(2)?.unwrap_or_default(),
                weights: [number(row.try_get(3)?), number(row.try_get(4)?)],
                delegate: if is_override { row.try_get(6)? } else { None },
            })
        })
        .collect()
}

/// Yes, no and abstain, of both houses each. A ballot that takes its shares back from a delegate takes all it weighs: what was
/// delegated to the voter itself is not told apart.
fn tally(ballots: &[Ballot]) -> [[u64; 2]; 3] {
    let mut tally = [[0_u64; 2]; 3];
    let mut chosen: std::collections::HashMap<&str, i64> = std::collections::HashMap::new();
    let mut count = |choice: i64, weights: [u64; 2], is_added: bool| {
        let place = usize::try_from(choice).ok().and_then(|choice| choice.checked_sub(1));
        let Some(house) = place.and_then(|place| tally.get_mut(place)) else { return };
        for (sum, weight) in house.iter_mut().zip(weights) {
            *sum = if is_added { sum.saturating_add(weight) } else { sum.saturating_sub(weight) };
        }
    };
    for ballot in ballots {
        count(ballot.was, ballot.weights, false);
        if let Some(of) = ballot.delegate.as_deref().and_then(|delegate| chosen.get(delegate)) {
            count(*of, ballot.weights, false);
        }
        count(ballot.choice, ballot.weights, true);
        if let Some(voter) = &ballot.voter {
            chosen.insert(voter, ballot.choice);
        }
    }
    tally
}

impl Store {
    /// The steps of proposals, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn steps(&self, proposals: &[String]) -> Result<Vec<(String, Value)>, StoreError> {
        let mut found = Vec::new();
        for some in proposals.chunks(super::CHUNK) {
            let statement = format!(
                "SELECT slot, place, part, signature, time, proposal, step, detail FROM steps \
                 WHERE proposal IN ({}) ORDER BY slot, place, part",
                super::places(some.len())
            );
            for row in super::bound(sqlx::query(&statement), some).fetch_all(&self.pool).await? {
                let moment = super::history::moment(&row)?;
                let detail: String = row.try_get(7)?;
                let step = json!({
                    "id": moment.name(),
                    "slot": moment.slot,
                    "signature": row.try_get::<String, _>(3)?,
                    "time": row.try_get::<i64, _>(4)?,
                    "step": row.try_get::<String, _>(6)?,
                    "detail": serde_json::from_str::<Value>(&detail).unwrap_or_default(),
                });
                found.push((row.try_get(5)?, step));
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ballot(voter: &str, choice: i64, was: i64, weight: u64, delegate: Option<&str>) -> Ballot {
        Ballot {
            voter: Some(voter.into()),
            choice,
            was,
            weights: [weight, 1],
            delegate: delegate.map(str::to_string),
        }
    }

    #[test]
    fn ballots_add_up_to_the_tally() {
        let all = [
            ballot("delegate", 1, 0, 100, None),
            ballot("other", 2, 0, 40, None),
            // One takes its shares back, one changes its mind.
            ballot("owner", 3, 0, 30, Some("delegate")),
            ballot("other", 1, 2, 40, None),
        ];
        assert_eq!(tally(&all), [[110, 1], [0, 0], [30, 1]]);
    }

    #[test]
    fn a_proposal_is_made_again_from_what_was_said() {
        let fields = json!({ "title": "a title", "uri": "", "actions": "0908", "number": 3, "nonce": 1, "by_hash": null });
        let data = bytes(fields.as_object().unwrap().clone()).unwrap();
        let known = crate::accounts::decode(&idl::id("governance"), &data).unwrap();
        let cells = known.cells(&data);
        assert!(cells.contains(&crate::accounts::Cell::Text(Some("a title".into()))), "{cells:?}");
        assert_eq!(known.account.fields["number"], 3);
        assert_eq!(bytes(Map::new()), None);
    }

    /// A rename of the program's fields is found here.
    #[test]
    fn what_history_tells_are_fields() {
        let names = idl::named("governance").unwrap().field_names("Proposal");
        for field in TOLD {
            assert!(names.contains(&field), "{field}: {names:?}");
        }
    }
}
