"""The AWS SDK for JavaScript, by Node's own test runner: what it asks stands in `javascript/`."""

from pathlib import Path

import pytest
from conftest import built

FOLDER = Path(__file__).with_name("javascript")


@pytest.mark.parametrize("file", ["days_work.js", "listing.js", "refusals.js"])
def test_the_javascript_sdk(either_server, file):
    ended = either_server.program("node", "--test", FOLDER / file, NODE_PATH=str(built("STRONGROOM_NODE_MODULES")))
    # A file without a test would end well, too.
    if ended.returncode != 0 or "# pass 0\n" in ended.stdout:
        pytest.fail(ended.stdout + ended.stderr, pytrace=False)


def test_every_file_is_run():
    marks = {mark.name: mark for mark in test_the_javascript_sdk.pytestmark}
    assert sorted(marks["parametrize"].args[1]) == sorted(path.name for path in FOLDER.glob("*.js"))
