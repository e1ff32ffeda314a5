//! Governance: a platform to decide on, its instructions one by one, and what the chain holds of it.

mod code;
mod execution;
mod instructions;
mod tracks;

pub use code::*;
pub use execution::*;
pub use instructions::*;
pub use makerstake_client::generated::governance::{
    accounts::{Budget, Platform, Proposal, Rule, Track, Voter},
    errors::MakerstakeGovernanceError as GovernanceError,
    programs::MAKERSTAKE_GOVERNANCE_ID as GOVERNANCE,
    types::ByHash,
};
pub use makerstake_core::{
    action::{
        self, wire::encode_all, Action, Asset, BudgetTerms, CreateGrant, Invoke, Kind, Kinds, Meta, Metas,
        OpenBudget, Pin, Ruling, SetRule, Transfer, Upgrade,
    },
    proposal::State,
    rule::Param,
    track::{HouseTerms, Terms as TrackTerms},
};
pub use tracks::{founding_tracks, starting_tracks};

use makerstake_core::proposal::{Status, Times};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{
    addresses,
    clock::DAY,
    creators::Identity,
    equity::{self, Founded, Holder},
    Outcome, Refusal, World,
};

/// A vote for.
pub const YES: u8 = 1;
/// A vote against.
pub const NO: u8 = 2;
/// A vote that is neither.
pub const ABSTAIN: u8 = 3;

/// The ids of the starting tracks.
pub const GRANTS: u8 = 0;
#[allow(missing_docs)]
pub const TREASURY: u8 = 1;
#[allow(missing_docs)]
pub const RULES: u8 = 2;
#[allow(missing_docs)]
pub const DATA: u8 = 3;
#[allow(missing_docs)]
pub const RECALL: u8 = 4;
#[allow(missing_docs)]
pub const CONSTITUTION: u8 = 5;
#[allow(missing_docs)]
pub const DEFENCE: u8 = 6;
#[allow(missing_docs)]
pub const LARGE: u8 = 7;

/// Shares that a maker of the tests earned; three times that are above the floor of makers.
pub const EARNED: u64 = 100 * equity::SHARE;
/// Lamports that the treasury of a [`PlatformFixture`] begins with, besides its rent.
pub const TREASURY_LAMPORTS: u64 = 1_000_000_000_000;

/// A platform with its pool, its founder and its guardian.
pub struct PlatformFixture {
    /// The pool.
    pub f: Founded,
    /// The platform.
    pub platform: Pubkey,
    /// Its treasury.
    pub treasury: Pubkey,
    /// Its guardian, for a year.
    pub guardian: Keypair,
}

/// Somebody who votes: a key, and the holder it acts for.
pub struct VoterFixture {
    /// The key that signs.
    pub key: Keypair,
    /// The wallet or the creator.
    pub holder: Holder,
}

impl PlatformFixture {
    /// The addresses of a platform on this pool.
    pub fn on(f: Founded, guardian: Keypair) -> Self {
        let platform = address(&[b"platform", f.pool.as_ref()]);
        let treasury = address(&[b"treasury", platform.as_ref()]);
        Self { f, platform, treasury, guardian }
    }

    /// A track.
    pub fn track(&self, id: u8) -> Pubkey {
        address(&[b"track", self.platform.as_ref(), &[id]])
    }

    /// A holder's voter account.
    pub fn voter(&self, holder: &Pubkey) -> Pubkey {
        address(&[b"voter", self.platform.as_ref(), holder.as_ref()])
    }

    /// A proposal.
    pub fn proposal(&self, proposer: &Pubkey, nonce: u32) -> Pubkey {
        address(&[b"proposal", self.platform.as_ref(), proposer.as_ref(), &nonce.to_le_bytes()])
    }

    /// A rule.
    pub fn rule(&self, id: u16) -> Pubkey {
        address(&[b"rule", self.platform.as_ref(), &id.to_le_bytes()])
    }

    /// A budget.
    pub fn budget(&self, id: u32) -> Pubkey {
        address(&[b"budget", self.platform.as_ref(), &id.to_le_bytes()])
    }
}

/// An address of the governance program.
pub fn address(seeds: &[&[u8]]) -> Pubkey {
    addresses::find(seeds, &GOVERNANCE)
}

/// The treasury of the platform on this pool: the pool's successor.
pub fn treasury_of(pool: &Pubkey) -> Pubkey {
    let platform = address(&[b"platform", pool.as_ref()]);
    address(&[b"treasury", platform.as_ref()])
}

/// Actions on the wire.
pub fn encode(actions: &[Action<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    encode_all(actions, &mut |field| bytes.extend_from_slice(field));
    bytes
}

/// A transfer of lamports.
pub fn pay<'a>(to: &'a Pubkey, amount: u64) -> Action<'a> {
    Action::Transfer(Transfer { asset: Asset::Sol, to: to.as_array(), amount })
}

/// A transfer of tokens.
pub fn pay_tokens<'a>(mint: &'a Pubkey, to: &'a Pubkey, amount: u64) -> Action<'a> {
    Action::Transfer(Transfer { asset: Asset::Token(mint.as_array()), to: to.as_array(), amount })
}

impl World {
    /// A platform on a fresh pool with the eight starting tracks, a guardian for a year, and a rich treasury.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn realm(&mut self) -> PlatformFixture {
        // Caps by which a hundred thousand shares are above the floor, and 250 that are earned.
        let caps = [100_000, 5_000_000, 5_000_000].map(|whole| whole * equity::SHARE);
        let [contributions_cap, grants_cap, treasury_cap] = caps;
        let terms = equity::Terms::weekly(self.now());
        let terms = equity::Terms { contributions_cap, grants_cap, treasury_cap, ..terms };
        let f = self.found_for(terms, treasury_of);
        let guardian = self.actor();
        let realm = PlatformFixture::on(f, guardian);
        self.send(&[create_platform(&realm, self.now())], &[&realm.f.founder]).expect("create_platform");
        for (id, terms) in founding_tracks() {
            self.send(&[create_track(&realm, id, &terms)], &[&realm.f.founder]).expect("create_track");
        }
        self.fund(&realm.treasury, TREASURY_LAMPORTS);
        realm
    }

    /// A wallet with shares, which count from the next snapshot epoch on, and a voter account.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn citizen(&mut self, realm: &PlatformFixture, shares: u64) -> VoterFixture {
        let (key, holder) = self.owner(&realm.f, shares);
        self.open_voter(realm, &holder.address);
        VoterFixture { key, holder }
    }

    /// A creator with shares it has earned in a distribution, and a voter account.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn maker(&mut self, realm: &PlatformFixture, earned: u64) -> VoterFixture {
        let identity: Identity = self.register();
        let holder = Holder::creator_of(&identity);
        self.open(&realm.f, &holder);
        self.open_voter(realm, &holder.address);
        let (epoch, tree) = self.distribute(&realm.f, &[(holder.address, earned)]);
        let claim = equity::claim(&realm.f, &holder, epoch, earned, tree.proof(0));
        self.send(&[claim], &[]).expect("claim");
        VoterFixture { key: identity.authority, holder }
    }

    /// Opens a voter account.
    ///
    /// # Panics
    /// Where it is refused.
    pub fn open_voter(&mut self, realm: &PlatformFixture, holder: &Pubkey) {
        let payer = self.fee_payer.pubkey();
        self.send(&[open_voter(realm, &payer, holder)], &[]).expect("open_voter");
    }

    /// Goes to the first second of the next snapshot epoch, from which on today's changes count.
    pub fn next_epoch(&mut self, realm: &PlatformFixture) {
        let (genesis, length) =
            (realm.f.terms.snapshot_genesis, i64::from(realm.f.terms.snapshot_epoch_seconds));
        let epoch = (self.now() - genesis) / length;
        self.set_time(genesis + (epoch + 1) * length);
    }

    /// The snapshot epoch of the present.
    pub fn epoch(&self, realm: &PlatformFixture) -> u32 {
        ((self.now() - realm.f.terms.snapshot_genesis) / i64::from(realm.f.terms.snapshot_epoch_seconds))
            as u32
    }

    /// Creates a proposal of these actions. The proposer pays rent and bond.
    ///
    /// # Errors
    /// The refusal.
    pub fn create_proposal(
        &mut self,
        realm: &PlatformFixture,
        by: &VoterFixture,
        track: u8,
        actions: &[Action<'_>],
    ) -> Result<Pubkey, Refusal> {
        let nonce = u32::from_le_bytes(*self.bytes32().first_chunk().expect("32 bytes"));
        let draft = Draft::new(nonce, track, encode(actions));
        self.fund(&by.key.pubkey(), 10_000_000_000);
        let mut instruction = create_proposal(realm, &by.key.pubkey(), &by.holder, &draft);
        instruction.accounts.extend(balances(realm, actions, self));
        self.send(&[instruction], &[&by.key])?;
        Ok(realm.proposal(&by.holder.address, nonce))
    }

    /// Casts a ballot.
    ///
    /// # Errors
    /// The refusal.
    pub fn vote(
        &mut self,
        realm: &PlatformFixture,
        by: &VoterFixture,
        proposal: &Pubkey,
        choice: u8,
    ) -> Outcome {
        self.send(&[self.ballot(realm, &by.holder, proposal, choice)], &[&by.key])
    }

    /// `cast_vote` for the proposal as it stands: with its number.
    pub fn ballot(&self, realm: &PlatformFixture, by: &Holder, proposal: &Pubkey, choice: u8) -> Instruction {
        cast_vote(realm, by, (proposal, self.proposal(proposal).number), choice)
    }

    /// Goes to the first second of voting.
    pub fn until_voting(&mut self, proposal: &Pubkey) {
        let at = self.proposal(proposal).voting_from;
        self.set_time(at.max(self.now()));
    }

    /// Goes to the first second after the last ballot.
    pub fn until_decided(&mut self, proposal: &Pubkey) {
        let at = times(&self.proposal(proposal)).closes_at();
        self.set_time(at.max(self.now()));
    }

    /// Goes to the first second of execution.
    pub fn until_executable(&mut self, proposal: &Pubkey) {
        let at = times(&self.proposal(proposal)).executable_from();
        self.set_time(at.max(self.now()));
    }

    /// Votes with all of these, decides, and waits for the timelock.
    ///
    /// # Panics
    /// Where a ballot is refused, or the proposal does not pass.
    pub fn carry(&mut self, realm: &PlatformFixture, proposal: &Pubkey, by: &[&VoterFixture]) {
        self.until_voting(proposal);
        for citizen in by {
            self.vote(realm, citizen, proposal, YES).expect("cast_vote");
        }
        self.until_decided(proposal);
        self.send(&[finalize_proposal(realm, proposal)], &[]).expect("finalize_proposal");
        assert_eq!(self.proposal(proposal).status, Status::Passed as u8, "did not pass");
        self.until_executable(proposal);
    }

    /// Proposes, carries, and leaves it ready for execution.
    ///
    /// # Panics
    /// Where anything is refused.
    pub fn decide(
        &mut self,
        realm: &PlatformFixture,
        by: &[&VoterFixture],
        track: u8,
        actions: &[Action<'_>],
    ) -> Pubkey {
        let proposal = self.create_proposal(realm, by[0], track, actions).expect("create_proposal");
        self.carry(realm, &proposal, by);
        proposal
    }

    /// The platform.
    ///
    /// # Panics
    /// Where there is none.
    pub fn platform(&self, realm: &PlatformFixture) -> Platform {
        Platform::from_bytes(&self.data(&realm.platform)).expect("a platform")
    }

    /// A track.
    ///
    /// # Panics
    /// Where there is none.
    pub fn track(&self, realm: &PlatformFixture, id: u8) -> Track {
        Track::from_bytes(&self.data(&realm.track(id))).expect("a track")
    }

    /// A proposal.
    ///
    /// # Panics
    /// Where there is none.
    pub fn proposal(&self, proposal: &Pubkey) -> Proposal {
        Proposal::from_bytes(&self.data(proposal)).expect("a proposal")
    }

    /// Where a proposal stands.
    ///
    /// # Panics
    /// Where there is none.
    pub fn state(&self, proposal: &Pubkey) -> State {
        let proposal = self.proposal(proposal);
        let status = Status::from_u8(proposal.status).expect("a status");
        times(&proposal).state(status, proposal.cursor > 0, self.now())
    }

    /// A holder's ballots.
    ///
    /// # Panics
    /// Where there are none.
    pub fn ballots(&self, realm: &PlatformFixture, holder: &Pubkey) -> Voter {
        Voter::from_bytes(&self.data(&realm.voter(holder))).expect("a voter")
    }

    /// A rule.
    ///
    /// # Panics
    /// Where there is none.
    pub fn rule(&self, realm: &PlatformFixture, id: u16) -> Rule {
        Rule::from_bytes(&self.data(&realm.rule(id))).expect("a rule")
    }

    /// A budget.
    ///
    /// # Panics
    /// Where there is none.
    pub fn budget(&self, realm: &PlatformFixture, id: u32) -> Budget {
        Budget::from_bytes(&self.data(&realm.budget(id))).expect("a budget")
    }

    fn data(&self, address: &Pubkey) -> Vec<u8> {
        self.account(address).expect("the account exists").data
    }
}

/// The times of a proposal.
pub fn times(proposal: &Proposal) -> Times {
    Times {
        voting_from: proposal.voting_from,
        voting_until: proposal.voting_until,
        cool_off: proposal.cool_off,
        timelock: proposal.timelock,
        grace: proposal.grace,
    }
}

/// A year from `now`.
pub fn in_a_year(now: i64) -> i64 {
    now + 365 * DAY
}
