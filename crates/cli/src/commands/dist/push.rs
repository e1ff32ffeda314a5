//! `makerstake dist push`.

use std::cell::RefCell;
use std::path::PathBuf;

use clap::Args;
use makerstake_client::distributions::{Claims, Parcel};
use makerstake_client::fault::Fault;
use makerstake_client::generated::equity::accounts::Position;
use makerstake_client::message::amount;
use makerstake_client::query;
use makerstake_client::sender::{Intent, NoJournal};
use makerstake_distribution::epoch::{Built, Folder};
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::chain;
use crate::cluster::Expected;
use crate::context::Context;
use crate::failure::Failure;
use crate::many::{self, Stop, Tally};

/// Claim for everybody who has not claimed yet; anyone may, and stop and go on at any time
#[derive(Debug, Args)]
pub struct Push {
    /// The epoch's folder
    folder: PathBuf,
    /// Most transactions sent a second [default: as many as the node takes]
    #[arg(long, value_name = "NUMBER", value_parser = crate::parse::rate)]
    rate: Option<f64>,
    /// Claims in one transaction at most, rounded down to a power of two; size may allow fewer
    #[arg(long, default_value_t = 8, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=16))]
    together: u8,
}

/// What came of a run.
#[derive(Debug, Default, Serialize)]
struct Report {
    epoch: u32,
    leaves: u32,
    already: u64,
    claimed: u64,
    transactions: u64,
    failed: u64,
}

impl Push {
    /// Pushes: once with neighbours together, then whatever a neighbour's failure held back one by one.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let folder = Folder::new(&self.folder);
        let Built { manifest, data_hash } = folder.built()?;
        let terms = manifest.terms().map_err(|fault| fault.of(&folder.manifest()))?;
        context.rpc.expect(Expected::by_files(terms.genesis_hash))?;
        let pool = Pubkey::new_from_array(terms.pool);
        let distribution = chain::proposed(context, &pool, terms.epoch)?;
        let tree = (hex::encode(distribution.root), distribution.leaves);
        if tree != (manifest.tree.root.clone(), manifest.leaves.count) || distribution.data_hash != data_hash
        {
            return Err(Failure::input("the files are not those of the epoch on chain")
                .value(&manifest.tree.root)
                .file(&folder.manifest())
                .remedy("see what differs: `makerstake dist verify`"));
        }
        if chain::state(distribution.status) != "final" {
            return Err(Failure::input("the epoch is not final")
                .value(chain::state(distribution.status))
                .remedy("`makerstake dist finalize` makes it final once the challenge window is over"));
        }
        let stop = Stop::on_ctrl_c()?;
        let mut report = Report { epoch: terms.epoch, leaves: manifest.leaves.count, ..Report::default() };
        let mut last = Ok(None);
        let accounts = |positions: &[Pubkey]| {
            let ask = || query::accounts(context.rpc.client(), positions);
            context.rpc.persist(ask).map_err(Fault::from)
        };
        tell_cost(context, manifest.leaves.count, self.together)?;
        for together in [usize::from(self.together), 1] {
            let claims = Claims::open(&accounts, context.payer()?, &folder, &manifest, together)?;
            last = self.pass(context, claims, &stop, &mut report);
            if last.is_err() || report.failed == 0 || stop.is_set() || context.dry_run {
                break;
            }
        }
        // Whatever ended it, what was done is told.
        context.output.record(&report)?;
        stop.check()?;
        last?.map_or(Ok(()), Err)
    }

    /// One walk over the list. Returns the last failure, if any claim did not land.
    fn pass(
        &self,
        context: &Context,
        claims: Claims<'_>,
        stop: &Stop,
        report: &mut Report,
    ) -> Result<Option<Failure>, Failure> {
        let payer = context.signers.payer()?;
        let claims = RefCell::new(claims);
        let intents = std::iter::from_fn(|| {
            let Parcel { key, claims, instruction } = claims.borrow_mut().next_parcel()?;
            Some((Intent::new(key, vec![instruction], payer, &[]), claims))
        });
        let tally = if context.dry_run {
            let (transactions, would) =
                intents.fold((0_u64, 0), |(all, sum), (_, claims)| (all + 1, sum + claims));
            report.transactions = transactions;
            context.output.note(format!("would claim for {would} holders in {transactions} transactions"));
            Tally::default()
        } else {
            let what = ("claims", u64::from(report.leaves), self.rate);
            many::send(context, what, intents, &mut NoJournal, stop, |_, _| {})?
        };
        report.failed = tally.failed;
        let claims = claims.into_inner();
        // The second walk finds the claims of the first, too.
        report.already = report.already.max(claims.already().saturating_sub(report.claimed));
        report.claimed += tally.done;
        report.transactions += tally.transactions;
        context.rpc.found(claims.finish())?;
        match tally.failure {
            Some(failure) if tally.is_over => Err(failure),
            failure => Ok(failure),
        }
    }
}

/// Lamports of a signature.
const SIGNATURE: u64 = 5_000;

/// Says what the run may cost before it begins: the rent of positions that are missing, and the fees.
fn tell_cost(context: &Context, leaves: u32, together: u8) -> Result<(), Failure> {
    let rpc = context.rpc.client();
    let rent = rpc.get_minimum_balance_for_rent_exemption(Position::LEN).unwrap_or_default();
    let fees = u64::from(leaves.div_ceil(u32::from(together))).saturating_mul(SIGNATURE);
    let most = rent.saturating_mul(leaves.into()).saturating_add(fees);
    let payer = context.payer()?;
    let account = context.rpc.ask(context.rpc.persist(|| query::account(rpc, &payer)))?;
    let payer = account.map_or(0, |account| account.lamports);
    context.output.note(format!(
        "at most {} SOL for {leaves} claims, if none is made and every holder needs a position; the payer has {} SOL",
        amount(most, 9),
        amount(payer, 9)
    ));
    Ok(())
}
