//! `makerstake program show`: what is deployed, and how a proposal pins it.

use clap::Subcommand;
use makerstake_client::addresses::program_data;
use makerstake_client::loader::{Buffer, Deployed, LOADER};
use makerstake_client::query;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::platform_arg;
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Commands about programs.
#[derive(Debug, Subcommand)]
pub enum Program {
    /// Show a program's or a buffer's code, who may replace it, and what pins it in the file of a proposal
    Show {
        /// The program, or the buffer
        #[arg(value_parser = parse::address)]
        address: Pubkey,
    },
}

#[derive(Serialize)]
struct Record {
    address: String,
    is: &'static str,
    authority: Option<String>,
    deployed_in_slot: Option<u64>,
    code_bytes: Option<usize>,
    code_sha256: Option<String>,
    pin: Option<String>,
}

impl Program {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let Self::Show { address } = self;
        let account = platform_arg::required(context, &address, "program or buffer")?;
        let neither = || {
            Failure::input("neither a program nor a buffer")
                .value(address)
                .remedy("check the address and the cluster (-u)")
        };
        let (text, authority) = (address.to_string(), |key: Option<Pubkey>| key.map(|key| key.to_string()));
        let record = if account.owner != LOADER {
            if !account.executable {
                return Err(neither());
            }
            let pin = Some("pin = \"immutable\"".into());
            let is = "a program that nobody can change";
            Record {
                address: text,
                is,
                authority: None,
                deployed_in_slot: None,
                code_bytes: None,
                code_sha256: None,
                pin,
            }
        } else if let Some(buffer) = Buffer::read(&account.data) {
            Record {
                address: text,
                is: "a buffer",
                authority: authority(buffer.authority),
                deployed_in_slot: None,
                code_bytes: Some(buffer.code.len()),
                code_sha256: Some(hex::encode(buffer.hash())),
                pin: None,
            }
        } else {
            let data = context
                .rpc
                .ask(query::account(context.rpc.client(), &program_data(&address)))?
                .ok_or_else(neither)?;
            let deployed = Deployed::read(&data.data).ok_or_else(neither)?;
            let (bytes, sha256) = (deployed.code.len(), hex::encode(deployed.hash()));
            Record {
                address: text,
                is: "a program under the upgradeable loader",
                authority: authority(deployed.authority),
                deployed_in_slot: Some(deployed.slot),
                code_bytes: Some(bytes),
                pin: Some(format!("pin = {{ code = {{ bytes = {bytes}, sha256 = \"{sha256}\" }} }}")),
                code_sha256: Some(sha256),
            }
        };
        context.output.record(&record)
    }
}
