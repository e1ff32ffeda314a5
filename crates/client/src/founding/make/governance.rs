//! The steps that found a platform on a pool.

use crate::generated::governance::{
    instructions::{
        CreatePlatform, CreatePlatformInstructionArgs, CreateTrack, CreateTrackInstructionArgs, HandOver,
    },
    types::HouseThresholds,
};
use crate::programs::Program;
use makerstake_core::track::HouseTerms;
use solana_instruction::Instruction;

use super::SYSTEM;
use crate::founding::{document::seconds, Addresses, Founding, Keys, MigrationError};

/// Founds the platform, with its guardian.
///
/// # Errors
/// [`MigrationError::Document`] for a hash that is none.
pub fn create_platform(
    founding: &Founding,
    keys: &Keys,
    addresses: &Addresses,
    (now, founder_until): (i64, i64),
) -> Result<Instruction, MigrationError> {
    let wrong = |reason: String| MigrationError::Document { place: "platform".into(), reason };
    let after = |days: u32| now.saturating_add(seconds(days).into());
    let accounts = CreatePlatform {
        payer: keys.payer,
        authority: keys.founder,
        pool: addresses.pool,
        platform: addresses.platform,
        treasury: addresses.treasury,
        system_program: SYSTEM,
    };
    Ok(accounts.instruction(CreatePlatformInstructionArgs {
        constitution_hash: founding.constitution_hash().map_err(wrong)?,
        guardian: keys.guardian,
        guardian_until: after(founding.guardian.days),
        founder_until,
    }))
}

/// Creates the track of this id.
///
/// # Errors
/// [`MigrationError::Document`] for an id without a track.
pub fn create_track(
    founding: &Founding,
    keys: &Keys,
    addresses: &Addresses,
    id: u8,
) -> Result<Instruction, MigrationError> {
    let track =
        founding.tracks.iter().find(|track| track.id == id).ok_or_else(|| MigrationError::Document {
            place: format!("track {id}"),
            reason: "the document has no such track".into(),
        })?;
    let terms = &track.terms;
    let accounts = CreateTrack {
        payer: keys.payer,
        founder: keys.founder,
        platform: addresses.platform,
        track: addresses.track(id),
        system_program: SYSTEM,
    };
    Ok(accounts.instruction(CreateTrackInstructionArgs {
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
        token: bars(&terms.token),
        creator: bars(&terms.creator),
        proposal_threshold_bps: terms.proposal_threshold_bps,
        bond_refund_bps: terms.bond_refund_bps,
        flags: terms.flags,
    }))
}

/// Hands the pool over to the treasury's address.
pub fn hand_over(keys: &Keys, addresses: &Addresses) -> Instruction {
    let mut instruction = HandOver {
        founder: keys.founder,
        platform: addresses.platform,
        pool: addresses.pool,
        treasury: addresses.treasury,
        equity_program: Program::Equity.id(),
    }
    .instruction();
    // Asked for before the founder's deadline only, and it signs in any case.
    instruction.accounts.iter_mut().take(1).for_each(|founder| founder.is_signer = true);
    instruction
}

fn bars(house: &HouseTerms) -> HouseThresholds {
    HouseThresholds {
        quorum_bps: house.quorum_bps,
        approval_bps: house.approval_bps,
        veto_bps: house.veto_bps,
    }
}
