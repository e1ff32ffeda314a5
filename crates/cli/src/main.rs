//! The `makerstake` command.

fn main() -> std::process::ExitCode {
    makerstake_cli::main()
}
