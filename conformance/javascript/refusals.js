// What a refusal is to the AWS SDK for JavaScript: an error of the class that the operation declares.

const assert = require("node:assert/strict");
const { randomUUID } = require("node:crypto");
const test = require("node:test");
const secretsManager = require("@aws-sdk/client-secrets-manager");

const client = new secretsManager.SecretsManager();
const name = `javascript/${randomUUID()}`;
const deleted = `${name}/deleted`;
const SecretId = name;

async function refusal(answer) {
  try {
    await answer;
  } catch (error) {
    return error;
  }
  return assert.fail("the call was not refused");
}

test.before(async () => {
  await client.createSecret({ Name: name, SecretString: "x" });
  await client.createSecret({ Name: deleted, SecretString: "x" });
  await client.deleteSecret({ SecretId: deleted });
});

const REFUSALS = [
  ["ResourceNotFoundException", () => client.getSecretValue({ SecretId: "unknown" })],
  ["ResourceNotFoundException", () => client.getSecretValue({ SecretId, VersionStage: "NONE" })],
  ["ResourceExistsException", () => client.createSecret({ Name: name, SecretString: "x" })],
  ["InvalidNextTokenException", () => client.listSecrets({ NextToken: "made-up" })],
  ["InvalidParameterException", () => client.batchGetSecretValue({})],
  ["InvalidParameterException", () => client.deleteSecret({ SecretId, RecoveryWindowInDays: 6 })],
  ["InvalidRequestException", () => client.getSecretValue({ SecretId: deleted })],
  ["MalformedPolicyDocumentException", () => client.putResourcePolicy({ SecretId, ResourcePolicy: "{}" })],
];

for (const [code, call] of REFUSALS) {
  test(`${code} of ${call.toString().match(/client\.(\w+)/)[1]}`, async () => {
    const error = await refusal(call());
    assert.equal(error.name, code, error.message);
    assert.ok(error instanceof secretsManager[code] && error instanceof Error);
    assert.ok(error.message.length > 0);
    assert.equal(error.$fault, "client");
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.equal(error.$metadata.attempts, 1);
    assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
  });
}

test("a refusal says what AWS says", async () => {
  const error = await refusal(client.getSecretValue({ SecretId: "unknown" }));
  assert.equal(error.message, "Secrets Manager can't find the specified secret.");
});

test("a code that no operation declares is still a name", async () => {
  const error = await refusal(client.createSecret({ Name: "white space", SecretString: "x" }));
  assert.equal(error.name, "ValidationException");
  assert.ok(error instanceof secretsManager.SecretsManagerServiceException);
});

test("a wrong clock is set right by the answer's date", async () => {
  const late = new secretsManager.SecretsManager({ systemClockOffset: -3_600_000 });
  const described = await late.describeSecret({ SecretId });
  assert.equal(described.Name, name);
  assert.equal(described.$metadata.attempts, 2);
});

test("a wrong key is refused", async () => {
  const credentials = { accessKeyId: "AKIANOBODYNOBODY0000", secretAccessKey: "x".repeat(40) };
  const error = await refusal(new secretsManager.SecretsManager({ credentials }).listSecrets({}));
  assert.equal(error.name, "UnrecognizedClientException");
  assert.equal(error.message, "The security token included in the request is invalid.");
});
