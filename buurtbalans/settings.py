"""Settings of Buurtbalans: one file, everything that differs per place comes from the environment.

Defaults are safe: no debug, no demo, the embedded database only outside production. Importing this
module starts no server and opens no connection.
"""

import sys
from pathlib import Path

import django_stubs_ext
import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from buurtbalans.accounts.organisation_login.configuration import providers
from buurtbalans.database import databases
from buurtbalans.log_lines import LOGGING  # noqa: F401  a setting of Django's, beside what it sets up

# So that generic base classes may carry their model in a class header: ModelForm[Session].
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
# Where set-up puts the lists of names: in the environment, off Python's path.
NAME_LISTS_DIR = BASE_DIR / ".venv" / "share" / "name_lists"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

PRODUCTION: bool = env.bool("BB_PRODUCTION", default=False)
DEMO: bool = env.bool("BB_DEMO", default=False)
TESTING = env.bool("BB_TEST", default="pytest" in sys.modules)
THEME: str = env.str("BB_THEME", default="neutraal")
DEBUG = False


def _secret_key() -> str:
    """The key from the environment; outside production one is made once and kept in var/."""
    key: str = env.str("BB_SECRET_KEY", default="")
    if key or PRODUCTION:
        return key
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()


SECRET_KEY = _secret_key()
if PRODUCTION:
    if DEMO:
        raise ImproperlyConfigured("BB_PRODUCTION=1 gaat niet samen met BB_DEMO=1: zet de demo uit.")
    if not SECRET_KEY:
        raise ImproperlyConfigured("BB_PRODUCTION=1 vraagt om BB_SECRET_KEY: een lange, geheime tekst.")
    if "*" in env.list("BB_ALLOWED_HOSTS", default=[]):
        raise ImproperlyConfigured("BB_PRODUCTION=1 gaat niet samen met BB_ALLOWED_HOSTS=*: noem de namen van de site.")
    if not env.str("DATABASE_URL", default=""):
        raise ImproperlyConfigured("BB_PRODUCTION=1 vraagt om DATABASE_URL: de ingebouwde database is voor proberen.")

ALLOWED_HOSTS: list[str] = env.list(
    "BB_ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host not in {"*", "[::1]"}]

INSTALLED_APPS = [
    "buurtbalans.apps.BuurtbalansConfig",
    "buurtbalans.accounts.apps.AccountsConfig",
    "trajects.apps.TrajectsConfig",
    "sessions.apps.TrajectSessionsConfig",
    "privacy.apps.PrivacyConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.admin",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    # The outermost, so that all the others have the room too.
    "buurtbalans.call_stack.room_for_calls",
    "django.middleware.security.SecurityMiddleware",
    "buurtbalans.headers.Utf8OnlyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "buurtbalans.headers.PrivateByDefaultMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "buurtbalans.accounts.web_session.limits.SessionLimitsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "buurtbalans.htmx.LoginRequiredMiddleware",
    "buurtbalans.accounts.second_step.middleware.SecondStepMiddleware",
    "privacy.middleware.RememberWhileReadingMiddleware",
    "privacy.middleware.RefusalMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "buurtbalans.urls"
WSGI_APPLICATION = "buurtbalans.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "buurtbalans.assets.context.theme",
                "buurtbalans.pages.menu.menu",
                "buurtbalans.accounts.web_session.limits.warning",
            ],
            "builtins": ["django.templatetags.static", "buurtbalans.templatetags.bb"],
        },
    }
]
FORM_RENDERER = "buurtbalans.forms.Renderer"

DATABASES = databases(env, testing=TESTING)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:my-work"
GUARDIAN_AUTO_PREFETCH = False
ANONYMOUS_USER_NAME = None
# Seals the trace of who saw what; a key of its own, so that the secret key can be changed and the seals still hold.
ACCESS_LOG_KEY: str = env.str("BB_ACCESS_LOG_KEY", default="") or SECRET_KEY
MFA_REQUIRED: bool = env.bool("BB_MFA_REQUIRED", default=not DEMO)
MFA_ADAPTER = "buurtbalans.accounts.second_step.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Buurtbalans"
# Accounts come by invitation or from the administrator, so nobody sets up a step on somebody else's address.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
# The link goes by GET, since a browser stops a form that leads to another site (form-action in the policy).
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_ADAPTER = "buurtbalans.accounts.organisation_login.adapter.OrganisationLoginAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers(env, production=PRODUCTION)}}
MFA_FORMS = {
    "authenticate": "buurtbalans.accounts.second_step.forms.AuthenticateForm",
    "reauthenticate": "buurtbalans.accounts.second_step.forms.ReauthenticateForm",
    "activate_totp": "buurtbalans.accounts.second_step.forms.ActivateAppForm",
    "add_webauthn": "buurtbalans.accounts.second_step.forms.AddPasskeyForm",
    "authenticate_webauthn": "buurtbalans.accounts.second_step.forms.PasskeyStepForm",
    "reauthenticate_webauthn": "buurtbalans.accounts.second_step.forms.PasskeyAgainForm",
    "login_webauthn": "buurtbalans.accounts.second_step.forms.PasskeyLoginForm",
}

ACCOUNT_ADAPTER = "buurtbalans.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# The adapter sends nobody a mail for this; it does the same work as for a known address.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
# Django's own: allauth's writes a row for an address with an account, which an unknown one does not cost.
# The name of a class, not a secret.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = PASSWORD_RESET_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "buurtbalans.accounts.forms.LoginForm",
    "request_login_code": "buurtbalans.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "buurtbalans.accounts.forms.ConfirmLoginCodeForm",
    "reset_password": "buurtbalans.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "buurtbalans.accounts.forms.ResetPasswordKeyForm",
    "change_password": "buurtbalans.accounts.forms.ChangePasswordForm",
    "set_password": "buurtbalans.accounts.forms.SetPasswordForm",
    "reauthenticate": "buurtbalans.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Strict for one account, wide for one address: a whole city hall may sit behind it.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,10/5m/key",
    "request_login_code": "60/m/ip,5/15m/key",
    "reset_password": "60/m/ip,5/15m/key",
    "reset_password_from_key": "60/m/ip",
    # Wrong codes of a session; everybody in its room may sit behind one address.
    "room_code": "60/m/ip",
}
TRUSTED_PROXIES: list[str] = env.list("BB_TRUSTED_PROXIES", default=[])

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # By default the table is cut down at 300 rows: that would lose counted login attempts and letters.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# A message may name what is confidential: it stays on the server, not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = env.int("BB_SESSION_HOURS", default=8) * 60 * 60
SESSION_IDLE_SECONDS = env.int("BB_SESSION_IDLE_MINUTES", default=30) * 60
SESSION_WARNING_SECONDS = 2 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "buurtbalans.pages.errors.csrf_failure"
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-sessie"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["buurtbalans.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [BASE_DIR / "static"]
if (VAR_DIR / "assets").is_dir():
    STATICFILES_DIRS.append(("vendor", VAR_DIR / "assets"))
MEDIA_ROOT = VAR_DIR / ("test-files" if TESTING else "files")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
# Each client of a test would read the whole folder of static files; this way a file is looked for when it is asked.
WHITENOISE_AUTOREFRESH = TESTING
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_MAX_BYTES = 10 * 1024 * 1024
# A virus scanner (ClamAV) as host:port or as the path of its socket; empty: files are not scanned.
CLAMAV: str = env.str("BB_CLAMAV", default="")

# How long things are kept (privacy/retention/terms.py); the name says the unit.
KEEP = {
    name: env.int(f"BB_KEEP_{name.upper()}", default=default)
    for name, default in {
        "registrations_months": 3,
        "registrations_at_most_months": 24,
        "drafts_days": 30,
        "residents_input_months": 3,
        "traject_months": 12,
        "account_active_months": 6,
        "account_months": 12,
        "access_events_months": 24,
        "login_events_months": 6,
        "mail_days": 7,
        "backups_days": 35,
    }.items()
}
for name, value in KEEP.items():
    if value < 1:
        raise ImproperlyConfigured(f"BB_KEEP_{name.upper()} moet minstens 1 zijn.")
# What was deleted, by number only: outside the database, so that a backup that is put back deletes it again.
DELETIONS_FILE = Path(env.str("BB_DELETIONS_FILE", default="") or VAR_DIR / "gewist.jsonl")
if TESTING:
    DELETIONS_FILE = VAR_DIR / "test-files" / "gewist.jsonl"

# How links begin in mails that no request causes.
_OWN = (
    f"https://{ALLOWED_HOSTS[0]}"
    if PRODUCTION and ALLOWED_HOSTS
    else f"http://localhost:{env.str('PORT', default='8000')}"
)
SITE: str = env.str("BB_SITE", default=_OWN).rstrip("/")
# How long mails about a session wait, so that two changes shortly after each other are told in one.
MAIL_BUNDLE_SECONDS: int = env.int("BB_MAIL_BUNDLE_SECONDS", default=0 if DEMO or TESTING else 60)
DEFAULT_FROM_EMAIL: str = env.str("BB_MAIL_FROM", default="Buurtbalans <buurtbalans@voorbeeldstad.test>")
# One letterbox for each database: two demos side by side do not read each other's mail.
DEMO_POST_DIR = VAR_DIR / ("test-post" if TESTING else "post") / str(DATABASES["default"]["NAME"])
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DEMO_POST_DIR
else:
    vars().update(env.email_url("BB_MAIL_URL", default="smtp://localhost:25"))
ADMINS: list[tuple[str, str]] = []
TEST_RUNNER = "django.test.runner.DiscoverRunner"
# The gate (privacy.access) asks guardian's tables itself; its authentication backend would be a second door.
# A place on the browsers' own list (W021) is for a whole domain, which the municipality has and this site has not.
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "security.W021"]
