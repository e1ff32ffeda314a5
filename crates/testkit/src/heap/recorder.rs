//! The machine that records.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use litesvm::{InvocationInspectCallback, LiteSVM};
use makerstake_client::programs::Program;
use solana_program_runtime::invoke_context::InvokeContext;
use solana_transaction::sanitized::SanitizedTransaction;

use super::used;
use crate::costs::discriminator;

/// A machine that records, where recording is asked for.
pub(crate) fn machine() -> LiteSVM {
    let Some(folder) = std::env::var_os("MAKERSTAKE_HEAP").map(PathBuf::from) else {
        return LiteSVM::new();
    };
    let mut svm = LiteSVM::new_debuggable(true);
    svm.set_invocation_inspect_callback(Recorder { folder });
    svm
}

struct Recorder {
    folder: PathBuf,
}

impl InvocationInspectCallback for Recorder {
    fn before_invocation(
        &self,
        _: &LiteSVM,
        _: &SanitizedTransaction,
        _: &[u16],
        _: &mut InvokeContext,
        _: bool,
    ) {
    }

    fn after_invocation(
        &self,
        _: &LiteSVM,
        _: &SanitizedTransaction,
        _: &[u16],
        context: &InvokeContext,
        _: bool,
    ) {
        context.iterate_vm_traces(&|instruction, executable, trace| {
            let Some(program) = instruction.get_program_key().ok().and_then(Program::at) else { return };
            let Some(discriminator) = discriminator(instruction.get_instruction_data()) else { return };
            let used = used(executable.get_text_bytes().1, trace);
            record(&self.folder, &format!("{program},{discriminator}"), used);
        });
    }
}

/// Leaves a line of `program,discriminator,bytes`, where it is more than before.
///
/// # Panics
/// Where the folder cannot be written to.
fn record(folder: &Path, instruction: &str, used: u64) {
    static SEEN: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());
    let mut seen = SEEN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if seen.get(instruction).is_some_and(|most| *most >= used) {
        return;
    }
    seen.insert(instruction.to_owned(), used);
    let path = folder.join(format!("{}.csv", std::process::id()));
    std::fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let file = OpenOptions::new().create(true).append(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(format!("{instruction},{used}\n").as_bytes()));
    written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
