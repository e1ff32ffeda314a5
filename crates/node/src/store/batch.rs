//! What a few blocks changed, written in one commit with the cursor.

use std::collections::BTreeSet;

use serde_json::Value;
use solana_pubkey::Pubkey;
use sqlx::{Any, Row as _, Transaction};

use super::history::Moment;
use super::{search, signed, steps, told, Cursor, Dialect, Message, Step, Store, StoreError};
use crate::accounts::{self, Cell, Known, Role, Spec, Version};

/// What a few blocks changed.
#[derive(Debug, Default)]
pub struct Batch {
    /// Accounts as they were read after the blocks.
    pub accounts: Vec<Stored>,
    /// What happened.
    pub past: Vec<Past>,
    /// Ballots.
    pub votes: Vec<Vote>,
    /// What became of proposals.
    pub steps: Vec<Step>,
    /// What came into and went out of the treasury.
    pub movements: Vec<Movement>,
    /// What is told.
    pub messages: Vec<Message>,
}

/// An account as it was read.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its address.
    pub address: Pubkey,
    /// The program that owns it, its lamports, its bytes; `None` if it is closed.
    pub raw: Option<crate::chain::Raw>,
    /// The slot it was read at.
    pub slot: u64,
}

/// One call of a program of the suite.
#[derive(Clone, Debug)]
pub struct Past {
    /// When and where.
    pub moment: Moment,
    /// The transaction.
    pub signature: String,
    /// The block's time, unix seconds.
    pub time: i64,
    /// The program's name.
    pub program: &'static str,
    /// The instruction's name.
    pub instruction: String,
    /// Whether another program made the call.
    pub is_inner: bool,
    /// Its arguments.
    pub args: Value,
    /// Its accounts, by name.
    pub accounts: Value,
    /// The events it logged. Logs can be cut short: what is missing here may still have happened.
    pub events: Value,
    /// The addresses under which it is found.
    pub subjects: Vec<String>,
}

/// A ballot.
#[derive(Clone, Debug)]
pub struct Vote {
    /// When and where.
    pub moment: Moment,
    /// The transaction.
    pub signature: String,
    /// The block's time, unix seconds.
    pub time: i64,
    /// The proposal.
    pub proposal: String,
    /// Who voted, if that is known.
    pub holder: Option<String>,
    /// The voter's account.
    pub voter: Option<String>,
    /// The choice.
    pub choice: i64,
    /// With what weight, if that is known.
    pub weight: Option<String>,
    /// How the weight is known: `log`, `position` or `unknown`.
    pub weight_from: &'static str,
    /// The choice before, 0 for none, if the log tells.
    pub was: Option<i64>,
    /// The weight in the second house, if the log tells.
    pub makers: Option<String>,
    /// Whether its shares left the delegate's ballot, if the log tells.
    pub is_override: Option<i64>,
    /// The delegate's voter account, if it was named.
    pub delegate_voter: Option<String>,
}

/// A change of what the treasury holds.
#[derive(Clone, Debug)]
pub struct Movement {
    /// When and where.
    pub moment: Moment,
    /// The transaction.
    pub signature: String,
    /// The block's time, unix seconds.
    pub time: i64,
    /// The mint; empty for lamports.
    pub mint: String,
    /// By how much, base units.
    pub change: i128,
    /// What is there now, base units.
    pub after: u64,
    /// The outer instruction of the suite that moved it; empty if it came from elsewhere.
    pub instruction: String,
}

impl Store {
    /// Writes a batch and moves the cursor, or does nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn commit(&self, batch: &Batch, cursor: &Cursor) -> Result<(), StoreError> {
        let mut tx = self.pool.begin().await?;
        for stored in &batch.accounts {
            write_account(&mut tx, self.dialect, stored).await?;
        }
        for past in &batch.past {
            write_past(&mut tx, past).await?;
            told::write(&mut tx, past).await?;
        }
        for vote in &batch.votes {
            write_vote(&mut tx, vote).await?;
        }
        for step in &batch.steps {
            steps::write_step(&mut tx, step).await?;
        }
        let proposals = batch.steps.iter().map(|step| &step.proposal);
        let proposals: BTreeSet<&String> =
            proposals.chain(batch.votes.iter().map(|vote| &vote.proposal)).collect();
        for proposal in proposals {
            steps::rebuild(&mut tx, self.dialect, proposal).await?;
        }
        for movement in &batch.movements {
            write_movement(&mut tx, movement).await?;
        }
        for message in &batch.messages {
            message.write(&mut tx).await?;
        }
        sqlx::query(
            "UPDATE node SET slot = $1, blockhash = $2, time = $3, mode = $4, history_from = $5 WHERE id = 1",
        )
        .bind(signed(cursor.slot))
        .bind(&cursor.blockhash)
        .bind(cursor.time)
        .bind(cursor.mode.name())
        .bind(signed(cursor.history_from))
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }
}

pub(super) async fn write_account(
    tx: &mut Transaction<'_, Any>,
    dialect: Dialect,
    stored: &Stored,
) -> Result<(), StoreError> {
    let address = stored.address.to_string();
    let known = stored.raw.as_ref().and_then(|raw| Some((raw, accounts::read(raw)?)));
    let Some((raw, known)) = known else {
        sqlx::query(
            "UPDATE accounts SET closed_slot = $2 WHERE address = $1 AND closed_slot IS NULL AND slot <= $2",
        )
        .bind(&address)
        .bind(signed(stored.slot))
        .execute(&mut **tx)
        .await?;
        return Ok(());
    };
    let written = sqlx::query(
        "INSERT INTO accounts (address, owner, kind, data, lamports, slot, closed_slot) \
         VALUES ($1, $2, $3, $4, $5, $6, NULL) ON CONFLICT (address) DO UPDATE SET owner = excluded.owner, \
         kind = excluded.kind, data = excluded.data, lamports = excluded.lamports, slot = excluded.slot, \
         closed_slot = NULL, is_rebuilt = 0 WHERE accounts.slot <= excluded.slot",
    )
    .bind(&address)
    .bind(raw.owner.to_string())
    .bind(known.spec.table)
    .bind(raw.data.as_slice())
    .bind(raw.lamports.to_be_bytes().to_vec())
    .bind(signed(stored.slot))
    .execute(&mut **tx)
    .await?;
    // A newer reading is there already.
    if written.rows_affected() == 0 {
        return Ok(());
    }
    let cells = known.cells(&raw.data);
    write_row(tx, known.spec, &address, &cells).await?;
    for (hash, role) in known.documents() {
        write_reference(tx, &hash, role, &address, stored.slot).await?;
    }
    if known.spec.table == "proposals" {
        write_from_actions(tx, &known, &raw.data, &address, stored.slot).await?;
    }
    if known.spec.table == "rules" {
        write_versions(tx, &known, &address, stored.slot).await?;
    }
    search::write_account(tx, dialect, known.spec, &address, &cells).await
}

async fn write_row(
    tx: &mut Transaction<'_, Any>,
    spec: &Spec,
    address: &str,
    cells: &[Cell],
) -> Result<(), StoreError> {
    let names: Vec<&str> = spec.columns.iter().map(|column| column.name).collect();
    let places: Vec<String> = (2..names.len() + 2).map(|place| format!("${place}")).collect();
    let updates: Vec<String> = names.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    // Table and columns are constants of the account's type; values are bound.
    let statement = format!(
        "INSERT INTO {} (address, {}) VALUES ($1, {}) ON CONFLICT (address) DO UPDATE SET {}",
        spec.table,
        names.join(", "),
        places.join(", "),
        updates.join(", ")
    );
    let mut query = sqlx::query(&statement).bind(address);
    for cell in cells {
        query = match cell {
            Cell::Text(text) => query.bind(text.clone()),
            Cell::Int(number) => query.bind(*number),
            Cell::Units(units) => query.bind(units.to_be_bytes().to_vec()),
        };
    }
    query.execute(&mut **tx).await?;
    Ok(())
}

/// Notes that the chain names a document. One that waited for this is served from now on.
pub(super) async fn write_reference(
    tx: &mut Transaction<'_, Any>,
    hash: &str,
    role: Role,
    address: &str,
    slot: u64,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO document_refs (hash, role, address, slot) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
        .bind(hash)
        .bind(role.name())
        .bind(address)
        .bind(signed(slot))
        .execute(&mut **tx)
        .await?;
    sqlx::query("UPDATE documents SET state = 'served' WHERE hash = $1 AND state = 'pending'")
        .bind(hash)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Notes which of the documents that wait a proposal names in its actions: texts of rules that it would set.
async fn write_from_actions(
    tx: &mut Transaction<'_, Any>,
    known: &Known,
    data: &[u8],
    address: &str,
    slot: u64,
) -> Result<(), StoreError> {
    let place = known.spec.columns.iter().position(|column| column.name == "actions");
    let cells = known.cells(data);
    let Some(Cell::Text(Some(actions))) = place.and_then(|place| cells.get(place)) else { return Ok(()) };
    let waiting =
        sqlx::query("SELECT hash FROM documents WHERE state = 'pending'").fetch_all(&mut **tx).await?;
    for row in waiting {
        let hash: String = row.try_get(0)?;
        if actions.contains(&hash) {
            write_reference(tx, &hash, Role::Rule, address, slot).await?;
        }
    }
    Ok(())
}

async fn write_versions(
    tx: &mut Transaction<'_, Any>,
    known: &Known,
    address: &str,
    slot: u64,
) -> Result<(), StoreError> {
    for version in accounts::versions(&known.account) {
        write_version(tx, &version, address, slot).await?;
    }
    Ok(())
}

pub(super) async fn write_version(
    tx: &mut Transaction<'_, Any>,
    version: &Version,
    rule: &str,
    slot: u64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO rule_versions (rule, number, text_hash, effective_at, sunset_at, seen_slot) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (rule, number, text_hash) \
         DO UPDATE SET effective_at = excluded.effective_at, sunset_at = excluded.sunset_at \
         WHERE rule_versions.seen_slot <= excluded.seen_slot",
    )
    .bind(rule)
    .bind(version.number)
    .bind(&version.text_hash)
    .bind(version.effective_at)
    .bind(version.sunset_at)
    .bind(signed(slot))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn write_past(tx: &mut Transaction<'_, Any>, past: &Past) -> Result<(), StoreError> {
    let Moment { slot, place, part } = past.moment;
    sqlx::query(
        "INSERT INTO activity (slot, place, part, signature, time, program, instruction, is_inner, args, accounts, \
         events) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
    )
    .bind(signed(slot))
    .bind(i64::from(place))
    .bind(i64::from(part))
    .bind(&past.signature)
    .bind(past.time)
    .bind(past.program)
    .bind(&past.instruction)
    .bind(i64::from(past.is_inner))
    .bind(past.args.to_string())
    .bind(past.accounts.to_string())
    .bind(past.events.to_string())
    .execute(&mut **tx)
    .await?;
    for subject in &past.subjects {
        sqlx::query(
            "INSERT INTO activity_accounts (address, slot, place, part) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        )
        .bind(subject)
        .bind(signed(slot))
        .bind(i64::from(place))
        .bind(i64::from(part))
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

async fn write_vote(tx: &mut Transaction<'_, Any>, vote: &Vote) -> Result<(), StoreError> {
    let Moment { slot, place, part } = vote.moment;
    sqlx::query(
        "INSERT INTO votes (slot, place, part, signature, time, proposal, holder, voter, choice, weight, weight_from, was, \
         makers, is_override, delegate_voter) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING",
    )
    .bind(signed(slot))
    .bind(i64::from(place))
    .bind(i64::from(part))
    .bind(&vote.signature)
    .bind(vote.time)
    .bind(&vote.proposal)
    .bind(vote.holder.clone())
    .bind(vote.voter.clone())
    .bind(vote.choice)
    .bind(vote.weight.clone())
    .bind(vote.weight_from)
    .bind(vote.was)
    .bind(vote.makers.clone())
    .bind(vote.is_override)
    .bind(vote.delegate_voter.clone())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn write_movement(tx: &mut Transaction<'_, Any>, movement: &Movement) -> Result<(), StoreError> {
    let Moment { slot, place, part } = movement.moment;
    sqlx::query(
        "INSERT INTO treasury (slot, place, part, signature, time, mint, change, after, instruction) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
    )
    .bind(signed(slot))
    .bind(i64::from(place))
    .bind(i64::from(part))
    .bind(&movement.signature)
    .bind(movement.time)
    .bind(&movement.mint)
    .bind(movement.change.to_string())
    .bind(movement.after.to_string())
    .bind(&movement.instruction)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
