//! Logging events of fixed size from the stack: `emit!` would allocate and copy them first, and programs pay for it.

use anchor_lang::{prelude::*, sol_log_data};
use bytemuck::{bytes_of, Pod};

/// Longest line: discriminator and event.
const MAX_LINE: usize = 288;

/// Logs an event declared with `#[event(bytemuck)]`, in the same bytes as `emit!` does, by code that exists once and not
/// for every event.
pub fn log<E: Pod + Discriminator>(event: &E) {
    const { assert!(E::DISCRIMINATOR.len() + size_of::<E>() <= MAX_LINE, "a longer line is needed") };
    line(E::DISCRIMINATOR, bytes_of(event));
}

#[inline(never)]
fn line(discriminator: &[u8], event: &[u8]) {
    let mut line = [0; MAX_LINE];
    let Some((prefix, rest)) = line.split_at_mut_checked(discriminator.len()) else { return };
    let Some(body) = rest.get_mut(..event.len()) else { return };
    prefix.copy_from_slice(discriminator);
    body.copy_from_slice(event);
    if let Some(line) = line.get(..discriminator.len().saturating_add(event.len())) {
        sol_log_data(&[line]);
    }
}

/// Logs an event as [`log`] does, by code of its own: for the instructions whose compute units are tight.
#[macro_export]
macro_rules! log_event {
    ($event:ident $fields:tt) => {{
        #[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable)]
        #[repr(C)]
        struct Line {
            prefix: [u8; 8],
            event: $event,
        }
        const PREFIX: [u8; 8] = match <$event as anchor_lang::Discriminator>::DISCRIMINATOR.first_chunk() {
            Some(prefix) => *prefix,
            None => [0; 8],
        };
        let line = Line { prefix: PREFIX, event: $event $fields };
        anchor_lang::prelude::sol_log_data(&[bytemuck::bytes_of(&line)]);
    }};
}
