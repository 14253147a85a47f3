//! A PostgreSQL server of a test's own, in a directory of its own, that goes away with the test.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A running server. It can be reached through a socket in its directory, and by nothing else.
pub struct Postgres {
    directory: PathBuf,
    server: Child,
}

impl Postgres {
    /// Starts a server.
    ///
    /// # Errors
    /// Why there is none, for instance because PostgreSQL is not installed.
    pub fn start() -> Result<Postgres, String> {
        let programs = programs()?;
        let directory = std::env::temp_dir().join(format!("ficha-postgres-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&directory);
        let mut init = as_nobody_special(&programs.join("initdb"));
        init.args(["--auth=trust", "--username=ficha", "--no-sync", "-D"]).arg(&directory);
        run(&mut init)?;
        let mut server = as_nobody_special(&programs.join("postgres"));
        server.arg("-D").arg(&directory).arg("-k").arg(&directory).args(["-c", "listen_addresses=", "-c", "fsync=off"]);
        let server = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(|error| error.to_string())?;
        let postgres = Postgres { directory, server };
        postgres.wait(&programs)?;
        Ok(postgres)
    }

    /// The directory of its socket.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    fn wait(&self, programs: &Path) -> Result<(), String> {
        let began = Instant::now();
        loop {
            let mut ready = Command::new(programs.join("pg_isready"));
            match run(ready.arg("-q").arg("-h").arg(&self.directory)) {
                Ok(_) => return Ok(()),
                Err(error) if began.elapsed() > Duration::from_secs(30) => return Err(error),
                Err(_) => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let pid = std::fs::read_to_string(self.directory.join("postmaster.pid")).unwrap_or_default();
        if let Some(pid) = pid.lines().next() {
            // The server itself and no child of it; an interrupt ends it at once and in order.
            let _ = Command::new("kill").args(["-INT", pid]).status();
        }
        let _ = self.server.wait();
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

/// Where PostgreSQL's programs are.
fn programs() -> Result<PathBuf, String> {
    let told = Command::new("pg_config").arg("--bindir").output();
    if let Ok(Output { status, stdout, .. }) = told
        && status.success()
    {
        let told = PathBuf::from(String::from_utf8_lossy(&stdout).trim());
        if told.join("initdb").exists() {
            return Ok(told);
        }
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").map_err(|_| "PostgreSQL is not installed".to_owned())?;
    let mut found: Vec<PathBuf> = versions.flatten().map(|version| version.path().join("bin")).collect();
    found.retain(|programs| programs.join("initdb").exists());
    found.sort();
    found.pop().ok_or_else(|| "PostgreSQL is not installed".to_owned())
}

/// A program that does not run as root, which PostgreSQL refuses.
fn as_nobody_special(program: &Path) -> Command {
    let is_root = run(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !is_root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
    command
}

fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr))),
    }
}
