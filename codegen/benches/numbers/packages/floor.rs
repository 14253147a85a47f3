//! What a person writes for three calls, without validation, deviations or kinds of errors.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Branch {
    pub id: Option<i64>,
    pub name: String,
    pub address: String,
    pub city: i64,
    pub telephone: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Answer<T> {
    result: T,
}

pub struct Client {
    pub http: reqwest::Client,
    pub base: String,
    pub token: String,
}

impl Client {
    pub async fn list(&self, limit: i64, page: i64) -> reqwest::Result<Vec<Branch>> {
        let request = self.http.get(format!("{}/branches", self.base)).bearer_auth(&self.token);
        let answer = request.query(&[("limit", limit), ("page", page)]).send().await?.error_for_status()?;
        Ok(answer.json::<Answer<Vec<Branch>>>().await?.result)
    }

    pub async fn create(&self, branch: &Branch) -> reqwest::Result<Branch> {
        let request = self.http.post(format!("{}/branches", self.base)).bearer_auth(&self.token);
        let answer = request.json(branch).send().await?.error_for_status()?;
        Ok(answer.json::<Answer<Branch>>().await?.result)
    }

    pub async fn modify(&self, branch: &Branch) -> reqwest::Result<()> {
        let request = self.http.put(format!("{}/branches", self.base)).bearer_auth(&self.token);
        request.json(branch).send().await?.error_for_status()?;
        Ok(())
    }
}
