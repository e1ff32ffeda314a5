//! Who signs and who pays: keys that are loaded when they are first needed, so that reading needs none.

use std::cell::OnceCell;
use std::rc::Rc;

use solana_signer::Signer;

use crate::failure::{Exit, Failure};
use crate::keys;

/// The keys of a command.
pub struct Signers {
    source: String,
    payer_source: Option<String>,
    signer: OnceCell<Rc<dyn Signer>>,
    payer: OnceCell<Rc<dyn Signer>>,
}

impl Signers {
    /// Keys from these sources; nothing is loaded yet.
    pub fn new(source: String, payer_source: Option<String>) -> Self {
        Self { source, payer_source, signer: OnceCell::new(), payer: OnceCell::new() }
    }

    /// Where the signing key comes from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Who signs.
    pub fn signer(&self) -> Result<&dyn Signer, Failure> {
        loaded(&self.signer, &self.source, "-k")
    }

    /// Who pays: the signer, unless `--fee-payer` names somebody else.
    pub fn payer(&self) -> Result<&dyn Signer, Failure> {
        match &self.payer_source {
            Some(source) => loaded(&self.payer, source, "--fee-payer"),
            None => self.signer(),
        }
    }
}

fn loaded<'a>(
    cell: &'a OnceCell<Rc<dyn Signer>>,
    source: &str,
    flag: &str,
) -> Result<&'a dyn Signer, Failure> {
    if cell.get().is_none() {
        let _ = cell.set(keys::load(source, flag)?);
    }
    cell.get().map(|key| &**key).ok_or_else(|| Failure::new(Exit::Internal, "the key was not kept"))
}
