"""The AWS SDK for Rust: what it asks stands in `rust/`, which is built as a program of its own."""

import pytest
from conftest import built
from expectations import fresh_name


@pytest.mark.parametrize(
    "scenario", ["binary", "days-work", "deletion", "pages", "refusals", "versions-in-pages"]
)
def test_the_rust_sdk(either_server, scenario):
    ended = either_server.program(built("STRONGROOM_RUST_CLIENT"), scenario, fresh_name("rust"))
    if ended.returncode != 0:
        pytest.fail(ended.stderr, pytrace=False)
