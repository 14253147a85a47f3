"""Calls the mock vendors with the clients that a public generator made of the OpenAPI documents: lists, creates, gets, and
meets a no, at each vendor. Whatever does not come back as it should ends it. An API that is not played here ends it too.

    interop_call.py FOLDER ADDRESS      FOLDER has `openapi/` and `clients/`; ADDRESS is that of `cargo xtask mock`
"""

import importlib
import json
import sys
from pathlib import Path

from beyond_openapi import headers, reads


class Api:
    """A generated client with the mock's credentials, and how its answers are to be taken."""

    def __init__(self, folder, name, address):
        self.document = json.loads((folder / "openapi" / f"{name}.openapi.json").read_text())
        (package,) = (init.parent.name for init in (folder / "clients" / name).glob("*/__init__.py"))
        sys.path.insert(0, str(folder / "clients" / name))
        self.package = package
        self.models = importlib.import_module(f"{package}.models")
        self.client = self.client_at(f"{address}/{name}", "mock-{}")

    def client_at(self, address, credential):
        client = importlib.import_module(f"{self.package}.client")
        return client.Client(base_url=address, headers=headers(self.document, credential))

    def call(self, tag, operation, *arguments, told="ok", **named):
        """Makes a call; its answer has to be the model's yes, or a no where one is expected."""
        call = importlib.import_module(f"{self.package}.api.{tag}.{operation}")
        plugin = getattr(self.models, f"{camel(operation)}FPLUGIN", None)
        if plugin is not None:
            named["f_plugin"] = plugin.VALUE_0
        named.setdefault("client", self.client)
        answer = call.sync_detailed(*arguments, **named)
        found = reads(self.document, operation, int(answer.status_code), json.loads(answer.content))
        same(found, told, f"{operation}: {answer.content.decode()}")
        # By its own lights, without the envelope, the generated client has to come to the same.
        kind = f"{camel(operation)}Done" if told == "ok" else "Refusal"
        same(type(answer.parsed), getattr(self.models, kind), operation)
        return answer


def camel(name):
    return "".join(part.title() for part in name.split("_"))


def same(found, wanted, where):
    if found != wanted or type(found) is not type(wanted):
        raise SystemExit(f"{where}: {found!r} came back, and not {wanted!r}")


def factura_online(api):
    def rows():
        return api.call("series", "series_list").parsed.data

    before = rows()
    same(len(before), 20, "series that are made up")
    new = api.models.NewSerie(letra="ÑU", tipo_documento="pago", folio=7)
    created = api.call("series", "series_create", body=new).parsed
    same(created.message, "Serie creada correctamente", "the message")
    (added,) = [row for row in rows() if row.serie_id not in [row.serie_id for row in before]]
    same((added.serie_name, added.serie_type, added.serie_status), ("ÑU", "pago", "Activa"), "the new series")
    same(type(added), api.models.Serie, "the row's type")
    got = api.call("series", "series_get", str(added.serie_id)).parsed.data
    same(got, added, "the series alone")
    api.call("series", "series_deactivate", str(added.serie_id))
    same(api.call("series", "series_get", str(added.serie_id)).parsed.data.serie_status, "Pausada", "its status")
    api.call("series", "series_delete", str(added.serie_id))
    no = api.call("series", "series_get", str(added.serie_id), told="refused")
    same(int(no.status_code), 200, "the status, which says nothing")
    same(rows(), before, "the series at the end")
    wrong = api.models.NewSerie(letra="R", tipo_documento="papel")
    api.call("series", "series_create", body=wrong, told="refused")
    stranger = api.client_at(api.client._base_url, "not-{}")
    api.call("series", "series_list", client=stranger, told="refused")


def persat(api):
    def total():
        page = api.call("clients", "clients_list", limit=5, offset=15).parsed
        same(len(page.data), min(5, page.paging.total - 15), "rows of a page")
        return page.paging.total

    before = total()
    same(before, 20, "clients that are made up")
    new = api.models.NewCustomer(uid_client="Ñ/1", company_name="Acme", latitude=-34.5, wt=[480, 1020])
    api.call("clients", "clients_create", body=new)
    same(total(), 21, "clients")
    got = api.call("clients", "clients_get", "Ñ/1").parsed.data
    same(type(got), api.models.Customer, "the client's type")
    same((got.company_name, got.latitude, got.wt), ("Acme", -34.5, [480, 1020]), "the client")
    listed = api.call("clients", "clients_list", limit=100).parsed.data
    same([row for row in listed if row.uid_client == "Ñ/1"], [got], "the client in the list")
    no = api.call("clients", "clients_create", body=new, told="refused")
    same((int(no.status_code), no.parsed.error.type_), (409, "CONFLICT"), "a second one")
    changes = api.models.CustomerChanges(city="CABA")
    api.call("clients", "clients_update", "Ñ/1", body=changes)
    same(api.call("clients", "clients_get", "Ñ/1").parsed.data.city, "CABA", "its city")
    same(api.call("clients", "clients_delete", "Ñ/1").parsed.data.uid_client, "Ñ/1", "what was deleted")
    no = api.call("clients", "clients_get", "Ñ/1", told="refused")
    same((int(no.status_code), no.parsed.error.type_), (404, "NOT_FOUND"), "a client that is gone")
    types = api.call("client_types", "client_types_list").parsed.data
    same([(row.id, row.name) for row in types], [(0, "Cliente"), (1, "Cliente Grande")], "types")
    api.call("client_custom_fields", "client_custom_fields_list")


def serpi(api):
    def rows(page):
        answer = api.call("sucursales", "sucursales_list", limite=8, pagina=page)
        return answer.parsed.result

    same([len(rows(page)) for page in (1, 2, 3)], [8, 8, 4], "rows of the pages")
    ids = dict(id_tercero=1804, id_ciudad=5001, id_departamento=5, id_pais=1, id_vendedor=3418)
    codes = dict(codigo="01", codigo_ciudad="05001", codigo_departamento="05", codigo_pais="57")
    flags = dict(es_direccion_cobro=True, es_direccion_despacho=False)
    texts = dict(nit_tercero="0900985549", descripcion="Ñandú", direccion="cra 22 # 4-44")
    new = api.models.NewSucursal(**ids, **codes, **flags, **texts)
    created = api.call("sucursales", "sucursales_create", body=new).parsed
    same(created.code, 201, "the code")
    added = rows(3)[-1]
    same(type(added), api.models.Sucursal, "the row's type")
    for name, value in {**ids, **codes, **flags, **texts}.items():
        same(getattr(added, name), value, name)
    changed = api.models.ChangedSucursal(
        **ids, **flags, id=added.id, codigo=7, descripcion="Suri", direccion="", referencia_sucursal="", telefono=""
    )
    api.call("sucursales", "sucursales_modify", body=changed)
    same((rows(3)[-1].descripcion, rows(3)[-1].codigo_pais), ("Suri", "57"), "the changed row")
    texts["descripcion"] = "x" * 51
    api.call("sucursales", "sucursales_create", body=api.models.NewSucursal(**ids, **codes, **flags, **texts), told="refused")
    same(len(rows(3)), 5, "rows after a no")
    stranger = api.client_at(api.client._base_url, "not-{}")
    no = api.call("sucursales", "sucursales_list", client=stranger, told="refused")
    same(int(no.status_code), 401, "an unknown token")


PLAYED = {"factura_online": factura_online, "persat": persat, "serpi": serpi}

folder, address = Path(sys.argv[1]), sys.argv[2]
for name in sorted(path.name for path in (folder / "clients").iterdir()):
    if name not in PLAYED:
        raise SystemExit(f"{name} is not played: say in {__file__} what is called there")
    PLAYED[name](Api(folder, name, address))
    print(f"  {name}: done as asked")
