//! Credentials of the Solana Attestation Service, read from their bytes: an attestation whose nonce is the investor. The layout
//! is that of the service's published client.

use anchor_lang::prelude::*;
use makerstake_common::create_pda::bump;

use crate::errors::OfferingError;

/// The service's address.
pub const SERVICE: Address = Address::from_str_const("22zoJMtdu4tQc2PzL74ZUT7FrwgB1Udec8DdW4yw4BdG");
/// First seed of an attestation's address; then credential, schema and nonce.
const ATTESTATION_SEED: &[u8] = b"attestation";
/// First byte of an attestation.
const IS_ATTESTATION: u8 = 2;

/// What is asked of an investor.
pub struct Asked<'a> {
    /// The credential, in whose name it must be attested.
    pub credential: &'a [u8; 32],
    /// What must be attested.
    pub schema: &'a [u8; 32],
    /// Of whom.
    pub investor: &'a Address,
}

impl Asked<'_> {
    /// Checks that the account is the investor's credential, live at `now`.
    ///
    /// # Errors
    /// `NoCredential`.
    pub fn check_live(&self, account: &UncheckedAccount, now: i64) -> Result<()> {
        require!(self.is_live(account, now)?, OfferingError::NoCredential);
        Ok(())
    }

    /// Whether the investor's credential is live at `now`. Another account says nothing of it: only what is at the credential's
    /// own address can say that it is dead.
    ///
    /// # Errors
    /// `NoCredential` for another account.
    pub fn is_alive(&self, account: &UncheckedAccount, now: i64) -> Result<bool> {
        if self.is_live(account, now)? {
            return Ok(true);
        }
        let seeds = [ATTESTATION_SEED, self.credential, self.schema, self.investor.as_ref()];
        bump(account.account(), &seeds, &SERVICE).map_err(|_| OfferingError::NoCredential)?;
        Ok(false)
    }

    fn is_live(&self, account: &UncheckedAccount, now: i64) -> Result<bool> {
        let view = account.account();
        Ok(view.owned_by(&SERVICE) && self.reads_live(&view.try_borrow()?, now).unwrap_or(false))
    }

    /// Kind, nonce, credential, schema, data with its length, signer, expiry (0: never).
    fn reads_live(&self, data: &[u8], now: i64) -> Option<bool> {
        let (kind, rest) = data.split_first()?;
        let (nonce, rest) = rest.split_first_chunk::<32>()?;
        let (credential, rest) = rest.split_first_chunk::<32>()?;
        let (schema, rest) = rest.split_first_chunk::<32>()?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let rest = rest.get(usize::try_from(u32::from_le_bytes(*length)).ok()?..)?;
        let (_signer, rest) = rest.split_first_chunk::<32>()?;
        let expiry = i64::from_le_bytes(*rest.first_chunk()?);
        let is_asked = *kind == IS_ATTESTATION
            && nonce == self.investor.as_array()
            && credential == self.credential
            && schema == self.schema;
        Some(is_asked && (expiry == 0 || now < expiry))
    }
}
