//! `makerstake track list`: what each kind of decision asks for.

use clap::Subcommand;
use makerstake_client::actions::kind_names;
use makerstake_client::generated::governance::accounts::Track as Account;
use makerstake_client::snapshot::List;
use serde::Serialize;

use super::platform_arg::PlatformArg;
use crate::context::Context;
use crate::failure::Failure;

/// Commands about tracks.
#[derive(Debug, Subcommand)]
pub enum Track {
    /// List the platform's tracks
    List {
        #[command(flatten)]
        platform: PlatformArg,
    },
}

/// Parts are percent: quorum / approval / veto; periods are days: voting delay / voting period / cool-off / timelock / grace.
#[derive(Serialize)]
struct Line {
    id: u8,
    actions: String,
    token_house: String,
    creator_house: String,
    days: String,
    per_action_limit_ppm: u32,
    per_epoch_limit_ppm: u32,
    bond_lamports: u64,
    optimistic: bool,
    guardian_may_block: bool,
}

impl Track {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let Self::List { platform } = self;
        let snapshot = platform.load(context, &[List::Tracks])?;
        let lines: Vec<Line> = snapshot.tracks().iter().map(line).collect();
        context.output.records(&lines)
    }
}

fn line(track: &Account) -> Line {
    let house = |parts: [u16; 3]| {
        let percent = |bps: u16| match bps {
            0 => "-".to_string(),
            bps => format!("{}", f64::from(bps) / 100.0),
        };
        parts.map(percent).join("/")
    };
    let periods = [track.voting_delay, track.voting_period, track.cool_off, track.timelock, track.grace];
    Line {
        id: track.id,
        actions: kind_names(track.kinds).join(" "),
        token_house: house(track.token),
        creator_house: house(track.creator),
        days: periods.map(|seconds| format!("{}", f64::from(seconds) / 86_400.0)).join("/"),
        per_action_limit_ppm: track.per_action_limit_ppm,
        per_epoch_limit_ppm: track.per_epoch_limit_ppm,
        bond_lamports: track.bond,
        optimistic: track.flags & makerstake_core::track::OPTIMISTIC != 0,
        guardian_may_block: track.flags & makerstake_core::track::BLOCKABLE != 0,
    }
}
