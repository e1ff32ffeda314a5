//! The instruction that executes an action.

use makerstake_core::action::{Action, Asset, Invoke, Upgrade};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program::ID as SYSTEM;
use spl_associated_token_account_interface::address::get_associated_token_address_with_program_id;
use spl_associated_token_account_interface::program::ID as ASSOCIATED;

use crate::addresses::program_data;
use crate::generated::governance::instructions as make;
use crate::loader::LOADER;
use crate::platform::Addresses;
use crate::programs::Program;

/// Why there is no instruction.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExecuteError {
    /// The token program of a mint is not known.
    #[error("the token program of mint {0} is not known")]
    UnknownMint(Pubkey),
}

/// The accounts whose owners [`execute`] asks for.
pub fn owners_wanted(at: &Addresses, action: &Action<'_>) -> Vec<Pubkey> {
    let key = |bytes: &[u8; 32]| Pubkey::new_from_array(*bytes);
    let mut wanted = vec![at.mint];
    match action {
        Action::Transfer(transfer) => {
            wanted.push(key(transfer.to));
            if let Asset::Token(mint) = transfer.asset {
                wanted.push(key(mint));
            }
        }
        Action::OpenBudget(open) => {
            if let Asset::Token(mint) = open.asset {
                wanted.push(key(mint));
            }
        }
        Action::Invoke(invoke) => wanted.push(key(invoke.program)),
        _ => {}
    }
    wanted
}

/// The instruction that executes an action of a proposal; anyone may send it. `payload` is empty for inline actions, and
/// otherwise the link to what follows and the action. `owner` tells which program owns an account (of a mint: its token
/// program; of a program: its loader), and `is_wallet` whether an address is a wallet (and not a token account).
///
/// # Errors
/// [`ExecuteError::UnknownMint`].
pub fn execute(
    at: &Addresses,
    proposal: &Pubkey,
    track: u8,
    action: &Action<'_>,
    payload: Vec<u8>,
    owner: impl Fn(&Pubkey) -> Option<Pubkey>,
    is_wallet: impl Fn(&Pubkey) -> bool,
) -> Result<Instruction, ExecuteError> {
    let (platform, pool, treasury, proposal) = (at.platform, at.pool, at.treasury, *proposal);
    let (track, equity_program, system_program) = (at.track(track), Program::Equity.id(), SYSTEM);
    let program_of = |mint: &Pubkey| owner(mint).ok_or(ExecuteError::UnknownMint(*mint));
    Ok(match action {
        Action::Transfer(transfer) => {
            let recipient = Pubkey::new_from_array(*transfer.to);
            match transfer.asset {
                Asset::Sol => make::ExecuteTransfer {
                    pool,
                    platform,
                    track,
                    proposal,
                    treasury,
                    recipient,
                    system_program,
                }
                .instruction(make::ExecuteTransferInstructionArgs { payload }),
                Asset::Token(mint) => {
                    let mint = Pubkey::new_from_array(*mint);
                    let token_program = program_of(&mint)?;
                    let token_account = |owner: &Pubkey| {
                        get_associated_token_address_with_program_id(owner, &mint, &token_program)
                    };
                    let destination =
                        if is_wallet(&recipient) { token_account(&recipient) } else { recipient };
                    make::ExecuteTokenTransfer {
                        pool,
                        platform,
                        track,
                        proposal,
                        treasury,
                        mint,
                        source: token_account(&treasury),
                        recipient,
                        destination,
                        token_program,
                        associated_token_program: ASSOCIATED,
                        system_program,
                    }
                    .instruction(make::ExecuteTokenTransferInstructionArgs { payload })
                }
            }
        }
        Action::OpenBudget(open) => {
            let source = match open.asset {
                Asset::Sol => None,
                Asset::Token(mint) => {
                    let mint = Pubkey::new_from_array(*mint);
                    Some(get_associated_token_address_with_program_id(&treasury, &mint, &program_of(&mint)?))
                }
            };
            let budget = at.budget(open.id);
            make::ExecuteOpenBudget {
                pool,
                platform,
                track,
                proposal,
                treasury,
                budget,
                source,
                system_program,
            }
            .instruction(make::ExecuteOpenBudgetInstructionArgs { id: open.id, payload })
        }
        Action::AmendBudget { id, .. } | Action::ReduceBudget { id, .. } | Action::RevokeBudget { id } => {
            make::ExecuteBudget { platform, proposal, budget: at.budget(*id) }
                .instruction(make::ExecuteBudgetInstructionArgs { payload })
        }
        Action::SetRule(rule) | Action::WidenRule(rule) => rule_instruction(at, proposal, rule.id, payload),
        Action::RepealRule { id, .. } => rule_instruction(at, proposal, *id, payload),
        Action::SetTrack { id, .. } => {
            make::ExecuteTrack { platform, proposal, treasury, track: at.track(*id), system_program }
                .instruction(make::ExecuteTrackInstructionArgs { id: *id, payload })
        }
        // Words alone change nothing; the platform's own instruction takes note of them.
        Action::SetConstitution { .. } | Action::SetGuardian { .. } | Action::Resolve { .. } => {
            make::ExecutePlatform { platform, proposal }
                .instruction(make::ExecutePlatformInstructionArgs { payload })
        }
        Action::SetScorer { .. } => {
            make::ExecuteScorer { platform, proposal, treasury, pool, equity_program }
                .instruction(make::ExecuteScorerInstructionArgs { payload })
        }
        Action::ResolveDistribution { distribution, .. } => {
            let distribution = Pubkey::new_from_array(**distribution);
            make::ExecuteRuling { platform, proposal, treasury, pool, distribution, equity_program }
                .instruction(make::ExecuteRulingInstructionArgs { payload })
        }
        Action::CreateGrant(grant) => make::ExecuteCreateGrant {
            platform,
            proposal,
            treasury,
            pool,
            mint: at.mint,
            vault: at.vault,
            grant: at.grant(&Pubkey::new_from_array(*grant.holder), grant.id),
            token_program: program_of(&at.mint)?,
            equity_program,
            system_program,
        }
        .instruction(make::ExecuteCreateGrantInstructionArgs { payload }),
        Action::RevokeGrant { grant } => make::ExecuteRevokeGrant {
            platform,
            proposal,
            treasury,
            pool,
            grant: Pubkey::new_from_array(**grant),
            mint: at.mint,
            vault: at.vault,
            token_program: program_of(&at.mint)?,
            equity_program,
        }
        .instruction(make::ExecuteRevokeGrantInstructionArgs { payload }),
        Action::IssueTreasury { .. } => {
            let token_program = program_of(&at.mint)?;
            make::ExecuteIssueTreasury {
                platform,
                proposal,
                treasury,
                pool,
                mint: at.mint,
                destination: get_associated_token_address_with_program_id(
                    &treasury,
                    &at.mint,
                    &token_program,
                ),
                token_program,
                equity_program,
            }
            .instruction(make::ExecuteIssueTreasuryInstructionArgs { payload })
        }
        Action::Upgrade(upgrade) => upgrade_instruction(at, proposal, upgrade, payload),
        Action::Invoke(invoke) => {
            let is_upgradeable = owner(&Pubkey::new_from_array(*invoke.program)) == Some(LOADER);
            invoke_instruction(at, proposal, invoke, is_upgradeable, payload)
        }
    })
}

fn upgrade_instruction(
    at: &Addresses,
    proposal: Pubkey,
    upgrade: &Upgrade<'_>,
    payload: Vec<u8>,
) -> Instruction {
    let program = Pubkey::new_from_array(*upgrade.program);
    make::ExecuteUpgrade {
        platform: at.platform,
        proposal,
        treasury: at.treasury,
        program_data: program_data(&program),
        program,
        buffer: Pubkey::new_from_array(*upgrade.buffer),
        spill: Pubkey::new_from_array(*upgrade.spill),
        rent: solana_sdk_ids::sysvar::rent::ID,
        clock: solana_sdk_ids::sysvar::clock::ID,
        loader: LOADER,
    }
    .instruction(make::ExecuteUpgradeInstructionArgs { payload })
}

fn invoke_instruction(
    at: &Addresses,
    proposal: Pubkey,
    invoke: &Invoke<'_>,
    is_upgradeable: bool,
    payload: Vec<u8>,
) -> Instruction {
    let program = Pubkey::new_from_array(*invoke.program);
    let accounts: Vec<AccountMeta> = invoke
        .accounts
        .iter()
        .map(|meta| {
            let pubkey = Pubkey::new_from_array(*meta.key);
            // The treasury signs inside, by the program; nobody could sign for it outside.
            let is_signer = meta.is_signer && pubkey != at.treasury;
            AccountMeta { pubkey, is_signer, is_writable: meta.is_writable }
        })
        .collect();
    make::ExecuteInvoke {
        platform: at.platform,
        proposal,
        treasury: at.treasury,
        program,
        program_data: is_upgradeable.then(|| program_data(&program)),
    }
    .instruction_with_remaining_accounts(make::ExecuteInvokeInstructionArgs { payload }, &accounts)
}

fn rule_instruction(at: &Addresses, proposal: Pubkey, id: u16, payload: Vec<u8>) -> Instruction {
    make::ExecuteRule {
        platform: at.platform,
        proposal,
        treasury: at.treasury,
        rule: at.rule(id),
        system_program: SYSTEM,
    }
    .instruction(make::ExecuteRuleInstructionArgs { id, payload })
}
