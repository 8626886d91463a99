"""The settings that differ between machines, read and checked."""

import difflib
import ipaddress
import os
import re
import sys
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.validators import validate_email
from dotenv import dotenv_values
from environs import Env, ValidationError, validate
from redis.connection import parse_url

SHORTEST_SECRET = 9  # for commands, which sign nothing for readers
LEAST_SECRET = 32  # for a server
LEAST_DISTINCT = 5  # as Django's own check has it
TOO_WEAK = f"must be at least {LEAST_SECRET} random characters: nobody may be able to guess it"
NEARNESS = 0.85  # from here on a name counts as a misspelt one of ours

LABEL = "[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?"
HOST = rf"({LABEL}(\.{LABEL})*\.?|\[[a-f0-9:.]+\])"
ORIGIN = re.compile(rf"https?://{HOST}(:\d{{1,5}})?", re.IGNORECASE)
TRUSTED_ORIGIN = re.compile(rf"https?://(\*\.)?{HOST}(:\d{{1,5}})?", re.IGNORECASE)
ALLOWED_HOST = re.compile(rf"\*|\.?{HOST}", re.IGNORECASE)


class Environment(Env):
    """The environment of the process, and `.env` for names that are not set in it.

    An empty value counts as not set. Errors are collected, and `refuse` ends the process with one
    line for each.
    """

    def __init__(self, path):
        super().__init__(eager=False)
        self.path = path
        try:
            self.read_env(path, recurse=False)
        except (OSError, ValueError) as error:
            sys.exit(f"Settings: {path.name} cannot be read: {error}")

    def _get_value(self, env_key, default):
        value = super()._get_value(env_key, default)
        return default if value == "" else value

    def whole_number(self, name, default, least, most):
        expected = f"must be a whole number from {least} to {most}"
        return self.int(
            name,
            default=default,
            validate=validate.Range(least, most, error=expected),
            error_messages={"invalid": expected},
        )

    def flag(self, name):
        expected = "must be true or false"
        return self.bool(name, default=False, error_messages={"invalid": expected})

    def items(self, name, default, check):
        """Return the values between commas, each checked by `check`."""

        def check_all(values):
            for value in values:
                check(value.strip())

        values = self.list(name, default=default, validate=check_all)
        return [value.strip() for value in values or () if value.strip()]

    def refuse(self):
        """End the process if a value is wrong, or if `.env` has a name that nothing reads."""
        lines = [f"{name} {' '.join(errors)}" for name, errors in self._errors.items()]
        lines += [
            f"{name!r} in {self.path.name} is not read by anything{self._meant(name)}"
            for name in (dotenv_values(self.path) if self.path.is_file() else ())
            if name not in self._fields
        ]
        if lines:
            lines = [line.replace("Environment variable not set.", "is not set") for line in lines]
            sys.exit("\n".join(f"Settings: {' '.join(line.split())}" for line in lines))

    def warn(self):
        """Name the variables of the process that look like a misspelt setting of ours."""
        for name in os.environ:
            if name not in self._fields and (meant := self._meant(name)):
                say(f"{name} is not read by anything{meant}")

    def _meant(self, name):
        near = difflib.get_close_matches(name.upper(), self._fields, 1, NEARNESS)
        return f": {near[0]} is" if near else ""


def say(line):
    """Write one line for the operator, before there is a log."""
    sys.stderr.write(f"Settings: {line}\n")


def check_secret(value):
    if len(value) < SHORTEST_SECRET:
        raise ValidationError(TOO_WEAK)


def is_strong(secret):
    """Tell if a server may sign sessions with `secret`."""
    return len(secret) >= LEAST_SECRET and len(set(secret)) >= LEAST_DISTINCT


def check_site_address(value):
    if not ORIGIN.fullmatch(value.rstrip("/")) or not has_port_in_range(value):
        raise ValidationError(
            "must be the site's public address with its scheme and without a path, "
            "such as https://quotas.example"
        )


def check_allowed_host(value):
    if value and not ALLOWED_HOST.fullmatch(value):
        raise ValidationError(
            "must be names of hosts between commas, without scheme, port or path, "
            "such as quotas.example,www.quotas.example"
        )


def check_trusted_origin(value):
    if value and not (TRUSTED_ORIGIN.fullmatch(value.rstrip("/")) and has_port_in_range(value)):
        raise ValidationError(
            "must be origins between commas, with their scheme and without a path, "
            "such as https://quotas.example"
        )


def check_email(value):
    try:
        validate_email(value)
    except DjangoValidationError:
        raise ValidationError("must be an address of e-mail, such as me@quotas.example") from None


def check_redis(value):
    try:
        parse_url(value)
        path = urlsplit(value).path
    except ValueError:
        path = None
    is_socket = value.startswith("unix://")
    if path is None or not (is_socket or re.fullmatch(r"(/\d*)?", path)):
        raise ValidationError("must be like redis://127.0.0.1:6379/0, rediss://… or unix://…")


def check_listening_host(value):
    try:
        ipaddress.ip_address(value)
    except ValueError:
        if not re.fullmatch(HOST, value, re.IGNORECASE):
            raise ValidationError(
                "must be a name or a number of this machine, such as 127.0.0.1"
            ) from None


def has_port_in_range(address):
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False
