//! The packages whose compilation is measured, in a workspace under the build directory: a copy of the client, with made
//! operations that can be switched on; the same operations by themselves, and the real ones; an application; and what a
//! person would write.

use std::fs;
use std::path::{Path, PathBuf};

use ficha_codegen::source::Source;
use ficha_codegen::{File, Options, generate};
use toml::{Table, Value};

use crate::{Outcome, scratch, specs, synthetic};

/// The feature that gives the copy of the client the made operations.
pub(crate) const FEATURE: &str = "synthetic";

const CLIENT: &str = "generated-client";

/// Writes them all, with so many operations; the manifest of their workspace.
pub(crate) fn write(operations: usize) -> Outcome<PathBuf> {
    let folder = scratch::folder("packages");
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let manifest = folder.join("Cargo.toml");
    scratch::write(&manifest, &workspace(&repository)?)?;
    if !folder.join("Cargo.lock").exists() {
        fs::copy(repository.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    }
    let client = folder.join(CLIENT);
    copy(&repository.join(CLIENT).join("src"), &client.join("src"))?;
    scratch::write(&client.join("Cargo.toml"), &client_with_feature(&repository)?)?;
    let with_feature = fs::read_to_string(client.join("src/lib.rs"))? + SYNTHETIC;
    scratch::write(&client.join("src/lib.rs"), &with_feature)?;
    let made = synthetic::specs(operations);
    write_files(&client.join("src"), &generated(&made, "crate::runtime")?)?;
    write_files(&folder.join("operations/src"), &generated(&made, OUTSIDE)?)?;
    write_files(&folder.join("vendors/src"), &generated(&specs::of(specs::REAL)?, OUTSIDE)?)?;
    for (name, text) in [
        ("operations/Cargo.toml", include_str!("packages/operations.toml")),
        ("operations/src/lib.rs", "pub mod synthetic;\n"),
        ("vendors/Cargo.toml", include_str!("packages/vendors.toml")),
        ("vendors/src/lib.rs", "pub mod factura_online;\npub mod persat;\npub mod serpi;\n"),
        ("application/Cargo.toml", include_str!("packages/application.toml")),
        ("application/src/main.rs", &application(operations)),
        ("floor/Cargo.toml", include_str!("packages/floor.toml")),
        ("floor/src/lib.rs", include_str!("packages/floor.rs")),
    ] {
        scratch::write(&folder.join(name), text)?;
    }
    Ok(manifest)
}

const SYNTHETIC: &str = "\n#[cfg(feature = \"synthetic\")]\n#[rustfmt::skip]\npub mod synthetic;\n";

/// Where the runtime is for a crate that has only generated code in it.
const OUTSIDE: &str = "ficha_client::runtime";

fn generated(specs: &[Source], runtime: &str) -> Outcome<Vec<File>> {
    Ok(generate(specs, &Options::default().runtime(runtime))?.client)
}

fn write_files(folder: &Path, files: &[File]) -> Outcome {
    files.iter().try_for_each(|file| scratch::write(&folder.join(&file.path), &file.text))
}

/// The repository's own workspace with other members, so that the copy inherits what the client inherits.
fn workspace(repository: &Path) -> Outcome<String> {
    let mut manifest: Table = fs::read_to_string(repository.join("Cargo.toml"))?.parse()?;
    let members = [CLIENT, "operations", "vendors", "application", "floor"].map(Value::from);
    section(&mut manifest, "workspace")?.insert("members".to_owned(), Value::Array(members.to_vec()));
    Ok(manifest.to_string())
}

fn client_with_feature(repository: &Path) -> Outcome<String> {
    let mut manifest: Table = fs::read_to_string(repository.join(CLIENT).join("Cargo.toml"))?.parse()?;
    section(&mut manifest, "features")?.insert(FEATURE.to_owned(), Value::Array(Vec::new()));
    // Only the sources are copied.
    manifest.retain(|name, _| !matches!(name, "example" | "test" | "bench" | "dev-dependencies"));
    Ok(manifest.to_string())
}

fn section<'a>(manifest: &'a mut Table, name: &str) -> Outcome<&'a mut Table> {
    let section = manifest.get_mut(name).and_then(Value::as_table_mut);
    section.ok_or_else(|| format!("a manifest of the repository has no `[{name}]`").into())
}

fn copy(from: &Path, to: &Path) -> Outcome {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            scratch::write(&to, &fs::read_to_string(entry.path())?)?;
        }
    }
    Ok(())
}

/// A program that makes every call, with every required field set.
fn application(operations: usize) -> String {
    let setters: String = (0..synthetic::REQUIRED).map(|n| format!(".field_{n}({})", value(n))).collect();
    let calls = (0..operations / synthetic::PER_RESOURCE).map(|n| {
        format!(
            "
    let record = resource_{n}::Record{n}::builder(){setters}.build()?;
    client.resource_{n}().list().limit(50).offset(0).send().await?;
    client.resource_{n}().get(1).send().await?;
    client.resource_{n}().create(record.clone()).send().await?;
    client.resource_{n}().update(1, record).send().await?;
    client.resource_{n}().delete(1).send().await?;
"
        )
    });
    format!(
        "use operations::synthetic::*;

#[tokio::main(flavor = \"current_thread\")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
    let client = Client::builder().token(\"token\").build()?;{}    Ok(())
}}
",
        calls.collect::<String>()
    )
}

fn value(n: usize) -> &'static str {
    match n % 5 {
        0 => "1",
        3 => "1.5",
        4 => "true",
        _ => "\"text\"",
    }
}
