//! What of requests about access keys may stand in their records: each member is picked here by name.

use audit::Parameters;
use wire::iam::{
    create_access_key, delete_access_key, get_access_key_last_used, list_access_keys, update_access_key,
};

use super::{Recorded, Told, paged};
use crate::trail::members::spelled;

impl Recorded for create_access_key::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with_some("userName", self.user_name.as_ref()))
    }
}

impl Recorded for delete_access_key::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with_some("userName", self.user_name.as_ref())
                .with("accessKeyId", &self.access_key_id),
        )
    }
}

impl Recorded for get_access_key_last_used::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("accessKeyId", &self.access_key_id))
    }
}

impl Recorded for list_access_keys::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new().with_some("userName", self.user_name.as_ref()), &self.paging))
    }
}

impl Recorded for update_access_key::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with_some("userName", self.user_name.as_ref())
                .with("accessKeyId", &self.access_key_id)
                .with("status", self.status.name()),
        )
    }
}

impl Told for create_access_key::Response {
    fn told(&self) -> Parameters {
        let access_key = Parameters::new()
            .with("accessKeyId", &self.access_key_id)
            .with("status", self.status.name())
            .with("userName", &self.user_name)
            .with("createDate", spelled(self.create_date));
        Parameters::new().with("accessKey", access_key)
    }
}
