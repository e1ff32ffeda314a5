//! What is to be done, before it is a transaction.

use solana_instruction::Instruction;
use solana_message::{v0, AddressLookupTableAccount, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_signer::{Signer, SignerError};
use solana_transaction::versioned::VersionedTransaction;

use super::budget::{self, Units};
use super::node::Lifetime;

/// Instructions that happen together or not at all, with who pays and who signs.
pub struct Intent<'a> {
    /// A name that is unique within a run: it is the key in the journal.
    pub key: String,
    /// What to do, without compute-budget instructions: the sender adds them.
    pub instructions: Vec<Instruction>,
    /// Who pays the fee; must be among `signers`.
    pub payer: Pubkey,
    /// Everybody who has to sign, in any order; duplicates are allowed.
    pub signers: Vec<&'a dyn Signer>,
    /// Tables that shorten the transaction.
    pub tables: Vec<AddressLookupTableAccount>,
    /// The compute limit; [`Units::Simulated`] unless the caller knows better.
    pub units: Units,
}

impl<'a> Intent<'a> {
    /// An intent paid for by `payer`, who also signs, together with `others`.
    pub fn new(
        key: impl Into<String>,
        instructions: Vec<Instruction>,
        payer: &'a dyn Signer,
        others: &[&'a dyn Signer],
    ) -> Self {
        let mut signers = vec![payer];
        signers.extend_from_slice(others);
        Self {
            key: key.into(),
            instructions,
            payer: payer.pubkey(),
            signers,
            tables: Vec::new(),
            units: Units::Simulated,
        }
    }

    /// The accounts that the instructions write to, which is what priority fees are asked for.
    pub fn writable(&self) -> Vec<Pubkey> {
        let mut keys: Vec<Pubkey> = std::iter::once(self.payer)
            .chain(
                self.instructions
                    .iter()
                    .flat_map(|instruction| &instruction.accounts)
                    .filter(|meta| meta.is_writable)
                    .map(|meta| meta.pubkey),
            )
            .collect();
        keys.sort_unstable();
        keys.dedup();
        // A node takes at most 128 accounts in one question.
        keys.truncate(128);
        keys
    }

    /// The message under a compute limit and a price in micro-lamports a unit.
    pub(super) fn message(
        &self,
        units: u32,
        price: u64,
        lifetime: &Lifetime,
    ) -> Result<VersionedMessage, String> {
        let mut instructions = budget::instructions(units, price);
        instructions.extend_from_slice(&self.instructions);
        v0::Message::try_compile(&self.payer, &instructions, &self.tables, lifetime.blockhash)
            .map(VersionedMessage::V0)
            .map_err(|error| error.to_string())
    }

    /// The message, not signed: for simulation only.
    pub(super) fn unsigned(message: VersionedMessage) -> VersionedTransaction {
        let count = usize::from(message.header().num_required_signatures);
        VersionedTransaction { signatures: vec![Default::default(); count], message }
    }

    /// The message, signed by everybody it needs.
    pub(super) fn sign(&self, message: VersionedMessage) -> Result<VersionedTransaction, SignerError> {
        let required = usize::from(message.header().num_required_signatures);
        let bytes = message.serialize();
        let signatures = message
            .static_account_keys()
            .iter()
            .take(required)
            .map(|key| {
                let signer = self.signers.iter().find(|signer| signer.pubkey() == *key);
                signer.ok_or(SignerError::KeypairPubkeyMismatch)?.try_sign_message(&bytes)
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(VersionedTransaction { signatures, message })
    }
}
