//! `makerstake dividend …`: paid in by anyone, collected by each holder.

use clap::Subcommand;
use makerstake_client::shares;

use super::platform_arg::{PlatformArg, SignerArg};
use super::position::own;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;
use crate::parse::{self, Tokens};

/// Commands about dividends.
#[derive(Debug, Subcommand)]
pub enum Dividend {
    /// Pay a dividend in, for all shares as they stand now; anyone may
    Pay {
        /// How much, in whole tokens of the mint of dividends
        #[arg(value_parser = parse::tokens)]
        amount: Tokens,
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// Collect what a position is owed, into the signer's own token account
    Collect {
        #[command(flatten)]
        platform: PlatformArg,
        #[command(flatten)]
        signer: SignerArg,
    },
}

impl Dividend {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Pay { amount, platform } => {
                let desk = platform.desk(context)?;
                let units = amount.units(&desk.dividend)?;
                let amount = Amount::of(&desk.dividend, units);
                context.confirm(&format!("pay {amount} to all holders? Nobody can take it back."))?;
                context
                    .send(format!("pay a dividend of {amount}"), desk.pay_dividend(context.signer()?, units))
            }
            Self::Collect { platform, signer } => {
                let (desk, by, position) = own(context, &platform, &signer)?;
                let due = shares::dividend_due(&desk.pool, &position);
                if due == 0 {
                    context.output.note(format!("nothing is due to {}", by.address));
                    return Ok(());
                }
                let done = format!("collect {}", Amount::of(&desk.dividend, due));
                context.send_all(done, desk.collect_dividend(&by), &[]).map(drop)
            }
        }
    }
}
