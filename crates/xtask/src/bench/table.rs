//! docs/costs.md.

use super::figures::{Ceilings, Figures};
use std::collections::BTreeMap;
use std::fmt::Write;

const HEAD: &str = "# What every instruction costs

Written by `cargo xtask bench`: do not edit. The figures are of every accepted transaction of one instruction that the
program tests send, in the mixture of cases that they have, under as many seeds (and so keys) as give each instruction 25
samples or more, on the real ELFs in LiteSVM with mainnet's features. They hold for ELFs of this toolchain. The exact
cases that were aimed for, such as a claim at depth 20, have tests of their own: `costs.rs` beside each program's.

A transaction's bytes include a fee payer of its own, never an actor: where an actor pays, they are 96 fewer. Rent comes
back where the account can be closed. Nearly all spread between keys is the search for a program address: about 330 CU for each bump tried.

Heap is the high-water mark in bytes, read from the registers of every instruction that the programs execute in any of these tests, in
refused transactions and in calls of other programs too; the allocator never gives back, so it is all that was ever asked for.
A transaction that asks for nothing has 32,768. `cargo xtask bench --heap` measures it alone.

`cargo test -p makerstake-tests --test limits` fails when a figure rises above its ceiling in
`tests/limits/ceilings.json`, or when an instruction has none.
";

/// Measured once, on the assembly of the two ELFs named: it changes with the programs, slowly.
const BYTES: &str = "
### Where the bytes are

Counted in the assembly that `sbpf-linker --emit=asm` gives, eight bytes an instruction, on 2026-11-26: governance of
233,416 bytes and equity of 146,480.

| part | governance | equity |
| --- | ---: | ---: |
| the instructions' own code, 32 and 25 of them | 151,328 | 115,296 |
| the rules on the accounts, payments, calls | 34,744 | 14,616 |
| accounts that several instructions begin with | 12,616 | 4,960 |
| reading actions and judging them | 12,592 | |
| equity's accounts, and calls of equity | 3,968 | |
| opening accounts, logging | 5,856 | 776 |
| arithmetic, memory, standard library, rest | 11,384 | 10,728 |

Each instruction carries its own walk over its accounts, its context and its way out: the compiler makes them anew for each
set of accounts. The smallest instruction takes 1,752 bytes, and 32 of that size are 56 KB before any of them does anything.
It is not forced inlining: with that attribute removed, and without inlining on Rust's own level, governance of 235,216 bytes
becomes 233,488 (2026-11-27). What they need in common is behind calls already. The largest are create_proposal (18 KB), cast_vote
(10 KB, unshared for its units), execute_invoke, execute_create_grant, execute_open_budget, create_platform and execute_upgrade
(7 to 8 KB each), and create_pool in equity (12 KB).

So the aim of 120 KiB contradicts the ceilings of units. Governance would have to become three programs; then the one that pays asks
the one that decides, and that call alone costs about 1,000 units, where a payment of lamports takes 2,997 of the 3,000 that it may
take, and a draw must not leave the treasury's signature to a second program. We keep the units, which every user pays each time, and pay the
bytes once: 240 KB are rent for 1.7 SOL, which comes back when a program is closed. spl-governance has 1.27 MB.
";

/// The document.
pub fn markdown(measured: &BTreeMap<String, Figures>, ceilings: &Ceilings, elfs: &[(&str, u64)]) -> String {
    let mut text = HEAD.to_owned();
    let mut program = "";
    for (name, figures) in measured {
        let (of, instruction) = name.split_once('.').unwrap_or((name, name));
        if of != program {
            program = of;
            let _ = write!(
                text,
                "\n## {program}\n\n| instruction | CU min | median | max | accounts | tx bytes | created bytes | heap | rent, SOL |\n\
                 | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
            );
        }
        let Figures { cu_min, cu_median, cu_max, accounts, tx_bytes, created_bytes, heap_bytes, .. } =
            figures;
        let numbers = [cu_min, cu_median, cu_max, accounts, tx_bytes, created_bytes, heap_bytes]
            .map(|number| grouped(*number));
        let _ =
            writeln!(text, "| `{instruction}` | {} | {} |", numbers.join(" | "), sol(figures.rent_lamports));
    }
    text.push_str("\n## Programs\n\n| program | ELF bytes | wanted |\n| --- | ---: | ---: |\n");
    for (name, size) in elfs {
        let _ = writeln!(text, "| {name} | {} | {} |", grouped(*size), grouped(crate::build::WANTED as u64));
    }
    text.push_str(BYTES);
    text.push_str(&wishes(measured, ceilings));
    text
}

/// What was aimed for, met or missed.
fn wishes(measured: &BTreeMap<String, Figures>, ceilings: &Ceilings) -> String {
    let mut rows = String::new();
    for (name, figures) in measured {
        if let Some(wanted) = ceilings.0.get(name).and_then(|ceiling| ceiling.wanted) {
            let verdict = if figures.cu_median <= wanted { "met" } else { "**missed**" };
            let median = grouped(figures.cu_median);
            let _ = writeln!(rows, "| `{name}` | {} | {median} | {verdict} |", grouped(wanted));
        }
    }
    if rows.is_empty() {
        return rows;
    }
    format!("\n## Aims, over the mixture of cases above\n\n| instruction | aim, CU | median | |\n| --- | ---: | ---: | --- |\n{rows}")
}

/// `1,234,567`
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Lamports in SOL, all nine digits.
fn sol(lamports: u64) -> String {
    format!("{}.{:09}", lamports / 1_000_000_000, lamports % 1_000_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_to_be_read() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(sol(2_150_000), "0.002150000");
    }
}
