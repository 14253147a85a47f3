//! How long something takes: by the clock on the wall, and in seconds of all processors together.

use std::process::{Command, Output};
use std::time::Instant;

use crate::Outcome;

/// What a piece of work took, in seconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spent {
    pub(crate) wall: f64,
    pub(crate) cpu: f64,
}

/// What this process took for a piece of work, on all its threads.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> (T, Spent) {
    let (cpu, start) = (Whose::Own.cpu(), Instant::now());
    let result = work();
    (result, Spent { wall: start.elapsed().as_secs_f64(), cpu: Whose::Own.cpu() - cpu })
}

/// What a command took, with all that it started. It must succeed.
pub(crate) fn time_command(command: &mut Command) -> Outcome<(String, Spent)> {
    let (cpu, start) = (Whose::Children.cpu(), Instant::now());
    let Output { status, stdout, stderr } = command.output()?;
    let spent = Spent { wall: start.elapsed().as_secs_f64(), cpu: Whose::Children.cpu() - cpu };
    if !status.success() {
        let why = String::from_utf8_lossy(&stderr);
        return Err(format!("{status} of {}:\n{why}", command.get_program().display()).into());
    }
    Ok((String::from_utf8(stdout)?, spent))
}

enum Whose {
    Own,
    Children,
}

impl Whose {
    #[cfg(unix)]
    fn cpu(&self) -> f64 {
        use nix::sys::resource::{UsageWho, getrusage};
        let who = match self {
            Whose::Own => UsageWho::RUSAGE_SELF,
            Whose::Children => UsageWho::RUSAGE_CHILDREN,
        };
        getrusage(who).map_or(f64::NAN, |usage| {
            [usage.user_time(), usage.system_time()]
                .into_iter()
                .map(|time| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6)
                .sum()
        })
    }

    /// Not known here; what depends on it is shown as a dash.
    #[cfg(not(unix))]
    fn cpu(&self) -> f64 {
        f64::NAN
    }
}
