//! Which epoch a folder is for, its window and what it may pay: from the folder once it says so, before that from the chain, or
//! from the command line for work without a network.

use clap::Args;
use makerstake_client::distributions;
use makerstake_client::generated::equity::accounts::Pool;
use makerstake_client::message::date;
use makerstake_distribution::epoch::Folder;
use makerstake_distribution::frame::Frame;
use makerstake_distribution::leaves::Limits;
use makerstake_distribution::manifest::Window;
use solana_pubkey::Pubkey;

use super::chain;
use crate::commands::platform_arg::addresses_of;
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Which epoch, and what it may pay: wanted until the folder says so
#[derive(Debug, Args)]
pub struct TermsArgs {
    /// The pool, whose next epoch it is: its own address, its platform's or its share mint's, or a name (`makerstake config name`)
    #[arg(long, alias = "platform", value_parser = parse::platform, value_name = "ADDRESS", env = "MAKERSTAKE_PLATFORM")]
    pool: Option<Pubkey>,
    /// End of the epoch's window: a date, or seconds since 1970 [default: one window of the pool after its start]
    #[arg(long, value_name = "TIME", value_parser = parse::time)]
    pub window_end: Option<i64>,
    /// Without a network: what all amounts add up to, base units
    #[arg(long, value_name = "AMOUNT", requires_all = ["pool", "leaf_max", "epoch", "window_start", "window_end", "genesis_hash"])]
    allocation: Option<u64>,
    /// Without a network: the most that one holder may get, base units
    #[arg(long, value_name = "AMOUNT", requires = "allocation")]
    leaf_max: Option<u64>,
    /// Without a network: the number of the epoch
    #[arg(long, value_name = "NUMBER", requires = "allocation")]
    epoch: Option<u32>,
    /// Without a network: start of the epoch's window, a date or seconds since 1970
    #[arg(long, value_name = "TIME", value_parser = parse::time, requires = "allocation")]
    window_start: Option<i64>,
    /// Without a network: the cluster's genesis hash
    #[arg(long, value_parser = parse::address, value_name = "HASH", requires = "allocation")]
    genesis_hash: Option<Pubkey>,
}

impl TermsArgs {
    /// The folder's terms. The first command that asks writes them there; later ones cannot have others.
    pub fn frame(&self, context: &Context, folder: &Folder) -> Result<Frame, Failure> {
        if let Some(frame) = folder.frame()? {
            return self.check(context, &frame, folder).map(|()| frame);
        }
        let Some(pool) = self.pool else {
            return Err(Failure::input("the folder has no window, and nothing is counted without one")
                .file(folder.path())
                .remedy("give the pool with --pool: the window of its next epoch comes from the chain"));
        };
        let frame = match self.given(&pool) {
            Some(frame) => frame,
            None => self.next(context, &addresses_of(context, &pool)?.pool)?,
        };
        folder.write_frame(&frame)?;
        Ok(frame)
    }

    /// The pool's next epoch.
    fn next(&self, context: &Context, pool: &Pubkey) -> Result<Frame, Failure> {
        let state = chain::pool(context, pool)?;
        let start = state.covered_until;
        let end = self.window_end.unwrap_or(start.saturating_add(i64::from(state.window_seconds)));
        let now = context.rpc.chain_time()?;
        if end > now {
            return Err(Failure::input("the window is not over")
                .value(date(end))
                .remedy(format!("count it once it is; it is {} on this cluster", date(now))));
        }
        Ok(Frame {
            genesis_hash: context.rpc.genesis()?.to_bytes(),
            pool: pool.to_bytes(),
            epoch: state.next_epoch,
            window: Window { start, end },
            limits: limits(&state)?,
        })
    }

    fn given(&self, pool: &Pubkey) -> Option<Frame> {
        Some(Frame {
            genesis_hash: self.genesis_hash?.to_bytes(),
            pool: pool.to_bytes(),
            epoch: self.epoch?,
            window: Window { start: self.window_start?, end: self.window_end? },
            limits: Limits { allocation: self.allocation?, leaf_max: self.leaf_max? },
        })
    }

    /// Refuses what is given besides the folder's terms and differs from them.
    fn check(&self, context: &Context, frame: &Frame, folder: &Folder) -> Result<(), Failure> {
        let same = |what: &str, given: Option<String>, has: String| match given {
            Some(given) if given != has => {
                Err(Failure::input(format!("the folder is for another {what}, {has}"))
                    .value(given)
                    .file(folder.path())
                    .remedy("take a new folder for it"))
            }
            _ => Ok(()),
        };
        let text = |number: Option<u64>| number.map(|number| number.to_string());
        let genesis_hash = Pubkey::new_from_array(frame.genesis_hash).to_string();
        same("cluster", self.genesis_hash.map(|hash| hash.to_string()), genesis_hash)?;
        let pool = Pubkey::new_from_array(frame.pool);
        let given = match self.pool.filter(|given| *given != pool) {
            Some(other) => Some(addresses_of(context, &other)?.pool.to_string()),
            None => None,
        };
        same("pool", given, pool.to_string())?;
        same("epoch", self.epoch.map(|epoch| epoch.to_string()), frame.epoch.to_string())?;
        let [start, end] = [self.window_start, self.window_end].map(|time| time.map(|time| time.to_string()));
        same("start of the window", start, frame.window.start.to_string())?;
        same("end of the window", end, frame.window.end.to_string())?;
        same("allocation", text(self.allocation), frame.limits.allocation.to_string())?;
        same("per-leaf maximum", text(self.leaf_max), frame.limits.leaf_max.to_string())
    }
}

/// What a pool's next distribution may pay.
pub fn limits(pool: &Pool) -> Result<Limits, Failure> {
    distributions::limits(pool)
        .ok_or_else(|| Failure::input("the pool's books do not add up").value(pool.mint))
}
