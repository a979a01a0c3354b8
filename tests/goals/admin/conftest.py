"""An official who may everything, logged in without a password: hashing one takes longer than the rest of a test."""

import pytest


@pytest.fixture
def admin_user(db, django_user_model):
    return django_user_model.objects.create(username="admin", is_staff=True, is_superuser=True)
