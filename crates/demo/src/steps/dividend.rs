//! Chapter 7: a dividend is paid in and collected, to the base unit, without a list of recipients.

use anyhow::{ensure, Context as _, Result};
use makerstake_client::generated::equity::{
    accounts::{Pool, Position},
    instructions::{CollectDividend, DepositDividend, DepositDividendInstructionArgs},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use spl_associated_token_account_interface::{
    address::get_associated_token_address_with_program_id,
    instruction::create_associated_token_account_idempotent,
};
use spl_token_2022_interface::instruction::mint_to;

use super::{Story, ON_CHAIN, TOKEN};
use crate::{harness::Task, messages};

/// The dividend, in base units of its token.
const DIVIDEND: u64 = 250_000_000_000;

impl Story {
    /// Pays a dividend in; the first creators and the investor collect.
    pub(super) fn dividend(&mut self) -> Result<()> {
        messages::title("7. Dividend", "what the platform earned, shared by the shares as they stand");
        let (patron, mint) = (self.crew.patron.clone(), self.dividend_mint.pubkey());
        let source = token_account(&mint, &patron.pubkey());
        let issue = vec![
            self.open_token_account(&patron.pubkey()),
            mint_to(&TOKEN, &mint, &source, &patron.pubkey(), &[], DIVIDEND)?,
        ];
        self.harness.act("the patron has the money", issue, &[&patron])?;
        let deposit = DepositDividend {
            owner: patron.pubkey(),
            pool: self.addresses.pool,
            source,
            dividend_mint: mint,
            dividend_vault: self.addresses.dividend_vault,
            token_program: TOKEN,
        }
        .instruction(DepositDividendInstructionArgs { amount: DIVIDEND });
        let what = format!("a dividend of {} for all shares, in one instruction", messages::shares(DIVIDEND));
        self.harness.act(&what, vec![deposit], &[&patron])?;

        let investor = self.crew.investor.clone();
        let creators = self.creators.clone();
        let mut tasks = vec![Task {
            instructions: self.collection(&investor.pubkey(), &investor.pubkey(), None),
            signers: vec![&*investor],
        }];
        for creator in creators.iter().take(ON_CHAIN) {
            tasks.push(Task {
                instructions: self.collection(&creator.address, &creator.key.pubkey(), Some(creator.address)),
                signers: vec![&creator.key],
            });
        }
        let count = tasks.len();
        self.harness.act_many(&format!("the investor and {} creators collect", count - 1), tasks)?;
        self.check_dividend(&investor.pubkey())
    }

    /// What was paid is what the shares say, rounded down.
    fn check_dividend(&self, holder: &Pubkey) -> Result<()> {
        let pool = self.harness.read(&self.addresses.pool, "pool", Pool::from_bytes)?;
        let position = self.harness.read(&self.position(holder), "position", Position::from_bytes)?;
        let own = u128::from(position.own.first().copied().context("no shares")?);
        let all = u128::from(pool.total.first().copied().context("no shares")?);
        let exact = u64::try_from(u128::from(DIVIDEND) * own / all)?;
        let account =
            self.harness.account(&token_account(&self.dividend_mint.pubkey(), holder), "token account")?;
        let paid =
            account.data.get(64..).and_then(<[u8]>::first_chunk).map(|bytes| u64::from_le_bytes(*bytes));
        let paid = paid.context("a token account without an amount")?;
        ensure!(exact.abs_diff(paid) <= 1, "the investor got {paid}, its part is {exact}");
        messages::note(&format!(
            "the investor got {}, its exact part to the base unit",
            messages::shares(paid)
        ));
        messages::note(&format!(
            "paid out {} of {}; the rest waits for whoever has not collected",
            messages::shares(pool.dividends_paid),
            messages::shares(pool.dividends_deposited)
        ));
        Ok(())
    }

    fn open_token_account(&self, owner: &Pubkey) -> Instruction {
        let mint = self.dividend_mint.pubkey();
        create_associated_token_account_idempotent(&self.harness.sponsor.pubkey(), owner, &mint, &TOKEN)
    }

    fn collection(&self, holder: &Pubkey, signer: &Pubkey, creator: Option<Pubkey>) -> Vec<Instruction> {
        let mint = self.dividend_mint.pubkey();
        let collect = CollectDividend {
            signer: *signer,
            creator,
            pool: self.addresses.pool,
            position: self.position(holder),
            destination: token_account(&mint, signer),
            dividend_mint: mint,
            dividend_vault: self.addresses.dividend_vault,
            token_program: TOKEN,
        };
        vec![self.open_token_account(signer), collect.instruction()]
    }
}

/// The token account of somebody for the dividend's token.
fn token_account(mint: &Pubkey, owner: &Pubkey) -> Pubkey {
    get_associated_token_address_with_program_id(owner, mint, &TOKEN)
}
