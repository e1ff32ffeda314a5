//! Every account says which layout it has. One of another layout is not read, and none is left unsound.

use makerstake_client::addresses;
use makerstake_testkit::{
    attestations::{attestation_address, batch_address, revise},
    moderation::{end_version, note_version, versions, Says, RULE},
    World,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::refused;

fn write(world: &mut World, address: &Pubkey, at: usize, bytes: &[u8]) {
    let mut account = world.account(address).unwrap();
    account.data[at..at + bytes.len()].copy_from_slice(bytes);
    world.svm.set_account(*address, account).unwrap();
}

/// Where the account at an address keeps its version: the only byte that is 1 before this many reserved ones.
fn version_at(world: &World, address: &Pubkey, reserved: usize) -> usize {
    let data = world.account(address).unwrap().data;
    let at = data.len() - reserved - 1;
    assert_eq!((data[at], &data[at + 1..]), (1, &vec![0; reserved][..]), "{address}");
    at
}

#[test]
fn an_account_of_another_version_is_refused_by_every_instruction() {
    for of in ["docket", "version", "label", "rule", "platform", "attestation", "batch", "permission"] {
        let mut world = World::new();
        let m = world.moderated();
        let (creator, platform) = (world.register(), world.register());
        let permission = world.permitted(&creator, &platform.address);
        let work = world.attested(&creator);
        let leaf = world.leaf(&platform.address, &creator.address);
        let tree = world.batched(&platform, &[leaf]);
        let root = tree.root();
        let now = world.now();
        let says = Says::removed(now);
        world.send(&[m.label(&m.team, &work, &says)], &[&m.team]).unwrap();
        world.send(&[revise(&creator, &work, [5; 32], [0; 32])], &[&creator.authority]).unwrap();
        let revision = attestation_address(&creator.address, &[5; 32]);
        let (rule, label) = (m.realm.rule(RULE), m.label_address(&work, RULE));
        let version = addresses::rule_version(&rule, 1);
        let all = versions(&[(now - 9, now - 8), (now - 7, now - 6)]);
        let set = m.label(&m.team, &work, &says);
        let of_leaf = m.label_leaf(&m.team, (&leaf, &root, vec![]), Some(permission), &says);
        let copy = m.enforce(&m.team, &label, &revision, RULE);
        let lift = m.lift(&m.team, &label, [8; 32]);
        let note = note_version(&m.team.pubkey(), &rule, Some(1), &all[1]);
        let (address, at, instructions) = match of {
            "docket" => (
                m.docket,
                version_at(&world, &m.docket, 67),
                vec![set, of_leaf, copy, lift, m.set(m.config(now))],
            ),
            "version" => {
                let end = end_version(&rule, None, 1);
                (version, version_at(&world, &version, 31), vec![set, of_leaf, note, end])
            }
            "label" => (label, version_at(&world, &label, 32), vec![set, copy, lift]),
            "platform" => {
                let platform = m.realm.platform;
                (platform, version_at(&world, &platform, 12), vec![set, of_leaf, copy])
            }
            "rule" => {
                (rule, version_at(&world, &rule, 19), vec![set, of_leaf, note, end_version(&rule, None, 1)])
            }
            "attestation" => (work, version_at(&world, &work, 11), vec![set]),
            "batch" => {
                let batch = batch_address(&platform.address, &root);
                (batch, version_at(&world, &batch, 9), vec![of_leaf])
            }
            _ => (permission, version_at(&world, &permission, 9), vec![of_leaf]),
        };
        write(&mut world, &address, at, &[2]);
        for instruction in instructions {
            refused!(world.send(&[instruction], &[&m.team, &m.owners]), UnknownVersion);
        }
    }
    let mut world = World::new();
    let m = world.moderated_later();
    let at = version_at(&world, &m.realm.platform, 12);
    write(&mut world, &m.realm.platform, at, &[2]);
    let open = m.open(m.config(world.now()));
    refused!(world.send(&[open], &[&m.owners]), UnknownVersion);
}

/// No instruction leads there; what wrote such bytes is not this program.
#[test]
fn nothing_is_written_to_an_account_that_would_be_unsound() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let work = world.attested(&creator);
    world.send(&[m.label(&m.team, &work, &Says::removed(world.now()))], &[&m.team]).unwrap();
    let label = m.label_address(&work, RULE);
    // The statement is gone.
    write(&mut world, &label, 8 + 4 * 32, &[0; 32]);
    refused!(world.send(&[m.lift(&m.team, &label, [8; 32])], &[&m.team]), Unsound);
}
