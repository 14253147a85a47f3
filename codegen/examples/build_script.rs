//! A `build.rs` that turns every spec below `specs/` into a client.

use std::path::{Path, PathBuf};
use std::{env, error, fs, io, process};

use ficha_codegen::source::Source;
use ficha_codegen::{File, Options};

fn main() -> Result<(), Box<dyn error::Error>> {
    println!("cargo::rerun-if-changed=specs");
    let mut sources = Vec::new();
    for api in entries(Path::new("specs"))?.iter().filter(|path| path.is_dir()) {
        for file in entries(api)? {
            sources
                .push(Source { name: file.display().to_string().replace('\\', "/"), text: fs::read_to_string(&file)? });
        }
    }
    let options = Options::default().runtime("ficha_runtime").command("cargo build");
    let generated = ficha_codegen::generate(&sources, &options).unwrap_or_else(|findings| {
        eprintln!("{}", findings.render(false));
        process::exit(1)
    });

    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut modules = String::new();
    for File { path, text } in generated.client {
        if let Some(api) = path.strip_suffix("/mod.rs") {
            fs::create_dir_all(out.join(api))?;
            modules += &format!("pub mod {api};\n");
        }
        fs::write(out.join(path), text)?;
    }
    fs::write(out.join("clients.rs"), modules)?;
    Ok(())
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}
