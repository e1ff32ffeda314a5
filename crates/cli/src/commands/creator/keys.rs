//! Changing hands and recovering: `makerstake creator offer|accept|withdraw` and `makerstake creator recovery …`.
//!
//! With a recovery key set, one key alone waits seven days and the other can stop it; both together act at once.

use std::rc::Rc;

use clap::{Args, Subcommand};
use makerstake_client::generated::creators::instructions as on_chain;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::resolve::{self, Named};
use crate::context::Context;
use crate::failure::Failure;
use crate::{keys, parse};

/// Which creator a command is about.
#[derive(Debug, Args)]
pub struct Subject {
    /// The creator: an address or @handle [default: the one that the signer registered]
    #[arg(long)]
    creator: Option<Named>,
}

/// Offer the authority to another key
#[derive(Debug, Args)]
pub struct Offer {
    /// The key that may accept
    #[arg(value_parser = parse::address)]
    successor: Pubkey,
    /// The recovery key, to skip the seven days
    #[arg(long, value_name = "KEYPAIR")]
    recovery_key: Option<String>,
    #[command(flatten)]
    subject: Subject,
}

/// Accept an authority that was offered to the signer
#[derive(Debug, Args)]
pub struct Accept {
    /// The creator: an address or @handle
    creator: Named,
}

/// Take back an offer
#[derive(Debug, Args)]
pub struct Withdraw {
    #[command(flatten)]
    subject: Subject,
}

/// Replace a lost authority, and manage the key that can
#[derive(Debug, Subcommand)]
pub enum Recovery {
    /// Ask for the authority to be replaced; the recovery key signs
    Begin {
        /// The creator: an address or @handle
        creator: Named,
        /// The key that becomes the authority after seven days
        #[arg(value_parser = parse::address)]
        successor: Pubkey,
    },
    /// Stop a recovery; the authority or the recovery key signs
    Cancel {
        #[command(flatten)]
        subject: Subject,
    },
    /// Complete a recovery after its seven days; the successor signs
    Finish {
        /// The creator: an address or @handle
        creator: Named,
    },
    /// Set or replace the recovery key; the authority signs
    SetKey {
        /// The new recovery key
        #[arg(value_parser = parse::address)]
        key: Pubkey,
        /// The present recovery key, to skip the seven days
        #[arg(long, value_name = "KEYPAIR")]
        recovery_key: Option<String>,
        #[command(flatten)]
        subject: Subject,
    },
    /// Remove the recovery key; the authority and the recovery key sign
    RemoveKey {
        /// The present recovery key
        #[arg(long, value_name = "KEYPAIR")]
        recovery_key: String,
        #[command(flatten)]
        subject: Subject,
    },
    /// Accept the recovery key's place; the new key signs
    AcceptKey {
        /// The creator: an address or @handle
        creator: Named,
    },
}

impl Offer {
    /// Sends the offer.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let recovery = second_key(self.recovery_key.as_deref())?;
        let instruction = on_chain::OfferAuthority {
            authority: context.signer()?,
            recovery: recovery.as_ref().map(|key| key.pubkey()),
            creator: self.subject.address(context)?,
        }
        .instruction(on_chain::OfferAuthorityInstructionArgs { successor: self.successor });
        send_with(context, &format!("offer the authority to {}", self.successor), instruction, recovery)
    }
}

impl Accept {
    /// Accepts.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let instruction = on_chain::AcceptAuthority {
            successor: context.signer()?,
            creator: resolve::address(context, Some(&self.creator))?,
        }
        .instruction();
        send_with(context, "accept the authority", instruction, None)
    }
}

impl Withdraw {
    /// Withdraws.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let instruction =
            on_chain::WithdrawOffer { signer: context.signer()?, creator: self.subject.address(context)? }
                .instruction();
        send_with(context, "withdraw the offer", instruction, None)
    }
}

impl Recovery {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let signer = context.signer()?;
        match self {
            Self::Begin { creator, successor } => {
                let creator = resolve::address(context, Some(&creator))?;
                let instruction = on_chain::BeginRecovery { recovery: signer, creator }
                    .instruction(on_chain::BeginRecoveryInstructionArgs { successor });
                send_with(context, &format!("begin a recovery for {successor}"), instruction, None)
            }
            Self::Cancel { subject } => {
                let instruction =
                    on_chain::CancelRecovery { signer, creator: subject.address(context)? }.instruction();
                send_with(context, "cancel the recovery", instruction, None)
            }
            Self::Finish { creator } => {
                let creator = resolve::address(context, Some(&creator))?;
                let instruction = on_chain::FinishRecovery { successor: signer, creator }.instruction();
                send_with(context, "finish the recovery", instruction, None)
            }
            Self::SetKey { key, recovery_key, subject } => {
                let recovery = second_key(recovery_key.as_deref())?;
                set_key(context, "set the recovery key", key, recovery, &subject)
            }
            Self::RemoveKey { recovery_key, subject } => {
                context.confirm("Without a recovery key a lost authority is lost for ever. Remove it?")?;
                let recovery = second_key(Some(&recovery_key))?;
                set_key(context, "remove the recovery key", Pubkey::default(), recovery, &subject)
            }
            Self::AcceptKey { creator } => {
                let creator = resolve::address(context, Some(&creator))?;
                let instruction = on_chain::AcceptRecoveryKey { successor: signer, creator }.instruction();
                send_with(context, "accept the recovery key's place", instruction, None)
            }
        }
    }
}

impl Subject {
    fn address(&self, context: &Context) -> Result<Pubkey, Failure> {
        resolve::address(context, self.creator.as_ref())
    }
}

fn set_key(
    context: &Context,
    done: &str,
    key: Pubkey,
    recovery: Option<Rc<dyn Signer>>,
    subject: &Subject,
) -> Result<(), Failure> {
    let instruction = on_chain::SetRecoveryKey {
        authority: context.signer()?,
        recovery: recovery.as_ref().map(|key| key.pubkey()),
        creator: subject.address(context)?,
    }
    .instruction(on_chain::SetRecoveryKeyInstructionArgs { key });
    send_with(context, done, instruction, recovery)
}

fn second_key(source: Option<&str>) -> Result<Option<Rc<dyn Signer>>, Failure> {
    source.map(|source| keys::load(source, "--recovery-key")).transpose()
}

fn send_with(
    context: &Context,
    done: &str,
    instruction: Instruction,
    second: Option<Rc<dyn Signer>>,
) -> Result<(), Failure> {
    let others: Vec<&dyn Signer> = second.iter().map(|key| &**key).collect();
    context.send_all(done, vec![instruction], &others).map(drop)
}
