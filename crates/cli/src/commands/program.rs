//! `makerstake program …`: what is deployed and how a proposal pins it; deployed, handed over, extended; buffers closed.

mod deploy;

use clap::Subcommand;
use makerstake_client::addresses::program_data;
use makerstake_client::loader::{Buffer, Deployed, LOADER};
use makerstake_client::query;
use serde::Serialize;
use solana_loader_v3_interface::instruction as loader;
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
    /// Deploy a program or upgrade it; stopped, it goes on when it is run again
    Deploy(deploy::Deploy),
    /// Write code into a buffer, for a proposal or a multisig to deploy; stopped, it goes on when it is run again
    WriteBuffer(deploy::WriteBuffer),
    /// Name who may replace a program or write a buffer, as the present authority
    SetAuthority {
        /// The program, or the buffer
        #[arg(value_parser = parse::address)]
        address: Pubkey,
        /// The new authority; nobody can tell whether somebody has its key
        #[arg(long, value_parser = parse::address, required_unless_present = "nobody")]
        new: Option<Pubkey>,
        /// Nobody, for good: the program can never be replaced
        #[arg(long, conflicts_with = "new")]
        nobody: bool,
    },
    /// Make room for longer code in a program
    Extend {
        /// The program
        #[arg(value_parser = parse::address)]
        program: Pubkey,
        /// How many bytes; clusters may want 10240 at least
        bytes: u32,
    },
    /// Close a buffer and take its rent back; a program is never closed, since its address would be gone for good
    Close {
        /// The buffer
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
        match self {
            Self::Show { address } => show(context, address),
            Self::Deploy(command) => command.run(context),
            Self::WriteBuffer(command) => command.run(context),
            Self::SetAuthority { address, new, .. } => set_authority(context, address, new),
            Self::Extend { program, bytes } => {
                let extend = loader::extend_program(&program, Some(&context.payer()?), bytes);
                context.send(format!("make room for {bytes} bytes in {program}"), extend)
            }
            Self::Close { address } => close(context, address),
        }
    }
}

fn is_buffer(context: &Context, address: &Pubkey) -> Result<bool, Failure> {
    let account = platform_arg::required(context, address, "program or buffer")?;
    Ok(Buffer::read(&account.data).is_some())
}

fn set_authority(context: &Context, address: Pubkey, new: Option<Pubkey>) -> Result<(), Failure> {
    let signer = context.signer()?;
    let instruction = match (is_buffer(context, &address)?, new) {
        (true, Some(new)) => loader::set_buffer_authority(&address, &signer, &new),
        (true, None) => {
            return Err(Failure::input("a buffer without an authority is of no use")
                .value(address)
                .remedy("give --new"))
        }
        (false, new) => loader::set_upgrade_authority(&address, &signer, new.as_ref()),
    };
    let who = new.map_or("nobody, for good".into(), |key| key.to_string());
    context.confirm(&format!(
        "Give {address} to {who}? Check every character: whoever it is, only they can undo it."
    ))?;
    context.send(format!("give {address} to {who}"), instruction)
}

fn close(context: &Context, address: Pubkey) -> Result<(), Failure> {
    if !is_buffer(context, &address)? {
        return Err(Failure::input(
            "only a buffer can be closed: a program would be gone for good, with its address",
        )
        .value(address)
        .remedy("name the buffer that `program write-buffer` printed"));
    }
    let instruction = loader::close(&address, &context.payer()?, &context.signer()?, false);
    context.send(format!("close {address}"), instruction)
}

fn show(context: &Context, address: Pubkey) -> Result<(), Failure> {
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
