//! `makerstake epoch next`: what the next distribution is, before anything is scored.

use clap::Subcommand;
use makerstake_client::distributions;
use makerstake_client::generated::equity::accounts::Pool;
use serde::Serialize;

use super::platform_arg::PlatformArg;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;

/// Commands about epochs.
#[derive(Debug, Subcommand)]
pub enum Epoch {
    /// Show what the next distribution may pay, for which window, and when it can be proposed
    Next {
        #[command(flatten)]
        platform: PlatformArg,
    },
}

#[derive(Serialize)]
struct Record {
    epoch: u32,
    allocation: Amount,
    most_for_one: Amount,
    window_start: i64,
    proposable_from: i64,
    challenge_seconds: u32,
    scorer: String,
    waits_for: &'static str,
}

impl Epoch {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let Self::Next { platform } = self;
        let desk = platform.desk(context)?;
        let pool = &desk.pool;
        let limits = distributions::limits(pool)
            .ok_or_else(|| Failure::input("the pool's books do not add up").value(desk.at.pool))?;
        let from = proposable_from(pool);
        let now = context.rpc.chain_time()?;
        let share = |units| Amount::of(&desk.share, units);
        context.output.record(&Record {
            epoch: pool.next_epoch,
            allocation: share(limits.allocation),
            most_for_one: share(limits.leaf_max),
            window_start: pool.covered_until,
            proposable_from: from,
            challenge_seconds: pool.challenge_seconds,
            scorer: pool.scorer.to_string(),
            waits_for: match () {
                () if pool.is_open == 1 => "the present distribution to be final or void",
                () if now < from => "the end of the shortest window",
                () => "nothing: score, build, verify and propose it (docs/scoring.md)",
            },
        })
    }
}

/// The earliest end of the next window, which is the earliest time at which it can be proposed.
fn proposable_from(pool: &Pool) -> i64 {
    pool.covered_until.saturating_add(pool.window_seconds.into())
}
