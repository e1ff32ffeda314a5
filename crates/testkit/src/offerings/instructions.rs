//! The instructions of offerings, one function each, on a sale.

use makerstake_client::generated::offerings::instructions as generated;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use super::{Investor, SaleFixture, Terms};
use crate::equity::EQUITY;

/// `open_offering`, signed by the treasury.
pub fn open_offering(s: &SaleFixture, terms: &Terms) -> Instruction {
    generated::OpenOffering {
        treasury: s.realm.treasury,
        platform: s.realm.platform,
        pool: s.realm.f.pool,
        book: s.book(),
        offering: s.offering(),
        source: s.shares,
        mint: s.realm.f.mint,
        stock: s.stock(),
        quote_mint: s.quote,
        purse: s.purse(),
        token_program: s.realm.f.token_program,
        quote_token_program: s.quote_program,
        system_program: system_program::ID,
    }
    .instruction(generated::OpenOfferingInstructionArgs {
        number: s.number,
        shares: terms.shares,
        price: terms.price,
        min_raise: terms.min_raise,
        per_person_max: terms.per_person_max,
        open_for: terms.open_for,
        settle_for: terms.settle_for,
        cliff: terms.cliff,
        vests: terms.vests,
        gate: terms.gate,
        gate_data: terms.gate_data,
        disclosure: terms.disclosure,
    })
}

/// What a commitment brings for its gate.
#[derive(Clone, Debug, Default)]
pub struct Pass {
    /// The cap in the list.
    pub cap: u64,
    /// The siblings in the list.
    pub proof: Vec<[u8; 32]>,
    /// A credential or a position.
    pub gate: Option<Pubkey>,
}

/// `commit` through no gate, the signer paying.
pub fn commit(s: &SaleFixture, by: &Investor, amount: u64) -> Instruction {
    commit_with(s, by, amount, Pass::default())
}

/// `commit` with what the gate asks, the signer paying.
pub fn commit_with(s: &SaleFixture, by: &Investor, amount: u64, pass: Pass) -> Instruction {
    use solana_signer::Signer;
    generated::Commit {
        payer: by.key.pubkey(),
        signer: by.key.pubkey(),
        creator: by.creator(),
        offering: s.offering(),
        commitment: s.commitment(&by.address),
        source: by.account,
        refund_account: by.account,
        purse: s.purse(),
        quote_mint: s.quote,
        token_program: s.quote_program,
        gate: pass.gate,
        system_program: system_program::ID,
    }
    .instruction(generated::CommitInstructionArgs { amount, cap: pass.cap, proof: pass.proof })
}

/// `uncommit`.
pub fn uncommit(s: &SaleFixture, by: &Investor, amount: u64) -> Instruction {
    use solana_signer::Signer;
    generated::Uncommit {
        signer: by.key.pubkey(),
        creator: by.creator(),
        offering: s.offering(),
        commitment: s.commitment(&by.address),
        refund_account: by.account,
        purse: s.purse(),
        quote_mint: s.quote,
        token_program: s.quote_program,
    }
    .instruction(generated::UncommitInstructionArgs { amount })
}

/// `set_refund_account`.
pub fn set_refund_account(s: &SaleFixture, by: &Investor, to: &Pubkey) -> Instruction {
    use solana_signer::Signer;
    generated::SetRefundAccount {
        signer: by.key.pubkey(),
        creator: by.creator(),
        offering: s.offering(),
        commitment: s.commitment(&by.address),
        refund_account: *to,
        purse: s.purse(),
        quote_mint: s.quote,
        token_program: s.quote_program,
    }
    .instruction()
}

/// `mark_insider`, with a budget that names the investor where one does.
pub fn mark_insider(s: &SaleFixture, investor: &Pubkey, budget: Option<Pubkey>) -> Instruction {
    generated::MarkInsider {
        offering: s.offering(),
        commitment: s.commitment(investor),
        platform: s.realm.platform,
        pool: s.realm.f.pool,
        budget,
    }
    .instruction()
}

/// `stop_offering`.
pub fn stop_offering(s: &SaleFixture, by: &Pubkey) -> Instruction {
    generated::StopOffering {
        authority: *by,
        platform: s.realm.platform,
        offering: s.offering(),
        book: s.book(),
    }
    .instruction()
}

/// `close_offering`.
pub fn close_offering(s: &SaleFixture) -> Instruction {
    generated::CloseOffering { offering: s.offering(), book: s.book() }.instruction()
}

/// `settle`, with the investor's credential where the gate asks for one.
pub fn settle(s: &SaleFixture, investor: &Pubkey, credential: Option<Pubkey>) -> Instruction {
    generated::Settle {
        offering: s.offering(),
        commitment: s.commitment(investor),
        platform: s.realm.platform,
        destination: s.proceeds,
        purse: s.purse(),
        quote_mint: s.quote,
        token_program: s.quote_program,
        credential,
    }
    .instruction()
}

/// `refund` to this account.
pub fn refund(s: &SaleFixture, investor: &Pubkey, to: &Pubkey) -> Instruction {
    generated::Refund {
        offering: s.offering(),
        commitment: s.commitment(investor),
        refund_account: *to,
        purse: s.purse(),
        quote_mint: s.quote,
        token_program: s.quote_program,
    }
    .instruction()
}

/// `release`, with the investor's delegate where it has one.
pub fn release(s: &SaleFixture, payer: &Pubkey, investor: &Pubkey, delegate: Option<Pubkey>) -> Instruction {
    let f = &s.realm.f;
    generated::Release {
        payer: *payer,
        offering: s.offering(),
        commitment: s.commitment(investor),
        investor: *investor,
        stock: s.stock(),
        pool: f.pool,
        position: f.position(investor),
        delegate: delegate.map(|delegate| f.position(&delegate)),
        mint: f.mint,
        vault: f.vault,
        token_program: f.token_program,
        equity_program: EQUITY,
        system_program: system_program::ID,
    }
    .instruction()
}

/// `return_unsold`.
pub fn return_unsold(s: &SaleFixture) -> Instruction {
    generated::ReturnUnsold {
        offering: s.offering(),
        platform: s.realm.platform,
        stock: s.stock(),
        destination: s.shares,
        mint: s.realm.f.mint,
        token_program: s.realm.f.token_program,
    }
    .instruction()
}

/// `close_commitment`, the rent to this payer.
pub fn close_commitment(s: &SaleFixture, investor: &Pubkey, payer: &Pubkey) -> Instruction {
    generated::CloseCommitment { offering: s.offering(), commitment: s.commitment(investor), payer: *payer }
        .instruction()
}

/// `close`.
pub fn close(s: &SaleFixture) -> Instruction {
    generated::Close {
        offering: s.offering(),
        platform: s.realm.platform,
        treasury: s.realm.treasury,
        purse: s.purse(),
        quote_mint: s.quote,
        token_program: s.quote_program,
        quote_destination: s.proceeds,
        stock: s.stock(),
        destination: s.shares,
        mint: s.realm.f.mint,
        share_token_program: s.realm.f.token_program,
    }
    .instruction()
}
