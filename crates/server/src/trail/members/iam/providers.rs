//! What of requests about identity providers may stand in their records: each member is picked here by name.

use audit::Parameters;
use wire::iam::{
    add_client_id_to_open_id_connect_provider, create_open_id_connect_provider,
    delete_open_id_connect_provider, get_open_id_connect_provider, list_open_id_connect_provider_tags,
    list_open_id_connect_providers, remove_client_id_from_open_id_connect_provider,
    tag_open_id_connect_provider, untag_open_id_connect_provider, update_open_id_connect_provider_thumbprint,
};

use super::{Recorded, Told, tags};

impl Recorded for add_client_id_to_open_id_connect_provider::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(provider(&self.open_id_connect_provider_arn).with("clientID", &self.client_id))
    }
}

impl Recorded for create_open_id_connect_provider::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with("url", &self.url)
                .with_some("clientIDList", self.client_id_list.clone())
                .with_some("thumbprintList", self.thumbprint_list.clone())
                .with_some("tags", self.tags.as_deref().map(tags)),
        )
    }
}

impl Recorded for delete_open_id_connect_provider::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(provider(&self.open_id_connect_provider_arn))
    }
}

impl Recorded for get_open_id_connect_provider::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(provider(&self.open_id_connect_provider_arn))
    }
}

impl Recorded for list_open_id_connect_provider_tags::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(provider(&self.open_id_connect_provider_arn).with_some("maxItems", self.max_items))
    }
}

impl Recorded for list_open_id_connect_providers::Request {
    fn recorded(&self) -> Option<Parameters> {
        None
    }
}

impl Recorded for remove_client_id_from_open_id_connect_provider::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(provider(&self.open_id_connect_provider_arn).with("clientID", &self.client_id))
    }
}

impl Recorded for tag_open_id_connect_provider::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(provider(&self.open_id_connect_provider_arn).with("tags", tags(&self.tags)))
    }
}

impl Recorded for untag_open_id_connect_provider::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(provider(&self.open_id_connect_provider_arn).with("tagKeys", self.tag_keys.clone()))
    }
}

impl Recorded for update_open_id_connect_provider_thumbprint::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            provider(&self.open_id_connect_provider_arn).with("thumbprintList", self.thumbprint_list.clone()),
        )
    }
}

impl Told for create_open_id_connect_provider::Response {
    fn told(&self) -> Parameters {
        Parameters::new().with("openIDConnectProviderArn", &self.open_id_connect_provider_arn)
    }
}

fn provider(arn: &str) -> Parameters {
    Parameters::new().with("openIDConnectProviderArn", arn)
}
