# make demo | make demo-train | make test | make test-brokers | make pack | make bench | make bench-s3: each installs
# what it lacks, then runs.

NATIVE_TESTS := artifacts/native-tests
INTEROP_TESTS := artifacts/interop-tests
XTENSA_TESTS := artifacts/xtensa-tests
ARM64_TESTS := artifacts/arm64-tests
CROSS_TESTS := artifacts/cross-tests
RUNTIMES := artifacts/runtimes
TOOLCHAINS := nanoframework-native/host/toolchains
CROSS_SYSTEMS := linux-arm64 win-x64
PACKAGES := artifacts/packages
PACKED := firmware/SqueezeNet.Embedded host-tools/SqueezeNet.Embedded.Host host-tools/sqnet
# Who calls make wants the native engine: without cmake a build ends here instead of going on without.
export SqnetRequireNative := true
JOBS := $(shell nproc)
C_SOURCES = $(shell git ls-files '*.c' '*.h' '*.cpp')

.PHONY: demo demo-train test bench bench-s3 deps build natives pack test-native test-cross test-interop test-xtensa \
	test-arm64 test-brokers test-dotnet test-packages test-newcomer test-windows \
	native-table format-check clean

demo: deps
	@host-tools/demo.sh

# Trains on a part of the cards' renderings, in less than a minute.
demo-train: deps
	@host-tools/demo-train.sh

test: build format-check natives test-native test-cross test-interop test-dotnet test-newcomer test-windows \
	test-xtensa test-arm64
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

# libsqnet for each system that packages bring it for: artifacts/runtimes/RID/native.
natives:
	@host-tools/install-deps.sh --cross
	for system in linux-x64 $(CROSS_SYSTEMS); do \
		cmake -S nanoframework-native/host -B $(RUNTIMES)/$$system/build -DCMAKE_BUILD_TYPE=Release \
			-DCMAKE_TOOLCHAIN_FILE=$(CURDIR)/$(TOOLCHAINS)/$$system.cmake >/dev/null && \
		cmake --build $(RUNTIMES)/$$system/build -j $(JOBS) >/dev/null && \
		cmake --install $(RUNTIMES)/$$system/build --prefix $(RUNTIMES)/$$system/native --strip >/dev/null || exit 1; \
	done
	@ls -l $(RUNTIMES)/*/native/*

test-native: deps
	cmake -S tests/native -B $(NATIVE_TESTS) >/dev/null
	cmake --build $(NATIVE_TESTS) -j $(JOBS) >/dev/null
	ctest --test-dir $(NATIVE_TESTS) -j $(JOBS) --output-on-failure

# The same tests for other systems, under qemu-aarch64 and wine64.
test-cross:
	@host-tools/install-deps.sh --cross
	for system in $(CROSS_SYSTEMS); do \
		cmake -S tests/native -B $(CROSS_TESTS)/$$system \
			-DCMAKE_TOOLCHAIN_FILE=$(CURDIR)/$(TOOLCHAINS)/$$system.cmake >/dev/null && \
		cmake --build $(CROSS_TESTS)/$$system -j $(JOBS) >/dev/null && \
		ctest --test-dir $(CROSS_TESTS)/$$system -j $(JOBS) --output-on-failure || exit 1; \
	done

artifacts/cards.sqnt: models/cards/cards.onnx build
	./sqnet build $< -o $@ --calibration models/cards/calibration --labels models/cards/labels.txt >/dev/null

test-interop: artifacts/cards.sqnt
	cmake -S tests/interop -B $(INTEROP_TESTS) >/dev/null
	cmake --build $(INTEROP_TESTS) -j $(JOBS) >/dev/null
	SQNET_TEST_BLOBS=$(CURDIR)/artifacts/cards.sqnt ctest --test-dir $(INTEROP_TESTS) -j $(JOBS) --output-on-failure

# The card model always; the genuine ones when test-dotnet has packed them (it says so where they are missing).
test-xtensa: artifacts/cards.sqnt
	./sqnet pack artifacts/cards.sqnt -o artifacts/cards-packed.sqnt >/dev/null
	@host-tools/install-deps.sh --xtensa
	cmake -S tests/xtensa -B $(XTENSA_TESTS) >/dev/null
	cmake --build $(XTENSA_TESTS) -j $(JOBS) >/dev/null
	SQNET_TEST_PACKED=$(CURDIR)/artifacts/cards.sqnt:$(CURDIR)/artifacts/cards-packed.sqnt \
	SQNET_TEST_BLOBS=$$(ls $(CURDIR)/artifacts/cards.sqnt tests/e2e/bin/Debug/net10.0/squeezenet*.sqnt 2>/dev/null | \
		sed 's:^tests:$(CURDIR)/tests:' | paste -sd:) ctest --test-dir $(XTENSA_TESTS) -j $(JOBS) --output-on-failure

# The vector engine's ARM kernels under qemu, with a .NET run-time for ARM from NuGet.
test-arm64: artifacts/cards.sqnt
	@host-tools/install-deps.sh --arm64
	dotnet publish tests/arm64 -c Release -o $(ARM64_TESTS) -nologo -v q -clp:ErrorsOnly
	qemu-aarch64 -cpu max -L /usr/aarch64-linux-gnu $(ARM64_TESTS)/Arm64.Tests $(CURDIR)/artifacts/cards.sqnt \
		$$(ls $(CURDIR)/tests/e2e/bin/Debug/net10.0/squeezenet*.sqnt 2>/dev/null)

test-dotnet: build
	dotnet test --no-build -nologo

# Also part of test-dotnet, but for RabbitMQ and NATS, which only this installs. They run on loopback for one test each.
test-brokers: deps
	@host-tools/install-deps.sh --brokers
	SQNET_TEST_BROKERS=1 dotnet test tests/brokers -nologo

# What is published: a .NET tool and two libraries. The samples' cache would give them yesterday's.
pack: natives
	rm -rf $(PACKAGES) artifacts/sample-packages
	for project in $(PACKED); do dotnet pack $$project -nologo -v q -o $(PACKAGES) || exit 1; done
	@ls -l $(PACKAGES)

# Also part of test-dotnet: packs, installs and runs the product as its users have it.
test-packages: natives
	dotnet test tests/packages -nologo

# sqnet itself as a program for Windows, under wine.
test-windows: natives artifacts/cards.sqnt
	tests/windows/run.sh

# README's quick start, as somebody new runs it.
test-newcomer: pack
	host-tools/newcomer.sh $(PACKAGES)

# After a change to any method of the library: the C++ table that the CLR looks native methods up in.
native-table:
	dotnet build -nologo -v q -clp:Summary tests/guards/Device/SqueezeNet.Embedded.Native
	dotnet run --project tests/guards/Generator -- \
		tests/guards/Device/SqueezeNet.Embedded.Native/bin/Debug/net10.0/SqueezeNet.Embedded.Native.dll nanoframework-native/interop

format-check:
	@host-tools/install-deps.sh --format
	clang-format-14 --dry-run --Werror $(C_SOURCES)
	dotnet format whitespace . --folder --verify-no-changes
	dotnet format style --no-restore --verify-no-changes

clean:
	rm -rf artifacts
	find . \( -name bin -o -name obj \) -type d -prune -exec rm -rf {} +
