//! `makerstake grant …`: shares that vest, from the bucket of grants.

use std::str::FromStr;

use clap::{Args, Subcommand};
use makerstake_client::generated::equity::accounts::Grant as Account;
use makerstake_client::generated::equity::instructions as on_chain;
use makerstake_client::query::{self, Keyed};
use makerstake_client::shares::{self, Desk};
use serde::Serialize;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use super::creator::resolve::{self, Named};
use super::platform_arg::{held, PlatformArg, SignerArg};
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;
use crate::parse::{self, Tokens};

/// Commands about grants.
#[derive(Debug, Subcommand)]
pub enum Grant {
    /// Grant shares, as the pool's authority; without times they vest at once
    Create(Create),
    /// List the grants of a platform, or of one holder
    List {
        /// Whose: a wallet, a creator's address, or @handle [default: everybody's]
        holder: Option<Named>,
        #[command(flatten)]
        platform: PlatformArg,
    },
    /// Bring what has vested into the holder's position; anyone may (you pay to open the position where there is none)
    Release {
        #[command(flatten)]
        grant: GrantArg,
    },
    /// Let a grant vest sooner, as the pool's authority
    Accelerate {
        #[command(flatten)]
        grant: GrantArg,
        /// When all shall have vested: a date, or seconds since 1970 [default: now]
        #[arg(long, value_name = "TIME", value_parser = parse::time)]
        end: Option<i64>,
    },
    /// Take back what has not vested, as the pool's authority
    Revoke {
        #[command(flatten)]
        grant: GrantArg,
    },
    /// Give a grant to another holder, seven days from now; what was released stays where it is
    Transfer {
        #[command(flatten)]
        grant: GrantArg,
        /// The new holder: a wallet, a creator's address, or @handle
        #[arg(long, value_name = "HOLDER")]
        to: Named,
        #[command(flatten)]
        signer: SignerArg,
    },
    /// Cancel a transfer within the seven days, as the recovery key of the creator that holds the grant
    CancelTransfer {
        #[command(flatten)]
        grant: GrantArg,
    },
    /// Close a grant of which nothing is left; its rent goes back to whoever paid it
    Close {
        #[command(flatten)]
        grant: GrantArg,
    },
}

/// What is granted, to whom, and how it vests.
#[derive(Debug, Args)]
pub struct Create {
    /// The holder: a wallet, a creator's address, or @handle
    holder: Named,
    /// How many whole shares
    #[arg(value_parser = parse::tokens)]
    shares: Tokens,
    /// When vesting begins to count: a date, or seconds since 1970 [default: now]
    #[arg(long, value_name = "TIME", value_parser = parse::time)]
    start: Option<i64>,
    /// Before which nothing vests [default: the start]
    #[arg(long, value_name = "TIME", value_parser = parse::time)]
    cliff: Option<i64>,
    /// When all has vested [default: the cliff]
    #[arg(long, value_name = "TIME", value_parser = parse::time)]
    end: Option<i64>,
    /// The authority may take back what has not vested
    #[arg(long)]
    revocable: bool,
    /// The holder may give the grant to another holder
    #[arg(long)]
    transferable: bool,
    /// Bring what has vested into the holder's position in the same transaction
    #[arg(long)]
    release: bool,
    #[command(flatten)]
    platform: PlatformArg,
}

/// Which grant.
#[derive(Debug, Args)]
pub struct GrantArg {
    /// The grant: its address, or its first holder (an address or @handle), with /ID where that one has several
    #[arg(value_name = "GRANT")]
    grant: Reference,
    #[command(flatten)]
    platform: PlatformArg,
}

/// A grant as people name it.
#[derive(Clone, Debug)]
struct Reference {
    named: Named,
    id: Option<u32>,
}

impl FromStr for Reference {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (named, id) = text.split_once('/').map_or((text, None), |(named, id)| (named, Some(id)));
        let id = id.map(str::parse).transpose().map_err(|_| "the id behind / is a number".to_owned())?;
        Ok(Self { named: named.parse()?, id })
    }
}

#[derive(Serialize)]
struct Line {
    grant: String,
    holder: String,
    handle: Option<String>,
    id: u32,
    total: Amount,
    released: Amount,
    releasable: Amount,
    vests_from: i64,
    cliff_at: i64,
    vested_at: i64,
    revocable: bool,
    transferable: bool,
    goes_to: Option<String>,
    goes_at: Option<i64>,
}

impl Grant {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Create(create) => create.run(context),
            Self::List { holder, platform } => list(context, holder.as_ref(), &platform),
            Self::Release { grant } => {
                let (desk, grant) = grant.find(context)?;
                let instructions = release(context, &desk, &grant)?;
                let done = format!("release what has vested of the grant {}", grant.address);
                context.send_all(done, instructions, &[]).map(drop)
            }
            Self::Accelerate { grant, end } => {
                let (desk, grant) = grant.find(context)?;
                must_be_authority(context, &desk)?;
                let end = end.map_or_else(|| context.rpc.chain_time(), Ok)?;
                context.send(
                    format!("let the grant {} vest sooner", grant.address),
                    desk.accelerate_grant(grant.address, end),
                )
            }
            Self::Revoke { grant } => {
                let (desk, grant) = grant.find(context)?;
                must_be_authority(context, &desk)?;
                context.confirm(&format!("take back what has not vested of the grant {}?", grant.address))?;
                context.send(
                    format!("take back what has not vested of the grant {}", grant.address),
                    desk.revoke_grant(grant.address),
                )
            }
            Self::Transfer { grant, to, signer } => {
                let (_, grant) = grant.find(context)?;
                let to = resolve::address(context, Some(&to))?;
                let by = signer.holder(context)?;
                let transfer =
                    on_chain::TransferGrant { signer: by.signer, creator: by.creator, grant: grant.address };
                let done = format!("give the grant {} to {to}, seven days from now", grant.address);
                context
                    .send(done, transfer.instruction(on_chain::TransferGrantInstructionArgs { holder: to }))
            }
            Self::CancelTransfer { grant } => {
                let (_, grant) = grant.find(context)?;
                let signer = context.signer()?;
                let creator = grant.account.holder;
                let cancel = on_chain::CancelGrantTransfer { signer, creator, grant: grant.address };
                context
                    .send(format!("cancel the transfer of the grant {}", grant.address), cancel.instruction())
            }
            Self::Close { grant } => {
                let (_, grant) = grant.find(context)?;
                let close = on_chain::CloseGrant { grant: grant.address, payer: grant.account.payer };
                context.send(format!("close the grant {}", grant.address), close.instruction())
            }
        }
    }
}

impl Create {
    fn run(self, context: &Context) -> Result<(), Failure> {
        let desk = self.platform.desk(context)?;
        must_be_authority(context, &desk)?;
        let holder = resolve::address(context, Some(&self.holder))?;
        let total = self.shares.units(&desk.share)?;
        let now = context.rpc.chain_time()?;
        let start = self.start.unwrap_or(now);
        let cliff = self.cliff.unwrap_or(start);
        let end = self.end.unwrap_or(cliff);
        if !(start <= cliff && cliff <= end) {
            return Err(Failure::input("the times of a grant are in order: start, cliff, end")
                .value(format!("{start}, {cliff}, {end}"))
                .remedy("correct --start, --cliff and --end"));
        }
        let taken = context.rpc.ask(query::grants(context.rpc.client(), &desk.at.pool, Some(&holder)))?;
        let id = taken.iter().map(|grant| grant.account.id.saturating_add(1)).max().unwrap_or_default();
        let address = desk.at.grant(&holder, id);
        let terms = on_chain::CreateGrantInstructionArgs {
            holder,
            id,
            total,
            start,
            cliff,
            end,
            is_revocable: self.revocable,
            is_transferable: self.transferable,
        };
        let mut instructions = vec![desk.create_grant(terms)];
        if self.release {
            let position = held(context, &desk.at.pool, &holder)?;
            instructions.extend(desk.release_grant(address, &holder, position.as_ref()));
        }
        let amount = Amount::of(&desk.share, total);
        context.send_all(format!("grant {amount} to {holder} ({address})"), instructions, &[]).map(drop)
    }
}

impl GrantArg {
    /// The grant, and the pool that it is of.
    fn find(&self, context: &Context) -> Result<(Desk, Keyed<Account>), Failure> {
        let desk = self.platform.desk(context)?;
        let Reference { named, id } = &self.grant;
        let named = resolve::address(context, Some(named))?;
        let rpc = context.rpc.client();
        if id.is_none() {
            if let Some(grant) = context.rpc.ask(query::grant(rpc, &named))? {
                return Ok((desk, grant));
            }
        }
        let of_holder = context.rpc.ask(query::grants(rpc, &desk.at.pool, Some(&named)))?;
        let ids: Vec<String> = of_holder.iter().map(|grant| grant.account.id.to_string()).collect();
        let mut found: Vec<Keyed<Account>> =
            of_holder.into_iter().filter(|grant| id.is_none_or(|id| grant.account.id == id)).collect();
        match (found.pop(), found.is_empty()) {
            (Some(grant), true) => Ok((desk, grant)),
            (None, _) => Err(Failure::input("no such grant")
                .value(named)
                .remedy("see `makerstake grant list`; check the cluster (-u)")),
            _ => Err(Failure::input("this holder has several grants")
                .value(ids.join(", "))
                .remedy("name one of them by its id, behind a slash: HOLDER/ID")),
        }
    }
}

/// The release of what has vested into the position of whoever holds the grant now.
fn release(context: &Context, desk: &Desk, grant: &Keyed<Account>) -> Result<Vec<Instruction>, Failure> {
    let now = context.rpc.chain_time()?;
    let holder = shares::grant_holder(&grant.account, now);
    if shares::releasable(&grant.account, now) == 0 {
        return Err(Failure::input("nothing has vested that was not released")
            .value(grant.address)
            .remedy("see `makerstake grant list` for its times"));
    }
    let position = held(context, &desk.at.pool, &holder)?;
    Ok(desk.release_grant(grant.address, &holder, position.as_ref()))
}

/// Grants are the authority's to make; after the hand-over that is the treasury, which acts by votes.
fn must_be_authority(context: &Context, desk: &Desk) -> Result<(), Failure> {
    let (signer, authority) = (context.signer()?, desk.pool.authority);
    if signer == authority {
        return Ok(());
    }
    let remedy = if desk.pool.is_handed_over == 1 {
        "the pool was handed over: propose it (docs/proposals.md, kinds create_grant and revoke_grant)".into()
    } else {
        format!("sign as {authority} (-k)")
    };
    Err(Failure::input("the signer is not the pool's authority").value(signer).remedy(remedy))
}

fn list(context: &Context, holder: Option<&Named>, platform: &PlatformArg) -> Result<(), Failure> {
    let desk = platform.desk(context)?;
    let holder: Option<Pubkey> = holder.map(|named| resolve::address(context, Some(named))).transpose()?;
    let now = context.rpc.chain_time()?;
    let mut found = context.rpc.ask(query::grants(context.rpc.client(), &desk.at.pool, holder.as_ref()))?;
    found.sort_by_key(|grant| (grant.account.holder, grant.account.id));
    let amount = |units| Amount::of(&desk.share, units);
    let holders: Vec<Pubkey> = found.iter().map(|grant| shares::grant_holder(&grant.account, now)).collect();
    let handles = context.rpc.ask(query::handles(context.rpc.client(), &holders))?;
    let lines: Vec<Line> = found
        .iter()
        .map(|Keyed { address, account }| {
            let holder = shares::grant_holder(account, now);
            let is_pending = account.pending_holder != Pubkey::default() && holder != account.pending_holder;
            Line {
                grant: address.to_string(),
                holder: holder.to_string(),
                handle: handles.get(&holder).cloned(),
                id: account.id,
                total: amount(account.total),
                released: amount(account.released),
                releasable: amount(shares::releasable(account, now)),
                vests_from: account.start,
                cliff_at: account.cliff,
                vested_at: account.end,
                revocable: account.is_revocable == 1,
                transferable: account.is_transferable == 1,
                goes_to: is_pending.then(|| account.pending_holder.to_string()),
                goes_at: is_pending.then(|| account.pending_since + shares::TRANSFER_DELAY),
            }
        })
        .collect();
    context.output.records(&lines)
}
