//! What does not prove a leaf.

use makerstake_core::{hash::Digest, work::Leaf};
use makerstake_testkit::{assert_refused, attestations::*, creators::Identity, Outcome, World};

struct Batched {
    world: World,
    ada: Identity,
    leaves: Vec<Leaf>,
    tree: Tree,
}

fn batched(count: usize) -> Batched {
    let mut world = World::new();
    let ada = world.register();
    let leaves: Vec<Leaf> = (0..count).map(|_| world.leaf(&ada.address, &ada.address)).collect();
    let tree = world.batched(&ada, &leaves);
    Batched { world, ada, leaves, tree }
}

impl Batched {
    fn send(&mut self, leaf: &Leaf, proof: Vec<Digest>) -> Outcome {
        let ix = promote(&self.ada.key(), None, leaf, &self.tree.root(), proof);
        self.world.send(&[ix], &[&self.ada.authority])
    }
}

#[test]
fn a_proof_too_short_or_too_long_is_refused() {
    let mut batch = batched(6);
    let (leaf, proof) = (batch.leaves[2], batch.tree.proof(2));
    for wrong in [vec![], proof[1..].to_vec(), proof[..2].to_vec(), [&proof[..], &[[0; 32]]].concat()] {
        assert_refused!(batch.send(&leaf, wrong), ATTESTATIONS, AttestationError::WrongProofLength);
    }
    batch.send(&leaf, proof).unwrap();
}

#[test]
fn a_changed_proof_or_leaf_is_refused() {
    let mut batch = batched(6);
    let (leaf, proof) = (batch.leaves[2], batch.tree.proof(2));
    for level in 0..proof.len() {
        let mut wrong = proof.clone();
        wrong[level][31] ^= 1;
        assert_refused!(batch.send(&leaf, wrong), ATTESTATIONS, AttestationError::NotInBatch);
    }
    let mut others = [leaf; 4];
    others[0].content[0] ^= 1;
    others[1].metadata[0] ^= 1;
    others[2].kind ^= 1;
    others[3].nonce[0] ^= 1;
    for other in others {
        assert_refused!(batch.send(&other, proof.clone()), ATTESTATIONS, AttestationError::NotInBatch);
    }
}

#[test]
fn the_proof_of_one_leaf_proves_no_other() {
    let mut batch = batched(4);
    let leaf = batch.leaves[0];
    let proof = batch.tree.proof(3);
    assert_refused!(batch.send(&leaf, proof), ATTESTATIONS, AttestationError::NotInBatch);
}

#[test]
fn a_proof_is_worth_nothing_in_another_batch() {
    let mut batch = batched(4);
    let other: Vec<Leaf> = (0..4).map(|_| batch.world.leaf(&batch.ada.address, &batch.ada.address)).collect();
    let tree = batch.world.batched(&batch.ada, &other);
    let ix = promote(&batch.ada.key(), None, &batch.leaves[0], &tree.root(), batch.tree.proof(0));
    assert_refused!(
        batch.world.send(&[ix], &[&batch.ada.authority]),
        ATTESTATIONS,
        AttestationError::NotInBatch
    );
}

/// A tree in which an attacker chose a "leaf" to be the two children of a node: were nodes and leaves hashed alike,
/// whoever knows 64 bytes that hash to a node could promote them. No field of a leaf can be set so that its hash is a
/// node's, because leaves hash 178 bytes behind a 0 and nodes 65 behind a 1; so the only thing left to try is to
/// submit a batch whose leaf *is* a node of another, and to prove a leaf below it with the longer proof.
#[test]
fn a_node_does_not_pass_for_a_leaf() {
    let mut batch = batched(4);
    // A batch of two "leaves" that are the inner nodes of the first: the same root under another author is deep 1.
    let bob = batch.world.register();
    let nodes = batch.tree.levels[1].clone();
    let tree = Tree::of_hashes(nodes);
    assert_eq!(tree.root(), batch.tree.root());
    let submit = attest_batch(&bob, tree.root(), [1; 32], 2);
    batch.world.send(&[submit], &[&bob.authority]).unwrap();
    // Its real leaves are two levels down, and its depth says one: neither proof is accepted.
    let mut leaf = batch.leaves[0];
    let full = batch.tree.proof(0);
    leaf.author = bob.address.to_bytes();
    for proof in [full.clone(), full[..1].to_vec(), full[1..].to_vec()] {
        let error =
            if proof.len() == 1 { AttestationError::NotInBatch } else { AttestationError::WrongProofLength };
        let ix = promote(&batch.ada.key(), Some(batch.ada.key()), &leaf, &tree.root(), proof);
        assert_refused!(batch.world.send(&[ix], &[&batch.ada.authority]), ATTESTATIONS, error);
    }
}

#[test]
fn the_deepest_proof_of_a_legacy_transaction_is_accepted() {
    let mut world = World::new();
    let ada = world.register();
    let leaf = world.leaf(&ada.address, &ada.address);
    let siblings: Vec<Digest> = (0..26).map(|_| world.bytes32()).collect();
    let mut root = leaf.hash::<Sha2>();
    for sibling in &siblings {
        root = makerstake_core::merkle::node::<Sha2>(&root, sibling);
    }
    world.send(&[attest_batch(&ada, root, [1; 32], 1 << 26)], &[&ada.authority]).unwrap();
    let mut ix = promote(&ada.key(), None, &leaf, &root, siblings);
    // The fee payer pays the rent too, so that there is one signature.
    ix.accounts[0].pubkey = solana_signer::Signer::pubkey(&world.fee_payer);
    let receipt = world.send(&[ix], &[]).unwrap();
    assert!(receipt.transaction_bytes <= 1_232, "{} bytes", receipt.transaction_bytes);
}
