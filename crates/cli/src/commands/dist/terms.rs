//! What an epoch may pay: from the chain, or from the command line for work without a network.

use clap::Args;
use makerstake_client::distributions;
use makerstake_client::generated::equity::accounts::Pool;
use makerstake_distribution::leaves::Limits;
use makerstake_distribution::manifest::{Source, Terms, Window};
use solana_pubkey::Pubkey;

use super::chain;
use crate::commands::platform_arg::addresses_of;
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Which epoch, and what it may pay
#[derive(Debug, Args)]
pub struct TermsArgs {
    /// The pool: its own address, its platform's or its share mint's, or a name (`makerstake config name`)
    #[arg(long, alias = "platform", value_parser = parse::platform, value_name = "ADDRESS", env = "MAKERSTAKE_PLATFORM")]
    pool: Pubkey,
    /// End of the epoch's window: a date, or seconds since 1970 [default: the cluster's time]
    #[arg(long, value_name = "TIME", value_parser = parse::time)]
    pub window_end: Option<i64>,
    /// Without a network: what all amounts add up to, base units
    #[arg(long, value_name = "AMOUNT", requires_all = ["leaf_max", "epoch", "window_start", "window_end", "genesis_hash"])]
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
    /// The terms, with where the amounts come from.
    pub fn terms(&self, context: &Context, source: Source) -> Result<Terms, Failure> {
        if let (Some(limits), Some(epoch), Some(start), Some(end), Some(genesis)) =
            (self.given(), self.epoch, self.window_start, self.window_end, self.genesis_hash)
        {
            let (window, pool) = (Window { start, end }, self.pool.to_bytes());
            return Ok(Terms { genesis_hash: genesis.to_bytes(), pool, epoch, window, limits, source });
        }
        let address = addresses_of(context, &self.pool)?.pool;
        let (state, pool) = (chain::pool(context, &address)?, address.to_bytes());
        let end = match self.window_end {
            Some(end) => end,
            None => context.rpc.chain_time()?,
        };
        let window = Window { start: state.covered_until, end };
        let genesis_hash = context.rpc.genesis()?.to_bytes();
        Ok(Terms { genesis_hash, pool, epoch: state.next_epoch, window, limits: limits(&state)?, source })
    }

    /// What the next epoch may pay.
    pub fn limits(&self, context: &Context) -> Result<Limits, Failure> {
        match self.given() {
            Some(limits) => Ok(limits),
            None => limits(&chain::pool(context, &addresses_of(context, &self.pool)?.pool)?),
        }
    }

    fn given(&self) -> Option<Limits> {
        Some(Limits { allocation: self.allocation?, leaf_max: self.leaf_max? })
    }
}

/// What a pool's next distribution may pay.
pub fn limits(pool: &Pool) -> Result<Limits, Failure> {
    distributions::limits(pool)
        .ok_or_else(|| Failure::input("the pool's books do not add up").value(pool.mint))
}
