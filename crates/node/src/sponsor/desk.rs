//! Where transactions are handed in: checked, counted, signed, sent.

use std::sync::Arc;

use base64::prelude::{Engine as _, BASE64_STANDARD};
use ed25519_dalek::SigningKey;
use solana_pubkey::Pubkey;
use tokio::sync::Mutex;

use super::{check, sign, Refusal, Terms, Voucher};
use crate::accounts;
use crate::chain::{Chain as _, ChainError, Rpc};
use crate::documents::now;
use crate::store::{Store, StoreError};

/// How much is paid, in lamports.
#[derive(Clone, Copy, Debug)]
pub struct Caps {
    /// For one creator, ever.
    pub each: u64,
    /// In a day.
    pub day: u64,
    /// Altogether.
    pub all: u64,
}

impl Default for Caps {
    fn default() -> Self {
        Self { each: 30_000_000, day: 1_000_000_000, all: 20_000_000_000 }
    }
}

/// Why nothing is paid.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The transaction or the voucher.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A cap is reached.
    #[error("{0}")]
    Cap(&'static str),
    /// The network does not take it.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where transactions are handed in.
pub struct Desk {
    key: SigningKey,
    terms: Terms,
    registrar: Pubkey,
    caps: Caps,
    chain: Arc<Rpc>,
    store: Store,
    /// One at a time: what is counted is what is paid.
    turn: Mutex<()>,
}

impl Desk {
    /// A desk that pays with a key, on the word of a registrar: a creator, or a key.
    pub fn new(
        key: SigningKey,
        terms: Terms,
        registrar: Pubkey,
        caps: Caps,
        chain: Arc<Rpc>,
        store: Store,
    ) -> Self {
        Self { key, terms, registrar, caps, chain, store, turn: Mutex::new(()) }
    }

    /// Who pays, on whose word, and up to which price.
    pub const fn terms(&self) -> (&Terms, &Pubkey) {
        (&self.terms, &self.registrar)
    }

    /// Pays for a transaction, given in base64; gives its signature.
    ///
    /// # Errors
    /// See [`DeskError`]. What the network does not take is not counted.
    pub async fn pay(&self, transaction: &str, voucher: &Voucher) -> Result<String, DeskError> {
        let registrar = self.authority().await?;
        let genesis = voucher.check(&self.terms.platform.platform, &registrar, now())?;
        let bytes = BASE64_STANDARD.decode(transaction).map_err(|_| Refusal::Bytes)?;
        let (transaction, cost) = check(&bytes, &self.terms, &genesis)?;
        let _turn = self.turn.lock().await;
        let (each, day, all) = self.store.sponsored(&genesis.to_string(), now() - 86_400).await?;
        for (spent, cap, words) in [
            (each, self.caps.each, "this creator's steps were paid for already"),
            (day, self.caps.day, "nothing more is paid for today"),
            (all, self.caps.all, "this node pays for nobody any more"),
        ] {
            if spent.saturating_add(cost) > cap {
                return Err(DeskError::Cap(words));
            }
        }
        let signed = BASE64_STANDARD.encode(sign(transaction, &self.key));
        // Counted first: a kill between the two must not pay twice.
        let entry = self.store.sponsor(&genesis.to_string(), cost, now()).await?;
        match self.chain.send(&signed).await {
            Ok(signature) => {
                metrics::counter!("node_sponsored_lamports_total").increment(cost);
                Ok(signature)
            }
            Err(error) => {
                // Only what was refused for certain is not counted.
                if matches!(error, ChainError::Refused { .. }) {
                    self.store.unsponsor(&entry).await?;
                }
                Err(error.into())
            }
        }
    }

    /// Whose signature a voucher needs: the registrar's authority as it is now.
    async fn authority(&self) -> Result<Pubkey, DeskError> {
        let read = self.chain.accounts(&[self.registrar], 0).await?;
        let known = read.accounts.into_iter().next().flatten().and_then(|raw| accounts::read(&raw));
        let creator = known.filter(|known| known.spec.table == "creators");
        Ok(creator.and_then(|known| known.address("authority")).unwrap_or(self.registrar))
    }
}
