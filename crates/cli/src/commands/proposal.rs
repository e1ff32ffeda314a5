//! `makerstake proposal …`: what is proposed, where it stands, and what anyone may do about it.

mod execute;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use makerstake_client::actions::{describe, describe_state, kind_names, read};
use makerstake_client::generated::governance::accounts::Proposal as Account;
use makerstake_client::generated::governance::instructions as on_chain;
use makerstake_client::message::amount;
use makerstake_client::proposals::{self, until_decided, Tail};
use makerstake_client::snapshot::List;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::platform_arg::{self, addresses_of, PlatformArg, SignerArg};
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Commands about proposals.
#[derive(Debug, Subcommand)]
pub enum Proposal {
    /// List the platform's proposals
    List {
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// Show one proposal: what it does in plain words, how the houses stand, what comes next
    Show {
        /// The proposal
        #[arg(value_parser = parse::address)]
        proposal: Pubkey,
        /// The file that it was made from, if it has its actions by hash
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// Withdraw a proposal before voting, as its proposer
    Cancel {
        /// The proposal
        #[arg(value_parser = parse::address)]
        proposal: Pubkey,
        #[command(flatten)]
        signer: SignerArg,
    },
    /// Decide a proposal whose vote is over; anyone may
    Finalize {
        /// The proposal
        #[arg(value_parser = parse::address)]
        proposal: Pubkey,
    },
    /// Execute the next action of a proposal that passed; anyone may
    Execute {
        /// The proposal
        #[arg(value_parser = parse::address)]
        proposal: Pubkey,
        /// The file that it was made from, if it has its actions by hash
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// Block a proposal of a marked track, as the guardian
    Block {
        /// The proposal
        #[arg(value_parser = parse::address)]
        proposal: Pubkey,
    },
    /// Close a proposal at its end: rent and bond go back to who paid them
    Close {
        /// The proposal
        #[arg(value_parser = parse::address)]
        proposal: Pubkey,
    },
}

#[derive(Serialize)]
struct Line {
    proposal: String,
    number: u32,
    title: String,
    track: u8,
    state: &'static str,
    voting_from: i64,
    voting_until: i64,
    yes: String,
    no: String,
    makers_yes: String,
    makers_no: String,
}

#[derive(Serialize)]
struct Record {
    proposal: String,
    number: u32,
    track: u8,
    title: String,
    uri: String,
    document_sha256: String,
    state: &'static str,
    meaning: String,
    actions: Vec<String>,
    executed: u8,
    house_of_shares: House,
    house_of_makers: House,
    makers_dormant: bool,
    voting_from: i64,
    voting_until: i64,
    closes_at: i64,
    executable_from: i64,
    executable_until: i64,
    proposer: String,
    bond_lamports: u64,
    guardian_may_block: bool,
}

#[derive(Serialize)]
struct House {
    eligible: String,
    yes: String,
    no: String,
    abstain: String,
    quorum: String,
    approval_bps: u16,
    veto: String,
}

impl Proposal {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::List { platform } => list(context, &platform),
            Self::Show { proposal, file } => show(context, &proposal, file.as_deref()),
            Self::Cancel { proposal: address, signer } => {
                let (proposal, _) = platform_arg::proposal(context, &address)?;
                let cancel = on_chain::CancelProposal {
                    authority: context.signer()?,
                    creator: signer.holder(context)?.creator,
                    platform: proposal.platform,
                    proposal: address,
                };
                context.send("withdraw the proposal", cancel.instruction())
            }
            Self::Finalize { proposal: address } => {
                let (proposal, _) = platform_arg::proposal(context, &address)?;
                until_decided(&proposal, context.rpc.chain_time()?)?;
                let finalize = on_chain::FinalizeProposal { platform: proposal.platform, proposal: address };
                context.send("decide the proposal", finalize.instruction())
            }
            Self::Execute { proposal, file } => execute::next(context, &proposal, file.as_deref()),
            Self::Block { proposal: address } => {
                let (proposal, _) = platform_arg::proposal(context, &address)?;
                context.confirm("Block this proposal for good?")?;
                let block = on_chain::BlockProposal {
                    guardian: context.signer()?,
                    platform: proposal.platform,
                    proposal: address,
                };
                context.send("block the proposal", block.instruction())
            }
            Self::Close { proposal: address } => {
                let (proposal, _) = platform_arg::proposal(context, &address)?;
                let at = addresses_of(context, &proposal.pool)?;
                let close = on_chain::CloseProposal {
                    platform: proposal.platform,
                    proposal: address,
                    payer: proposal.payer,
                    treasury: at.treasury,
                };
                context.send("close the proposal", close.instruction())
            }
        }
    }
}

fn list(context: &Context, platform: &PlatformArg) -> Result<(), Failure> {
    let snapshot = platform.load(context, &[List::Proposals])?;
    let line = |(address, proposal, tail): (Pubkey, Account, Option<Tail>)| {
        let ([yes, makers_yes], [no, makers_no]) = (proposal.yes, proposal.no);
        Line {
            proposal: address.to_string(),
            number: proposal.number,
            title: tail.map(|tail| tail.title).unwrap_or_default(),
            track: proposal.track,
            state: proposals::state(&proposal, snapshot.now).map_or("unknown", |state| state.name()),
            voting_from: proposal.voting_from,
            voting_until: proposal.voting_until,
            yes: amount(yes, 6),
            no: amount(no, 6),
            makers_yes: amount(makers_yes, 6),
            makers_no: amount(makers_no, 6),
        }
    };
    let lines: Vec<Line> = snapshot.proposals().into_iter().map(line).collect();
    context.output.records(&lines)
}

fn show(context: &Context, address: &Pubkey, file: Option<&Path>) -> Result<(), Failure> {
    let (proposal, account) = platform_arg::proposal(context, address)?;
    let tail = tail(address, &account.data, &proposal)?;
    let state = proposals::state(&proposal, context.rpc.chain_time()?);
    let times = proposals::times(&proposal);
    let actions = match file {
        None if proposal.is_by_hash != 0 => vec![format!(
            "{} actions by hash ({}): --file FILE, with the file that is published with the document, tells which",
            proposal.actions,
            kind_names(proposal.kinds).join(", ")
        )],
        None => read_actions(address, &tail)?.iter().map(|action| describe(action).to_string()).collect(),
        Some(file) => {
            let document = execute::compared(address, &proposal, file)?;
            document.actions().iter().map(|action| describe(action).to_string()).collect()
        }
    };
    let [house_of_shares, house_of_makers] = houses(&proposal);
    context.output.record(&Record {
        proposal: address.to_string(),
        number: proposal.number,
        track: proposal.track,
        title: tail.title.clone(),
        uri: tail.uri.clone(),
        document_sha256: hex::encode(proposal.document_hash),
        state: state.map_or("unknown", |state| state.name()),
        meaning: state.map_or_else(
            || "the status is none that this program knows".into(),
            |state| describe_state(state).to_string(),
        ),
        actions,
        executed: proposal.cursor,
        house_of_shares,
        house_of_makers,
        makers_dormant: proposal.is_dormant != 0,
        voting_from: times.voting_from,
        voting_until: times.voting_until,
        closes_at: times.closes_at(),
        executable_from: times.executable_from(),
        executable_until: times.executable_until(),
        proposer: proposal.proposer.to_string(),
        bond_lamports: proposal.bond,
        guardian_may_block: proposal.flags & makerstake_core::track::BLOCKABLE != 0,
    })
}

fn houses(proposal: &Account) -> [House; 2] {
    let house = |index: usize| {
        let pick = |pair: &[u64; 2]| amount(pair.get(index).copied().unwrap_or_default(), 6);
        House {
            eligible: pick(&proposal.eligible),
            yes: pick(&proposal.yes),
            no: pick(&proposal.no),
            abstain: pick(&proposal.abstain),
            quorum: pick(&proposal.quorum),
            approval_bps: proposal.approval_bps.get(index).copied().unwrap_or_default(),
            veto: pick(&proposal.veto),
        }
    };
    [house(0), house(1)]
}

fn tail(address: &Pubkey, data: &[u8], proposal: &Account) -> Result<Tail, Failure> {
    Tail::of(data, proposal)
        .ok_or_else(|| Failure::input("the proposal is shorter than it says").value(address))
}

fn read_actions<'a>(
    address: &Pubkey,
    tail: &'a Tail,
) -> Result<Vec<makerstake_core::action::Action<'a>>, Failure> {
    read(&tail.actions).map_err(|error| {
        Failure::input(format!("actions that this version cannot read ({error:?})"))
            .value(address)
            .remedy("do not vote on what cannot be read; take a newer version")
    })
}
