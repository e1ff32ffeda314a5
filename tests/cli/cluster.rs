//! The wrong cluster: refused before every write, whoever named the right one.

use makerstake_client::time;
use makerstake_tests::platform::{wallets, Platform, DAY};
use serde_json::Value;
use solana_pubkey::Pubkey;

const DEVNET: &str = "EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG";

/// The files of an epoch, rewritten to be of another cluster; everything else is as the chain has it.
fn elsewhere(platform: &Platform, folder: &str) {
    let path = format!("{folder}/manifest.json");
    let manifest: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    // What a folder says once is not said anew.
    std::fs::remove_file(&path).unwrap();
    let text = |field: &str| manifest[field].as_str().map_or(manifest[field].to_string(), str::to_owned);
    let window = |side: &str| manifest["window"][side].to_string();
    platform.done(&[
        "dist",
        "build",
        folder,
        "--pool",
        &text("pool"),
        "--genesis-hash",
        DEVNET,
        "--epoch",
        &text("epoch"),
        "--allocation",
        &text("allocation"),
        "--leaf-max",
        &text("leaf_max"),
        "--window-start",
        &window("start"),
        "--window-end",
        &window("end"),
    ]);
}

#[test]
fn files_of_another_cluster_are_never_written_from() {
    let platform = Platform::start(&[]);
    let genesis = platform.rpc.get_genesis_hash().unwrap().to_string();
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let folder = platform.build("epoch", &wallets(3));
    elsewhere(&platform, &folder);
    let expected = format!(
        "error: the files are for the cluster with genesis hash {DEVNET}: {genesis}\n  \
         name the cluster they were built for with -u, or build them for this one\n"
    );
    for command in ["verify", "propose", "challenge", "push"] {
        let refused = platform.run(&["dist", command, &folder]);
        assert_eq!((refused.code, &refused.err, refused.out.as_str()), (3, &expected, ""), "{command}");
    }
    assert_eq!(platform.pool().next_epoch, 0, "nothing was proposed");
}

#[test]
fn the_cluster_of_the_flag_is_the_only_one_that_is_written_to() {
    let platform = Platform::start(&[]);
    let genesis = platform.rpc.get_genesis_hash().unwrap().to_string();
    let pool = platform.founded.pool.to_string();
    let holder = wallets(1)[0].to_string();
    let expected = format!(
        "error: --cluster names the cluster with genesis hash {DEVNET}: {genesis}\n  \
         name a node of that cluster with -u, or correct --cluster\n"
    );
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let folder = platform.build("epoch", &wallets(3));
    platform.done(&["--cluster", &genesis, "dist", "propose", &folder]);
    let writes: [&[&str]; 4] = [
        &["airdrop", "1", &holder],
        &["creator", "register"],
        &["--dry-run", "creator", "register"],
        &["dist", "finalize", &pool, "0"],
    ];
    for command in writes {
        let refused = platform.run(&[&["-q", "--cluster", "devnet"], command].concat());
        assert_eq!((refused.code, &refused.err, refused.out.as_str()), (3, &expected, ""), "{command:?}");
    }
    assert_eq!(platform.rpc.get_balance(&holder.parse::<Pubkey>().unwrap()).unwrap(), 0);

    let doctor = platform.run(&["--cluster", "devnet", "doctor"]);
    assert_eq!(doctor.code, 8, "{}", doctor.err);
    let checks: Value = serde_json::from_str(&doctor.out).unwrap();
    let cluster = checks.as_array().unwrap().iter().find(|check| check["check"] == "cluster").unwrap();
    assert_eq!(
        (cluster["result"].as_str(), cluster["found"].as_str().map(str::to_owned)),
        (
            Some("failed"),
            Some(format!(
                "a local or private cluster (genesis {genesis}), and --cluster names the cluster with genesis hash {DEVNET}"
            ))
        )
    );
}

#[test]
fn a_cluster_that_is_none_is_a_usage_error() {
    let refused = makerstake_tests::process::run(&["--cluster", "moonnet", "doctor"]);
    let expected = "error: invalid value 'moonnet' for '--cluster <CLUSTER>': not a cluster: give mainnet-beta, testnet, \
                    devnet, or the genesis hash that `makerstake doctor` prints\n\nFor more information, try '--help'.\n";
    assert_eq!((refused.code, refused.err.as_str()), (2, expected));
}
