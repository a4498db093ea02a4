//! Tags, on their way in and out.

/// The tags of a request.
pub(super) fn domain_tags(tags: &[wire::iam::Tag]) -> Vec<iam::Tag> {
    tags.iter().map(|tag| iam::Tag { key: tag.key.clone(), value: tag.value.clone() }).collect()
}

/// The tags of an answer.
pub(super) fn wire_tags(tags: &[iam::Tag]) -> Vec<wire::iam::Tag> {
    tags.iter().map(|tag| wire::iam::Tag { key: tag.key.clone(), value: tag.value.clone() }).collect()
}
