//! Where documents are stored, so that people can read what the chain knows by its hash.

use clap::Args;
use makerstake_client::node::{Node, NodeError};
use solana_pubkey::Pubkey;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::parse;
use crate::settings::host_of;

/// The node of a command that hashes documents.
#[derive(Clone, Debug, Default, Args)]
pub struct NodeArg {
    /// Bring what is hashed here to this node first, signed by the signer, so that everybody can read it (docs/node.md)
    #[arg(long, env = "MAKERSTAKE_NODE", hide_env_values = true, value_name = "URL")]
    node: Option<String>,
}

impl NodeArg {
    /// Brings a document before its hash is sent, and says so. A node that refuses ends the command: nothing is sent then.
    pub fn bring(
        &self,
        context: &Context,
        what: &str,
        bytes: &[u8],
        platform: Option<&Pubkey>,
    ) -> Result<(), Failure> {
        let Some(url) = &self.node else { return Ok(()) };
        let node = Node::new(url).map_err(failure)?;
        let about = node.about().map_err(failure)?;
        let served = parse::address(&about.platform)
            .map_err(|_| Failure::input("what answers there is no node").value(host_of(url)))?;
        if platform.is_some_and(|platform| *platform != served) {
            return Err(Failure::input("the node serves another platform")
                .value(served)
                .remedy("name a node of this platform with --node, or none"));
        }
        if context.sends_nothing() {
            context.output.note(format!("{what} would be stored at {}", host_of(url)));
            return Ok(());
        }
        let put = node.put(bytes, Some((context.signers.signer()?, &served))).map_err(failure)?;
        let state = if put.is_served { "serves it" } else { "serves it once the chain names it" };
        context.output.note(format!("{what} is at {}, which {state}: {}", host_of(url), put.hash));
        Ok(())
    }
}

/// What a node's refusal is for whoever runs the command.
fn failure(error: NodeError) -> Failure {
    let (exit, remedy) = match &error {
        NodeError::Unreachable { .. } => (Exit::Network, "try again, name another node with --node, or none"),
        NodeError::Refused { status: 403, .. } => (
            Exit::Rejected,
            "who signs must hold a position of the platform, or be the authority of a creator who does",
        ),
        NodeError::Refused { .. } => {
            (Exit::Rejected, "bring the document to another node with --node, or to none")
        }
        _ => (Exit::Input, "name another node with --node, or none"),
    };
    Failure::new(exit, format!("{error}; nothing was sent")).remedy(remedy)
}
