//! How following goes.

use std::sync::RwLock;
use std::time::Instant;

use serde::Serialize;

use crate::store::Cursor;

/// How following goes, shared with whoever answers.
#[derive(Debug, Default)]
pub struct Status {
    inside: RwLock<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    tip: u64,
    cursor: Option<Cursor>,
    error: Option<String>,
    phase: &'static str,
    since: Option<Instant>,
}

/// The same, as it is answered.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Health {
    /// `ok`, `behind`, `syncing` or `failing`.
    pub status: &'static str,
    /// The newest finalized slot of the endpoint.
    pub tip: u64,
    /// Up to which slot everything is in the database.
    pub slot: u64,
    /// By how many slots the database is behind.
    pub lag_slots: u64,
    /// When the last block was, unix seconds.
    pub time: i64,
    /// `blocks`: each block was linked to the one before. `signatures`: history is the endpoint's word.
    pub history: &'static str,
    /// Whether history is linked block by block.
    pub proven: bool,
    /// From which slot on history is whole.
    pub history_from: u64,
    /// Why following stopped for now, if it did.
    pub error: Option<String>,
    /// Seconds since the database last moved.
    pub idle_seconds: u64,
}

/// A node further behind than this says so.
const BEHIND: u64 = 150;

impl Status {
    pub(super) fn tip(&self, tip: u64) {
        if let Ok(mut inside) = self.inside.write() {
            inside.tip = tip;
        }
    }

    pub(super) fn phase(&self, phase: &'static str) {
        if let Ok(mut inside) = self.inside.write() {
            inside.phase = phase;
        }
    }

    pub(super) fn reached(&self, cursor: &Cursor) {
        metrics::gauge!("node_slot").set(cursor.slot as f64);
        if let Ok(mut inside) = self.inside.write() {
            inside.phase = "";
            inside.error = None;
            if inside.cursor.as_ref() != Some(cursor) {
                inside.since = Some(Instant::now());
            }
            inside.cursor = Some(cursor.clone());
            metrics::gauge!("node_lag_slots").set(inside.tip.saturating_sub(cursor.slot) as f64);
        }
    }

    pub(super) fn failed(&self, error: &str) {
        if let Ok(mut inside) = self.inside.write() {
            inside.error = Some(error.to_string());
        }
    }

    /// Sets how far the database is, before following begins: an archive, or a node that only serves.
    pub fn resume(&self, cursor: &Cursor) {
        self.tip(cursor.slot);
        self.reached(cursor);
    }

    /// The slot that answers are true for.
    pub fn slot(&self) -> u64 {
        self.inside
            .read()
            .ok()
            .and_then(|inside| inside.cursor.as_ref().map(|cursor| cursor.slot))
            .unwrap_or_default()
    }

    /// Whether history is linked block by block.
    pub fn is_proven(&self) -> bool {
        self.health().proven
    }

    /// As it is answered.
    pub fn health(&self) -> Health {
        let Ok(inside) = self.inside.read() else {
            return Health::of(&Inside { error: Some("a thread panicked".into()), ..Inside::default() });
        };
        Health::of(&inside)
    }
}

impl Health {
    fn of(inside: &Inside) -> Self {
        let slot = inside.cursor.as_ref().map_or(0, |cursor| cursor.slot);
        let lag_slots = inside.tip.saturating_sub(slot);
        let status = match (&inside.error, &inside.cursor) {
            (Some(_), _) => "failing",
            (None, None) => "syncing",
            (None, Some(_)) if !inside.phase.is_empty() => "syncing",
            (None, Some(_)) if lag_slots > BEHIND => "behind",
            (None, Some(_)) => "ok",
        };
        let history = inside.cursor.as_ref().map_or("blocks", |cursor| cursor.mode.name());
        Self {
            status,
            tip: inside.tip,
            slot,
            lag_slots,
            time: inside.cursor.as_ref().map_or(0, |cursor| cursor.time),
            history,
            proven: history == "blocks",
            history_from: inside.cursor.as_ref().map_or(0, |cursor| cursor.history_from),
            error: inside.error.clone(),
            idle_seconds: inside.since.map_or(0, |since| since.elapsed().as_secs()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Mode;

    #[test]
    fn a_node_says_how_it_goes() {
        let status = Status::default();
        assert_eq!(status.health().status, "syncing");
        let cursor =
            Cursor { slot: 100, blockhash: "a".into(), time: 7, mode: Mode::Signatures, history_from: 3 };
        status.resume(&cursor);
        assert_eq!((status.health().status, status.health().proven), ("ok", false));
        status.tip(1_000);
        assert_eq!((status.health().status, status.health().lag_slots), ("behind", 900));
        status.failed("no answer");
        assert_eq!(status.health().status, "failing");
        status.reached(&cursor);
        assert_eq!(status.health().error, None);
    }
}
