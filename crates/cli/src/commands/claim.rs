//! `makerstake claim`: one holder's shares of an epoch.

use std::path::PathBuf;

use clap::Args;
use makerstake_client::query;
use makerstake_distribution::epoch::{Built, Folder};
use solana_pubkey::Pubkey;

use super::creator::resolve::{self, Named};
use super::platform_arg::{addresses_of, held};
use crate::cluster::Expected;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;

/// Claim one holder's shares of an epoch from its published folder; anyone may, and `dist push` claims for everybody
#[derive(Debug, Args)]
pub struct Claim {
    /// The epoch's folder
    folder: PathBuf,
    /// Whose: a wallet, a creator's address, or @handle [default: the signer's wallet]
    holder: Option<Named>,
}

impl Claim {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let folder = Folder::new(&self.folder);
        let Built { manifest, .. } = folder.built()?;
        let terms = manifest.terms().map_err(|fault| fault.of(&folder.manifest()))?;
        context.rpc.expect(Expected::by_files(terms.genesis_hash))?;
        let holder =
            self.holder.map_or_else(|| context.signer(), |named| resolve::address(context, Some(&named)))?;
        let claim = folder.claim(&holder.to_bytes())?.ok_or_else(|| {
            Failure::input("the epoch does not pay this holder")
                .value(holder)
                .file(&folder.leaves())
                .remedy("creators are paid at their creator's address: name it, or its @handle")
        })?;
        let at = addresses_of(context, &Pubkey::new_from_array(terms.pool))?;
        let desk = context.rpc.ask(query::desk(context.rpc.client(), at, context.payer()?))?;
        let desk = desk.ok_or_else(|| Failure::absent("pool with its mints", &at.pool))?;
        let position = held(context, &at.pool, &holder)?;
        let amount = Amount::of(&desk.share, claim.leaf.amount);
        let instructions =
            desk.claim(terms.epoch, &holder, position.as_ref(), (claim.leaf.amount, claim.proof));
        context
            .send_all(format!("claim {amount} of epoch {} for {holder}", terms.epoch), instructions, &[])
            .map(drop)
    }
}
