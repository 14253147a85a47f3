//! What the mock remembers: rows that come, change and go, as a caller of the client sees them.

use ficha_client::factura_online::{self, NewSerie, TipoDocumento};
use ficha_client::persat::{self, CustomerChanges, NewCustomer};
use ficha_client::serpi::{self, ChangedSucursal, NewSucursal};
use ficha_client::{Error, Refused};

fn refused<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refused {
    match outcome {
        Err(Error::Refused(refused)) => *refused,
        other => panic!("not refused: {other:?}"),
    }
}

fn series(letra: &str) -> NewSerie {
    NewSerie::builder().letra(letra).tipo_documento(TipoDocumento::Pago).build().expect("a series")
}

#[tokio::test]
async fn a_series_lives_and_dies_at_factura_online() {
    let mock = factura_online::mock().await.expect("a mock");
    let all = mock.client.series();
    assert!(all.list().send().await.expect("a list").value.is_empty());

    let created = all.create(series("RR")).send().await.expect("created");
    assert_eq!(created.message.as_deref(), Some("Serie creada correctamente"));
    all.create(series("COP")).send().await.expect("created");
    let listed = all.list().send().await.expect("a list").value;
    assert_eq!(listed.iter().map(|row| row.serie_id).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(listed[0].serie_name.as_deref(), Some("RR"));
    assert_eq!(listed[0].serie_type, Some(TipoDocumento::Pago));
    assert_eq!(listed[0].serie_status.as_deref(), Some("Activa"));

    // The misspelled key of the page is what the message stands under.
    let down = all.deactivate("1").send().await.expect("deactivated");
    assert_eq!(down.message.as_deref(), Some("La serie se pausó correctamente"));
    let status = || async { all.get("1").send().await.expect("a series").value.serie_status };
    assert_eq!(status().await.as_deref(), Some("Pausada"));
    all.activate("1").send().await.expect("activated");
    assert_eq!(status().await.as_deref(), Some("Activa"));

    all.delete("1").send().await.expect("deleted");
    for gone in [all.delete("1").send().await, all.deactivate("1").send().await] {
        assert_eq!(refused(gone).http, 200, "the body tells, not the status");
    }
    refused(all.get("1").send().await);
    all.create(series("N")).send().await.expect("created");
    let ids: Vec<i64> = all.list().send().await.expect("a list").value.iter().map(|row| row.serie_id).collect();
    assert_eq!(ids, [2, 3], "an identifier is never given twice");
}

fn customer(uid: &str) -> NewCustomer {
    NewCustomer::builder().uid_client(uid).company_name(uid).latitude(-34.5).build().expect("a client")
}

#[tokio::test]
async fn a_client_is_changed_at_persat_and_a_second_one_of_its_number_is_a_conflict() {
    let mock = persat::mock().await.expect("a mock");
    let clients = mock.client.clients();
    clients.create(customer("CL-1")).send().await.expect("created");
    let no = refused(clients.create(customer("CL-1")).send().await);
    assert_eq!((no.http, no.status, no.code.as_deref()), (409, Some(409), Some("CONFLICT")));

    let changes = CustomerChanges::builder().city("CABA").build().expect("changes");
    clients.update("CL-1", changes).send().await.expect("changed");
    let client = clients.get("CL-1").send().await.expect("a client");
    assert!(client.deviations.is_empty(), "{:?}", client.deviations);
    assert_eq!(client.value.company_name.as_deref(), Some("CL-1"));
    assert_eq!(client.value.city.as_deref(), Some("CABA"));
    assert_eq!(client.value.latitude, Some(-34.5));

    assert_eq!(clients.delete("CL-1").send().await.expect("deleted").value.uid_client, "CL-1");
    let no = refused(clients.get("CL-1").send().await);
    assert_eq!((no.http, no.code.as_deref()), (404, Some("NOT_FOUND")));
    assert_eq!(no.message.as_deref(), Some("No existe un cliente con este número."), "the page's own words");
}

#[tokio::test]
async fn pages_are_real_at_persat() {
    let mock = persat::mock().made_up(45, 1).await.expect("a mock");
    let clients = mock.client.clients();
    let mut seen = Vec::new();
    for offset in [0, 20, 40, 60] {
        let page = clients.list().limit(20).offset(offset).send().await.expect("a page");
        let paging = page.paging.expect("paging");
        let came = u64::try_from(page.value.len()).expect("few");
        assert_eq!((paging.offset, paging.limit, paging.total), (Some(offset.unsigned_abs()), Some(20), Some(45)));
        assert_eq!(paging.result, Some(came));
        seen.extend(page.value.into_iter().map(|client| client.uid_client));
    }
    assert_eq!(seen.len(), 45);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 45, "no client came twice");
    assert_eq!(clients.list().send().await.expect("a page").value.len(), 20, "a page without a stated size");
}

#[tokio::test]
async fn what_cannot_be_created_is_there_as_the_page_shows_it() {
    let mock = persat::mock().await.expect("a mock");
    let types = mock.client.client_types().list().send().await.expect("a list").value;
    assert_eq!(
        types.iter().map(|ty| ty.name.as_deref()).collect::<Vec<_>>(),
        [Some("Cliente"), Some("Cliente Grande")]
    );
}

fn sucursal(codigo: &str) -> NewSucursal {
    NewSucursal::builder()
        .id_tercero(1804)
        .nit_tercero("0900985549")
        .codigo(codigo)
        .descripcion("PRUEBA")
        .direccion("cra 22")
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
        .expect("a branch")
}

#[tokio::test]
async fn branches_are_created_listed_and_modified_at_serpi() {
    let mock = serpi::mock().await.expect("a mock");
    let branches = mock.client.sucursales();
    let none = branches.list().send().await.expect("no rows");
    assert!(none.value.is_empty());
    assert_eq!(none.code.as_deref(), Some("201"), "the page's way to say so");

    let created = branches.create(sucursal("01")).send().await.expect("created");
    assert_eq!(created.code.as_deref(), Some("201"));
    branches.create(sucursal("7")).send().await.expect("created");
    let listed = branches.list().send().await.expect("a list");
    assert!(listed.deviations.is_empty(), "{:?}", listed.deviations);
    let told: Vec<_> = listed.value.iter().map(|row| (row.id, row.codigo.as_deref())).collect();
    assert_eq!(told, [(1, Some("01")), (2, Some("7"))], "neither number nor text is bent");
    assert_eq!(listed.value[0].nit_tercero.as_deref(), Some("0900985549"));
    // On the wire, 7 has no quotes and 01 has.
    let bodies: Vec<String> = mock.received_by("sucursales.create").into_iter().map(|sent| sent.body).collect();
    assert!(bodies[0].contains(r#""codigo":"01""#) && bodies[1].contains(r#""codigo":7"#), "{bodies:?}");

    let change = |id: i64| {
        ChangedSucursal::builder()
            .id(id)
            .id_tercero(1804)
            .codigo("7")
            .referencia_sucursal("")
            .descripcion("CAMBIO")
            .direccion("cra 23")
            .telefono("")
            .id_ciudad(5001)
            .id_departamento(5)
            .id_pais(1)
            .id_vendedor(3418)
            .es_direccion_cobro(true)
            .es_direccion_despacho(false)
            .build()
            .expect("a change")
    };
    branches.modify(change(2)).send().await.expect("modified");
    let listed = branches.list().limite(1).pagina(2).send().await.expect("a page").value;
    assert_eq!(listed[0].descripcion.as_deref(), Some("CAMBIO"));
    assert_eq!(listed[0].es_direccion_cobro, Some(true));
    assert_eq!(listed[0].codigo_pais.as_deref(), Some("57"), "what a change does not send stays");

    let no = refused(branches.modify(change(99)).send().await);
    assert_eq!((no.http, no.code.as_deref()), (200, Some("204")));
    assert_eq!(no.message.as_deref(), Some("No se encontraron registros con el id xx"));
}

#[tokio::test]
async fn pages_end_at_serpi_with_no_rows() {
    let mock = serpi::mock().made_up(120, 7).await.expect("a mock");
    let branches = mock.client.sucursales();
    let mut sizes = Vec::new();
    for pagina in 1..=4 {
        let page = branches.list().limite(50).pagina(pagina).send().await.expect("a page");
        assert!(page.deviations.is_empty(), "{:?}", page.deviations);
        sizes.push(page.value.len());
    }
    assert_eq!(sizes, [50, 50, 20, 0]);
}

#[tokio::test]
async fn the_same_seed_makes_the_same_rows_and_tests_can_add_their_own() {
    let rows = |seed| async move {
        let mock = serpi::mock().made_up(5, seed).await.expect("a mock");
        mock.rows("sucursales").expect("rows")
    };
    assert_eq!(rows(3).await, rows(3).await);

    let mock = factura_online::mock().await.expect("a mock");
    let key = mock.add("series", &serde_json::json!({ "SerieID": 41, "SerieName": "R" })).expect("a row");
    assert_eq!(key, "41");
    assert!(mock.add("series", &serde_json::json!({ "SerieID": 41 })).is_err(), "it is there already");
    mock.client.series().create(series("S")).send().await.expect("created");
    assert_eq!(mock.rows("series").expect("rows")[1]["SerieID"], 42);
    let unknown = mock.rows("serie").expect_err("no such resource").to_string();
    assert_eq!(unknown, "there is no resource `serie`; there are series");
}
