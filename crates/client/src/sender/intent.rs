//! What is to be done, before it is a transaction.

use solana_hash::Hash;
use solana_instruction::Instruction;
use solana_message::{v0, AddressLookupTableAccount, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_signature::Signature;
use solana_signer::{Signer, SignerError};
use solana_transaction::versioned::VersionedTransaction;

use super::budget::{self, Price, Units};
use super::journal::Pending;
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

/// Why a message that several sign cannot be signed.
#[derive(Debug, thiserror::Error)]
pub enum SignatureFault {
    /// A signature that was given is of something else.
    #[error("the signature is not of this message")]
    OfAnother(Pubkey),
    /// A key that is here could not sign.
    #[error("{0}")]
    Signer(#[from] SignerError),
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

    /// The message where several sign it apart. What everybody must know alike is not asked: the limit is the greatest, and
    /// unless a price is fixed there is none.
    ///
    /// # Errors
    /// When it is no transaction.
    pub fn message_to_sign(&self, blockhash: Hash, price: Price) -> Result<VersionedMessage, String> {
        let price = match price {
            Price::Fixed(price) => price,
            Price::Auto { .. } => 0,
        };
        self.message(budget::MAX_UNITS, price, &Lifetime { blockhash, last_valid_block_height: 0 })
    }

    /// Who has to sign a message, in its order.
    pub fn must_sign(message: &VersionedMessage) -> &[Pubkey] {
        let required = usize::from(message.header().num_required_signatures);
        message.static_account_keys().get(..required).unwrap_or_default()
    }

    /// Everybody's signature of a message: one that is given, or that a key of this intent makes; none where the key is
    /// elsewhere ([`solana_signer::null_signer::NullSigner`]).
    ///
    /// # Errors
    /// When a given signature is of another message, or a key does not sign.
    pub fn signatures(
        &self,
        message: &VersionedMessage,
        given: &[(Pubkey, Signature)],
    ) -> Result<Vec<Option<Signature>>, SignatureFault> {
        let bytes = message.serialize();
        let must_sign = Self::must_sign(message);
        // A signature of somebody who does not sign this is of another message, too.
        let is_of_this = |(key, signature): &&(Pubkey, Signature)| {
            must_sign.contains(key) && signature.verify(key.as_ref(), &bytes)
        };
        if let Some((key, _)) = given.iter().find(|pair| !is_of_this(pair)) {
            return Err(SignatureFault::OfAnother(*key));
        }
        let signature = |key: &Pubkey| {
            if let Some((_, signature)) = given.iter().find(|(signer, _)| signer == key) {
                return Ok(Some(*signature));
            }
            let signer = self.signers.iter().find(|signer| signer.pubkey() == *key);
            let signature = signer.map(|signer| signer.try_sign_message(&bytes)).transpose()?;
            Ok(signature.filter(|signature| *signature != Signature::default()))
        };
        must_sign.iter().map(signature).collect()
    }

    /// A transaction that is signed already, to be sent until it can no longer land and never to be signed anew.
    pub fn pending(
        &self,
        message: VersionedMessage,
        signatures: Vec<Signature>,
        last_valid_block_height: u64,
    ) -> Pending {
        Pending {
            key: self.key.clone(),
            signature: signatures.first().copied().unwrap_or_default(),
            last_valid_block_height,
            transaction: VersionedTransaction { signatures, message },
        }
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
