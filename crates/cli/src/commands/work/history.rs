//! `makerstake work history`

use clap::Args;
use makerstake_client::generated::attestations::accounts::Attestation;
use makerstake_client::query::{self, Keyed};
use solana_pubkey::Pubkey;

use super::show::{one, Record};
use crate::commands::creator::resolve::{self, Named};
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Show a work's chain of revisions, or everything that a creator attested
#[derive(Debug, Args)]
pub struct History {
    /// The address of any attestation of the chain
    #[arg(value_parser = parse::address, conflicts_with = "creator")]
    attestation: Option<Pubkey>,
    /// The creator: an address or @handle [default: the one that the signer registered]
    #[arg(long)]
    creator: Option<Named>,
}

impl History {
    /// Prints the attestations, the oldest first.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let works = match self.attestation {
            Some(address) => {
                let work = one(context, &address)?;
                let all = context
                    .rpc
                    .ask(query::attestations_by_creator(context.rpc.client(), &work.account.creator))?;
                chain(all, &address)
            }
            None => {
                let creator = resolve::address(context, self.creator.as_ref())?;
                context.rpc.ask(query::attestations_by_creator(context.rpc.client(), &creator))?
            }
        };
        context.output.records(&works.iter().map(Record::from).collect::<Vec<_>>())
    }
}

/// The revisions that one of them belongs to, first to last: each has one parent and at most one child.
fn chain(all: Vec<Keyed<Attestation>>, start: &Pubkey) -> Vec<Keyed<Attestation>> {
    let mut links = vec![*start];
    while let Some(work) = links.first().and_then(|first| all.iter().find(|work| work.address == *first)) {
        if work.account.parent == Pubkey::default() || links.contains(&work.account.parent) {
            break;
        }
        links.insert(0, work.account.parent);
    }
    while let Some(child) = links.last().and_then(|last| all.iter().find(|work| work.account.parent == *last))
    {
        if links.contains(&child.address) {
            break;
        }
        links.push(child.address);
    }
    let mut chain: Vec<Keyed<Attestation>> =
        all.into_iter().filter(|work| links.contains(&work.address)).collect();
    chain.sort_by_key(|work| work.account.revision);
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(address: u8, parent: u8, revision: u16) -> Keyed<Attestation> {
        let account = Attestation {
            discriminator: [0; 8],
            creator: Pubkey::default(),
            content: [address; 32],
            metadata: [0; 32],
            parent: Pubkey::new_from_array([parent; 32]),
            attestor: Pubkey::default(),
            slot: 1,
            time: 1,
            revoked_slot: 0,
            revision,
            kind: 0,
            is_revised: 0,
            version: 1,
            reserved: [0; 11],
        };
        Keyed { address: Pubkey::new_from_array([address; 32]), account }
    }

    #[test]
    fn a_chain_is_found_from_any_of_its_links() {
        let all = || vec![work(3, 2, 2), work(9, 0, 0), work(1, 0, 0), work(2, 1, 1)];
        for start in [1, 2, 3] {
            let found = chain(all(), &Pubkey::new_from_array([start; 32]));
            let revisions: Vec<u8> = found.iter().map(|work| work.account.content[0]).collect();
            assert_eq!(revisions, [1, 2, 3]);
        }
    }
}
