//! Two platforms, three owners and two makers in the first.

use makerstake_testkit::{equity::SHARE, governance::*, World};
use solana_pubkey::Pubkey;

pub struct Scene {
    pub world: World,
    pub realm: PlatformFixture,
    pub owners: [VoterFixture; 2],
    pub makers: [VoterFixture; 2],
}

impl Scene {
    pub fn new() -> Self {
        let mut world = World::new();
        let (realm, sibling) = (world.realm(), world.realm());
        let owners = [world.citizen(&realm, 60_000 * SHARE), world.citizen(&realm, 30_000 * SHARE)];
        let neighbour = world.citizen(&sibling, 60_000 * SHARE);
        let makers = [world.maker(&realm, EARNED), world.maker(&realm, 2 * EARNED)];
        world.next_epoch(&realm);
        let to = Pubkey::new_from_array(world.bytes32());
        world.create_proposal(&sibling, &neighbour, LARGE, &[pay(&to, 1_000_000)]).expect("create_proposal");
        Self { world, realm, owners, makers }
    }

    /// The same with the pool in the treasury's hands.
    pub fn handed_over() -> Self {
        let mut scene = Self::new();
        let founder = scene.realm.f.founder.insecure_clone();
        scene.world.send(&[hand_over_pool(&scene.realm)], &[&founder]).expect("hand_over");
        scene
    }

    /// A proposal that passed in both houses and can be executed now.
    pub fn decide(&mut self, track: u8, actions: &[Action<'_>]) -> Pubkey {
        let by = [&self.owners[0], &self.owners[1], &self.makers[0], &self.makers[1]];
        self.world.decide(&self.realm, &by, track, actions)
    }

    /// A proposal of the optimistic track that nobody objected to and that can be executed now.
    pub fn unopposed(&mut self, track: u8, actions: &[Action<'_>]) -> Pubkey {
        let proposal = self
            .world
            .create_proposal(&self.realm, &self.owners[0], track, actions)
            .expect("create_proposal");
        self.world.carry(&self.realm, &proposal, &[]);
        proposal
    }

    /// A wallet that is nobody's yet.
    pub fn somebody(&mut self) -> Pubkey {
        Pubkey::new_from_array(self.world.bytes32())
    }
}
