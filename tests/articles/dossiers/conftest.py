from tests.articles.exporting.conftest import told

__all__ = ["told"]
