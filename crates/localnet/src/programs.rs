//! The built programs, as accounts that the network starts with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use makerstake_client::programs::Program;
use solana_pubkey::Pubkey;
use surfpool_types::AccountSnapshot;

use crate::LocalnetError;

/// The accounts a network starts with, by address.
pub type Accounts = BTreeMap<String, Option<AccountSnapshot>>;

/// The loader that owns upgradeable programs.
const LOADER: Pubkey = solana_sdk_ids::bpf_loader_upgradeable::ID;
/// What every ELF file starts with.
const ELF_MAGIC: [u8; 4] = [0x7f, b'E', b'L', b'F'];

/// A program and the bytes it was built to.
pub struct Built {
    /// Which one.
    pub program: Program,
    /// The ELF.
    pub elf: Vec<u8>,
}

/// Reads the ELFs of all programs from a folder.
///
/// # Errors
/// [`LocalnetError::NoPrograms`] naming every file that is missing; [`LocalnetError::NotAProgram`] for a file of
/// another kind; [`LocalnetError::Io`].
pub fn read(dir: &Path) -> Result<Vec<Built>, LocalnetError> {
    let path = |program: &Program| dir.join(program.elf_file());
    let missing: Vec<String> =
        Program::ALL.iter().filter(|program| !path(program).is_file()).map(Program::elf_file).collect();
    if !missing.is_empty() {
        return Err(LocalnetError::NoPrograms { dir: dir.to_path_buf(), missing });
    }
    Program::ALL.into_iter().map(|program| read_one(program, path(&program))).collect()
}

fn read_one(program: Program, path: PathBuf) -> Result<Built, LocalnetError> {
    let elf = std::fs::read(&path).map_err(|source| LocalnetError::Io { path: path.clone(), source })?;
    if elf.starts_with(&ELF_MAGIC) {
        Ok(Built { program, elf })
    } else {
        Err(LocalnetError::NotAProgram(path))
    }
}

/// The two accounts of a deployed program: the program itself and its data.
pub fn accounts(built: &Built, authority: Option<&Pubkey>) -> Vec<(String, AccountSnapshot)> {
    let id = built.program.id();
    let data_address = data_address(&id);
    // UpgradeableLoaderState::ProgramData: tag 3, slot, Some(authority); its header always takes 45 bytes.
    let mut data = Vec::with_capacity(built.elf.len().saturating_add(45));
    data.extend_from_slice(&3_u32.to_le_bytes());
    data.extend_from_slice(&0_u64.to_le_bytes());
    data.push(1);
    data.extend_from_slice(authority.unwrap_or(&Pubkey::default()).as_ref());
    data.extend_from_slice(&built.elf);
    // UpgradeableLoaderState::Program: tag 2, address of the data.
    let mut state = 2_u32.to_le_bytes().to_vec();
    state.extend_from_slice(data_address.as_ref());
    vec![(id.to_string(), snapshot(true, &state)), (data_address.to_string(), snapshot(false, &data))]
}

/// The address of a program's data under the upgradeable loader.
pub fn data_address(program: &Pubkey) -> Pubkey {
    Pubkey::find_program_address(&[program.as_ref()], &LOADER).0
}

/// The ELF in an account that holds a program's data, or nothing if it is not one.
pub fn elf_of(data: &[u8]) -> Option<&[u8]> {
    data.get(45..).filter(|elf| elf.starts_with(&ELF_MAGIC))
}

fn snapshot(executable: bool, data: &[u8]) -> AccountSnapshot {
    // Rent as on every cluster: 3,480 lamports a byte and year, for two years, with 128 bytes of overhead.
    let lamports = (data.len() as u64).saturating_add(128).saturating_mul(6_960);
    AccountSnapshot::new(lamports, LOADER.to_string(), executable, 0, crate::ledger::base64(data), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_missing_program_is_named() {
        let dir = std::env::temp_dir().join(format!("makerstake-no-programs-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join("makerstake_creators.so"), ELF_MAGIC).unwrap();
        let error = read(&dir).err().unwrap().to_string();
        std::fs::remove_dir_all(&dir).unwrap();
        assert!(error.ends_with(
            "makerstake_attestations.so, makerstake_equity.so, makerstake_governance.so, makerstake_offerings.so, \
             makerstake_moderation.so missing; \
             run `cargo xtask build`, or name the folder with --deploy-dir"
        ));
    }

    #[test]
    fn a_file_of_another_kind_is_refused() {
        let dir = std::env::temp_dir().join(format!("makerstake-not-elf-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        for program in Program::ALL {
            std::fs::write(dir.join(program.elf_file()), b"<html>").unwrap();
        }
        let error = read(&dir).err().unwrap();
        std::fs::remove_dir_all(&dir).unwrap();
        assert!(
            matches!(error, LocalnetError::NotAProgram(path) if path.ends_with("makerstake_creators.so"))
        );
    }
}
