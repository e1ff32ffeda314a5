//! What several files need.

use makerstake_testkit::{equity::SHARE, governance::*, World};
use solana_pubkey::Pubkey;

/// A platform with three owners whose shares count already: 60, 30 and 10 percent of all but the scorer's and the 300 shares of
/// two makers, whose house is awake.
pub struct Owners {
    pub world: World,
    pub realm: PlatformFixture,
    pub ada: VoterFixture,
    pub ben: VoterFixture,
    pub eve: VoterFixture,
}

impl Owners {
    pub fn new() -> Self {
        Self::with_makers().0
    }

    fn with_makers() -> (Self, [VoterFixture; 2]) {
        let mut world = World::new();
        let realm = world.realm();
        let makers = [world.maker(&realm, EARNED), world.maker(&realm, 2 * EARNED)];
        let ada = world.citizen(&realm, 60_000 * SHARE);
        let ben = world.citizen(&realm, 30_000 * SHARE);
        let eve = world.citizen(&realm, 10_000 * SHARE);
        world.next_epoch(&realm);
        (Self { world, realm, ada, ben, eve }, makers)
    }

    /// A proposal of the treasury track, by Ada.
    pub fn create_proposal(&mut self, actions: &[Action<'_>]) -> Pubkey {
        self.world.create_proposal(&self.realm, &self.ada, LARGE, actions).unwrap()
    }

    /// A proposal that passed and can be executed now, by Ada and Ben in this track.
    pub fn decide(&mut self, track: u8, actions: &[Action<'_>]) -> Pubkey {
        self.world.decide(&self.realm, &[&self.ada, &self.ben], track, actions)
    }

    /// A wallet that is nobody's yet.
    pub fn somebody(&mut self) -> Pubkey {
        Pubkey::new_from_array(self.world.bytes32())
    }

    /// The votes in the house of shares: yes, no, abstain.
    pub fn token_votes(&self, proposal: &Pubkey) -> [u64; 3] {
        let proposal = self.world.proposal(proposal);
        [proposal.yes[0], proposal.no[0], proposal.abstain[0]]
    }
}

/// Asserts a refusal of the governance program.
#[macro_export]
macro_rules! refused {
    ($outcome:expr, $error:ident) => {
        match $outcome {
            Ok(_) => panic!("expected {} but it went through", stringify!($error)),
            Err(refusal) => refusal.assert_code(&GOVERNANCE, GovernanceError::$error as u32),
        }
    };
}

/// The same with the two makers.
pub struct TwoHouses {
    pub o: Owners,
    pub mia: VoterFixture,
    pub tom: VoterFixture,
}

impl TwoHouses {
    pub fn new() -> Self {
        let (o, [mia, tom]) = Owners::with_makers();
        Self { o, mia, tom }
    }

    /// A proposal that passed in both houses and can be executed now.
    pub fn decide(&mut self, track: u8, actions: &[Action<'_>]) -> Pubkey {
        let by = [&self.o.ada, &self.o.ben, &self.mia, &self.tom];
        self.o.world.decide(&self.o.realm, &by, track, actions)
    }

    /// One proposal for each action, all passed in both houses and executable now.
    pub fn decide_each(&mut self, track: u8, actions: &[Action<'_>]) -> Vec<Pubkey> {
        let create_proposal = |action: &Action<'_>| {
            self.o
                .world
                .create_proposal(&self.o.realm, &self.o.ada, track, std::slice::from_ref(action))
                .unwrap()
        };
        let proposals: Vec<Pubkey> = actions.iter().map(create_proposal).collect();
        let last = proposals[proposals.len() - 1];
        self.o.world.until_voting(&last);
        for proposal in &proposals {
            for citizen in [&self.o.ada, &self.o.ben, &self.mia, &self.tom] {
                self.o.world.vote(&self.o.realm, citizen, proposal, YES).unwrap();
            }
        }
        self.o.world.until_decided(&last);
        for proposal in &proposals {
            self.o.world.send(&[finalize_proposal(&self.o.realm, proposal)], &[]).unwrap();
        }
        self.o.world.until_executable(&last);
        proposals
    }

    /// The same, of one proposal whose actions come with their execution.
    pub fn decide_by_hash(&mut self, track: u8, by_hash: ByHash) -> Pubkey {
        let nonce = by_hash.link[0].into();
        let draft = Draft { by_hash: Some(by_hash), ..Draft::new(nonce, track, vec![]) };
        let create = create_proposal(&self.o.realm, &self.o.ada.holder.signer, &self.o.ada.holder, &draft);
        self.o.world.send(&[create], &[&self.o.ada.key]).unwrap();
        let proposal = self.o.realm.proposal(&self.o.ada.holder.address, nonce);
        self.o.world.carry(&self.o.realm, &proposal, &[&self.o.ada, &self.o.ben, &self.mia, &self.tom]);
        proposal
    }
}

/// Actions on the wire one by one, and the link to each and all after it; the last is zeros.
pub fn chained(actions: &[Action<'_>]) -> (Vec<Vec<u8>>, Vec<[u8; 32]>) {
    let wires: Vec<Vec<u8>> = actions.iter().map(|action| encode(std::slice::from_ref(action))).collect();
    let slices: Vec<&[u8]> = wires.iter().map(Vec::as_slice).collect();
    let mut links = vec![[0; 32]; wires.len() + 1];
    action::payload::chain::<makerstake_client::hash::Sha2>(&slices, |n, link| links[n] = link);
    (wires, links)
}
