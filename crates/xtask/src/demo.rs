//! `cargo xtask demo`: builds what the story needs and plays it.

use crate::build;
use crate::npm::Package;
use crate::process::Process;
use crate::project::Project;
use crate::test::stages;
use anyhow::Result;

/// How it ends.
#[derive(clap::Args)]
pub struct Arguments {
    /// End after the story, instead of leaving the network and the dApp up
    #[arg(long)]
    pub exit: bool,
}

/// Builds the programs, the dApp and the story, then plays it; its exit code is this command's.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    build::run(project, &build::Arguments::default())?;
    println!("building the story (the first time, several minutes)");
    let mut demo = Process::new(stages::story(project)?)
        .arg("--deploy-dir")
        .arg(project.deploy())
        .arg("--keys")
        .arg(project.path("tests/keys"))
        .arg("--works")
        .arg(project.path("data/works.csv"))
        .arg("--node-bin")
        .arg(stages::node_binary(project)?)
        .folder(&project.root);
    if arguments.exit {
        demo = demo.arg("--exit");
    } else if let Some(app) = Package::open(project.path("app"))? {
        println!("building the dApp");
        app.install()?;
        app.run("build", &[])?;
        demo = demo.arg("--app").arg(project.path("app/dist"));
    }
    demo.become_it()
}
