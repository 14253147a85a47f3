//! `mock`: starts the mock vendors of the client. They run in a process of their own, because this one must work where no
//! client is generated yet.

use std::path::Path;
use std::process::Command;

use ficha_codegen::diagnostic::did_you_mean;

use crate::Outcome;
use crate::arguments::{Fail, Mock};
use crate::trouble::Trouble;
use crate::workspace::{SPECS, Workspace};

/// Builds and runs the server, until it is stopped.
pub(crate) fn run(root: Option<&Path>, asked: &Mock) -> Result<Outcome, Trouble> {
    let workspace = Workspace::find(root)?;
    let known = apis(&workspace)?;
    if let Some(unknown) = asked.apis.iter().find(|api| !known.contains(api)) {
        let guess = did_you_mean(unknown, known.iter().map(String::as_str));
        return Err(Trouble::new(format!("there is no API `{unknown}`"))
            .guess(guess)
            .next(format!("there are {}", known.join(", "))));
    }
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(workspace.at("")).args([
        "run",
        "--quiet",
        "--package",
        "ficha-client",
        "--example",
        "mock",
        "--",
    ]);
    for (option, value) in [
        ("--port", u64::from(asked.port)),
        ("--rows", asked.rows),
        ("--seed", asked.seed),
        ("--latency", asked.latency),
    ] {
        cargo.arg(option).arg(value.to_string());
    }
    if let Some(Fail { http, share }) = asked.fail {
        cargo.arg("--fail").arg(format!("{http}:{share}"));
    }
    let status = cargo.args(&asked.apis).status();
    let status = status.map_err(|cause| Trouble::new("cannot start the mock vendors").because(cause))?;
    if status.success() { Ok(Outcome::Fine) } else { Err(Trouble::new("the mock vendors did not run")) }
}

/// The APIs that have specs.
fn apis(workspace: &Workspace) -> Result<Vec<String>, Trouble> {
    let folder = workspace.at(SPECS);
    let entries = std::fs::read_dir(&folder).map_err(|cause| Trouble::io("read", &folder, cause))?;
    let folders = entries.flatten().filter(|entry| entry.path().join("api.yaml").is_file());
    let mut apis: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    apis.sort();
    Ok(apis)
}
