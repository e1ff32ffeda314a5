//! `makerstake treasury`: what the owners hold together.

use clap::Args;
use makerstake_client::query;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::platform_arg::PlatformArg;
use crate::context::Context;
use crate::failure::Failure;

/// Show what the treasury holds: SOL, and every token account of both token programs
#[derive(Debug, Args)]
pub struct Treasury {
    #[command(flatten)]
    platform: PlatformArg,
}

/// Where the owner lies in a token account, where the amount, and where both are read.
const OWNER_AT: usize = 32;
const AMOUNT_AT: usize = 64;
const HEAD: usize = 72;

/// Amounts are base units.
#[derive(Serialize)]
struct Line {
    account: String,
    asset: String,
    amount: String,
}

impl Treasury {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let at = self.platform.addresses(context)?;
        let account = context.rpc.ask(query::account(context.rpc.client(), &at.treasury))?;
        let lamports = account.map_or(0, |account| account.lamports);
        let mut lines = vec![Line {
            account: at.treasury.to_string(),
            asset: "lamports".into(),
            amount: lamports.to_string(),
        }];
        for program in [spl_token_interface::ID, spl_token_2022_interface::ID] {
            // In both programs an account begins with its mint, its owner and its amount.
            let owned = [(OWNER_AT, at.treasury.as_ref())];
            for (account, data) in
                context.rpc.ask(query::slices(context.rpc.client(), &program, &owned, 0, HEAD))?
            {
                let (Some(mint), Some(amount)) = (
                    data.first_chunk().map(|bytes| Pubkey::new_from_array(*bytes)),
                    data.get(AMOUNT_AT..)
                        .and_then(<[u8]>::first_chunk)
                        .map(|bytes| u64::from_le_bytes(*bytes)),
                ) else {
                    continue;
                };
                lines.push(Line {
                    account: account.to_string(),
                    asset: mint.to_string(),
                    amount: amount.to_string(),
                });
            }
        }
        context.output.records(&lines)
    }
}
