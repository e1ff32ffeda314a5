//! `makerstake seat …`: a creator's seat in the creator house.

use clap::Subcommand;
use makerstake_sdk::generated::governance::instructions as on_chain;
use solana_pubkey::Pubkey;

use super::creator::resolve::{self, Named};
use super::site::{Holder, Site};
use super::vote;
use crate::context::Context;
use crate::failure::Failure;

/// Commands about creator seats.
#[derive(Debug, Subcommand)]
pub enum Seat {
    /// Take a seat, from the next power epoch on
    Take {
        /// The creator: an address or @handle [default: the one that the signer registered]
        #[arg(long)]
        creator: Option<Named>,
        #[command(flatten)]
        site: Site,
    },
    /// Leave the seat, from the next power epoch on
    Leave {
        /// The creator: an address or @handle [default: the one that the signer registered]
        #[arg(long)]
        creator: Option<Named>,
        #[command(flatten)]
        site: Site,
    },
}

impl Seat {
    /// Runs the command.
    ///
    /// # Errors
    /// When the creator does not qualify, or has no seat to leave.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let (named, site, is_taken) = match self {
            Self::Take { creator, site } => (creator, site, true),
            Self::Leave { creator, site } => (creator, site, false),
        };
        let at = site.addresses(context)?;
        let (address, _): (Pubkey, _) = resolve::creator(context, named.as_ref())?;
        let authority = context.signer()?.pubkey();
        let voter = at.voter(&address);
        if !is_taken {
            let leave = on_chain::LeaveSeat {
                authority,
                creator: Some(address),
                pool: at.pool,
                platform: at.platform,
                voter,
            };
            return context
                .send(format!("leave the seat of {address}"), vec![leave.instruction()], &[])
                .map(drop);
        }
        let holder = Holder { address, creator: Some(address) };
        let mut instructions: Vec<_> = vote::opening(context, &at, &holder)?.into_iter().collect();
        let take = on_chain::TakeSeat {
            authority,
            creator: address,
            pool: at.pool,
            position: at.position(&address),
            platform: at.platform,
            voter,
        };
        instructions.push(take.instruction());
        context.send(format!("take a seat for {address}"), instructions, &[]).map(drop)
    }
}
