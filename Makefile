# make demo | make test | make bench: each installs what it lacks, then runs.
ROOT := $(CURDIR)
NATIVE_TESTS := artifacts/native-tests
JOBS := $(shell nproc)
C_SOURCES = $(shell git ls-files '*.c' '*.h' '*.cpp')

.PHONY: demo test bench deps build test-native test-dotnet format-check clean

demo: deps
	@host-tools/demo.sh

test: build test-native test-dotnet format-check
	@echo "all tests passed"

bench: deps
	@host-tools/bench.sh

deps:
	@host-tools/install-deps.sh

build: deps
	dotnet build -nologo -v q -clp:Summary

test-native: deps
	cmake -S tests/native -B $(NATIVE_TESTS) >/dev/null
	cmake --build $(NATIVE_TESTS) -j $(JOBS) >/dev/null
	ctest --test-dir $(NATIVE_TESTS) --output-on-failure

test-dotnet: build
	dotnet test --no-build -nologo

format-check:
	@host-tools/install-deps.sh --format
	clang-format-14 --dry-run --Werror $(C_SOURCES)
	dotnet format whitespace --no-restore --verify-no-changes
	dotnet format style --no-restore --verify-no-changes

clean:
	rm -rf artifacts
	find . \( -name bin -o -name obj \) -type d -prune -exec rm -rf {} +
