//! The instructions of governance, one function each, on a realm.

use makerstake_client::generated::governance::{
    instructions as generated,
    types::{ByHash, HouseThresholds},
};
use makerstake_core::action::{Action, Asset, OpenBudget, Transfer};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use solana_signer::Signer;

use super::{PlatformFixture, TrackTerms};
use crate::{addresses, equity::Holder, World};

/// The program that creates associated token accounts.
pub const ASSOCIATED: Pubkey = spl_associated_token_account_interface::program::ID;

/// A proposal to be made.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Draft {
    pub nonce: u32,
    pub track: u8,
    pub title: String,
    pub uri: String,
    pub document_hash: [u8; 32],
    pub actions: Vec<u8>,
    pub by_hash: Option<ByHash>,
}

impl Draft {
    /// With a title and a document.
    pub fn new(nonce: u32, track: u8, actions: Vec<u8>) -> Self {
        let (title, uri) = ("A proposal".to_owned(), "https://example.org/p.md".to_owned());
        Self { nonce, track, title, uri, document_hash: [5; 32], actions, by_hash: None }
    }
}

/// `create_platform` by the founder: guardian for a year, founder period of 90 days.
pub fn create_platform(r: &PlatformFixture, now: i64) -> Instruction {
    create_platform_with(r, platform_config(r, now))
}

/// A config that is accepted.
pub fn platform_config(r: &PlatformFixture, now: i64) -> generated::CreatePlatformInstructionArgs {
    generated::CreatePlatformInstructionArgs {
        constitution_hash: [1; 32],
        guardian: r.guardian.pubkey(),
        guardian_until: super::in_a_year(now),
        founder_until: r.f.terms.founder_until,
    }
}

/// `create_platform` with another config.
pub fn create_platform_with(
    r: &PlatformFixture,
    args: generated::CreatePlatformInstructionArgs,
) -> Instruction {
    generated::CreatePlatform {
        payer: r.f.authority(),
        authority: r.f.authority(),
        pool: r.f.pool,
        platform: r.platform,
        treasury: r.treasury,
        system_program: system_program::ID,
    }
    .instruction(args)
}

/// `create_track` by the founder.
pub fn create_track(r: &PlatformFixture, id: u8, terms: &TrackTerms) -> Instruction {
    let house = |house: makerstake_core::track::HouseTerms| HouseThresholds {
        quorum_bps: house.quorum_bps,
        approval_bps: house.approval_bps,
        veto_bps: house.veto_bps,
    };
    generated::CreateTrack {
        payer: r.f.authority(),
        founder: r.f.authority(),
        platform: r.platform,
        track: r.track(id),
        system_program: system_program::ID,
    }
    .instruction(generated::CreateTrackInstructionArgs {
        id,
        bond: terms.bond,
        kinds: terms.kinds,
        voting_delay: terms.voting_delay,
        voting_period: terms.voting_period,
        cool_off: terms.cool_off,
        timelock: terms.timelock,
        grace: terms.grace,
        per_action_limit_ppm: terms.per_action_limit_ppm,
        per_epoch_limit_ppm: terms.per_epoch_limit_ppm,
        token: house(terms.token),
        creator: house(terms.creator),
        proposal_threshold_bps: terms.proposal_threshold_bps,
        bond_refund_bps: terms.bond_refund_bps,
        flags: terms.flags,
    })
}

/// `hand_over` by the founder.
pub fn hand_over_pool(r: &PlatformFixture) -> Instruction {
    let mut by_founder = hand_over_by_anybody(r);
    by_founder.accounts[0].is_signer = true;
    by_founder
}

/// `hand_over` without the founder's signature.
pub fn hand_over_by_anybody(r: &PlatformFixture) -> Instruction {
    generated::HandOver {
        founder: r.f.authority(),
        platform: r.platform,
        pool: r.f.pool,
        treasury: r.treasury,
        equity_program: crate::equity::EQUITY,
    }
    .instruction()
}

/// `open_voter`.
pub fn open_voter(r: &PlatformFixture, payer: &Pubkey, holder: &Pubkey) -> Instruction {
    generated::OpenVoter {
        payer: *payer,
        platform: r.platform,
        holder: *holder,
        voter: r.voter(holder),
        system_program: system_program::ID,
    }
    .instruction()
}

/// `close_voter`.
pub fn close_voter(r: &PlatformFixture, holder: &Holder, payer: &Pubkey) -> Instruction {
    generated::CloseVoter {
        authority: holder.signer,
        creator: holder.creator(),
        platform: r.platform,
        voter: r.voter(&holder.address),
        payer: *payer,
    }
    .instruction()
}

/// `create_proposal`, without balances.
pub fn create_proposal(r: &PlatformFixture, payer: &Pubkey, proposer: &Holder, draft: &Draft) -> Instruction {
    generated::CreateProposal {
        payer: *payer,
        authority: proposer.signer,
        creator: proposer.creator(),
        pool: r.f.pool,
        position: r.f.position(&proposer.address),
        platform: r.platform,
        track: r.track(draft.track),
        proposal: r.proposal(&proposer.address, draft.nonce),
        system_program: system_program::ID,
    }
    .instruction(generated::CreateProposalInstructionArgs {
        nonce: draft.nonce,
        title: draft.title.clone(),
        uri: draft.uri.clone(),
        actions: draft.actions.clone(),
        document_hash: draft.document_hash,
        by_hash: draft.by_hash.clone(),
    })
}

/// The treasury's accounts of the assets that these actions spend, once each: lamports, and associated token accounts.
pub fn balances(r: &PlatformFixture, actions: &[Action<'_>], world: &World) -> Vec<AccountMeta> {
    let mut accounts = Vec::new();
    for action in actions {
        let (asset, has_rent) = match action {
            Action::Transfer(Transfer { asset, .. }) => (asset, false),
            Action::OpenBudget(OpenBudget { asset, .. }) => (asset, true),
            _ => continue,
        };
        let account = match asset {
            Asset::Sol => Some(r.treasury),
            Asset::Token(mint) => {
                let mint = Pubkey::new_from_array(**mint);
                world.account(&mint).map(|account| associated(&r.treasury, &mint, &account.owner))
            }
        };
        for account in account.into_iter().chain(has_rent.then_some(r.treasury)) {
            if !accounts.iter().any(|meta: &AccountMeta| meta.pubkey == account) {
                accounts.push(AccountMeta::new_readonly(account, false));
            }
        }
    }
    accounts
}

/// The associated token account of a wallet.
pub fn associated(wallet: &Pubkey, mint: &Pubkey, token_program: &Pubkey) -> Pubkey {
    let seeds = [wallet.as_ref(), token_program.as_ref(), mint.as_ref()];
    addresses::find(&seeds, &ASSOCIATED)
}

/// `cast_vote`, with the voter account of the holder's delegate where it has one.
pub fn cast_vote(
    r: &PlatformFixture,
    holder: &Holder,
    (proposal, number): (&Pubkey, u32),
    choice: u8,
) -> Instruction {
    generated::CastVote {
        authority: holder.signer,
        creator: holder.creator(),
        position: r.f.position(&holder.address),
        voter: r.voter(&holder.address),
        proposal: *proposal,
        delegate_voter: holder.delegate.map(|delegate| r.voter(&delegate)),
    }
    .instruction(generated::CastVoteInstructionArgs { number, choice })
}

/// `cancel_proposal`.
pub fn cancel_proposal(r: &PlatformFixture, proposer: &Holder, proposal: &Pubkey) -> Instruction {
    generated::CancelProposal {
        authority: proposer.signer,
        creator: proposer.creator(),
        platform: r.platform,
        proposal: *proposal,
    }
    .instruction()
}

/// `finalize_proposal`.
pub fn finalize_proposal(r: &PlatformFixture, proposal: &Pubkey) -> Instruction {
    generated::FinalizeProposal { platform: r.platform, proposal: *proposal }.instruction()
}

/// `block_proposal`.
pub fn block_proposal(r: &PlatformFixture, guardian: &Pubkey, proposal: &Pubkey) -> Instruction {
    generated::BlockProposal { guardian: *guardian, platform: r.platform, proposal: *proposal }.instruction()
}

/// `contest_distribution`.
pub fn contest_distribution(r: &PlatformFixture, guardian: &Pubkey, epoch: u32) -> Instruction {
    generated::ContestDistribution {
        guardian: *guardian,
        platform: r.platform,
        treasury: r.treasury,
        pool: r.f.pool,
        distribution: r.f.distribution(epoch),
        equity_program: crate::equity::EQUITY,
    }
    .instruction()
}

/// `close_proposal`.
pub fn close_proposal(r: &PlatformFixture, proposal: &Pubkey, payer: &Pubkey) -> Instruction {
    generated::CloseProposal {
        platform: r.platform,
        proposal: *proposal,
        payer: *payer,
        treasury: r.treasury,
    }
    .instruction()
}
