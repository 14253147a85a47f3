//! Somebody else's service: opens branches at SERPI, and never opens one twice. It sees of Ficha what any other crate sees,
//! with the feature of one API.

use ficha_client::Error;
use ficha_client::serpi::{Client, NewSucursal, Sucursal};

/// Why there is no branch, in the words of this service.
#[derive(Debug)]
pub enum Trouble {
    /// SERPI does not want it; for the person who typed it in.
    Refused(Vec<String>),
    /// Nothing was opened; the same call can be made again.
    TryAgain,
    /// Somebody has to look.
    Broken(Error),
}

/// Opens a branch with this reference, unless it is open already, and tells its identifier.
///
/// SERPI's answer to a create tells no identifier, and a call can break off after SERPI did its work. Both are settled by the
/// reference, which is this service's own.
///
/// # Errors
/// [`Trouble`]: then there is no branch, or nobody knows.
pub async fn open(serpi: &Client, reference: &str, branch: NewSucursal) -> Result<i64, Trouble> {
    if let Some(open) = find(serpi, reference).await? {
        return Ok(open.id);
    }
    match serpi.sucursales().create(branch).send().await {
        Ok(_) => {}
        // It may be there all the same, so the next step is to look, not to repeat.
        Err(Error::UnknownOutcome(_) | Error::Unreadable(_)) => {}
        Err(other) => return Err(trouble(other)),
    }
    find(serpi, reference).await?.map(|open| open.id).ok_or(Trouble::TryAgain)
}

/// The branch with this reference.
async fn find(serpi: &Client, reference: &str) -> Result<Option<Sucursal>, Trouble> {
    for page in 1.. {
        let rows = serpi.sucursales().list().limite(50).pagina(page).send().await.map_err(trouble)?.value;
        if rows.is_empty() {
            break;
        }
        let is_meant = |row: &Sucursal| row.referencia_sucursal.as_deref() == Some(reference);
        if let Some(row) = rows.into_iter().find(is_meant) {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

fn trouble(error: Error) -> Trouble {
    match error {
        Error::Refused(no) if no.errors.is_empty() => Trouble::Refused(no.message.into_iter().collect()),
        Error::Refused(no) => Trouble::Refused(no.errors),
        Error::NotSent(_) => Trouble::TryAgain,
        other => Trouble::Broken(other),
    }
}
