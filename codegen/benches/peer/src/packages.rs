//! What is generated as a package, and an application that calls all of it. What they cost is the benchmark's question.

use std::error::Error;
use std::fs;
use std::path::Path;

/// The workspace, its client and its application.
pub fn write(operations: usize, client: &str, folder: &Path) -> Result<(), Box<dyn Error>> {
    let files = [
        ("Cargo.toml", include_str!("../packages/workspace.toml").to_owned()),
        ("client/Cargo.toml", include_str!("../packages/client.toml").to_owned()),
        ("client/src/lib.rs", client.to_owned()),
        ("application/Cargo.toml", include_str!("../packages/application.toml").to_owned()),
        ("application/src/main.rs", application(operations)),
    ];
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn application(operations: usize) -> String {
    let setters: String = (0..14).map(|n| format!(".field_{n}({})", value(n))).collect();
    let calls = (0..operations / 5).map(|n| {
        format!(
            "
    let record = types::Record{n}::builder(){setters};
    client.resource_{n}_list().limit(50).offset(0).send().await?;
    client.resource_{n}_get().id(1).send().await?;
    client.resource_{n}_create().body(record.clone()).send().await?;
    client.resource_{n}_update().id(1).body(record).send().await?;
    client.resource_{n}_delete().id(1).send().await?;
"
        )
    });
    format!(
        "use client::{{Client, types}};

#[tokio::main(flavor = \"current_thread\")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
    let client = Client::new(\"http://localhost:8080\");{}    Ok(())
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
