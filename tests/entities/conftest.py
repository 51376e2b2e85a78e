import pytest
from django.contrib.auth.models import Group, User
from django.test import Client


@pytest.fixture
def curator(db: None) -> User:
    user = User.objects.create_user("claire", password="a long enough one", is_staff=True)
    user.groups.add(Group.objects.get(name="curators"))
    return user


@pytest.fixture
def workshop(curator: User) -> Client:
    client = Client()
    client.force_login(curator)
    return client
