import pytest

from entities.authority.loader import load_files


@pytest.fixture(scope="session")
def authority():
    return load_files()
