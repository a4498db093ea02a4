//! What of requests about roles may stand in their records: each member is picked here by name.

use audit::Parameters;
use wire::iam::{
    Role, create_role, delete_role, delete_role_permissions_boundary, delete_role_policy, get_role,
    get_role_policy, list_instance_profiles_for_role, list_role_policies, list_role_tags, list_roles,
    put_role_permissions_boundary, put_role_policy, tag_role, untag_role, update_assume_role_policy,
    update_role, update_role_description,
};

use super::{Recorded, Told, paged, tags};
use crate::trail::members::spelled;

impl Recorded for create_role::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with("roleName", &self.role_name)
                .with_some("path", self.path.as_ref())
                .with("assumeRolePolicyDocument", &self.assume_role_policy_document)
                .with_some("description", self.description.as_ref())
                .with_some("maxSessionDuration", self.max_session_duration)
                .with_some("permissionsBoundary", self.permissions_boundary.as_ref())
                .with_some("tags", self.tags.as_deref().map(tags)),
        )
    }
}

impl Recorded for delete_role::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("roleName", &self.role_name))
    }
}

impl Recorded for delete_role_permissions_boundary::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("roleName", &self.role_name))
    }
}

impl Recorded for delete_role_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("roleName", &self.role_name).with("policyName", &self.policy_name))
    }
}

impl Recorded for get_role::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("roleName", &self.role_name))
    }
}

impl Recorded for get_role_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("roleName", &self.role_name).with("policyName", &self.policy_name))
    }
}

impl Recorded for list_instance_profiles_for_role::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new().with("roleName", &self.role_name), &self.paging))
    }
}

impl Recorded for list_role_policies::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new().with("roleName", &self.role_name), &self.paging))
    }
}

impl Recorded for list_role_tags::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new().with("roleName", &self.role_name), &self.paging))
    }
}

impl Recorded for list_roles::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new().with_some("pathPrefix", self.path_prefix.as_ref()), &self.paging))
    }
}

impl Recorded for put_role_permissions_boundary::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with("roleName", &self.role_name)
                .with("permissionsBoundary", &self.permissions_boundary),
        )
    }
}

impl Recorded for put_role_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with("roleName", &self.role_name)
                .with("policyName", &self.policy_name)
                .with("policyDocument", &self.policy_document),
        )
    }
}

impl Recorded for tag_role::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("roleName", &self.role_name).with("tags", tags(&self.tags)))
    }
}

impl Recorded for untag_role::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("roleName", &self.role_name).with("tagKeys", self.tag_keys.clone()))
    }
}

impl Recorded for update_assume_role_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new().with("roleName", &self.role_name).with("policyDocument", &self.policy_document),
        )
    }
}

impl Recorded for update_role::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with("roleName", &self.role_name)
                .with_some("description", self.description.as_ref())
                .with_some("maxSessionDuration", self.max_session_duration),
        )
    }
}

impl Recorded for update_role_description::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("roleName", &self.role_name).with("description", &self.description))
    }
}

impl Told for create_role::Response {
    fn told(&self) -> Parameters {
        Parameters::new().with("role", role(&self.role))
    }
}

impl Told for update_role_description::Response {
    fn told(&self) -> Parameters {
        Parameters::new().with("role", role(&self.role))
    }
}

fn role(role: &Role) -> Parameters {
    Parameters::new()
        .with("path", &role.path)
        .with("roleName", &role.role_name)
        .with("roleId", &role.role_id)
        .with("arn", &role.arn)
        .with("createDate", spelled(role.create_date))
}
