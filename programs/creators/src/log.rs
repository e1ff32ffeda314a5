//! Logging events of fixed size from the stack: `emit!` would allocate and copy them first, and programs pay for it.

/// Logs an event declared with `#[event(bytemuck)]`, in the same bytes as `emit!` does.
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
