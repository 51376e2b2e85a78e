import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.groups import group


@pytest.fixture
def curator(db: None) -> User:
    user = User.objects.create_user("claire", password="a long enough one", is_staff=True)
    user.groups.add(group("curators"))
    return user


@pytest.fixture
def workshop(curator: User) -> Client:
    client = Client()
    client.force_login(curator)
    return client
