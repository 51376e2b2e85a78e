import pytest
from django.contrib.auth.models import User


@pytest.fixture
def curator(db: None) -> User:
    return User.objects.create_user("claire", password="a long enough one", is_staff=True)
