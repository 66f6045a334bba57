"""The two logins of a demo. They are made with DEMO=1 alone."""

from base64 import b32encode
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils.crypto import salted_hmac

from articles.roles import sync_roles

# Login → group.
USERS = {"editor": "editor", "data-editor": "data editor"}


@dataclass(frozen=True, slots=True)
class Login:
    """``password`` is empty if somebody has set another one."""

    username: str
    password: str

    @property
    def words(self) -> str:
        return f"password {self.password}" if self.password else "with the password that was set here"


@transaction.atomic
def ensure_users() -> list[Login]:
    """Makes the logins that are missing and returns both; a password that was changed stays as it is."""
    if not settings.DEMO:
        raise ImproperlyConfigured("Demo logins are made with DEMO=1 only.")
    sync_roles()
    return [_ensure(username, group) for username, group in USERS.items()]


def _ensure(username: str, group: str) -> Login:
    password = password_of(username)
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User.objects.create_user(username, password=password, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
    return Login(username, password if user.check_password(password) else "")


def password_of(username: str) -> str:
    """A password of this installation alone: it follows from its secret, so every run can tell it again."""
    digest = salted_hmac("articles.demo", username, algorithm="sha256").digest()
    letters = b32encode(digest).decode().lower()
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))
