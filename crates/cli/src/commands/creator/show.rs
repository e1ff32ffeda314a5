//! `makerstake creator show`

use clap::Args;
use makerstake_core::handle;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::resolve::{self, Named};
use crate::context::Context;
use crate::failure::Failure;

/// Show a creator
#[derive(Debug, Args)]
pub struct Show {
    /// An address or @handle [default: the creator that the signer registered]
    creator: Option<Named>,
}

#[derive(Serialize)]
struct Record {
    creator: String,
    authority: String,
    recovery: Option<String>,
    handle: Option<String>,
    profile_hash: Option<String>,
    profile_revision: u32,
    created_at: i64,
    pending: &'static str,
    successor: Option<String>,
    due_at: Option<i64>,
}

impl Show {
    /// Prints the creator.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let (address, creator) = resolve::creator(context, self.creator.as_ref())?;
        let key = |key: &Pubkey| (*key != Pubkey::default()).then(|| key.to_string());
        context.output.record(&Record {
            creator: address.to_string(),
            authority: creator.authority.to_string(),
            recovery: key(&creator.recovery),
            handle: handle::text(&creator.handle).map(str::to_string),
            profile_hash: (creator.profile_hash != [0; 32]).then(|| hex::encode(creator.profile_hash)),
            profile_revision: creator.profile_revision,
            created_at: creator.created_at,
            pending: pending(creator.succession),
            successor: key(&creator.successor),
            due_at: (creator.succession != 0).then_some(creator.succeeds_at),
        })
    }
}

/// What change of keys is under way, in words.
fn pending(succession: u8) -> &'static str {
    match succession {
        0 => "nothing",
        1 => "an offer of the authority",
        2 => "a recovery",
        3 => "an offer of the recovery key's place",
        _ => "something that this version does not know",
    }
}
