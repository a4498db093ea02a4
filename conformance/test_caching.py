"""The caching client for Python, which applications keep in front of the server."""

import pytest
from aws_secretsmanager_caching import InjectKeywordedSecretString, InjectSecretString, SecretCache, SecretCacheConfig
from aws_secretsmanager_caching.cache.items import SecretCacheObject
from botocore.exceptions import ClientError
from expectations import fresh_name


@pytest.fixture
def calls():
    """The operations that the cache has asked the server for."""
    return []


@pytest.fixture
def make_cache(server, calls, monkeypatch):
    """Makes caches, whose calls are noted."""
    # The client pauses for seconds before a forced refresh, so that many clients do not come at once.
    monkeypatch.setattr(SecretCacheObject, "FORCE_REFRESH_JITTER_SLEEP", 0)

    def make(**settings):
        client = server.client()
        client.meta.events.register("before-call.secretsmanager", lambda model, **_: calls.append(model.name))
        return SecretCache(SecretCacheConfig(**settings), client)

    return make


@pytest.fixture
def secret(client):
    """A secret of two versions, in JSON."""
    name = fresh_name("caching")
    client.create_secret(Name=name, SecretString='{"user": "old", "password": "1"}')
    client.put_secret_value(SecretId=name, SecretString='{"user": "app", "password": "2"}')
    return name


def test_the_second_read_is_a_hit(make_cache, calls, secret):
    cache = make_cache()
    first = cache.get_secret_string(secret)
    assert first == '{"user": "app", "password": "2"}'
    assert calls == ["DescribeSecret", "GetSecretValue"]
    assert cache.get_secret_string(secret) == first
    assert len(calls) == 2


def test_versions_are_found_by_label(make_cache, client, secret):
    cache = make_cache()
    assert '"old"' in cache.get_secret_string(secret, "AWSPREVIOUS")
    assert '"app"' in cache.get_secret_string(secret, "AWSCURRENT")
    assert cache.get_secret_string(secret, "AWSPENDING") is None
    client.put_secret_value(SecretId=secret, SecretString="next", VersionStages=["AWSPENDING"])
    assert make_cache(default_version_stage="AWSPENDING").get_secret_string(secret) == "next"


def test_a_change_is_seen_after_a_refresh(make_cache, calls, client, secret):
    cache = make_cache()
    before = cache.get_secret_string(secret)
    client.put_secret_value(SecretId=secret, SecretString="new")
    assert cache.get_secret_string(secret) == before
    assert cache.refresh_secret_now(secret) is True
    assert cache.get_secret_string(secret) == "new"
    # What was current is a hit still, under the label that it now has.
    calls.clear()
    assert cache.get_secret_string(secret, "AWSPREVIOUS") == before
    assert calls == []


def test_a_cache_that_is_always_due_sees_each_change(make_cache, client, secret):
    cache = make_cache(secret_refresh_interval=0)
    for value in ("3", "4"):
        client.put_secret_value(SecretId=secret, SecretString=value)
        assert cache.get_secret_string(secret) == value


def test_bytes_are_cached_as_bytes(make_cache, calls, client):
    name = fresh_name("caching")
    client.create_secret(Name=name, SecretBinary=bytes(range(256)))
    cache = make_cache()
    assert cache.get_secret_binary(name) == cache.get_secret_binary(name) == bytes(range(256))
    assert cache.get_secret_string(name) is None
    assert calls == ["DescribeSecret", "GetSecretValue"]


def test_a_refusal_is_remembered_until_the_retry(make_cache, calls, client):
    name = fresh_name("caching")
    cache = make_cache(exception_retry_delay_base=3600)
    for _ in range(2):
        with pytest.raises(ClientError) as refused:
            cache.get_secret_string(name)
        assert refused.value.response["Error"]["Code"] == "ResourceNotFoundException"
    assert calls == ["DescribeSecret"]


def test_a_secret_is_injected(make_cache, calls, secret):
    cache = make_cache()

    @InjectSecretString(secret, cache)
    def connect(text, host):
        return text, host

    @InjectKeywordedSecretString(secret, cache, user="user", word="password")
    def log_in(host, *, user, word):
        return host, user, word

    assert connect("database") == ('{"user": "app", "password": "2"}', "database")
    assert log_in("database") == ("database", "app", "2")
    assert calls == ["DescribeSecret", "GetSecretValue"]


def test_a_secret_that_is_no_json_is_not_injected(make_cache, client):
    name = fresh_name("caching")
    client.create_secret(Name=name, SecretString="plain")

    @InjectKeywordedSecretString(name, make_cache(), user="user")
    def log_in(user):
        return user

    with pytest.raises(RuntimeError, match="not valid JSON"):
        log_in()
