//! `makerstake track list`: what each kind of decision asks for.

use clap::Subcommand;
use makerstake_sdk::generated::governance::accounts::{Track as Account, TRACK_DISCRIMINATOR};
use makerstake_sdk::proposals::kind_names;
use serde::Serialize;

use super::site::{self, Site};
use crate::context::Context;
use crate::failure::Failure;

/// Commands about tracks.
#[derive(Debug, Subcommand)]
pub enum Track {
    /// List the platform's tracks
    List {
        #[command(flatten)]
        site: Site,
    },
}

/// Parts are percent: quorum / approval / objection; periods are days: lead / voting / cool-off / hold-up / grace.
#[derive(Serialize)]
struct Line {
    id: u8,
    actions: String,
    token_house: String,
    creator_house: String,
    days: String,
    each_ppm: u32,
    epoch_ppm: u32,
    bond_lamports: u64,
    optimistic: bool,
    guardian_may_block: bool,
}

impl Track {
    /// Runs the command.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let Self::List { site } = self;
        let at = site.addresses(context)?;
        let mut tracks = site::all(context, &at, TRACK_DISCRIMINATOR, Account::from_bytes)?;
        tracks.sort_by_key(|(_, track)| track.id);
        let lines: Vec<Line> = tracks.iter().map(|(_, track)| line(track)).collect();
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
    let periods = [track.lead, track.voting, track.cool_off, track.hold_up, track.grace];
    Line {
        id: track.id,
        actions: kind_names(track.kinds).join(" "),
        token_house: house(track.token),
        creator_house: house(track.creator),
        days: periods.map(|seconds| format!("{}", f64::from(seconds) / 86_400.0)).join("/"),
        each_ppm: track.each_ppm,
        epoch_ppm: track.epoch_ppm,
        bond_lamports: track.bond,
        optimistic: track.flags & makerstake_domain::track::OPTIMISTIC != 0,
        guardian_may_block: track.flags & makerstake_domain::track::BLOCKABLE != 0,
    }
}
