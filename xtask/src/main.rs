//! The commands of the workspace: which one was asked for, and with what exit code it ends. What each does is in its file.

mod arguments;
mod check;
mod compare;
mod disk;
mod explain;
mod generate;
mod grammar;
mod mock;
mod openapi;
mod pages;
mod reference;
mod report;
mod schema;
mod specs;
mod trouble;
mod wiring;
mod workspace;
mod write;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
use trouble::Trouble;

/// How a command that did its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing is left to do.
    Fine,
    /// Something was found that a person has to look at.
    Findings,
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error),
    };
    report::choose_color(arguments.color);
    match run(&arguments) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(trouble) => {
            report::trouble(&trouble, arguments.command.format());
            ExitCode::from(2)
        }
    }
}

/// What clap has to say, help and version included, in its own words; and for programs in their document as well.
fn not_understood(error: &clap::Error) -> ExitCode {
    // Nothing is left to be told where even this cannot be written.
    let _ = error.print();
    if error.use_stderr() && arguments::are_for_programs(std::env::args_os()) {
        report::trouble_document(&Trouble::of_arguments(error));
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn run(arguments: &Arguments) -> Result<Outcome, Trouble> {
    let root = arguments.root.as_deref();
    match &arguments.command {
        Command::Gen(gen_arguments) => generate::run(root, gen_arguments),
        Command::Check(check_arguments) => check::run(root, check_arguments),
        Command::Explain(explain_arguments) => explain::run(explain_arguments),
        Command::Mock(mock_arguments) => mock::run(root, mock_arguments),
        Command::Reference => reference::run(root),
        Command::Openapi(openapi_arguments) => openapi::run(root, openapi_arguments),
        Command::Schema => schema::run(root),
    }
}
