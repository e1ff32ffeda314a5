//! Who signs and who pays: keys that are loaded when they are first needed, so that reading needs none.

use std::cell::OnceCell;
use std::rc::Rc;

use solana_pubkey::Pubkey;
use solana_signer::null_signer::NullSigner;
use solana_signer::Signer;

use crate::failure::{Exit, Failure};
use crate::{keys, parse};

/// The keys of a command.
pub struct Signers {
    source: String,
    payer_source: Option<String>,
    /// Whether a key may be elsewhere, and its address be all that is known.
    may_be_elsewhere: bool,
    signer: OnceCell<Rc<dyn Signer>>,
    payer: OnceCell<Rc<dyn Signer>>,
}

impl Signers {
    /// Keys from these sources; nothing is loaded yet.
    pub fn new(source: String, payer_source: Option<String>, may_be_elsewhere: bool) -> Self {
        let (signer, payer) = (OnceCell::new(), OnceCell::new());
        Self { source, payer_source, may_be_elsewhere, signer, payer }
    }

    /// Where the signing key comes from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Who signs.
    pub fn signer(&self) -> Result<&dyn Signer, Failure> {
        self.loaded(&self.signer, &self.source, "-k")
    }

    /// Who pays: the signer, unless `--fee-payer` names somebody else.
    pub fn payer(&self) -> Result<&dyn Signer, Failure> {
        match &self.payer_source {
            Some(source) => self.loaded(&self.payer, source, "--fee-payer"),
            None => self.signer(),
        }
    }

    /// The address that signs: for what only asks, it is enough.
    pub fn signer_address(&self) -> Result<Pubkey, Failure> {
        parse::address(&self.source).or_else(|_| Ok(self.signer()?.pubkey()))
    }

    /// The address that pays.
    pub fn payer_address(&self) -> Result<Pubkey, Failure> {
        match &self.payer_source {
            Some(source) => parse::address(source).or_else(|_| Ok(self.payer()?.pubkey())),
            None => self.signer_address(),
        }
    }

    fn loaded<'a>(
        &self,
        cell: &'a OnceCell<Rc<dyn Signer>>,
        source: &str,
        flag: &str,
    ) -> Result<&'a dyn Signer, Failure> {
        if cell.get().is_none() {
            let _ = cell.set(match parse::address(source) {
                Ok(address) if self.may_be_elsewhere => Rc::new(NullSigner::new(&address)),
                Ok(address) => {
                    return Err(Failure::input("this is an address, and its key has to sign").value(address).remedy(
                        format!("name the key with {flag}, or print what it has to sign with --sign-only or --message-only"),
                    ))
                }
                Err(_) => keys::load(source, flag)?,
            });
        }
        cell.get().map(|key| &**key).ok_or_else(|| Failure::new(Exit::Internal, "the key was not kept"))
    }
}
