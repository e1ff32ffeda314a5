//! `makerstake treasury`: what the owners hold together.

use clap::Args;
use serde::Serialize;
use solana_client::rpc_request::TokenAccountsFilter;

use super::site::Site;
use crate::context::Context;
use crate::failure::Failure;

/// Show what the treasury holds: SOL, and every token account of both token programs
#[derive(Debug, Args)]
pub struct Treasury {
    #[command(flatten)]
    site: Site,
}

#[derive(Serialize)]
struct Line {
    account: String,
    mint: String,
    amount: String,
}

impl Treasury {
    /// Runs the command.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let at = self.site.addresses(context)?;
        let lamports = context.rpc().get_balance(&at.treasury).map_err(|error| {
            Failure::rpc(&context.settings.url, &makerstake_sdk::sender::Trouble::Network(error.to_string()))
        })?;
        let mut lines = vec![Line {
            account: at.treasury.to_string(),
            mint: "SOL".into(),
            amount: format!("{}.{:09}", lamports / 1_000_000_000, lamports % 1_000_000_000),
        }];
        for program in [spl_token_interface::ID, spl_token_2022_interface::ID] {
            let filter = TokenAccountsFilter::ProgramId(program);
            let found = context.rpc().get_token_accounts_by_owner(&at.treasury, filter).map_err(|error| {
                Failure::rpc(
                    &context.settings.url,
                    &makerstake_sdk::sender::Trouble::Network(error.to_string()),
                )
            })?;
            for keyed in found {
                let solana_account_decoder_client_types::UiAccountData::Json(parsed) = keyed.account.data
                else {
                    continue;
                };
                let text = |path: &str| {
                    parsed
                        .parsed
                        .pointer(path)
                        .and_then(|value| value.as_str())
                        .unwrap_or_default()
                        .to_string()
                };
                lines.push(Line {
                    account: keyed.pubkey,
                    mint: text("/info/mint"),
                    amount: text("/info/tokenAmount/uiAmountString"),
                });
            }
        }
        context.output.records(&lines)
    }
}
