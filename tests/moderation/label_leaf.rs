use makerstake_core::{attestor, hash::Digest, moderation::LAW, work::Leaf};
use makerstake_testkit::{
    assert_instruction_error,
    attestations::{attestation_address, promote, set_attestor},
    clock::DAY,
    moderation::{Moderated, Says, RULE},
    outcome::InstructionError,
    Outcome, World,
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;

use crate::refused;

fn label(
    world: &mut World,
    (m, by): (&Moderated, &Keypair),
    at: (&Leaf, &Digest, Vec<Digest>),
    permission: Option<Pubkey>,
) -> Outcome {
    let says = Says::removed(world.now());
    let ix = m.label_leaf(by, at, permission, &says);
    world.send(&[ix], &[by])
}

#[test]
fn a_leaf_is_labelled_whether_it_is_promoted_or_not() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let leaves = [0, 1, 2].map(|_| world.leaf(&creator.address, &creator.address));
    let tree = world.batched(&creator, &leaves);
    let submitted = world.now();
    world.advance(DAY);
    let leaf = leaves[1];
    let subject = attestation_address(&creator.address, &leaf.content);
    assert!(world.account(&subject).is_none());
    label(&mut world, (&m, &m.team), (&leaf, &tree.root(), tree.proof(1)), None).unwrap();
    let address = m.label_address(&subject, RULE);
    let set = world.label(&address);
    assert_eq!((set.subject, set.creator, set.content), (subject, creator.address, leaf.content));
    assert_eq!((set.attested_at, set.from), (submitted, world.now()));

    // Once promoted, it is the same work with the same label.
    let ix = promote(&creator.key(), None, &leaf, &tree.root(), tree.proof(1));
    world.send(&[ix], &[&creator.authority]).unwrap();
    let says = Says::removed(world.now());
    world.send(&[m.label(&m.team, &subject, &says)], &[&m.team]).unwrap();
    assert_eq!((world.label(&address).number, world.label(&address).from), (2, set.from));
}

#[test]
fn what_is_not_in_the_batch_is_refused() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let leaves = [0, 1].map(|_| world.leaf(&creator.address, &creator.address));
    let tree = world.batched(&creator, &leaves);
    let by = (&m, &m.team);
    let root = tree.root();
    let other = Leaf { content: [5; 32], ..leaves[0] };
    refused!(label(&mut world, by, (&other, &root, tree.proof(0)), None), NotInBatch);
    refused!(label(&mut world, by, (&leaves[0], &root, tree.proof(1)), None), NotInBatch);
    refused!(label(&mut world, by, (&leaves[0], &root, vec![]), None), NotInBatch);
    let registration = Leaf { kind: 2, ..leaves[0] };
    refused!(label(&mut world, by, (&registration, &root, tree.proof(0)), None), NotAWork);
    let says = Says::removed(world.now());
    let mut ix = m.label_leaf(&m.team, (&leaves[0], &root, tree.proof(0)), None, &says);
    ix.accounts[8].pubkey = attestation_address(&creator.address, &leaves[1].content);
    assert_instruction_error!(world.send(&[ix], &[&m.team]), InstructionError::InvalidSeeds);
}

/// Back-dating: in a batch of one's own anybody's work can be given another time. It counts as little as for a promotion.
#[test]
fn a_batch_speaks_for_its_author_and_for_who_permitted_it() {
    let mut world = World::new();
    let m = world.moderated();
    let (creator, forger, peer) = (world.register(), world.register(), world.register());
    let forged = world.leaf(&forger.address, &creator.address);
    let tree = world.batched(&forger, &[forged]);
    let by = (&m, &m.team);
    refused!(label(&mut world, by, (&forged, &tree.root(), vec![]), None), NotTheCreators);
    // A permission that came later, or of somebody else.
    let late = world.permitted(&creator, &forger.address);
    refused!(label(&mut world, by, (&forged, &tree.root(), vec![]), Some(late)), NotTheCreators);
    let peers = world.permitted(&peer, &forger.address);
    let leaf = world.leaf(&forger.address, &creator.address);
    let tree = world.batched(&forger, &[leaf]);
    refused!(label(&mut world, by, (&leaf, &tree.root(), vec![]), Some(peers)), NotTheCreators);
    label(&mut world, by, (&leaf, &tree.root(), vec![]), Some(late)).unwrap();
    // Revisions need a permission for revisions.
    let narrow = world.register();
    let period = world.now()..world.now() + DAY;
    let scope = attestor::ATTEST | attestor::BATCH;
    world.send(&[set_attestor(&narrow, &forger.address, scope, period)], &[&narrow.authority]).unwrap();
    world.set_slot(world.slot() + 1);
    let permission = makerstake_client::addresses::permission(&narrow.address, &forger.address, 0);
    let revision = Leaf { parent: [7; 32], ..world.leaf(&forger.address, &narrow.address) };
    let tree = world.batched(&forger, &[revision]);
    refused!(label(&mut world, by, (&revision, &tree.root(), vec![]), Some(permission)), NotTheCreators);
}

#[test]
fn a_leaf_of_a_hundred_thousand_fits_into_a_transaction() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let leaf = world.leaf(&creator.address, &creator.address);
    let siblings: Vec<Digest> = (0..17).map(|_| world.bytes32()).collect();
    let root = siblings.iter().fold(leaf.hash::<makerstake_client::hash::Sha2>(), |node, sibling| {
        makerstake_core::merkle::node::<makerstake_client::hash::Sha2>(&node, sibling)
    });
    let ix = makerstake_testkit::attestations::attest_batch(&creator, root, [1; 32], 1 << 17);
    world.send(&[ix], &[&creator.authority]).unwrap();
    let says = Says::unlawful(world.now());
    let ix = m.label_leaf(&m.team, (&leaf, &root, siblings), None, &says);
    let receipt = world.send(&[ix], &[&m.team]).unwrap();
    // The fee is paid by nobody else in these tests, which takes 96 bytes.
    assert!(receipt.transaction_bytes <= 1_232 + 96, "{} bytes", receipt.transaction_bytes);
    let subject = attestation_address(&creator.address, &leaf.content);
    assert_eq!(world.label(&m.label_address(&subject, LAW)).rule, LAW);
}
