//! `makerstake delegate`: let another holder vote with one's shares, or take the votes back.

use clap::Args;
use makerstake_client::generated::equity::accounts::Position;
use makerstake_client::generated::equity::instructions as on_chain;
use solana_pubkey::Pubkey;

use super::platform_arg::{self, PlatformArg, SignerArg};
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Let another holder vote with one's shares from the next snapshot epoch on; one's own ballot still overrides
#[derive(Debug, Args)]
pub struct Delegate {
    /// The holder who shall vote: a wallet, or a creator's address
    #[arg(value_parser = parse::address, required_unless_present = "nobody", conflicts_with = "nobody")]
    to: Option<Pubkey>,
    /// Take the votes back
    #[arg(long)]
    nobody: bool,
    #[command(flatten)]
    platform: PlatformArg,
    #[command(flatten)]
    signer: SignerArg,
}

impl Delegate {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let at = self.platform.addresses(context)?;
        let holder = self.signer.holder(context)?;
        let position = at.position(&holder.address);
        let account = platform_arg::required(context, &position, "position of this holder")?;
        let state = Position::from_bytes(&account.data)
            .map_err(|_| Failure::input("not a position").value(position))?;
        let present = Some(state.delegate).filter(|delegate| *delegate != Pubkey::default());
        let former_delegate = present.map(|delegate| at.position(&delegate));
        let signer = context.signer()?;
        let (done, instruction) = match self.to {
            Some(to) => {
                let new_delegate = at.position(&to);
                platform_arg::required(
                    context,
                    &new_delegate,
                    "position of the delegate: it must hold one to vote for others, and none",
                )?;
                let delegate = on_chain::Delegate {
                    signer,
                    creator: holder.creator,
                    pool: at.pool,
                    position,
                    new_delegate,
                    former_delegate,
                };
                (format!("delegate the votes of {} to {to}", holder.address), delegate.instruction())
            }
            None => {
                let Some(former_delegate) = former_delegate else {
                    return Err(Failure::input("these votes are not delegated").value(holder.address));
                };
                let undelegate = on_chain::Undelegate {
                    signer,
                    creator: holder.creator,
                    pool: at.pool,
                    position,
                    former_delegate,
                };
                (format!("take the votes of {} back", holder.address), undelegate.instruction())
            }
        };
        context.send(done, instruction)
    }
}
