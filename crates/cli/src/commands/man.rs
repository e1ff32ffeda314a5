//! `makerstake man`: manual pages.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use clap_mangen::Man as Page;

use crate::app::EXIT_CODES;
use crate::failure::{Exit, Failure};
use crate::files;
use crate::output::Output;

/// Print the manual page, or write one page a command
#[derive(Debug, Args)]
pub struct Man {
    /// Write a page for each command into this folder instead of printing the first
    #[arg(long, value_name = "DIR")]
    out_dir: Option<PathBuf>,
}

impl Man {
    /// Prints or writes the pages.
    pub fn run(self, output: &Output, mut app: clap::Command) -> Result<(), Failure> {
        app.build();
        match self.out_dir {
            None => output.write(&render(&app)?),
            Some(dir) => {
                std::fs::create_dir_all(&dir).map_err(|error| Failure::io(&dir, &error))?;
                let pages = write_pages(&dir, &app, "makerstake")?;
                output.note(format!("{pages} manual pages in {}", dir.display()));
                Ok(())
            }
        }
    }
}

/// Writes the page of a command and those of its subcommands, and counts them.
fn write_pages(dir: &Path, command: &clap::Command, name: &str) -> Result<usize, Failure> {
    let page = render(command)?;
    files::replace(&dir.join(format!("{name}.1")), |file| file.write_all(page.as_bytes()))?;
    let mut pages = 1;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help" && !sub.is_hide_set()) {
        pages += write_pages(dir, sub, &format!("{name}-{}", sub.get_name()))?;
    }
    Ok(pages)
}

/// A page with the values of every flag, and the exit codes, which are those of all commands.
fn render(command: &clap::Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    Page::new(command.clone().after_help(EXIT_CODES))
        .render(&mut page)
        .map_err(|error| Failure::new(Exit::Internal, error.to_string()))?;
    Ok(String::from_utf8_lossy(&page).replace("\n.SH EXTRA\n", "\n.SH \"EXIT STATUS\"\n"))
}
