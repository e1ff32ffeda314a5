//! Measures `makerstake dist push` on a local network: several claims a transaction against one.
//!
//! `cargo xtask bench --push` runs it. By hand, after `cargo build --workspace --bin makerstake --example push`:
//! `push [CLAIMS]`. Each way has a network of its own and new holders, whose positions it opens.

use std::{process::ExitCode, time::Instant};

use makerstake_client::time;
use makerstake_tests::platform::{wallets, Platform, DAY};

/// Ways to push: claims in one transaction at most.
const TOGETHER: [&str; 2] = ["1", "8"];

fn main() -> ExitCode {
    let claims = std::env::args().nth(1).map_or(Ok(10_000), |text| text.replace(['_', ','], "").parse());
    let Ok(claims) = claims else {
        eprintln!("push [CLAIMS]");
        return ExitCode::from(2);
    };
    println!(
        "each way on a network of its own\n\n\
         | claims | at most in a transaction | transactions | claims a transaction | seconds | claims a second | ratio |\n\
         | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    );
    let mut one_by_one = None;
    for together in TOGETHER {
        let (transactions, seconds) = push(claims, together);
        let rate = claims as f64 / seconds;
        let base = *one_by_one.get_or_insert(rate);
        println!(
            "| {claims} | {together} | {transactions} | {:.2} | {seconds:.1} | {rate:.0} | {:.2} |",
            claims as f64 / transactions as f64,
            rate / base
        );
    }
    ExitCode::SUCCESS
}

/// Pushes an epoch of so many claims; returns how many transactions it took, and seconds.
fn push(claims: usize, together: &str) -> (u64, f64) {
    let platform = Platform::start(&[]);
    let pool = platform.founded.pool.to_string();
    time::travel_by(&platform.rpc, 7 * DAY).expect("a clock that can be moved");
    let folder = platform.build("epoch", &wallets(claims));
    platform.done(&["dist", "propose", &folder]);
    time::travel_by(&platform.rpc, 3 * DAY).expect("a clock that can be moved");
    platform.done(&["dist", "finalize", &pool, "0"]);
    let start = Instant::now();
    let pushed = platform.done(&["dist", "push", &folder, "--together", together]);
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!(pushed["claimed"], claims, "{pushed}");
    let status = platform.done(&["dist", "status", &pool, "0"]);
    assert_eq!(status["claimed"], status["allocation"], "everything is paid");
    (pushed["transactions"].as_u64().unwrap_or_default(), seconds)
}
