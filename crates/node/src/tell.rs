//! Tells what became final: webhooks, signed as Standard Webhooks are, at least once, with names that a receiver knows again.
//!
//! Messages are written in the commit that moves the cursor: a kill loses none and makes none up. A receiver's address is
//! looked up, checked and connected to as checked; a receiver that redirects, stalls or lies inside this network gets nothing.

mod address;
mod facts;
mod send;

use serde::Deserialize;

use crate::store::{Batch, Message};

pub use address::is_public;
pub use send::Teller;

/// A receiver.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hook {
    /// Its name, for logs and metrics.
    pub name: String,
    /// Where it listens: https, unless it is inside this network.
    pub url: String,
    /// What signatures are made with.
    pub secret: String,
    /// Which kinds it is told; empty: all.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Whether it may be inside this network, and may listen without TLS.
    #[serde(default)]
    pub internal: bool,
}

/// All receivers.
#[derive(Clone, Debug, Default)]
pub struct Hooks {
    all: Vec<Hook>,
}

impl Hooks {
    /// These receivers.
    pub const fn new(all: Vec<Hook>) -> Self {
        Self { all }
    }

    /// The receivers.
    pub fn all(&self) -> &[Hook] {
        &self.all
    }

    /// What a batch has to tell.
    pub fn messages(&self, batch: &Batch) -> Vec<Message> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let facts: Vec<facts::Fact> = batch.past.iter().filter_map(facts::of_call).collect();
        self.addressed(&facts)
    }

    /// What came due between two times, both unix seconds: `due` are the dates that accounts name.
    pub fn dated(&self, due: &[crate::store::Due]) -> Vec<Message> {
        let facts: Vec<facts::Fact> = due.iter().map(facts::of_date).collect();
        self.addressed(&facts)
    }

    fn addressed(&self, facts: &[facts::Fact]) -> Vec<Message> {
        let mut messages = Vec::new();
        for hook in &self.all {
            for fact in facts
                .iter()
                .filter(|fact| hook.kinds.is_empty() || hook.kinds.iter().any(|kind| kind == fact.kind))
            {
                messages.push(Message {
                    // The same fact for another receiver is another message.
                    id: format!("{}.{}", hook.name, fact.id),
                    hook: hook.name.clone(),
                    kind: fact.kind.to_string(),
                    body: fact.body.clone(),
                    attempts: 0,
                });
            }
        }
        messages
    }
}
