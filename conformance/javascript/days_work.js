// A day's work with the AWS SDK for JavaScript, as an application does it.

const assert = require("node:assert/strict");
const { randomUUID } = require("node:crypto");
const test = require("node:test");
const { ResourceNotFoundException, SecretsManager } = require("@aws-sdk/client-secrets-manager");

const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const client = new SecretsManager();

function freshName() {
  return `javascript/${randomUUID()}`;
}

async function labels(name) {
  const { VersionIdsToStages: stages } = await client.describeSecret({ SecretId: name });
  return Object.fromEntries(Object.entries(stages).map(([version, names]) => [version, names.sort()]));
}

test("versions by label, before and after a rollback", async () => {
  const name = freshName();
  const created = await client.createSecret({ Name: name, SecretString: "1" });
  assert.equal(created.Name, name);
  assert.match(created.ARN, /^arn:aws:secretsmanager:us-east-1:000000000000:secret:javascript\/.+-\w{6}$/);
  const put = await client.putSecretValue({ SecretId: created.ARN, SecretString: "2" });
  assert.deepEqual(put.VersionStages, ["AWSCURRENT"]);

  const value = async (which) => (await client.getSecretValue({ SecretId: name, ...which })).SecretString;
  assert.equal(await value(), "2");
  assert.equal(await value({ VersionStage: "AWSPREVIOUS" }), "1");
  assert.equal(await value({ VersionId: created.VersionId }), "1");

  await client.updateSecretVersionStage({
    SecretId: name,
    VersionStage: "AWSCURRENT",
    MoveToVersionId: created.VersionId,
    RemoveFromVersionId: put.VersionId,
  });
  assert.deepEqual(await labels(name), { [created.VersionId]: ["AWSCURRENT"], [put.VersionId]: ["AWSPREVIOUS"] });
  assert.equal(await value(), "1");
});

test("the SDK's own token makes a repeated call one version", async () => {
  const name = freshName();
  const ClientRequestToken = randomUUID();
  const create = { Name: name, SecretString: "1", ClientRequestToken };
  const first = await client.createSecret(create);
  assert.equal(first.VersionId, ClientRequestToken);
  assert.equal((await client.createSecret(create)).ARN, first.ARN);
  assert.deepEqual(await labels(name), { [ClientRequestToken]: ["AWSCURRENT"] });
});

test("text stays text and bytes stay bytes", async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const text = "{\"greeting\": \"grüß 🗝 \\u0000 \\ \"}";
  const name = freshName();
  await client.createSecret({ Name: name, SecretBinary: bytes });
  const binary = await client.getSecretValue({ SecretId: name });
  assert.deepEqual(Uint8Array.from(binary.SecretBinary), bytes);
  assert.equal(binary.SecretString, undefined);
  await client.putSecretValue({ SecretId: name, SecretString: text });
  const string = await client.getSecretValue({ SecretId: name });
  assert.equal(string.SecretString, text);
  assert.equal(string.SecretBinary, undefined);
});

test("a description shows what was said, and dates to the millisecond", async () => {
  const name = freshName();
  const Tags = [{ Key: "team", Value: "red" }];
  const before = Date.now();
  await client.createSecret({ Name: name, SecretString: "0", Description: "made by a test", Tags });
  const dates = [];
  for (let number = 1; number <= 5; number += 1) {
    await client.putSecretValue({ SecretId: name, SecretString: String(number) });
    dates.push((await client.getSecretValue({ SecretId: name })).CreatedDate);
  }
  const described = await client.describeSecret({ SecretId: name });
  assert.equal(described.Description, "made by a test");
  assert.deepEqual(described.Tags, Tags);
  assert.equal(described.RotationEnabled, undefined);
  dates.push(described.CreatedDate, described.LastChangedDate);
  for (const date of dates) {
    assert.ok(date instanceof Date && Math.abs(date.getTime() - before) < 86_400_000, String(date));
  }
  assert.ok(dates.some((date) => date.getMilliseconds() !== 0), "dates are whole seconds");
  assert.equal(described.LastAccessedDate.getTime() % 86_400_000, 0, "the day of the last access is no whole day");

  await client.untagResource({ SecretId: name, TagKeys: ["team"] });
  await client.tagResource({ SecretId: name, Tags: [{ Key: "stage", Value: "prod" }] });
  const tagged = await client.describeSecret({ SecretId: name });
  assert.deepEqual(tagged.Tags, [{ Key: "stage", Value: "prod" }]);
});

test("deleted, refused, restored, and deleted at once", async () => {
  const name = freshName();
  await client.createSecret({ Name: name, SecretString: "x" });
  const deleted = await client.deleteSecret({ SecretId: name, RecoveryWindowInDays: 7 });
  const window = deleted.DeletionDate.getTime() - Date.now();
  assert.ok(window > 6 * 86_400_000, `a window of ${window} ms`);
  await assert.rejects(client.getSecretValue({ SecretId: name }), { name: "InvalidRequestException" });
  assert.ok((await client.describeSecret({ SecretId: name })).DeletedDate instanceof Date);
  await client.restoreSecret({ SecretId: name });
  assert.equal((await client.getSecretValue({ SecretId: name })).SecretString, "x");
  await client.deleteSecret({ SecretId: name, ForceDeleteWithoutRecovery: true });
  await assert.rejects(client.describeSecret({ SecretId: name }), ResourceNotFoundException);
});

test("a random password is as asked for", async () => {
  const asked = { PasswordLength: 40, ExcludePunctuation: true, RequireEachIncludedType: true };
  const { RandomPassword: password } = await client.getRandomPassword(asked);
  assert.match(password, /^[A-Za-z0-9]{40}$/);
});

test("every answer bears a request id of its own", async () => {
  const answers = await Promise.all([1, 2].map(() => client.listSecrets({ MaxResults: 1 })));
  const ids = answers.map((answer) => answer.$metadata.requestId);
  ids.forEach((id) => assert.match(id, REQUEST_ID));
  assert.notEqual(ids[0], ids[1]);
  answers.forEach(({ $metadata }) => assert.deepEqual([$metadata.httpStatusCode, $metadata.attempts], [200, 1]));
});
