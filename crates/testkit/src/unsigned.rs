//! Transactions without the cryptography of signing: whoever an instruction marks as signer has signed.
//!
//! What programs see is the same, because the runtime tells them who signed and not how. A long random test spends
//! its time in the programs then.

use std::collections::BTreeSet;

use litesvm::LiteSVM;
use solana_instruction::Instruction;
use solana_message::{legacy::Message, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_signature::Signature;
use solana_signer::Signer;
use solana_transaction::versioned::VersionedTransaction;
use solana_transaction_error::TransactionError;

use crate::World;

/// What the network forwards at most.
pub const PACKET: usize = 1_232;

/// None that would be written by the runtime alone.
const NO_ADDRESSES: Option<&BTreeSet<Pubkey>> = None;

/// A transaction that nobody signed for real.
pub struct Unsigned {
    /// The transaction.
    pub transaction: VersionedTransaction,
    /// The accounts that it may write, but for the fee payer.
    pub writable: Vec<Pubkey>,
    /// The accounts that signed, but for the fee payer.
    pub signers: Vec<Pubkey>,
    /// Bytes on the wire.
    pub bytes: usize,
}

impl World {
    /// A machine on which [`World::run`] works: it verifies no signature and takes the same bytes twice.
    ///
    /// # Panics
    /// Where the programs are not built.
    pub fn unsigned_machine() -> LiteSVM {
        Self::machine().with_sigverify(false).with_blockhash_check(false).with_transaction_history(0)
    }

    /// A transaction of these instructions, the fee paid by [`World::fee_payer`].
    pub fn unsigned(&self, instructions: &[Instruction]) -> Unsigned {
        let payer = self.fee_payer.pubkey();
        let message = Message::new_with_blockhash(instructions, Some(&payer), &self.svm.latest_blockhash());
        let others = || message.account_keys.iter().enumerate().skip(1);
        let writable = others()
            .filter(|(index, _)| message.is_maybe_writable_with_reserved_addresses(*index, NO_ADDRESSES));
        let signers = others().filter(|(index, _)| message.is_signer(*index));
        let (writable, signers) =
            (writable.map(|(_, key)| *key).collect(), signers.map(|(_, key)| *key).collect());
        let signatures = vec![Signature::default(); usize::from(message.header.num_required_signatures)];
        let bytes = 1 + 64 * signatures.len() + message.serialize().len();
        let transaction = VersionedTransaction { signatures, message: VersionedMessage::Legacy(message) };
        Unsigned { transaction, writable, signers, bytes }
    }

    /// Runs a transaction.
    ///
    /// # Errors
    /// The runtime's. Nothing but the fee has changed then.
    pub fn run(&mut self, transaction: VersionedTransaction) -> Result<(), TransactionError> {
        self.svm.send_transaction(transaction).map(drop).map_err(|failed| failed.err)
    }
}
