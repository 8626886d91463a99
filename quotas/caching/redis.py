import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class AsBytes:
    """Keep bytes as they are, so that nobody who can write to the cache puts a pickle there."""

    def dumps(self, content):
        return content

    def loads(self, content):
        return content


class ForgivingRedisCache(RedisCache):
    """A shared cache that may be down: pages are made each time until it is back."""

    def get(self, key, default=None, version=None):
        try:
            return super().get(key, default, version)
        except RedisError as error:
            logger.warning("The shared cache does not answer: %s", error)
            return default

    def set(self, *args, **kwargs):
        try:
            super().set(*args, **kwargs)
        except RedisError as error:
            logger.warning("The shared cache takes nothing: %s", error)
