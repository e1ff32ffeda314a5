//! A transaction as bytes, read whole: nothing is skipped, nothing may be left over.

use solana_pubkey::Pubkey;

/// A transaction that is to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsigned {
    /// A signature for each signer; zeros where there is none yet.
    pub signatures: Vec<[u8; 64]>,
    /// The bytes that are signed.
    pub message: Vec<u8>,
    /// Every account; the first is who pays.
    pub keys: Vec<Pubkey>,
    /// How many of them sign.
    pub signers: usize,
    /// What is called.
    pub instructions: Vec<Instruction>,
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// The program.
    pub program: Pubkey,
    /// Its accounts.
    pub accounts: Vec<Pubkey>,
    /// Its bytes.
    pub data: Vec<u8>,
}

/// The most bytes of a transaction.
const PACKET: usize = 1_232;

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// A length of one to three bytes, in its shortest form.
    fn length(&mut self) -> Option<usize> {
        let mut value = 0_usize;
        for place in 0..3 {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return (place == 0 || byte != 0).then_some(value);
            }
        }
        None
    }
}

impl Unsigned {
    /// Reads a legacy transaction, or one of version 0 without lookup tables.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > PACKET {
            return None;
        }
        let mut reader = Reader(bytes);
        let count = reader.length()?;
        let signatures = (0..count).map(|_| reader.take(64)?.try_into().ok()).collect::<Option<Vec<_>>>()?;
        let message = reader.0.to_vec();
        let is_versioned = *reader.0.first()? & 0x80 != 0;
        if is_versioned && reader.byte()? != 0x80 {
            return None;
        }
        let header = reader.take(3)?;
        let signers = usize::from(*header.first()?);
        let count = reader.length()?;
        let keys = (0..count)
            .map(|_| Some(Pubkey::new_from_array(reader.take(32)?.try_into().ok()?)))
            .collect::<Option<Vec<_>>>()?;
        // The blockhash is the network's to judge.
        reader.take(32)?;
        let count = reader.length()?;
        let mut instructions = Vec::new();
        for _ in 0..count {
            let program = *keys.get(usize::from(reader.byte()?))?;
            let count = reader.length()?;
            let places = reader.take(count)?;
            let accounts =
                places.iter().map(|place| keys.get(usize::from(*place)).copied()).collect::<Option<_>>()?;
            let length = reader.length()?;
            instructions.push(Instruction { program, accounts, data: reader.take(length)?.to_vec() });
        }
        // A lookup table could hide any account.
        if is_versioned && reader.length()? != 0 {
            return None;
        }
        let is_whole =
            reader.0.is_empty() && signatures.len() == signers && signers <= keys.len() && signers > 0;
        is_whole.then_some(Self { signatures, message, keys, signers, instructions })
    }

    /// As bytes, to be sent.
    pub fn bytes(&self) -> Vec<u8> {
        // Never more than a few signatures: one byte is their number.
        let mut bytes = vec![u8::try_from(self.signatures.len()).unwrap_or(u8::MAX)];
        self.signatures.iter().for_each(|signature| bytes.extend_from_slice(signature));
        bytes.extend_from_slice(&self.message);
        bytes
    }
}
