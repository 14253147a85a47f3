//! What can be said on the command line, and its help. Not what is done about it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  cargo xtask gen                         write the client and its conformance tests for every API
  cargo xtask gen serpi                   the same for one API; the others' files stay as they are
  cargo xtask gen --check                 write nothing; say what is stale, missing or left over
  cargo xtask check --format json         findings for an editor
  cargo xtask check --against ../pages    is every quote, sample and row still on its page?
  cargo xtask explain unknown-key         what a finding means and how to settle it
  cargo xtask openapi serpi               what the client does, as OpenAPI, for tools that know no Rust

Exit code: 0 all is well, 1 there are findings or stale files, 2 the command could not do its work.";

const GEN_EXAMPLES: &str = "\
Examples:
  cargo xtask gen                    every API
  cargo xtask gen serpi persat       two of them; the others' files stay as they are
  cargo xtask gen --check            for CI: exit with 1 if somebody forgot to generate";

const OPENAPI_EXAMPLES: &str = "\
Examples:
  cargo xtask openapi serpi                        on stdout
  cargo xtask openapi serpi > serpi.openapi.json   into a file
  cargo xtask openapi --out target/openapi         every API, each into <api>.openapi.json";

const CHECK_EXAMPLES: &str = "\
Examples:
  cargo xtask check serpi                    the specs of one API
  cargo xtask check --format json            for an editor
  cargo xtask check --against ../documents   is it still what the pages say?";

const MOCK_EXAMPLES: &str = "\
Examples:
  cargo xtask mock                          all vendors, ten rows each, on http://127.0.0.1:4010
  cargo xtask mock serpi --rows 120         one vendor, with enough rows for several pages
  cargo xtask mock --latency 300 --fail 503:0.1";

/// The commands of Ficha: from the transcription of a vendor's page to a Rust client.
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", version, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Colors: `auto` means on a terminal, unless NO_COLOR or CLICOLOR_FORCE says otherwise
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub(crate) color: ColorChoice,
    /// The workspace, where it is not the current folder or one above it
    #[arg(long, global = true, hide = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check the specs, then write what they produce: the client, its conformance tests, the language's reference and schema
    #[command(after_help = GEN_EXAMPLES)]
    Gen(Gen),
    /// Check the specs and write nothing
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Explain the code of a finding, or list all codes
    Explain(Explain),
    /// Serve the vendors on this machine, as their documents say, with a line for each request
    #[command(after_help = MOCK_EXAMPLES)]
    Mock(Mock),
    /// Write the reference of the spec language into specs/README.md
    Reference,
    /// Describe what the client does as OpenAPI 3.1, one document per API
    #[command(after_help = OPENAPI_EXAMPLES)]
    Openapi(Openapi),
    /// Write the JSON Schema of the spec language into specs/, for editors and validators
    Schema,
}

impl Command {
    /// For whom this command writes its results.
    pub(crate) fn format(&self) -> Format {
        match self {
            Command::Gen(asked) => asked.shared.format,
            Command::Check(asked) => asked.shared.format,
            Command::Openapi(asked) => asked.shared.format,
            Command::Explain(_) | Command::Mock(_) | Command::Reference | Command::Schema => Format::Human,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Gen {
    /// The APIs to generate: folders of specs/; all of them when none is named
    #[arg(value_name = "API")]
    pub(crate) apis: Vec<String>,
    /// Write nothing; list what differs from what the specs produce, and exit with 1 if anything does
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) shared: Shared,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The APIs to check: folders of specs/; all of them when none is named
    #[arg(value_name = "API")]
    pub(crate) apis: Vec<String>,
    /// Also look for every quote, sample and row of the specs in the pages that this folder keeps as text
    #[arg(long, value_name = "DIR")]
    pub(crate) against: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) shared: Shared,
}

#[derive(Debug, Args)]
pub(crate) struct Openapi {
    /// The APIs to describe: folders of specs/; all of them when none is named
    #[arg(value_name = "API")]
    pub(crate) apis: Vec<String>,
    /// The folder to write to, one file per API; without it, the document goes to stdout
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) shared: Shared,
}

/// What the commands that read specs have in common.
#[derive(Debug, Args)]
pub(crate) struct Shared {
    /// The folder of the specs [default: specs/ of the workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) specs: Option<PathBuf>,
    /// Text for people, or one JSON document on stdout
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Mock {
    /// The APIs to serve: folders of specs/; all of them when none is named
    #[arg(value_name = "API")]
    pub(crate) apis: Vec<String>,
    /// The port to listen on
    #[arg(long, default_value_t = 4010)]
    pub(crate) port: u16,
    /// How many rows each resource begins with
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub(crate) rows: u64,
    /// What the rows are made from; the same number makes the same rows
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(crate) seed: u64,
    /// How many milliseconds every answer takes
    #[arg(long, default_value_t = 0, value_name = "MS")]
    pub(crate) latency: u64,
    /// Refuse a share of the requests with this HTTP status
    #[arg(long, value_name = "HTTP:SHARE", value_parser = fail)]
    pub(crate) fail: Option<Fail>,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code of a finding, as it stands in brackets before the message
    pub(crate) code: Option<String>,
}

/// Whether arguments ask for JSON, although they cannot be understood as a whole.
pub(crate) fn are_for_programs(arguments: impl Iterator<Item = OsString>) -> bool {
    let arguments: Vec<OsString> = arguments.take_while(|argument| argument != "--").collect();
    let apart = arguments.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json");
    apart || arguments.iter().any(|argument| argument == "--format=json")
}

/// For whom the results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text, findings on stderr
    Human,
    /// One JSON document on stdout
    Json,
}

/// Which share of the requests is refused, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fail {
    pub(crate) http: u16,
    pub(crate) share: f64,
}

/// Reads `503:0.1`.
fn fail(text: &str) -> Result<Fail, String> {
    let wanted = || "a status and a share of the requests are wanted: 503:0.1".to_owned();
    let (http, share) = text.split_once(':').ok_or_else(wanted)?;
    let http = http.parse().ok().filter(|http| (400..600).contains(http)).ok_or_else(wanted)?;
    let share = share.parse().ok().filter(|share| (0.0..=1.0).contains(share)).ok_or_else(wanted)?;
    Ok(Fail { http, share })
}
