//! `makerstake creator`: one's identity, its name, its keys and their recovery.

pub mod attestor;
pub mod handle;
pub mod keys;
mod profile;
mod register;
mod register_list;
pub mod resolve;
mod show;

use clap::Subcommand;

use crate::context::Context;
use crate::failure::Failure;

/// Commands about a creator.
#[derive(Debug, Subcommand)]
pub enum Creator {
    /// Register as a creator; the signer becomes its genesis key and first authority
    Register(register::Register),
    /// Show a creator
    Show(show::Show),
    /// Write or clear the address and hash of the profile document
    Update(profile::Update),
    /// Offer the authority to another key
    Offer(keys::Offer),
    /// Accept an authority that was offered to the signer
    Accept(keys::Accept),
    /// Take back an offer
    Withdraw(keys::Withdraw),
    /// Replace a lost authority, and manage the key that can
    #[command(subcommand)]
    Recovery(keys::Recovery),
    /// Take, let go and free handles
    #[command(subcommand)]
    Handle(handle::Handle),
    /// Permit others to attest works for this creator
    #[command(subcommand)]
    Attestor(attestor::Attestor),
}

impl Creator {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Register(command) => command.run(context),
            Self::Show(command) => command.run(context),
            Self::Update(command) => command.run(context),
            Self::Offer(command) => command.run(context),
            Self::Accept(command) => command.run(context),
            Self::Withdraw(command) => command.run(context),
            Self::Recovery(command) => command.run(context),
            Self::Handle(command) => command.run(context),
            Self::Attestor(command) => command.run(context),
        }
    }
}
