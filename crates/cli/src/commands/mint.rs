//! `makerstake mint create`: a token without value, for networks on which dividends need one.

use clap::Subcommand;
use makerstake_client::query;
use makerstake_client::shares::Token;
use serde::Serialize;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer as _;
use solana_system_interface::instruction::create_account;
use spl_token_interface::instruction::{initialize_mint2, mint_to};
use spl_token_interface::ID as TOKEN;

use super::creator::resolve::{self, Named};
use crate::cluster;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;
use crate::parse::{self, Tokens};

/// Bytes of a mint.
const MINT: usize = 82;

/// Commands about tokens of a local network.
#[derive(Debug, Subcommand)]
pub enum Mint {
    /// Create a token without value on a local network, to pay dividends in; the signer may issue more of it
    Create {
        /// Digits behind the point
        #[arg(long, default_value_t = 6, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(0..=9))]
        decimals: u8,
        /// How many whole tokens the signer gets
        #[arg(long, value_name = "AMOUNT", value_parser = parse::tokens)]
        supply: Option<Tokens>,
    },
    /// Issue more of a token that the signer may issue
    Issue {
        /// The mint
        #[arg(value_parser = parse::address)]
        mint: Pubkey,
        /// How many whole tokens
        #[arg(value_parser = parse::tokens)]
        amount: Tokens,
        /// To whom: a wallet, or the owner of a creator's token account [default: the signer]
        #[arg(long, value_name = "OWNER")]
        to: Option<Named>,
    },
}

#[derive(Serialize)]
struct Made {
    mint: String,
    decimals: u8,
    issued: Amount,
    token_account: String,
    signature: String,
}

impl Mint {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let genesis = context.rpc.genesis()?;
        if cluster::name(&genesis) == "mainnet-beta" {
            return Err(Failure::input("this makes tokens without value, for local and test networks")
                .value(context.rpc.host())
                .remedy("use -u localhost, or the mint of a token that is worth something"));
        }
        let (signer, payer) = (context.signer()?, context.payer()?);
        let mut instructions = Vec::new();
        let fresh = Keypair::new();
        let (token, amount, to) = match self {
            Self::Create { decimals, supply } => {
                let token = Token { mint: fresh.pubkey(), program: TOKEN, decimals, symbol: None };
                let rent = context.rpc.ask(query::rent(context.rpc.client(), MINT))?;
                instructions.push(create_account(&payer, &token.mint, rent, MINT as u64, &TOKEN));
                instructions
                    .push(initialize_mint2(&TOKEN, &token.mint, &signer, None, decimals).map_err(refused)?);
                (token, supply, signer)
            }
            Self::Issue { mint, amount, to } => {
                let found = context.rpc.ask(query::token(context.rpc.client(), &mint))?;
                let found = found.filter(|token| token.program == TOKEN);
                let token = found.ok_or_else(|| Failure::absent("mint of the token program", &mint))?;
                let to = to.map_or(Ok(signer), |named| resolve::address(context, Some(&named)))?;
                (token, Some(amount), to)
            }
        };
        let units = amount.map_or(Ok(0), |amount| amount.units(&token))?;
        let account = token.account_of(&to);
        instructions.push(token.open_account(&payer, &to));
        if units > 0 {
            instructions.push(mint_to(&TOKEN, &token.mint, &account, &signer, &[], units).map_err(refused)?);
        }
        let others: &[&dyn solana_signer::Signer] =
            if token.mint == fresh.pubkey() { &[&fresh] } else { &[] };
        let issued = Amount::of(&token, units);
        if let Some(receipt) = context.submit(&format!("issue {issued}"), instructions, others)? {
            context.output.record(&Made {
                mint: token.mint.to_string(),
                decimals: token.decimals,
                issued,
                token_account: account.to_string(),
                signature: receipt.signature.to_string(),
            })?;
        }
        Ok(())
    }
}

fn refused(error: impl std::fmt::Display) -> Failure {
    Failure::input(error.to_string())
}
