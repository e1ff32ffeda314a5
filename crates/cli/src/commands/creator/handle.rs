//! `makerstake creator handle …`: names.

use clap::Subcommand;
use makerstake_client::addresses;
use makerstake_client::generated::creators::instructions as on_chain;
use makerstake_core::handle::{self, Padded};
use serde::Serialize;
use solana_instruction::Instruction;

use super::resolve::{self, Named};
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::parse;

/// Seconds that a released handle rests.
const REST: i64 = 30 * 24 * 60 * 60;

/// Take, let go and free handles
#[derive(Debug, Subcommand)]
pub enum Handle {
    /// Show who holds a handle
    Show {
        /// The handle
        #[arg(value_parser = parse::handle)]
        name: Padded,
    },
    /// Take a free handle, or one that has rested for 30 days
    Claim {
        /// The handle
        #[arg(value_parser = parse::handle)]
        name: Padded,
        /// The creator: an address or @handle [default: the one that the signer registered]
        #[arg(long)]
        creator: Option<Named>,
    },
    /// Let the creator's handle go; it rests for 30 days before somebody else may take it
    Release {
        /// The creator: an address or @handle [default: the one that the signer registered]
        #[arg(long)]
        creator: Option<Named>,
    },
    /// Take back a handle that the creator let go
    Reclaim {
        /// The handle
        #[arg(value_parser = parse::handle)]
        name: Padded,
        /// The creator: an address or @handle [default: the one that the signer registered]
        #[arg(long)]
        creator: Option<Named>,
    },
    /// Close a handle that has rested; the rent returns to who paid it
    Free {
        /// The handle
        #[arg(value_parser = parse::handle)]
        name: Padded,
    },
}

#[derive(Serialize)]
struct Record {
    handle: String,
    creator: Option<String>,
    state: &'static str,
    released_at: Option<i64>,
    free_at: Option<i64>,
}

impl Handle {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Show { name } => show(context, &name),
            Self::Claim { name, creator } => claim(context, name, creator.as_ref()),
            Self::Release { creator } => release(context, creator.as_ref()),
            Self::Reclaim { name, creator } => {
                let instruction = on_chain::ReclaimHandle {
                    authority: context.signer()?,
                    creator: resolve::address(context, creator.as_ref())?,
                    handle: addresses::handle(&name),
                }
                .instruction(on_chain::ReclaimHandleInstructionArgs { name });
                context.send(format!("reclaim the handle {}", text(&name)), instruction)
            }
            Self::Free { name } => {
                let instruction = free(context, &name)?
                    .ok_or_else(|| Failure::input("the handle is free already").value(text(&name)))?;
                context.send(format!("free the handle {}", text(&name)), instruction)
            }
        }
    }
}

fn show(context: &Context, name: &Padded) -> Result<(), Failure> {
    let account = resolve::handle_account(context, name)?;
    let released_at = account.as_ref().map(|handle| handle.released_at).filter(|time| *time != 0);
    let state = match (&account, released_at) {
        (None, _) => "free",
        (Some(_), None) => "held",
        (Some(_), Some(time)) if context.rpc.chain_time()? < time.saturating_add(REST) => "resting",
        _ => "rested",
    };
    context.output.record(&Record {
        handle: text(name),
        creator: account.map(|handle| handle.creator.to_string()),
        state,
        released_at,
        free_at: released_at.map(|time| time.saturating_add(REST)),
    })
}

fn claim(context: &Context, name: Padded, creator: Option<&Named>) -> Result<(), Failure> {
    let address = resolve::address(context, creator)?;
    if let Some(held) = resolve::handle_account(context, &name)?.filter(|held| held.released_at == 0) {
        let taken = Failure::new(Exit::Rejected, "the handle is taken").value(text(&name));
        return Err(if held.creator == address {
            taken.remedy("it is this creator's own already: `makerstake creator show`")
        } else {
            taken.remedy(format!(
                "choose another; `makerstake creator handle show {}` tells who holds it",
                text(&name)
            ))
        });
    }
    // A rested handle is freed in the same transaction, so that nobody comes in between.
    let mut instructions: Vec<Instruction> = free(context, &name)?.into_iter().collect();
    instructions.push(
        on_chain::ClaimHandle {
            payer: context.payer()?,
            authority: context.signer()?,
            creator: address,
            handle: addresses::handle(&name),
            system_program: solana_sdk_ids::system_program::ID,
        }
        .instruction(on_chain::ClaimHandleInstructionArgs { name }),
    );
    context.send_all(format!("claim the handle {}", text(&name)), instructions, &[]).map(drop)
}

fn release(context: &Context, creator: Option<&Named>) -> Result<(), Failure> {
    let (address, creator) = resolve::creator(context, creator)?;
    if creator.handle == handle::NONE {
        return Err(Failure::input("the creator has no handle").value(address));
    }
    let name = text(&creator.handle);
    context.confirm(&format!("Let the handle {name} go? After 30 days anyone may take it."))?;
    let instruction = on_chain::ReleaseHandle {
        authority: context.signer()?,
        creator: address,
        handle: addresses::handle(&creator.handle),
    }
    .instruction();
    context.send(format!("release the handle {name}"), instruction)
}

/// The instruction that frees a handle, if there is something to free.
fn free(context: &Context, name: &Padded) -> Result<Option<Instruction>, Failure> {
    Ok(resolve::handle_account(context, name)?.filter(|account| account.released_at != 0).map(|account| {
        on_chain::FreeHandle { handle: addresses::handle(name), rent_payer: account.rent_payer }.instruction()
    }))
}

fn text(name: &Padded) -> String {
    handle::text(name).unwrap_or_default().to_string()
}
