//! `makerstake completions`: scripts for shells, which complete the names of the profile file, too.

use clap::{Args, ValueEnum};
use clap_complete::Shell;

use crate::failure::Failure;
use crate::output::Output;
use crate::profile::Profiles;

/// What bash does before it asks the generated function.
const BASH: &str = r#"
_makerstake_names() {
    local names
    case "${COMP_WORDS[COMP_CWORD-1]}" in
        --platform) names=platforms ;;
        --profile | use) names=profiles ;;
        *) _makerstake "$@"; return ;;
    esac
    names=$(makerstake completions --names "$names" 2>/dev/null)
    COMPREPLY=($(compgen -W "$names" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -F _makerstake_names -o nosort -o bashdefault -o default makerstake
"#;

/// What fish offers besides the generated lines.
const FISH: &str = "
complete -c makerstake -l platform -x -a '(makerstake completions --names platforms 2>/dev/null)'
complete -c makerstake -l profile -x -a '(makerstake completions --names profiles 2>/dev/null)'
";

/// Print a completion script for a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum, required_unless_present = "names")]
    shell: Option<Shell>,
    /// Print the names of the profile file instead, which the scripts ask for
    #[arg(long, value_enum, value_name = "KIND", conflicts_with = "shell")]
    names: Option<Names>,
}

/// Names that are kept in the profile file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Names {
    /// Platforms, pools and mints (`makerstake config name`)
    Platforms,
    /// Profiles
    Profiles,
}

impl Completions {
    /// Prints the script, or the names.
    pub fn run(self, output: &Output, app: &mut clap::Command) -> Result<(), Failure> {
        if let Some(kind) = self.names {
            let all = Profiles::read()?;
            let names: Vec<String> = match kind {
                Names::Platforms => all.names.into_keys().collect(),
                Names::Profiles => all.profiles.into_keys().collect(),
            };
            return output.write(&names.join("\n"));
        }
        let Some(shell) = self.shell else { return Ok(()) };
        // Into memory first: the generator panics when its reader goes away, as with `| head`.
        let mut script = Vec::new();
        clap_complete::generate(shell, app, "makerstake", &mut script);
        let script = String::from_utf8_lossy(&script);
        let named = |value: &str, kind: &str| {
            let ask = format!("{{compadd -- $(makerstake completions --names {kind} 2>/dev/null)}}");
            (format!(":{value}:_default'"), format!(":{value}:{ask}'"))
        };
        output.write(&match shell {
            Shell::Bash => format!("{script}{BASH}"),
            Shell::Fish => format!("{script}{FISH}"),
            Shell::Zsh => {
                let (platform, profile) = (named("PLATFORM", "platforms"), named("PROFILE", "profiles"));
                script.replace(&platform.0, &platform.1).replace(&profile.0, &profile.1)
            }
            _ => script.into_owned(),
        })
    }
}
