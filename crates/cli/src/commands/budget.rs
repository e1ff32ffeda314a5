//! `makerstake budget …`: streams of money to teams.

use std::collections::HashMap;
use std::path::PathBuf;

use clap::Subcommand;
use makerstake_client::generated::governance::accounts::Budget as Account;
use makerstake_client::generated::governance::instructions as on_chain;
use makerstake_client::hash;
use makerstake_client::platform::Addresses;
use makerstake_client::query;
use makerstake_client::snapshot::List;
use makerstake_core::budget::Accrual;
use serde::Serialize;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use spl_associated_token_account_interface::address::get_associated_token_address_with_program_id;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

use super::node_arg::NodeArg;
use super::platform_arg::{self, PlatformArg};
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;
use crate::parse;

/// Commands about budgets.
#[derive(Debug, Subcommand)]
pub enum Budget {
    /// List the platform's budgets, and what could be drawn now
    List {
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// Pay out what has accrued; anyone may, the money goes to the team (you pay to open its token account where it has none)
    Draw {
        /// The budget's id
        id: u32,
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// File a report, as the team: until it is there, a late budget pays nothing
    Report {
        /// The budget's id
        id: u32,
        /// The report itself, to hash it here
        #[arg(long, value_name = "FILE", required_unless_present = "sha256", conflicts_with = "sha256")]
        document: Option<PathBuf>,
        /// The SHA-256 of the report
        #[arg(long, value_parser = parse::digest)]
        sha256: Option<[u8; 32]>,
        /// Where the report is published
        #[arg(long, value_parser = parse::uri)]
        uri: String,
        #[command(flatten)]
        platform: PlatformArg,
        #[command(flatten)]
        node: NodeArg,
    },
    /// Close a budget that ended; its rent goes back to the treasury
    Close {
        /// The budget's id
        id: u32,
        #[command(flatten)]
        platform: PlatformArg,
    },
}

#[derive(Serialize)]
struct Line {
    id: u32,
    budget: String,
    recipient: String,
    asset: String,
    per_day: Amount,
    cap: Amount,
    drawn: Amount,
    due_now: Amount,
    until: i64,
    report_due_at: i64,
    state: &'static str,
}

impl Budget {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::List { platform } => list(context, &platform),
            Self::Draw { id, platform } => {
                let at = platform.addresses(context)?;
                let instructions = draw(context, &at, id)?;
                context.send_all(format!("draw from budget {id}"), instructions, &[]).map(drop)
            }
            Self::Report { id, document, sha256, uri, platform, node } => {
                let at = platform.addresses(context)?;
                let hash = match document {
                    Some(path) => {
                        let report = std::fs::read(&path).map_err(|error| Failure::io(&path, &error))?;
                        node.bring(context, &path.display().to_string(), &report, Some(&at.platform))?;
                        hash::of_bytes(&report)
                    }
                    None => sha256.unwrap_or_default(),
                };
                let report = on_chain::Report { recipient: context.signer()?, budget: at.budget(id) }
                    .instruction(on_chain::ReportInstructionArgs { hash, uri });
                context.send(format!("report on budget {id}"), report)
            }
            Self::Close { id, platform } => {
                let at = platform.addresses(context)?;
                let close = on_chain::CloseBudget {
                    platform: at.platform,
                    budget: at.budget(id),
                    treasury: at.treasury,
                };
                context.send(format!("close budget {id}"), close.instruction())
            }
        }
    }
}

fn list(context: &Context, platform: &PlatformArg) -> Result<(), Failure> {
    let snapshot = platform.load(context, &[List::Budgets])?;
    let now = snapshot.now;
    let mut tokens = HashMap::new();
    for mint in snapshot.budgets().iter().map(|(_, budget)| budget.mint) {
        if let Some(token) = context.rpc.ask(query::token(context.rpc.client(), &mint))? {
            tokens.insert(mint, token);
        }
    }
    let lines: Vec<Line> = snapshot
        .budgets()
        .iter()
        .map(|(address, budget)| {
            let accrual = Accrual {
                before: budget.accrued,
                per_day: budget.per_day,
                since: budget.since,
                until: budget.until,
                cap: budget.cap,
            };
            let state = match budget {
                budget if budget.is_revoked != 0 => "revoked",
                budget if now >= budget.report_due => "report late",
                budget if now >= budget.until => "ended",
                _ => "runs",
            };
            let due_now = if state == "runs" { accrual.due(budget.drawn, now) } else { 0 };
            let is_sol = budget.mint == Pubkey::default();
            let token = tokens.get(&budget.mint);
            let amount = |units| token.map_or_else(|| Amount::sol(units), |token| Amount::of(token, units));
            Line {
                id: budget.id,
                budget: address.to_string(),
                recipient: budget.recipient.to_string(),
                asset: if is_sol { "SOL".into() } else { budget.mint.to_string() },
                per_day: amount(budget.per_day),
                cap: amount(budget.cap),
                drawn: amount(budget.drawn),
                due_now: amount(due_now),
                until: budget.until,
                report_due_at: budget.report_due,
                state,
            }
        })
        .collect();
    context.output.records(&lines)
}

/// The draw. In tokens, the team's account is opened first where it is missing, and whoever draws pays for it.
fn draw(context: &Context, at: &Addresses, id: u32) -> Result<Vec<Instruction>, Failure> {
    let address = at.budget(id);
    let account = platform_arg::required(context, &address, "budget")?;
    let budget =
        Account::from_bytes(&account.data).map_err(|_| Failure::input("not a budget").value(address))?;
    let system_program = solana_sdk_ids::system_program::ID;
    if budget.mint == Pubkey::default() {
        let draw = on_chain::Draw {
            platform: at.platform,
            budget: address,
            treasury: at.treasury,
            recipient: budget.recipient,
            system_program,
        };
        return Ok(vec![draw.instruction()]);
    }
    let token_program = platform_arg::required(context, &budget.mint, "mint")?.owner;
    let token_account =
        |owner: &Pubkey| get_associated_token_address_with_program_id(owner, &budget.mint, &token_program);
    let draw = on_chain::DrawTokens {
        platform: at.platform,
        budget: address,
        treasury: at.treasury,
        mint: budget.mint,
        source: token_account(&at.treasury),
        recipient: budget.recipient,
        destination: token_account(&budget.recipient),
        token_program,
        associated_token_program: spl_associated_token_account_interface::program::ID,
        system_program,
    };
    let payer = context.payer()?;
    let open =
        create_associated_token_account_idempotent(&payer, &budget.recipient, &budget.mint, &token_program);
    Ok(vec![open, draw.instruction()])
}
