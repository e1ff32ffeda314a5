//! `makerstake platform …`: founded in steps that can be run again, shown, handed over to its owners.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use makerstake_client::addresses::program_data;
use makerstake_client::founding::{migrate, status, Founding, Keys, MigrationError, Role, State, Step};
use makerstake_client::generated::governance::accounts::Platform as Account;
use makerstake_client::loader::{Deployed, PROGRAM_DATA_CODE_AT};
use makerstake_client::message::{amount, date};
use makerstake_client::platform::Addresses;
use makerstake_client::programs::Program;
use makerstake_client::query;
use serde::Serialize;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::platform_arg::{self, PlatformArg};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::{keys, parse};

/// Commands about a platform.
#[derive(Debug, Subcommand)]
pub enum Platform {
    /// Show a platform: its addresses, guardian, founder period, house of makers and open proposals
    Show {
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// Found a platform, or finish founding it: mint, pool, platform and tracks; the signer is the founder
    Found(Found),
    /// Tell which founding steps are done, by looking at the chain
    Status(Found),
    /// Hand the pool over to the treasury's address, for good, as the founder
    HandOver {
        #[command(flatten)]
        platform: PlatformArg,
    },
}

/// What a platform is founded with.
#[derive(Debug, Args)]
pub struct Found {
    /// The founding document, such as migrations/data/example-platform.toml
    document: PathBuf,
    /// The document of the tracks, such as migrations/data/tracks.toml
    #[arg(long, value_name = "FILE")]
    tracks: PathBuf,
    /// The key of the share mint: a fresh one, needed for one signature
    #[arg(long, value_name = "KEYPAIR")]
    mint_key: String,
    /// The wallet that proposes distributions
    #[arg(long, value_parser = parse::address)]
    scorer: Pubkey,
    /// Who may block proposals of marked tracks
    #[arg(long, value_parser = parse::address)]
    guardian: Pubkey,
    /// The mint that dividends are paid in
    #[arg(long, value_parser = parse::address)]
    dividend_mint: Pubkey,
}

#[derive(Serialize)]
struct Record {
    platform: String,
    mint: String,
    pool: String,
    treasury: String,
    founder: String,
    founder_until: i64,
    handed_over_at: Option<i64>,
    guardian: Option<String>,
    guardian_until: Option<i64>,
    earned_votes: String,
    makers_floor: String,
    makers_dormant: bool,
    proposals: u32,
    open_slots: u32,
    constitution_sha256: String,
    upgrade_authority: String,
}

#[derive(Serialize)]
struct Line {
    step: String,
    state: &'static str,
    remark: String,
}

impl Platform {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Show { platform } => show(context, &platform),
            Self::Found(found) => found.found(context),
            Self::Status(found) => found.status(context),
            Self::HandOver { platform } => hand_over(context, &platform),
        }
    }
}

impl Found {
    fn prepare(&self, context: &Context) -> Result<Prepared, Failure> {
        let founding = Founding::read(&self.document, &self.tracks).map_err(failed)?;
        let mint = keys::load(&self.mint_key, "--mint-key")?;
        let dividend = platform_arg::required(context, &self.dividend_mint, "mint of dividends")?;
        let keys = Keys {
            payer: context.payer()?,
            mint: mint.pubkey(),
            founder: context.signer()?,
            scorer: self.scorer,
            guardian: self.guardian,
            dividend_mint: self.dividend_mint,
            dividend_token_program: dividend.owner,
        };
        let steps = Step::all(&founding.track_ids());
        Ok(Prepared { founding, keys, steps, mint })
    }

    fn found(self, context: &Context) -> Result<(), Failure> {
        let Prepared { founding, keys, steps, mint } = self.prepare(context)?;
        if context.dry_run {
            // Each step needs what the one before it made, so none but the first could be simulated.
            context.output.note("nothing is sent; what is missing would be made in this order:");
            return self.report(context, &founding, &keys, &steps);
        }
        context.signing.must_be_plain()?;
        context.confirm(&format!(
            "Found {} with the mint {}? The pool's terms can never be changed.",
            founding.name, keys.mint
        ))?;
        let done = migrate(context.rpc.client(), &founding, &keys, &steps, |step, instructions, roles| {
            let others: Vec<&dyn Signer> =
                if roles.contains(&Role::Mint) { vec![&*mint] } else { Vec::new() };
            context.submit(&step.to_string(), instructions, &others)?;
            context.output.note(format!("done: {step}"));
            Ok::<_, Sent>(())
        })
        .map_err(|Sent(failure)| failure)?;
        context.output.note(format!("{done} of {} steps were missing", steps.len()));
        self.report(context, &founding, &keys, &steps)
    }

    fn status(self, context: &Context) -> Result<(), Failure> {
        let Prepared { founding, keys, steps, .. } = self.prepare(context)?;
        self.report(context, &founding, &keys, &steps)
    }

    fn report(
        &self,
        context: &Context,
        founding: &Founding,
        keys: &Keys,
        steps: &[Step],
    ) -> Result<(), Failure> {
        let states = status(context.rpc.client(), founding, keys, steps).map_err(failed)?;
        let lines: Vec<Line> = states
            .into_iter()
            .map(|(step, state)| {
                let (state, remark) = match state {
                    State::Done => ("done", String::new()),
                    State::Missing => ("missing", String::new()),
                    State::Conflict(what) => ("conflict", what),
                };
                Line { step: step.to_string(), state, remark }
            })
            .collect();
        context.output.records(&lines)?;
        context.output.note(format!("platform {}", Addresses::of(&keys.mint).platform));
        Ok(())
    }
}

/// Everything that founding needs, checked.
struct Prepared {
    founding: Founding,
    keys: Keys,
    steps: Vec<Step>,
    mint: std::rc::Rc<dyn Signer>,
}

/// A failure of a step, or of looking.
struct Sent(Failure);

impl From<MigrationError> for Sent {
    fn from(error: MigrationError) -> Self {
        Self(failed(error))
    }
}

impl From<Failure> for Sent {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

fn failed(error: MigrationError) -> Failure {
    let exit = match &error {
        MigrationError::Rpc(_) => Exit::Network,
        MigrationError::Conflict { .. } => Exit::CheckFailed,
        _ => Exit::Input,
    };
    Failure::new(exit, error.to_string())
}

fn read(context: &Context, at: &Addresses) -> Result<Account, Failure> {
    let account = platform_arg::required(context, &at.platform, "platform")?;
    Account::from_bytes(&account.data).map_err(|_| Failure::input("not a platform").value(at.platform))
}

fn show(context: &Context, platform: &PlatformArg) -> Result<(), Failure> {
    let snapshot = platform.load(context, &[])?;
    let (at, platform, makers) = (&snapshot.at, &snapshot.platform, snapshot.makers());
    let guardian = Some(platform.guardian).filter(|guardian| *guardian != Pubkey::default());
    let authorities = upgrade_authorities(context)?;
    context.output.record(&Record {
        platform: at.platform.to_string(),
        mint: at.mint.to_string(),
        pool: at.pool.to_string(),
        treasury: at.treasury.to_string(),
        founder: platform.founder.to_string(),
        founder_until: platform.founder_until,
        handed_over_at: Some(platform.handed_over_at).filter(|time| *time != 0),
        guardian: guardian.map(|guardian| guardian.to_string()),
        guardian_until: guardian.map(|_| platform.guardian_until),
        earned_votes: amount(makers.earned, 6),
        makers_floor: amount(makers.floor, 6),
        makers_dormant: makers.is_dormant,
        proposals: platform.proposals,
        open_slots: platform.slot_mask.count_zeros(),
        constitution_sha256: hex::encode(platform.constitution_hash),
        upgrade_authority: if authorities.is_empty() {
            "nobody".into()
        } else {
            authorities.keys().map(Pubkey::to_string).collect::<Vec<_>>().join(", ")
        },
    })?;
    for (key, programs) in authorities {
        let whose = if key == at.treasury {
            "this platform's treasury: whoever else runs on them trusts its votes with all shares and treasuries"
        } else if key.is_on_curve() {
            "one key: whoever has it has all shares and treasuries"
        } else {
            "an address that a program signs for: look up who is behind it, a neutral multisig with a delay or another platform"
        };
        context.output.warn(format!("{} can be replaced by {key}, {whose}", programs.join(", ")));
    }
    Ok(())
}

/// Who may replace the programs, and which; RELEASING.md says who should.
fn upgrade_authorities(context: &Context) -> Result<BTreeMap<Pubkey, Vec<String>>, Failure> {
    let addresses = Program::ALL.map(|program| program_data(&program.id()));
    let heads = query::heads(context.rpc.client(), &addresses, PROGRAM_DATA_CODE_AT);
    let mut found: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for (program, head) in Program::ALL.into_iter().zip(context.rpc.ask(heads)?) {
        let key = head.as_deref().and_then(Deployed::read).and_then(|deployed| deployed.authority);
        if let Some(key) = key {
            found.entry(key).or_default().push(program.to_string());
        }
    }
    Ok(found)
}

fn hand_over(context: &Context, platform: &PlatformArg) -> Result<(), Failure> {
    let at = platform.addresses(context)?;
    let platform = read(context, &at)?;
    if platform.handed_over_at != 0 {
        return Err(Failure::input("the pool was handed over already").value(platform.handed_over_at));
    }
    let treasury = context
        .rpc
        .ask(query::account(context.rpc.client(), &at.treasury))?
        .map_or(0, |account| account.lamports);
    context.output.note(format!("the treasury {} holds {treasury} lamports", at.treasury));
    context.confirm("Hand the pool over to the treasury's address? Nobody can undo it.")?;
    let is_early = context.rpc.chain_time()? < platform.founder_until;
    if is_early && context.signer()? != platform.founder {
        return Err(Failure::input("only the founder hands the pool over before its deadline")
            .value(date(platform.founder_until))
            .remedy("from then on anybody does"));
    }
    let mut instruction = makerstake_client::generated::governance::instructions::HandOver {
        founder: platform.founder,
        platform: at.platform,
        pool: at.pool,
        treasury: at.treasury,
        equity_program: Program::Equity.id(),
    }
    .instruction();
    instruction.accounts.iter_mut().take(1).for_each(|founder| founder.is_signer = is_early);
    context.send("hand the pool over to the treasury's address", instruction)
}
