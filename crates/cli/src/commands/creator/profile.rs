//! `makerstake creator update`

use std::path::PathBuf;

use clap::Args;
use makerstake_client::generated::creators::instructions::{UpdateProfile, UpdateProfileInstructionArgs};
use makerstake_client::hash;

use super::super::node_arg::NodeArg;
use super::resolve::{self, Named};
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Write or clear the address and hash of the profile document
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("content").required(true).args(["document", "hash", "clear"])))]
pub struct Update {
    /// Where the document can be read: an https, ipfs or ar address
    #[arg(long, required_unless_present = "clear", conflicts_with = "clear", value_parser = parse::uri)]
    uri: Option<String>,
    /// The document itself, to hash it here
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    /// The document's SHA-256
    #[arg(long, value_parser = parse::digest, value_name = "SHA256")]
    hash: Option<[u8; 32]>,
    /// Clear the profile
    #[arg(long)]
    clear: bool,
    /// The creator: an address or @handle [default: the one that the signer registered]
    #[arg(long)]
    creator: Option<Named>,
    #[command(flatten)]
    node: NodeArg,
}

impl Update {
    /// Sends the update.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let hash = match (&self.document, self.hash) {
            (Some(path), _) => {
                let document = std::fs::read(path).map_err(|error| Failure::io(path, &error))?;
                self.node.bring(context, &path.display().to_string(), &document, None)?;
                hash::of_bytes(&document)
            }
            (None, hash) => hash.unwrap_or_default(),
        };
        let instruction = UpdateProfile {
            authority: context.signer()?,
            creator: resolve::address(context, self.creator.as_ref())?,
        }
        .instruction(UpdateProfileInstructionArgs { uri: self.uri.unwrap_or_default(), hash });
        context.send("update the profile", instruction)
    }
}
