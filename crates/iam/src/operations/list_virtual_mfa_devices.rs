//! Lists an account's virtual devices for a second factor.

use super::permission;
use crate::{AccountIdentities, Authorized};

permission! {
    /// The permission to list an account's virtual devices for a second factor.
    ListVirtualMFADevices on AccountIdentities
}

/// Finds none: there is no such thing here.
///
/// Source: IAM API reference, `ListVirtualMFADevices`.
pub const fn list_virtual_mfa_devices(_authorized: &Authorized<ListVirtualMFADevices>) {}
