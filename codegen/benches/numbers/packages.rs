//! The packages whose compilation is measured, in a workspace under the build directory: a copy of the client and of what it
//! runs on; made operations; an application that calls them; and what a person would write.

use std::fs;
use std::path::{Path, PathBuf};

use ficha_codegen::{Options, generate};
use toml::{Table, Value};

use crate::{Outcome, scratch, synthetic};

/// What is copied, as it is.
const COPIED: [&str; 2] = ["generated-client", "generated-client/runtime"];

/// Writes them all, with so many operations; the manifest of their workspace.
pub(crate) fn write(operations: usize) -> Outcome<PathBuf> {
    let folder = scratch::folder("packages");
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let manifest = folder.join("Cargo.toml");
    scratch::write(&manifest, &workspace(&repository)?)?;
    if !folder.join("Cargo.lock").exists() {
        fs::copy(repository.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    }
    for package in COPIED {
        copy(&repository.join(package).join("src"), &folder.join(package).join("src"))?;
        scratch::write(&folder.join(package).join("Cargo.toml"), &without_tests(&repository.join(package))?)?;
    }
    let options = Options::default().runtime("ficha_runtime");
    for file in generate(&synthetic::specs(operations), &options)?.client {
        scratch::write(&folder.join("operations/src").join(&file.path), &file.text)?;
    }
    for (name, text) in [
        ("operations/Cargo.toml", include_str!("packages/operations.toml")),
        ("operations/src/lib.rs", "pub mod synthetic;\n"),
        ("application/Cargo.toml", include_str!("packages/application.toml")),
        ("application/src/main.rs", &application(operations)),
        ("floor/Cargo.toml", include_str!("packages/floor.toml")),
        ("floor/src/lib.rs", include_str!("packages/floor.rs")),
    ] {
        scratch::write(&folder.join(name), text)?;
    }
    Ok(manifest)
}

/// The repository's own workspace with other members, so that the copy inherits what the client inherits.
fn workspace(repository: &Path) -> Outcome<String> {
    let mut manifest: Table = fs::read_to_string(repository.join("Cargo.toml"))?.parse()?;
    let members = COPIED.iter().chain(&["operations", "application", "floor"]).map(|name| Value::from(*name));
    let workspace = manifest.get_mut("workspace").and_then(Value::as_table_mut);
    let workspace = workspace.ok_or("the repository's manifest has no `[workspace]`")?;
    workspace.insert("members".to_owned(), Value::Array(members.collect()));
    Ok(manifest.to_string())
}

/// The manifest of a package of which only the sources are copied.
fn without_tests(package: &Path) -> Outcome<String> {
    let mut manifest: Table = fs::read_to_string(package.join("Cargo.toml"))?.parse()?;
    manifest.retain(|name, _| !matches!(name, "example" | "test" | "bench" | "dev-dependencies"));
    Ok(manifest.to_string())
}

/// A copy of a folder: what an earlier run left of files that have gone is removed.
fn copy(from: &Path, to: &Path) -> Outcome {
    for there in fs::read_dir(to).into_iter().flatten() {
        let there = there?;
        match from.join(there.file_name()).exists() {
            true => {}
            false if there.file_type()?.is_dir() => fs::remove_dir_all(there.path())?,
            false => fs::remove_file(there.path())?,
        }
    }
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
