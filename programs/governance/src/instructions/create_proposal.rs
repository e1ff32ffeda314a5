//! Propose, in one transaction: the parameters are copied from the track, the actions lie in the proposal itself, the
//! bond is in it, and a ballot slot is taken.

mod load;

use anchor_lang::prelude::*;
use makerstake_common::{create_pda::CreatePda, log_event};
use makerstake_core::{
    action::Kinds,
    ballot::asked_bps,
    checkpoints::VOTABLE_BACK,
    floor,
    hash::{is_zero, Digest},
    tally::Bar,
    text::is_plain,
    track::Terms,
    units::Bps,
    weight::Weight,
};
use makerstake_creators::Creator;
use makerstake_equity::{Pool, Position};

use crate::{
    clock::{now, slot},
    errors::GovernanceError,
    events::ProposalCreated,
    state::{
        after,
        platform::TakenSlot,
        proposal::{space, write_new},
        Platform, Proposal, Track,
    },
};

pub use load::ByHash;
use load::Load;

/// Most bytes of a title.
const MAX_TITLE: usize = 64;
/// Most bytes of a document's address.
const MAX_URI: usize = 128;

/// What explains a proposal.
pub struct Text<'a> {
    /// Its title.
    pub title: &'a str,
    /// Where its document is.
    pub uri: &'a str,
    /// SHA-256 of the document.
    pub document_hash: Digest,
}

#[derive(Accounts)]
pub struct CreateProposal {
    /// Pays rent and bond, and gets back what goes back; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Acts for the proposer.
    #[account(
        constraint = Creator::acts_for(&position.holder, authority.address(), creator.as_ref())
            @ GovernanceError::NotHolder
    )]
    pub authority: Signer,
    /// The proposer's creator account, if the proposer is one.
    pub creator: Option<Account<Creator>>,
    #[account(address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
    /// The proposer's position.
    #[account(constraint = position.pool == platform.pool @ GovernanceError::WrongPool)]
    pub position: Account<Position>,
    #[account(mut)]
    pub platform: Account<Platform>,
    #[account(constraint = track.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub track: Account<Track>,
    /// Seeds: `proposal`, platform, proposer, nonce.
    #[account(mut)]
    pub proposal: UncheckedAccount,
    pub system_program: Program<System>,
}

impl CreateProposal {
    /// Writes the proposal. In a track with spending limits, `balances` are the treasury's accounts of each asset spent, rent
    /// included.
    ///
    /// # Errors
    /// `InvalidTitle`, `InvalidUri`, `NoDocument`, those of the actions, `KindNotInTrack`, those of the spending limits,
    /// `NoVotes`, `OptimisticClosed`, `TooFewVotesToPropose`, `TooLongForEpoch`, `NoFreeSlot`, `ConstraintSeeds`; the system program's error 0
    /// if it exists.
    pub fn run(
        &mut self,
        nonce: u32,
        text: &Text<'_>,
        actions: &[u8],
        by_hash: Option<ByHash>,
        balances: &[AccountView],
    ) -> Result<()> {
        let now = now()?;
        let terms = self.track.terms();
        text.check()?;
        let epoch = self.pool.snapshot_epoch(now)?;
        let Weight { shares: all, earned } = self.pool.total_weight_at(epoch)?;
        let eligible = [all, earned];
        let floor = self.share_floor()?;
        let makers_floor = floor::of_makers(self.pool.contributions_cap, self.pool.contributions_emitted);
        let is_dormant = earned < makers_floor && self.was_below(makers_floor, epoch)?;
        // What passes by silence needs somebody who could speak, in both houses (INVARIANT 21).
        let is_open = all >= floor && !is_dormant;
        require!(!terms.is_optimistic() || is_open, GovernanceError::OptimisticClosed);
        let asked = if is_dormant { terms.while_dormant() } else { Some(terms) };
        let asked = asked.ok_or(GovernanceError::OutOfRange)?;
        let load = match by_hash {
            None => self.validate_actions(actions, &terms, epoch, balances)?,
            Some(by_hash) => by_hash.check(actions, &terms)?,
        };
        // INVARIANT 13
        require!(load.kinds.bits() & !terms.kinds == 0, GovernanceError::KindNotInTrack);
        let taken = self.platform.open_proposal(load.kinds, &self.position.holder)?;
        self.check_proposer(
            asked_bps(taken.slot, terms.proposal_threshold_bps),
            taken.which,
            (all, floor),
            epoch,
        )?;
        let bond = terms.bond.checked_add(taken.added_bond).ok_or(GovernanceError::OutOfRange)?;
        let draft = Draft {
            nonce,
            text,
            actions,
            load: &load,
            terms: &asked,
            eligible,
            floors: [floor, makers_floor],
            is_dormant,
            taken: &taken,
            bond,
            epoch,
            now,
        };
        let parts = [text.title.as_bytes(), text.uri.as_bytes(), actions];
        // The bond is in the account from the beginning: a transfer of its own would cost half as much again.
        let bump = CreatePda {
            payer: self.payer.account(),
            payer_seeds: &[],
            account: self.proposal.account(),
            seeds: &[
                b"proposal",
                self.platform.address().as_ref(),
                self.position.holder.as_ref(),
                &nonce.to_le_bytes(),
            ],
            program: &crate::ID,
            space: space(parts),
            deposit: bond,
        }
        .open()?;
        write_new(self.proposal.account(), &self.written(&draft, bump)?, parts)?;
        log_event!(ProposalCreated {
            proposal: *self.proposal.address(),
            proposer: self.position.holder,
            document_hash: text.document_hash,
            payload: load.payload,
            number: taken.number,
            epoch,
            kinds: load.kinds.bits(),
            track: u32::from(self.track.id),
        });
        Ok(())
    }

    /// Whether the house of makers was below its floor in the two snapshot epochs before, too: nobody puts it to sleep by
    /// leaving over one boundary.
    fn was_below(&self, floor: u64, epoch: u32) -> Result<bool> {
        for back in 1..=VOTABLE_BACK {
            if self.pool.total_weight_at(epoch.saturating_sub(back))?.earned >= floor {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The compiled floor of the time between decision and execution; twice as long while the house of makers is dormant.
    fn timelock_floor(&self, kinds: Kinds, is_dormant: bool) -> Result<u32> {
        let floor = kinds.timelock_floor();
        let floor = if is_dormant { floor.checked_mul(2) } else { Some(floor) };
        Ok(floor.ok_or(GovernanceError::OutOfRange)?)
    }

    /// The floor of the house of shares: what its quorum and the proposer's votes are parts of, where fewer are there.
    fn share_floor(&self) -> Result<u64> {
        let sum = |[contributions, grants, treasury]: [u64; 3]| {
            contributions.checked_add(grants)?.checked_add(treasury)
        };
        let Pool { contributions_cap, grants_cap, treasury_cap, .. } = *self.pool;
        let Pool { contributions_emitted, grants_emitted, treasury_emitted, .. } = *self.pool;
        let caps = sum([contributions_cap, grants_cap, treasury_cap]).ok_or(GovernanceError::OutOfRange)?;
        let minted = sum([contributions_emitted, grants_emitted, treasury_emitted]);
        Ok(floor::of_shares(caps, minted.ok_or(GovernanceError::OutOfRange)?))
    }

    /// That the proposer has enough votes in this snapshot epoch: its own, unless delegated, and those delegated to it. Its
    /// second open proposal asks for twice as many, and so on: who splits its shares over many keys fills no more slots.
    fn check_proposer(&self, asked: u16, which: u64, (all, floor): (u64, u64), epoch: u32) -> Result<()> {
        require!(all > 0, GovernanceError::NoVotes);
        let own = if self.position.delegate_at(epoch)?.is_none() { self.position.own_at(epoch)? } else { 0 };
        let votes = own.checked_add(self.position.received_at(epoch)?).ok_or(GovernanceError::OutOfRange)?;
        let asked = Bps::new(asked).ok_or(GovernanceError::OutOfRange)?.ceil_of(all.max(floor)).max(1);
        // As many for each, rounded down: the same as asking for the product, which could overflow.
        let each = votes.checked_div(which).ok_or(GovernanceError::OutOfRange)?;
        require!(each >= asked, GovernanceError::TooFewVotesToPropose);
        Ok(())
    }

    fn written(&self, draft: &Draft<'_>, bump: u8) -> Result<Proposal> {
        let Draft { terms, load, text, .. } = draft;
        let ([all, earned], [floor, makers_floor]) = (draft.eligible, draft.floors);
        let token = Bar::of(&terms.token, all, floor).ok_or(GovernanceError::OutOfRange)?;
        let creator = Bar::of(&terms.creator, earned, makers_floor).ok_or(GovernanceError::OutOfRange)?;
        let support = Bps::new(terms.bond_refund_bps).ok_or(GovernanceError::OutOfRange)?.ceil_of(all);
        let voting_from = after(draft.now, terms.voting_delay)?;
        Ok(Proposal {
            platform: *self.platform.address(),
            pool: self.platform.pool,
            proposer: self.position.holder,
            payer: *self.payer.address(),
            document_hash: text.document_hash,
            payload: load.payload,
            eligible: draft.eligible,
            yes: [0; 2],
            no: [0; 2],
            abstain: [0; 2],
            quorum: [token.quorum, creator.quorum],
            veto: [token.veto, creator.veto],
            support,
            bond: draft.bond,
            added_bond: draft.taken.added_bond,
            voting_from,
            voting_until: after(voting_from, terms.voting_period)?,
            pinned_before: if load.kinds.meets(Kinds::UNBOUNDED) { slot()? } else { 0 },
            number: draft.taken.number,
            epoch: draft.epoch,
            nonce: draft.nonce,
            kinds: load.kinds.bits(),
            cool_off: terms.cool_off,
            // The compiled floor of what it does, where the track asks for less.
            timelock: terms.timelock.max(self.timelock_floor(load.kinds, draft.is_dormant)?),
            grace: terms.grace,
            skipped: 0,
            approval_bps: [token.approval_bps, creator.approval_bps],
            track: self.track.id,
            slot: draft.taken.slot,
            status: 0,
            flags: terms.flags,
            is_extended: 0,
            cursor: 0,
            actions: load.count,
            is_by_hash: u8::from(load.is_by_hash),
            is_passed: 0,
            is_bond_forfeited: 0,
            title_bytes: u8::try_from(text.title.len()).map_err(|_| GovernanceError::InvalidTitle)?,
            uri_bytes: u8::try_from(text.uri.len()).map_err(|_| GovernanceError::InvalidUri)?,
            action_bytes: u16::try_from(draft.actions.len()).map_err(|_| GovernanceError::OutOfRange)?,
            bump,
            version: 1,
            is_dormant: u8::from(draft.is_dormant),
            reserved: [0; 21],
        })
    }
}

/// A proposal about to be written.
struct Draft<'a> {
    nonce: u32,
    text: &'a Text<'a>,
    actions: &'a [u8],
    load: &'a Load,
    terms: &'a Terms,
    eligible: [u64; 2],
    floors: [u64; 2],
    is_dormant: bool,
    taken: &'a TakenSlot,
    bond: u64,
    epoch: u32,
    now: i64,
}

impl Text<'_> {
    fn check(&self) -> Result<()> {
        require!((1..=MAX_TITLE).contains(&self.title.len()), GovernanceError::InvalidTitle);
        require!((1..=MAX_URI).contains(&self.uri.len()) && is_plain(self.uri), GovernanceError::InvalidUri);
        require!(!is_zero(&self.document_hash), GovernanceError::NoDocument);
        Ok(())
    }
}
