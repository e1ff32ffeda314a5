//! `makerstake creator attestor …`: who else may attest works in a creator's name.

use clap::{Subcommand, ValueEnum};
use makerstake_client::addresses;
use makerstake_client::generated::attestations::accounts::AttestorPermission;
use makerstake_client::generated::attestations::instructions as on_chain;
use makerstake_client::query::{self, Keyed};
use makerstake_core::attestor::{ATTEST, BATCH, REVISE};
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::resolve::{self, Named};
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Permit another creator, a platform for instance, to attest works for this one
#[derive(Debug, Subcommand)]
pub enum Attestor {
    /// Permit an attestor; the authority signs
    Set {
        /// The creator that may attest: an address or @handle
        attestor: Named,
        /// What for
        #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Scope::Attest, Scope::Revise, Scope::Batch])]
        scope: Vec<Scope>,
        /// From when on: a date, or seconds since 1970 [default: now]
        #[arg(long, value_name = "TIME", value_parser = parse::time)]
        from: Option<i64>,
        /// Until when: a date, or seconds since 1970
        #[arg(long, value_name = "TIME", value_parser = parse::time)]
        until: i64,
        /// The creator: an address or @handle [default: the one that the signer registered]
        #[arg(long)]
        creator: Option<Named>,
    },
    /// Permit no longer; the authority or the recovery key signs
    Revoke {
        /// The attestor: an address or @handle
        attestor: Named,
        /// Which permission, where there are several [default: all that stand]
        #[arg(long)]
        number: Option<u32>,
        /// The creator: an address or @handle [default: the one that the signer registered]
        #[arg(long)]
        creator: Option<Named>,
    },
    /// List the permissions that a creator gave
    List {
        /// The creator: an address or @handle [default: the one that the signer registered]
        #[arg(long)]
        creator: Option<Named>,
    },
}

/// What a permission is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Scope {
    /// Attest new works
    Attest,
    /// Revise works
    Revise,
    /// List them in the attestor's own batches
    Batch,
}

impl Scope {
    const ALL: [Self; 3] = [Self::Attest, Self::Revise, Self::Batch];

    const fn bit(self) -> u8 {
        match self {
            Self::Attest => ATTEST,
            Self::Revise => REVISE,
            Self::Batch => BATCH,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Attest => "attest",
            Self::Revise => "revise",
            Self::Batch => "batch",
        }
    }
}

#[derive(Serialize)]
struct Record {
    attestor: String,
    number: u32,
    scope: String,
    from: i64,
    until: i64,
    slot: u64,
    state: &'static str,
    permission: String,
}

impl Attestor {
    /// Runs the command.
    ///
    /// # Errors
    /// The command's own.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Set { attestor, scope, from, until, creator } => {
                let creator = resolve::address(context, creator.as_ref())?;
                let (attestor, _) = resolve::creator(context, Some(&attestor))?;
                let bits = scope.iter().fold(0, |bits, scope| bits | scope.bit());
                set(context, creator, attestor, bits, from.unwrap_or_default(), until)
            }
            Self::Revoke { attestor, number, creator } => {
                let creator = resolve::address(context, creator.as_ref())?;
                let attestor = resolve::address(context, Some(&attestor))?;
                revoke(context, creator, attestor, number)
            }
            Self::List { creator } => {
                let creator = resolve::address(context, creator.as_ref())?;
                list(context, &creator)
            }
        }
    }
}

/// The permissions between two creators.
fn between(
    context: &Context,
    creator: &Pubkey,
    attestor: &Pubkey,
) -> Result<Vec<Keyed<AttestorPermission>>, Failure> {
    context.rpc.ask(query::permissions(context.rpc.client(), Some(creator), Some(attestor)))
}

/// The newest permission that lets the attestor do this for the creator now.
///
/// # Errors
/// When there is none.
pub fn in_force(
    context: &Context,
    creator: &Pubkey,
    attestor: &Pubkey,
    what: Scope,
) -> Result<Pubkey, Failure> {
    let now = context.rpc.chain_time()?;
    let found = between(context, creator, attestor)?;
    let fits = |permission: &&Keyed<AttestorPermission>| {
        let terms = query::terms(&permission.account);
        terms.check_now(what.bit(), now).is_ok()
    };
    found.iter().rev().find(fits).map(|permission| permission.address).ok_or_else(|| {
        Failure::input("the creator permits no such thing to this attestor now")
            .value(format!("{} for {creator}", what.name()))
            .remedy(format!("the creator runs `makerstake creator attestor set {attestor} --until TIME`"))
    })
}

fn set(
    context: &Context,
    creator: Pubkey,
    attestor: Pubkey,
    scope: u8,
    from: i64,
    until: i64,
) -> Result<(), Failure> {
    if until <= context.rpc.chain_time()?.max(from) {
        return Err(Failure::input("the permission would be over before it begins")
            .value(until)
            .remedy("give a later --until: a date, or seconds since 1970"));
    }
    let last = between(context, &creator, &attestor)?.iter().map(|known| known.account.number).max();
    let number = last.map_or(0, |last| last.saturating_add(1));
    let instruction = on_chain::SetAttestor {
        payer: context.payer()?,
        authority: context.signer()?,
        creator,
        attestor,
        permission: addresses::permission(&creator, &attestor, number),
        system_program: solana_sdk_ids::system_program::ID,
    }
    .instruction(on_chain::SetAttestorInstructionArgs { number, scope, from, until });
    context.send(format!("permit {attestor} to attest for {creator}"), instruction)
}

fn revoke(context: &Context, creator: Pubkey, attestor: Pubkey, number: Option<u32>) -> Result<(), Failure> {
    let found = between(context, &creator, &attestor)?;
    let is_meant = |known: &&Keyed<AttestorPermission>| {
        known.account.revoked_slot == 0 && number.is_none_or(|number| number == known.account.number)
    };
    let signer = context.signer()?;
    let instructions: Vec<_> = found
        .iter()
        .filter(is_meant)
        .map(|known| on_chain::RevokeAttestor { signer, creator, permission: known.address }.instruction())
        .collect();
    if instructions.is_empty() {
        return Err(Failure::input("nothing is left to revoke")
            .value(attestor)
            .remedy("see `makerstake creator attestor list`"));
    }
    context.send_all(format!("permit {attestor} nothing more for {creator}"), instructions, &[]).map(drop)
}

fn list(context: &Context, creator: &Pubkey) -> Result<(), Failure> {
    let now = context.rpc.chain_time()?;
    let found = context.rpc.ask(query::permissions(context.rpc.client(), Some(creator), None))?;
    let records: Vec<Record> = found
        .into_iter()
        .map(|Keyed { address, account }| Record {
            attestor: account.attestor.to_string(),
            number: account.number,
            scope: scope_names(account.scope),
            from: account.from,
            until: account.until,
            slot: account.slot,
            state: state(&account, now),
            permission: address.to_string(),
        })
        .collect();
    context.output.records(&records)
}

fn scope_names(scope: u8) -> String {
    let names: Vec<_> =
        Scope::ALL.iter().filter(|one| scope & one.bit() != 0).map(|one| one.name()).collect();
    names.join(",")
}

fn state(permission: &AttestorPermission, now: i64) -> &'static str {
    match permission {
        AttestorPermission { revoked_slot: 1.., .. } => "revoked",
        AttestorPermission { until, .. } if now >= *until => "over",
        AttestorPermission { from, .. } if now < *from => "begins later",
        _ => "stands",
    }
}
