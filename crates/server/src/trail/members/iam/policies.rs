//! What of requests about managed policies and who has them may stand in their records: each member is picked here by name.

use audit::Parameters;
use wire::iam::{
    attach_role_policy, attach_user_policy, create_policy, create_policy_version, delete_policy,
    delete_policy_version, detach_role_policy, detach_user_policy, get_policy, get_policy_version,
    list_attached_role_policies, list_attached_user_policies, list_entities_for_policy, list_policies,
    list_policy_tags, list_policy_versions, set_default_policy_version, tag_policy, untag_policy,
};

use super::{Recorded, Told, tags};

impl Recorded for attach_role_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(of_role(&self.role_name).with("policyArn", &self.policy_arn))
    }
}

impl Recorded for attach_user_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(of_user(&self.user_name).with("policyArn", &self.policy_arn))
    }
}

impl Recorded for create_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with("policyName", &self.policy_name)
                .with_some("path", self.path.as_ref())
                .with("policyDocument", &self.policy_document)
                .with_some("description", self.description.as_ref())
                .with_some("tags", self.tags.as_deref().map(tags)),
        )
    }
}

impl Recorded for create_policy_version::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            policy(&self.policy_arn)
                .with("policyDocument", &self.policy_document)
                .with_some("setAsDefault", self.set_as_default),
        )
    }
}

impl Recorded for delete_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(policy(&self.policy_arn))
    }
}

impl Recorded for delete_policy_version::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(policy(&self.policy_arn).with("versionId", &self.version_id))
    }
}

impl Recorded for detach_role_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(of_role(&self.role_name).with("policyArn", &self.policy_arn))
    }
}

impl Recorded for detach_user_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(of_user(&self.user_name).with("policyArn", &self.policy_arn))
    }
}

impl Recorded for get_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(policy(&self.policy_arn))
    }
}

impl Recorded for get_policy_version::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(policy(&self.policy_arn).with("versionId", &self.version_id))
    }
}

impl Recorded for list_attached_role_policies::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            of_role(&self.role_name)
                .with_some("pathPrefix", self.path_prefix.as_ref())
                .with_some("maxItems", self.max_items),
        )
    }
}

impl Recorded for list_attached_user_policies::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            of_user(&self.user_name)
                .with_some("pathPrefix", self.path_prefix.as_ref())
                .with_some("maxItems", self.max_items),
        )
    }
}

impl Recorded for list_entities_for_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            policy(&self.policy_arn)
                .with_some("entityFilter", self.entity_filter.map(|filter| filter.name()))
                .with_some("pathPrefix", self.path_prefix.as_ref())
                .with_some("policyUsageFilter", self.policy_usage_filter.map(|usage| usage.name()))
                .with_some("maxItems", self.max_items),
        )
    }
}

impl Recorded for list_policies::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with_some("scope", self.scope.map(|scope| scope.name()))
                .with_some("onlyAttached", self.only_attached)
                .with_some("pathPrefix", self.path_prefix.as_ref())
                .with_some("policyUsageFilter", self.policy_usage_filter.map(|usage| usage.name()))
                .with_some("maxItems", self.max_items),
        )
    }
}

impl Recorded for list_policy_tags::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(policy(&self.policy_arn).with_some("maxItems", self.max_items))
    }
}

impl Recorded for list_policy_versions::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(policy(&self.policy_arn).with_some("maxItems", self.max_items))
    }
}

impl Recorded for set_default_policy_version::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(policy(&self.policy_arn).with("versionId", &self.version_id))
    }
}

impl Recorded for tag_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(policy(&self.policy_arn).with("tags", tags(&self.tags)))
    }
}

impl Recorded for untag_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(policy(&self.policy_arn).with("tagKeys", self.tag_keys.clone()))
    }
}

impl Told for create_policy::Response {
    fn told(&self) -> Parameters {
        let policy = Parameters::new()
            .with("arn", &self.policy.arn)
            .with("policyId", &self.policy.policy_id)
            .with("defaultVersionId", &self.policy.default_version_id);
        Parameters::new().with("policy", policy)
    }
}

impl Told for create_policy_version::Response {
    fn told(&self) -> Parameters {
        let version = Parameters::new()
            .with("versionId", &self.policy_version.version_id)
            .with("isDefaultVersion", self.policy_version.is_default_version);
        Parameters::new().with("policyVersion", version)
    }
}

fn policy(arn: &str) -> Parameters {
    Parameters::new().with("policyArn", arn)
}

fn of_role(name: &str) -> Parameters {
    Parameters::new().with("roleName", name)
}

fn of_user(name: &str) -> Parameters {
    Parameters::new().with("userName", name)
}
