from tests.entities.conftest import curator, workshop

__all__ = ["curator", "workshop"]
