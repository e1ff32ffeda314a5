//! What the sender needs of a node, and how an RPC client answers it.

use solana_account_decoder_client_types::UiAccount;
use solana_client::rpc_config::{RpcSendTransactionConfig, RpcSimulateTransactionConfig};
use solana_client::rpc_request;
use solana_commitment_config::{CommitmentConfig, CommitmentLevel};
use solana_hash::Hash;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;
use solana_rpc_client_api::client_error::{Error as ClientError, ErrorKind};
use solana_signature::Signature;
use solana_transaction::versioned::VersionedTransaction;
use solana_transaction_error::TransactionError;
use solana_transaction_status_client_types::{TransactionConfirmationStatus, TransactionStatus};

use super::in_flight::Status;
use crate::message::escape;

/// How long a transaction signed now may land.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// The blockhash to sign.
    pub blockhash: Hash,
    /// The last block height in which it counts.
    pub last_valid_block_height: u64,
}

/// A point of the chain that will not be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Height {
    /// The finalized slot.
    pub slot: u64,
    /// Its block height.
    pub block_height: u64,
}

/// What would happen.
#[derive(Clone, Debug, Default)]
pub struct Simulation {
    /// The error it would fail with.
    pub error: Option<TransactionError>,
    /// The units it used.
    pub units: u64,
    /// What the programs logged.
    pub logs: Vec<String>,
    /// The accounts that were asked for, as they would be.
    pub accounts: Vec<Option<UiAccount>>,
}

/// What a node knows about some signatures.
#[derive(Clone, Debug)]
pub struct Statuses {
    /// The newest slot the node had seen when it answered.
    pub seen: u64,
    /// One entry for each signature, in order.
    pub statuses: Vec<Option<Status>>,
}

/// Why a node gave no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RpcError {
    /// It could not be reached, was too busy, or lost the answer. What was asked may have happened.
    Network(String),
    /// It understood, and said no: asking again is pointless.
    Refused(String),
}

impl std::fmt::Display for RpcError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Network(reason) | Self::Refused(reason) => f.write_str(reason),
        }
    }
}

/// A node, as far as sending goes.
pub trait Node: Sync {
    /// A fresh blockhash, at the commitment `confirmed`.
    fn lifetime(&self) -> Result<Lifetime, RpcError>;
    /// Runs a transaction without signatures on the newest state, and reports the accounts in `watch` after it.
    fn simulate(&self, transaction: &VersionedTransaction, watch: &[Pubkey]) -> Result<Simulation, RpcError>;
    /// Hands over signed bytes, with neither checks nor retries on the node's side.
    fn send(&self, transaction: &VersionedTransaction) -> Result<(), RpcError>;
    /// What the node knows about at most 256 signatures.
    fn statuses(&self, signatures: &[Signature], history: bool) -> Result<Statuses, RpcError>;
    /// The finalized slot and block height.
    fn finalized(&self) -> Result<Height, RpcError>;
    /// What recent transactions on these accounts paid, in micro-lamports a unit.
    fn recent_prices(&self, writable: &[Pubkey]) -> Result<Vec<u64>, RpcError>;
}

impl Node for RpcClient {
    fn lifetime(&self) -> Result<Lifetime, RpcError> {
        self.get_latest_blockhash_with_commitment(CommitmentConfig::confirmed())
            .map(|(blockhash, last_valid_block_height)| Lifetime { blockhash, last_valid_block_height })
            .map_err(rpc_error)
    }

    fn simulate(&self, transaction: &VersionedTransaction, watch: &[Pubkey]) -> Result<Simulation, RpcError> {
        let accounts =
            (!watch.is_empty()).then(|| solana_client::rpc_config::RpcSimulateTransactionAccountsConfig {
                encoding: Some(solana_account_decoder_client_types::UiAccountEncoding::Base64),
                addresses: watch.iter().map(ToString::to_string).collect(),
            });
        let config = RpcSimulateTransactionConfig {
            sig_verify: false,
            replace_recent_blockhash: true,
            commitment: Some(CommitmentConfig::confirmed()),
            accounts,
            ..RpcSimulateTransactionConfig::default()
        };
        let result = self.simulate_transaction_with_config(transaction, config).map_err(rpc_error)?.value;
        Ok(Simulation {
            error: result.err.map(Into::into),
            units: result.units_consumed.unwrap_or_default(),
            logs: result.logs.unwrap_or_default(),
            accounts: result.accounts.unwrap_or_default(),
        })
    }

    fn send(&self, transaction: &VersionedTransaction) -> Result<(), RpcError> {
        let config = RpcSendTransactionConfig {
            skip_preflight: true,
            preflight_commitment: Some(CommitmentLevel::Confirmed),
            max_retries: Some(0),
            ..RpcSendTransactionConfig::default()
        };
        self.send_transaction_with_config(transaction, config).map(|_| ()).map_err(rpc_error)
    }

    fn statuses(&self, signatures: &[Signature], history: bool) -> Result<Statuses, RpcError> {
        let answer = if history {
            self.get_signature_statuses_with_history(signatures)
        } else {
            self.get_signature_statuses(signatures)
        };
        let answer = answer.map_err(rpc_error)?;
        if answer.value.len() != signatures.len() {
            return Err(RpcError::Network(format!(
                "the node answered {} statuses for {} signatures",
                answer.value.len(),
                signatures.len()
            )));
        }
        Ok(Statuses {
            seen: answer.context.slot,
            statuses: answer.value.into_iter().map(|status| status.and_then(on_chain)).collect(),
        })
    }

    fn finalized(&self) -> Result<Height, RpcError> {
        self.get_epoch_info_with_commitment(CommitmentConfig::finalized())
            .map(|info| Height { slot: info.absolute_slot, block_height: info.block_height })
            .map_err(rpc_error)
    }

    fn recent_prices(&self, writable: &[Pubkey]) -> Result<Vec<u64>, RpcError> {
        self.get_recent_prioritization_fees(writable)
            .map(|fees| fees.into_iter().map(|fee| fee.prioritization_fee).collect())
            .map_err(rpc_error)
    }
}

impl From<TransactionStatus> for Status {
    fn from(status: TransactionStatus) -> Self {
        let confirmed = match status.confirmation_status {
            Some(TransactionConfirmationStatus::Processed) => false,
            Some(_) => true,
            // Nodes of old give the number of confirmations only; none left to come is finalized.
            None => status.confirmations.is_none(),
        };
        Self { slot: status.slot, confirmed, error: status.err }
    }
}

/// What a status says of the chain. A transaction whose blockhash was dead when it arrived is in no block and paid no fee,
/// though embedded networks list it among those that failed: it is unknown, and will expire as such.
fn on_chain(status: TransactionStatus) -> Option<Status> {
    (status.err != Some(TransactionError::BlockhashNotFound)).then(|| status.into())
}

/// Sorts a client's error: a node that understood and refused, or anything else.
pub(crate) fn rpc_error(error: ClientError) -> RpcError {
    match error.kind() {
        // Invalid request, unknown method, invalid parameters, signature verification failure, a list that is switched off.
        ErrorKind::RpcError(rpc_request::RpcError::RpcResponseError {
            code: -32600 | -32601 | -32602 | -32003 | -32010,
            message,
            ..
        }) => RpcError::Refused(escape(message)),
        ErrorKind::RpcError(rpc_request::RpcError::RpcResponseError { message, code, .. }) => {
            RpcError::Network(format!("{} (code {code})", escape(message)))
        }
        ErrorKind::Reqwest(answer) if answer.is_decode() => {
            RpcError::Network("this is not a JSON-RPC node: it answers with something else than JSON".into())
        }
        ErrorKind::Reqwest(answer) => match answer.status().map(|status| status.as_u16()) {
            Some(code @ (401 | 403)) => {
                RpcError::Refused(format!("it wants a key, or refuses this one (HTTP {code})"))
            }
            Some(code @ (404 | 405 | 410 | 501)) => RpcError::Refused(format!(
                "it does not offer this method (HTTP {code}): use another node, such as a provider's (-u)"
            )),
            Some(429) => RpcError::Network(
                "this node limits such questions (HTTP 429): wait, or use another, such as a provider's (-u)"
                    .into(),
            ),
            Some(code) => RpcError::Network(format!("HTTP {code}")),
            None => RpcError::Network(root_cause(&error)),
        },
        _ => RpcError::Network(root_cause(&error)),
    }
}

/// The innermost reason: "connection refused" says more than what wraps it, and does not repeat the address, which may hold
/// a key.
fn root_cause(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    escape(&cause.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(err: Option<TransactionError>) -> TransactionStatus {
        let confirmation_status = Some(TransactionConfirmationStatus::Confirmed);
        let status = err.clone().map_or(Ok(()), Err);
        TransactionStatus { slot: 7, confirmations: Some(1), status, err, confirmation_status }
    }

    #[test]
    fn what_came_too_late_for_its_blockhash_is_not_on_the_chain() {
        assert_eq!(on_chain(status(Some(TransactionError::BlockhashNotFound))), None);
        let landed = Status { slot: 7, confirmed: true, error: None };
        assert_eq!(on_chain(status(None)), Some(landed));
        let failed = TransactionError::AccountNotFound;
        let expected = Status { slot: 7, confirmed: true, error: Some(failed.clone()) };
        assert_eq!(on_chain(status(Some(failed))), Some(expected));
    }
}
