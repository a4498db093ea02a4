use super::{Target, UnknownOperation};
use crate::secretsmanager::Operation;

#[test]
fn every_operation_is_found_by_its_name() {
    for operation in Operation::ALL {
        let header = format!("secretsmanager.{}", operation.name());
        assert_eq!(Target::parse(&header), Ok(Target::SecretsManager(*operation)));
    }
    assert_eq!(Operation::ALL.len(), 19);
}

#[test]
fn everything_else_is_unknown() {
    let unknown = [
        "",
        "GetSecretValue",
        "secretsmanager",
        "secretsmanager.",
        "secretsmanager.getsecretvalue",
        "secretsmanager.GETSECRETVALUE",
        "secretsmanager.GetSecretValue ",
        " secretsmanager.GetSecretValue",
        "secretsmanager.GetSecretValue.GetSecretValue",
        "secretsmanager..GetSecretValue",
        "SecretsManager.GetSecretValue",
        "AWSSecretsManager.GetSecretValue",
        "TrentService.GetSecretValue",
        "secretsmanager.RotateSecret",
        "secretsmanager.CancelRotateSecret",
        "secretsmanager.ReplicateSecretToRegions",
        "secretsmanager.RemoveRegionsFromReplication",
        "secretsmanager.StopReplicationToReplica",
        "secretsmanager.AssociateCrossAccountReplica",
        "secretsmanager.DisassociateCrossAccountReplica",
    ];
    for header in unknown {
        assert_eq!(Target::parse(header), Err(UnknownOperation), "{header}");
    }
}
