//! Kills commands at random points: every file is whole or absent, and running them again gives the same bytes.
//! `MAKERSTAKE_CRASHES` and `MAKERSTAKE_SEED` change the number of kills and repeat a sequence.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use makerstake_tests::platform::{inputs, works, RULE};
use makerstake_tests::process::{command, run};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use solana_pubkey::Pubkey;

const POOL: &str = "4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T";
/// What the chain would say of the epoch.
const TERMS: [&str; 14] = [
    "--pool",
    POOL,
    "--allocation",
    "1000000000000",
    "--leaf-max",
    "500000000000",
    "--epoch",
    "3",
    "--window-start",
    "1000",
    "--window-end",
    "2000",
    "--genesis-hash",
    POOL,
];

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// Kills the command at a random moment of the time it takes, again and again; `prepare` goes before each run, and after each
/// kill `check` sees what is left.
fn kill(arguments: &[&str], prepare: impl Fn(), check: impl Fn()) {
    let (kills, seed) =
        (setting("MAKERSTAKE_CRASHES", 12), setting("MAKERSTAKE_SEED", u64::from(std::process::id())));
    println!("{kills} kills, MAKERSTAKE_SEED={seed}");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    prepare();
    let start = Instant::now();
    let whole = run(arguments);
    assert_eq!(whole.code, 0, "{arguments:?}: {}", whole.err);
    let takes = start.elapsed();
    check();
    let mut killed = 0;
    for _ in 0..kills {
        prepare();
        let mut child = command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(takes.mul_f64(random.random_range(0.0..1.0)));
        killed += u64::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        check();
    }
    println!("{killed} of {kills} were still running");
    assert!(killed > 0, "no kill came in time, seed {seed}");
    prepare();
    let whole = run(arguments);
    assert_eq!(whole.code, 0, "{arguments:?}: {}", whole.err);
    check();
}

/// Asserts that a file is absent or has exactly these bytes.
fn whole_or_absent(path: &Path, bytes: &[u8]) {
    match fs::read(path) {
        Ok(found) => assert!(found == bytes, "{} is neither whole nor absent", path.display()),
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{}", path.display()),
    }
}

/// The files of a folder besides the journal and the inputs, by name.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let names = ["leaves.csv", "rule.json", "source.json", "tree.bin", "manifest.json", "batch.json"];
    let read = |name: &&str| Some(((*name).to_owned(), fs::read(folder.join(name)).ok()?));
    names.iter().filter_map(read).collect()
}

/// Names that none of our files has: what a killed command leaves behind.
fn litter(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with('.')).collect()
}

/// The addresses of holders: any 32 bytes will do without a chain.
fn holders(count: u32) -> Vec<Pubkey> {
    let holder = |at: u32| {
        let mut bytes = [7; 32];
        bytes[..4].copy_from_slice(&at.wrapping_mul(0x9e37_79b1).to_be_bytes());
        Pubkey::new_from_array(bytes)
    };
    (1..=count).map(holder).collect()
}

#[test]
fn scoring_and_building_leave_files_whole_or_absent() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("epoch");
    fs::create_dir(&folder).unwrap();
    inputs(dir.path(), &works(&holders(20_000)));
    fs::write(dir.path().join("economy.json"), RULE).unwrap();
    let path = |name: &str| dir.path().join(name).display().to_string();
    let [epoch, rule, attested, seen] = ["epoch", "economy.json", "works.csv", "engagement.csv"].map(path);
    let evidence = ["--rule", &rule, "--works", &attested, "--engagement", &seen];
    let score = [&["dist", "score", &epoch][..], &evidence, &TERMS].concat();
    let build = [&["dist", "build", &epoch][..], &TERMS].concat();
    for arguments in [&score, &build] {
        let done = run(arguments);
        assert_eq!(done.code, 0, "{}", done.err);
    }
    let reference = files(&folder);
    assert_eq!(reference.len(), 5);
    let check = || {
        for (name, bytes) in &reference {
            whole_or_absent(&folder.join(name), bytes);
        }
        if folder.join("manifest.json").exists() {
            let verified = run(&["dist", "verify", &epoch, "--offline"]);
            assert_eq!(verified.code, 0, "a manifest beside files that are not its own: {}", verified.err);
        }
    };
    kill(&score, || (), check);
    kill(&build, || (), check);
    assert_eq!(files(&folder), reference);
    assert_eq!(litter(&folder), Vec::<String>::new(), "the next run clears away what killed ones left");
}

#[test]
fn importing_leaves_files_whole_or_absent() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).display().to_string();
    let rows: String = holders(20_000).iter().map(|holder| format!("{holder},12.5\n")).collect();
    fs::write(dir.path().join("list.csv"), format!("recipient,amount\n{rows}")).unwrap();
    fs::write(dir.path().join("why.md"), "a vote of the owners").unwrap();
    let [epoch, list, why] = ["epoch", "list.csv", "why.md"].map(path);
    let import = [
        "dist",
        "import",
        &epoch,
        "--list",
        &list,
        "--format",
        "solana-tokens",
        "--unit",
        "ui",
        "--because",
        &why,
    ];
    let done = run(&import);
    assert_eq!(done.code, 0, "{}", done.err);
    let folder = dir.path().join("epoch");
    let reference = files(&folder);
    assert_eq!(reference.len(), 2);
    kill(
        &import,
        || (),
        || reference.iter().for_each(|(name, bytes)| whole_or_absent(&folder.join(name), bytes)),
    );
    assert_eq!(files(&folder), reference);
    assert_eq!(litter(&folder), Vec::<String>::new());
}

#[test]
fn building_a_batch_leaves_files_whole_or_absent() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).display().to_string();
    let rows: String = (1..=20_000_u32).map(|at| format!("{at:064x},{at:032x}\n")).collect();
    fs::write(dir.path().join("works.csv"), format!("content,nonce\n{rows}")).unwrap();
    let [works, batch] = ["works.csv", "batch"].map(path);
    let build = ["batch", "build", &works, "--author", POOL, "-o", &batch];
    let done = run(&build);
    assert_eq!(done.code, 0, "{}", done.err);
    let folder = dir.path().join("batch");
    let reference = files(&folder);
    assert_eq!(reference.len(), 3);
    // A folder with a batch is refused: batch.json is what makes it one.
    let prepare = || drop(fs::remove_file(folder.join("batch.json")));
    kill(&build, prepare, || {
        for (name, bytes) in &reference {
            whole_or_absent(&folder.join(name), bytes);
        }
        if folder.join("batch.json").exists() {
            let verified = run(&["batch", "verify", &batch, "--offline"]);
            assert_eq!(verified.code, 0, "{}", verified.err);
        }
    });
    assert_eq!(files(&folder), reference);
    assert_eq!(litter(&folder), Vec::<String>::new());
}
