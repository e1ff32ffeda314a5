//! `makerstake treasury`: what the owners hold together.

use clap::Args;
use makerstake_client::query;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::platform_arg::PlatformArg;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;

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

#[derive(Serialize)]
struct Line {
    account: String,
    asset: String,
    amount: Amount,
}

impl Treasury {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let at = self.platform.addresses(context)?;
        let account = context.rpc.ask(query::account(context.rpc.client(), &at.treasury))?;
        let lamports = account.map_or(0, |account| account.lamports);
        let mut lines = vec![Line {
            account: at.treasury.to_string(),
            asset: "SOL".into(),
            amount: Amount::sol(lamports),
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
                let token = context.rpc.ask(query::token(context.rpc.client(), &mint))?;
                let Some(token) = token else { continue };
                let (account, asset) = (account.to_string(), mint.to_string());
                lines.push(Line { account, asset, amount: Amount::of(&token, amount) });
            }
        }
        context.output.records(&lines)
    }
}
