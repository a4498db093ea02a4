//! What the measurements of identities and keys need: users, a role with policies, guarded secrets, a key.

use anyhow::{Context, ensure};
use seal::Plaintext;
use serde_json::{Value, json};
use tokio::task::LocalSet;

use crate::http1::Connection;
use crate::limits::{HOT_SECRETS, LOADING_CONNECTIONS, POLICY_STATEMENTS, ROLE_POLICIES, USERS_PER_ACCOUNT};
use crate::measure::join;
use crate::process::Served;
use crate::signing::{Call, Identity};
use crate::workload::{create_guarded, guarded};

const ACCOUNT: &str = "000000000000";
const IAM: (&str, &str) = ("iam", "2010-05-08");
const STS: (&str, &str) = ("sts", "2011-06-15");

/// What was made.
pub(crate) struct Setup {
    /// A session of the role.
    pub(crate) role: Identity,
    /// The id of the key.
    key_id: String,
    /// A ciphertext of the key, in base64.
    pub(crate) ciphertext: String,
}

impl Setup {
    /// Makes everything; `roots` are those of further accounts, which hold the users that the first has no room for.
    pub(crate) fn make(
        server: &Served,
        identity: &Identity,
        users: usize,
        roots: &[Identity],
    ) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let making = async {
            for (account, root) in std::iter::once(identity).chain(roots).enumerate() {
                let rest = users.saturating_sub(account * USERS_PER_ACCOUNT);
                make_users(server, root, rest.min(USERS_PER_ACCOUNT)).await?;
            }
            let mut client = Client { connection: Connection::open(server.address).await?, server, identity };
            client.make_guarded_secrets().await?;
            client.make_role().await?;
            let role = client.assume_role().await?;
            let (key_id, ciphertext) = client.make_key().await?;
            Ok(Self { role, key_id, ciphertext })
        };
        runtime.block_on(LocalSet::new().run_until(making))
    }

    /// The members of a call that makes a data key.
    pub(crate) fn data_key(&self) -> Value {
        json!({ "KeyId": self.key_id, "KeySpec": "AES_256" })
    }
}

async fn make_users(server: &Served, identity: &Identity, users: usize) -> anyhow::Result<()> {
    let making = (0..LOADING_CONNECTIONS).map(|first| async move {
        let mut client = Client { connection: Connection::open(server.address).await?, server, identity };
        for user in (first..users).step_by(LOADING_CONNECTIONS) {
            client.query(IAM, "CreateUser", &[("UserName", &format!("user-{user:05}"))]).await?;
        }
        anyhow::Ok(())
    });
    join(making).await
}

/// A connection, and who calls over it.
struct Client<'a> {
    connection: Connection,
    server: &'a Served,
    identity: &'a Identity,
}

impl Client<'_> {
    async fn call(&mut self, call: &Call) -> anyhow::Result<String> {
        let request = self.identity.prepare(self.server.address, call)?;
        let answer = self.connection.exchange(&request).await?;
        let body = String::from_utf8_lossy(answer.body).into_owned();
        ensure!(answer.status == 200, "{body}");
        Ok(body)
    }

    async fn query(
        &mut self,
        (service, version): (&'static str, &'static str),
        action: &'static str,
        members: &[(&str, &str)],
    ) -> anyhow::Result<String> {
        let members = members.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.call(&Call::Query { service, version, action, members }).await
    }

    async fn make_guarded_secrets(&mut self) -> anyhow::Result<()> {
        let statement = json!({
            "Effect": "Deny", "Principal": "*", "Action": "secretsmanager:*", "Resource": "*",
            "Condition": { "StringEquals": { "aws:PrincipalTag/suspended": "true" } },
        });
        let policy = json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string();
        for secret in 0..HOT_SECRETS {
            self.call(&Call::secrets_manager("CreateSecret", create_guarded(secret))).await?;
            let input = json!({ "SecretId": guarded(secret), "ResourcePolicy": policy });
            self.call(&Call::secrets_manager("PutResourcePolicy", input)).await?;
        }
        Ok(())
    }

    /// A role whose last statement of the last policy is the one that allows.
    async fn make_role(&mut self) -> anyhow::Result<()> {
        let trust = json!({ "Version": "2012-10-17", "Statement": {
            "Effect": "Allow", "Principal": { "AWS": ACCOUNT }, "Action": "sts:AssumeRole",
        } });
        let members = [("RoleName", "measured"), ("AssumeRolePolicyDocument", &trust.to_string())];
        self.query(IAM, "CreateRole", &members).await?;
        for policy in 0..ROLE_POLICIES {
            let (name, document) = (format!("measured-{policy}"), policy_document(policy).to_string());
            let members = [("PolicyName", name.as_str()), ("PolicyDocument", &document)];
            self.query(IAM, "CreatePolicy", &members).await?;
            let arn = format!("arn:aws:iam::{ACCOUNT}:policy/{name}");
            self.query(IAM, "AttachRolePolicy", &[("RoleName", "measured"), ("PolicyArn", &arn)]).await?;
        }
        Ok(())
    }

    /// A session of the role, begun by a user: no root may begin one.
    async fn assume_role(&mut self) -> anyhow::Result<Identity> {
        let allowed = json!({ "Version": "2012-10-17", "Statement": {
            "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*",
        } });
        self.query(IAM, "CreateUser", &[("UserName", "measuring")]).await?;
        let policy = allowed.to_string();
        let members =
            [("UserName", "measuring"), ("PolicyName", "assume"), ("PolicyDocument", policy.as_str())];
        self.query(IAM, "PutUserPolicy", &members).await?;
        let user = credentials(&self.query(IAM, "CreateAccessKey", &[("UserName", "measuring")]).await?)?;
        let mut client = Client {
            connection: Connection::open(self.server.address).await?,
            server: self.server,
            identity: &user,
        };
        let arn = format!("arn:aws:iam::{ACCOUNT}:role/measured");
        let members = [("RoleArn", arn.as_str()), ("RoleSessionName", "bench")];
        credentials(&client.query(STS, "AssumeRole", &members).await?)
    }

    async fn make_key(&mut self) -> anyhow::Result<(String, String)> {
        let made: Value = serde_json::from_str(&self.call(&Call::kms("CreateKey", json!({}))).await?)?;
        let key_id =
            made.pointer("/KeyMetadata/KeyId").and_then(Value::as_str).context("no key id")?.to_owned();
        let input = json!({ "KeyId": key_id, "KeySpec": "AES_256" });
        let wrapped = self.call(&Call::kms("GenerateDataKeyWithoutPlaintext", input)).await?;
        let wrapped: Value = serde_json::from_str(&wrapped)?;
        let ciphertext = wrapped.get("CiphertextBlob").and_then(Value::as_str).context("no ciphertext")?;
        Ok((key_id, ciphertext.to_owned()))
    }
}

/// Twenty statements about other things; in the last policy, the last one allows the read.
fn policy_document(policy: usize) -> Value {
    let other = |statement: usize| {
        json!({
            "Sid": format!("Team{statement}"), "Effect": "Allow",
            "Action": ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
            "Resource": format!("arn:aws:secretsmanager:*:*:secret:team-{policy}-{statement}/*"),
        })
    };
    let mut statements: Vec<_> = (1..POLICY_STATEMENTS).map(other).collect();
    let resource = if policy + 1 == ROLE_POLICIES { "guarded/*" } else { "nothing/*" };
    statements.push(json!({
        "Effect": "Allow", "Action": "secretsmanager:Get*",
        "Resource": format!("arn:aws:secretsmanager:*:*:secret:{resource}"),
        "Condition": { "StringEquals": { "aws:RequestedRegion": "us-east-1" } },
    }));
    json!({ "Version": "2012-10-17", "Statement": statements })
}

/// The credentials in an answer of IAM or STS.
fn credentials(answer: &str) -> anyhow::Result<Identity> {
    let element = |name: &str| {
        let (_, rest) = answer.split_once(&format!("<{name}>"))?;
        rest.split_once(&format!("</{name}>")).map(|(text, _)| text.to_owned())
    };
    Ok(Identity {
        access_key_id: element("AccessKeyId").context("no access key id")?,
        secret: Plaintext::new(element("SecretAccessKey").context("no secret")?.into_bytes()),
        session_token: element("SessionToken"),
    })
}
