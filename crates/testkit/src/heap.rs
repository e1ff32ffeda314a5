//! How much heap the programs use, read from every instruction that the virtual machine executes.
//!
//! Anchor's allocator only moves forward, and keeps its position in the heap's first eight bytes. So the last position that
//! an invocation stores there is its high-water mark: what was asked for, touched or not. What is written elsewhere in the
//! heap counts too, so a program that brings another allocator does not go unseen.
//!
//! With `MAKERSTAKE_HEAP=<folder>` every invocation of a program of the suite, by a transaction or by another program,
//! accepted or refused, is looked at; what is more than this process has seen of the instruction leaves a line there.
//! `cargo xtask bench` puts the greatest into docs/costs.md. Built with the feature `heap` only: a machine that keeps all
//! registers of all instructions is slow.

#[cfg(feature = "heap")]
mod recorder;

use solana_program_runtime::invoke_context::RegisterTrace;
use solana_program_runtime::solana_sbpf::ebpf::{self, Insn};

#[cfg(feature = "heap")]
pub(crate) use recorder::machine;

/// Bytes that a program may ask for at most.
const LONGEST: u64 = 256 * 1024;
/// Where the program counter is among an instruction's registers.
const COUNTER: usize = 11;

/// Bytes from the heap's start to its high-water mark, 0 where it was not used.
fn used(code: &[u8], trace: RegisterTrace) -> u64 {
    let stores = trace.iter().filter_map(|registers| {
        let counter = usize::try_from(registers[COUNTER]).ok()?;
        store(&ebpf::get_insn(code, counter), registers)
    });
    let mut mark = ebpf::MM_HEAP_START;
    for (address, bytes, value) in stores.filter(|(address, ..)| is_heap(*address)) {
        // The position is an address of the heap itself; anything else there is a value like others.
        let is_position = address == ebpf::MM_HEAP_START && bytes == 8 && is_heap(value);
        mark = mark.max(address + bytes).max(if is_position { value } else { 0 });
    }
    mark - ebpf::MM_HEAP_START
}

fn is_heap(address: u64) -> bool {
    (ebpf::MM_HEAP_START..=ebpf::MM_HEAP_START + LONGEST).contains(&address)
}

/// Where an instruction stores, how many bytes, and what; none where it does not. The codes are those of SBPFv3, which is
/// what all ELFs of the suite are.
fn store(instruction: &Insn, registers: &[u64; 12]) -> Option<(u64, u64, u64)> {
    let (register, immediate) = (registers[usize::from(instruction.src)], instruction.imm as u64);
    let (bytes, value) = match instruction.opc {
        ebpf::ST_B_IMM => (1, immediate),
        ebpf::ST_H_IMM => (2, immediate),
        ebpf::ST_W_IMM => (4, immediate),
        ebpf::ST_DW_IMM => (8, immediate),
        ebpf::ST_B_REG => (1, register),
        ebpf::ST_H_REG => (2, register),
        ebpf::ST_W_REG => (4, register),
        ebpf::ST_DW_REG => (8, register),
        _ => return None,
    };
    let address = registers[usize::from(instruction.dst)].wrapping_add_signed(i64::from(instruction.off));
    Some((address, bytes, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAP: u64 = ebpf::MM_HEAP_START;

    /// An instruction of this code, with register 1 to store at, behind it two bytes, and register 2 as what is stored.
    fn code(opc: u8, immediate: i32) -> Vec<u8> {
        let [a, b, c, d] = immediate.to_le_bytes();
        vec![opc, 0x21, 2, 0, a, b, c, d]
    }

    fn trace(at: u64, value: u64) -> [[u64; 12]; 1] {
        let mut registers = [0; 12];
        registers[1] = at.wrapping_sub(2);
        registers[2] = value;
        [registers]
    }

    #[test]
    fn the_position_is_the_mark_and_other_stores_move_it_no_further_than_they_reach() {
        let store = code(ebpf::ST_DW_REG, 0);
        assert_eq!(used(&store, &trace(HEAP, HEAP + 1_000)), 1_000);
        assert_eq!(used(&store, &trace(HEAP + 64, HEAP + 1_000)), 72);
        assert_eq!(used(&store, &trace(HEAP, 7)), 8);
        assert_eq!(used(&code(ebpf::ST_B_IMM, -1), &trace(HEAP + 64, 0)), 65);
    }

    #[test]
    fn the_stack_and_what_is_read_are_no_heap() {
        assert_eq!(used(&code(ebpf::ST_DW_REG, 0), &trace(ebpf::MM_STACK_START, HEAP + 1_000)), 0);
        assert_eq!(used(&code(ebpf::LD_DW_REG, 0), &trace(HEAP, HEAP + 1_000)), 0);
    }
}
