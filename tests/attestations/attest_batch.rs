use makerstake_testkit::{
    assert_instruction_error, assert_refused, attestations::*, outcome::InstructionError, World,
};

#[test]
fn an_author_submits_a_batch() {
    let mut world = World::new();
    let ada = world.register();
    let (root, data_hash) = (world.bytes32(), world.bytes32());
    let address = batch_address(&ada.address, &root);
    let receipt = world.send(&[attest_batch(&ada, root, data_hash, 1_000_000)], &[&ada.authority]).unwrap();
    receipt.assert_only_changed(&[ada.key(), address]);
    assert_eq!(receipt.created_bytes(), 144);
    let batch = world.batch(&address);
    let expected = Batch {
        discriminator: batch.discriminator,
        author: ada.address,
        root,
        data_hash,
        slot: world.slot(),
        time: world.now(),
        revoked_at: 0,
        leaves: 1_000_000,
        depth: 20,
        bump: batch.bump,
        version: 1,
        reserved: [0; 9],
    };
    assert_eq!(batch, expected);
}

#[test]
fn the_depth_follows_from_the_number_of_leaves() {
    let mut world = World::new();
    let ada = world.register();
    for (leaves, depth) in [(1, 0), (2, 1), (3, 2), (1 << 27, 27)] {
        let root = world.bytes32();
        world.send(&[attest_batch(&ada, root, [1; 32], leaves)], &[&ada.authority]).unwrap();
        assert_eq!(world.batch(&batch_address(&ada.address, &root)).depth, depth);
    }
}

#[test]
fn a_batch_against_the_rules_is_refused() {
    let mut world = World::new();
    let ada = world.register();
    for (root, data_hash, leaves, error) in [
        ([0; 32], [1; 32], 1, AttestationError::ZeroRoot),
        ([1; 32], [0; 32], 1, AttestationError::ZeroDataHash),
        ([1; 32], [1; 32], 0, AttestationError::NoLeaves),
        ([1; 32], [1; 32], (1 << 27) + 1, AttestationError::TooManyLeaves),
        ([1; 32], [1; 32], u32::MAX, AttestationError::TooManyLeaves),
    ] {
        let ix = attest_batch(&ada, root, data_hash, leaves);
        assert_refused!(world.send(&[ix], &[&ada.authority]), ATTESTATIONS, error);
    }
}

#[test]
fn nobody_submits_for_another() {
    let mut world = World::new();
    let (thief, ada) = (world.register(), world.register());
    let mut ix = attest_batch(&ada, [1; 32], [1; 32], 1);
    ix.accounts[0].pubkey = thief.key();
    ix.accounts[1].pubkey = thief.key();
    assert_refused!(world.send(&[ix], &[&thief.authority]), ATTESTATIONS, AttestationError::NotAuthority);
}

#[test]
fn a_root_is_submitted_once_by_each_author() {
    let mut world = World::new();
    let (ada, bob) = (world.register(), world.register());
    world.send(&[attest_batch(&ada, [1; 32], [1; 32], 1)], &[&ada.authority]).unwrap();
    let again = attest_batch(&ada, [1; 32], [2; 32], 2);
    assert_instruction_error!(world.send(&[again], &[&ada.authority]), InstructionError::Custom(0));
    world.send(&[attest_batch(&bob, [1; 32], [1; 32], 1)], &[&bob.authority]).unwrap();
}

#[test]
fn lamports_at_the_address_do_not_block_a_batch() {
    let mut world = World::new();
    let ada = world.register();
    world.fund(&batch_address(&ada.address, &[1; 32]), 900_000);
    world.send(&[attest_batch(&ada, [1; 32], [1; 32], 1)], &[&ada.authority]).unwrap();
}
