# What a person does with a clone of Daylight. Needs Debian 12 and Swift 6.3; everything else is installed here.

# The same flags every time: a changed flag rebuilds everything. Nothing here needs the compiler's index.
flags := --disable-index-store
release := --configuration release --static-swift-stdlib --product daylight
needed := libpq-dev libsqlite3-dev libcurl4-openssl-dev libturbojpeg0-dev libpng-dev libwebp-dev graphviz pkg-config publicsuffix
needed_for_tests := $(needed) postgresql chromium fonts-dejavu-core golang-go golang-golang-x-mod-dev \
    libxml2-utils python3 python3-venv rsync strace zbar-tools
requirements := $(wildcard Tests/*/requirements.txt Tests/*/*/requirements.txt)
peers := $(wildcard Benchmarks/*/requirements.txt)

.PHONY: demo build test tests benchmark clean

# A demo election at http://localhost:8080.
demo: build
	.build/release/daylight demo

# The optimised program: .build/release/daylight
build:
	@scripts/install-packages $(needed)
	swift build $(flags) $(release)

# Every test: builds with tests, then the optimised program, then runs all suites.
test:
	@scripts/install-packages $(needed_for_tests)
	swift build $(flags) --build-tests
	swift build $(flags) $(release)
	@$(MAKE) --no-print-directory .venv/ready
	scripts/test

.venv/ready: $(requirements)
	@echo "Setting up the Python test tools in .venv"
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check $(addprefix --requirement ,$(requirements))
	touch $@

# Times the engine beside its peers, which are set up here; see Benchmarks/coordination/README.md.
benchmark: build .venv/peers
	.venv/bin/python Benchmarks/coordination/run.py

.venv/peers: $(peers)
	@scripts/install-packages python3 python3-venv
	@echo "Setting up the tools to compare with in .venv"
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check $(addprefix --requirement ,$(peers))
	touch $@

clean:
	rm -rf .build .venv daylight-data
