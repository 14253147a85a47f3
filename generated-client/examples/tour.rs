//! A tour without an account and without a network: `cargo run --example tour`. Each stop is one function; every call is a
//! real HTTP call to a mock vendor on this machine.

mod lines;

use std::error::Error as StdError;
use std::io::IsTerminal;

use ficha_client::factura_online::{NewSerie, Serie, TipoDocumento};
use ficha_client::mock::Scripted;
use ficha_client::serpi::{NewSucursal, Sucursal};
use ficha_client::{Answer, Error, factura_online, persat, serpi};

type Outcome = Result<(), Box<dyn StdError>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let show = Show { color: std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() };
    series(&show).await?;
    pages(&show).await?;
    violations(&show).await?;
    stages(&show).await?;
    deviations(&show).await
}

async fn series(show: &Show) -> Outcome {
    show.stop("Factura Online: series are created, deactivated and deleted");
    let mock = factura_online::mock().await?;
    show.line(&format!("A mock of the vendor listens on {}.", mock.base_url()));
    let series = mock.client.series();
    for (letra, tipo) in
        [("R", TipoDocumento::Factura), ("COP", TipoDocumento::Pago), ("NDB", TipoDocumento::NotaDebito)]
    {
        let new = NewSerie::builder().letra(letra).tipo_documento(tipo).build()?;
        said(show, &format!("create {letra}"), &series.create(new).send().await?);
    }
    said(show, "deactivate 2", &series.deactivate("2").send().await?);
    said(show, "delete 3", &series.delete("3").send().await?);
    let rows = series.list().send().await?.value;
    let row = |row: &Serie| {
        let kind = row.serie_type.as_ref().map(ToString::to_string);
        [Some(row.serie_id.to_string()), row.serie_name.clone(), kind, row.serie_status.clone()]
    };
    show.table(["SerieID", "SerieName", "SerieType", "SerieStatus"], rows.iter().map(row));
    Ok(())
}

async fn pages(show: &Show) -> Outcome {
    show.stop("SERPI: branches, page by page");
    let mock = serpi::mock().made_up(120, 7).await?;
    for pagina in 1.. {
        let page = mock.client.sucursales().list().limite(50).pagina(pagina).send().await?;
        let message = page.message.as_deref().unwrap_or_default();
        show.line(&format!("page {pagina}: {:>2} branches   {}", page.value.len(), show.dim(message)));
        if page.value.is_empty() {
            break;
        }
        if pagina == 3 {
            show.table(["id", "nit_tercero", "descripcion", "direccion"], page.value.iter().take(3).map(branch));
        }
    }
    Ok(())
}

fn branch(row: &Sucursal) -> [Option<String>; 4] {
    [Some(row.id.to_string()), row.nit_tercero.clone(), row.descripcion.clone(), row.direccion.clone()]
}

async fn violations(show: &Show) -> Outcome {
    show.stop("A branch that breaks the page's rules does not leave; one that keeps them does");
    let mock = serpi::mock().await?;
    if let Err(invalid) = new_branch("x".repeat(51), "cra 22 ".repeat(9)) {
        for violation in &invalid.violations {
            show.line(&show.red(&violation.to_string()));
        }
    }
    show.line(&format!("The vendor has got {} requests.", mock.received().len()));
    let right = new_branch("Centro".to_owned(), "cra 22 # 4-44".to_owned())?;
    said(show, "create Centro", &mock.client.sucursales().create(right).send().await?);
    let rows = mock.client.sucursales().list().send().await?.value;
    show.table(["id", "nit_tercero", "descripcion", "direccion"], rows.iter().map(branch));
    Ok(())
}

fn new_branch(name: String, address: String) -> Result<NewSucursal, ficha_client::Invalid> {
    // Leave a required one out, and this does not compile.
    NewSucursal::builder()
        .id_tercero(1804)
        .nit_tercero("900985549")
        .codigo("01")
        .descripcion(name)
        .direccion(address)
        .id_ciudad(5001)
        .codigo_ciudad("05001")
        .id_departamento(5)
        .codigo_departamento("05")
        .id_pais(1)
        .codigo_pais("57")
        .id_vendedor(3418)
        .es_direccion_cobro(false)
        .es_direccion_despacho(false)
        .build()
}

async fn stages(show: &Show) -> Outcome {
    show.stop("An error of each stage, and what to do next");
    let mock = persat::mock().await?;
    let clients = mock.client.clients();
    told(show, "Correct it: nothing has left.", clients.list().limit(500).send().await);

    let nobody = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let lost = persat::Client::builder().base_url(format!("http://{nobody}")).api_key("any").build()?;
    told(show, "Try again, even a create: it did not arrive.", lost.clients().delete("CL-1").send().await);

    let new = persat::NewCustomer::builder().uid_client("CL-1").company_name("Persat").build()?;
    mock.script("clients.create", Scripted::reset())?;
    told(show, "Look before you repeat it: it may have been done.", clients.create(new).send().await);
    let there = clients.get("CL-1").send().await.is_ok();
    show.line(&show.dim(&format!("  (we look: it {} there)", if there { "is" } else { "is not" })));

    mock.script("clients.get", Scripted::body(200, "<html>Mantenimiento</html>"))?;
    told(show, "Read status and body, which are kept.", clients.get("CL-1").send().await);
    told(show, "Read what the vendor says.", clients.get("CL-2").send().await);
    Ok(())
}

async fn deviations(show: &Show) -> Outcome {
    show.stop("An answer that is not what the page says is read, and told");
    let mock = serpi::mock().await?;
    let odd = r#"{"success":true,"code":200,"errors":null,"message":"1 registro(s)","result":[
        {"id":"2317","nit_tercero":900985549,"descripcion":"PRUEBA","direccion":"cra 22","barrio":"Centro"}]}"#;
    mock.script("sucursales.list", Scripted::body(200, odd))?;
    let page = mock.client.sucursales().list().send().await?;
    show.table(["id", "nit_tercero", "descripcion", "direccion"], page.value.iter().map(branch));
    for deviation in lines::deviations(&page.deviations) {
        show.line(&show.yellow(&deviation));
    }
    Ok(())
}

/// What the vendor said to a call that went well.
fn said(show: &Show, call: &str, answer: &Answer<()>) {
    show.line(&format!("{call:<14} {}", show.green(answer.message.as_deref().unwrap_or("done"))));
}

/// The stage of an error, the error, and what to do next.
fn told<T>(show: &Show, next: &str, outcome: Result<T, Error>) {
    let Err(error) = outcome else { return };
    let stage = format!("{:?}", error.stage());
    show.line(&format!("{} {error}", show.red(&format!("{stage:<15}"))));
    show.line(&format!("{:<15} {}", "", show.dim(next)));
}

/// Lines for a person, with colors on a terminal.
struct Show {
    color: bool,
}

impl Show {
    fn stop(&self, title: &str) {
        println!("\n{}", self.paint("1", title));
    }

    fn line(&self, text: &str) {
        println!("  {text}");
    }

    fn table<const N: usize>(&self, heads: [&str; N], rows: impl Iterator<Item = [Option<String>; N]>) {
        for (n, line) in lines::table(heads, rows).iter().enumerate() {
            self.line(&if n == 0 { self.dim(line) } else { line.clone() });
        }
    }

    fn green(&self, text: &str) -> String {
        self.paint("32", text)
    }

    fn red(&self, text: &str) -> String {
        self.paint("31", text)
    }

    fn yellow(&self, text: &str) -> String {
        self.paint("33", text)
    }

    fn dim(&self, text: &str) -> String {
        self.paint("2", text)
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
