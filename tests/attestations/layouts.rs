//! Every account says which layout it has. One of another layout is not read, and none is left unsound.

use makerstake_testkit::{assert_refused, attestations::*, World};
use solana_pubkey::Pubkey;

/// Where the accounts keep their version.
const ATTESTATION: usize = 8 + 5 * 32 + 3 * 8 + 4;
const BATCH: usize = 8 + 3 * 32 + 3 * 8 + 4 + 2;
const ENDORSEMENT: usize = 8 + 3 * 32 + 3 * 8 + 1;
const PERMISSION: usize = 8 + 2 * 32 + 4 * 8 + 4 + 2;
const CREATOR: usize = 8 + 5 * 32 + 2 * 8 + 4 + 2;

fn write(world: &mut World, address: &Pubkey, at: usize, bytes: &[u8]) {
    let mut account = world.account(address).unwrap();
    account.data[at..at + bytes.len()].copy_from_slice(bytes);
    world.svm.set_account(*address, account).unwrap();
}

#[test]
fn an_account_of_another_version_is_refused_by_every_instruction() {
    for (of, at) in [
        ("attestation", ATTESTATION),
        ("batch", BATCH),
        ("endorsement", ENDORSEMENT),
        ("permission", PERMISSION),
        ("creator", CREATOR),
    ] {
        let mut world = World::new();
        let (ada, platform) = (world.register(), world.register());
        let permission = world.permitted(&ada, &platform.address);
        world.permitted(&platform, &ada.address);
        let (work, other) = (world.attested(&ada), world.attested(&platform));
        let third = world.attested(&platform);
        let (leaf, own) =
            (world.leaf(&platform.address, &ada.address), world.leaf(&ada.address, &ada.address));
        let (tree, own_tree) = (world.batched(&platform, &[leaf]), world.batched(&ada, &[own]));
        world.send(&[endorse(&ada, &other)], &[&ada.authority]).unwrap();
        let endorsement = endorsement_address(&other, &ada.address);
        let batch = batch_address(&platform.address, &tree.root());
        let (key, theirs) = (ada.key(), platform.key());
        let now = world.now();
        let (address, instructions) = match of {
            "attestation" => (
                work,
                vec![
                    revise(&ada, &work, [8; 32], [0; 32]),
                    revise_for(&platform, &ada.address, &work, [8; 32]),
                    revoke(&ada, &work),
                    endorse(&platform, &work),
                ],
            ),
            "batch" => (
                batch,
                vec![
                    revoke_batch(&platform, &tree.root()),
                    promote_permitted(&theirs, &leaf, &tree.root(), vec![]),
                    promote(&key, Some(key), &leaf, &tree.root(), vec![]),
                ],
            ),
            "endorsement" => {
                (endorsement, vec![withdraw_endorsement(&ada, &other), close_endorsement(&endorsement, &key)])
            }
            "permission" => (
                permission,
                vec![
                    attest_for(&platform, &ada.address, [7; 32], 0),
                    revise_for(&platform, &ada.address, &work, [8; 32]),
                    promote_permitted(&theirs, &leaf, &tree.root(), vec![]),
                    revoke_attestor(&key, &ada.address, &permission),
                ],
            ),
            _ => (
                ada.address,
                vec![
                    attest(&ada, [7; 32], [0; 32], 0),
                    attest_for(&platform, &ada.address, [7; 32], 0),
                    attest_for(&ada, &platform.address, [7; 32], 0),
                    revise(&ada, &work, [8; 32], [0; 32]),
                    revoke(&ada, &work),
                    attest_batch(&ada, [9; 32], [1; 32], 1),
                    revoke_batch(&ada, &own_tree.root()),
                    promote(&key, None, &own, &own_tree.root(), vec![]),
                    endorse(&ada, &third),
                    withdraw_endorsement(&ada, &other),
                    set_attestor_again(&ada, &platform.address, 1, 7, now..now + 9),
                    set_attestor_again(&platform, &ada.address, 1, 7, now..now + 9),
                    revoke_attestor(&key, &ada.address, &permission),
                ],
            ),
        };
        write(&mut world, &address, at, &[2]);
        for instruction in instructions {
            let outcome = world.send(&[instruction], &[&ada.authority, &platform.authority]);
            assert_refused!(outcome, ATTESTATIONS, AttestationError::UnknownVersion);
        }
    }
}

/// No instruction leads there; what wrote such bytes is not this program.
#[test]
fn nothing_is_written_to_an_account_that_would_be_unsound() {
    let mut world = World::new();
    let ada = world.register();
    let work = world.attested(&ada);
    // The content hash is gone.
    write(&mut world, &work, 8 + 32, &[0; 32]);
    let outcome = world.send(&[revoke(&ada, &work)], &[&ada.authority]);
    assert_refused!(outcome, ATTESTATIONS, AttestationError::Unsound);
}
