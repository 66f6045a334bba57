"""Static files under names that carry their hash, so that they can be cached for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Follows the relative imports of ES modules too: the body editor's modules have them."""

    support_js_module_import_aggregation = True
