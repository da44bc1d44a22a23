# make demo | make test | make bench | make bench-s3: each installs what it lacks, then runs.

NATIVE_TESTS := artifacts/native-tests
INTEROP_TESTS := artifacts/interop-tests
XTENSA_TESTS := artifacts/xtensa-tests
JOBS := $(shell nproc)
C_SOURCES = $(shell git ls-files '*.c' '*.h' '*.cpp')

.PHONY: demo test bench bench-s3 deps build test-native test-interop test-xtensa test-dotnet \
	native-table test-newcomer format-check clean

demo: deps
	@host-tools/demo.sh

test: build test-native test-interop test-dotnet test-xtensa test-newcomer format-check
	@echo "all tests passed"

bench:
	@host-tools/install-deps.sh --bench
	@host-tools/bench.sh

bench-s3: deps
	@host-tools/bench-s3.sh

deps:
	@host-tools/install-deps.sh

build: deps
	dotnet build -nologo -v q -clp:Summary

test-native: deps
	cmake -S tests/native -B $(NATIVE_TESTS) >/dev/null
	cmake --build $(NATIVE_TESTS) -j $(JOBS) >/dev/null
	ctest --test-dir $(NATIVE_TESTS) --output-on-failure

artifacts/cards.sqnt: models/cards/cards.onnx build
	./sqnet build $< -o $@ --calibration models/cards/calibration --labels models/cards/labels.txt >/dev/null

test-interop: artifacts/cards.sqnt
	cmake -S tests/interop -B $(INTEROP_TESTS) >/dev/null
	cmake --build $(INTEROP_TESTS) -j $(JOBS) >/dev/null
	SQNET_TEST_BLOBS=$(CURDIR)/artifacts/cards.sqnt ctest --test-dir $(INTEROP_TESTS) --output-on-failure

# The card model always; the genuine ones when test-dotnet has packed them (it says so where they are missing).
test-xtensa: artifacts/cards.sqnt
	./sqnet pack artifacts/cards.sqnt -o artifacts/cards-packed.sqnt >/dev/null
	@host-tools/install-deps.sh --xtensa
	cmake -S tests/xtensa -B $(XTENSA_TESTS) >/dev/null
	cmake --build $(XTENSA_TESTS) -j $(JOBS) >/dev/null
	SQNET_TEST_PACKED=$(CURDIR)/artifacts/cards.sqnt:$(CURDIR)/artifacts/cards-packed.sqnt \
	SQNET_TEST_BLOBS=$$(ls $(CURDIR)/artifacts/cards.sqnt tests/e2e/bin/Debug/net10.0/squeezenet*.sqnt 2>/dev/null | \
		sed 's:^tests:$(CURDIR)/tests:' | paste -sd:) ctest --test-dir $(XTENSA_TESTS) --output-on-failure

test-dotnet: build
	dotnet test --no-build -nologo

# README's quick start, as somebody new runs it.
test-newcomer: build
	host-tools/newcomer.sh

# After a change to any method of the library: the C++ table that the CLR looks native methods up in.
native-table:
	dotnet build -nologo -v q -clp:Summary tests/guards/Device/SqueezeNet.Embedded
	dotnet run --project tests/guards/Generator -- \
		tests/guards/Device/SqueezeNet.Embedded/bin/Debug/net10.0/SqueezeNet.Embedded.dll nanoframework-native/interop

format-check:
	@host-tools/install-deps.sh --format
	clang-format-14 --dry-run --Werror $(C_SOURCES)
	dotnet format whitespace --no-restore --verify-no-changes
	dotnet format style --no-restore --verify-no-changes

clean:
	rm -rf artifacts
	find . \( -name bin -o -name obj \) -type d -prune -exec rm -rf {} +
