//! The calls of a proposal, made once in a simulation in which nobody's signature is checked: as if the treasury had signed.

use makerstake_core::action::{Action, Invoke};
use solana_client::rpc_config::RpcSimulateTransactionConfig;
use solana_instruction::{AccountMeta, Instruction};
use solana_message::{Message, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;
use solana_signature::Signature;
use solana_transaction::versioned::VersionedTransaction;

use crate::sender::{rpc_error, RpcError};
use crate::snapshot::Snapshot;

/// Notes in a snapshot which calls of these actions would fail now. One request for each call; returns the programs' logs.
///
/// # Errors
/// When the node does not answer.
pub fn simulate(
    rpc: &RpcClient,
    snapshot: &mut Snapshot,
    payer: &Pubkey,
    actions: &[Action<'_>],
) -> Result<Vec<String>, RpcError> {
    let mut logs = Vec::new();
    for (index, action) in actions.iter().enumerate() {
        let Action::Invoke(invoke) = action else { continue };
        let transaction = transaction(payer, invoke);
        let config = RpcSimulateTransactionConfig {
            sig_verify: false,
            replace_recent_blockhash: true,
            ..RpcSimulateTransactionConfig::default()
        };
        let result = rpc.simulate_transaction_with_config(&transaction, config).map_err(rpc_error)?.value;
        logs.extend(result.logs.into_iter().flatten());
        if let Some(error) = result.err {
            snapshot.failing_calls.insert(index, error.to_string());
        }
    }
    Ok(logs)
}

fn transaction(payer: &Pubkey, invoke: &Invoke<'_>) -> VersionedTransaction {
    let key = |bytes: &[u8; 32]| Pubkey::new_from_array(*bytes);
    let accounts = invoke
        .accounts
        .iter()
        .map(|meta| AccountMeta {
            pubkey: key(meta.key),
            is_signer: meta.is_signer,
            is_writable: meta.is_writable,
        })
        .collect();
    let call = Instruction { program_id: key(invoke.program), accounts, data: invoke.data.to_vec() };
    let message = Message::new(&[call], Some(payer));
    let signatures = vec![Signature::default(); usize::from(message.header.num_required_signatures)];
    VersionedTransaction { signatures, message: VersionedMessage::Legacy(message) }
}
