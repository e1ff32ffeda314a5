//! `makerstake offering …`: what the treasury sells to investors.

mod list;
mod settle;
mod show;

use std::path::PathBuf;

use clap::Subcommand;
use makerstake_client::generated::offerings::accounts::Commitment;
use makerstake_client::offerings::{self, Pass, Sale};
use makerstake_client::query;
use makerstake_core::offering::Gate;
use solana_pubkey::Pubkey;

use super::creator::resolve::{self, Named};
use super::platform_arg::{held, PlatformArg, SignerArg};
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;
use crate::parse::{self, Tokens};

/// Commands about offerings.
#[derive(Debug, Subcommand)]
pub enum Offering {
    /// List the platform's offerings; `list build` makes a list of wallets that may commit
    #[command(args_conflicts_with_subcommands = true)]
    List(list::List),
    /// Show an offering: its terms, what was committed, and what the signer's commitment would buy now
    Show {
        /// The offering's number
        number: u32,
        #[command(flatten)]
        platform: PlatformArg,
        #[command(flatten)]
        signer: SignerArg,
    },
    /// Commit to an offering, in whole tokens of its quote mint
    Commit {
        /// The offering's number
        number: u32,
        /// How much, on top of what is committed already
        #[arg(value_parser = parse::tokens)]
        amount: Tokens,
        /// The list that the offering's gate asks for, as `offering list build` reads it
        #[arg(long, value_name = "FILE")]
        list: Option<PathBuf>,
        #[command(flatten)]
        platform: PlatformArg,
        #[command(flatten)]
        signer: SignerArg,
    },
    /// Take a commitment back, until 48 hours before the end of the window
    Uncommit {
        /// The offering's number
        number: u32,
        /// How much [default: all]
        #[arg(value_parser = parse::tokens)]
        amount: Option<Tokens>,
        #[command(flatten)]
        platform: PlatformArg,
        #[command(flatten)]
        signer: SignerArg,
    },
    /// Decide an offering a day after its window; anyone may
    Close {
        /// The offering's number
        number: u32,
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// Settle commitments: what they buy is written down and the treasury is paid; anyone may, and stop and go on at any time
    Settle(settle::Settle),
    /// Pay back what is owed to an investor; anyone may
    Refund {
        /// The offering's number
        number: u32,
        /// Whom: a wallet, a creator's address, or @handle [default: the signer's]
        investor: Option<Named>,
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// Bring what has vested into an investor's position; anyone may
    Release {
        /// The offering's number
        number: u32,
        /// Whose: a wallet, a creator's address, or @handle [default: the signer's]
        investor: Option<Named>,
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// Stop an offering while its window runs, as the platform's guardian: everything goes back
    Stop {
        /// The offering's number
        number: u32,
        #[command(flatten)]
        platform: PlatformArg,
    },
}

impl Offering {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::List(command) => command.run(context),
            Self::Show { number, platform, signer } => show::run(context, number, &platform, &signer),
            Self::Commit { number, amount, list, platform, signer } => {
                let (sale, by) = (sale(context, &platform, number)?, signer.holder(context)?);
                let units = amount.units(&sale.quote)?;
                let mut pass = Pass { credential: sale.credential(&by.address), ..Pass::default() };
                if sale.offering.gate == Gate::List as u8 {
                    let path = list.ok_or_else(|| {
                        Failure::input("this offering has a list of wallets that may commit")
                            .value(number)
                            .remedy("name the file that it was built from: --list FILE")
                    })?;
                    (pass.cap, pass.proof) = list::proof(&path, &sale, &by.address)?;
                }
                tell_late(context, &sale)?;
                let done = format!("commit {} to offering {number}", Amount::of(&sale.quote, units));
                context.send(done, sale.commit(&by, units, pass))
            }
            Self::Uncommit { number, amount, platform, signer } => {
                let (sale, by) = (sale(context, &platform, number)?, signer.holder(context)?);
                let commitment = committed(context, &sale, &by.address)?;
                let units = amount.map_or(Ok(commitment.amount), |amount| amount.units(&sale.quote))?;
                let done = format!("take {} back from offering {number}", Amount::of(&sale.quote, units));
                context.send(done, sale.uncommit(&by, &commitment, units))
            }
            Self::Close { number, platform } => {
                let sale = sale(context, &platform, number)?;
                context.send(format!("decide offering {number}"), sale.decide())
            }
            Self::Settle(command) => command.run(context),
            Self::Refund { number, investor, platform } => {
                let sale = sale(context, &platform, number)?;
                let investor = whose(context, investor.as_ref())?;
                let commitment = committed(context, &sale, &investor)?;
                let now = context.rpc.chain_time()?;
                let owed = offerings::refundable(&sale.offering, &commitment, now);
                let done = format!("pay {} back to {investor}", Amount::of(&sale.quote, owed));
                context.send(done, sale.refund(&commitment))
            }
            Self::Release { number, investor, platform } => {
                let sale = sale(context, &platform, number)?;
                let investor = whose(context, investor.as_ref())?;
                let commitment = committed(context, &sale, &investor)?;
                let now = context.rpc.chain_time()?;
                let due = offerings::releasable(&sale.offering, &commitment, now);
                let position = held(context, &sale.at.pool, &investor)?;
                let delegate = position.map(|position| position.delegate);
                let delegate = delegate.filter(|key| *key != Pubkey::default());
                let delegate = delegate.map(|delegate| sale.at.position(&delegate));
                let done = format!("release {} to {investor}", Amount::of(&sale.share, due));
                context.send(done, sale.release(&investor, delegate))
            }
            Self::Stop { number, platform } => {
                let sale = sale(context, &platform, number)?;
                let guardian = context.signer()?;
                context
                    .confirm(&format!("stop offering {number}? Everything that was committed goes back"))?;
                context.send(format!("stop offering {number}"), sale.stop(&guardian))
            }
        }
    }
}

/// The offering of a number, which must be there.
fn sale(context: &Context, platform: &PlatformArg, number: u32) -> Result<Sale, Failure> {
    let at = platform.addresses(context)?;
    let payer = context.payer().unwrap_or_default();
    let found = context.rpc.ask(query::sale(context.rpc.client(), at, number, payer))?;
    found.ok_or_else(|| {
        Failure::input("there is no offering of this number")
            .value(number)
            .remedy("`makerstake offering list` shows those that there are")
    })
}

/// An investor's commitment, which must be there.
fn committed(context: &Context, sale: &Sale, investor: &Pubkey) -> Result<Commitment, Failure> {
    let found = query::commitment(context.rpc.client(), &sale.commitment(investor));
    context.rpc.ask(found)?.ok_or_else(|| {
        Failure::input("this investor has committed nothing to the offering")
            .value(investor)
            .remedy("if the commitment is a creator's, name it with --creator")
    })
}

fn whose(context: &Context, named: Option<&Named>) -> Result<Pubkey, Failure> {
    named.map_or_else(|| context.signer(), |named| resolve::address(context, Some(named)))
}

/// Says before signing that what is committed now cannot be taken back.
fn tell_late(context: &Context, sale: &Sale) -> Result<(), Failure> {
    let now = context.rpc.chain_time()?;
    if offerings::stage(&sale.offering, now) == offerings::Stage::Binding {
        context.output.note("the window ends within 48 hours: this commitment cannot be taken back");
    }
    Ok(())
}
