//! Generates with progenitor: times it (`peer generate 100`), or writes what it makes as packages (`peer packages 100
//! FOLDER`). Who compares is the benchmark that starts this.

mod document;
mod packages;

use std::error::Error;
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use progenitor_impl::{GenerationSettings, Generator, InterfaceStyle};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["generate", operations] => measure(&document::text(operations.parse()?)),
        ["packages", operations, folder] => {
            let operations = operations.parse()?;
            packages::write(operations, &generate(&document::text(operations))?, Path::new(folder))
        }
        _ => Err("either `generate OPERATIONS` or `packages OPERATIONS FOLDER`".into()),
    }
}

/// From the document to the text of a module, as its own build script would.
fn generate(document: &str) -> Result<String, Box<dyn Error>> {
    let document: openapiv3::OpenAPI = serde_json::from_str(document)?;
    let mut settings = GenerationSettings::new();
    settings.with_interface(InterfaceStyle::Builder);
    let tokens = Generator::new(&settings).generate_tokens(&document)?;
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}

fn measure(document: &str) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let text = generate(document)?;
    println!("wall {}", start.elapsed().as_secs_f64());
    println!("source {}", text.len());
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(kib) = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()) {
        println!("memory {}", kib.parse::<f64>()? * 1024.0);
    }
    Ok(())
}
