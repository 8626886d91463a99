# make run   the site on http://127.0.0.1:8000     make check   format, lint, words, migrations
# make test  every test this machine can run       make fix     mend what can be mended
# make bench how fast the home page is             make words   collect the words to translate
# make sentences write the tables of all sentences anew (tests/sentences)
# make mutations OF=module BY=tests                make lock    pin the dependencies anew
#            the small faults that no test notices

# One more than there are processors: a test with a browser often waits.
WORKERS := $(shell python3 -c "import os; print(os.cpu_count() + 1)")

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
WORDS := quotas/locale/fr/LC_MESSAGES/django
CODE := iec_site quotas scripts tests manage.py
TEMPLATES := $(shell find templates -name '*.html' 2>/dev/null)

.PHONY: run test check fix words sentences mutations bench lock static messages
.DELETE_ON_ERROR:

run: .venv/run .env static messages
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_shipped_data --verbosity 0
	@exec $(BIN)/gunicorn --config iec_site/gunicorn.conf.py

test: .venv/dev .env static messages
	$(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal $(PYTEST)

check: .venv/dev .env static messages
	$(BIN)/ruff format --check $(CODE) && $(BIN)/ruff check $(CODE) && $(BIN)/djade --check $(TEMPLATES)
	$(MANAGE) makemigrations --check --dry-run && $(BIN)/python -m tests.words
	SITE_URL=https://quotas.example $(MANAGE) check --deploy --fail-level WARNING

fix: .venv/dev
	$(BIN)/ruff check --fix $(CODE) && $(BIN)/ruff format $(CODE)
	-$(BIN)/djade $(TEMPLATES)

words: .venv/dev .env
	$(MANAGE) makemessages --locale fr --no-location --no-wrap --no-obsolete

sentences: .venv/dev .env messages
	$(BIN)/python -m tests.sentences

mutations: .venv/dev .env static messages
	PYTHONPATH=. $(BIN)/pytest -q -s -p no:xdist -p tests.mutations --mutate $(OF) $(BY)

bench: .venv/dev .env static messages
	$(BIN)/python -m tests.bench

lock: .venv/dev
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --output-file requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --group dev $(LOCK) --output-file requirements/dev.txt

LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

static: .venv/run .env
	@$(MANAGE) collectstatic --noinput --verbosity 0

messages: $(WORDS).mo

%.mo: %.po .venv/run
	@$(BIN)/pybabel --quiet compile --use-fuzzy --input-file $< --output-file $@ --locale fr

.env:
	@(umask 077 && python3 -c "import secrets; print('SECRET_KEY=' + secrets.token_urlsafe(50))" > $@)

.venv/%: requirements/%.txt
	@test -x $(BIN)/python || python3 -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@
