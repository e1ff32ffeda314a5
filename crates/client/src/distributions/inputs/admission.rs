//! Who counts: whom the registrar has registered before the window began, or everybody.

use std::collections::HashSet;

use makerstake_core::work::Kind;
use solana_rpc_client::rpc_client::RpcClient;

use super::batches::{stood, Batches};
use super::{registrar, Record, Request, Source, WorksTable};
use crate::fault::Fault;
use crate::generated::creators::accounts::{Creator, CREATOR_DISCRIMINATOR};
use crate::programs::Program;
use crate::query;
use crate::snapshot::read;

/// Who counts.
pub enum Admitted {
    /// Everybody: the rule says `open`.
    All,
    /// The creators in the registrar's registration batches, in this window.
    Registered {
        /// Their addresses.
        creators: HashSet<[u8; 32]>,
        /// A time in the window.
        time: i64,
    },
}

impl Admitted {
    /// Reads the registrar's batches.
    ///
    /// # Errors
    /// When the registrar is no creator, or one of its batches that stood in the window was not given: without it the table
    /// would be another than everybody else's.
    pub fn read(rpc: &RpcClient, request: &Request<'_>, batches: &Batches) -> Result<Self, Fault> {
        let Some(registrar) = registrar(request.rule) else { return Ok(Self::All) };
        let account = query::account(rpc, &registrar)?;
        if read(account.as_ref(), Program::Creators, &CREATOR_DISCRIMINATOR, Creator::from_bytes).is_none() {
            return Err(Fault::new("the rule's registrar is no creator of this cluster").value(registrar));
        }
        let window = request.window;
        let missing = batches.missing(window.end);
        let mut missing = missing.filter(|(_, batch)| batch.author == registrar && batch.time < window.start);
        if let Some((address, _)) = missing.next() {
            let what = "a batch of the registrar's was not given, and who is in it counts";
            return Err(Fault::new(what).value(address).remedy(
                "ask the registrar for its files, and give the folder with --batch: all of its batches from before the window",
            ));
        }
        let mut creators = HashSet::new();
        let counts = |batch: &crate::generated::attestations::accounts::Batch| {
            batch.time < window.start && stood(batch, window.end)
        };
        for given in batches.given().iter().filter(|given| given.author == registrar && counts(&given.batch))
        {
            given.each(|leaf| {
                if leaf.kind == Kind::Registration as u8 {
                    creators.insert(leaf.creator);
                }
                Ok(())
            })?;
        }
        Ok(Self::Registered { creators, time: window.start })
    }

    /// Whether this creator counts.
    pub fn contains(&self, creator: &[u8; 32]) -> bool {
        match self {
            Self::All => true,
            Self::Registered { creators, .. } => creators.contains(creator),
        }
    }

    /// How many there are; nothing for everybody.
    pub fn len(&self) -> Option<u64> {
        match self {
            Self::All => None,
            Self::Registered { creators, .. } => Some(creators.len() as u64),
        }
    }

    /// Lists them without works, for what is credited without one.
    pub fn list(&self, table: &mut WorksTable) -> Result<(), Fault> {
        let Self::Registered { creators, time } = self else { return Ok(()) };
        creators.iter().try_for_each(|creator| {
            table.add(&Record {
                creator: *creator,
                work: [0; 32],
                source: Source::Chain,
                time: *time,
                is_admitted: true,
                endorsements: Some(0),
            })
        })
    }
}
