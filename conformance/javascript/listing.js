// Lists and their pages, by the SDK's own paginators.

const assert = require("node:assert/strict");
const { randomUUID } = require("node:crypto");
const test = require("node:test");
const {
  SecretsManager,
  paginateBatchGetSecretValue,
  paginateListSecretVersionIds,
  paginateListSecrets,
} = require("@aws-sdk/client-secrets-manager");

const client = new SecretsManager();
const folder = `javascript-${randomUUID()}`;
const names = ["a", "b", "c", "d", "e"].map((letter) => `${folder}/${letter}`);
const inFolder = { Filters: [{ Key: "name", Values: [folder] }] };

async function pages(paginator) {
  const collected = [];
  for await (const page of paginator) collected.push(page);
  return collected;
}

test.before(async () => {
  for (const [index, name] of names.entries()) {
    const Tags = [{ Key: folder, Value: index % 2 ? "odd" : "even" }];
    await client.createSecret({ Name: name, SecretString: `value of ${name}`, Tags });
  }
});

test("secrets come in pages, each once", async () => {
  const question = { ...inFolder, SortBy: "name", SortOrder: "desc" };
  const found = await pages(paginateListSecrets({ client, pageSize: 2 }, question));
  assert.deepEqual(found.map((page) => page.SecretList.length), [2, 2, 1]);
  assert.deepEqual(found.flatMap((page) => page.SecretList.map((entry) => entry.Name)), names.toReversed());
});

test("filters hold all at once", async () => {
  const Filters = [{ Key: "tag-key", Values: [folder] }, { Key: "tag-value", Values: ["even"] }];
  const found = await pages(paginateListSecrets({ client }, { Filters, SortBy: "name", SortOrder: "asc" }));
  const entries = found.flatMap((page) => page.SecretList);
  assert.deepEqual(entries.map((entry) => entry.Name), [names[0], names[2], names[4]]);
  assert.ok(entries.every((entry) => entry.CreatedDate instanceof Date && entry.ARN.includes(entry.Name)));
});

test("values come in pages, each once", async () => {
  const found = await pages(paginateBatchGetSecretValue({ client, pageSize: 2 }, inFolder));
  assert.ok(found.length >= 3);
  const values = found.flatMap((page) => page.SecretValues);
  assert.deepEqual(values.map((value) => value.SecretString).sort(), names.map((name) => `value of ${name}`));
});

test("a batch tells what it could not read", async () => {
  const batch = await client.batchGetSecretValue({ SecretIdList: [names[0], `${folder}/unknown`] });
  assert.deepEqual(batch.SecretValues.map((value) => value.Name), [names[0]]);
  assert.deepEqual(batch.Errors.map((error) => [error.SecretId, error.ErrorCode]), [
    [`${folder}/unknown`, "ResourceNotFoundException"],
  ]);
});

test("versions come in pages, each once", async () => {
  const SecretId = names[0];
  const made = [];
  for (let number = 0; number < 4; number += 1) {
    made.push((await client.putSecretValue({ SecretId, SecretString: String(number) })).VersionId);
  }
  const question = { SecretId, IncludeDeprecated: true };
  const found = await pages(paginateListSecretVersionIds({ client, pageSize: 2 }, question));
  assert.deepEqual(found.map((page) => page.Versions.length), [2, 2, 1]);
  const versions = found.flatMap((page) => page.Versions);
  assert.ok(made.every((id) => versions.filter((version) => version.VersionId === id).length === 1));
  assert.ok(versions.every((version) => version.CreatedDate instanceof Date));
});
