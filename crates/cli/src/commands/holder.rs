//! `makerstake holder show`: all that somebody has in a platform.

use clap::Subcommand;
use makerstake_client::generated::equity::accounts::{Pool, Position};
use makerstake_client::{distributions, query, shares};
use makerstake_core::bitmap;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::creator::resolve::{self, Named};
use super::platform_arg::{held, PlatformArg};
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;

/// Commands about holders of shares.
#[derive(Debug, Subcommand)]
pub enum Holder {
    /// Show shares, votes, what has not vested, and what can be released, claimed and collected
    Show {
        /// A wallet, a creator's address, or @handle [default: the signer's wallet]
        holder: Option<Named>,
        #[command(flatten)]
        platform: PlatformArg,
    },
}

#[derive(Serialize)]
struct Record {
    holder: String,
    handle: Option<String>,
    position: Option<String>,
    shares: Amount,
    earned: Amount,
    votes: Amount,
    delegate: Option<String>,
    unvested: Amount,
    releasable: Amount,
    dividend_due: Amount,
    leaving: Amount,
    leaving_from: Option<i64>,
    unclaimed_epochs: Vec<u32>,
}

impl Holder {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let Self::Show { holder, platform } = self;
        let desk = platform.desk(context)?;
        let holder =
            holder.map_or_else(|| context.signer(), |named| resolve::address(context, Some(&named)))?;
        let now = context.rpc.chain_time()?;
        let position = held(context, &desk.at.pool, &holder)?;
        let grants = context.rpc.ask(query::grants(context.rpc.client(), &desk.at.pool, None))?;
        let (mut unvested, mut releasable) = (0_u64, 0_u64);
        for grant in grants.iter().filter(|grant| shares::grant_holder(&grant.account, now) == holder) {
            let due = shares::releasable(&grant.account, now);
            releasable = releasable.saturating_add(due);
            let rest = grant.account.total.saturating_sub(grant.account.released).saturating_sub(due);
            unvested = unvested.saturating_add(rest);
        }
        let share = |units| Amount::of(&desk.share, units);
        let in_position = |value: fn(&Position) -> u64| share(position.as_ref().map_or(0, value));
        let votes = position.as_ref().map_or(0, |position| shares::votes(&desk.pool, position, now));
        let due = position.as_ref().map_or(0, |position| shares::dividend_due(&desk.pool, position));
        let leaving = position.as_ref().filter(|position| position.cooling > 0);
        let delegate = position.as_ref().map(|position| position.delegate);
        context.output.record(&Record {
            holder: holder.to_string(),
            handle: context.rpc.ask(query::handles(context.rpc.client(), &[holder]))?.remove(&holder),
            position: position.as_ref().map(|_| desk.at.position(&holder).to_string()),
            shares: in_position(|position| position.own[0]),
            earned: in_position(|position| position.earned[0]),
            votes: share(votes),
            delegate: delegate.filter(|key| *key != Pubkey::default()).map(|key| key.to_string()),
            unvested: share(unvested),
            releasable: share(releasable),
            dividend_due: Amount::of(&desk.dividend, due),
            leaving: in_position(|position| position.cooling),
            leaving_from: leaving.map(|position| shares::epoch_start(&desk.pool, position.withdrawable_from)),
            unclaimed_epochs: unclaimed(context, &desk.at.pool, &desk.pool, position.as_ref())?,
        })
    }
}

/// Final epochs of the window of claims that this holder has not claimed: those whose lists may have a row for it.
fn unclaimed(
    context: &Context,
    address: &Pubkey,
    pool: &Pool,
    position: Option<&Position>,
) -> Result<Vec<u32>, Failure> {
    let epochs = bitmap::oldest(pool.next_epoch)..pool.next_epoch;
    let found = distributions::distributions(context.rpc.client(), address, epochs.clone());
    let found = epochs.zip(context.rpc.ask(found)?);
    let is_final = found.filter(|(_, found)| {
        found.as_ref().is_some_and(|found| distributions::state(found.status) == "final")
    });
    let is_claimed = |epoch: u32| {
        position.is_some_and(|position| bitmap::is_marked(position.claims, position.claims_from, epoch))
    };
    Ok(is_final.map(|(epoch, _)| epoch).filter(|epoch| !is_claimed(*epoch)).collect())
}
