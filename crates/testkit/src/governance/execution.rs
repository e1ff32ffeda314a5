//! The instructions that execute decisions and move money, one function each, on a realm.

use makerstake_client::generated::governance::instructions as generated;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use super::{associated, PlatformFixture, ASSOCIATED};

/// `execute_transfer`.
pub fn execute_transfer(
    r: &PlatformFixture,
    proposal: &Pubkey,
    track: u8,
    to: &Pubkey,
    payload: &[u8],
) -> Instruction {
    generated::ExecuteTransfer {
        pool: r.f.pool,
        platform: r.platform,
        track: r.track(track),
        proposal: *proposal,
        treasury: r.treasury,
        recipient: *to,
        system_program: system_program::ID,
    }
    .instruction(generated::ExecuteTransferInstructionArgs { payload: payload.to_vec() })
}

/// The same execution, bringing these bytes of a proposal by hash: they are the last argument of every `execute_*`.
///
/// # Panics
/// Where the instruction brings something already.
pub fn bringing(mut execute: Instruction, payload: &[u8]) -> Instruction {
    let at = execute.data.len() - 4;
    assert_eq!(execute.data[at..], [0; 4], "it brings something already");
    execute.data.truncate(at);
    execute.data.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    execute.data.extend_from_slice(payload);
    execute
}

/// The accounts of a transfer of tokens out of the treasury's associated account.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct TokenRoute {
    pub mint: Pubkey,
    pub token_program: Pubkey,
    pub source: Pubkey,
    pub recipient: Pubkey,
    pub destination: Pubkey,
}

impl TokenRoute {
    /// To a wallet's associated account.
    pub fn to_wallet(r: &PlatformFixture, mint: &Pubkey, token_program: &Pubkey, wallet: &Pubkey) -> Self {
        Self {
            mint: *mint,
            token_program: *token_program,
            source: associated(&r.treasury, mint, token_program),
            recipient: *wallet,
            destination: associated(wallet, mint, token_program),
        }
    }
}

/// `execute_token_transfer`.
pub fn execute_token_transfer(
    r: &PlatformFixture,
    proposal: &Pubkey,
    track: u8,
    route: &TokenRoute,
) -> Instruction {
    generated::ExecuteTokenTransfer {
        pool: r.f.pool,
        platform: r.platform,
        track: r.track(track),
        proposal: *proposal,
        treasury: r.treasury,
        mint: route.mint,
        source: route.source,
        recipient: route.recipient,
        destination: route.destination,
        token_program: route.token_program,
        associated_token_program: ASSOCIATED,
        system_program: system_program::ID,
    }
    .instruction(generated::ExecuteTokenTransferInstructionArgs { payload: Vec::new() })
}

/// `execute_rule`.
pub fn execute_rule(r: &PlatformFixture, proposal: &Pubkey, id: u16) -> Instruction {
    generated::ExecuteRule {
        platform: r.platform,
        proposal: *proposal,
        treasury: r.treasury,
        rule: r.rule(id),
        system_program: system_program::ID,
    }
    .instruction(generated::ExecuteRuleInstructionArgs { id, payload: Vec::new() })
}

/// `execute_track`.
pub fn execute_track(r: &PlatformFixture, proposal: &Pubkey, id: u8) -> Instruction {
    generated::ExecuteTrack {
        platform: r.platform,
        proposal: *proposal,
        treasury: r.treasury,
        track: r.track(id),
        system_program: system_program::ID,
    }
    .instruction(generated::ExecuteTrackInstructionArgs { id, payload: Vec::new() })
}

/// `execute_platform`.
pub fn execute_platform(r: &PlatformFixture, proposal: &Pubkey) -> Instruction {
    generated::ExecutePlatform { platform: r.platform, proposal: *proposal }
        .instruction(generated::ExecutePlatformInstructionArgs { payload: Vec::new() })
}

/// `execute_open_budget`.
pub fn execute_open_budget(
    r: &PlatformFixture,
    proposal: &Pubkey,
    track: u8,
    id: u32,
    source: Option<Pubkey>,
) -> Instruction {
    generated::ExecuteOpenBudget {
        pool: r.f.pool,
        platform: r.platform,
        track: r.track(track),
        proposal: *proposal,
        treasury: r.treasury,
        budget: r.budget(id),
        source,
        system_program: system_program::ID,
    }
    .instruction(generated::ExecuteOpenBudgetInstructionArgs { id, payload: Vec::new() })
}

/// `execute_budget`.
pub fn execute_budget(r: &PlatformFixture, proposal: &Pubkey, id: u32) -> Instruction {
    generated::ExecuteBudget { platform: r.platform, proposal: *proposal, budget: r.budget(id) }
        .instruction(generated::ExecuteBudgetInstructionArgs { payload: Vec::new() })
}

/// `execute_scorer`.
pub fn execute_scorer(r: &PlatformFixture, proposal: &Pubkey) -> Instruction {
    generated::ExecuteScorer {
        platform: r.platform,
        proposal: *proposal,
        treasury: r.treasury,
        pool: r.f.pool,
        equity_program: crate::equity::EQUITY,
    }
    .instruction(generated::ExecuteScorerInstructionArgs { payload: Vec::new() })
}

/// `execute_ruling`.
pub fn execute_ruling(r: &PlatformFixture, proposal: &Pubkey, distribution: &Pubkey) -> Instruction {
    generated::ExecuteRuling {
        platform: r.platform,
        proposal: *proposal,
        treasury: r.treasury,
        pool: r.f.pool,
        distribution: *distribution,
        equity_program: crate::equity::EQUITY,
    }
    .instruction(generated::ExecuteRulingInstructionArgs { payload: Vec::new() })
}

/// `execute_create_grant`.
pub fn execute_create_grant(r: &PlatformFixture, proposal: &Pubkey, grant: &Pubkey) -> Instruction {
    generated::ExecuteCreateGrant {
        platform: r.platform,
        proposal: *proposal,
        treasury: r.treasury,
        pool: r.f.pool,
        mint: r.f.mint,
        vault: r.f.vault,
        grant: *grant,
        token_program: r.f.token_program,
        equity_program: crate::equity::EQUITY,
        system_program: system_program::ID,
    }
    .instruction(generated::ExecuteCreateGrantInstructionArgs { payload: Vec::new() })
}

/// `execute_revoke_grant`.
pub fn execute_revoke_grant(r: &PlatformFixture, proposal: &Pubkey, grant: &Pubkey) -> Instruction {
    generated::ExecuteRevokeGrant {
        platform: r.platform,
        proposal: *proposal,
        treasury: r.treasury,
        pool: r.f.pool,
        grant: *grant,
        mint: r.f.mint,
        vault: r.f.vault,
        token_program: r.f.token_program,
        equity_program: crate::equity::EQUITY,
    }
    .instruction(generated::ExecuteRevokeGrantInstructionArgs { payload: Vec::new() })
}

/// `execute_issue_treasury`.
pub fn execute_issue_treasury(r: &PlatformFixture, proposal: &Pubkey, destination: &Pubkey) -> Instruction {
    generated::ExecuteIssueTreasury {
        platform: r.platform,
        proposal: *proposal,
        treasury: r.treasury,
        pool: r.f.pool,
        mint: r.f.mint,
        destination: *destination,
        token_program: r.f.token_program,
        equity_program: crate::equity::EQUITY,
    }
    .instruction(generated::ExecuteIssueTreasuryInstructionArgs { payload: Vec::new() })
}

/// `draw`.
pub fn draw(r: &PlatformFixture, id: u32, recipient: &Pubkey) -> Instruction {
    generated::Draw {
        platform: r.platform,
        budget: r.budget(id),
        treasury: r.treasury,
        recipient: *recipient,
        system_program: system_program::ID,
    }
    .instruction()
}

/// `draw_tokens`.
pub fn draw_tokens(r: &PlatformFixture, id: u32, route: &TokenRoute) -> Instruction {
    generated::DrawTokens {
        platform: r.platform,
        budget: r.budget(id),
        treasury: r.treasury,
        mint: route.mint,
        source: route.source,
        recipient: route.recipient,
        destination: route.destination,
        token_program: route.token_program,
        associated_token_program: ASSOCIATED,
        system_program: system_program::ID,
    }
    .instruction()
}

/// `report`.
pub fn report(r: &PlatformFixture, id: u32, recipient: &Pubkey, hash: [u8; 32]) -> Instruction {
    let uri = "https://example.org/report.md".to_owned();
    generated::Report { recipient: *recipient, budget: r.budget(id) }
        .instruction(generated::ReportInstructionArgs { hash, uri })
}

/// `close_budget`.
pub fn close_budget(r: &PlatformFixture, id: u32) -> Instruction {
    generated::CloseBudget { platform: r.platform, budget: r.budget(id), treasury: r.treasury }.instruction()
}
