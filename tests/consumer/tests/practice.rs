//! What the front page says about tests, pasted and run; `front_page` holds the two against each other.

use ficha_client::mock::Scripted;
use ficha_client::serpi;

#[tokio::test]
async fn branches_are_read_page_by_page() -> Result<(), Box<dyn std::error::Error>> {
    let mock = serpi::mock().made_up(120, 7).await?; // 120 rows; the same seed makes the same ones

    let page = mock.client.sucursales().list().limite(50).pagina(3).send().await?; // give `mock.client` to your own code
    assert_eq!(page.value.len(), 20);

    mock.script("sucursales.create", Scripted::reset())?; // it is done, and the answer is lost
    mock.script("sucursales.modify", Scripted::sample("unknown_id"))?; // what the page prints, by its name in the spec
    mock.script("sucursales.list", Scripted::status(503))?;

    assert_eq!(mock.received_by("sucursales.list").len(), 1); // what came over the wire
    assert_eq!(mock.rows("sucursales")?.len(), 120); // what the vendor remembers
    Ok(())
}
