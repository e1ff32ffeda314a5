//! `makerstake position …`: shares put in, taken out, and the position itself opened and closed.

use clap::Subcommand;
use makerstake_client::generated::equity::accounts::Position as Account;
use makerstake_client::message::date;
use makerstake_client::shares::{self, Desk};

use super::creator::resolve::{self, Named};
use super::platform_arg::{held, Holder, PlatformArg, SignerArg};
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;
use crate::parse::{self, Tokens};

/// Commands about positions.
#[derive(Debug, Subcommand)]
pub enum Position {
    /// Open a position; anyone may, for anyone, and gets the rent back when it is closed
    Open {
        /// Whose: a wallet, a creator's address, or @handle [default: the signer's]
        holder: Option<Named>,
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// Put liquid shares of the signer into a position, its own or anybody's
    Deposit {
        /// How many whole shares
        #[arg(value_parser = parse::tokens)]
        shares: Tokens,
        /// Into whose position: a wallet, a creator's address, or @handle [default: the signer's]
        #[arg(long = "into", value_name = "HOLDER")]
        holder: Option<Named>,
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// Take shares out, to be paid out three snapshot epochs later; without an amount, pay out what has waited so long
    Withdraw {
        /// How many whole shares
        #[arg(value_parser = parse::tokens)]
        shares: Option<Tokens>,
        #[command(flatten)]
        platform: PlatformArg,
        #[command(flatten)]
        signer: SignerArg,
    },
    /// Put the shares that wait to be paid out back
    Cancel {
        #[command(flatten)]
        platform: PlatformArg,
        #[command(flatten)]
        signer: SignerArg,
    },
    /// Close an empty position
    Close {
        #[command(flatten)]
        platform: PlatformArg,
        #[command(flatten)]
        signer: SignerArg,
    },
}

impl Position {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Open { holder, platform } => {
                let desk = platform.desk(context)?;
                let holder = whose(context, holder.as_ref())?;
                if held(context, &desk.at.pool, &holder)?.is_some() {
                    context
                        .output
                        .note(format!("{holder} has a position already: {}", desk.at.position(&holder)));
                    return Ok(());
                }
                context.send(format!("open a position of {holder}"), desk.open_position(&holder))
            }
            Self::Deposit { shares, holder, platform } => {
                let desk = platform.desk(context)?;
                let holder = whose(context, holder.as_ref())?;
                let position = held(context, &desk.at.pool, &holder)?;
                let units = shares.units(&desk.share)?;
                let instructions = desk.deposit(context.signer()?, &holder, position.as_ref(), units);
                let done = format!("put {} into the position of {holder}", Amount::of(&desk.share, units));
                context.send_all(done, instructions, &[]).map(drop)
            }
            Self::Withdraw { shares: Some(amount), platform, signer } => {
                let (desk, by, position) = own(context, &platform, &signer)?;
                let units = amount.units(&desk.share)?;
                let done =
                    format!("take {} out of the position of {}", Amount::of(&desk.share, units), by.address);
                context.send(done, desk.request_withdrawal(&by, &position, units))?;
                let now = context.rpc.chain_time()?;
                let from = shares::snapshot_epoch(&desk.pool, now).unwrap_or_default();
                let from = from.saturating_add(makerstake_core::checkpoints::EXIT_AFTER);
                context.output.note(format!(
                    "they can be paid out from {}: run `makerstake position withdraw` then, without an amount",
                    date(shares::epoch_start(&desk.pool, from))
                ));
                Ok(())
            }
            Self::Withdraw { shares: None, platform, signer } => {
                let (desk, by, position) = own(context, &platform, &signer)?;
                let from = shares::epoch_start(&desk.pool, position.withdrawable_from);
                if position.cooling == 0 {
                    return Err(Failure::input("no shares wait to be paid out")
                        .value(by.address)
                        .remedy("say how many to take out: `makerstake position withdraw SHARES`"));
                }
                if context.rpc.chain_time()? < from {
                    return Err(Failure::input("the shares cannot be paid out yet")
                        .value(Amount::of(&desk.share, position.cooling))
                        .remedy(format!(
                            "come back at {}, or put them back with `makerstake position cancel`",
                            date(from)
                        )));
                }
                let done = format!("pay out {}", Amount::of(&desk.share, position.cooling));
                context.send_all(done, desk.withdraw(&by), &[]).map(drop)
            }
            Self::Cancel { platform, signer } => {
                let (desk, by, position) = own(context, &platform, &signer)?;
                let done = format!("put {} back", Amount::of(&desk.share, position.cooling));
                context.send(done, desk.cancel_withdrawal(&by, &position))
            }
            Self::Close { platform, signer } => {
                let (desk, by, position) = own(context, &platform, &signer)?;
                context.send(
                    format!("close the position of {}", by.address),
                    desk.close_position(&by, &position),
                )
            }
        }
    }
}

fn whose(context: &Context, named: Option<&Named>) -> Result<solana_pubkey::Pubkey, Failure> {
    named.map_or_else(|| context.signer(), |named| resolve::address(context, Some(named)))
}

/// The signer's position, which must be there.
pub fn own(
    context: &Context,
    platform: &PlatformArg,
    signer: &SignerArg,
) -> Result<(Desk, Holder, Account), Failure> {
    let desk = platform.desk(context)?;
    let by = signer.holder(context)?;
    let position = held(context, &desk.at.pool, &by.address)?.ok_or_else(|| {
        Failure::input("this holder has no position").value(by.address).remedy(
            "if the shares are a creator's, name it with --creator; `makerstake position open` opens one",
        )
    })?;
    Ok((desk, by, position))
}
