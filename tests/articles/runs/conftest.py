import pytest

from entities.authority.loader import load_files
from entities.extracting import Extractor
from entities.nlp import pipeline


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(load_files(), pipeline.load())
