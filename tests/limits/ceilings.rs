//! Figures stay below their ceilings: those of docs/costs.json, and those of this very run.

use serde_json::Value;

use crate::records;
use crate::suite::{instructions, json, path, sources, PROGRAMS};

const FIGURES: [&str; 5] = ["cu_min", "cu_median", "tx_bytes", "created_bytes", "heap_bytes"];
const REMEDY: &str =
    "run `cargo xtask bench`; a rise on purpose also takes --set-ceilings and a reason in the commit";

fn number(value: &Value, name: &str, figure: &str) -> u64 {
    value[name][figure].as_u64().unwrap_or_else(|| panic!("{name} has no {figure}: {REMEDY}"))
}

#[test]
fn every_instruction_is_measured_and_below_its_ceilings() {
    let (costs, ceilings) = (json("docs/costs.json"), json("tests/limits/ceilings.json"));
    let mut above = Vec::new();
    for (name, _) in instructions() {
        for figure in FIGURES {
            let (measured, ceiling) = (number(&costs, &name, figure), number(&ceilings, &name, figure));
            if measured > ceiling {
                above.push(format!("{name}: {figure} {measured}, ceiling {ceiling}"));
            }
        }
        assert!(number(&costs, &name, "samples") >= 25, "{name} has too few samples: {REMEDY}");
    }
    assert!(above.is_empty(), "{}\n{REMEDY}", above.join("\n"));
}

/// The worst case of every instruction that any test sends, under every seed that was measured: it fits into what a transaction
/// has without asking for more. The heap's high-water mark is measured. The frames are those of 4 KiB that LiteSVM gives a transaction
/// which asks for nothing, so a case that went through fits into them; and no client asks.
#[test]
fn the_worst_case_needs_no_more_than_a_transaction_has() {
    const UNITS: u64 = 200_000;
    /// The tests' fee payer is nobody else, which takes 96 bytes that an actor who pays would not.
    const BYTES: u64 = 1_232 + 96;
    const HEAP: u64 = 32 * 1_024;
    let costs = json("docs/costs.json");
    for (name, _) in instructions() {
        let heap = number(&costs, &name, "heap_bytes");
        assert!(heap <= HEAP, "{name}: {heap} bytes of heap");
        let (units, bytes) = (number(&costs, &name, "cu_max"), number(&costs, &name, "tx_bytes"));
        assert!(units <= UNITS, "{name}: {units} units");
        assert!(bytes <= BYTES, "{name}: {bytes} bytes");
    }
    // A measure that saw nothing would be below everything: this one keeps the accounts of a call, of 32 bytes and more each.
    let seen = number(&costs, "governance.execute_invoke", "heap_bytes");
    assert!(seen >= 32 * 32, "execute_invoke with 32 accounts is said to use {seen} bytes of heap");
    for folder in ["crates/testkit/src", "crates/client/src", "crates/cli/src", "crates/demo/src", "tests"] {
        let code = sources(&path(folder));
        let asks = ["request_heap", "_frame("].concat();
        assert!(!code.contains(&asks), "{folder} asks for more heap");
    }
}

#[test]
fn no_figure_is_kept_of_an_instruction_that_is_gone() {
    let known: Vec<String> = instructions().into_iter().map(|(name, _)| name).collect();
    for file in ["docs/costs.json", "tests/limits/ceilings.json"] {
        let gone: Vec<_> =
            json(file).as_object().unwrap().keys().filter(|name| !known.contains(name)).cloned().collect();
        assert!(gone.is_empty(), "{file}: {}; {REMEDY}", gone.join(", "));
    }
}

/// One run has few samples of a rare instruction, so it is held to what half of many runs cost: the least of its own
/// above that is a rise of the code's cost, and no bad luck with keys.
#[test]
fn this_run_cost_no_more() {
    let Some(records) = records::read() else {
        panic!("nothing is recorded: run `cargo xtask test --only programs` first");
    };
    let ceilings = json("tests/limits/ceilings.json");
    let mut above = Vec::new();
    for (name, record) in records {
        let figures = [
            ("cu_median", record.cu_min),
            ("tx_bytes", record.tx_bytes),
            ("created_bytes", record.created_bytes),
        ];
        for (figure, measured) in figures {
            let ceiling = number(&ceilings, &name, figure);
            if measured > ceiling {
                above.push(format!("{name}: {figure} {measured}, ceiling {ceiling}"));
            }
        }
    }
    assert!(above.is_empty(), "{}\n{REMEDY}", above.join("\n"));
}

/// Sizes that the ELFs have today, rounded up; they may only fall.
#[test]
fn programs_do_not_grow() {
    let ceilings = json("tests/limits/sizes.json");
    for program in PROGRAMS {
        let file = path(&format!("target/deploy/makerstake_{program}.so"));
        let size = std::fs::metadata(&file)
            .unwrap_or_else(|_| panic!("no {program}: run `cargo xtask build`"))
            .len();
        let ceiling =
            ceilings[program].as_u64().unwrap_or_else(|| panic!("{program} has no ceiling of size"));
        assert!(size <= ceiling, "{program} has {size} bytes, ceiling {ceiling}");
    }
}
