//! `makerstake offering settle`.

use clap::Args;
use makerstake_client::generated::offerings::accounts::Commitment;
use makerstake_client::offerings::{Sale, TOGETHER};
use makerstake_client::query;
use makerstake_client::sender::{Intent, NoJournal};
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::super::creator::resolve::{self, Named};
use super::super::platform_arg::PlatformArg;
use crate::context::Context;
use crate::failure::Failure;
use crate::many::{self, Stop, Tally};

/// Settle commitments; the chain knows what is done
#[derive(Debug, Args)]
pub struct Settle {
    /// The offering's number
    number: u32,
    /// Whose: a wallet, a creator's address, or @handle
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    investor: Option<Named>,
    /// Every commitment that is not settled yet
    #[arg(long)]
    all: bool,
    /// Most transactions sent a second [default: as many as the node takes]
    #[arg(long, value_name = "NUMBER", value_parser = crate::parse::rate, requires = "all")]
    rate: Option<f64>,
    #[command(flatten)]
    platform: PlatformArg,
}

/// What came of a run.
#[derive(Debug, Default, Serialize)]
struct Report {
    number: u32,
    commitments: u64,
    already: u64,
    settled: u64,
    transactions: u64,
    failed: u64,
}

impl Settle {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let sale = super::sale(context, &self.platform, self.number)?;
        self.open_proceeds(context, &sale)?;
        match &self.investor {
            Some(named) => {
                let investor = resolve::address(context, Some(named))?;
                super::committed(context, &sale, &investor)?;
                context.send(format!("settle the commitment of {investor}"), sale.settle(&investor))
            }
            None => self.all(context, &sale),
        }
    }

    /// Opens the treasury's account of the quote mint, where it is missing.
    fn open_proceeds(&self, context: &Context, sale: &Sale) -> Result<(), Failure> {
        let account = sale.quote.account_of(&sale.at.treasury);
        if context.rpc.ask(query::account(context.rpc.client(), &account))?.is_none() {
            let open = sale.quote.open_account(&sale.payer, &sale.at.treasury);
            context.send("open the treasury's account of the quote mint", open)?;
        }
        Ok(())
    }

    /// Settles all: several together, then one by one whatever a neighbour's failure held back.
    fn all(&self, context: &Context, sale: &Sale) -> Result<(), Failure> {
        let stop = Stop::on_ctrl_c()?;
        let mut report = Report { number: self.number, ..Report::default() };
        let mut last = Ok(None);
        for together in [TOGETHER, 1] {
            let ask = || query::commitments(context.rpc.client(), &sale.address);
            let all = context.rpc.ask(context.rpc.persist(ask))?;
            let open: Vec<Pubkey> = all.iter().filter(|one| is_open(one)).map(|one| one.investor).collect();
            report.commitments = all.len() as u64;
            let done = report.commitments.saturating_sub(open.len() as u64);
            report.already = done.saturating_sub(report.settled);
            if open.is_empty() {
                break;
            }
            last = self.pass(context, sale, (&open, together), &stop, &mut report);
            if last.is_err() || report.failed == 0 || stop.is_set() || context.dry_run {
                break;
            }
        }
        context.output.record(&report)?;
        stop.check()?;
        last?.map_or(Ok(()), Err)
    }

    fn pass(
        &self,
        context: &Context,
        sale: &Sale,
        (open, together): (&[Pubkey], usize),
        stop: &Stop,
        report: &mut Report,
    ) -> Result<Option<Failure>, Failure> {
        let payer = context.signers.payer()?;
        let intents = open.chunks(together).enumerate().map(|(at, some)| {
            let instructions = some.iter().map(|investor| sale.settle(investor)).collect();
            (Intent::new(format!("settle {together}/{at}"), instructions, payer, &[]), some.len() as u64)
        });
        let tally = if context.dry_run {
            report.transactions = intents.count() as u64;
            let (many, transactions) = (open.len(), report.transactions);
            context.output.note(format!("would settle {many} commitments in {transactions} transactions"));
            Tally::default()
        } else {
            let what = ("settlements", open.len() as u64, self.rate);
            many::send(context, what, intents, &mut NoJournal, stop, |_, _| {})?
        };
        report.failed = tally.failed;
        report.settled += tally.done;
        report.transactions += tally.transactions;
        match tally.failure {
            Some(failure) if tally.is_over => Err(failure),
            failure => Ok(failure),
        }
    }
}

/// Whether there is something to settle.
fn is_open(commitment: &Commitment) -> bool {
    commitment.is_settled == 0 && commitment.amount > 0
}
