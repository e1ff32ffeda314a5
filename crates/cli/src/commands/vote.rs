//! `makerstake vote`: one ballot, or several in one transaction.

use clap::{Args, ValueEnum};
use makerstake_client::generated::equity::accounts::Position;
use makerstake_client::generated::governance::instructions as on_chain;
use makerstake_client::platform::Addresses;
use makerstake_client::proposals::{delegate_at, until_voting};
use makerstake_client::query;
use makerstake_core::tally::Choice;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use super::platform_arg::{self, addresses_of, Holder, SignerArg};
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// What a ballot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ballot {
    /// For it.
    Yes,
    /// Against it.
    No,
    /// Neither, but here.
    Abstain,
}

/// Vote on one or several proposals in one transaction; a ballot can be changed while voting lasts
#[derive(Debug, Args)]
pub struct Vote {
    /// What to say
    choice: Ballot,
    /// The proposals
    #[arg(required = true, value_parser = parse::address)]
    proposals: Vec<Pubkey>,
    #[command(flatten)]
    signer: SignerArg,
}

impl Vote {
    /// Runs the command. The voter account is opened on the way if it is missing.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let holder = self.signer.holder(context)?;
        let choice = match self.choice {
            Ballot::Yes => Choice::Yes,
            Ballot::No => Choice::No,
            Ballot::Abstain => Choice::Abstain,
        };
        let mut instructions = Vec::new();
        let mut opened = Vec::new();
        let now = context.rpc.chain_time()?;
        for address in &self.proposals {
            let (proposal, _) = platform_arg::proposal(context, address)?;
            until_voting(&proposal, choice, now)?;
            let at = addresses_of(context, &proposal.pool)?;
            if !opened.contains(&at.platform) {
                opened.push(at.platform);
                instructions.extend(opening(context, &at, &holder)?);
            }
            let delegate_voter =
                delegate(context, &at, &holder, proposal.epoch)?.map(|holder| at.voter(&holder));
            instructions.push(
                on_chain::CastVote {
                    authority: context.signer()?,
                    creator: holder.creator,
                    position: at.position(&holder.address),
                    voter: at.voter(&holder.address),
                    proposal: *address,
                    delegate_voter,
                }
                .instruction(on_chain::CastVoteInstructionArgs {
                    number: proposal.number,
                    choice: choice as u8,
                }),
            );
        }
        let said = format!("{:?}", self.choice).to_lowercase();
        let several = if self.proposals.len() == 1 { "" } else { "s" };
        let done =
            format!("vote {said} on {} proposal{several} for {}", self.proposals.len(), holder.address);
        context.send_all(done, instructions, &[]).map(drop)
    }
}

/// The instruction that opens a voter account, if there is none yet.
pub fn opening(context: &Context, at: &Addresses, holder: &Holder) -> Result<Option<Instruction>, Failure> {
    let voter = at.voter(&holder.address);
    if context.rpc.ask(query::account(context.rpc.client(), &voter))?.is_some() {
        return Ok(None);
    }
    let open = on_chain::OpenVoter {
        payer: context.payer()?,
        platform: at.platform,
        holder: holder.address,
        voter,
        system_program: solana_sdk_ids::system_program::ID,
    };
    Ok(Some(open.instruction()))
}

/// Whom a holder's shares are delegated to in a snapshot epoch: a ballot then takes them out of that delegate's.
fn delegate(
    context: &Context,
    at: &Addresses,
    holder: &Holder,
    epoch: u32,
) -> Result<Option<Pubkey>, Failure> {
    let address = at.position(&holder.address);
    let what = "position of this holder; only shares vote, and none";
    let account = platform_arg::required(context, &address, what).map_err(|failure| {
        failure.remedy("check the address and the cluster (-u); for the shares of a creator pass --creator")
    })?;
    let position =
        Position::from_bytes(&account.data).map_err(|_| Failure::input("not a position").value(address))?;
    Ok(delegate_at(&position, epoch))
}
