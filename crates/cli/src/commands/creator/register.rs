//! `makerstake creator register`

use std::path::PathBuf;

use clap::Args;
use makerstake_client::generated::creators::instructions::{
    Register as Instruction, RegisterInstructionArgs,
};
use makerstake_client::programs::Program;
use makerstake_client::{addresses, query};
use makerstake_core::handle::{self, Padded};
use serde::Serialize;
use solana_pubkey::Pubkey;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::parse;

/// Register as a creator; the signer becomes its genesis key and first authority
#[derive(Debug, Args)]
pub struct Register {
    /// A handle: 3 to 32 letters, digits, _ and -
    #[arg(long, value_parser = parse::handle)]
    handle: Option<Padded>,
    /// The key that can replace a lost authority; keep it apart from the signer
    #[arg(long, value_parser = parse::address, value_name = "ADDRESS")]
    recovery: Option<Pubkey>,
    /// Register everybody of a CSV file instead: a column `key` (keypair file), and any of handle and recovery
    #[arg(long, value_name = "CSV", conflicts_with_all = ["handle", "recovery"])]
    list: Option<PathBuf>,
}

#[derive(Serialize)]
struct Registered {
    creator: String,
    genesis_key: String,
    handle: Option<String>,
    recovery: Option<String>,
    signature: String,
    slot: u64,
}

impl Register {
    /// Registers.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        if let Some(list) = &self.list {
            return super::register_list::run(context, list);
        }
        let genesis_key = context.signer()?;
        let creator = addresses::creator(&genesis_key);
        let wanted = [creator, self.handle.as_ref().map(addresses::handle).unwrap_or_default()];
        let found = context.rpc.ask(query::accounts(context.rpc.client(), &wanted))?;
        if let [Some(account), ..] = found.as_slice() {
            if account.owner == Program::Creators.id() {
                return Err(Failure::new(Exit::Rejected, "the signer has registered already")
                    .value(creator)
                    .remedy("show it with `makerstake creator show`; take a handle with `makerstake creator handle claim`"));
            }
        }
        if let (Some(name), [_, Some(account)]) =
            (self.handle.as_ref().and_then(handle::text), found.as_slice())
        {
            if account.owner == Program::Creators.id() {
                return Err(Failure::new(Exit::Rejected, "the handle is taken").value(name).remedy(format!(
                    "choose another; `makerstake creator handle show {name}` tells who holds it"
                )));
            }
        }
        let instruction = instruction(context.payer()?, genesis_key, self.handle, self.recovery);
        if self.recovery.is_none() {
            context.output.note(
                "no recovery key: if the signing key is lost, so is the creator; set one with `makerstake creator recovery set-key`",
            );
        }
        if let Some(receipt) = context.submit("register a creator", vec![instruction], &[])? {
            context.output.record(&Registered {
                creator: creator.to_string(),
                genesis_key: genesis_key.to_string(),
                handle: self.handle.as_ref().and_then(handle::text).map(str::to_string),
                recovery: self.recovery.map(|key| key.to_string()),
                signature: receipt.signature.to_string(),
                slot: receipt.slot,
            })?;
        }
        Ok(())
    }
}

/// Registers the creator of a genesis key, with a handle if it wants one.
pub fn instruction(
    payer: Pubkey,
    genesis_key: Pubkey,
    handle: Option<Padded>,
    recovery: Option<Pubkey>,
) -> solana_instruction::Instruction {
    let register = Instruction {
        payer,
        genesis_key,
        creator: addresses::creator(&genesis_key),
        handle: handle.as_ref().map(addresses::handle),
        system_program: solana_sdk_ids::system_program::ID,
    };
    let (name, recovery) = (handle.unwrap_or(handle::NONE), recovery.unwrap_or_default());
    register.instruction(RegisterInstructionArgs { name, recovery })
}
