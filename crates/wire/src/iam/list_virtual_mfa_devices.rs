//! `ListVirtualMFADevices`: lists an account's virtual devices for a second factor, of which there are none.

use super::{NOTHING, Paging};
use crate::members::{Enumeration, Members, Shape};
use crate::xml::{Encode, Writer};

/// What is asked.
///
/// Source: IAM API reference, `ListVirtualMFADevices`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `AssignmentStatus`.
    pub assignment_status: Option<AssignmentStatus>,
    /// `Marker` and `MaxItems`.
    pub paging: Paging,
}

impl Shape for Request {
    fn read(members: &mut Members<'_>) -> Self {
        Self { assignment_status: members.enumeration("AssignmentStatus"), paging: Paging::read(members) }
    }
}

/// Which devices are asked for.
///
/// Source: IAM API reference, `ListVirtualMFADevices`, `AssignmentStatus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssignmentStatus {
    /// All of them.
    Any,
    /// Those that somebody uses.
    Assigned,
    /// Those that nobody uses.
    Unassigned,
}

impl Enumeration for AssignmentStatus {
    const ALL: &'static [Self] = &[Self::Assigned, Self::Unassigned, Self::Any];

    fn name(self) -> &'static str {
        match self {
            Self::Any => "Any",
            Self::Assigned => "Assigned",
            Self::Unassigned => "Unassigned",
        }
    }
}

/// What is answered: an empty list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response;

impl Encode for Response {
    fn content(&self, writer: &mut Writer) {
        writer.element("VirtualMFADevices", &NOTHING).element("IsTruncated", &false);
    }
}
