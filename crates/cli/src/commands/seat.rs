//! `makerstake seat …`: a creator's seat in the creator house.

use clap::Subcommand;
use makerstake_client::generated::governance::instructions as on_chain;
use solana_pubkey::Pubkey;

use super::creator::resolve::{self, Named};
use super::platform_arg::{self, Holder, PlatformArg};
use super::vote;
use crate::context::Context;
use crate::failure::Failure;

/// Commands about creator seats.
#[derive(Debug, Subcommand)]
pub enum Seat {
    /// Take a seat, from the next snapshot epoch on
    Take {
        /// The creator: an address or @handle [default: the one that the signer registered]
        #[arg(long)]
        creator: Option<Named>,
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// Leave the seat, from the next snapshot epoch on
    Leave {
        /// The creator: an address or @handle [default: the one that the signer registered]
        #[arg(long)]
        creator: Option<Named>,
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// End the seat of a creator that no longer qualifies, from the next snapshot epoch on; anyone may
    Review {
        /// The creator: an address or @handle
        creator: Named,
        #[command(flatten)]
        platform: PlatformArg,
    },
}

impl Seat {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let (named, platform, is_taken) = match self {
            Self::Take { creator, platform } => (creator, platform, true),
            Self::Leave { creator, platform } => (creator, platform, false),
            Self::Review { creator, platform } => return review(context, &creator, &platform),
        };
        let at = platform.addresses(context)?;
        let (address, _): (Pubkey, _) = resolve::creator(context, named.as_ref())?;
        let authority = context.signer()?;
        let voter = at.voter(&address);
        if !is_taken {
            must_vote(context, &voter)?;
            let leave = on_chain::LeaveSeat {
                authority,
                creator: Some(address),
                pool: at.pool,
                platform: at.platform,
                voter,
            };
            return context.send(format!("leave the seat of {address}"), leave.instruction());
        }
        let holder = Holder { address, signer: authority, creator: Some(address) };
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
        context.send_all(format!("take a seat for {address}"), instructions, &[]).map(drop)
    }
}

fn review(context: &Context, named: &Named, platform: &PlatformArg) -> Result<(), Failure> {
    let at = platform.addresses(context)?;
    let (address, _): (Pubkey, _) = resolve::creator(context, Some(named))?;
    let voter = at.voter(&address);
    must_vote(context, &voter)?;
    let review = on_chain::ReviewSeat {
        creator: address,
        pool: at.pool,
        position: at.position(&address),
        platform: at.platform,
        voter,
    };
    context.send(format!("end the seat of {address}"), review.instruction())
}

/// That a creator has a voter account, in which its seat is.
fn must_vote(context: &Context, voter: &Pubkey) -> Result<(), Failure> {
    platform_arg::required(context, voter, "voter account of this creator, so it has no seat; none").map(drop)
}
