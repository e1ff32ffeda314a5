//! `makerstake airdrop`: SOL without value, from networks that give it away.

use clap::Args;
use makerstake_client::query;
use serde::Serialize;
use solana_pubkey::Pubkey;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::parse;

/// Lamports in a SOL.
const LAMPORTS: u64 = 1_000_000_000;

/// Ask a local or test network for SOL
#[derive(Debug, Args)]
pub struct Airdrop {
    /// How many SOL
    #[arg(value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    sol: u64,
    /// For whom [default: the signer]
    #[arg(value_parser = parse::address)]
    address: Option<Pubkey>,
}

#[derive(Serialize)]
struct Funded {
    address: String,
    lamports: u64,
    signature: String,
}

impl Airdrop {
    /// Asks, and waits until the balance shows it.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let address = match self.address {
            Some(address) => address,
            None => context.signer()?,
        };
        let balance = || -> Result<u64, Failure> {
            let account = context.rpc.ask(query::account(context.rpc.client(), &address))?;
            Ok(account.map_or(0, |account| account.lamports))
        };
        context.rpc.check_cluster()?;
        let before = balance()?;
        if context.dry_run {
            context.output.note(format!("would ask for {} SOL for {address}", self.sol));
            return Ok(());
        }
        let amount = self.sol.saturating_mul(LAMPORTS);
        let signature = context.rpc.client().request_airdrop(&address, amount).map_err(|error| {
            Failure::new(Exit::Rejected, format!("no airdrop ({error})"))
                .value(context.rpc.host())
                .remedy("only local and test networks give SOL away; use -u localhost or -u devnet")
        })?;
        for _ in 0..60 {
            let lamports = balance()?;
            if lamports > before {
                let signature = signature.to_string();
                return context.output.record(&Funded { address: address.to_string(), lamports, signature });
            }
            std::thread::sleep(std::time::Duration::from_millis(500));
        }
        Err(Failure::new(Exit::Unknown, "the airdrop does not show in the balance").value(signature))
    }
}
