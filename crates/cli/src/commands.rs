//! The commands, one file each.

pub mod airdrop;
pub mod attest;
pub mod batch;
pub mod budget;
pub mod captable;
pub mod claim;
pub mod completions;
pub mod config;
pub mod creator;
pub mod delegate;
pub mod dist;
pub mod dividend;
pub mod doctor;
pub mod epoch;
pub mod grant;
pub mod holder;
pub mod key;
pub mod label;
pub mod localnet;
pub mod man;
pub mod mint;
pub mod node;
pub mod node_arg;
pub mod offering;
pub mod platform;
pub mod platform_arg;
pub mod position;
pub mod program;
pub mod proposal;
pub mod propose;
pub mod rule;
pub mod track;
pub mod treasury;
pub mod tx;
pub mod vote;
pub mod watch;
pub mod work;

use clap::Subcommand;

use crate::context::Context;
use crate::failure::Failure;
use crate::output::Output;

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// One's identity, its name, its keys and their recovery
    #[command(subcommand)]
    Creator(creator::Creator),
    /// Attest works by the hash of every byte; the files themselves stay here
    Attest(attest::Attest),
    /// A million works under one root
    #[command(subcommand)]
    Batch(batch::Batch),
    /// What was attested, by whom, when; and its revisions
    #[command(subcommand)]
    Work(work::Work),
    /// An epoch's shares, from contributions to claims
    #[command(subcommand)]
    Dist(dist::Dist),
    /// What the next epoch may pay, and when
    #[command(subcommand)]
    Epoch(epoch::Epoch),
    /// Claim one holder's shares of an epoch
    Claim(claim::Claim),
    /// What somebody holds, may vote with, and can release, claim and collect
    #[command(subcommand)]
    Holder(holder::Holder),
    /// Shares that vest
    #[command(subcommand)]
    Grant(grant::Grant),
    /// Shares put in and taken out
    #[command(subcommand)]
    Position(position::Position),
    /// What the treasury sells to investors
    #[command(subcommand)]
    Offering(offering::Offering),
    /// Dividends paid in and collected
    #[command(subcommand)]
    Dividend(dividend::Dividend),
    /// Who owns how much, balanced to the base unit against the mint and the vault
    Captable(captable::Captable),
    /// Platforms: founded, shown, handed over to their owners
    #[command(subcommand)]
    Platform(platform::Platform),
    /// What each kind of decision asks for
    #[command(subcommand)]
    Track(track::Track),
    /// Propose what a TOML or JSON file says, after telling in plain words what would happen
    Propose(propose::Propose),
    /// Vote on one or several proposals in one transaction
    Vote(vote::Vote),
    /// What is proposed, where it stands, and what anyone may do about it
    #[command(subcommand)]
    Proposal(proposal::Proposal),
    /// What the treasury holds
    Treasury(treasury::Treasury),
    /// Streams of money to teams
    #[command(subcommand)]
    Budget(budget::Budget),
    /// Programs and buffers, and how a proposal pins their code
    #[command(subcommand)]
    Program(program::Program),
    /// The rulebook
    #[command(subcommand)]
    Rule(rule::Rule),
    /// What the platform says of works
    #[command(subcommand)]
    Label(label::Label),
    /// Let another holder vote with one's shares
    Delegate(delegate::Delegate),
    /// Settings kept under names, so that flags need not be repeated
    #[command(subcommand)]
    Config(config::Config),
    /// What became of a transaction
    #[command(subcommand)]
    Tx(tx::Tx),
    /// Keypair files
    #[command(subcommand)]
    Key(key::Key),
    /// Tokens without value, for local and test networks
    #[command(subcommand)]
    Mint(mint::Mint),
    /// Check the cluster, the programs, the wallet and its balance
    Doctor(doctor::Doctor),
    /// Tell once of what an operator should hear of
    Watch(watch::Watch),
    /// Ask a local or test network for SOL
    Airdrop(airdrop::Airdrop),
    /// Run a Solana network on this machine, with the programs deployed
    Localnet(localnet::Localnet),
    /// Follow a platform, keep its history and documents, and answer over HTTP
    Node(node::Node),
    /// Documents of a node: what the chain names by hash
    Document(node::Document),
    /// Print a completion script for a shell
    Completions(completions::Completions),
    /// Print or write manual pages
    Man(man::Man),
}

impl Command {
    /// Runs a command that needs neither a configuration nor a node, or gives the command back.
    pub fn standalone(
        self,
        output: &Output,
        app: fn() -> clap::Command,
    ) -> Result<Result<(), Failure>, Self> {
        match self {
            Self::Localnet(command) => Ok(command.run(output)),
            Self::Completions(command) => Ok(command.run(output, &mut app())),
            Self::Man(command) => Ok(command.run(output, app())),
            Self::Config(command) => Ok(command.run(output)),
            Self::Node(command) => Ok(command.run()),
            Self::Document(command) => Ok(command.run()),
            Self::Batch(command) => command.standalone(output).map_err(Self::Batch),
            other => Err(other),
        }
    }

    /// Runs a command that needs a context.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Creator(command) => command.run(context),
            Self::Attest(command) => command.run(context),
            Self::Batch(command) => command.run(context),
            Self::Work(command) => command.run(context),
            Self::Platform(command) => command.run(context),
            Self::Track(command) => command.run(context),
            Self::Propose(command) => command.run(context),
            Self::Vote(command) => command.run(context),
            Self::Proposal(command) => command.run(context),
            Self::Treasury(command) => command.run(context),
            Self::Budget(command) => command.run(context),
            Self::Program(command) => command.run(context),
            Self::Rule(command) => command.run(context),
            Self::Label(command) => command.run(context),
            Self::Delegate(command) => command.run(context),
            Self::Doctor(command) => command.run(context),
            Self::Airdrop(command) => command.run(context),
            Self::Dist(command) => command.run(context),
            Self::Epoch(command) => command.run(context),
            Self::Claim(command) => command.run(context),
            Self::Holder(command) => command.run(context),
            Self::Grant(command) => command.run(context),
            Self::Position(command) => command.run(context),
            Self::Offering(command) => command.run(context),
            Self::Dividend(command) => command.run(context),
            Self::Tx(command) => command.run(context),
            Self::Watch(command) => command.run(context),
            Self::Key(command) => command.run(context),
            Self::Mint(command) => command.run(context),
            Self::Captable(command) => command.run(context),
            // These ran already.
            Self::Localnet(_)
            | Self::Completions(_)
            | Self::Man(_)
            | Self::Config(_)
            | Self::Node(_)
            | Self::Document(_) => Ok(()),
        }
    }
}
