//! What of requests about users, and of the account as a whole may stand in their records: each member is picked here by name.

use audit::Parameters;
use wire::iam::{
    User, create_user, delete_login_profile, delete_user, delete_user_permissions_boundary,
    delete_user_policy, get_account_summary, get_login_profile, get_user, get_user_policy,
    list_groups_for_user, list_mfa_devices, list_service_specific_credentials, list_signing_certificates,
    list_ssh_public_keys, list_user_policies, list_user_tags, list_users, list_virtual_mfa_devices,
    put_user_permissions_boundary, put_user_policy, tag_user, untag_user, update_user,
};

use super::{Recorded, Told, paged, tags};
use crate::trail::members::spelled;

impl Recorded for create_user::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with("userName", &self.user_name)
                .with_some("path", self.path.as_ref())
                .with_some("permissionsBoundary", self.permissions_boundary.as_ref())
                .with_some("tags", self.tags.as_deref().map(tags)),
        )
    }
}

impl Recorded for delete_login_profile::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with_some("userName", self.user_name.as_ref()))
    }
}

impl Recorded for delete_user::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("userName", &self.user_name))
    }
}

impl Recorded for delete_user_permissions_boundary::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("userName", &self.user_name))
    }
}

impl Recorded for delete_user_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("userName", &self.user_name).with("policyName", &self.policy_name))
    }
}

impl Recorded for get_account_summary::Request {
    fn recorded(&self) -> Option<Parameters> {
        None
    }
}

impl Recorded for get_login_profile::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("userName", &self.user_name))
    }
}

impl Recorded for get_user::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with_some("userName", self.user_name.as_ref()))
    }
}

impl Recorded for get_user_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("userName", &self.user_name).with("policyName", &self.policy_name))
    }
}

impl Recorded for list_groups_for_user::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new().with("userName", &self.user_name), &self.paging))
    }
}

impl Recorded for list_mfa_devices::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new().with_some("userName", self.user_name.as_ref()), &self.paging))
    }
}

impl Recorded for list_ssh_public_keys::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new().with_some("userName", self.user_name.as_ref()), &self.paging))
    }
}

impl Recorded for list_service_specific_credentials::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with_some("userName", self.user_name.as_ref()))
    }
}

impl Recorded for list_signing_certificates::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new().with_some("userName", self.user_name.as_ref()), &self.paging))
    }
}

impl Recorded for list_user_policies::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new().with("userName", &self.user_name), &self.paging))
    }
}

impl Recorded for list_user_tags::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new().with("userName", &self.user_name), &self.paging))
    }
}

impl Recorded for list_users::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new().with_some("pathPrefix", self.path_prefix.as_ref()), &self.paging))
    }
}

impl Recorded for list_virtual_mfa_devices::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(paged(Parameters::new(), &self.paging))
    }
}

impl Recorded for put_user_permissions_boundary::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with("userName", &self.user_name)
                .with("permissionsBoundary", &self.permissions_boundary),
        )
    }
}

impl Recorded for put_user_policy::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with("userName", &self.user_name)
                .with("policyName", &self.policy_name)
                .with("policyDocument", &self.policy_document),
        )
    }
}

impl Recorded for tag_user::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("userName", &self.user_name).with("tags", tags(&self.tags)))
    }
}

impl Recorded for untag_user::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(Parameters::new().with("userName", &self.user_name).with("tagKeys", self.tag_keys.clone()))
    }
}

impl Recorded for update_user::Request {
    fn recorded(&self) -> Option<Parameters> {
        Some(
            Parameters::new()
                .with("userName", &self.user_name)
                .with_some("newUserName", self.new_user_name.as_ref())
                .with_some("newPath", self.new_path.as_ref()),
        )
    }
}

impl Told for create_user::Response {
    fn told(&self) -> Parameters {
        Parameters::new().with("user", user(&self.user))
    }
}

fn user(user: &User) -> Parameters {
    Parameters::new()
        .with_some("path", user.path.as_ref())
        .with_some("userName", user.user_name.as_ref())
        .with("userId", &user.user_id)
        .with("arn", &user.arn)
        .with("createDate", spelled(user.create_date))
}
