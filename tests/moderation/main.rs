//! The program `moderation` on its real ELF: one file an instruction, every error by its code, and the attacks.

mod costs;
mod dsa;
mod end_version;
mod enforce;
mod label_leaf;
mod layouts;
mod lift;
mod note_version;
mod open_docket;
mod play;
mod set_docket;
mod set_label;

/// Asserts a refusal of the moderation program.
#[macro_export]
macro_rules! refused {
    ($outcome:expr, $error:ident) => {
        match $outcome {
            Ok(_) => panic!("expected {} but it went through", stringify!($error)),
            Err(refusal) => refusal.assert_code(
                &makerstake_testkit::moderation::MODERATION,
                makerstake_testkit::moderation::ModerationError::$error as u32,
            ),
        }
    };
}
